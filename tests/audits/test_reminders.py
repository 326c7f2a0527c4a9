"""Early warnings of columns that will be overdue soon."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from audits.ledger import derived_id
from audits.reminders import reminders
from audits.round import audit_round
from inspection.round_store import open_round
from inspection.types.judgement import Finding
from inspection.types.page_facts import Reminder
from tests.audits.case_file import read_case
from tests.audits.test_audit import stored

WARNING = {"thresholds": {"early_warning": {"n": 5, "unit": "workday"}}}


def _told(given: dict[str, Any]) -> list[tuple[str, date]]:
    return [(one.column[-1], one.due) for one in reminders(read_case({"values": WARNING} | given))]


def _column(name: str, *items: Any, **more: Any) -> dict[str, Any]:
    return {"path": f"首页 > {name}", "items": list(items)} | more


def test_column_of_notices_near_its_last_day() -> None:
    # six months after 1 June is 1 December, the day after the day of judgement
    given = {"columns": [_column("通知公告", date(2026, 6, 1)), _column("政策文件", date(2026, 8, 1))]}
    assert _told(given) == [("通知公告", date(2026, 12, 1))]
    [one] = reminders(read_case({"values": WARNING} | given))
    assert one.message == "“首页 > 通知公告”应每6个月更新，将于2026年12月1日后超期，请及时更新"
    assert one.newest == date(2026, 6, 1)


def test_the_warning_counts_working_days() -> None:
    # Monday, 30 November: the fifth working day after it is Monday, 7 December
    near, far = date(2026, 6, 7), date(2026, 6, 8)
    assert _told({"columns": [_column("通知公告", near)]}) == [("通知公告", date(2026, 12, 7))]
    assert _told({"columns": [_column("通知公告", far)]}) == []


def test_overdue_columns_are_findings_not_warnings() -> None:
    assert _told({"columns": [_column("通知公告", date(2026, 5, 1))]}) == []


def test_a_row_without_a_date_may_be_newer() -> None:
    assert _told({"columns": [_column("通知公告", date(2026, 6, 1), None)]}) == []


def test_date_of_the_year_that_comes() -> None:
    entry = {"name": "统计/年鉴", "trigger": "periodic", "limits": [{"kind": "fixed_date", "month": 12, "day": 4}]}
    column = _column("年鉴", date(2025, 12, 1), answers="统计/年鉴")
    assert _told({"entries": [entry], "columns": [column]}) == [("年鉴", date(2026, 12, 4))]
    kept = _column("年鉴", date(2026, 3, 1), answers="统计/年鉴")
    assert _told({"entries": [entry], "columns": [kept]}) == []


def test_month_end_is_kept() -> None:
    entry = {"name": "统计/月报", "trigger": "periodic", "limits": [{"kind": "periodic", "period": "month"}]}
    column = _column("月报", date(2026, 10, 30), answers="统计/月报")
    assert _told({"entries": [entry], "columns": [column]}) == [("月报", date(2026, 11, 30))]


def test_daily_columns_count_working_days() -> None:
    entry = {"name": "生态环境/空气", "trigger": "periodic", "limits": [{"kind": "periodic", "period": "day"}]}
    column = _column("空气", date(2026, 11, 27), answers="生态环境/空气")
    # Friday's item is in time through Monday, the day of judgement
    assert _told({"entries": [entry], "columns": [column]}) == [("空气", date(2026, 11, 30))]


def test_a_pack_without_a_warning_gives_none() -> None:
    case = read_case({"columns": [_column("通知公告", date(2026, 6, 1))]})
    assert reminders(replace(case, pack=replace(case.pack, thresholds={}))) == []


def test_the_audit_writes_them_beside_the_findings(tmp_path: Path) -> None:
    case = read_case({"values": WARNING, "columns": [_column("通知公告", date(2026, 6, 1))]})
    stored(tmp_path / "round.db", case)
    with open_round(tmp_path / "round.db") as store:
        audit_round(store, derived_id)
        assert [one.column for one in store.read(Reminder)] == [("首页", "通知公告")]
        assert not [one for one in store.read(Finding) if one.rule.startswith("C")]
