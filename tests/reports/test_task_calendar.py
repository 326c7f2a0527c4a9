"""The calendar file: lines that every program takes, ids that stay."""

from datetime import date

from inspection.openness_values import RecurringTask
from inspection.pack_source import Source
from inspection.recurring_tasks import TaskDue
from reports.task_calendar import calendar_file

LONG = "组织评估调整市政府文件的公开属性，标注失效；公开评估调整情况,含附件" * 2
TASK = RecurringTask(Source("穗府办函〔2020〕53号（八）", "S", note="按\n季度"), LONG, "市政务公开办", "year", "07-31")


def _lines(on: date = date(2026, 7, 1), ahead: int = 10) -> list[str]:
    data = calendar_file([TaskDue("review", TASK, date(2026, 7, 31))], "江州市办", on, ahead)
    assert data.endswith(b"END:VCALENDAR\r\n") and b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    return data.decode().replace("\r\n ", "").split("\r\n")


def test_an_event_lasts_its_day_and_says_whose_it_is() -> None:
    lines = _lines()
    assert "DTSTART;VALUE=DATE:20260731" in lines and "DTEND;VALUE=DATE:20260801" in lines
    escaped = LONG.replace(",", "\\,")
    assert f"SUMMARY:{escaped}" in lines and "TRIGGER:-P10D" in lines
    assert "DESCRIPTION:责任单位：市政务公开办\\n依据：穗府办函〔2020〕53号（八）\\n按\\n季度" in lines


def test_an_event_keeps_its_id() -> None:
    ids = {line for on in (date(2026, 7, 1), date(2026, 7, 9)) for line in _lines(on) if line.startswith("UID:")}
    assert len(ids) == 1


def test_without_days_ahead_there_is_no_alarm() -> None:
    assert "BEGIN:VALARM" not in _lines(ahead=0)
