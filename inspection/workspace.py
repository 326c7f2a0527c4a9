"""The folder that holds one office's inspections: its settings, its files, its rounds."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from inspection.errors import UserError
from inspection.toml_faults import Fault, refuse, sentence, told, unknown_key
from inspection.toml_text import KeyPath, nearest, read_toml
from inspection.types.office import CrawlSettings, District, Office, ReportSettings

SETTINGS = "xuncha.toml"
DISTRICT_ID = re.compile(r"^[a-z0-9][a-z0-9-]*$")
WINDOW = re.compile(r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$")
NO_MONTH = re.compile(r"^\d{4}-(?!(?:0[1-9]|1[0-2])$)\d{2}$")
ROUND_NAME = re.compile(r"^[0-9A-Za-z\u4e00-\u9fff][0-9A-Za-z\u4e00-\u9fff._-]*$")
_RENAMED = {"district": "districts", "portal": "portals", "class": "kind"}
_WRITTEN = {new: old for old, new in _RENAMED.items()}
_SECTIONS = ("office", "crawl", "reports", "district")


@dataclass(frozen=True)
class _File:
    office: Office
    crawl: CrawlSettings
    reports: ReportSettings
    districts: list[District]


_FILE = TypeAdapter(_File)


@dataclass(frozen=True)
class Workspace:
    """A workspace that was read without error. `root` is the folder that holds xuncha.toml."""

    root: Path
    office: Office
    crawl: CrawlSettings
    districts: tuple[District, ...]
    reports: ReportSettings = field(default_factory=ReportSettings)

    @property
    def memory_path(self) -> Path:
        """The memory over all rounds."""
        return self.root / "xuncha.db"

    @property
    def packs(self) -> Path:
        """The office's own rule packs; the folder need not be there."""
        return self.root / "packs"

    def round_folder(self, name: str) -> Path:
        """Where one round lies. Raises UserError for a name that cannot be a folder's."""
        if not ROUND_NAME.match(name):
            raise UserError(f"批次名称“{name}”不能作文件夹名，请用字母、数字、汉字、点和连字符，如 2026-11。")
        if NO_MONTH.match(name):
            # Papers would call it the round of that month.
            raise UserError(f"批次名称“{name}”不是月份，请写成 2026-11 的样子，或用别的名称，如 2026年第三次。")
        return self.root / "rounds" / name

    def store_path(self, name: str, district: str) -> Path:
        """One district's store in one round."""
        return self.round_folder(name) / district / "round.db"

    def rounds(self) -> list[str]:
        """The names of the rounds that hold at least one district's store, oldest name first."""
        return sorted({path.parent.parent.name for path in self.root.glob("rounds/*/*/round.db")})

    def chosen(self, named: Sequence[str]) -> list[District]:
        """The districts named by id or by name, in that order and once each, or all. Raises UserError that names the
        nearest known one, and all of them."""
        chosen = {one.id: one for one in map(self.district, named)}
        return list(chosen.values()) if named else list(self.districts)

    def district(self, named: str) -> District:
        """The district of an id or a name. Raises UserError as `chosen` does."""
        wanted = named.strip()
        found = [one for one in self.districts if one.id == wanted] or [
            one for one in self.districts if one.name == wanted
        ]
        if len(found) == 1:
            return found[0]
        if found:
            listed = "、".join(one.id for one in found)
            raise UserError(f"有 {len(found)} 个区都叫“{wanted}”，请在 --district 后改写 id（{listed}）。")
        like = nearest(wanted, [name for one in self.districts for name in (one.id, one.name)])
        hint = f"，是不是“{like}”" if like else ""
        known = "、".join(f"{one.name}（{one.id}）" for one in self.districts)
        raise UserError(f"xuncha.toml 中没有叫“{wanted}”的区{hint}，现有 {known}，请核对 --district。")


def round_name(as_of: date) -> str:
    """The name a round takes when it is given none: the month it is judged in."""
    return f"{as_of:%Y-%m}"


def open_workspace(root: Path) -> Workspace:
    """Reads xuncha.toml. Raises UserError that lists all errors of the file, each with its line."""
    path = root / SETTINGS
    if not path.exists():
        raise UserError(f"{root} 不是工作区（没有 xuncha.toml），请先运行 xuncha init {root}。")
    values, text = read_toml(path)
    errors = _errors_of(values, text)
    refuse(path, errors)
    read = _read_file(values)
    return Workspace(root, read.office, read.crawl, tuple(read.districts), read.reports)


