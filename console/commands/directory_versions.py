"""Versions of directories: official guides into the baseline, and what changed between two directories."""

import json
from pathlib import Path

import click

from console.baseline_folders import BASELINE, baseline_folders, user_baseline, workspace_around
from console.chinese_click import ChineseChoice, ChineseCommand
from console.terminal import Console
from directories.baseline import guide_volumes
from directories.domains import domains
from directories.guides import (
    GuideComparison,
    OfficialGuide,
    compared,
    read_guides,
    refuse_other_files,
    standing_imports,
    write_guides,
)
from directories.reading import DirectoryReading, read_directory
from directories.versions.diff import CHANGES, Change, differences, named_in
from inspection.errors import IncompleteError, UserError
from inspection.types.directory import Entry
from inspection.workspace import SETTINGS

_SHOWN = 3
_COMPLETENESS = {"full": "全部", "partial": "部分"}
_KINDS = {
    "domain_added": "新增领域", "domain_removed": "取消领域",
    "domain_renamed": "领域可能改名（请核对）", "added": "新增事项", "removed": "删去事项",
    "renamed": "事项改名", "possible_rename": "可能改名（请核对）", "limit": "公开时限变更",
    "publisher": "公开主体变更", "method": "公开方式变更", "level": "公开层级变更", "elements": "公开内容变更",
    "basis": "公开依据变更",
}  # fmt: skip


@click.command("import-baseline", cls=ChineseCommand, help="把国务院部门标准指引原文导入基准；--list 查看收录情况。")
@click.argument("files", metavar="文件…", nargs=-1, type=click.Path(path_type=Path))
@click.option("--workspace", "folder", metavar="工作区", type=click.Path(path_type=Path),
              help="导入这个工作区；省略则为当前所在的工作区，不在工作区中则为本人的数据文件夹。")  # fmt: skip
@click.option("--partial", is_flag=True, help="文件不是指引全文：只作“部分收录”，有读不出的行也导入其余各行。")
@click.option("--domain", metavar="领域", help="文件中没有写明领域时，写明是哪个领域。")
@click.option("--list", "listing", is_flag=True, help="只列出各领域收录情况，不导入。")
@click.pass_obj
def import_baseline(
    console: Console, files: tuple[Path, ...], folder: Path | None, partial: bool, domain: str | None, listing: bool
) -> None:
    """Official guides take the place of what ships of their domains; then the table of all domains."""
    target, folders = _target(folder)
    if listing:
        if files:
            raise UserError("--list 只列出收录情况，请去掉文件，或去掉 --list 以导入。")
        click.echo(_completeness(folders))
        return
    if not files:
        raise UserError("没有写明指引文件，请写出文件（可写多个），或加 --list 只查看收录情况。")
    guides, problems = read_guides(files, domain, partial=partial)
    if not partial:
        refuse_other_files(guides)
    for problem in problems:
        console.say(problem)
    before = {volume.domain: volume for volume in standing_imports(target, guides)}
    written = write_guides(guides, target, console.today, "partial" if partial else "full")
    for guide in guides:
        console.say(_said(guide, compared(guide), partial))
        if guide.domain in before:
            console.say(f"{guide.domain}：已代替 {before[guide.domain].imported_on} 导入的内容。")
    console.wrote(written)
    console.say(_completeness(folders))


@click.command("diff", cls=ChineseCommand, help="比较新旧两版目录：新增、删去、改名的事项，时限等变更。")
@click.argument("old", metavar="旧版", type=click.Path(path_type=Path))
@click.argument("new", metavar="新版", type=click.Path(path_type=Path))
@click.option("--format", "form", type=ChineseChoice(("text", "jsonl")), default="text", metavar="格式",
              help="text（默认）或 jsonl。")  # fmt: skip
@click.pass_obj
def diff(console: Console, old: Path, new: Path, form: str) -> None:
    """What changed from one file or folder to another; differences are no fault, so the exit status is 0."""
    (before, left_out), (after, left_out_too) = _entries(console, old), _entries(console, new)
    changes = differences(before, after)
    if form == "jsonl":
        for change in changes:
            click.echo(json.dumps(change.row(), ensure_ascii=False))
    else:
        click.echo(_told(changes))
    if left_out or left_out_too:
        shown = "\n".join(f"  {sentence}" for sentence in (*left_out, *left_out_too))
        raise IncompleteError(
            "以下文件没有读入，未参加比较；其中如有标准目录，上面列出的新增、删去、取消可能不实，请更正文件后重新比较：\n"
            f"{shown}"
        )


def _target(folder: Path | None) -> tuple[Path, tuple[Path, ...]]:
    """The folder to import into, and all that count there."""
    if folder is None:
        root = workspace_around(Path.cwd())
    elif not (folder / SETTINGS).is_file():
        raise UserError(f"{folder} 不是工作区（没有 {SETTINGS}），请核对 --workspace，或先运行 xuncha init {folder}。")
    else:
        root = folder
    return (root / BASELINE if root else user_baseline()), baseline_folders(root or Path.cwd())


