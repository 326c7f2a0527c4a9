"""Looking again at what was notified."""

from collections import Counter
from datetime import date
from pathlib import Path

import click

from console.chinese_click import ChineseCommand, ChineseDate
from console.commands.round import DIR, DISTRICT, ROUND, plan
from console.rechecking import Rechecked, look_again
from console.terminal import Console
from inspection.errors import IncompleteError, UserError
from reports import recheck_sheet
from reports.recheck_sheet import NOT_LOOKED_AT, OUTCOMES


@click.command(
    "recheck", cls=ChineseCommand, help="复查：只重新采集已下发的问题所依据的页面和列表，逐个说明是否已整改。"
)
@DIR
@ROUND
@click.option("--as-of", type=ChineseDate(), metavar="日期", help="复查日期，如 2026-12-08；省略则为今天。")
@DISTRICT
@click.pass_obj
def recheck(console: Console, folder: Path, round_: str | None, as_of: date | None, districts: tuple[str, ...]) -> None:
    """Fixed, not fixed, or cannot tell: recorded in the life of each finding."""
    run = plan(console, folder, round_=round_, districts=districts, known=True)
    looked_on = as_of or console.today
    if looked_on > console.today:
        raise UserError(f"复查日期 {looked_on} 还没有到：复查看的是现在的网页，请核对 --as-of。")
    with run.held():
        found = look_again(run, looked_on)
    for one in found:
        console.say(_summary(one))
    if found:
        rows = [(one.district.name, finding, answer) for one in found for finding, answer in one.answers]
        path = run.workspace.round_folder(run.round) / "reports" / f"{run.round}复查结果（{looked_on}）.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        console.wrote([recheck_sheet.write(path, run.round, run.workspace.office.name, rows)])
    if missing := [f"{one.district.name}：{sentence}" for one in found for sentence in one.missing]:
        again = "可稍后再运行同一条命令，当天也会重新采集"
        open_ones = sum(answer.outcome == "unclear" for one in found for _, answer in one.answers)
        so = f"因此有 {open_ones} 个问题无法判定，{again}" if open_ones else "不影响所复查问题的判定"
        raise IncompleteError(f"复查没有读全，{so}：\n  " + "\n  ".join(missing))


def _summary(one: Rechecked) -> str:
    counted: Counter[str] = Counter(answer.outcome for _, answer in one.answers)
    told = counted.pop(NOT_LOOKED_AT, 0)
    parts = "，".join(f"{words} {counted[key]} 个" for key, words in OUTCOMES.items() if key != NOT_LOOKED_AT)
    looked = f"复查 {counted.total()} 个问题，{parts}。" if counted else ""
    also = f"{'另有 ' if looked else ''}{told} 个问题{OUTCOMES[NOT_LOOKED_AT]}。" if told else ""
    return f"{one.district.name}：{looked}{also}"
