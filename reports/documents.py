"""One paper, two files: a Word document to be edited and the PDF beside it, filled from the same values.

A paper is a stem (`notice`): its Word template `notice.docx` (docxtpl) and its PDF template `notice.typ` (Typst) ship
in reports/templates; an office that puts a file of the same name into its folder `templates/` has its own used. Values
are plain: texts, numbers, lists and mappings of them, and `Link` for an address. Texts must have been made fit to leave
(`reports.words.told`) by whoever gives them.
"""

import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from docxtpl import RichText
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from inspection.errors import UserError
from reports.docx_file import save_document
from reports.output import put, remove
from reports.sheets import Link
from reports.template_faults import TEMPLATE_FAULTS, OfficeTemplate, fault_words
from reports.typesetting import can_typeset, pdf_of
from reports.words import is_link, writable

SHIPPED = Path(__file__).resolve().parent / "templates"
LINK_COLOUR, LINK_SIZE = "0563C1", 15
# Signs that turn the direction of what follows: a title must not turn the words around it.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Paper:
    """What a paper says: the stem of its templates, its values, and the properties of its files."""

    template: str
    values: Mapping[str, Any]
    title: str
    author: str
    made: date


def write_paper(paper: Paper, folder: Path, name: str, templates: Path | None, *, pdf: bool) -> list[Path]:
    """Writes NAME.docx and, where `pdf` is wanted and can be made, NAME.pdf; a PDF of an earlier run that is not made
    again is removed. Raises UserError naming the office's template where that cannot be filled."""
    word, typeset = folder / f"{name}.docx", folder / f"{name}.pdf"
    if pdf and can_typeset():
        source = template_of(f"{paper.template}.typ", templates)[0]
        # typesetting needs no Python: it runs beside the filling of the Word template
        with ThreadPoolExecutor(1) as beside:
            made = beside.submit(pdf_of, source, SHIPPED, _plain(paper), templates)
            _write_word(paper, word, templates)
        put(typeset, made.result())
        return [word, typeset]
    _write_word(paper, word, templates)
    if typeset.exists():
        remove(typeset)
    return [word]


def template_of(name: str, templates: Path | None) -> tuple[Path, bool]:
    """The office's own template where there is one, else the shipped one; and whether it is the office's."""
    own = templates / name if templates else None
    if own is not None and own.is_file():
        return own, True
    return SHIPPED / name, False


def _write_word(paper: Paper, path: Path, templates: Path | None) -> None:
    source, own = template_of(f"{paper.template}.docx", templates)
    template = None
    try:
        template = OfficeTemplate(str(source))
        template.init_docx()
        values = _linked(paper.values, template.build_url_id)
        template.render(values, SandboxedEnvironment(undefined=StrictUndefined), autoescape=True)
    except TEMPLATE_FAULTS as error:
        if not own:
            raise
        raise UserError(
            f"模板 {source} 无法套用（{fault_words(template, error)}），请改正其中的标记，或删去该文件改用自带模板。"
        ) from error
    save_document(template.docx, path, title=paper.title, author=paper.author, made=paper.made)


def _linked(value: Any, link_id: Callable[[str], str]) -> Any:
    """The same values with addresses as Word's links; where an address may be none, as its text."""
    if isinstance(value, str):
        return _TURNING.sub("", value)
    if isinstance(value, Link):
        text, url = RichText(), writable(value.url)
        text.add(url, url_id=link_id(url) if is_link(url) else None, color=LINK_COLOUR, underline=True, size=LINK_SIZE)
        return text
    if isinstance(value, Mapping):
        return {key: _linked(one, link_id) for key, one in value.items()}
    return [_linked(one, link_id) for one in value] if isinstance(value, list | tuple) else value


def _plain(paper: Paper) -> dict[str, Any]:
    """The values as JSON has them: an address is `{"url": …, "link": whether it may be one}`."""
    return {**_jsonable(paper.values), "properties": {"title": paper.title, "author": paper.author}}


def _jsonable(value: Any) -> Any:
    if isinstance(value, str):
        return _TURNING.sub("", value)
    if isinstance(value, Link):
        url = writable(value.url)
        return {"url": url, "link": is_link(url)}
    if isinstance(value, Mapping):
        return {key: _jsonable(one) for key, one in value.items()}
    return [_jsonable(one) for one in value] if isinstance(value, list | tuple) else value
