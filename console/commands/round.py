"""A round and its steps: inspect, crawl, match, audit, report."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from console import inspection_run as steps
from console.chinese_click import ChineseCommand, ChineseDate
from console.reporting import summary, write_reports
from console.terminal import Console
from inspection.errors import IncompleteError, UserError
from inspection.masked_words import MaskForms, masked_as
from inspection.round_store import read_round
from inspection.rule_pack import from_json, load_pack, mask_forms, to_json
from inspection.workspace import open_workspace

DIR = click.argument("folder", metavar="工作区", type=click.Path(path_type=Path))
ROUND = click.option("--round", "round_", metavar="批次", help="批次名称，如 2026-11；省略则为当月或最近一次。")
DISTRICT = click.option(
    "--district", "districts", metavar="区", multiple=True, help="只要这个区，写名称或 id；可写多次。"
)
AS_OF = click.option(
    "--as-of", type=ChineseDate(), metavar="日期", help="以哪一天为准判断，如 2026-11-16；省略则为今天或上次所定。"
)
OFFLINE = click.option(
    "--offline", is_flag=True, help="不访问网络，按已留存的网页和当时的结论、表格重新判断；此后记下、填写的不采用。"
)


Step = Callable[[Console, steps.Run], None]


def step(name: str, text: str, *, fetching: bool = False) -> Callable[[Step], click.Command]:
    """Makes a command of one step: its options become the run it works on, which no other command may touch meanwhile.

    A `fetching` step begins a round and may be told its date; the others go on with one that is there.
    """

    def made(function: Step) -> click.Command:
        def command(console: Console, folder: Path, **options: Any) -> None:
            run = plan(console, folder, known=not fetching, **options)
            with run.held():
                function(console, run)

        for option in (*((OFFLINE, ROUND, AS_OF) if fetching else (ROUND,)), DISTRICT, DIR):
            command = option(command)
        return click.command(name, cls=ChineseCommand, help=text)(click.pass_obj(command))

    return made


def plan(console: Console, folder: Path, **options: Any) -> steps.Run:
    """The run that the options ask for, told on this console. As long as the command lasts, personal data are masked as
    the office's pack wants it."""
    run = steps.plan(
        open_workspace(folder),
        today=console.today,
        clock=console.now,
        say=console.say,
        progress=console.progress,
        **options,
    )
    click.get_current_context().with_resource(masked_as(_mask_forms(run, console.today)))
    return run


def _mask_forms(run: steps.Run, today: date) -> MaskForms:
    """The forms of the pack that the round was frozen with; of the office's present one where it begins now."""
    for district in run.districts:
        path = run.workspace.store_path(run.round, district.id)
        if path.exists():
            with read_round(path) as store:
                if frozen := store.fact("rule_pack"):
                    return mask_forms(from_json(frozen))
    return mask_forms(load_pack(run.workspace.office.rule_pack, run.as_of or today, run.workspace.packs))


def pack_apart(run: steps.Run) -> list[str]:
    """One sentence for each pack that a kept round is judged by and that is not the office's present one."""
    apart: dict[str, list[str]] = {}
    for district in run.districts:
        with read_round(run.workspace.store_path(run.round, district.id)) as store:
            frozen, as_of = store.fact("rule_pack"), store.fact("as_of")
        try:
            now = load_pack(run.workspace.office.rule_pack, run.as_of or date.fromisoformat(as_of), run.workspace.packs)
        except UserError:
            continue  # A round stands for itself, also where the office's pack is not at hand.
        if frozen is not None and frozen != to_json(now):
            apart.setdefault(from_json(frozen).title, []).append(district.name)
    return [
        f"{'、'.join(names)}按批次当时的检查口径“{title}”判断，现在的检查口径与它不同，没有采用；"
        "要采用请不带 --offline 重新运行。"
        for title, names in apart.items()
    ]


def ahead(run: steps.Run, today: date) -> str | None:
    """A word of warning where a round is to be judged as of a day that has not come."""
    if run.offline or run.as_of is None or run.as_of <= today:
        return None
    return (
        f"--as-of {run.as_of} 晚于今天（{today}）：网页取于今天，以后才发布的看不到，会把还没有到期的算作逾期，"
        "请核对日期；写错的按 Ctrl-C 停下，改正后再运行。"
    )


def finish(missing: list[str]) -> None:
    """Ends with status 1 and the list of what could not be seen, when there is such."""
    if missing:
        shown = "\n".join(f"  {sentence}" for sentence in missing)
        raise IncompleteError(f"采集不完整，涉及的事项列为“无法核验”，不作问题认定：\n{shown}")


@step("inspect", "开展一次巡查：读目录、采集、对应、判断、写清单和通知草稿。", fetching=True)
def inspect(console: Console, run: steps.Run) -> None:
    """The whole round."""
    for sentence in pack_apart(run) if run.offline else filter(None, [ahead(run, console.today)]):
        console.say(sentence)
    missing = steps.inspect(run, console.today)
    console.say(summary(run))
    console.wrote(write_reports(run, console.say, console.doing))
    finish(missing)


@step("crawl", "只采集：把网站的答复留存下来并读出栏目和页面。", fetching=True)
def crawl(console: Console, run: steps.Run) -> None:
    """The first step."""
    if warning := ahead(run, console.today):
        console.say(warning)
    finish(steps.crawl(run, console.today))
    console.say("采集完成，下一步：xuncha match。")


@step("match", "只对应：栏目和页面各对应哪个事项，每个事项公开情况如何。")
def match(console: Console, run: steps.Run) -> None:
    """The second step."""
    steps.match(run)
    console.say("对应完成，下一步：xuncha audit。")


@step("audit", "只判断：按检查口径逐条判断，记下问题。")
def audit(console: Console, run: steps.Run) -> None:
    """The third step."""
    steps.audit(run)
    console.say(summary(run))


@step("report", "只写材料：按现有核查结论写问题清单和通知草稿。")
def report(console: Console, run: steps.Run) -> None:
    """The last step."""
    console.wrote(write_reports(run, console.say, console.doing))
