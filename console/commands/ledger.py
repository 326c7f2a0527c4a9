"""The monthly work ledger that the office itself sends up."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

from console.chinese_click import ChineseCommand, ChineseDate
from console.commands.round import DIR
from console.ledger_facts import ledger_of
from console.terminal import Console
from inspection.errors import UserError
from inspection.workspace import open_workspace
from reports.monthly_ledger import ledger_file
from reports.output import put

# Days before its month in which a ledger may be prepared.
_AHEAD = 10


class ChineseMonth(click.ParamType[date]):
    """A month written 2026-11, as its first day."""

    name = "月份"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Text into the first day of the month."""
        if isinstance(value, date):
            return value
        found = re.fullmatch(r"(20\d{2})-(0[1-9]|1[0-2])", str(value))
        if found is None:
            self.fail(f"“{value}”不是月份，应写成 2026-11 的样子", param, ctx)
        return date(int(found[1]), int(found[2]), 1)


@click.command("ledger", cls=ChineseCommand, help="写出月度工作台账：上月完成工作事项和本月工作计划。")
@DIR
@click.option("--month", type=ChineseMonth(), metavar="月份", help="填报的月份，如 2026-11；上月即 10 月。必填。")
@click.option("--as-of", type=ChineseDate(), metavar="日期", help="填报日期，如 2026-11-05；省略则为今天。")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="文件", help="写到这个文件；省略则写进工作区的 ledgers。"
)
@click.pass_obj
def ledger(console: Console, folder: Path, month: date | None, as_of: date | None, out: Path | None) -> None:
    """Guangdong's annex 2, filled from the memory."""
    if month is None:
        raise UserError("没有写明月份，请加 --month，如 --month 2026-11。")
    workspace = open_workspace(folder)
    if out is not None and out.suffix.lower() != ".xlsx":
        raise UserError(f"工作台账只写成 XLSX，请把 --out {out} 改成以 .xlsx 结尾的文件名。")
    filled_on = as_of or console.today
    if month > filled_on + timedelta(_AHEAD):
        raise UserError(f"{month:%Y-%m} 还没有到（填报日期 {filled_on}），没有写出台账，请核对 --month。")
    path = out or workspace.root / "ledgers" / f"{month:%Y-%m}工作台账.xlsx"
    data = ledger_file(ledger_of(workspace, month, filled_on))
    path.parent.mkdir(parents=True, exist_ok=True)
    put(path, data)
    console.wrote([path])
    console.say("留空和须核对的地方见“填报说明”表，核对后删去该表再报送。")
