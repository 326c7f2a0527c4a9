"""The files themselves: each part as a sheet, a table or a page."""

import csv
import html
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import xlsxwriter
import xlwt

from directories.sheet import Range
from tests.directories.corpus.layout import Part
from tests.directories.corpus.pages import write_pdf
from tests.directories.corpus.recipes import Recipe


def write(path: Path, recipe: Recipe, parts: list[Part]) -> None:
    """Writes the file in its kind."""
    _WRITERS[recipe.kind](path, recipe, parts)


def _xlsx(path: Path, _recipe: Recipe, parts: list[Part]) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        # Directories are made to be printed: every cell of the table has borders, blank ones too.
        printed = book.add_format(
            {"font_name": "宋体", "font_size": 9, "border": 1, "text_wrap": True, "valign": "vcenter"}
        )
        for part in parts:
            sheet = book.add_worksheet(part.name)
            covered = set()
            for top, left, bottom, right in part.ranges:
                sheet.merge_range(top, left, bottom, right, part.texts[top][left] or "", printed)
                covered |= {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
            for row, texts in enumerate(part.texts):
                for column, text in enumerate(texts):
                    if (row, column) in covered:
                        continue
                    if not text:
                        sheet.write_blank(row, column, None, printed)
                    elif text.isdecimal() and not text.startswith("0"):
                        # Offices type plain numbers as numbers.
                        sheet.write_number(row, column, int(text), printed)
                    else:
                        sheet.write_string(row, column, text, printed)


def _openpyxl(path: Path, _recipe: Recipe, parts: list[Part]) -> None:
    book = openpyxl.Workbook()
    for number, part in enumerate(parts):
        sheet = book.worksheets[0] if number == 0 else book.create_sheet()
        sheet.title = part.name or ""
        for row, texts in enumerate(part.texts, start=1):
            for column, text in enumerate(texts, start=1):
                if text:
                    sheet.cell(row, column, text)
        for top, left, bottom, right in part.ranges:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    book.save(path)


def _xls(path: Path, _recipe: Recipe, parts: list[Part]) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    for part in parts:
        sheet = book.add_sheet(part.name)
        covered = {(row, column) for a, b, c, d in part.ranges for row in range(a, c + 1) for column in range(b, d + 1)}
        for top, left, bottom, right in part.ranges:
            sheet.write_merge(top, bottom, left, right, part.texts[top][left] or "")
        for row, texts in enumerate(part.texts):
            for column, text in enumerate(texts):
                if text and (row, column) not in covered:
                    sheet.write(row, column, int(text) if text.isdecimal() and not text.startswith("0") else text)
    book.save(str(path))


def _csv(path: Path, recipe: Recipe, parts: list[Part]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t" if recipe.kind == "tsv" else recipe.delimiter)
    for part in parts:
        writer.writerows([[text or "" for text in _kept(row)] for row in part.texts])
    path.write_bytes(out.getvalue().encode(recipe.encoding))


def _kept(row: list[str | None]) -> list[str | None]:
    """A row without the cells at its end that the file leaves out."""
    while row and row[-1] is None:
        row = row[:-1]
    return row


def _html(path: Path, recipe: Recipe, parts: list[Part]) -> None:
    body = []
    for part in parts:
        body += [f"<p><b>{html.escape(part.before)}</b></p>"] if part.before else []
        body.append(f"<table border=1>{''.join(_html_rows(part, _nested(recipe)))}</table>")
    sign = "gbk" if recipe.encoding == "gb18030" else recipe.encoding
    if recipe.around:
        body = [f"<table><tr><td>首页 &gt; 政务公开</td></tr><tr><td>{''.join(body)}</td></tr></table>"]
    page = f'<html><head><meta charset="{sign}"><title>标准目录</title></head><body>{"".join(body)}</body></html>'
    path.write_bytes(page.encode(recipe.encoding))


def _nested(recipe: Recipe) -> int | None:
    """The column whose lines stand in a table of their own inside the cell."""
    return recipe.columns.index("channels") if recipe.nested else None


def _html_rows(part: Part, nested: int | None) -> list[str]:
    spans, covered = spans_of(part.ranges)
    rows = []
    for row, texts in enumerate(part.texts):
        cells = []
        for column, text in enumerate(texts):
            if text is None or (row, column) in covered:
                continue
            down, right = spans.get((row, column), (1, 1))
            size = (f' rowspan="{down}"' if down > 1 else "") + (f' colspan="{right}"' if right > 1 else "")
            words = html.escape(text).replace("\n", "<br>").replace("\xa0", "&nbsp;")
            if column == nested and "<br>" in words:
                words = "".join(f"<tr><td>{line}</td></tr>" for line in words.split("<br>"))
                words = f"<table>{words}</table>"
            cells.append(f"<td{size}><p>{words}</p></td>")
        rows.append(f"<tr>{''.join(cells)}</tr>\n")
    return rows


def spans_of(ranges: list[Range]) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """How far cells reach (rows, columns), and the places that others cover."""
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in ranges}
    places = {(row, column) for a, b, c, d in ranges for row in range(a, c + 1) for column in range(b, d + 1)}
    return spans, places - set(spans)


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns='
    '"http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
    '"application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns='
    '"http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target='
    '"word/document.xml"/></Relationships>'
)


