"""What a page says of whether its document still holds, and what other pages say of it."""

import re
from dataclasses import dataclass

from audits.case import Case
from audits.documents import NumberKey, number_key
from audits.labels import is_official
from audits.names import fold
from audits.once import once_a_case
from audits.titles import bracketed_names, document_names
from inspection.types.portal import Page

ENDED = "(?:失效|废止|停止执行|停止使用|撤销)"
_IN_TITLE = re.compile(f"[（(【\\[〔]\\s*(?:本?文件?)?(?:现)?(?:已经?|全文)?(?:被|宣布)?{ENDED}|^(?:已|现已){ENDED}")
# A page says it of itself at its head, or an editor does at its end.
_IN_TEXT = re.compile(
    f"{_IN_TITLE.pattern}|(?:有效性|时效性?|文件状态|效力状态|效力)\\s*[:：]?\\s*(?:已|部分)?{ENDED}"
    f"|(?:本|该|此)(?:文件|文|件|规定|办法|通知|意见|方案|决定|制度)[^，。；]{{0,20}}?(?:已|现|予以|宣布|被){ENDED}"
)
_NAMED = re.compile("《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_HEAD, _TAIL = 300, 150
_POLICY = re.compile("规范性文件|政策法规|政策文件|政府文件|部门文件|行政规范|政策措施")
# Documents that settle one case, or name persons, are no rules for everybody.
_NO_RULE = re.compile(
    "任免|任职|免职|人事|批复|通报|表彰|表扬|会议纪要|领导小组|指挥部|工作组|分工|征求意见|的函$|决定书|告知书|通知书|裁决书|认定书|解读|图解|(?:关于|予以|宣布)(?:废止|失效)|清理结果|清理情况"
)


@dataclass(frozen=True)
class Prolonged:
    """The documents that other pages of the portal call prolonged or still in force."""

    numbers: frozenset[NumberKey]
    names: frozenset[str]

    def holds(self, page: Page, title: str) -> bool:
        """Whether a page's document is one of them."""
        return number_key(page.doc_number) in self.numbers or any(name in self.names for name in document_names(title))


def is_marked(case: Case, page: Page) -> bool:
    """Whether a page says anywhere in the place for it that its document no longer holds."""
    if re.search(ENDED, page.validity or "") and "未" not in (page.validity or ""):
        return True
    if _IN_TITLE.search(page.title or ""):
        return True
    body = case.text_of(page)
    return any(_IN_TEXT.search(text) for text in (body[:_HEAD], body[-_TAIL:]))


def has_header(page: Page) -> bool:
    """Whether the table of a page's metadata was read: a page without any of it may show it in a way that we missed."""
    read = ("header", "family")
    stated = ("publisher", "doc_number", "written", "published", "validity", "topic")
    return bool(page.index_number) or any(page.sources.get(name) in read for name in stated)


def is_policy_document(case: Case, page: Page) -> bool:
    """Whether a page is a document of the district's own units that settles a matter for everybody: an official one in
    a column of policies or normative documents, or one that answers an entry for them."""
    facts = case.facts_of(page)
    official = is_official(case, page) or (facts is not None and facts.addressees and facts.signed)
    title = case.title_of(page)
    if not official or page.note or _NO_RULE.search(title) or not case.is_own(page):
        return False
    names = [*page.column, *(name for key in case.entries_of_page(page) for name in key)]
    return any(_POLICY.search(name) for name in names)


@once_a_case
def prolonged(case: Case) -> Prolonged:
    """What pages say of other documents when their titles hold a word of the pack for going on (延期、继续有效 …)."""
    words = continuing_words(case)
    numbers: set[NumberKey] = set()
    names: set[str] = set()
    for page in case.judged_pages():
        title = case.title_of(page)
        # 关于延长《…》有效期的通知: the name of the document stands between the words.
        bare = _NAMED.sub("", title)
        if not any(word in text for word in words for text in (title, bare)):
            continue
        facts = case.facts_of(page)
        told = facts.cited if facts else ()
        numbers |= {key for number in told if (key := number_key(number))}
        names |= set(bracketed_names(title))
        for one in facts.titles if facts else ():
            names |= {fold(one), *document_names(one)}
    return Prolonged(frozenset(numbers), frozenset(names))


def continuing_words(case: Case) -> tuple[str, ...]:
    """The pack's words for a document that goes on."""
    given = case.pack.part_lists.get("continuing")
    return tuple(word for words in given.parts.values() for word in words) if given else ()
