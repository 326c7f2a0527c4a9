"""What other inspections found (国家季度抽查、省级检查) and the office handed in: taken over, never measured."""

from collections.abc import Callable, Iterator
from datetime import date

from audits.case import Case
from audits.names import fold
from audits.rule import Answer, Wording, fail, passed, unknown
from audits.subjects import SubmittedRow
from inspection.types.submitted import CheckResult
from inspection.workdays import months_after

_TOLD = "{source}{start}检查发现：{problem}"
_VETO = 1


def told(demand: str) -> dict[str, Wording]:
    """The wordings of a rule that only takes over: the other's words under the other's name, and what to do. Where a
    veto line is touched, it says that this is a hint."""
    return {"found": Wording(_TOLD, demand), "veto": Wording(f"{_TOLD}（按19号文口径提示，待人工核定）", demand)}


def result_answers(
    case: Case, code: str, *, severity: Callable[[CheckResult], int | None] = lambda _: None
) -> Iterator[Answer]:
    """What there is to say of every problem that others found and that belongs to a check: of one that was found again
    only the newest, none that is old. `severity` replaces the rule's own; 1 is that of a veto line."""
    for row in _newest(case, code):
        subject = SubmittedRow(row)
        if row.corrected:
            yield passed(subject)
        elif reason := _not_to_be_used(case, row):
            yield unknown(subject, reason)
        else:
            yield fail(
                subject,
                "veto" if severity(row) == _VETO else "found",
                suspected=True,
                severity=severity(row),
                source=row.source,
                start=row.found_on,
                problem=row.problem,
            )


def _newest(case: Case, code: str) -> list[CheckResult]:
    found: dict[str, CheckResult] = {}
    for row in case.check_results:
        key = fold(row.url or row.problem)
        before = found.get(key)
        if row.check == code and (before is None or _since(row) >= _since(before)):
            found[key] = row
    return list(found.values())


def _since(row: CheckResult) -> date:
    """The day that a row counts from; one that only says that a problem is put right comes after all others."""
    return row.found_on or (date.max if row.corrected else date.min)


def _not_to_be_used(case: Case, row: CheckResult) -> str | None:
    limit = case.pack.thresholds.get("imported_results")
    if not row.source:
        return "检查结果没有写明检查单位，须人工核对"
    if row.found_on is None:
        return "检查结果没有写明检查日期，须人工核对"
    if row.found_on > case.as_of:
        return "检查日期在巡查日期之后"
    if limit is None:
        return "所用检查口径没有规定采用多久以内的检查结果"
    if months_after(row.found_on, limit.n) < case.as_of:
        return f"检查结果超过{limit.n}个月，不再据以提示"
    return None
