"""What an office does besides inspecting: set up, decide, take tables away."""

from datetime import date
from pathlib import Path
from typing import Literal, cast

import click

from audits.ledger import Memory
from console.chinese_click import ChineseChoice, ChineseCommand, ChineseDate
from console.commands.round import ROUND, plan
from console.reporting import exported_rows
from console.terminal import Console
from crawler.family import families
from inspection.errors import UserError
from inspection.rule_pack import pack_names
from inspection.shipped import CONFIG
from inspection.workspace import open_workspace
from reports.export import KINDS, export_rows

VERBS = {"confirm": "属实", "reject": "不予认定", "waive": "报备"}


@click.command("init", cls=ChineseCommand, help="新建工作区，写出带注释的设置和样表。")
@click.argument("folder", metavar="工作区", type=click.Path(path_type=Path))
@click.pass_obj
def init(console: Console, folder: Path) -> None:
    """A new workspace; nothing that is there already is written over."""
    if folder.exists() and not folder.is_dir():
        raise UserError(f"{folder} 是文件不是文件夹，请换一个名字。")
    if (folder / "xuncha.toml").exists():
        raise UserError(f"{folder} 已经是工作区（有 xuncha.toml），未作改动；要新建请换一个名字。")
    folder.mkdir(parents=True, exist_ok=True)
    place = folder.resolve().name
    words = {"name": place, "packs": "、".join(pack_names()), "families": "、".join(families())}
    written = []
    for sample in sorted((CONFIG / "workspace").iterdir()):
        target = folder / sample.name
        if target.exists():
            console.say(f"{target} 已存在，未作改动。")
            continue
        text = sample.read_text(encoding="utf-8")
        for word, value in words.items():
            text = text.replace("{" + word + "}", value)
        # Spreadsheet programs take a CSV for UTF-8 only when it begins with a byte order mark.
        target.write_text(text, encoding="utf-8-sig" if sample.suffix == ".csv" else "utf-8")
        written.append(target)
    for name in ("directories", "submitted", "templates", "rounds"):
        (folder / name).mkdir(exist_ok=True)
    console.wrote(written)
    console.say(
        f"下一步：照注释填写 {folder / 'xuncha.toml'}，把各区目录放进 directories，再运行 xuncha inspect {folder}。"
    )


@click.command(
    "decide",
    cls=ChineseCommand,
    help="记下核查结论。编号可写多个，结论（confirm 属实、reject 不予认定、waive 报备）写在最后。",
)
@click.argument("folder", metavar="工作区", type=click.Path(path_type=Path))
@click.argument("words", metavar="编号… confirm|reject|waive", nargs=-1, required=True)
@click.option("--reason", metavar="理由", help="为什么，必填。")
@click.option("--until", type=ChineseDate(), metavar="日期", help="报备到哪一天止，waive 必填。")
@click.pass_obj
def decide(console: Console, folder: Path, words: tuple[str, ...], reason: str | None, until: date | None) -> None:
    """A person's decision; it outlives the round."""
    *ids, said = words
    verb = cast(Literal["confirm", "reject", "waive"], said)
    if verb not in VERBS:
        raise UserError(f"最后一个词应为 confirm、reject 或 waive，现在是“{verb}”，请写在编号之后。")
    if not ids:
        raise UserError("没有写问题编号，请从问题清单或 xuncha export 工作区 findings 中抄取。")
    if not (reason or "").strip():
        raise UserError("缺少理由，请加 --reason 说明核查依据。")
    if verb == "waive" and until is None:
        raise UserError("报备都有期限，请加 --until 日期。")
    if verb != "waive" and until is not None:
        raise UserError("--until 只用于 waive（报备），请去掉或改用 waive。")
    workspace = open_workspace(folder)
    with Memory(workspace.memory_path) as memory:
        memory.decide(list(dict.fromkeys(ids)), verb, (reason or "").strip(), until, console.today)
    console.say(f"已记下 {len(set(ids))} 条核查结论：{VERBS[verb]}。运行 xuncha report {folder} 重写清单和通知。")


@click.command("export", cls=ChineseCommand, help=f"导出一张表（{'、'.join(KINDS)}）。")
@click.argument("folder", metavar="工作区", type=click.Path(path_type=Path))
@click.argument("kind", metavar="表", type=ChineseChoice(KINDS))
@click.option("--format", "form", type=ChineseChoice(("csv", "jsonl", "xlsx")), default="csv", metavar="格式",
              help="csv（默认）、jsonl 或 xlsx。")  # fmt: skip
@click.option("--district", "districts", metavar="ID", multiple=True, help="只要这个区；可写多次。")
@ROUND
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="文件", help="写到这个文件；省略则写到屏幕。xlsx 必填。"
)
@click.pass_obj
def export(
    console: Console,
    folder: Path,
    kind: str,
    form: str,
    districts: tuple[str, ...],
    round_: str | None,
    out: Path | None,
) -> None:
    """Any table of a round."""
    if form == "xlsx" and out is None:
        raise UserError("xlsx 不能写到屏幕，请加 --out 文件名.xlsx。")
    run = plan(console, folder, districts=districts, round_=round_, known=True)
    rows = exported_rows(run, kind)
    export_rows(kind, rows, form, out)
    if out is not None:
        console.wrote([out])
