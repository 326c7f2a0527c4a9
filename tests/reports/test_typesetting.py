"""PDF files as they are read back: their grid, what no font has, signs of direction, and broken templates."""

import collections
import io
from importlib.resources import files
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from docx import Document
from pdfminer.pdftypes import resolve1

from inspection.errors import UserError
from reports.documents import SHIPPED, Paper, write_paper
from reports.fonts import covered, missing_characters, shown_as_number
from reports.typesetting import pdf_of
from tests.reports.small_round import small_round

UNKNOWN = "\U000f1234"  # of a private area: no font of anybody has it
PROPERTIES = {"title": "题", "author": "办"}
PARAGRAPHS = '#import "official.typ": *\n#show: official\n#for one in data.p { para(one) }\n'


def set_in(folder: Path, source: str, data: dict[str, Any], name: str = "own.typ") -> bytes:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(source, encoding="utf-8")
    return pdf_of(folder / name, SHIPPED, {"properties": PROPERTIES, **data}, folder)


def text_of(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as file:
        return "\n".join(page.extract_text() for page in file.pages)


def test_a_page_has_22_lines_of_28_characters(tmp_path: Path) -> None:
    pdf = set_in(tmp_path, PARAGRAPHS, {"p": ["政" * 1500] * 2})
    with pdfplumber.open(io.BytesIO(pdf)) as file:
        for page in file.pages[:3]:
            lines = collections.Counter(round(one["top"]) for one in page.chars if one["text"] == "政")
            full = [count for count in lines.values() if count == 28]
            assert len(lines) == 22
            assert len(full) >= 20, "but for the first line of a paragraph and its last"
            assert max(lines.values()) == 28
            left = min(one["x0"] for one in page.chars if one["text"] == "政") / 72 * 25.4
            assert abs(left - 28) < 1, "the margin at the left is 28 mm"


def test_page_numbers_stand_at_the_outer_side(tmp_path: Path) -> None:
    pdf = set_in(tmp_path, PARAGRAPHS, {"p": ["政" * 1500]})
    with pdfplumber.open(io.BytesIO(pdf)) as file:
        places = []
        for page in file.pages[:2]:
            number = [one for one in page.chars if one["text"].isdigit()]
            places.append((number[0]["text"], number[0]["x0"] > page.width / 2))
    assert places == [("1", True), ("2", False)]


def test_every_font_is_embedded(tmp_path: Path) -> None:
    pdf = set_in(tmp_path, PARAGRAPHS + "#heading1(data.p.at(0))\n#title(data.p.at(0))", {"p": ["政务A1"]})
    with pdfplumber.open(io.BytesIO(pdf)) as file:
        fonts = [resolve1(one) for one in resolve1(file.pages[0].page_obj.resources["Font"]).values()]
        described = [resolve1(resolve1(resolve1(one["DescendantFonts"])[0])["FontDescriptor"]) for one in fonts]
    assert len(described) >= 2, "a serif for the text, a sans for the heading"
    assert all({"FontFile", "FontFile2", "FontFile3"} & set(one) for one in described)


def test_what_no_font_has_is_shown_by_its_number(tmp_path: Path) -> None:
    text = text_of(set_in(tmp_path, PARAGRAPHS, {"p": [f"公示{UNKNOWN}名单"]}))
    assert "公示〔U+F1234〕名单" in text
    assert shown_as_number("😀") == "〔U+1F600〕"


def test_what_a_font_has_is_not_missing() -> None:
    every = [(str(path), 0) for path in sorted(Path(_free_fonts()).rglob("*")) if path.suffix in (".otf", ".ttf")]
    assert every
    assert missing_characters(f"政务公开，（）〔2026〕号ABC1\n\u200b\u3000{UNKNOWN}", every, ()) == {UNKNOWN}
    assert missing_characters("政", (), every) == set(), "the others are asked for what the preferred ones lack"
    assert missing_characters("政", (), ()) == {"政"}


def _free_fonts() -> str:
    return str(files("pylopdf_fonts_zh_cn"))


@pytest.mark.parametrize("content", [b"", b"no font", b"ttcf", b"\x00\x01\x00\x00\xff\xff" + b"\x00" * 40])
def test_a_file_that_is_no_font_maps_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.ttf").write_bytes(content)
    assert covered(str(tmp_path / "a.ttf"), 0) == ()
    assert covered(str(tmp_path / "absent.ttf"), 0) == ()


def test_direction_marks_are_dropped_from_both_files(tmp_path: Path) -> None:
    """A title must not turn the words around it."""
    turning = "\u202e\u2066\u200f\u061c"
    view = small_round()
    values = dict.fromkeys(("draft", "number", "reissue", "remark", "contact", "date", "office", "copy_to"), "")
    values |= {"you": "你区", "district": "临江区", "round": "十一月", "title": "通知", "unit": "", "as_of": ""}
    given: dict[str, Any] = {
        **values, "addressee": f"甲{turning}乙", "opening": f"丙{turning}丁", "total": 0, "units": "",
        "legal_basis": "",
        "sections": [{"heading": "一、戊", "lines": [f"己{turning}庚"]}], "annexes": [], "rows": [], "unfinished": [],
        "annex_numbers": {"problems": 0, "unfinished": 0, "evidence": 0}, "evidence": [],
    }  # fmt: skip
    word, pdf = write_paper(Paper("notice", given, "通知", "办", view.as_of), tmp_path, "a", None, pdf=True)
    for text in ("\n".join(one.text for one in Document(str(word)).paragraphs), text_of(pdf.read_bytes())):
        for joined in ("甲乙", "丙丁", "己庚"):
            assert joined in text
        assert not set(text) & set(turning)


@pytest.mark.parametrize(
    "hostile", ["#panic()", "]", "$x$", "*a*", "{{ total }}", "=cmd|' /C calc'!A0", "<b>", "//", "\\"]
)
def test_texts_are_never_markup(tmp_path: Path, hostile: str) -> None:
    assert f"前{hostile}后".replace(" ", "") in text_of(
        set_in(tmp_path, PARAGRAPHS, {"p": [f"前{hostile}后"]})
    ).replace(" ", "")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("#data.addresee", "第 4 行：没有“addresee”这一项"), ("#nosuch(1)", "第 4 行：没有“nosuch”这一项"),
        ("#para(", "第 4 行：括号或者符号没有配对"), ("#let x = ", "第 4 行：标记没有写完整"),
        ("#panic(1)", "第 4 行：标记写法有误"),
        ("#para()", "第 4 行：括号里的内容多了或者少了"), ('#(1 + "a")', "第 4 行：不同种类的内容不能这样合在一起"),
        ('#import "none.typ": *', "第 4 行：要引用的文件不存在"),
    ],
)  # fmt: skip
def test_a_broken_template_gives_its_line_in_chinese(tmp_path: Path, wrong: str, said: str) -> None:
    with pytest.raises(UserError) as raised:
        set_in(tmp_path, f'#import "official.typ": *\n#show: official\n#title("题")\n{wrong}\n', {})
    assert str(raised.value) == (
        f"模板 {tmp_path / 'own.typ'} 无法套用（{said}），请改正其中的标记，或删去该文件改用自带模板。"
    )


