"""Filled problem lists and drafts for comment back in."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import click

from audits.ledger import Memory
from console.chinese_click import ChineseCommand
from console.commands.handle import ChineseMoment
from console.reply_import import import_forms, told_lines, unanswered_lines, wrong_lines
from console.reply_places import Places
from console.terminal import Console
from inspection.china_time import moment_words
from inspection.errors import UserError
from inspection.workspace import SETTINGS, Workspace, open_workspace

_FORMS = (".xlsx", ".xlsm", ".xls", ".et", ".csv", ".tsv")


@click.command(
    "import",
    cls=ChineseCommand,
    help="导入单位填好的问题清单、征求意见稿（XLSX、CSV，可写多个文件或放文件的文件夹），逐条记入问题的经过。"
    "一份文件中有一处不对，整份都不记录；同一份再导入一次，不会重复记录。",
)
@click.argument("paths", metavar="[工作区] 文件…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--at", type=ChineseMoment(), metavar="时间", help="单位何时反馈的；省略则为现在。")
@click.option("--check", is_flag=True, help="只检查能不能记录，什么都不记。")
@click.pass_obj
def import_(console: Console, paths: tuple[Path, ...], at: datetime | None, check: bool) -> None:
    """Reads, checks and records what units answer."""
    workspace, files = _sorted_out(paths)
    now = console.now().replace(second=0, microsecond=0)
    when = at or now
    if when > now:
        raise UserError(f"反馈时间 {moment_words(when)} 还没有到，请核对 --at。")
    with Memory(workspace.memory_path) as memory:
        made = import_forms(workspace, memory, files, when, check=check)
        for line in told_lines(made, check=check):
            console.say(line)
        if not check:
            for line in unanswered_lines(Places(workspace, memory), memory, made, when):
                console.say(line)
    if wrong := wrong_lines(made):
        raise UserError("\n".join(wrong))
    if check:
        console.say("以上只是检查，没有记录；去掉 --check 即记录。")


def _sorted_out(paths: Sequence[Path]) -> tuple[Workspace, list[Path]]:
    """The workspace and the files. Without a workspace it is looked for upward from the first file, then from the
    present folder. Raises UserError where there is none, or no file."""
    first = paths[0]
    if first.is_dir() and (first / SETTINGS).is_file():
        root, given = first, paths[1:]
    else:
        root, given = _root([first.resolve(), Path.cwd()]) or first, paths
        if root is first:
            raise UserError(
                f"{first} 不在工作区里，看不出记到哪里，请在文件前写明工作区：xuncha reply import 工作区 文件。"
            )
    files = list(_files(given))
    if not files:
        raise UserError("没有写要导入哪个文件，如 xuncha reply import 江州 收到的清单.xlsx。")
    return open_workspace(root), files


def _root(starts: Iterable[Path]) -> Path | None:
    for start in starts:
        for folder in (start, *start.parents):
            if (folder / SETTINGS).is_file():
                return folder
    return None


def _files(given: Iterable[Path]) -> Iterable[Path]:
    """The files, those of folders in order of name; without what spreadsheet programs keep beside an open file."""
    seen: dict[Path, None] = {}
    for path in given:
        inside = sorted(one for one in path.iterdir() if one.suffix.lower() in _FORMS) if path.is_dir() else [path]
        for one in inside:
            if not (path.is_dir() and one.name.startswith(("~$", ".~"))):
                seen[one] = None
    return seen
