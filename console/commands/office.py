"""What an office does besides inspecting: set up, decide, take tables away."""

from datetime import date
from pathlib import Path
from typing import Literal, cast

import click

from audits.ledger import Memory
from console.chinese_click import ChineseChoice, ChineseCommand, ChineseDate
from console.commands.round import ROUND, plan
from console.match_decisions import sorted_out, told, words_of
from console.reporting import exported_rows
from console.table_forms import FORMS, table_form
from console.terminal import Console
from crawler.family import families
from inspection.errors import UserError
from inspection.rule_pack import pack_names
from inspection.shipped import CONFIG
from inspection.types.judgement import MatchWord
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
    help="记下核查结论：编号或对应可写多个，结论写在最后（confirm 属实、reject 不予认定、waive 报备，中文英文都可以）。"
    "F 开头的是问题，M 开头的是目录对应（见 xuncha explain），对应也可写成 网址 领域/一级事项/二级事项。",
)
@click.argument("folder", metavar="工作区", type=click.Path(path_type=Path))
@click.argument("words", metavar="编号… confirm|reject|waive", nargs=-1, required=True)
@click.option("--reason", metavar="理由", help="为什么，必填。")
@click.option("--until", type=ChineseDate(), metavar="日期", help="报备到哪一天止，waive 必填。")
@click.option("--entry", metavar="领域/一级/二级", help="只用于对应的 reject：不是原来的事项，而是这一个。")
@click.option("--round", "round_", metavar="批次", help="对应所在的批次；省略则为最近一次。")
@click.option("--district", "districts", metavar="区", multiple=True, help="对应所在的区，写名称或 id；可写多次。")
@click.pass_obj
def decide(
    console: Console,
    folder: Path,
    words: tuple[str, ...],
    reason: str | None,
    until: date | None,
    entry: str | None,
    round_: str | None,
    districts: tuple[str, ...],
) -> None:
    """A person's decision; it outlives the round."""
    *ids, said = words
    written = {meant: word for word, meant in VERBS.items()}
    verb = cast(Literal["confirm", "reject", "waive"], written.get(said, said))
    if verb not in VERBS:
        listed = "、".join(f"{word}（{meant}）" for word, meant in VERBS.items())
        raise UserError(f"最后一个词应是结论：{listed}，现在是“{verb}”，请写在编号之后。")
    if not ids:
        raise UserError("没有写问题编号，请从问题清单或 xuncha export 工作区 findings 中抄取。")
    # first what cannot be meant at all, then what is lacking
    findings, named = sorted_out(ids)
    if named and verb == "waive":
        raise UserError(
            "目录对应只有 confirm（对应）和 reject（不对应），没有报备：要报备的是问题，请写 F 开头的编号；"
            "整个事项不涉及或已报备的，写进 waivers.csv。"
        )
    if entry is not None and (verb != "reject" or findings or not named):
        raise UserError("--entry 只用于目录对应的 reject（不是原来的事项，而是这一个），请去掉。")
    if verb != "waive" and until is not None:
        raise UserError("--until 只用于 waive（报备），请去掉或改用 waive。")
    why = (reason or "").strip()
    if not why:
        raise UserError("缺少理由，请加 --reason 说明核查依据。")
    if verb == "waive" and until is None:
        raise UserError("报备都有期限，请加 --until 日期。")
    workspace = open_workspace(folder)
    matches: list[tuple[MatchWord, str | None]] = []
    if named and verb != "waive":
        run = plan(console, folder, round_=round_, districts=districts, known=True)
        matches = words_of(run, named, verb, entry, why, console.today)
    with Memory(workspace.memory_path) as memory, memory.together():
        if findings:
            memory.decide(findings, verb, why, until, console.today, who=workspace.office.name)
        memory.matches.record(matches)
    if findings:
        console.say(f"已记下 {len(findings)} 条核查结论：{VERBS[verb]}。运行 xuncha report {folder} 重写清单和通知。")
    if matches:
        console.say(f"已记下 {len(matches)} 条对应结论：")
        for line in told(word for word, _ in matches):
            console.say(line)
        console.say(f"再运行 xuncha inspect {folder}（不加 --offline），即按新的结论判断；以后的批次沿用。")


@click.command("export", cls=ChineseCommand, help=f"导出一张表（{'、'.join(KINDS)}）。")
@click.argument("folder", metavar="工作区", type=click.Path(path_type=Path))
@click.argument("kind", metavar="表", type=ChineseChoice(KINDS))
@click.option("--format", "form", type=ChineseChoice(FORMS), metavar="格式",
              help="csv、jsonl 或 xlsx；省略则看文件的扩展名，写到屏幕的为 csv。")  # fmt: skip
@click.option("--district", "districts", metavar="区", multiple=True, help="只要这个区，写名称或 id；可写多次。")
@ROUND
@click.option(
    "--as-of", type=ChineseDate(), metavar="日期", help="问题以哪一天为准看是否逾期；省略则为有记录的最近一天。"
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="文件", help="写到这个文件；省略则写到屏幕。xlsx 必填。"
)
@click.pass_obj
def export(
    console: Console,
    folder: Path,
    kind: str,
    form: str | None,
    districts: tuple[str, ...],
    round_: str | None,
    as_of: date | None,
    out: Path | None,
) -> None:
    """Any table of a round."""
    written = table_form(form, out)
    run = plan(console, folder, districts=districts, round_=round_, known=True)
    rows = exported_rows(run, kind, as_of)
    export_rows(kind, rows, written, out)
    if out is not None:
        console.wrote([out])
