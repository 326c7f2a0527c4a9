"""B17: one document shown in two places with different content."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz import fuzz

from audits.case import Case
from audits.documents import NumberKey, number_key
from audits.names import fold
from audits.page_dates import formations
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from inspection.types.portal import Page

_STOP = re.compile(r"[。；;！？\n\r\t]+")
_ENDED = re.compile(r"失效|废止|停止执行")
_HOLDS = re.compile(r"现行有效|有效|继续有效|执行中")
# What a page says around the text: when it was put up, by whom, how often it was read.
_AROUND = re.compile(r"日期|时间|来源|浏览|点击|字号|打印|分享|索引号|编辑|审核|作者|阅读")
_LONGEST_AROUND = 40
# A sentence that is nearly the other one was changed; one that is not like any is of a part that is left out there.
_CHANGED = 85
_LEAST_SIGNS = 8
_DEMAND = "请核实，以原件为准统一"


@rule(
    "B17",
    name="同一文件内容不一致",
    severity=3,
    mode="B",
    subject="page",
    yields_to=("B04", "B05", "B10"),
    wordings={
        "text": Wording("《{title}》（{number}）与“{other}”公开的同一文件正文不一致：“{printed}”", _DEMAND),
        "written": Wording("《{title}》（{number}）成文日期为{written}，“{other}”公开的同一文件为{start}", _DEMAND),
        "validity": Wording(
            "《{title}》（{number}）标注为“{label}”，“{other}”公开的同一文件标注为“{printed}”", _DEMAND
        ),
    },
)
def same_document_same_content(case: Case) -> Iterator[Answer]:
    """同一文件在网站不同位置公开的，正文、成文日期和有效性一致。

    为什么: 同一文件内容不同，群众不知以哪一处为准。
    怎样整改: 对照原件核实，统一各处内容；能够链接到一处的，不重复上传。
    依据: 中华人民共和国政府信息公开条例第六条（准确）。
    """
    groups: dict[tuple[NumberKey, str], list[Page]] = defaultdict(list)
    for page in case.judged_pages():
        key = number_key(page.doc_number)
        if key is not None and not page.note:
            groups[key, fold(case.title_of(page))].append(page)
    for pages in groups.values():
        ordered = sorted(pages, key=lambda page: (str(page.published or ""), page.url))
        first = max(ordered, key=lambda page: (page.body_chars, -ordered.index(page)))
        for page in ordered:
            if page is not first:
                yield _judge(case, first, page)


def _judge(case: Case, first: Page, page: Page) -> Answer:
    number, other = page.doc_number, first.column
    if reason := _unread(page) or _unread(first):
        return unknown(page, reason)
    days, others = formations(page), formations(first)
    if days and others and not set(days) & set(others):
        return fail(
            page, "written", suspected=True, title=case.title_of(page), number=number, other=other,
            written=days[0], start=others[0],
        )  # fmt: skip
    if _contradict(page.validity, first.validity):
        return fail(
            page, "validity", suspected=True, title=case.title_of(page), number=number, other=other,
            label=page.validity, printed=first.validity,
        )  # fmt: skip
    facts, known = case.facts_of(page), case.facts_of(first)
    if facts is None or known is None:
        return unknown(page, "没有该页面的正文特征，不能比对")
    if facts.text_hash == known.text_hash:
        return passed(page)
    changed = changed_sentence(case.text_of(page), case.text_of(first))
    if changed is None:
        return unknown(page, "两处正文长短不一，可能是节选，须人工核对") if _differ(case, page, first) else passed(page)
    return fail(
        page, "text", suspected=True, span=changed, title=case.title_of(page), number=number, other=other,
        printed=changed[:40],
    )  # fmt: skip


def changed_sentence(text: str, other: str) -> str | None:
    """The first sentence of a text that the other has in nearly the same words, but not the same; None where there is
    none: parts that one of them leaves out are no change."""
    own, theirs = _sentences(text), _sentences(other)
    beside = [sign for sign in theirs if sign not in own]
    for sign, printed in own.items():
        if sign in theirs:
            continue
        near = [one for one in beside if fuzz.ratio(sign, one) >= _CHANGED]
        if near and not any(sign in one or one in sign for one in near):
            return printed
    return None


def _differ(case: Case, page: Page, first: Page) -> bool:
    return set(_sentences(case.text_of(page))) != set(_sentences(case.text_of(first)))


def _sentences(text: str) -> dict[str, str]:
    """The sentences of a text as compared, each with how it is printed; short ones (headings, dates) are left out."""
    plain = unicodedata.normalize("NFKC", text)
    parts = (part.strip() for part in _STOP.split(plain))
    kept = (part for part in parts if len(part) > _LONGEST_AROUND or not _AROUND.search(part))
    return {sign: part for part in kept if len(sign := fold(part)) >= _LEAST_SIGNS}


def _contradict(one: str | None, other: str | None) -> bool:
    """Whether one says that the document holds and the other that it does not."""
    if not one or not other:
        return False
    ended = [bool(_ENDED.search(text)) for text in (one, other)]
    holds = [bool(_HOLDS.search(text)) and "无效" not in text for text in (one, other)]
    return (ended[0] and holds[1] and not ended[1]) or (ended[1] and holds[0] and not ended[0])


def _unread(page: Page) -> str | None:
    return "正文没有读到文字，不能比对" if not page.body_chars else None