def test_an_offices_own_layout_is_used_alone_and_named_where_it_is_broken(tmp_path: Path) -> None:
    """Only official.typ was copied: the shipped notice takes its layout from there."""
    shipped = (SHIPPED / "official.typ").read_text(encoding="utf-8")
    data = {"properties": PROPERTIES, "p": ["政" * 100]}
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "own.typ").write_text(PARAGRAPHS, encoding="utf-8")
    (tmp_path / "office").mkdir()
    own = tmp_path / "office" / "official.typ"
    own.write_text(shipped.replace("characters = 28", "characters = 20"), encoding="utf-8")
    assert "characters = 20" in own.read_text(encoding="utf-8")
    pdf = pdf_of(tmp_path / "in" / "own.typ", SHIPPED, data, tmp_path / "office")
    with pdfplumber.open(io.BytesIO(pdf)) as file:
        lines = collections.Counter(round(one["top"]) for one in file.pages[0].chars if one["text"] == "政")
    assert max(lines.values()) == 20
    own.write_text(shipped.replace("#let line = 28pt", "#let line = nosuch"), encoding="utf-8")
    with pytest.raises(UserError, match=rf"模板 {own} 无法套用（第 \d+ 行：没有“nosuch”这一项）"):
        pdf_of(tmp_path / "in" / "own.typ", SHIPPED, data, tmp_path / "office")


def test_a_template_finds_itself_whatever_its_name(tmp_path: Path) -> None:
    assert "政" in text_of(set_in(tmp_path / "t", PARAGRAPHS, {"p": ["政"]}, name="main.typ"))
