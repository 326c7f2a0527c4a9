"""The slip that reminds of columns before they are overdue."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
from docx import Document
from openpyxl import load_workbook

from inspection.types.page_facts import Reminder
from reports.view import RoundView
from reports.writers.reminder_slip import write
from tests.reports.small_round import small_round

REMINDER = Reminder(
    "2026-11", "linjiang", "临江区民政局", ("首页", "通知公告"), "https://www.linjiang.example/tzgg/", date(2026, 6, 1),
    date(2026, 12, 1), "“首页 > 通知公告”应每6个月更新，将于2026年12月1日后超期，请及时更新",
)  # fmt: skip


def _view(*reminders: Reminder) -> RoundView:
    view = small_round()
    return replace(view, districts=tuple(replace(one, reminders=reminders) for one in view.districts[:1]))


def test_every_reminder_has_its_row(tmp_path: Path) -> None:
    path, *_ = write(_view(REMINDER), tmp_path)
    sheet = load_workbook(path).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows[0][1:3] == ["责任单位", "栏目"]
    assert rows[1][1:5] == ["临江区民政局", "首页 > 通知公告", "2026年6月1日", "2026年12月1日"]
    assert "不作为问题" in str(sheet["A2"].value)


def test_without_reminders_there_is_no_slip(tmp_path: Path) -> None:
    written = write(_view(REMINDER), tmp_path)
    assert [path.suffix for path in written] == [".xlsx", ".docx", ".pdf"]
    assert write(_view(), tmp_path) == []
    assert not any(path.exists() for path in written)


def test_the_slip_names_unit_column_and_days(tmp_path: Path) -> None:
    _, word, typeset = write(_view(REMINDER), tmp_path)
    cells = [cell.text for row in Document(str(word)).tables[0].rows for cell in row.cells]
    assert cells[5:] == ["1", "临江区民政局", "首页 > 通知公告", "2026年6月1日", "2026年12月1日"]
    document = pypdfium2.PdfDocument(typeset)
    text = "".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "").replace(" ", "")
    assert "临江区人民政府办公室：" in text and "不作为问题，不计分" in text and "2026年12月1日" in text


def test_the_same_round_gives_the_same_bytes(tmp_path: Path) -> None:
    written = write(_view(REMINDER), tmp_path)
    first = [path.read_bytes() for path in written]
    assert write(_view(REMINDER), tmp_path) == written
    assert [path.read_bytes() for path in written] == first