def _docx(path: Path, recipe: Recipe, parts: list[Part]) -> None:
    body = []
    for part in parts:
        body += [_paragraphs(part.before)] if part.before else []
        body += [f"<w:tbl><w:tblPr/>{_grid(part)}{''.join(_docx_rows(part, _nested(recipe)))}</w:tbl>", "<w:p/>"]
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{_W}"><w:body>'
        f"{''.join(body)}<w:sectPr/></w:body></w:document>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELS)
        archive.writestr("word/document.xml", document)


def _grid(part: Part) -> str:
    width = max(len(row) for row in part.texts)
    column = '<w:gridCol w:w="900"/>'
    return f"<w:tblGrid>{column * width}</w:tblGrid>"


def _docx_rows(part: Part, nested: int | None) -> list[str]:
    spans, covered = spans_of(part.ranges)
    over = {(row, b): (a, d - b + 1) for a, b, c, d in part.ranges for row in range(a + 1, c + 1)}
    rows = []
    for row, texts in enumerate(part.texts):
        cells = []
        for column, text in enumerate(texts):
            about = ""
            words = text or ""
            if (row, column) in over:
                wide = over[row, column][1]
                about = (f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else "") + "<w:vMerge/>"
                words = ""
            elif (row, column) in covered:
                continue
            elif (row, column) in spans:
                down, wide = spans[row, column]
                about = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
                about += '<w:vMerge w:val="restart"/>' if down > 1 else ""
            inside = _paragraphs(words)
            if column == nested and "\n" in words:
                lines = (f"<w:tr><w:tc><w:tcPr/>{_paragraphs(line)}</w:tc></w:tr>" for line in words.split("\n"))
                grid = '<w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>'
                inside = f"<w:tbl><w:tblPr/>{grid}{''.join(lines)}</w:tbl><w:p/>"
            cells.append(f"<w:tc><w:tcPr>{about}</w:tcPr>{inside}</w:tc>")
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return rows


def _paragraphs(text: str) -> str:
    lines = (html.escape(line) for line in text.split("\n"))
    return "".join(f'<w:p><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>' for line in lines)


_WRITERS: dict[str, Callable[[Path, Recipe, list[Part]], None]] = {
    "xlsx": _xlsx, "openpyxl": _openpyxl, "xls": _xls, "csv": _csv, "tsv": _csv, "html": _html, "htm": _html,
    "docx": _docx, "pdf": write_pdf,
}  # fmt: skip
