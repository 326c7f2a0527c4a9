"""B16: an explanatory note (情况说明) that other pages contradict, or that does not say what it must."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from audits.case import Case
from audits.names import fold
from audits.page_dates import publications
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.title_periods import month_of, named_months
from inspection.types.portal import Page

_REASON = re.compile(r"未|无|没有|不涉及|尚未|暂停|为零|0件|零件|由.{2,30}(?:公开|负责)|涉密|不予公开|依申请")
_UNIT = re.compile(
    r"(?:局|委|委员会|办公室|政府|街道办事处|中心|办|大队|支队|公司|院|镇|乡|街道)(?=$|[\s，。；:：我本（(]|\d)"
)
_DAY = re.compile(r"(?:19|20)\d{2}[年./-]\d{1,2}[月./-]\d{1,2}")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年(?!\s*\d{1,2}\s*月\s*\d{1,2}\s*日)")
_UNTIL_NOW = re.compile(r"截至|截止|目前|至今|以来|成立")
_LESS = 4


@rule(
    "B16",
    name="情况说明不实或者不完整",
    severity=3,
    mode="B",
    subject="page",
    yields_to=("B04", "B05"),
    wordings={
        "contradicted": Wording(
            "“{column}”以情况说明代替应公开信息，与《{other}》不符",
            "请按实际业务公开信息，不得以情况说明代替",
        ),
        "incomplete": Wording(
            "“{column}”的情况说明《{title}》未写明{names}",
            "请补充完整：说明原因、所属期间、单位和日期",
        ),
    },
)
def honest_note(case: Case) -> Iterator[Answer]:
    """确无信息的栏目以情况说明代替时，说明真实，写明原因、所属期间、单位和日期。

    为什么: 有业务而称没有，是以说明代替公开；说明不完整，群众无法知道何时、何单位没有发生。
    怎样整改: 按实际业务公开信息；确无信息的，补充完整说明。
    依据: 中华人民共和国政府信息公开条例第六条；国办秘函〔2019〕19号（空白栏目）。
    """
    for page in case.judged_pages():
        if page.note:
            yield _judge(case, page)


def _judge(case: Case, note: Page) -> Answer:
    text = unicodedata.normalize("NFKC", f"{note.title or ''}\n{case.text_of(note)}")
    if not case.text_of(note).strip():
        return unknown(note, "情况说明没有读到文字")
    months = _period(text, note)
    other = _contradiction(case, note, months) if months else None
    span = " ".join(text.split())[:100]
    if other is not None:
        title = case.title_of(other).replace("《", "〈").replace("》", "〉")
        return fail(note, "contradicted", suspected=True, span=span, column=note.column, other=title)
    stated = {
        "原因": bool(_REASON.search(text)),
        "所属期间": bool(months or _YEAR.search(text) or _UNTIL_NOW.search(text)),
        "单位": bool(note.publisher or _UNIT.search(text)),
        "日期": bool(publications(note) or note.written or _DAY.search(text)),
    }
    lacking = [name for name, there in stated.items() if not there]
    if lacking:
        names = "、".join(lacking)
        return fail(
            note, "incomplete", suspected=True, severity=_LESS, span=span,
            column=note.column, title=case.title_of(note), names=names,
        )  # fmt: skip
    if not months:
        return unknown(note, "情况说明所称期间不能判读，不能与其他信息比对")
    return passed(note)


def _period(text: str, note: Page) -> frozenset[int]:
    """The months that a note speaks of: the periods that it names, else the year up to its own date."""
    day = max(publications(note), default=note.written)
    named = named_months(_without_days(text), day)
    if named:
        return named
    years = {int(year) for year in _YEAR.findall(text)}
    if len(years) != 1 or day is None:
        return frozenset()
    year = years.pop()
    last = month_of(day) if day.year == year else year * 12 + 11
    return frozenset(range(year * 12, last + 1))


def _without_days(text: str) -> str:
    """The text without dates of single days, of which the months are no periods."""
    return re.sub(r"(?:(?:19|20)\d{2}\s*年)?\s*\d{1,2}\s*月\s*\d{1,2}\s*日", "", text)


def _contradiction(case: Case, note: Page, months: frozenset[int]) -> Page | None:
    """A page of the same entry and unit that holds what the note says there was not; the earliest of them."""
    beside = [page for key in case.entries_of_page(note) for page in case.pages_of_entry(key)]
    found = [
        page
        for page in {page.url: page for page in beside}.values()
        if page.state == "ok" and not page.note and case.is_own(page) and _is_same_unit(case, note, page)
        if _months_of(case, page) & months
    ]
    return min(found, key=lambda page: (max(publications(page), default=date.max), page.url), default=None)


def _months_of(case: Case, page: Page) -> frozenset[int]:
    day = max(publications(page), default=None)
    return named_months(case.title_of(page), day) or (frozenset({month_of(day)}) if day else frozenset())


def _is_same_unit(case: Case, note: Page, page: Page) -> bool:
    """Whether note and page are of one unit: units of one entry may differ in whether they have the business."""
    first, second = case.unit_of(note), case.unit_of(page)
    return first is not None and fold(first) == fold(second)
