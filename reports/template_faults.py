"""Where an office's own Word template is broken: the paragraph, or the row of a table, and the mark that stands there.

Word has no lines to count; a person finds the place by its text.
"""

import re
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile

from docx.document import Document
from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateError, TemplateSyntaxError, UndefinedError
from lxml.etree import LxmlError

# What a template can do wrong: no Word file at all, broken marks in it, or marks that ask for what is not there.
TEMPLATE_FAULTS = (TemplateError, BadZipFile, OpcError, LxmlError, KeyError, ValueError, TypeError, AttributeError)
_MARK = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
# Paragraphs, rows, cells and runs have marks of their own: {%p for … %}, {{r link }}.
_KIND = re.compile(r"^(\{[{%])(?:p|tr|tc|r)\s")
_NAME = re.compile(r"'([^']+)' is undefined|no attribute '([^']+)'")
_SHOWN = 40
# Typographic quotation marks count as plain ones inside a mark.
_QUOTES = str.maketrans("“”‘’", "\"\"''")


class OfficeTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A Word template that remembers the source in which a fault is found by its line."""

    source = ""

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Environment | None = None) -> str:
        """As docxtpl renders a part: each paragraph begins a line."""
        self.source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)
        rendered: str = super().render_xml_part(src_xml, part, context, jinja_env)
        return rendered


def fault_words(template: OfficeTemplate | None, error: Exception) -> str:
    """What is wrong and where, in a few Chinese words."""
    place = _place(template, error) if template is not None and not _no_document(error) else ""
    return f"{place}{_fault(error)}"


def _no_document(error: Exception) -> bool:
    return isinstance(error, BadZipFile | OpcError | LxmlError | KeyError)


def _fault(error: Exception) -> str:
    if isinstance(error, UndefinedError):
        name = _NAME.search(str(error))
        return f"没有“{next(filter(None, name.groups()))}”这一项" if name else "用到了没有的项"
    if isinstance(error, TemplateSyntaxError):
        return "标记 {{ }} 或 {% %} 没有写完整"
    if _no_document(error):
        return "不是 DOCX 文件，或已损坏"
    return "标记不能执行" if isinstance(error, TemplateError) else "文件内容不能用"


def _place(template: OfficeTemplate, error: Exception) -> str:
    texts = list(_paragraphs(template.docx)) if isinstance(template.docx, Document) else []
    found = _unparsed(texts) if isinstance(error, TemplateSyntaxError) else _failed(texts, template.source, error)
    if found is None:
        return ""
    where, text = found
    shown = " ".join(text.split())
    return f"{where}“{shown[:_SHOWN]}{'…' if len(shown) > _SHOWN else ''}”："


def _paragraphs(document: Document) -> Iterator[tuple[str, str]]:
    """Every paragraph as a person finds it, with its text."""
    for number, paragraph in enumerate(document.paragraphs, start=1):
        yield f"第 {number} 段", paragraph.text
    for place, table in enumerate(document.tables, start=1):
        for number, row in enumerate(table.rows, start=1):
            for cell in row.cells:
                for paragraph in cell.paragraphs:
                    yield f"第 {place} 个表格第 {number} 行", paragraph.text
    for section in document.sections:
        for words, part in (("页眉", section.header), ("页脚", section.footer)):
            for paragraph in part.paragraphs:
                yield words, paragraph.text


def _unparsed(texts: list[tuple[str, str]]) -> tuple[str, str] | None:
    """The first paragraph whose marks cannot be read, else that of a {% for %} or {% if %} that nothing ends."""
    reading = Environment()
    open_: list[tuple[str, tuple[str, str]]] = []
    for where, text in texts:
        if any(text.count(opening) != text.count(closing) for opening, closing in (("{{", "}}"), ("{%", "%}"))):
            return where, text
        for mark in _marks(text):
            word = _word(mark)
            if word.startswith("end"):
                if not open_ or f"end{open_[-1][0]}" != word:
                    return where, text
                open_.pop()
            elif word in ("else", "elif"):
                if not open_:
                    return where, text
            elif not _readable(reading, mark, word):
                return where, text
            elif word in ("if", "for"):
                open_.append((word, (where, text)))
    return open_[-1][1] if open_ else None


def _marks(text: str) -> list[str]:
    return [_KIND.sub(r"\1 ", mark).translate(_QUOTES) for mark in _MARK.findall(text)]


def _word(mark: str) -> str:
    """for, if, endif …; '' for a value."""
    found = re.match(r"\{%-?\s*(\w+)", mark)
    return found[1] if found else ""


def _readable(reading: Environment, mark: str, word: str) -> bool:
    try:
        reading.parse(f"{mark}{{% end{word} %}}" if word in ("if", "for") else mark)
    except TemplateSyntaxError:
        return False
    return True


def _failed(texts: list[tuple[str, str]], source: str, error: Exception) -> tuple[str, str] | None:
    """The paragraph of the mark that could not be carried out: by the name that is not there, else by the line of the
    source that was being filled."""
    name = _NAME.search(str(error)) if isinstance(error, UndefinedError) else None
    if name is not None:
        wanted = re.compile(rf"\b{re.escape(next(filter(None, name.groups())))}\b")
        return next((one for one in texts if any(wanted.search(mark) for mark in _marks(one[1]))), None)
    lines = source.splitlines()
    at = _line(error)
    if at is None or not 0 < at <= len(lines):
        return None
    failing = {_bare(mark) for mark in _marks(re.sub(r"<[^>]+>", "", lines[at - 1]))}
    return next((one for one in texts if any(_bare(mark) in failing for mark in _marks(one[1]))), None)


def _bare(mark: str) -> str:
    return "".join(mark.split())


def _line(error: Exception) -> int | None:
    """The line of the template in which an error arose: Jinja puts it into the traceback."""
    trace, found = error.__traceback__, None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            found = trace.tb_lineno
        trace = trace.tb_next
    return found
