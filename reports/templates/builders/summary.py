"""The Word template of the summary of a half-year or a year."""

from collections.abc import Sequence
from pathlib import Path

from docx.document import Document as DocumentObject

from reports.docx_file import save_document
from reports.period_rows import ANNEXES, HEADS
from reports.word_layout import (
    BODY_FONT,
    BODY_SIZE,
    CENTRE,
    LEFT,
    MADE,
    TITLE_FONT,
    TITLE_SIZE,
    add_annex_head,
    add_annex_names,
    add_if,
    add_line,
    add_listing,
    add_mark,
    add_sections,
    add_signature,
    lying_section,
    official_document,
)

# Of each annex the name of its rows, and the widths of its columns in mm.
_TABLES: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("rounds", (36, 38, 20, 24, 20, 24, 20, 20, 55)),
    ("work", (33, 22, 23, 23, 22, 24, 24, 24, 24, 38)),
    ("kinds", (61, 28, 28, 28, 28, 28, 28, 28)),
    ("scores", (36, 24, 90, 107)),
    ("account", (24, 46, 16, 26, 18, 77, 50)),
    ("left", (18, 26, 30, 34, 20, 42, 25, 20, 20, 22)),
)
_MARK = "附件{%% if annexes|length > 1 %%}{{ annex_numbers.%s }}{%% endif %%}"


def make(folder: Path) -> list[Path]:
    """Writes the template into a folder and returns it."""
    document = official_document()
    add_line(document, "{{ office }}", TITLE_FONT, TITLE_SIZE, CENTRE)
    add_line(document, "{{ title }}", TITLE_FONT, TITLE_SIZE, CENTRE)
    add_line(document, "", BODY_FONT, BODY_SIZE, LEFT)
    add_sections(document)
    add_annex_names(document)
    add_signature(document)
    add_if(document, "contact", "（{{ contact }}）")
    lying_section(document)
    for (rows, widths), name, heads in zip(_TABLES, ANNEXES, HEADS, strict=True):
        _annex(document, rows, name, heads, widths)
    path = folder / "summary.docx"
    save_document(document, path, title="巡查情况总结", author="巡查", made=MADE)
    return [path]


def _annex(document: DocumentObject, rows: str, name: str, heads: Sequence[str], widths: Sequence[float]) -> None:
    """An annex on pages of its own, where it has rows."""
    columns = [
        (head, f"{{{{ row.c{place} }}}}", width) for place, (head, width) in enumerate(zip(heads, widths, strict=True))
    ]
    add_mark(document, f"{{%p if {rows} %}}")
    add_annex_head(document, _MARK % rows, name, new_page=True)
    add_listing(document, columns, rows)
    add_mark(document, "{%p endif %}")
