"""Where a key stands in a TOML text: tomllib does not say, and a person needs the line."""

import re
import tomllib
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from inspection.errors import UserError
from inspection.system_faults import system_words

KeyPath = tuple[str | int, ...]
_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*(\]\]?)\s*(?:#.*)?$")
# What tomllib says of the faults that a person can see at once.
_NOT_TOML = {
    "twice": "有重复的节（同名的节只能写一次，几个版本写成 [[ ]]）",
    "Cannot overwrite": "有重复的键",
    "Invalid date": "的日期不存在",
    "Unterminated string": "的文字缺少右引号",
    "Illegal character '\\n'": "的文字缺少右引号",
}
_KEY = re.compile(r"""^\s*("[^"]*"|'[^']*'|[A-Za-z0-9_\-.]+)\s*=""")


def read_toml(path: Path) -> tuple[dict[str, Any], str]:
    """A TOML file's values and its text. Raises UserError when it is not there, not UTF-8, or not TOML."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise UserError(f"找不到 {path}，请核对路径。") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{path} 不是 UTF-8 编码，请用编辑器另存为 UTF-8。") from error
    except OSError as error:
        raise UserError(f"{path} 无法读取（{system_words(error)}），请检查文件和权限。") from error
    return parse_toml(text, path), text


def parse_toml(text: str, name: Path) -> dict[str, Any]:
    """The values of a TOML text; `name` is the file that the message names. Raises UserError when it is not TOML."""
    try:
        return deepcopy(_values_of(text))
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{name} 格式有误：{_decode_place(error)}，请对照注释修改。") from error


@lru_cache(32)
def _values_of(text: str) -> dict[str, Any]:
    """One command reads the same packs several times; not to be changed."""
    return tomllib.loads(text)


def key_lines(text: str) -> dict[KeyPath, int]:
    """The line (from 1) of every table header and key; elements of arrays of tables are numbered from 0."""
    lines: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    in_block: str | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if in_block:
            in_block = None if in_block in line else in_block
            continue
        if header := _HEADER.match(line):
            table = _table_path(header, counts)
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault((*table, *_parts(key.group(1))), number)
            for mark in ('"""', "'''"):
                if line.count(mark) == 1:
                    in_block = mark
    return lines


def line_of(lines: dict[KeyPath, int], path: KeyPath) -> int | None:
    """The line of a key, else of the first one below it ([a.b] is where `a` begins), else of the nearest table around
    it."""
    while path:
        if path in lines:
            return lines[path]
        if below := [line for key, line in lines.items() if key[: len(path)] == path]:
            return min(below)
        path = path[:-1]
    return None


def nearest(word: str, known: list[str]) -> str | None:
    """The known word most like the one given, when one is like it at all."""
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=50)
    return str(found[0]) if found else None


def _table_path(header: re.Match[str], counts: dict[KeyPath, int]) -> KeyPath:
    path: KeyPath = ()
    parts = _parts(header.group(2))
    is_array = header.group(1) == "[["
    for place, part in enumerate(parts):
        path = (*path, part)
        if place == len(parts) - 1 and is_array:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in re.findall(r"""\s*("[^"]*"|'[^']*'|[^.]+)\s*\.?""", dotted))


def _decode_place(error: tomllib.TOMLDecodeError) -> str:
    place = re.search(r"line (\d+)(?:, column (\d+))?", str(error))
    if not place:
        return "文件末尾不完整"
    column = f"第 {place.group(2)} 列" if place.group(2) else ""
    why = next((told for word, told in _NOT_TOML.items() if word in str(error)), "不是合法的 TOML")
    return f"第 {place.group(1)} 行{column}附近{why}"
