"""Standard directories alone: what is wrong with them, and their entries as read."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from console.chinese_click import ChineseChoice, ChineseCommand, ChineseGroup
from console.terminal import Console
from directories.checking import check as check_reading
from directories.reading import read_directory
from inspection.errors import UserError
from inspection.rows import entry_row
from inspection.types.directory import Entry
from reports.export import export_rows

FILES = click.argument("files", metavar="文件…", nargs=-1, required=True, type=click.Path(path_type=Path))


@click.group("directory", cls=ChineseGroup, help="标准目录：检查目录文件，导出读到的事项。")
def directory() -> None:
    """The group of the directory commands."""


@directory.command("check", cls=ChineseCommand, help="读目录文件，指出其中的问题。")
@FILES
@click.option("--format", "form", type=ChineseChoice(("text", "jsonl")), default="text", metavar="格式",
              help="text（默认）或 jsonl。")  # fmt: skip
def check(files: tuple[Path, ...], form: str) -> None:
    """What is wrong with directory files; the exit status is 2 only when a file cannot be read."""
    unreadable = []
    for path in files:
        try:
            reading = read_directory(path, None)
        except UserError as error:
            unreadable.append(str(error))
            continue
        problems = check_reading(reading)
        if form == "jsonl":
            for problem in problems:
                click.echo(json.dumps({"file": str(path), **asdict(problem)}, ensure_ascii=False))
            continue
        click.echo(f"{path}：{len(reading.tables)} 张表，{len(reading.entries)} 个事项，{len(problems)} 处问题")
        for problem in problems:
            click.echo(f"  {problem.place}：{problem.message}")
    _refuse(unreadable)


@directory.command("export", cls=ChineseCommand, help="导出读到的事项。")
@FILES
@click.option("--format", "form", type=ChineseChoice(("csv", "jsonl", "xlsx")), default="csv", metavar="格式",
              help="csv（默认）、jsonl 或 xlsx。")  # fmt: skip
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="文件", help="写到这个文件；省略则写到屏幕。xlsx 必填。"
)
@click.pass_obj
def export(console: Console, files: tuple[Path, ...], form: str, out: Path | None) -> None:
    """The entries as read, in the order of the files."""
    if form == "xlsx" and out is None:
        raise UserError("xlsx 不能写到屏幕，请加 --out 文件名.xlsx。")
    entries, unreadable = read_entries(files, console)
    if entries or not unreadable:
        export_rows("entries", [entry_row(entry) for entry in entries], form, out)
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
