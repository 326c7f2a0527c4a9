"""Limits that another law sets (C10 in place of C01), and the day from which they count: approval, decision."""

import re
import unicodedata
from datetime import date

from audits.case import Case
from audits.page_dates import formations
from inspection.rule_values import SpecialLimit
from inspection.types.portal import Page

# Counted from the decision, not from writing; a wider net than the pack's limits, because here it only keeps silent.
_BY_DECISION = ("行政处罚", "行政许可", "行政强制")
_DATE = r"((?:19|20)\d{2})\s*[年./-]\s*(1[0-2]|0?[1-9])\s*[月./-]\s*(3[01]|[12]\d|0?[1-9])\s*日?"
# A date that the text itself calls one of approval or of decision.
_APPROVED = (
    re.compile(rf"(?:批复|批准|审议通过|审查批准)(?:时间|日期)\s*:?\s*{_DATE}"),
    re.compile(rf"(?:批复|批准)[^,。;\n]{{0,20}}\(\s*{_DATE}\s*\)"),
    re.compile(rf"{_DATE}[^。;\n]{{0,40}}(?:人民代表大会|人大常委会|财政局)[^。;\n]{{0,30}}(?:批准|批复|审议通过)"),
)
_DECIDED = (re.compile(rf"(?:处罚|许可)?决定书?的?(?:作出)?(?:日期|时间)\s*:?\s*{_DATE}"),)
_DECISION_LETTER = re.compile(r"(?:处罚|许可|强制(?:执行)?)决定书?$|(?:处罚|许可)决定书")


def limit_by_other_law(case: Case, page: Page) -> str | None:
    """What another law sets the limit for (permits, penalties, budgets), by entry, title or column; None where the
    general limit holds."""
    names = [name for key in case.entries_of_page(page) for name in key]
    if any(word in name for word in _BY_DECISION for name in (*names, *page.column)):
        return "行政许可、行政处罚"
    found = special_limit(case, page)
    return found.name if found else None


def special_limit(case: Case, page: Page) -> SpecialLimit | None:
    """The pack's limit for a page that another law governs."""
    for key in case.entries_of_page(page) or ((None, None, None),):
        if found := case.pack.special_limit(key[0], key[1], key[2], page.title, *page.column):
            return found
    return None


def start_of_limit(page: Page, limit: SpecialLimit, text: str) -> date | None:
    """The day from which a limit counts, where the page says it: of approval, of decision, of printing.

    A letter of decision is written on the day of the decision. Where a text states several, the last one is taken.
    """
    if limit.anchor == "issued":
        return page.issued
    plain = unicodedata.normalize("NFKC", text)
    patterns = _APPROVED if limit.anchor == "approved" else _DECIDED
    days = [day for one in patterns for hit in one.finditer(plain) if (day := _day(hit)) is not None]
    if days:
        return max(days)
    if limit.anchor == "decided" and _DECISION_LETTER.search(page.title or ""):
        return max(formations(page), default=None)
    return None


def _day(hit: re.Match[str]) -> date | None:
    year, month, day = map(int, hit.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
