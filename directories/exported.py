"""Entries read back from rows with the contract's English column names: those of an export, or made elsewhere."""

import json
import re
from pathlib import Path
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from directories.boxes import Audience, Method, audience_in, levels_in, method_in
from directories.cells import bodies, documents, items, level_name
from directories.domains import canonical
from directories.sheet import Sheet, cell_range
from directories.time_limit import parse_limits
from inspection.errors import UserError
from inspection.rows import ENTRY_KEYS
from inspection.types.directory import Entry, Limit

JSONL = ".jsonl"
_LISTS = ("elements", "basis", "publisher", "channels", "level")
_LIMITS = TypeAdapter(tuple[Limit, ...])


def is_export(sheet: Sheet) -> bool:
    """True for a table whose first row has the contract's column names, at least domain, level1 and level2."""
    if not sheet.rows:
        return False
    return {"domain", "level1", "level2"} <= {cell.text.strip().lower() for cell in sheet.rows[0]}


def read_sheet(sheet: Sheet, file: str, district: str | None) -> tuple[list[Entry], list[str]]:
    """Entries and problems of such a table."""
    header = [cell.text.strip().lower() for cell in sheet.rows[0]]
    ours = "limits" in header
    entries: list[Entry] = []
    problems: list[str] = []
    for number, row in enumerate(sheet.rows[1:], start=1):
        values: dict[str, Any] = {
            name: cell.text for name, cell in zip(header, row, strict=False) if name in ENTRY_KEYS and cell.text.strip()
        }
        if not values:
            continue
        place = cell_range(number, 0, number, len(header) - 1)
        try:
            if ours:
                values = {name: _unmarked(text) for name, text in values.items()}
                values |= {name: json.loads(values.get(name, "null")) for name in (*_LISTS, "limits")}
            entries.append(entry_from(values, file, place, district))
        except (ValueError, TypeError) as error:
            problems.append(f"{file} {place}：{_reason(error)}，未读入，请更正该行。")
    return entries, problems


def _unmarked(text: str) -> str:
    """A cell without the apostrophe that an export sets before what a spreadsheet would take for a formula."""
    return text[1:] if re.match("'[=+@＝＋－＠\t\r-]", text) else text


def read_jsonl(path: Path, file: str, district: str | None) -> tuple[list[Entry], list[str]]:
    """Entries and problems of a file with one JSON row a line. Raises UserError when no line is a row of entries."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise UserError(f"{file} 不是 UTF-8 文本，请用 xuncha directory export 重新导出。") from error
    entries: list[Entry] = []
    problems: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
            if not isinstance(values, dict):
                raise ValueError("不是一行事项数据")
            entries.append(entry_from(values, file, f"L{number}", district))
        except (ValueError, TypeError) as error:
            problems.append(f"{file} 第{number}行：{_reason(error)}，未读入，请更正该行。")
    if not entries:
        raise UserError(
            f"{file} 中没有一行可读的事项（需有 domain、level1、level2），请用 xuncha directory export 重新导出。"
        )
    return entries, problems


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return "内容不是完整的 JSON"
    if isinstance(error, ValidationError):
        return "limits 不符合约定的格式"
    return str(error)


def entry_from(values: dict[str, Any], file: str, place: str | None, district: str | None) -> Entry:
    """One row as an entry. Raises ValueError with a Chinese reason when it has no domain or no level."""
    domain = _text(values.get("domain"))
    read = _text if "limits" in values else lambda value: level_name(_text(value) or "")
    level1, level2, level3 = (read(values.get(name)) for name in ("level1", "level2", "level3"))
    if not domain:
        raise ValueError("缺少领域（domain）")
    if not level1 and not level2:
        raise ValueError("缺少一级、二级事项名称（level1、level2）")
    time_limit = _text(values.get("time_limit"))
    given = values.get("limits")
    limits = parse_limits(time_limit) if given is None else _LIMITS.validate_python(given)
    level = _list(values.get("level"), lambda text: tuple(re.split("[;；、\n]", text)))
    return Entry(
        district=district or _text(values.get("district")), file=_text(values.get("file")) or file,
        sheet=_text(values.get("sheet")), cells=_text(values.get("cells")) or place, seq=_text(values.get("seq")),
        domain=canonical(domain), level1=level1, level2=level2, level3=level3,
        elements=_list(values.get("elements"), items), basis=_list(values.get("basis"), documents),
        time_limit=time_limit, limits=limits, publisher=_list(values.get("publisher"), bodies),
        channels=_list(values.get("channels"), items), audience=_audience(_text(values.get("audience"))),
        method=_method(_text(values.get("method"))),
        level=tuple(
            name for name in ("county", "township", "village")
            if any(name == word or name in levels_in(word) for word in level)
        ),
    )  # fmt: skip


def _text(value: object) -> str | None:
    text = "" if value is None else str(value).strip()
    return text or None


def _list(value: object, split: Any) -> tuple[str, ...]:
    """A list as given, or a cell's text split the way directories are."""
    if value is None:
        return ()
    if isinstance(value, list | tuple):
        return tuple(str(item) for item in value)
    return tuple(split(str(value)))


def _audience(text: str | None) -> Audience | None:
    names: dict[str, Audience] = {name: name for name in get_args(Audience)}
    return None if text is None else names.get(text) or audience_in(text)


def _method(text: str | None) -> Method | None:
    names: dict[str, Method] = {name: name for name in get_args(Method)}
    return None if text is None else names.get(text) or method_in(text)
