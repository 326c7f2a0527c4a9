"""The life of findings by command: what is done with them, and what was."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import click

from audits.ledger import Memory
from audits.life_acts import CHOICES
from console.chinese_click import ChineseChoice, ChineseCommand, ChineseDate
from console.commands.round import DIR
from console.handling import Given, act_of, findings_of, history_lines
from console.handling import handle as record_handling
from console.terminal import Console
from inspection.china_time import CHINA, END_OF_DAY
from inspection.errors import UserError
from inspection.workspace import open_workspace


class ChineseMoment(click.ParamType[datetime]):
    """A day, or a day with its hour: 2026-11-20, "2026-11-20 16:30"."""

    name = "日期或时间"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """ISO text into a moment of China time; midnight where there is only a day."""
        if isinstance(value, datetime):
            return value
        try:
            found = datetime.fromisoformat(str(value).strip())
        except ValueError:
            self.fail(f'“{value}”不是日期，应写成 2026-11-20 或 "2026-11-20 16:30" 的样子', param, ctx)
        return found.replace(tzinfo=CHINA, second=0, microsecond=0)


class ChineseDeadline(ChineseMoment):
    """A deadline: a day alone runs until its end."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """ISO text into a moment of China time."""
        found = super().convert(value, param, ctx)
        return datetime.combine(found, END_OF_DAY, CHINA) if found.time() == time() else found


@click.command(
    "handle",
    cls=ChineseCommand,
    help="记下问题的办理：编号可写多个，怎样办理写在最后（征求意见、无异议、异议、维持、撤销、改派、部分属实、下发、签收、延期、"
    "反馈、说明、部分整改、复查通过、复查不通过、退回、销号、重新核查、催办、撤回）。现在可以怎样办理，"
    "见 history 命令；认定属实、不予认定、报备也可用 decide 命令。",
)
@DIR
@click.argument("words", metavar="编号… 怎样办理", nargs=-1, required=True)
@click.option("--reason", metavar="理由", default="", help="为什么；下发、签收、征求意见、催办可以不写。")
@click.option("--who", metavar="谁", help="谁说的、谁办的；省略则为本办，单位反馈的为责任单位。")
@click.option(
    "--at", type=ChineseMoment(), metavar="时间", help='何时，如 2026-11-20 或 "2026-11-20 16:30"；省略则为现在。'
)
@click.option(
    "--due",
    type=ChineseDeadline(),
    metavar="时间",
    help="整改期限，只写日期的到当天24时止；下发、退回省略则按检查口径推算，延期必填；答复异议、说明（维持、部分属实）省略则"
    "顺延答复所用的天数。",
)
@click.option("--until", type=ChineseDate(), metavar="日期", help="报备到哪一天止，报备必填。")
@click.option("--unit", metavar="单位", help="改派给哪个单位，改派必填。")
@click.option("--link", metavar="网址", help="整改后的网址，或佐证的网址。")
@click.option(
    "--choice", type=ChineseChoice(CHOICES), metavar="原因", help=f"单位的原因，从中选一个：{'；'.join(CHOICES)}。"
)
@click.option("--notice", metavar="文号", help="下发通知的文号。")
@click.pass_obj
def handle(console: Console, /, folder: Path, words: tuple[str, ...], **given: Any) -> None:
    """One act on findings; it is only ever added to what was done before."""
    *ids, said = words
    act = act_of(said)
    if not ids:
        raise UserError("没有写问题编号，请从问题清单或 xuncha export 工作区 findings 中抄取。")
    workspace = open_workspace(folder)
    with Memory(workspace.memory_path) as memory:
        for line in record_handling(workspace, memory, ids, act, Given(**given), console.now()):
            console.say(line)


@click.command(
    "history", cls=ChineseCommand, help="一个问题的经过：何时发现，谁在何时怎样办理、为什么，现在可以怎样办理。"
)
@DIR
@click.argument("ids", metavar="编号…", nargs=-1, required=True)
@click.option("--as-of", type=ChineseDate(), metavar="日期", help="以哪一天为准看是否逾期；省略则为今天。")
@click.pass_obj
def history(console: Console, folder: Path, ids: tuple[str, ...], as_of: date | None) -> None:
    """Every act on findings, oldest first."""
    workspace = open_workspace(folder)
    with Memory(workspace.memory_path) as memory:
        known = memory.acts.all_known(ids)
        findings = findings_of(workspace, memory, known)
        for one in known:
            click.echo("\n".join(history_lines(memory, one, findings.get(one.id), as_of or console.today)))
