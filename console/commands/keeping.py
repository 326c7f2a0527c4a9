"""What may not be kept: rounds beyond their retention, and the list of what carries a classification mark."""

from datetime import date
from pathlib import Path

import click

from console.chinese_click import ChineseCommand, ChineseDate
from console.commands.round import DIR
from console.purging import kept_rounds, limit_of, purge_kept
from console.shown_text import shown_text
from console.surveying import purge_survey
from console.terminal import Console
from inspection.errors import UserError
from inspection.sealed_list import read_sealed
from inspection.workspace import open_workspace

_HANDLING = "按涉密标志处理，请电话核实，勿在通报、通知书、清单中出现："


@click.command("sealed", cls=ChineseCommand, help="带有涉密标志的页面和附件：只在此处显示，按涉密标志处理。")
@DIR
@click.pass_obj
def sealed(console: Console, folder: Path) -> None:
    """The sealed list, the only place that shows it."""
    workspace = open_workspace(folder)
    names = {district.id: district.name for district in workspace.districts}
    hits = read_sealed(workspace.root)
    if not hits:
        console.say("没有发现带有涉密标志的页面和附件。")
        return
    lines = [_HANDLING]
    for hit in hits:
        when = hit.at[:16].replace("T", " ") or "未采集"
        lines.append(f"  {names.get(hit.district, hit.district)}　{hit.round}　{when}　{hit.mark}（{hit.place}）")
        lines.append(f"    {hit.address}")
        lines += [f"    附件 {hit.file}"] if hit.file else []
    click.echo(shown_text("\n".join(lines)))


@click.command("purge", cls=ChineseCommand, help="清除超过保存期限的网页留痕；问题、材料和校验值仍然保留，仍可核验。")
@DIR
@click.option("--before", type=ChineseDate(), metavar="日期", help="清除此日以前各批次的；省略则按 retention_months。")
@click.option("--round", "round_", metavar="批次", help="只清除这个批次的，尚有未整改问题的也清除。")
@click.option("--district", "districts", metavar="区", multiple=True, help="只清除这个区的，写名称或 id；可写多次。")
@click.pass_obj
def purge(console: Console, folder: Path, before: date | None, round_: str | None, districts: tuple[str, ...]) -> None:
    """Takes what portals answered out of rounds that were kept long enough."""
    if before is not None and round_ is not None:
        raise UserError("--before 和 --round 只能写一个。")
    workspace = open_workspace(folder)
    chosen = tuple(workspace.chosen(list(districts)))
    limit = None if round_ else before or limit_of(workspace, console.today)
    rounds = 0
    for kept in kept_rounds(workspace, chosen, round_):
        if limit is not None and kept.as_of >= limit:
            continue
        name = f"批次“{kept.round}”{kept.district.name}"
        if limit is not None and kept.waiting:
            again = f"确要清除请运行 xuncha purge {folder} --round {kept.round}"
            console.say(f"{name}：还有 {kept.waiting} 个属实问题没有整改，留痕未清除；{again}。")
            continue
        rounds += 1
        console.say(f"{name}：已清除 {purge_kept(kept, console.today)} 份网页留痕。")
    for district in chosen:
        if limit is not None and (count := purge_survey(workspace, district, limit)):
            rounds += 1
            console.say(f"门户检查{district.name}：已清除 {count} 份网页留痕。")
    if rounds == 0:
        console.say("没有可清除的网页留痕。")
