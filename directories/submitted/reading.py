"""What a district hands in (submitted/<district>/…): registers, lists of documents, village lists, its monthly ledger.

What a table is is told by the words of its header and the lines above it. Nothing is lost: files stay where they are,
and what is not read is named in a problem.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from directories.cells import folded
from directories.contents import extension_of
from directories.sheet import Sheet
from directories.submitted.cells import attribute_of, day_of, is_lapsed, is_ticked, label_of, named, said, unsealed
from directories.submitted.files import handed_in
from directories.submitted.found_elsewhere import applications, check_results, said_of_results
from directories.submitted.header import ENDED, KEPT, TICKS
from directories.submitted.marks import HANDLE, is_marked, marked_outside_tables
from directories.submitted.received import is_received_list, received_days
from directories.submitted.tables import Row, Table, looks_like_table, refused, tables_of
from inspection.errors import UserError
from inspection.masking import mask
from inspection.plugins import modules_in
from inspection.system_faults import system_words
from inspection.types.directory import DirectoryFile
from inspection.types.submitted import (
    Application,
    Attribute,
    CheckResult,
    HandedInFile,
    ListedDocument,
    ListKind,
    RegisterRow,
    VillageItem,
)

FOLDER = "submitted"
_LARGEST = 64 * 1024 * 1024
_LONGEST_LABEL = 20
_KIND_OF_TICK: dict[str, tuple[str, Attribute]] = {
    "tick_public": ("主动公开", "public"),
    "tick_on_request": ("依申请公开", "on_request"),
    "tick_not_public": ("不予公开", "not_public"),
}
_TOWN = re.compile(r"([\u4e00-\u9fff]{1,8}?(?:街道|镇|乡(?!村|镇)))(?=[^街道镇乡]*(?:村|社区|居|办事处|政府|公开))")
_PART = re.compile("效|废止|保留|修改|修订|停止执行")
_KEPT = re.compile("继续有效|现行有效|保留|修改|修订|修正|拟")
_UNIT = re.compile(r"(?:填报|登记|报送|编制|填表)(?:单位|部门)[^:：\s]{0,8}[:：]\s*([^\s:：]{2,30})")
_MONTH = re.compile(r"((?:19|20)\d{2})(?:年|[-./])(\d{1,2})(?!\d)")


@dataclass(frozen=True)
class WorkProgress:
    """One line of a district's own monthly ledger. `month` is the month it was filled in for (本月), as 2026-11; None
    where the table does not say."""

    district: str
    file: str
    month: str | None
    unit: str | None
    done: str | None
    plan: str | None
    contact: str | None
    phone: str | None


@dataclass
class Submitted:
    """All that was read for one district, in order of files and rows; `problems` are Chinese, each with its place."""

    register: list[RegisterRow] = field(default_factory=list)
    listed_documents: list[ListedDocument] = field(default_factory=list)
    village_items: list[VillageItem] = field(default_factory=list)
    progress: list[WorkProgress] = field(default_factory=list)
    check_results: list[CheckResult] = field(default_factory=list)
    applications: list[Application] = field(default_factory=list)
    files: list[DirectoryFile] = field(default_factory=list)
    handed_in: list[HandedInFile] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_submitted(root: Path, district_id: str, district_name: str) -> Submitted:
    """Reads every table in submitted/<id> and submitted/<name>. No error of one file stops the others."""
    read = Submitted()
    kept: list[str] = []
    paths = _files(root, district_id, district_name)
    received = _received(read, root, paths)
    for path in (path for path in paths if not is_received_list(path)):
        name = path.relative_to(root).as_posix()
        if one := handed_in(path, name, district_id, received):
            read.handed_in.append(one)
        try:
            sheets = _sheets(path, name)
        except UserError as error:
            read.problems.append(refused(error, str(path), name))
            continue
        except OSError as error:
            read.problems.append(f"{name} 无法打开（{system_words(error)}），请检查文件权限或关闭占用它的程序后再试。")
            continue
        if sheets is None or not _read_file(read, sheets, district_id, name, path):
            kept.append(name)
    if kept:
        shown = "、".join(kept[:3]) + ("等" if len(kept) > 3 else "")
        read.problems.append(
            f"报送材料中有 {len(kept)} 个文件没有可读的表格（{shown}），只作留存；"
            "如是登记表或清单，请另存为 XLSX 后放入。"
        )
    return read


def _received(read: Submitted, root: Path, paths: list[Path]) -> dict[str, date]:
    """The days on which files came, as the office's own lists say."""
    names = [path.relative_to(root).as_posix() for path in paths if not is_received_list(path)]
    found: dict[str, date] = {}
    for path in (path for path in paths if is_received_list(path)):
        name = path.relative_to(root).as_posix()
        try:
            days, problems = received_days(_sheets(path, name) or (), name, names)
        except UserError as error:
            days, problems = {}, [refused(error, str(path), name)]
        except OSError as error:
            days, problems = {}, [f"{name} 无法打开（{system_words(error)}），请检查文件权限后再试。"]
        found |= days
        read.problems += problems
    return found


