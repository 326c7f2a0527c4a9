"""The evidence pack of findings or of a notice by command."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from audits.ledger import Memory
from console.chinese_click import ChineseCommand
from console.commands.round import DIR, plan
from console.evidence_pack import Wanted, must_be_packed, pack_files, zipped
from console.handling import findings_of
from console.inspection_run import Run
from console.screenshots import why_none
from console.terminal import Console
from inspection.errors import UserError
from inspection.round_store import read_round
from inspection.telling import may_be_told
from inspection.types.judgement import Finding
from inspection.workspace import Workspace
from reports.output import put
from reports.view import CONFIRMED
from reports.words import file_name

_FOLDER = "证据包"
_NOT_WANTED = "按 --no-pictures 未截图"


@click.command(
    "evidence",
    cls=ChineseCommand,
    help="证据包：一个 ZIP，含去标识化的网页留痕、截图、响应头、校验值、检查项文本，以及不用本程序怎样核验的说明。"
    "写问题编号（可写多个），或用 --notice 写通知编号。",
)
@DIR
@click.argument("ids", metavar="[编号]...", nargs=-1)
@click.option("--notice", "number", metavar="编号", help="这份通知所列的问题；写内部编号或发文字号。")
@click.option("--round", "round_", metavar="批次", help="用哪个批次的留痕，省略则为最近发现该问题的批次。")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="路径", help="写到哪个文件夹或 ZIP，省略则为批次的 reports。"
)
@click.option("--no-pictures", is_flag=True, help="不截图。")
@click.pass_obj
def evidence(
    console: Console,
    folder: Path,
    ids: tuple[str, ...],
    number: str | None,
    round_: str | None,
    out: Path | None,
    no_pictures: bool,
) -> None:
    """Writes one pack."""
    if bool(ids) == bool(number):
        raise UserError("请写明问题编号，或用 --notice 写明通知编号，二者写一种。")
    run = plan(console, folder, round_=round_, known=True)
    with Memory(run.workspace.memory_path) as memory:
        wanted = _of_notice(console, run, memory, number) if number else _of_ids(run, memory, ids, round_)
        must_be_packed(wanted.findings)
        why = _NOT_WANTED if no_pictures else why_none()
        files = pack_files(run.workspace, memory, wanted, no_pictures=why, say=console.say)
    path = _path(run.workspace, wanted, out)
    put(path, zipped(files))
    if why and not no_pictures:
        console.say(f"没有截图：{why}。")
    if any(not may_be_told(one, "notice") for one in wanted.findings):
        console.say("本包涉及个人信息，只能单独给责任单位，不得随通报、清单转发。")
    console.wrote([path])


def _of_ids(run: Run, memory: Memory, ids: Sequence[str], round_: str | None) -> Wanted:
    """The findings of these ids: of the round that was asked for, else of the latest that found each."""
    known = memory.acts.all_known(list(dict.fromkeys(one.strip().upper() for one in ids)))
    names = [one.id for one in known]
    if round_ is None:
        found = findings_of(run.workspace, memory, known)
    else:
        found = {one.id: one for district in run.districts for one in _in_round(run, district.id, names)}
    if missing := [id_ for id_ in names if id_ not in found]:
        where = f"批次“{run.round}”中" if round_ else "各批次的留痕中"
        raise UserError(f"{where}没有{'、'.join(missing)}，请核对编号和 --round。")
    living = memory.lives([found[id_] for id_ in names])
    title = names[0] if len(names) == 1 else f"{names[0]}等{len(names)}个问题"
    return Wanted(tuple(living), title)


def _of_notice(console: Console, run: Run, memory: Memory, number: str) -> Wanted:
    """The findings of a notice as its round held them; those that no longer stand are named and left out."""
    notice = memory.notices.known(number)
    there = replace(run, round=notice.round)
    kept = _in_round(there, notice.district, notice.findings)
    order = {id_: place for place, id_ in enumerate(notice.findings)}
    living = sorted(memory.lives(kept), key=lambda one: order[one.id])
    gone = [one.id for one in living if one.state not in CONFIRMED]
    gone += [id_ for id_ in notice.findings if id_ not in {one.id for one in living}]
    if gone:
        console.say(f"{'、'.join(gone)} 已撤销或不在批次“{notice.round}”的留痕中，未列入。")
    standing = tuple(one for one in living if one.state in CONFIRMED)
    if not standing:
        raise UserError(f"{notice.number} 所列问题都已撤销，没有可以出证据包的。")
    return Wanted(standing, f"{notice.title} {notice.official or notice.number}")


def _in_round(run: Run, district: str, ids: Sequence[str]) -> list[Finding]:
    path = run.workspace.store_path(run.round, district)
    if not path.exists():
        return []
    with read_round(path) as store:
        return [one for one in store.each(Finding) if one.id in set(ids)]


def _path(workspace: Workspace, wanted: Wanted, out: Path | None) -> Path:
    """Where the pack is written: the file that was named, else under its own name in the folder that was named."""
    if out is not None and out.suffix.lower() == ".zip":
        return out
    folder = out or workspace.round_folder(wanted.findings[0].round) / "reports" / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{file_name(f'证据包_{wanted.title}')}.zip"
