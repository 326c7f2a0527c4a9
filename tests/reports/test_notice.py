"""The rectification notices, read back as an office would open them."""

import re
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from inspection.errors import UserError
from inspection.types.judgement import Finding
from reports.templates.make_templates import FOLDER, make
from reports.view import RoundView
from reports.writers.notice import write
from tests.reports.small_round import small_round

NOTICE, LETTER = "临江区整改通知（草稿）.docx", "临江区函（草稿）_江州市税务局.docx"
CITY_BUREAU = "临江区整改通知（草稿）_江州市生态环境局.docx"


@pytest.fixture(name="drafts", scope="module")
def written_drafts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, DocumentObject]:
    return {
        path.name: Document(str(path))
        for path in write(small_round(), tmp_path_factory.mktemp("reports"))
        if path.suffix == ".docx"
    }


def _text(document: DocumentObject) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def _annex(document: DocumentObject) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


def _with_findings(view: RoundView, *findings: Finding) -> RoundView:
    return replace(view, districts=(replace(view.districts[0], findings=findings),))


def test_who_gets_one(drafts: dict[str, DocumentObject]) -> None:
    """A vertical body a letter, a dispatched one through its bureau, and nobody without confirmed findings."""
    assert sorted(drafts) == sorted([NOTICE, LETTER, CITY_BUREAU])


def test_the_notice_says_what_a_notice_says(drafts: dict[str, DocumentObject]) -> None:
    text = _text(drafts[NOTICE])
    assert text.splitlines()[:5] == [
        "江州市政务公开办公室",
        "整改通知",
        "（草稿，未编号）",
        "",
        "临江区人民政府办公室：",
    ]
    for said in (
        "2026年11月巡查", "数据截止2026年11月16日", "由你区负责的问题3个",
        "《中华人民共和国政府信息公开条例》第四十七条", "异议说明", "复查", "附件：1.问题清单",
        "（联系人：陈工，电话：0700-1234567）",
    ):  # fmt: skip
        assert said in text


def test_serious_matters_come_first_with_their_own_deadline(drafts: dict[str, DocumentObject]) -> None:
    lines = _text(drafts[NOTICE]).splitlines()
    headings = [line for line in lines if re.match("[一二三四五]、", line)]
    assert headings == ["一、先行处置重大问题", "二、逐条整改", "三、异议说明", "四、复查"]
    assert "附件1第1项为重大问题，请立即处置，于2026年11月19日18时前反馈处置情况。" in lines
    assert "附件1第2至3项请逐条整改，于2026年11月23日18时前反馈整改链接和说明。" in lines
    assert any("自2026年11月20日起" in line for line in lines)


def test_what_cannot_be_repaired_is_only_to_be_explained(tmp_path: Path) -> None:
    view = small_round()
    late = next(one for one in view.districts[0].findings if one.kind == "explain")
    path, _pdf = write(_with_findings(view, replace(late, state="confirmed", due=None)), tmp_path)
    lines = _text(Document(str(path))).splitlines()
    assert "附件1第1项已成事实，不要求补正，请于2026年11月23日18时前书面说明原因。" in lines
    assert not any("视为未整改" in line for line in lines)


def test_the_annex_lists_confirmed_findings_alone(drafts: dict[str, DocumentObject]) -> None:
    head, *rows = _annex(drafts[NOTICE])
    assert head[0] == "序号、编号"
    kinds = ["不予公开文件上网", "应公开未公开", "空白栏目\n（屡查屡犯）"]
    assert [row[4] for row in rows] == kinds, "what was notified is not again"
    whole = "\n".join(cell for row in rows for cell in row)
    for hidden in ("未标注公开属性", "已驳回", "绝不能写进清单", "旧链接", "税收", "13812341234"):
        assert hidden not in whole + _text(drafts[NOTICE])
    assert not re.search(r"(?<![A-Za-z0-9])[A-M]\d\d(?![A-Za-z0-9])", whole)
    assert rows[2][1] == "临江区住房和城乡建设局（督促临江自来水公司）"


def test_signs_of_titles_stay_as_they_are(drafts: dict[str, DocumentObject]) -> None:
    assert _annex(drafts[NOTICE])[1][3] == "首页 > 政务公开 > 社会救助\n《<内部>救助 & 名单》"


def test_the_header_of_the_annex_repeats_and_its_links_lead_to_the_pages(drafts: dict[str, DocumentObject]) -> None:
    document = drafts[NOTICE]
    table = document.tables[0]
    assert table.rows[0]._tr.trPr is not None
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    targets = [document.part.rels[link.get(qn("r:id"))].target_ref for link in document.element.iter(qn("w:hyperlink"))]
    listed = [row[7] for row in _annex(document)[1:]]
    assert targets[: len(listed)] == listed
    assert targets[len(listed) :] == ["https://www.linjiang.example/a/1.html", "https://www.linjiang.example/a/"]


def test_a_letter_asks_and_does_not_order(drafts: dict[str, DocumentObject]) -> None:
    text = _text(drafts[LETTER])
    assert "江州市税务局：" in text
    assert "函复" in text
    for order in ("第四十七条", "视为未整改", "通报", "你区"):
        assert order not in text
    assert "抄送：临江区人民政府办公室" in _text(drafts[CITY_BUREAU])


