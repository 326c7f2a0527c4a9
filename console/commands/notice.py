"""Issuing notices by command: numbered, written, recorded; and the official numbers given outside."""

from pathlib import Path
from typing import Any

import click

from audits.ledger import Memory
from console.chinese_click import ChineseCommand
from console.commands.handle import ChineseDeadline, ChineseMoment
from console.commands.round import DIR, plan
from console.noticing import Wish, issue, notice_line, plan_lines, planned, reissue
from console.terminal import Console
from inspection.errors import UserError
from inspection.workspace import open_workspace


@click.command(
    "notice",
    cls=ChineseCommand,
    help="下发通知：给属实而未下发的问题编号，写出通知（函），并记下“下发”。"
    "先用 --preview 看将发哪些；report、inspect 只写草稿。",
)
@DIR
@click.option("--round", "round_", metavar="批次", help="哪个批次，省略则为最近的。")
@click.option("--district", "districts", metavar="区", multiple=True, help="只发这个区的，写名称或 id；可写多次。")
@click.option("--unit", "units", metavar="单位", multiple=True, help="只发给这个单位的；可写多次。")
@click.option("--only", "ids", metavar="编号", multiple=True, help="只发这些问题；可写多次。")
@click.option("--title", metavar="名称", default="", help="通知的名称，如 整改通知书、提示单；省略则按设置。")
@click.option("--at", type=ChineseMoment(), metavar="时间", help="何时下发，省略则为现在；期限由此起算。")
@click.option("--due", type=ChineseDeadline(), metavar="时间", help="整改期限，省略则按检查口径。")
@click.option("--preview", is_flag=True, help="只看将发哪些，不编号、不记录。")
@click.option("--list", "listed", is_flag=True, help="列出已下发的通知。")
@click.option("--again", metavar="编号", help="重发这一份通知（另行编号，并注明替代原件）。")
@click.option("--reason", metavar="理由", default="", help="为什么重发。")
@click.option("--official", metavar="发文字号", default="", help="本办另行编定的发文字号；记到 --number 这一份上。")
@click.option("--number", metavar="编号", help="与 --official 同用：哪一份通知。")
@click.pass_obj
def notice(console: Console, /, folder: Path, **given: Any) -> None:
    """Issues notices, or says which were issued."""
    if given["listed"]:
        _list(console, folder, given)
    elif given["number"] or (given["official"] and not given["again"]):
        _number(console, folder, given)
    else:
        _issue(console, folder, given)


def _issue(console: Console, folder: Path, given: dict[str, Any]) -> None:
    at = given["at"] or console.now().replace(second=0, microsecond=0)
    if at > console.now():
        raise UserError("下发时间还没有到，请核对 --at。")
    wish = Wish(at, given["units"], given["ids"], given["title"], given["official"], given["due"])
    run = plan(console, folder, round_=given["round_"], districts=given["districts"], known=True)
    with Memory(run.workspace.memory_path) as memory:
        if given["preview"]:
            view, found, held = planned(run, memory, wish)
            for line in [*plan_lines(view, found), *held]:
                console.say(line)
            console.say(f"以上{len(found)}份尚未下发，去掉 --preview 即编号下发。" if found else "没有可以下发的问题。")
            return
        if given["again"]:
            if not given["reason"].strip():
                raise UserError("重发须写明理由，请用 --reason 写明。")
            made, held = [reissue(run, memory, given["again"], wish, given["reason"].strip())], []
        else:
            made, held = issue(run, memory, wish)
    for line in held:
        console.say(line)
    names = {one.id: one.name for one in run.workspace.districts}
    for one in made:
        console.say(notice_line(one.notice, names[one.notice.district]))
    console.wrote([path for one in made for path in one.files])
    later = f"xuncha notice {folder} --number 编号 --official 发文字号"
    console.say(f"已下发{len(made)}份。发文字号编定后用 {later} 记下。")


def _number(console: Console, folder: Path, given: dict[str, Any]) -> None:
    if not (given["number"] and given["official"].strip()):
        raise UserError("--number 和 --official 要同时写：哪一份通知，发文字号是什么。")
    workspace = open_workspace(folder)
    with Memory(workspace.memory_path) as memory:
        before = memory.notices.record_official(given["number"], given["official"].strip(), console.now())
        number = memory.notices.known(given["number"]).number
    changed = f"（原记为 {before}）" if before else ""
    console.say(f"已记下 {number} 的发文字号：{given['official'].strip()}{changed}。")


def _list(console: Console, folder: Path, given: dict[str, Any]) -> None:
    workspace = open_workspace(folder)
    names = {one.id: one.name for one in workspace.districts}
    chosen = {one.id for one in workspace.chosen(list(given["districts"]))}
    with Memory(workspace.memory_path) as memory:
        every = [one for one in memory.notices.all() if one.district in chosen]
    every = [one for one in every if given["round_"] in (None, one.round)]
    for one in every:
        console.say(notice_line(one, names[one.district]))
    if not every:
        console.say("还没有下发过通知。")
