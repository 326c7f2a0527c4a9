"""A small round of 临江区 whose directory–column table goes out, is filled like a clerk fills it, and comes back."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from console.cli import run
from inspection.round_store import open_round
from inspection.types.portal import Column
from matchers.match import match_round
from reports.mapping_table import ENTRY_SHEET
from tests.matchers.made_round import HOST, made_round

FILE = "目录栏目对照表-临江区-2026-11.xlsx"
TOP = ["首页", "重点领域"]
_ITEM = "临江区关于养老服务工作的通知"
CASE: dict[str, Any] = {
    "entries": [
        {"domain": "养老服务", "level1": "养老服务业务办理", "level2": "养老机构备案", "publisher": ["区民政局"]},
        {"domain": "养老服务", "level1": "养老服务业务办理", "level2": "养老服务扶持补贴"},
        {"domain": "养老服务", "level1": "养老服务通用政策", "level2": "养老机构投资指南"},
        {"domain": "社会救助", "level1": "临时救助", "level2": "办事指南"},
        {"domain": "社会救助", "level1": "临时救助", "level2": "审核审批信息"},
        {"domain": "户籍管理", "level1": "注销登记", "level2": "服现役注销"},
        {"domain": "户籍管理", "level1": "居住证", "level2": "居住证换领"},
    ],
    "columns": [
        {"path": [*TOP, "养老服务"], "kind": "node", "leaf": False},
        {"path": [*TOP, "养老服务", "养老机构备案"], "listing": "complete", "items": ["养老机构备案办事流程", _ITEM]},
        {"path": [*TOP, "养老服务", "扶持补贴公示"], "listing": "complete", "items": ["养老服务补贴发放公示"]},
        {"path": [*TOP, "养老服务", "机构投资"], "listing": "complete", "items": ["养老项目投资环境简介"]},
        {"path": [*TOP, "社会救助", "临时救助"], "listing": "complete", "items": ["临时救助办事指南"]},
        {"path": [*TOP, "户籍管理", "服现役注销"], "listing": "complete", "items": ["应征入伍注销户口须知"]},
        {"path": [*TOP, "通知公告"], "listing": "complete", "items": ["关于开展活动的通知"]},
        {"path": ["部门", "通知公告"], "listing": "complete", "items": ["部门会议通知"]},
        {"path": ["部门", "预算/决算"], "listing": "complete", "items": ["部门预算公开"]},
    ],
}  # fmt: skip


def made_workspace(folder: Path, columns: str = "", case: Mapping[str, Any] = CASE) -> Path:
    """A workspace of two districts; only 临江区 has a round. `columns` are lines of columns.csv below its head.

    Tests get copies of one that is made once.
    """
    asked = (columns, repr(case))
    if asked not in _MADE:
        _MADE[asked] = TemporaryDirectory()
        _make(Path(_MADE[asked].name) / "workspace", columns, case)
    shutil.copytree(Path(_MADE[asked].name) / "workspace", folder, dirs_exist_ok=True)
    return folder


_MADE: dict[tuple[str, str], TemporaryDirectory[str]] = {}


def _make(folder: Path, columns: str, case: Mapping[str, Any]) -> None:
    assert run(["init", str(folder)]) == 0
    text = (folder / "xuncha.toml").read_text(encoding="utf-8").partition("[[district]]")[0]
    for key, name in (("linjiang", "临江区"), ("wanghu", "望湖区")):
        text += f'[[district]]\nid = "{key}"\nname = "{name}"\nclass = "区"\n[[district.portal]]\nurl = "{HOST}"\n'
    (folder / "xuncha.toml").write_text(text, encoding="utf-8")
    with (folder / "columns.csv").open("a", encoding="utf-8", newline="") as file:
        file.write(columns)
    judge(folder, case)


def judge(folder: Path, case: Mapping[str, Any], round_: str = "2026-11") -> None:
    """Makes (anew) a round of 临江区 as the crawl would leave it, and matches it."""
    path = folder / "rounds" / round_ / "linjiang" / "round.db"
    path.parent.mkdir(parents=True, exist_ok=True)
    with made_round(path, dict(case)) as store:
        store.set_fact("round", round_)
        match_round(store)


def columns_of(folder: Path) -> list[Column]:
    """The columns of the round."""
    with open_round(folder / "rounds" / "2026-11" / "linjiang" / "round.db") as store:
        return store.read(Column)


def exported(folder: Path) -> Path:
    """The table as it goes out."""
    assert run(["mapping", "export", str(folder), "--district", "linjiang"]) == 0
    return folder / "rounds" / "2026-11" / "reports" / FILE


def filled(path: Path, answers: Mapping[str, Mapping[str, Any]], to: Path) -> Path:
    """The table filled and saved elsewhere: by second level what is typed under which head."""
    book = openpyxl.load_workbook(path)
    sheet = book[ENTRY_SHEET]
    assert isinstance(sheet, Worksheet)
    heads = heads_of(sheet)
    for row in range(4, sheet.max_row + 1):
        for head, value in answers.get(str(sheet.cell(row, heads["二级事项"]).value), {}).items():
            sheet.cell(row, heads[head]).value = value
    to.parent.mkdir(parents=True, exist_ok=True)
    book.save(to)
    return to


def heads_of(sheet: Worksheet) -> dict[str, int]:
    """The column number of each head."""
    return {str(cell.value): cell.column for cell in sheet[3] if cell.value}


def rows_of(path: Path) -> dict[str, dict[str, Any]]:
    """The rows of a table by second level."""
    sheet = openpyxl.load_workbook(path)[ENTRY_SHEET]
    assert isinstance(sheet, Worksheet)
    heads = heads_of(sheet)
    rows = [{head: sheet.cell(row, at).value for head, at in heads.items()} for row in range(4, sheet.max_row + 1)]
    return {str(row["二级事项"]): row for row in rows}
