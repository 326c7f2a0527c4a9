"""A district's directory files into entries: each file by its reader, each table by its header."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from directories import exported
from directories.contents import extension_of
from directories.domains import domain_of
from directories.grid import Origin, read_sheets
from directories.page_places import on_pages
from directories.sheet import Sheet
from inspection.errors import UserError
from inspection.plugins import modules_in
from inspection.system_faults import system_words
from inspection.types.directory import DirectoryFile, DirectoryTable, Entry

# Formats that are not read, with the cure. Pictures of tables are asked for anew.
_ORIGINAL = "请向制作单位索要可编辑的原表（XLSX 或 DOCX）"
_SAVE_AS = {
    ".doc": "请用 Word 或 WPS 另存为 DOCX", ".wps": "请用 WPS 另存为 DOCX", ".rtf": "请用 Word 或 WPS 另存为 DOCX",
    ".odt": "请用文字处理软件另存为 DOCX", ".ods": "请用表格软件另存为 XLSX", ".xlsb": "请用表格软件另存为 XLSX",
    ".xml": "请用表格软件打开并另存为 XLSX", ".mht": "请用浏览器或表格软件打开后另存为 XLSX 或 HTML",
    ".ofd": "请用可编辑的原表另存为 XLSX 或 DOCX，或用版式软件导出带文字层的 PDF",
    ".zip": "请先解压缩", ".rar": "请先解压缩", ".7z": "请先解压缩",
    ".txt": "请把其中的表格粘贴到表格软件，另存为 XLSX 或 CSV",
    ".ppt": "请把其中的表格复制到表格软件，另存为 XLSX", ".pptx": "请把其中的表格复制到表格软件，另存为 XLSX",
    ".png": _ORIGINAL, ".jpg": _ORIGINAL, ".gif": _ORIGINAL, ".bmp": _ORIGINAL, ".tif": _ORIGINAL, ".webp": _ORIGINAL,
}  # fmt: skip
_SAME = {".mhtml": ".mht", ".jpeg": ".jpg", ".tiff": ".tif", ".ett": ".et", ".wpt": ".wps", ".dot": ".doc"}


@dataclass(frozen=True)
class DirectoryReading:
    """What was read: entries in the order of files and rows, tables as they were understood, problems in Chinese, each
    naming its file and place, and the files. Nothing that looked like a row is missing from entries and problems."""

    entries: tuple[Entry, ...] = ()
    tables: tuple[DirectoryTable, ...] = ()
    problems: tuple[str, ...] = ()
    files: tuple[DirectoryFile, ...] = ()


@cache
def _readers() -> dict[str, Callable[[Path], list[Sheet]]]:
    return {extension: module.read for module in modules_in("directories.readers") for extension in module.EXTENSIONS}


def read_directory(path: Path, district: str | None, relative_to: Path | None = None) -> DirectoryReading:
    """The entries of one file. Entries name the file relative to `relative_to`, else by its own name.

    Raises UserError when the file is not there, cannot be read, or holds no table with a directory's header.
    """
    name = _name(path, relative_to)
    if path.is_dir():
        raise UserError(f"{name} 是文件夹，请写出其中的目录文件（如 {name}/*.xlsx）。")
    if not path.is_file():
        raise UserError(f"找不到目录文件 {name}，请检查路径。")
    try:
        reading = _read(path, name, district)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UserError(
            f"目录文件 {name} 无法打开（{system_words(error)}），请检查文件权限或关闭占用它的程序后再试。"
        ) from error
    except UserError as error:
        # Readers know the file by its own name only.
        words = str(error)
        raise UserError(words if name in words else words.replace(path.name, name, 1)) from error
    return replace(reading, files=(DirectoryFile(district, name, digest, len(reading.entries), len(reading.problems)),))


def _read(path: Path, name: str, district: str | None) -> DirectoryReading:
    extension = extension_of(path, name)
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
    extension = _SAME.get(extension, extension)
    kind = extension.lstrip(".").upper()
    own = path.suffix.lower()
    if not extension:
        what = f"目录文件 {name} 没有扩展名"
    elif _SAVE_AS.get(extension) == _ORIGINAL:
        what = f"目录文件 {name} 是图片（{kind}），其中的文字不能读取"
    elif extension == _SAME.get(own, own):
        what = f"目录文件 {name} 的格式（{kind}）不能直接读取"
    else:
        what = f"目录文件 {name} 的内容其实是 {kind} 格式，不能直接读取"
    cure = _SAVE_AS.get(extension, "请另存为 XLSX、DOCX、CSV 或 HTML")
    return f"{what}，{cure}{' ' if cure[-1].isascii() else ''}后再试。"


def _read_sheets(sheets: list[Sheet], origin: Origin, name: str) -> DirectoryReading:
    read = read_sheets(sheets, origin)
    readings = [on_pages(reading, sheet) for reading, sheet in zip(read, sheets, strict=True)]
    problems: list[str] = []
    for reading, sheet in zip(readings, sheets, strict=True):
        if reading.found or not sheet.rows:
            problems += [f"{_place(name, sheet)}{clause}。" for clause in sheet.problems]
        problems += reading.problems
    if not any(reading.found for reading in readings):
        raise UserError(
            f"{name} 中没有找到标准目录的表头（序号、一级事项、二级事项、公开内容、公开时限、公开主体等），"
            "请确认文件是政务公开事项标准目录，且表头各占一格。"
        )
    entries = tuple(entry for reading in readings for entry in reading.entries)
    if not entries and not problems:
        problems = [f"{name}：表头之下没有事项，请确认目录内容是否完整。"]
    return DirectoryReading(entries, tuple(t for reading in readings for t in reading.tables), tuple(problems))


def _place(name: str, sheet: Sheet) -> str:
    """Where a sheet's problems are; those of a table that runs over pages name their own page."""
    if sheet.places:
        return f"{name} " if sheet.rows else f"{name} {sheet.name}："
    return f"{name} 工作表“{sheet.name}”：" if sheet.name else f"{name}："


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
    Raises UserError that names every file that is no readable directory.
    """
    readings: list[DirectoryReading] = []
    missing: list[str] = []
    refused: list[str] = []
    seen: set[Path] = set()
    for pattern in patterns:
        found = [path for path in _matching(root, pattern) if path not in seen]
        if not found and not any(True for _ in _matching(root, pattern)):
            missing.append(f"没有文件符合“{pattern}”，请把目录文件放到该处或修改 xuncha.toml 中的 directories。")
        for path in found:
            seen.add(path)
            try:
                readings.append(read_directory(path, district, root))
            except UserError as error:
                refused.append(str(error))
    if refused:
        raise UserError(_together(refused))
    return DirectoryReading(
        tuple(entry for reading in readings for entry in reading.entries),
        tuple(table for reading in readings for table in reading.tables),
        (*missing, *(problem for reading in readings for problem in reading.problems)),
        tuple(file for reading in readings for file in reading.files),
    )


def _together(refused: list[str]) -> str:
    """One message for all files that could not be read."""
    if len(refused) == 1:
        return refused[0]
    lines = "；".join(f"{number}. {words.rstrip('。')}" for number, words in enumerate(refused, start=1))
    return f"有{len(refused)}个目录文件不能读取：{lines}。"


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
