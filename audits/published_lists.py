"""Documents that pages of the portal themselves declare lapsed or abolished: decisions, and the lists of a clean-up.

A list often names what stays in force beside what does not. A document counts as lapsed only where its own line, the
word behind it, or the heading above it says so, or where the whole page speaks of nothing else.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from audits.case import Case
from audits.documents import number_key
from audits.names import fold
from audits.once import once_a_case
from audits.page_dates import formations, publications
from audits.titles import TELLING, document_names
from inspection.types.portal import Page
from inspection.types.submitted import ListedDocument

_ENDED = re.compile("废止|失效|停止执行|停止使用|撤销")
_KEPT = re.compile("继续有效|现行有效|保留|修改|修订|修正|拟|未失效|不予废止")
_LIST_TITLE = re.compile("废止|失效|停止执行|清理(?:结果|目录|情况|意见)")
_OF_DOCUMENTS = re.compile("文件|办法|规定|通知|意见|方案|细则|决定|政策|制度")
# Drafts, work on a clean-up that goes on, what explains it, and orders of another kind (licences, cards, tenders).
_NO_LIST = re.compile(
    "征求意见|草案|公示|解读|图解|问答|说明|开展|做好|组织|部署|方案|启动|进展|召开|会议|推进|许可证|资格|证书|招标|采购|拟|标注|专栏|工作"
)
_NUMBER = re.compile(r"[一-鿿A-Za-z]{1,12}[〔\[（(【]\s*(?:19|20)\d{2}\s*[〕\]）)】]\s*第?\s*\d{1,5}\s*号")
_TITLE = re.compile(r"《([^《》]+(?:《[^《》]*》[^《》]*)*)》")
_HEADING = re.compile(
    r"^(?:附件?\s*\d*|[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十]+部分)|(?:目录|清单|文件|如下)[:：]?$"
    r"|(?:废止|失效|停止执行|有效|保留)[^，,；;。]{0,12}[:：]$"
)
_CELL = re.compile(
    r"(?:建议|已|予以|宣布|决定)?(?:废止|失效|停止执行|撤销|继续有效|现行有效|保留|修改|修订|修正)(?:或失效|、失效)?"
)
# What a decision rests on is not what it abolishes, nor is the document that takes the place of an abolished one.
_BASIS = re.compile(
    "(?:根据|依据|按照|依照|为?贯彻|为?落实)[^。；;，,]*(?:[。；;，,]|$)"
    "|(?:已?被|由|因|与|同|已有)[^。；;，,]*(?:代替|取代|替代|涵盖|覆盖|不一致|不相符|不符|抵触|更新|修订)"
    "|(?:新的?|新(?:制定|修订|出台|印发)的?|现行的?|(?<!停止)执行|适用|以|出台了?|印发了?|实施了?)\\s*《[^《》]*》(?:\\s*[（(][^（）()]*[）)])?"
)
# Articles of a document that end leave the document in force.
_PART = re.compile(
    r"《[^《》]*(?:《[^《》]*》[^《》]*)*》(?:\s*[（(][^（）()]*[）)])?(?:中)?的?(?=第[一二三四五六七八九十百\d]+[条款项章]|部分|个别|有关条款|相关条款)"
)
_LONGEST_HEADING = 60
# The last clause of a document: 本办法自…起施行，《…》（…号）同时废止。
_AT_ONCE = re.compile(r"[^。；;\n]*同时(?:废止|停止执行|失效)")
_CLAUSE = 60
_IN_FORCE = re.compile("施行|实施|执行|生效")
_FROM = re.compile(r"((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日起?(?:开始|正式)?(?:施行|实施|执行|生效)")


@dataclass(frozen=True)
class _Named:
    """A document that a line of a list names; `ended` is None where only the heading can tell."""

    number: str | None
    title: str | None
    ended: bool | None


@once_a_case
def lapsed_on_portal(case: Case) -> tuple[ListedDocument, ...]:
    """Every document that a page of the portal declares lapsed, in the order of pages and lines. `file` is the page's
    address."""
    listed = [one for page in case.judged_pages() if _is_list(case.title_of(page)) for one in _of_page(case, page)]
    return (*listed, *_replaced(case))


def _replaced(case: Case) -> Iterator[ListedDocument]:
    """The documents that a later one ends in its last clause (《…》同时废止). Only documents that cite the number of
    another one on this portal are read for it."""
    known = {number_key(page.doc_number) for page in case.judged_pages()} - {None}
    for page in case.judged_pages():
        facts = case.facts_of(page)
        own = number_key(page.doc_number)
        cited = {number_key(number) for number in facts.cited} if facts else set()
        if own is None or not (cited & known) - {own} or _NO_LIST.search(_TITLE.sub("", case.title_of(page))):
            continue
        text = unicodedata.normalize("NFKC", case.text_of(page))
        for sentence in _AT_ONCE.finditer(text):
            told = _IN_FORCE.split(sentence[0])[-1]
            day = _day_in(text[max(sentence.start() - _CLAUSE, 0) : sentence.end()]) or next(
                iter(formations(page) or publications(page)), None
            )
            for number, title in _in_line(told):
                if number_key(number) != own:
                    yield _lapsed(case, page, number, title, day)


def _is_list(title: str) -> bool:
    bare = _TITLE.sub("", title)
    if _NO_LIST.search(bare) or not _LIST_TITLE.search(bare):
        return False
    return bool(_OF_DOCUMENTS.search(title))


def _of_page(case: Case, page: Page) -> Iterator[ListedDocument]:
    title = case.title_of(page)
    days = formations(page) or publications(page)
    speaks_only_of_ended = bool(_ENDED.search(title)) and not _KEPT.search(title)
    found = [_Named(None, name, speaks_only_of_ended) for name in _TITLE.findall(title)]
    files = [file for file in case.attachments_of.get(page.url, ()) if file.state == "ok"]
    found += _named(case.text_of(page), speaks_only_of_ended)
    for file in files:
        whole = bool(_ENDED.search(file.name)) and not _KEPT.search(file.name)
        found += _named(case.text_of_file(file), whole or (speaks_only_of_ended and not _KEPT.search(file.name)))
    own, names = number_key(page.doc_number), document_names(title)
    for one in dict.fromkeys(found):
        # A decree prints the title of the decision that it promulgates.
        itself = (own is not None and number_key(one.number) == own) or fold(one.title) in names
        if one.ended and not itself and (one.number or len(one.title or "") >= TELLING):
            yield _lapsed(case, page, one.number, one.title, days[0] if days else None)


def _lapsed(case: Case, page: Page, number: str | None, title: str | None, day: date | None) -> ListedDocument:
    name = case.title_of(page).strip("《》")
    return ListedDocument(
        case.district.id, page.url, None, None, "lapsed", name, number, title, "失效或者废止", day, page.publisher
    )


def _day_in(clause: str) -> date | None:
    """The day from which on a document is in force, as its last clause says."""
    found = _FROM.findall(clause)
    try:
        return date(*map(int, found[-1])) if found else None
    except ValueError:
        return None


def _named(text: str, ended: bool) -> list[_Named]:
    """The documents of a text with what becomes of them; `ended` holds until a heading says otherwise."""
    plain = (_BASIS.sub("", unicodedata.normalize("NFKC", line)).strip() for line in text.split("\n"))
    lines = [line for line in plain if line]
    section: bool | None = ended or None
    found: list[_Named] = []
    waiting = 0
    for line in lines:
        names = _in_line(line)
        if not names:
            status = _status(line)
            if status is not None and _CELL.fullmatch(line):
                # A cell behind the documents that wait for it.
                found[len(found) - waiting :] = [_Named(one.number, one.title, status) for one in found[-waiting:]]
                waiting = 0
            elif status is not None and len(line) <= _LONGEST_HEADING and _HEADING.search(line):
                section, waiting = status, 0
            continue
        own = _status(_NUMBER.sub("", _TITLE.sub("", line)))
        joined = _joined(names, found, waiting)
        if joined is not None:
            found[-1] = joined
            continue
        settled = own if own is not None else section
        found += [_Named(number, title, settled) for number, title in names]
        waiting = 1 if own is None and len(names) == 1 else 0
    return found


def _in_line(line: str) -> list[tuple[str | None, str | None]]:
    """The documents of one line: a title with its number is one; none of which only a part is meant."""
    line = _PART.sub("", line)
    numbers = [re.sub(r"\s+", "", one) for one in _NUMBER.findall(_TITLE.sub("《》", line))]
    titles = _TITLE.findall(line)
    if len(numbers) == len(titles):
        return list(zip(numbers, titles, strict=True))
    return [*((number, None) for number in numbers), *((None, title) for title in titles)]


def _joined(names: list[tuple[str | None, str | None]], found: list[_Named], waiting: int) -> _Named | None:
    """A number that stands alone below its title is that title's."""
    if waiting and len(names) == 1 and found[-1].number is None and names[0][1] is None:
        return _Named(names[0][0], found[-1].title, found[-1].ended)
    return None


def _status(line: str) -> bool | None:
    """Whether words call a document ended, or kept; None where they do neither, or both."""
    ended, kept = _ENDED.search(line) is not None, _KEPT.search(line) is not None
    return None if ended == kept else ended
