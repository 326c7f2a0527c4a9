"""Drawing lots, and what people saw of passes that were drawn."""

from pathlib import Path
from typing import Any, Literal, cast

import click

from audits.ledger import Memory
from console.chinese_click import ChineseCommand
from console.commands.round import DIR, DISTRICT, ROUND, plan
from console.sampling import WORDS, What, Wish, draw_labels, draw_lots, draw_passes, record_looks
from console.terminal import Console
from inspection.errors import UserError

_MOST = 10_000
_LOOKS = ("right", "missed")
# What people may write instead of the words in small letters.
_CHINESE = {
    "单位": "units",
    "领域": "domains",
    "栏目": "columns",
    "通过项": "passes",
    "公文标注": "labels",
    "一致": "right",
    "漏判": "missed",
}


class ChineseShare(click.ParamType[tuple[str, int]]):
    """How many: a number, or a class with its number (镇街=3)."""

    name = "个数"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Text into (class, number); '' for all classes together."""
        stratum, _, count = str(value).rpartition("=")
        if not (count.isdecimal() and count.isascii() and 1 <= int(count[:9]) <= _MOST):
            self.fail(f"“{value}”应写成 5 或 镇街=3 的样子，个数为 1 至 {_MOST} 的整数", param, ctx)
        return stratum.strip(), int(count)


@click.command(
    "sample",
    cls=ChineseCommand,
    help="抽签：units 单位、domains 领域、columns 栏目（按类别，避开近期抽过的），"
    "passes 通过项，即系统判为符合要求的（请人再看），labels 公文标注（按单位抽公文，算标注率，不作问题）。"
    "看过之后用 right（一致）或 missed（漏判）加编号记下。中文英文都可以。",
)
@DIR
@click.argument("words", metavar="units|domains|columns|passes|labels|right|missed [编号…]", nargs=-1, required=True)
@click.option(
    "--count", "counts", type=ChineseShare(), multiple=True, metavar="N", help="抽几个：5，或按类别 镇街=3；可写多次。"
)
@click.option("--seed", metavar="种子", help="抽签的种子，同一种子抽出同样的结果；省略则由批次和区名而定。都有记录。")
@click.option("--reason", metavar="说明", help="right、missed 的说明；missed 必填。")
@ROUND
@DISTRICT
@click.pass_obj
def sample(
    console: Console,
    folder: Path,
    words: tuple[str, ...],
    counts: tuple[tuple[str, int], ...],
    seed: str | None,
    reason: str | None,
    round_: str | None,
    districts: tuple[str, ...],
) -> None:
    """Draws are repeatable: seed and outcome are kept in the memory."""
    what, *ids = (_CHINESE.get(words[0], words[0]), *words[1:])
    if what not in (*WORDS, *_LOOKS):
        listed = "、".join(f"{word}（{chinese}）" for chinese, word in _CHINESE.items() if word not in _LOOKS)
        raise UserError(f"“{what}”不可用，可抽 {listed}，或记下 right（一致）、missed（漏判）。")
    if what not in _LOOKS and ids:
        raise UserError(f"{what} 后面不写编号，请去掉“{' '.join(ids)}”。")
    run = plan(console, folder, round_=round_, districts=districts, known=True)
    with run.held(), Memory(run.workspace.memory_path) as memory:
        if what in _LOOKS:
            why = (reason or "").strip()
            if not ids:
                raise UserError(f"没有写编号，请写成 xuncha sample 工作区 {what} P… ，编号在抽看清单中。")
            if what == "missed" and not why:
                raise UserError("漏判须说明问题在哪里，请加 --reason。")
            lines = record_looks(run, memory, cast(Literal["right", "missed"], what), ids, why, console.today)
        elif what == "labels":
            if counts:
                raise UserError("labels 每个单位抽多少件由检查口径规定，请去掉 --count。")
            lines = draw_labels(run, seed)
        elif what == "passes":
            lines, path = draw_passes(run, memory, _wish(counts), seed, console.today)
            console.wrote([path])
        else:
            lines = draw_lots(run, memory, cast(Any, cast(What, what)), _wish(counts), seed, console.today)
    for line in lines:
        console.say(line)


def _wish(counts: tuple[tuple[str, int], ...]) -> Wish:
    named = {stratum: count for stratum, count in counts if stratum}
    plain = [count for stratum, count in counts if not stratum]
    if len(plain) > 1 or (plain and named):
        raise UserError("--count 或者写一个总数，或者按类别分别写，请只用一种。")
    return Wish(named, plain[0] if plain else None)
