"""The directory–column table: out to a district, and back with what it confirmed or corrected."""

from pathlib import Path

import click

from console.chinese_click import ChineseCommand
from console.commands.round import DIR, DISTRICT, ROUND, plan
from console.mapping_export import export_tables
from console.mapping_import import import_tables, summary
from console.terminal import Console
from inspection.errors import IncompleteError, UserError


@click.command("export", cls=ChineseCommand, help="写出目录栏目对照表，每区一份，交区里核对填写。")
@DIR
@click.argument("file", metavar="[文件或文件夹]", required=False, type=click.Path(path_type=Path))
@DISTRICT
@ROUND
@click.option("--out", type=click.Path(path_type=Path), metavar="文件或文件夹",
              help="写到这里；省略则写进该批次的 reports。")  # fmt: skip
@click.pass_obj
def export(
    console: Console, folder: Path, file: Path | None, districts: tuple[str, ...], round_: str | None, out: Path | None
) -> None:
    """The machine's proposal, for each district a workbook."""
    if file is not None and out is not None:
        raise UserError(f"写到哪里写了两次（{file} 和 --out {out}），请只写一次。")
    run = plan(console, folder, districts=districts, round_=round_, known=True)
    written, told = export_tables(run, file or out)
    for line in told:
        console.say(line)
    console.wrote(written)
    console.say(f"区里填好交回后，运行 xuncha mapping import {folder} 文件。")


@click.command("import", cls=ChineseCommand, help="导入区里填好的目录栏目对照表，写进 columns.csv；可写多个文件。")
@DIR
@click.argument("files", metavar="文件…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--district", "district", metavar="区", help="表中看不出是哪个区时，写明区的名称或 id。")
@ROUND
@click.pass_obj
def import_(console: Console, folder: Path, files: tuple[Path, ...], district: str | None, round_: str | None) -> None:
    """What districts confirmed or corrected, checked as a whole before anything is written."""
    run = plan(console, folder, round_=round_, known=True)
    wanted = run.workspace.district(district) if district is not None else None
    written = import_tables(run, files, wanted, console.today)
    for line in summary(written, folder):
        console.say(line)
    console.wrote(list(written.files))
    gone = [sentence for one in written.imported for sentence in one.answers.gone]
    if gone:
        shown = "\n".join(f"  {sentence}" for sentence in gone)
        raise IncompleteError(
            f"以下 {len(gone)} 行所指的事项或栏目已不存在，没有采用，请区里重新核对（可重新导出对照表）：\n{shown}"
        )
