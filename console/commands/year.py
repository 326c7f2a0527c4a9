"""The year: the office's own indicators in, the year locked, an account of every point out."""

import re
from pathlib import Path
from typing import Any

import click

from audits.ledger import Memory
from console.chinese_click import ChineseChoice, ChineseCommand
from console.commands.round import DIR
from console.shown_text import shown_text
from console.table_forms import FORMS, form_of
from console.terminal import Console
from console.year_facts import standing_of, year_accounts
from console.year_import import left_out, read_marks, table_of
from inspection.errors import UserError
from inspection.masked_words import masked_as
from inspection.office_tables import read_units
from inspection.rule_pack import load_pack, mask_forms
from inspection.workspace import Workspace, open_workspace
from reports.output import put
from reports.year_account import YearView, account_book, account_text, as_csv, as_jsonl

_WHAT = {"import": "导入指标表", "lock": "锁定", "show": "得分说明"}


class ChineseYear(click.ParamType[int]):
    """A year written 2026."""

    name = "年度"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Four digits into a number."""
        if not re.fullmatch(r"20\d{2}", str(value)):
            self.fail(f"“{value}”不是年度，应写成 2026 的样子", param, ctx)
        return int(value)


@click.command(
    "year",
    cls=ChineseCommand,
    help="年度得分：import 导入本办的指标和得分（省略文件则为 year/年度.xlsx 或 .csv），lock 锁定，"
    "show 逐分说明（指标、批次、半年和全年）。锁定后只能用 import 加 --reason 更正。",
)
@DIR
@click.argument("what", metavar="import|lock|show", type=ChineseChoice(tuple(_WHAT)))
@click.argument("file", metavar="[文件]", required=False, type=click.Path(path_type=Path))
@click.option("--year", type=ChineseYear(), metavar="年度", help="哪一年，如 2026；必填。")
@click.option("--reason", metavar="理由", default="", help="锁定后更正的理由；锁定前不必写。")
@click.option("--format", "form", type=ChineseChoice(("text", *FORMS)), metavar="格式",
              help="show 的格式：text（默认）、csv、jsonl 或 xlsx（每区一张表）；省略则看文件的扩展名。")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), metavar="文件",
              help="show 写到这个文件；省略则写到屏幕，xlsx 写进工作区的 year。")  # fmt: skip
@click.pass_obj
def year(
    console: Console,
    folder: Path,
    what: str,
    file: Path | None,
    year: int | None,
    reason: str,
    form: str | None,
    out: Path | None,
) -> None:
    """Indicators are recorded row by row and never written over; a locked year is only corrected, with a reason."""
    if year is None:
        raise UserError("没有写明年度，请加 --year，如 --year 2026。")
    if what != "import" and (file is not None or reason):
        raise UserError(f"文件和 --reason 只用于 import，{what} 不用，请去掉。")
    if what != "show" and (form is not None or out is not None):
        raise UserError(f"--format、--out 只用于 show，{what} 不用，请去掉。")
    workspace = open_workspace(folder)
    pack = load_pack(workspace.office.rule_pack, console.today, workspace.packs)
    click.get_current_context().with_resource(masked_as(mask_forms(pack)))
    with Memory(workspace.memory_path) as memory:
        if what == "import":
            _import(console, workspace, memory, year, file, reason.strip())
        elif what == "lock":
            _lock(console, workspace, memory, year)
        else:
            _show(console, workspace, memory, year, form_of(form, out, "text"), out)


def _import(console: Console, workspace: Workspace, memory: Memory, year: int, file: Path | None, reason: str) -> None:
    path = file or table_of(workspace.root, year)
    units = read_units(workspace.root / "units.csv", workspace.districts)
    marks = read_marks(path, year, workspace.districts, units)
    done = memory.years.record(year, marks, console.today, path.name, reason)
    locked = memory.years.locked(year) is not None
    said = f"新增 {done.new} 行，改动 {done.changed} 行，不变 {done.same} 行"
    if locked:
        console.say(f"{year} 年已锁定，以下记为更正（理由：{reason}）：{said}；表中没有的行不变。")
    else:
        console.say(f"已导入 {year} 年的指标：{said}，表中已没有而去掉的 {done.gone} 行。")
    for sentence in left_out(memory.years.marks(year), workspace.districts):
        console.say(sentence)
    console.say(f"下一步：xuncha year {workspace.root} show --year {year}。")


def _lock(console: Console, workspace: Workspace, memory: Memory, year: int) -> None:
    standing = standing_of(workspace, memory, year, console.today, workspace.office.name)
    memory.years.lock(standing)
    rounds = list(dict.fromkeys(one.round for one in standing.rounds))
    shown = f"批次 {'、'.join(rounds)} 的得分以今天为准" if rounds else "没有巡查批次"
    console.say(f"{year} 年已锁定：{shown}，以后的巡查和复查不再改变这一年的得分；更正用 import 加 --reason。")
    if console.today.year <= year:
        console.say(f"{year} 年还没有过完，余下的批次不会计入这一年的得分。")


def _show(console: Console, workspace: Workspace, memory: Memory, year: int, form: str, out: Path | None) -> None:
    made, standing = year_accounts(workspace, memory, year, console.today)
    locked = memory.years.locked(year) is not None
    if not locked and not standing.rounds and not any(account.lines for account in made):
        raise UserError(f"{year} 年没有导入指标，也没有巡查批次，请先用 import 导入，或核对 --year。")
    changes = tuple(memory.years.changes(year))
    view = YearView(workspace.office.name, year, workspace.districts, tuple(made), changes, standing, locked)
    if form == "xlsx":
        path = out or workspace.root / "year" / f"{year}年度得分说明.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, account_book(view))
        console.wrote([path])
        return
    text = {"text": account_text, "csv": as_csv, "jsonl": as_jsonl}[form](view)
    if out is not None:
        data = text.encode("utf-8") if form != "text" else f"{shown_text(text)}\n".encode()
        put(out, b"\xef\xbb\xbf" + data if form == "csv" else data)
        console.wrote([out])
    elif form == "text":
        click.echo(shown_text(text))
    else:
        click.echo(text, nl=False)
