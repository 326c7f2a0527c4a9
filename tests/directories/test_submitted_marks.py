"""Classification marks around handed-in tables: nothing of what they stand over is read."""

from pathlib import Path

import docx
import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from directories.submitted.marks import is_marked
from directories.submitted.reading import Submitted, read_submitted

TITLE = "临江区公文公开属性登记表"
ROWS = [["文号", "标题", "公开属性"], ["临水〔2026〕1号", "关于甲的通知", "不予公开"]]
SPOKEN_OF = "说明：秘密、机密、绝密级公文不列入本表（保守国家秘密）。"


def read(root: Path) -> Submitted:
    return read_submitted(root, "linjiang", "临江区")


def place(root: Path, name: str) -> Path:
    path = root / "submitted" / "临江区" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def csv(root: Path, *lines: list[str]) -> None:
    text = "\n".join(",".join(line) for line in lines)
    place(root, "登记.csv").write_text(f"{text}\n", encoding="utf-8")


def word(root: Path, lines: list[str], header: str = "") -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = header
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for cells, row in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    document.save(str(place(root, "登记.docx")))


def pdf(root: Path, lines: list[str]) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("song", fontName="STSong-Light", wordWrap="CJK")
    table = Table(
        [[Paragraph(text, style) for text in row] for row in ROWS], style=[("GRID", (0, 0), (-1, -1), 1, "black")]
    )
    SimpleDocTemplate(str(place(root, "登记.pdf"))).build([*(Paragraph(line, style) for line in lines), table])


@pytest.mark.parametrize(
    "text",
    [
        "秘密★1年",
        "机密 ★ 长期",
        "★绝密",
        "密级：秘密",
        "（机密）",
        "内部资料",
        "绝密",
        "二、机密",
        "秘密级",
        "三、秘密级文件",
    ],
)
def test_a_mark(text: str) -> None:
    assert is_marked(text)


@pytest.mark.parametrize(
    "text",
    ["", "关于商业秘密保护的通知", "保守国家秘密", SPOKEN_OF, "密级：无", "内部资料管理办法", "机密文件管理规定"],
)
def test_what_only_speaks_of_secrets(text: str) -> None:
    assert not is_marked(text)


@pytest.mark.parametrize(
    "lines",
    [[["机密★10年", "", ""], [TITLE, "", ""], *ROWS], [[TITLE, "", ""], *ROWS[:1], ["二、机密", "", ""], *ROWS[1:]]],
    ids=["above", "between"],
)
def test_a_marked_table_is_not_read_and_told_without_its_contents(tmp_path: Path, lines: list[list[str]]) -> None:
    csv(tmp_path, *lines)
    found = read(tmp_path)
    assert found.register == []
    (said,) = found.problems
    assert said.startswith("submitted/临江区/登记.csv：表外有密级标志，整张表未读入")
    assert "临水" not in said


def test_words_about_secrets_beside_a_table_do_not_seal_it(tmp_path: Path) -> None:
    csv(tmp_path, [TITLE, "", ""], *ROWS, [SPOKEN_OF, "", ""])
    word(tmp_path, [SPOKEN_OF, TITLE])
    pdf(tmp_path, [SPOKEN_OF, TITLE])
    assert len(read(tmp_path).register) == 3


@pytest.mark.parametrize(
    ("lines", "header"), [(["机密★1年", TITLE], ""), ([TITLE], "秘密★长期")], ids=["text", "header"]
)
def test_a_marked_word_document_is_not_read(tmp_path: Path, lines: list[str], header: str) -> None:
    word(tmp_path, lines, header)
    found = read(tmp_path)
    assert (found.register, len(found.problems)) == ([], 1)


def test_a_marked_pdf_is_not_read(tmp_path: Path) -> None:
    pdf(tmp_path, ["机密★1年", TITLE])
    found = read(tmp_path)
    assert (found.register, len(found.problems)) == ([], 1)
