"""The tasks of the year: what is due, whose it is, what was done."""

from datetime import date
from pathlib import Path

import click

from console.chinese_click import ChineseCommand, ChineseDate
from console.commands.ledger import ChineseMonth
from console.commands.round import DIR
from console.shown_text import shown_text
from console.task_facts import prepare_rows, task_lines, task_list, tasks_of_year
from console.terminal import Console
from inspection.recurring_tasks import TASKS
from inspection.workspace import open_workspace
from reports.output import put
from reports.task_calendar import calendar_file


@click.command(
    "tasks",
    cls=ChineseCommand,
    help="每年的工作：当月到期的、到期而 tasks.csv 没有办结记录的，逐件列出责任单位和依据。办结后在 tasks.csv 填写"
    "任务、期限、日期（办结日期）、说明、链接。",
)
@DIR
@click.option("--month", type=ChineseMonth(), metavar="月份", help="哪个月，如 2026-11；省略则为当月。")
@click.option("--as-of", type=ChineseDate(), metavar="日期", help="以哪一天为准，如 2026-11-05；省略则为今天。")
@click.option("--fill", is_flag=True, help="把列出的工作补进 tasks.csv（已有的行不动），办结后填上日期即可。")
@click.option(
    "--ics", type=click.Path(path_type=Path), metavar="文件", help="把该年尚未办结的工作写成日历文件（.ics）。"
)
@click.pass_obj
def tasks(console: Console, folder: Path, month: date | None, as_of: date | None, fill: bool, ics: Path | None) -> None:
    """What is past comes first; nothing is called late that only was not recorded."""
    workspace = open_workspace(folder)
    on = as_of or console.today
    asked = month or on.replace(day=1)
    found = task_list(workspace, asked, on)
    for sentence in found.idle:
        console.say(sentence)
    for line in task_lines(found, asked):
        click.echo(shown_text(line))
    if fill:
        new = prepare_rows(workspace, (*found.past, *found.month, *found.soon))
        console.say(f"{TASKS} 补进 {new} 行，办结后填上日期。" if new else f"{TASKS} 已有这些工作，没有补进。")
        if new:
            console.wrote([workspace.root / TASKS])
    if ics is not None:
        of_year, ahead = tasks_of_year(workspace, asked.year, on)
        put(ics, calendar_file(of_year, workspace.office.name, on, ahead))
        console.wrote([ics])
