"""Rows of two tables about what is not seen on a portal: problems that another inspection found, and applications."""

import re
from collections.abc import Sequence

from directories.cells import folded
from directories.submitted.cells import day_of, said, unsealed
from directories.submitted.header import settings
from directories.submitted.tables import Row, Table
from inspection.masking import mask
from inspection.types.submitted import Application, CheckResult

_ADDRESS = re.compile(r"https?://[^\s，。；、）)\"'<>]+", re.IGNORECASE)
_SETTINGS = ("corrected", "not_corrected")


def check_results(table: Table, district: str, name: str, stem: str) -> list[CheckResult]:
    """The problems of a table of results. What a row does not say its title does: who found it, when."""
    return [_result(row, table, district, name, stem) for row in table.rows]


def said_of_results(results: Sequence[CheckResult], name: str) -> list[str]:
    """In Chinese that rows belong to no check that is imported."""
    others = [one for one in results if one.check is None]
    if not others:
        return []
    shown = "、".join(dict.fromkeys(f"“{mask(one.item or one.problem)[:20]}”" for one in others[:3]))
    return [f"{name} 有 {len(others)} 行（{shown}）不属于采用其他检查结果的检查项，未采用。"]


def applications(table: Table, district: str, name: str) -> list[Application]:
    """The applications of a register; applicants and what they ask for are not taken over."""
    return [_application(row, district, name) for row in table.rows]


def _result(row: Row, table: Table, district: str, name: str, stem: str) -> CheckResult:
    texts = row.texts
    item, problem = said(texts.get("check_item", "")), said(texts.get("problem", "")) or ""
    address = _ADDRESS.search(texts.get("address", "")) or _ADDRESS.search(problem)
    source = said(texts.get("source", "")) or table.title or stem
    found = day_of(texts.get("found", "")) or day_of(table.caption)
    unit = said(texts.get("unit", "")) or said(texts.get("body", ""))
    return CheckResult(
        district, name, row.sheet, row.cells, _check(item or "", problem), item, mask(problem or item or ""),
        address[0] if address else None, found, mask(source), unsealed(unit or "") or None,
        _is_corrected(texts.get("corrected", "")),
    )  # fmt: skip


def _check(item: str, problem: str) -> str | None:
    """The check of ours that a row belongs to: by what the inspection calls it, else by the problem."""
    checks: dict[str, list[str]] = settings()["results"]
    forms = {code: words for code, words in checks.items() if code not in _SETTINGS}
    for text in (folded(item), folded(problem)):
        found = [code for code, words in forms.items() if any(re.search(word, text) for word in words)]
        if len(found) == 1:
            return found[0]
    return None


def _is_corrected(text: str) -> bool:
    forms, plain = settings()["results"], folded(text)
    return bool(re.search(forms["corrected"], plain)) and not re.search(forms["not_corrected"], plain)


def _application(row: Row, district: str, name: str) -> Application:
    texts = row.texts
    forms = settings()["applications"]
    answered = said(texts.get("answered", ""))
    more = [folded(texts.get(field, "")) for field in ("prolonged", "third_party", "supplemented")]
    halted = any(text and not re.match(forms["nothing"], text) for text in more)
    set_aside = re.search(forms["withdrawn"], folded(texts.get("outcome", ""))) is not None
    number = said(texts.get("application", ""))
    return Application(
        district, name, row.sheet, row.cells, mask(number) if number else None, day_of(texts.get("received", "")),
        day_of(answered or ""), answered is not None, not halted and not set_aside,
        unsealed(said(texts.get("unit", "")) or "") or None,
    )  # fmt: skip