def unclaimed(root: Path, districts: Iterable[tuple[str, str]]) -> list[str]:
    """What lies in submitted/ under the name of no district (id, name), in Chinese: it would be read for nobody."""
    known = {name for pair in districts for name in pair}
    folder = root / FOLDER
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    strange = [path for path in found if path.name not in known and not _is_hidden(Path(path.name))]
    return [
        f"{FOLDER}/{path.name} 不属于 xuncha.toml 中任何一个区（应以区的 id 或名称命名文件夹），未读取，请改名或移动。"
        for path in strange
    ]


def _files(root: Path, *names: str) -> list[Path]:
    """Every file below the district's folders in order of name, without hidden ones and lock files (~$…)."""
    found: dict[Path, None] = {}
    for name in dict.fromkeys(names):
        folder = root / FOLDER / name
        if folder.is_dir():
            found |= dict.fromkeys(path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in found if not _is_hidden(path.relative_to(root)) and path.name != "Thumbs.db"]


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


@cache
def _readers() -> dict[str, Callable[[Path], list[Sheet]]]:
    return {extension: module.read for module in modules_in("directories.readers") for extension in module.EXTENSIONS}


def _sheets(path: Path, name: str) -> list[Sheet] | None:
    """The tables of a file; None where its format holds no tables that can be read."""
    if path.stat().st_size > _LARGEST:
        raise UserError(f"{name} 超过 {_LARGEST // 1024 // 1024} MB，未读取，请只留登记表或清单后再放入。")
    reader = _readers().get(extension_of(path, name))
    return reader(path) if reader else None


def _read_file(read: Submitted, sheets: list[Sheet], district: str, name: str, path: Path) -> bool:
    """Reads the tables of one file; False where it holds none at all (a report, a notice)."""
    rows, unknown, some = 0, [], False
    marked = marked_outside_tables(path, extension_of(path, name))
    for sheet in sheets:
        tables = tables_of(sheet, name)
        if marked or any(is_marked(line) for table in tables for line in table.lines):
            where = f" 工作表“{sheet.name}”" if sheet.name and not marked else ""
            read.problems.append(f"{name}{where}：表外有密级标志，整张表未读入；{HANDLE}")
            some = True
            continue
        some = some or bool(tables)
        for table in tables:
            if not table.rows and not table.problems:
                read.problems.append(f"{name}：{table.title or '有一张表'}只有表头，没有内容，请确认是否完整。")
            rows += _take(read, table, district, name, path.stem)
            read.problems += table.problems
        read.problems += [f"{name}：{problem}。" for problem in sheet.problems]
        if not tables and looks_like_table(sheet):
            unknown.append(sheet.name)
    read.files.append(DirectoryFile(district, name, hashlib.sha256(path.read_bytes()).hexdigest(), rows))
    if unknown:
        shown = "、".join(f"“{one}”" for one in unknown if one)
        read.problems.append(
            f"{name}{f' 工作表{shown}' if shown else ''}：未能认出是哪一种报送表，未读入（文件仍保留），请核对表头"
            "（公文公开属性登记表、失效废止文件清单、转为主动公开文件清单、村（居）务公开事项清单、月度工作台账、"
            "检查结果、依申请公开登记台账）。"
        )
    return some or bool(unknown)


