"""A district's directory files into entries: each file by its reader, each table by its header."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from directories import exported
from directories.contents import extension_of
from directories.domains import domain_of
from directories.grid import GoingOn, GridReading, Origin, read_grid
from directories.sheet import Sheet
from inspection.errors import UserError
from inspection.plugins import modules_in
from inspection.types.directory import DirectoryTable, Entry

# Formats that offices have directories in but that are not read yet, with the cure.
_SAVE_AS = {
    ".ods": "请用表格软件另存为 XLSX", ".xlsb": "请用表格软件另存为 XLSX",
    ".doc": "请把其中的表格复制到表格软件，另存为 XLSX", ".docx": "请把其中的表格复制到表格软件，另存为 XLSX",
    ".wps": "请把其中的表格复制到表格软件，另存为 XLSX", ".pdf": "请用可编辑的原表另存为 XLSX、CSV 或 HTML",
    ".ofd": "请用可编辑的原表另存为 XLSX、CSV 或 HTML", ".zip": "请先解压缩", ".rar": "请先解压缩",
}  # fmt: skip


@dataclass(frozen=True)
class DirectoryReading:
    """What was read: entries in the order of files and rows, tables as they were understood, and problems in Chinese,
    each naming its file and place. Nothing that looked like a row is missing from both entries and problems."""

    entries: tuple[Entry, ...] = ()
    tables: tuple[DirectoryTable, ...] = ()
    problems: tuple[str, ...] = ()


@cache
def _readers() -> dict[str, Callable[[Path], list[Sheet]]]:
    return {extension: module.read for module in modules_in("directories.readers") for extension in module.EXTENSIONS}


def read_directory(path: Path, district: str | None, relative_to: Path | None = None) -> DirectoryReading:
    """The entries of one file. Entries name the file relative to `relative_to`, else by its own name.

    Raises UserError when the file is not there, cannot be read yet, or holds no table with a directory's header.
    """
    name = _name(path, relative_to)
    if path.is_dir():
        raise UserError(f"{name} 是文件夹，请写出其中的目录文件（如 {name}/*.xlsx）。")
    if not path.is_file():
        raise UserError(f"找不到目录文件 {name}，请检查路径。")
    try:
        extension = extension_of(path, name)
    except OSError as error:
        raise UserError(
            f"目录文件 {name} 无法打开（{error.strerror}），请检查文件权限或关闭占用它的程序后再试。"
        ) from error
    if extension == exported.JSONL:
        return _exported(exported.read_jsonl(path, name, district), name, district)
    reader = _readers().get(extension)
    if reader is None:
        raise UserError(_unread(path, name, extension))
    sheets = reader(path)
    if len(sheets) == 1 and exported.is_export(sheets[0]):
        return _exported(exported.read_sheet(sheets[0], name, district), name, district)
    return _read_sheets(sheets, Origin(district, name, domain_of(path.stem)), name)


def _unread(path: Path, name: str, extension: str) -> str:
    """What to say of a file in a format that is not read: what it is, and the cure."""
    kind = extension.lstrip(".").upper()
    if not extension:
        what = f"目录文件 {name} 没有扩展名"
    elif extension == path.suffix.lower():
        what = f"目录文件 {name} 的格式（{kind}）暂不能读取"
    else:
        what = f"目录文件 {name} 的内容其实是 {kind} 格式，暂不能读取"
    cure = _SAVE_AS.get(extension, "请另存为 XLSX、CSV 或 HTML")
    return f"{what}，{cure}{' ' if cure[-1].isascii() else ''}后再试。"


def _read_sheets(sheets: list[Sheet], origin: Origin, name: str) -> DirectoryReading:
    readings: list[GridReading] = []
    left: GoingOn | None = None
    for sheet in sheets:
        readings.append(read_grid(sheet, origin, left))
        left = readings[-1].going_on or left
    if not any(reading.found for reading in readings):
        raise UserError(
            f"{name} 中没有找到标准目录的表头（序号、一级事项、二级事项、公开内容、公开时限、公开主体等），"
            "请确认文件是政务公开事项标准目录，且表头各占一格。"
        )
    entries = tuple(entry for reading in readings for entry in reading.entries)
    problems = tuple(problem for reading in readings for problem in reading.problems)
    if not entries and not problems:
        problems = (f"{name}：表头之下没有事项，请确认目录内容是否完整。",)
    return DirectoryReading(entries, tuple(t for reading in readings for t in reading.tables), problems)


def _exported(read: tuple[list[Entry], list[str]], name: str, district: str | None) -> DirectoryReading:
    entries, problems = read
    domains = dict.fromkeys(entry.domain for entry in entries)
    tables = tuple(
        DirectoryTable(district, name, None, None, domain, (), sum(entry.domain == domain for entry in entries))
        for domain in domains
    )
    return DirectoryReading(tuple(entries), tables, tuple(problems))


def read_directories(patterns: Iterable[str], root: Path, district: str | None) -> DirectoryReading:
    """All files that a district's patterns (relative to `root`) name, each once, in order of name.

    Hidden files, lock files of office programs (~$…) and folders are passed over. A pattern without files is a problem.
    Raises UserError for a file that is no directory.
    """
    readings: list[DirectoryReading] = []
    missing: list[str] = []
    seen: set[Path] = set()
    for pattern in patterns:
        found = [path for path in _matching(root, pattern) if path not in seen]
        if not found and not any(True for _ in _matching(root, pattern)):
            missing.append(f"没有文件符合“{pattern}”，请把目录文件放到该处或修改 xuncha.toml 中的 directories。")
        for path in found:
            seen.add(path)
            readings.append(read_directory(path, district, root))
    return DirectoryReading(
        tuple(entry for reading in readings for entry in reading.entries),
        tuple(table for reading in readings for table in reading.tables),
        (*missing, *(problem for reading in readings for problem in reading.problems)),
    )


def _matching(root: Path, pattern: str) -> list[Path]:
    given = Path(pattern)
    if given.is_absolute():
        return [given]
    found = sorted(path for path in root.glob(pattern) if path.is_file())
    return [path for path in found if not path.name.startswith((".", "~$")) and path.name != "Thumbs.db"]


def _name(path: Path, relative_to: Path | None) -> str:
    if relative_to is not None and path.resolve().is_relative_to(relative_to.resolve()):
        return path.resolve().relative_to(relative_to.resolve()).as_posix()
    return path.name
