"""提醒单: the columns of a district that will be overdue soon: a slip to be sent (DOCX, PDF), the same as a workbook.
No problem and no score: a reminder.

A district without any gets none. Personal data masked; the same round gives the same files to the byte.
"""

from datetime import datetime, time
from pathlib import Path
from typing import Any

from inspection.types.page_facts import Reminder
from reports.addressing import district_office
from reports.documents import Paper, write_paper
from reports.output import put, remove
from reports.sheets import Cell, Link, Table, book_of
from reports.view import DistrictView, RoundView
from reports.words import day, path_words, round_words, told, writable

COLUMNS = (
    ("序号", 5), ("责任单位", 18), ("栏目", 40), ("最新信息日期", 14), ("更新期限", 14), ("提醒内容", 50),
    ("栏目地址", 36),
)  # fmt: skip
_NAME = "栏目更新提醒单"


def write(view: RoundView, folder: Path) -> list[Path]:
    """Writes a slip for every district with columns to be reminded of, and returns the files; those of an earlier run
    that no longer hold are removed."""
    written: list[Path] = []
    for district in view.districts:
        name = f"{view.file_stem(district)}{_NAME}"
        if district.reminders:
            put(folder / f"{name}.xlsx", _book(view, district))
            slip = write_paper(_paper(view, district), folder, name, view.templates, pdf=view.settings.pdf)
            written += [folder / f"{name}.xlsx", *slip]
            continue
        for path in (folder / f"{name}.{ending}" for ending in ("xlsx", "docx", "pdf")):
            if path.exists():
                remove(path)
    return written


def _paper(view: RoundView, district: DistrictView) -> Paper:
    values: dict[str, Any] = {
        "office": told(view.office.name),
        "title": _NAME,
        "draft": "",
        "number": "",
        "addressee": told(district_office(district.district)),
        "district": told(district.district.name),
        "round": round_words(view.round),
        "as_of": day(view.as_of),
        "total": len(district.reminders),
        "date": day(view.as_of),
        "contact": "，".join(
            f"{word}：{writable(value)}"
            for word, value in (("联系人", view.office.contact), ("电话", view.office.phone))
            if value
        ),
        "rows": [
            {
                "number": number, "unit": told(one.unit or ""), "column": told(path_words(one.column)),
                "newest": day(one.newest), "due": day(one.due), "message": told(one.message),
            }
            for number, one in enumerate(district.reminders, start=1)
        ],
    }  # fmt: skip
    return Paper("reminder_slip", values, _NAME, told(view.office.name), view.as_of)


def _book(view: RoundView, district: DistrictView) -> bytes:
    name = f"{told(district.district.name)}{round_words(view.round)}"
    remark = (
        f"截至{day(view.as_of)}，以下{len(district.reminders)}个栏目即将超过更新期限。"
        "本单为提醒，不作为问题，不计分；已更新的不必答复。"
    )
    rows = [_row(number, one) for number, one in enumerate(district.reminders, start=1)]
    table = Table("提醒单", f"{name}{_NAME}", COLUMNS, rows, remark)
    made = datetime.combine(view.as_of, time())
    return book_of((table,), title=f"{name}{_NAME}", author=told(view.office.name), made=made)


def _row(number: int, one: Reminder) -> list[Cell]:
    return [
        number, told(one.unit or ""), told(path_words(one.column)), day(one.newest), day(one.due), told(one.message),
        Link(one.url),
    ]  # fmt: skip
