"""Standard directories alone: what is wrong with them, and their entries as read."""

import json
from pathlib import Path

import click

from console.chinese_click import ChineseChoice, ChineseCommand
from console.directory_check import check_files, office_side
from console.directory_problems import as_text, not_whole
from console.table_forms import FORMS, table_form
from console.terminal import Console
from directories.reading import read_directory
from inspection.errors import UserError
from inspection.rows import entry_row
from inspection.types.directory import Entry
from reports.export import export_rows

FILES = click.argument("files", metavar="文件…", nargs=-1, required=True, type=click.Path(path_type=Path))


@click.command("check", cls=ChineseCommand, help="读目录文件（或文件夹），指出其中的问题。")
@FILES
@click.option("--pack", metavar="口径", help="检查口径，省略则为 national；用了 --workspace 则为工作区的口径。")
@click.option("--format", "form", type=ChineseChoice(("text", "jsonl")), default="text", metavar="格式",
              help="text（默认）或 jsonl。")  # fmt: skip
@click.option("--whole", is_flag=True, help="这些文件是一个区的全部目录：据此判断缺少哪些领域、镇街。")
@click.option("--workspace", "folder", metavar="工作区", type=click.Path(path_type=Path),
              help="按这个工作区的责任单位表、报备表和对应部门表检查，须写明 --district。")  # fmt: skip
@click.option("--district", metavar="区", help="目录是工作区中哪个区的，写名称或 id。")
@click.pass_obj
def check(
    console: Console, files: tuple[Path, ...], pack: str | None, form: str, whole: bool,
    folder: Path | None, district: str | None,
) -> None:  # fmt: skip
    """What is wrong with directory files; the exit status is 2 only when a file cannot be read."""
    if (folder is None) != (district is None):
        raise UserError("--workspace 和 --district 须同时写明，请补上另一个。")
    side = office_side(folder, district) if folder and district else None
    found = check_files(files, console.today, pack=pack, whole=whole, side=side)
    if form == "jsonl":
        for row in found.rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif found.readings:
        click.echo(as_text(found))
    if found.part_only and form == "jsonl":
        console.say(not_whole(found))
    _refuse(list(found.unreadable))


@click.command("export", cls=ChineseCommand, help="导出读到的事项。")
@FILES
@click.option("--format", "form", type=ChineseChoice(FORMS), metavar="格式",
              help="csv、jsonl 或 xlsx；省略则看文件的扩展名，写到屏幕的为 csv。")  # fmt: skip
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="文件", help="写到这个文件；省略则写到屏幕。xlsx 必填。"
)
@click.pass_obj
def export(console: Console, files: tuple[Path, ...], form: str | None, out: Path | None) -> None:
    """The entries as read, in the order of the files."""
    written = table_form(form, out)
    entries, unreadable = read_entries(files, console)
    if entries or not unreadable:
        export_rows("entries", [entry_row(entry) for entry in entries], written, out)
        if out is not None:
            console.wrote([out])
    _refuse(unreadable)


def read_entries(files: tuple[Path, ...], console: Console) -> tuple[list[Entry], list[str]]:
    """The entries of all files that can be read, and a sentence for each that cannot; problems are said."""
    entries: list[Entry] = []
    unreadable: list[str] = []
    for path in files:
        try:
            reading = read_directory(path, None)
        except UserError as error:
            unreadable.append(str(error))
            continue
        for problem in reading.problems:
            console.say(f"{path}：{problem}")
        entries += reading.entries
    return entries, unreadable


def _refuse(unreadable: list[str]) -> None:
    if unreadable:
        raise UserError("；\n".join(sentence.rstrip("。") for sentence in unreadable) + "。")
