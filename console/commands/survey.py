"""The check-up of portals before their first round."""

from functools import partial
from pathlib import Path

import click

from console.chinese_click import ChineseCommand, ChineseCount
from console.commands.round import DIR
from console.surveying import as_text, survey_district
from console.terminal import Console
from crawler.family import check_family
from inspection.errors import IncompleteError
from inspection.workspace import open_workspace


@click.command("survey", cls=ChineseCommand, help="首次巡查前检查门户：平台、栏目、列表能否读全、哪个日期是发布日期。")
@DIR
@click.option("--district", "districts", metavar="区", multiple=True, help="只检查这个区，写名称或 id；可写多次。")
@click.option("--pages", type=ChineseCount(100), default=3, metavar="N", help="每个列表抽看几个页面，默认 3。")
@click.option("--again", is_flag=True, help="不用已采集的内容，从头再采集一遍。")
@click.pass_obj
def survey(console: Console, folder: Path, districts: tuple[str, ...], pages: int, again: bool) -> None:
    """What family a portal is, its columns, whether each list can be read to its end, which date is which."""
    workspace = open_workspace(folder)
    chosen = workspace.chosen(list(districts))
    for portal in (portal for district in chosen for portal in district.portals):
        check_family(portal.family)
    unsaid = []
    for district in chosen:
        told = partial(console.progress, district)
        found = survey_district(workspace, district, pages=pages, again=again, clock=console.now, progress=told)
        console.say(as_text(found, workspace))
        console.wrote([found.sheet])
        unsaid += [f"{district.name}：{sentence}" for sentence in found.unsaid]
    if unsaid:
        shown = "\n".join(f"  {sentence}" for sentence in unsaid)
        raise IncompleteError(f"有的门户未能检查清楚：\n{shown}")