def test_layout_after_the_standard(drafts: dict[str, DocumentObject]) -> None:
    document = drafts[NOTICE]
    page = document.sections[0]
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(margin / Mm(1)) for margin in margins if margin] == [37, 35, 28, 26]
    title, body = document.paragraphs[1], next(p for p in document.paragraphs if "现就整改工作" in p.text)
    for paragraph, font, size in ((title, "方正小标宋简体", 22), (body, "仿宋_GB2312", 16)):
        properties = paragraph.runs[0]._r.rPr
        assert properties is not None
        assert properties.rFonts is not None
        assert properties.rFonts.get(qn("w:eastAsia")) == font
        assert paragraph.runs[0].font.size == Pt(size)
    assert body.paragraph_format.line_spacing == Pt(28)
    indent = body._p.pPr.ind if body._p.pPr is not None else None
    assert indent is not None
    assert (indent.get(qn("w:firstLineChars")), indent.get(qn("w:firstLine"))) == ("200", "640")
    assert page.footer.paragraphs[0].text == "— 1 —" or "PAGE" in page.footer._element.xml


def test_the_same_round_gives_the_same_bytes(tmp_path: Path) -> None:
    files = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        files.append([path.read_bytes() for path in write(small_round(), tmp_path / name)])
    assert files[0] == files[1]


def test_drafts_that_no_longer_hold_are_removed(tmp_path: Path) -> None:
    """A rejected finding must not go on accusing from an old file; other people's files stay."""
    view = small_round()
    write(view, tmp_path)
    (tmp_path / "临江区整改通知（定稿）.docx").write_bytes(b"kept")
    cleared = [replace(finding, state="rejected") for finding in view.districts[0].findings]
    assert write(_with_findings(view, *cleared), tmp_path) == []
    assert [path.name for path in tmp_path.iterdir()] == ["临江区整改通知（定稿）.docx"]


@pytest.mark.parametrize(
    ("state", "told"),
    [("suspected", False), ("confirmed", True), ("notified", False), ("unfixed", True), ("fixed", False),
     ("closed", False), ("rejected", False), ("waived", False)],
)  # fmt: skip
def test_only_what_is_confirmed_and_open_is_told(tmp_path: Path, state: str, told: bool) -> None:
    view = small_round()
    finding = replace(view.districts[0].findings[0], state=state)  # type: ignore[arg-type]  # words of the same set
    assert bool(write(_with_findings(view, finding), tmp_path)) is told


def test_deadlines_beyond_the_known_calendar_are_given_in_words(tmp_path: Path) -> None:
    """A schedule that is not out yet may make the day wrong, so no day is named."""
    late = date(2048, 12, 20)
    view = small_round()
    finding = replace(view.districts[0].findings[0])
    path, _pdf = write(replace(_with_findings(view, finding), notice_date=late), tmp_path)
    text = _text(Document(str(path)))
    assert "收到通知后5个工作日内反馈" in text
    assert "在期限届满后逐项复查" in text


def test_an_offices_own_template_is_used(tmp_path: Path) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    document = Document()
    document.add_paragraph(
        "我办自用：{{ addressee }}，共{{ total }}个问题{% for row in rows %}；{{ row.url }}{% endfor %}"
    )
    document.save(str(own / "notice.docx"))
    drafts = {path.name: path for path in write(small_round(own), tmp_path)}
    text = _text(Document(str(drafts[NOTICE])))
    assert text.startswith("我办自用：临江区人民政府办公室，共3个问题；https://www.linjiang.example/a/1.html?x=1&y=2；")
    assert "函复" in _text(Document(str(drafts[LETTER]))), "a template that is not replaced is the shipped one"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{{ addresee }}", "没有“addresee”这一项"), ("{% if total %}", "没有写完整"), ("{{ total.__class__ }}", ""),
        ("{{ 1 + office }}", ""),
    ],
)  # fmt: skip
def test_a_broken_template_is_named(tmp_path: Path, text: str, why: str) -> None:
    document = Document()
    document.add_paragraph(text)
    document.save(str(tmp_path / "notice.docx"))
    with pytest.raises(UserError, match=r"模板 .*notice\.docx 无法套用") as raised:
        write(small_round(tmp_path), tmp_path)
    said = str(raised.value).partition("（")[2].partition("）")[0]
    assert said.startswith(f"第 1 段“{text}”：") and why in said
    assert not re.search(r"[a-z]{3}", said.partition("”：")[2].replace("addresee", "")), "no English of a library"


def test_a_template_that_is_no_word_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "notice.docx").write_bytes(b"not a document")
    with pytest.raises(UserError, match=r"模板 .*notice\.docx 无法套用"):
        write(small_round(tmp_path), tmp_path)
    with zipfile.ZipFile(tmp_path / "notice.docx", "w") as archive:
        archive.writestr("a.txt", "not a document")
    with pytest.raises(UserError, match=r"模板 .*notice\.docx 无法套用"):
        write(small_round(tmp_path), tmp_path)


@pytest.mark.parametrize("name", ["notice.docx", "letter.docx"])
def test_the_shipped_templates_are_what_their_script_makes(tmp_path: Path, name: str) -> None:
    make(tmp_path)
    parts = ("word/document.xml", "word/styles.xml", "word/settings.xml", "word/footer1.xml", "word/footer2.xml")
    with zipfile.ZipFile(FOLDER / name) as shipped, zipfile.ZipFile(tmp_path / name) as made:
        for part in parts:
            assert shipped.read(part) == made.read(part), f"run python -m reports.templates.make_templates ({part})"


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / NOTICE).mkdir()
    with pytest.raises(UserError, match="写不进去"):
        write(small_round(), tmp_path)
    shutil.rmtree(tmp_path / NOTICE)
