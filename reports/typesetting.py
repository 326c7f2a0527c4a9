"""PDF from a Typst template and the same data that fills the Word template beside it.

The data reach the template as JSON (`sys.inputs.data`), never as source text: nothing in a title can be run. Fonts are
the office's own where they are installed (方正小标宋, 仿宋_GB2312, 楷体, 黑体), else free ones; every font used is
embedded. A character that no font at hand has is shown by its number (〔U+1F600〕) instead of an empty box. A PDF knows
no date but what its text says, so the same data and fonts give the same bytes.
"""

import json
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


def can_typeset() -> bool:
    """Whether what PDF files need (the extra `pdf`) is installed."""
    return find_spec("typst") is not None and find_spec(_FREE_FONTS) is not None


def pdf_of(template: Path, shared: Path, data: Mapping[str, Any]) -> bytes:
    """The PDF of a template; what it imports lies beside it, else in the folder `shared`.

    Raises UserError with the template's line where it is broken, RuntimeError where the extra `pdf` is not installed.
    """
    import typst

    sources = {path.name: path.read_bytes() for path in sorted(shared.glob("*.typ"))}
    sources |= {path.name: path.read_bytes() for path in sorted(template.parent.glob("*.typ"))}
    sources = {"main.typ": sources.pop(template.name), **sources}
    given = {"data": _showable(json.dumps(data, ensure_ascii=False))}
    try:
        made = typst.compile(sources, font_paths=_fonts(), sys_inputs=given, format="pdf")
    except typst.TypstError as error:
        raise UserError(
            f"模板 {template} 无法套用（{_place(error.diagnostic, template)}{error.message}），"
            "请改正其中的标记，或删去该文件改用自带模板。"
        ) from error
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single document")
    return made


def _place(diagnostic: str, template: Path) -> str:
    """第 3 行：, from a diagnostic that points to main.typ:3:1."""
    for line in diagnostic.splitlines():
        if "┌─" in line and ":" in line:
            name, _, rest = line.partition("┌─")[2].strip().partition(":")
            number = rest.partition(":")[0]
            where = "" if name in ("main.typ", template.name) else f"{name} "
            return f"{where}第 {number} 行：" if number.isdigit() else ""
    return ""


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
