"""The summary of a half-year, a year or any days that the office reports."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import click

from audits.ledger import Memory
from console.chinese_click import ChineseCommand, ChineseDate
from console.commands.round import DIR
from console.commands.year import ChineseYear
from console.period_facts import days_of, period_view
from console.terminal import Console
from inspection.errors import UserError
from inspection.masked_words import masked_as
from inspection.rule_pack import load_pack, mask_forms
from inspection.types.year import Period
from inspection.workspace import open_workspace
from reports.documents import write_paper
from reports.output import put
from reports.period_summary import summary_book, summary_paper, title_of
from reports.words import file_name

FOLDER = "summaries"


class ChineseHalf(click.ParamType[tuple[int, Period]]):
    """A half of a year written 2026-1 or 2026-2."""

    name = "半年"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Text into the year and its half."""
        found = re.fullmatch(r"(20\d{2})-([12])", str(value))
        if found is None:
            self.fail(f"“{value}”不是半年，应写成 2026-1（上半年）或 2026-2（下半年）", param, ctx)
        return int(found[1]), "first" if found[2] == "1" else "second"


@click.command(
    "summary",
    cls=ChineseCommand,
    help="写出半年或全年总结：开展的巡查、问题和整改、得分、年度指标、尚未完成的事项；DOCX、PDF 和 XLSX。",
)
@DIR
@click.option("--half", type=ChineseHalf(), metavar="半年", help="哪个半年，如 2026-1（上半年）、2026-2（下半年）。")
@click.option("--year", type=ChineseYear(), metavar="年度", help="哪一年，如 2026。")
@click.option("--from", "first", type=ChineseDate(), metavar="日期", help="从哪天起；与 --to 合用。")
@click.option("--to", "last", type=ChineseDate(), metavar="日期", help="到哪天止（含当天）。")
@click.option("--as-of", type=ChineseDate(), metavar="日期", help="编写日期，如 2026-07-05；省略则为今天。")
@click.pass_obj
def summary(
    console: Console,
    folder: Path,
    half: tuple[int, Period] | None,
    year: int | None,
    first: date | None,
    last: date | None,
    as_of: date | None,
) -> None:
    """Nothing is recorded: the same memory gives the same files."""
    begins, ends = _days(half, year, first, last)
    filled_on = as_of or console.today
    if begins > filled_on:
        raise UserError(f"{begins} 还没有到（编写日期 {filled_on}），没有写出总结，请核对时段。")
    workspace = open_workspace(folder)
    if not workspace.memory_path.exists():
        raise UserError(f"{folder} 还没有巡查记录，没有可总结的，请先运行 xuncha inspect {folder}。")
    pack = load_pack(workspace.office.rule_pack, filled_on, workspace.packs)
    click.get_current_context().with_resource(masked_as(mask_forms(pack)))
    with Memory(workspace.memory_path) as memory:
        view = period_view(workspace, memory, begins, ends, filled_on)
    out = workspace.root / FOLDER
    out.mkdir(parents=True, exist_ok=True)
    name = file_name(title_of(view))
    paths = write_paper(summary_paper(view), out, name, view.templates, pdf=workspace.reports.pdf)
    book = out / f"{name}.xlsx"
    put(book, summary_book(view))
    console.wrote([*paths, book])
    if ends > filled_on:
        console.say(f"时段到 {ends} 才结束，以上只统计到 {filled_on}。")


def _days(
    half: tuple[int, Period] | None, year: int | None, first: date | None, last: date | None
) -> tuple[date, date]:
    """The first and the last day asked for. Raises UserError where they are none, or asked for twice."""
    given = [half is not None, year is not None, first is not None or last is not None]
    if sum(given) != 1:
        raise UserError("请写明一个时段：--half 2026-1、--year 2026，或 --from 日期 --to 日期，只用其中一种。")
    if half is not None:
        return days_of(half[1], half[0])
    if year is not None:
        return days_of("year", year)
    if first is None or last is None:
        raise UserError("--from 和 --to 要一起写，如 --from 2026-01-01 --to 2026-03-31。")
    if last < first:
        raise UserError(f"--to {last} 早于 --from {first}，请核对。")
    return first, last