def _said(guide: OfficialGuide, comparison: GuideComparison | None, partial: bool) -> str:
    """How many rows were imported, and beside what ships whether it looks like the right file."""
    head = f"{guide.domain}：导入 {len(guide.rows)} 条"
    if comparison is None:
        return f"{head}；内置基准没有这个领域，无从比对，请核对领域名称。"
    text = f"{head}；比内置基准多 {comparison.more} 条"
    if not comparison.lacking:
        return f"{text}，内置的事项全部在内。"
    shown = "、".join(f"“{name}”" for name in comparison.lacking[:_SHOWN])
    rest = "等" if len(comparison.lacking) > _SHOWN else ""
    cure = "" if partial else "，请核对文件是否为指引全文，不全的加 --partial 重新导入"
    return f"{text}，内置的 {comparison.shipped} 条中有 {len(comparison.lacking)} 条未见（{shown}{rest}）{cure}。"


def _completeness(folders: tuple[Path, ...]) -> str:
    """领域, 收录条数, 完整程度, 来源: a line for each domain, with tabs so that it can be pasted into a spreadsheet."""
    lines = ["领域\t收录条数\t完整程度\t来源"]
    volumes = {volume.domain: volume for volume in guide_volumes(folders)}
    for name in dict.fromkeys((*(one.name for one in domains()), *volumes)):
        if name not in volumes:
            lines.append(f"{name}\t0\t{_COMPLETENESS['partial']}\t无")
            continue
        volume = volumes[name]
        source = f"{'、'.join(volume.files)}（{volume.imported_on} 导入）" if volume.files else "内置"
        lines.append(f"{name}\t{len(volume.entries)}\t{_COMPLETENESS[volume.completeness]}\t{source}")
    return "\n".join(lines)


def _entries(console: Console, path: Path) -> tuple[list[Entry], list[str]]:
    """The entries of a file, or of all files in a folder; of a folder also a sentence for each file not read."""
    if not path.exists():
        raise UserError(f"找不到 {path}，请检查路径。")
    readings, left_out = _readings(path) if path.is_dir() else ([read_directory(path, None)], [])
    entries = [entry for reading in readings for entry in reading.entries]
    if not entries:
        because = f"（{left_out[0].rstrip('。')}）" if left_out else ""
        raise UserError(f"{path} 中没有读到事项{because}，无法比较，请确认是标准目录。")
    for reading in readings:
        for problem in reading.problems:
            console.say(problem)
    return entries, left_out


def _readings(folder: Path) -> tuple[list[DirectoryReading], list[str]]:
    """What a folder's files hold, in order of name, but hidden ones and lock files, and a sentence for each that is no
    directory: offices keep covers and notes beside their tables."""
    readings: list[DirectoryReading] = []
    left_out: list[str] = []
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        named = path.relative_to(folder)
        if path.name == "Thumbs.db" or any(part.startswith((".", "~$")) for part in named.parts):
            continue
        try:
            readings.append(read_directory(path, None, folder))
        except UserError as error:
            left_out.append(str(error).replace(named.as_posix(), str(path), 1))
    return readings, left_out


def _told(changes: list[Change]) -> str:
    lines: list[str] = []
    for domain in dict.fromkeys(change.domain for change in changes):
        own = [change for change in changes if change.domain == domain]
        lines += ["", domain] if lines else [domain]
        for kind in CHANGES:
            of_kind = [change for change in own if change.change == kind]
            if kind == "domain_renamed" and of_kind:
                lines.append(f"  {_KINDS[kind]}：{of_kind[0].old_value} → {of_kind[0].new_value}")
            elif kind.startswith("domain_") and of_kind:
                lines.append(f"  {_KINDS[kind]}（{of_kind[0].new_value or of_kind[0].old_value} 项）")
            elif of_kind:
                lines.append(f"  {_KINDS[kind]} {len(of_kind)} 项")
                lines += [f"    {_line(change)}" for change in of_kind]
    counts = [f"{_KINDS[kind]} {n}" for kind in CHANGES if (n := sum(change.change == kind for change in changes))]
    summary = (
        f"合计：{'，'.join(counts)}。" if counts else "两版目录的事项、内容、依据、时限、主体、方式、层级没有差别。"
    )
    return "\n".join([*lines, "", summary] if lines else [summary])


def _line(change: Change) -> str:
    if change.change in ("renamed", "possible_rename"):
        return f"{named_in(change.old)} → {named_in(change.new)}"
    name = named_in(change.new or change.old)
    if change.change in ("added", "removed"):
        return name
    if change.change in ("elements", "basis"):
        parts = (("减去", change.old_value), ("增加", change.new_value))
        return f"{name}：{'；'.join(f'{word}“{value}”' for word, value in parts if value)}"
    return f"{name}：{change.old_value or '（空白）'} → {change.new_value or '（空白）'}"