def _take(read: Submitted, table: Table, district: str, name: str, stem: str) -> int:
    """Adds a table's rows to what they are; returns how many it gave."""
    kind = table.head.kind
    if kind == "register":
        made: list[RegisterRow] = [_registered(row, table, district, name) for row in table.rows]
        read.register += made
        _say_unknown_labels(read, made)
        return len(made)
    if kind == "villages":
        items = list(_village_items(table, district, name))
        read.village_items += items
        return len(items)
    if kind == "ledger":
        lines = [_progress(row, table, district, name, stem) for row in table.rows]
        read.progress += lines
        return len(lines)
    if kind == "results":
        results = check_results(table, district, name, stem)
        read.check_results += results
        read.problems += said_of_results(results, name)
        return len(results)
    if kind == "applications":
        asked = applications(table, district, name)
        read.applications += asked
        return len(asked)
    if kind == "lapsed" and table.rows and _says_nothing(table):
        read.problems.append(
            f"{name}：清单没有写明各文件是废止、失效还是继续有效，未作为失效文件读入，请增加“清理结果”一栏。"
        )
    listed = list(_listed(table, kind, district, name, stem))
    read.listed_documents += listed
    return len(listed)


def _registered(row: Row, table: Table, district: str, name: str) -> RegisterRow:
    texts = row.texts
    number, title = named(said(texts.get("number", "")), said(texts.get("title", "")))
    label, attribute = _attribute(texts)
    both = said(texts.get("reason_and_basis", ""))
    columns = set(table.head.columns)
    if "reason_and_basis" in columns:
        columns |= {"reason", "basis"}
    if columns & set(TICKS):
        columns |= {"label"}
    known = tuple(sorted(columns - {"reason_and_basis", "secrecy", *TICKS}))
    return RegisterRow(
        district, name, row.sheet, row.cells, number, title, day_of(texts.get("written", "")),
        _unit(said(texts.get("unit", "")) or (unit[1] if (unit := _UNIT.search(table.caption)) else "")),
        label, attribute, said(texts.get("reason", "")) or both, said(texts.get("basis", "")) or both,
        said(texts.get("reviewer", "")), texts.get("original", "").strip() or None, known,
    )  # fmt: skip


def _unit(name: str) -> str | None:
    return unsealed(name) or None


def _attribute(texts: dict[str, str]) -> tuple[str | None, Attribute | None]:
    """The attribute as printed and what it means: of a cell, else of the one column that is ticked."""
    label = label_of(texts.get("label", ""))
    if attribute_of(label) is None and any(name in texts for name in TICKS):
        chosen = [_KIND_OF_TICK[name] for name in TICKS if is_ticked(texts.get(name, ""))]
        if len(chosen) == 1:
            return chosen[0]
        return ("、".join(one for one, _ in chosen) or None, None)
    return label, attribute_of(label)


def _say_unknown_labels(read: Submitted, rows: list[RegisterRow]) -> None:
    unclear = [row for row in rows if row.label and row.attribute is None]
    if unclear:
        wordings = "、".join(dict.fromkeys(f"“{mask(row.label or '')[:_LONGEST_LABEL]}”" for row in unclear[:3]))
        read.problems.append(
            f"{unclear[0].file} 有 {len(unclear)} 行的公开属性（{wordings}）无法辨认，不据以判断，"
            "请写明主动公开、依申请公开或者不予公开。"
        )


