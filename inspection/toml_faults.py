"""What is wrong in a TOML file, said to the person who wrote it: in Chinese, with the line and the nearest key."""

from collections.abc import Iterable
from pathlib import Path

from pydantic_core import ErrorDetails

from inspection.errors import UserError
from inspection.toml_text import KeyPath, key_lines, line_of, nearest

Fault = tuple[KeyPath, str]

_KINDS = {
    "date": "应写成 2027-01-01 这样的日期（不加引号）",
    "string": "应是加引号的文字",
    "int": "应是整数",
    "bool": "应是 true 或 false",
    "list": "应是 [ ] 括起的列表",
    "tuple": "应是 [ ] 括起的列表",
    "dict": "应是一节 [ ] 或 { } 表",
    "model": "应是一节 [ ] 或 { } 表",
    "dataclass": "应是一节 [ ] 或 { } 表",
    "literal": "不是可用的值",
    "enum": "不是可用的值",
    "greater": "的值太小",
    "less": "的值太大",
    "too": "不能为空",
}


def sentence(detail: ErrorDetails, known: Iterable[str]) -> str:
    """One fault in Chinese; `known` are the keys that may stand where it was found."""
    name = str(detail["loc"][-1]) if detail["loc"] else ""
    if detail["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
        return unknown_key(name, known)
    if detail["type"].startswith("missing"):
        return f"缺少“{name}”"
    kind = next((text for word, text in _KINDS.items() if detail["type"].startswith(word)), "的值不对")
    if detail["type"] == "literal_error":
        allowed = detail["ctx"]["expected"].replace(" or ", "、").replace(", ", "、")
        kind = f"只能是 {allowed.replace(chr(39), '')}"
    return f"{_place(detail)}{kind}，现在是{_shown(detail['input'])}"


def unknown_key(name: str, known: Iterable[str]) -> str:
    """That a key is not known, with the nearest one that is."""
    known = list(known)
    like = nearest(name, known)
    return f"不认识“{name}”" + (f"，是不是“{like}”？" if like else f"（可用：{'、'.join(known)}）")


def told(faults: Iterable[Fault], text: str) -> list[str]:
    """The faults in the order of the file, each with its line."""
    found = list(faults)
    lines = key_lines(text) if found else {}
    placed = sorted((line_of(lines, place) or 1, message) for place, message in found)
    return [f"第 {line} 行：{message}" for line, message in placed]


def refuse(path: Path, messages: list[str]) -> None:
    """Raises UserError with all faults of a file when there are any."""
    if messages:
        listing = "\n".join(f"  {message}" for message in messages)
        raise UserError(f"{path} 有 {len(messages)} 处错误，请逐处修改后重试：\n{listing}")


def _place(detail: ErrorDetails) -> str:
    *before, last = detail["loc"]
    return f"“{before[-1]}”第 {last + 1} 项" if before and isinstance(last, int) else f"“{last}”"


def _shown(value: object) -> str:
    return f"“{str(value).lower() if isinstance(value, bool) else value}”"
