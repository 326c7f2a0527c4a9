"""PDF from a Typst template and the same data that fills the Word template beside it.

The data reach the template as JSON (`sys.inputs.data`), never as source text: nothing in a title can be run. Fonts are
the office's own where they are installed (方正小标宋, 仿宋_GB2312, 楷体, 黑体), else free ones; every font used is
embedded. A character that no font at hand has is shown by its number (〔U+1F600〕) instead of an empty box. A PDF knows
no date but what its text says, so the same data and fonts give the same bytes.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from inspection.errors import UserError
from reports.fonts import missing_characters, shown_as_number

# Beside the office's own fonts: those of the extra `pdf`.
_FREE_FONTS = "pylopdf_fonts_zh_cn"
# What Typst says of the mistakes that are made most.
_FAULTS = (
    (re.compile(r"^unknown variable: (\S+)"), "没有“{0}”这一项"),
    (re.compile(r'does not contain key "([^"]*)"'), "没有“{0}”这一项"),
    (re.compile(r"^unclosed |^unexpected closing|^unexpected end"), "括号或者符号没有配对"),
    (re.compile(r"^expected "), "标记没有写完整"),
    (re.compile(r"^file not found"), "要引用的文件不存在"),
    (re.compile(r"argument"), "括号里的内容多了或者少了"),
    (re.compile(r"^cannot "), "不同种类的内容不能这样合在一起"),
)


def can_typeset() -> bool:
    """Whether what PDF files need (the extra `pdf`) is installed."""
    return find_spec("typst") is not None and find_spec(_FREE_FONTS) is not None


def pdf_of(template: Path, shared: Path, data: Mapping[str, Any], own: Path | None = None) -> bytes:
    """The PDF of a template; what it imports lies beside it, else in the office's `own` folder, else in `shared`.

    Raises UserError with the template's line where it is broken, RuntimeError where the extra `pdf` is not installed.
    """
    import typst

    # the office may have changed the layout alone: its folder goes before the shipped one
    folders = [shared, *(one for one in (own, template.parent) if one not in (None, shared))]
    beside = {path.name: path for folder in folders if folder for path in sorted(folder.glob("*.typ"))}
    beside[template.name] = template
    sources = {path.name: path.read_bytes() for path in beside.values() if path != template}
    given = {"data": _showable(json.dumps(data, ensure_ascii=False))}
    try:
        made = typst.compile(
            {"main.typ": template.read_bytes(), **sources}, font_paths=_fonts(), sys_inputs=given, format="pdf"
        )
    except typst.TypstError as error:
        name, line = _place(error.diagnostic)
        where = beside.get(name, template)
        raise UserError(
            f"模板 {where} 无法套用（{f'第 {line} 行：' if line else ''}{_fault(error.message)}），"
            "请改正其中的标记，或删去该文件改用自带模板。"
        ) from error
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single document")
    return made


def _place(diagnostic: str) -> tuple[str, str]:
    """The file and the line that a diagnostic's error points to, as in `main.typ:3:1`; '' for what it does not tell."""
    # warnings, of fonts that are not installed, come before the error
    for row in f"\n{diagnostic}".partition("\nerror:")[2].splitlines():
        if "┌─" in row and ":" in row:
            name, _, rest = row.partition("┌─")[2].strip().partition(":")
            number = rest.partition(":")[0]
            return name, number if number.isdigit() else ""
    return "", ""


def _fault(message: str) -> str:
    """What is wrong with a template, in Chinese."""
    for pattern, words in _FAULTS:
        if found := pattern.search(message):
            return words.format(*found.groups())
    return "标记写法有误"


def _showable(text: str) -> str:
    """The text with what no font can show given by its number."""
    at_hand = [(one.path, one.index) for one in _fonts().fonts() if one.path]
    free = [one for one in at_hand if _FREE_FONTS in one[0]]
    missing = missing_characters(text, free, sorted(one for one in at_hand if one not in free))
    return text.translate({ord(char): shown_as_number(char) for char in missing})


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(font_paths=[str(files(_FREE_FONTS))])