def _listed(table: Table, kind: ListKind, district: str, name: str, stem: str) -> Iterator[ListedDocument]:
    for row in table.rows:
        texts = row.texts
        number, title = named(said(texts.get("number", "")), said(texts.get("title", "")))
        status = said(texts.get("status", ""))
        if kind == "converted":
            status = said(texts.get("new_attribute", "")) or status
        if kind == "converted":
            old = attribute_of(label_of(texts.get("old_attribute", "")))
            counts = old != "public" and (_is_converted(status) if status else _told(table, row, kind))
        elif status:
            counts = is_lapsed(status)
        elif any(is_ticked(texts.get(name, "")) for name in (*ENDED, *KEPT)):
            counts = not any(is_ticked(texts.get(name, "")) for name in KEPT)
            status = "废止、失效" if counts else None
        else:
            counts = _told(table, row, kind)
            status = row.section or None
        if counts:
            day = day_of(texts.get("decided", "")) or day_of(table.caption)
            yield ListedDocument(
                district, name, row.sheet, row.cells, kind, _list_title(table, stem), number, title, status, day,
                said(texts.get("unit", "")),
            )  # fmt: skip


def _list_title(table: Table, stem: str) -> str:
    """What a list is called: its title, else its file's name with that of the sheet that says what it lists."""
    sheet = table.sheet.name or ""
    return table.title or (f"{stem}（{sheet}）" if _PART.search(sheet) else stem)


def _says_nothing(table: Table) -> bool:
    """Whether a clean-up's list says of none of its documents what became of it."""
    said_of = any(said(row.texts.get(name, "")) for row in table.rows for name in ("status", *ENDED, *KEPT))
    parted = any(_PART.search(row.section) for row in table.rows)
    words = folded(f"{table.caption} {table.sheet.name or ''}")
    ended, kept = re.search("废止|失效|停止执行", words) is not None, _KEPT.search(words) is not None
    told = ended != kept or _PART.search(table.sheet.name or "") is not None
    return not said_of and not parted and not told


def _is_converted(status: str) -> bool:
    """Whether an attribute after a review is 主动公开; 转为主动公开 and 同意转为主动公开 say so too."""
    return attribute_of(label_of(status)) == "public" and not re.search(
        "不予?转|暂不|维持|不同意|建议|拟", folded(status)
    )


def _told(table: Table, row: Row, kind: ListKind) -> bool:
    """Whether the line above a part of a table without a column for it, else the name of its sheet, else the table's
    title, says what its documents are."""
    if kind == "lapsed":
        parts = (row.section, table.sheet.name or "")
        words = folded(next((part for part in parts if _PART.search(part)), table.caption))
        return re.search("废止|失效|停止执行", words) is not None and not _KEPT.search(words)
    return re.search("转(?:为|换为?|成)主动公开", folded(f"{row.section} {table.caption}")) is not None


def _village_items(table: Table, district: str, name: str) -> Iterator[VillageItem]:
    town_of_table = _town(f"{table.caption} {table.sheet.name or ''}")
    for row in table.rows:
        texts = row.texts
        item, content = said(texts.get("item", "")), said(texts.get("content", ""))
        if item := "：".join(part for part in (item, content) if part):
            town = said(texts.get("town", "")) or town_of_table
            village, category = said(texts.get("village", "")), said(texts.get("category", ""))
            yield VillageItem(district, name, row.sheet, row.cells, town, village, category, item)


def _town(text: str) -> str | None:
    """The town that a title names: 临水镇村（居）务公开事项清单."""
    found = _TOWN.search(folded(text))
    return re.sub("^.*(?:市|区|县)(?=.{2,})", "", found[1]) if found else None


def _progress(row: Row, table: Table, district: str, name: str, stem: str) -> WorkProgress:
    texts = row.texts
    unit = said(texts.get("body", "")) or said(texts.get("unit", ""))
    month = _month(table.caption) or _month(table.sheet.name or "") or _month(stem)
    written = {key: texts.get(key, "").strip() or None for key in ("done", "plan")}
    contact, phone = said(texts.get("contact", "")), said(texts.get("phone", ""))
    return WorkProgress(district, name, month, unit, written["done"], written["plan"], contact, phone)


def _month(text: str) -> str | None:
    """The month that a ledger is of: as its title says, else that of the day it was filled in."""
    found = _MONTH.search(folded(text))
    day: date | None = day_of(text)
    if found and 1 <= int(found[2]) <= 12:
        return f"{found[1]}-{int(found[2]):02d}"
    return f"{day:%Y-%m}" if day else None