def _read_file(values: dict[str, Any]) -> _File:
    """The typed file. JSON is the mode in which strict types still let tables become values."""
    given = json.dumps(_renamed({"crawl": {}, "reports": {}, **values}), default=str)
    return _FILE.validate_json(given, strict=True)


def _errors_of(values: dict[str, Any], text: str) -> list[str]:
    faults: list[Fault] = []
    try:
        _read_file(values)
    except ValidationError as error:
        for detail in error.errors():
            path = tuple(_WRITTEN.get(part, part) if isinstance(part, str) else part for part in detail["loc"])
            faults.append((path, _sentence(detail, path)))
    for key in values:
        if key not in _SECTIONS:
            first = (key, 0) if isinstance(values[key], list) else (key,)
            faults.append((first, unknown_key(key, _SECTIONS)))
    rest = (_office_faults, _crawl_faults, _report_faults, _district_faults)
    return told([*faults, *(fault for check in rest for fault in check(values))], text)


def _office_faults(values: dict[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """What types cannot say of [office]: a retention before now."""
    office = values.get("office")
    months = office.get("retention_months") if isinstance(office, dict) else None
    if isinstance(months, int) and months < 0:
        yield ("office", "retention_months"), "“retention_months”不能小于 0"


def _crawl_faults(values: dict[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """What types cannot say of [crawl]: negative numbers, a window that is no window."""
    crawl = values.get("crawl")
    for key, value in crawl.items() if isinstance(crawl, dict) else ():
        numbers = [n for n in (value if isinstance(value, list) else [value]) if isinstance(n, int | float)]
        if any(n < 0 for n in numbers):
            yield ("crawl", key), f"“{key}”不能小于 0"
    window = crawl.get("window") if isinstance(crawl, dict) else None
    if isinstance(window, str) and window and not WINDOW.match(window):
        yield ("crawl", "window"), f"“window”应写成 22:00-06:00 的样子，现在是“{window}”"


def _report_faults(values: dict[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """What types cannot say of [reports]: how many ends are named."""
    reports = values.get("reports")
    ends = reports.get("ranking_ends") if isinstance(reports, dict) else None
    if isinstance(ends, int) and ends < 1:
        yield ("reports", "ranking_ends"), "“ranking_ends”至少为 1"


def _district_faults(values: dict[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """What types cannot say of the districts: ids that are no folder names or are doubled, addresses that are none."""
    given = values.get("district")
    districts = [d for d in given if isinstance(d, dict)] if isinstance(given, list) else []
    if isinstance(given, list) and not given:
        yield ("district",), "没有一个 [[district]]，请至少写一个区"
    seen: dict[str, int] = {}
    for place, district in enumerate(districts):
        name = district.get("id")
        if isinstance(name, str):
            if not DISTRICT_ID.match(name):
                yield ("district", place, "id"), f"id“{name}”只能用小写字母、数字和连字符（它是文件夹名）"
            elif name in seen:
                yield ("district", place, "id"), f"id“{name}”与第 {seen[name] + 1} 个区重复"
            seen.setdefault(name, place)
        portals = district.get("portal")
        for number, portal in enumerate(portals if isinstance(portals, list) else ()):
            url = portal.get("url") if isinstance(portal, dict) else None
            if isinstance(url, str) and not _is_address(url):
                yield ("district", place, "portal", number, "url"), f"url“{url}”不是网址，应以 http:// 或 https:// 开头"


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


def _sentence(detail: ErrorDetails, path: KeyPath) -> str:
    if detail["type"] == "missing" and len(path) == 1:
        return f"缺少 [{path[0]}] 一节" if path[0] != "district" else "没有一个 [[district]]，请至少写一个区"
    return sentence({**detail, "loc": path}, _known_at(path[:-1]))


def _known_at(path: KeyPath) -> list[str]:
    """The keys that may stand in a table of the file."""
    kind: Any = _File
    for part in path:
        if isinstance(part, int):
            continue
        kind = next(f.type for f in fields(kind) if f.name == _RENAMED.get(str(part), part))
        if get_origin(kind) in (list, Union, UnionType):
            kind = get_args(kind)[0]
    return [_WRITTEN.get(f.name, f.name) for f in fields(kind)]


def _renamed(values: Any) -> Any:
    """The file's words in place of Python's: `class` is a keyword, and arrays of tables are singular in TOML."""
    if isinstance(values, dict):
        return {_RENAMED.get(key, key): _renamed(item) for key, item in values.items()}
    return [_renamed(item) for item in values] if isinstance(values, list) else values
