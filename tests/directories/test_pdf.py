"""PDF with a text layer: ruled tables over page breaks, merged cells, ticks of every make, and what cannot be read."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from directories.pdf import document as reader
from directories.pdf.ruled_lines import Segment, grids
from directories.pdf.text import Line, unwrapped
from directories.reading import DirectoryReading, read_directory
from directories.sheet import Sheet
from inspection.errors import UserError
from inspection.types.directory import Entry
from tests.directories.pdf_made import Ruled, pdf

TITLE = "临江区养老服务领域基层政务公开标准目录"
TOP = [
    "序号",
    "公开事项",
    "<",
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开对象",
    "<",
    "公开层级",
    "<",
]
UNDER = ["^", "一级事项", "二级事项", "^", "^", "^", "^", "全社会", "特定群体", "县级", "乡级"]
LIMIT = "信息形成或者变更之日起20个工作日内"
LAW = "《中华人民共和国老年人权益保障法》"
WIDTHS = [30, 60, 70, 160, 120, 90, 80, 38, 38, 38, 38]


def row(seq: str, level1: str, level2: str, elements: str = "名称；地点", *ticks: str) -> list[str]:
    return [seq, level1, level2, elements, LAW, LIMIT, "临江区民政局", *(ticks or ("√", "", "√", ""))]


def table(*rows: list[str], header: bool = True, **how: Any) -> Ruled:
    return Ruled([*([TOP, UNDER] if header else []), *rows], WIDTHS, **how)


def texts(sheet: Sheet) -> list[list[str]]:
    return [[cell.text for cell in row] for row in sheet.rows]


def brief(entry: Entry) -> tuple[str | None, str | None, str | None, str | None, str | None]:
    return (entry.sheet, entry.cells, entry.seq, entry.level1, entry.level2)


def reading(path: Path) -> DirectoryReading:
    found = read_directory(path, None)
    assert found.problems == ()
    return found


def test_merged_cells_come_from_the_lines(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [TITLE, table(row("1", "评估", "机构评估"), row("2", "^", "备案"))])
    (sheet,) = reader.sheets_of(path)
    assert (sheet.name, sheet.caption) == ("第1页", TITLE)
    assert sheet.rows[0][1].merged == (0, 1, 0, 2)
    assert sheet.rows[0][0].merged == (0, 0, 1, 0)
    assert sheet.rows[3][1].merged == (2, 1, 3, 1)
    assert sheet.rows[2][0].merged is None
    entries = reading(path).entries
    assert [brief(entry) for entry in entries] == [
        ("第1页", "A3:K3", "1", "评估", "机构评估"),
        ("第1页", "A4:K4", "2", "评估", "备案"),
    ]
    assert (entries[0].domain, entries[0].basis, entries[0].time_limit) == ("养老服务", (LAW,), LIMIT)
    assert (entries[0].audience, entries[0].level) == ("public", ("county",))


@pytest.mark.parametrize("again", [True, False])
def test_a_table_runs_over_a_page_break(tmp_path: Path, again: bool) -> None:
    path = pdf(
        tmp_path / "a.pdf",
        [TITLE, table(row("1", "评估", "机构评估"), row("2", "^", "备案"))],
        [table(row("3", "", "等级"), row("4", "^", "名单"), row("5", "补贴", "高龄津贴"), header=again)],
        [table(row("6", "", "护理补贴"), header=again)],
    )
    start = 3 if again else 1
    assert [brief(entry) for entry in reading(path).entries] == [
        ("第1页", "A3:K3", "1", "评估", "机构评估"),
        ("第1页", "A4:K4", "2", "评估", "备案"),
        ("第2页", f"A{start}:K{start}", "3", "评估", "等级"),
        ("第2页", f"A{start + 1}:K{start + 1}", "4", "评估", "名单"),
        ("第2页", f"A{start + 2}:K{start + 2}", "5", "补贴", "高龄津贴"),
        ("第3页", f"A{start}:K{start}", "6", "补贴", "护理补贴"),
    ]


@pytest.mark.parametrize("again", [True, False])
def test_a_row_cut_by_a_page_break_is_one_entry(tmp_path: Path, again: bool) -> None:
    tail = ["", "", "", "名称、床位数；入住条件；联系电话", "", "", "", "", "", "", ""]
    path = pdf(
        tmp_path / "a.pdf",
        [TITLE, table(row("1", "评估", "机构评估", "申请材料；办理流程；办理结果；监督方式；养老机构的"))],
        [table(tail, row("2", "^", "备案"), header=again)],
    )
    entries = reading(path).entries
    assert [(entry.sheet, entry.seq, entry.level1, entry.level2) for entry in entries] == [
        ("第1页", "1", "评估", "机构评估"),
        ("第2页", "2", "评估", "备案"),
    ]
    assert entries[0].elements[:4] == ("申请材料", "办理流程", "办理结果", "监督方式")
    assert entries[0].elements[-2:] == ("入住条件", "联系电话")
    assert "养老机构的" in "".join(entries[0].elements)


@pytest.mark.parametrize("again", [True, False])
def test_a_row_cut_through_its_name_over_three_pages_is_one_entry(tmp_path: Path, again: bool) -> None:
    full = "办理流程和结果，监督的方式和电话，养老机构的"
    middle = ["", "", "信息公开", "名称和床位数，入住的条件，办理的流程和结果，", "", "", "", "", "", "", ""]
    last = ["", "", "", "收费依据", "", "", "", "", "", "", ""]
    path = pdf(
        tmp_path / "a.pdf",
        [TITLE, table(row("1", "评估", "养老机构等级评定", full))],
        [table(middle, header=again)],
        [table(last, row("2", "^", "备案"), header=again)],
    )
    entries = reading(path).entries
    assert [(entry.sheet, entry.seq, entry.level1, entry.level2) for entry in entries] == [
        ("第1页", "1", "评估", "养老机构等级评定信息公开"),
        ("第3页", "2", "评估", "备案"),
    ]
    assert "".join(entries[0].elements) == full + middle[3] + last[3]


def test_a_caption_printed_again_heads_the_second_table_of_its_page(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [TITLE, table(row("1", "评估", "备案")), TITLE, table(row("1", "补贴", "高龄津贴"))])
    assert [(entry.domain, entry.level2) for entry in reading(path).entries] == [
        ("养老服务", "备案"),
        ("养老服务", "高龄津贴"),
    ]


def test_a_page_with_columns_merged_in_all_its_rows_goes_on(tmp_path: Path) -> None:
    last = ["2", "补贴", "高龄津贴", "名称", LAW, LIMIT, "临江区民政局", "√", "<", "√", ""]
    path = pdf(tmp_path / "a.pdf", [TITLE, table(row("1", "评估", "备案"))], [table(last, header=False)])
    (sheet,) = reader.sheets_of(path)
    assert sheet.rows[3][7].merged == (3, 7, 3, 8)
    assert [entry.level2 for entry in reading(path).entries] == ["备案", "高龄津贴"]


def test_captions_switch_the_domain_and_running_titles_do_not(tmp_path: Path) -> None:
    running = "江州市临江区基层政务公开标准目录"
    first = table(row("1", "救助", "冬春救助"))
    path = pdf(
        tmp_path / "a.pdf",
        [running, "（一）养老服务领域", table(row("1", "评估", "备案")), "（二）救灾领域", first],
        [running, table(row("2", "救助", "倒损住房"))],
        [running, "（三）统计领域", table(row("1", "数据", "公报"))],
    )  # fmt: skip
    assert [(entry.sheet, entry.domain, entry.level2) for entry in reading(path).entries] == [
        ("第1页", "养老服务", "备案"),
        ("第1页表2", "救灾", "冬春救助"),
        ("第2页", "救灾", "倒损住房"),
        ("第3页", "统计", "公报"),
    ]


@pytest.mark.parametrize(
    "how", [{"turn": 90}, {"sideways": 1}, {"turn": 180}], ids=["turned page", "turned contents", "upside down"]
)
def test_turned_pages(tmp_path: Path, how: dict[str, int]) -> None:
    content = [TITLE, table(row("1", "评估", "备案"), row("2", "^", "名单"))]
    path = pdf(tmp_path / "a.pdf", content, turn=how.get("turn", 0), sideways="sideways" in how)
    entries = reading(path).entries
    assert [brief(entry)[1:] for entry in entries] == [
        ("A3:K3", "1", "评估", "备案"),
        ("A4:K4", "2", "评估", "名单"),
    ]
    assert entries[0].domain == "养老服务"


def test_a_table_without_outer_lines_and_letters_drawn_twice(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [TITLE, table(row("1", "评估", "人人享有"), outer=False, bold=True)])
    (entry,) = reading(path).entries
    assert (entry.seq, entry.level1, entry.level2, entry.publisher) == ("1", "评估", "人人享有", ("临江区民政局",))
    assert entry.time_limit == LIMIT


def _tick(canvas: Canvas, x: float, y: float) -> None:
    path = canvas.beginPath()
    path.moveTo(x, y + 4)
    path.lineTo(x + 3, y)
    path.lineTo(x + 9, y + 8)
    canvas.drawPath(path)


def test_a_tick_drawn_with_lines_is_unknown_and_never_no(tmp_path: Path) -> None:
    drawn = table(row("1", "评估", "备案", "名称", "", "申请人", "", ""), shapes={(2, 7): _tick, (2, 9): _tick})
    found = read_directory(pdf(tmp_path / "a.pdf", [TITLE, drawn]), None)
    (entry,) = found.entries
    assert (entry.audience, entry.level) == (None, ())


def test_boxes_drawn_with_lines_and_symbols(tmp_path: Path) -> None:
    def boxes(canvas: Canvas, x: float, y: float) -> None:
        for number, word in enumerate(("政府网站", "政府公报", "两微一端")):
            canvas.rect(x, y - 10 * number, 7, 7, fill=number == 0)
            canvas.drawString(x + 9, y - 10 * number, word)
        _tick(canvas, x, y - 20)

    header = ["序号", "一级事项", "二级事项", "公开内容", "公开时限", "公开渠道和载体"]
    ruled = Ruled([header, ["1", "评估", "备案", "一\n二\n三\n四", LIMIT, ""]], shapes={(1, 5): boxes})
    (entry,) = reading(pdf(tmp_path / "a.pdf", [TITLE, ruled])).entries
    assert entry.channels == ("政府网站", "两微一端")


def test_a_frame_around_the_page_is_no_table_but_what_it_holds_is(tmp_path: Path) -> None:
    def frame(canvas: Canvas, _x: float, _y: float) -> None:
        canvas.rect(10, 5, 820, 585)

    path = pdf(tmp_path / "a.pdf", [TITLE, table(row("1", "评估", "备案"), shapes={(0, 0): frame})])
    assert len(reader.sheets_of(path)) == 1
    assert len(reading(path).entries) == 1


SCAN = Image.new("L", (40, 30), 200)


@pytest.mark.parametrize("stamp", ["", "第1页"])
def test_a_scan_is_refused_with_the_cure(tmp_path: Path, stamp: str) -> None:
    with pytest.raises(UserError, match=r"扫描件.*可编辑的原表"):
        reader.sheets_of(pdf(tmp_path / "目录.pdf", [SCAN, stamp], [SCAN]))


def test_scanned_pages_among_others_are_problems(tmp_path: Path) -> None:
    first, last = table(row("1", "评估", "备案")), table(row("9", "补贴", "高龄津贴"))
    found = read_directory(pdf(tmp_path / "目录.pdf", [TITLE, first], [SCAN], [last]), None)
    assert [(entry.sheet, entry.level2) for entry in found.entries] == [("第1页", "备案"), ("第3页", "高龄津贴")]
    assert found.problems[0].startswith("目录.pdf 第2页：是扫描图像")
    assert len(found.problems) == 1


def test_a_table_without_lines_is_refused(tmp_path: Path) -> None:
    path = pdf(tmp_path / "目录.pdf", [TITLE, "　　".join(TOP[:8]), "1　评估　备案　名称"])
    with pytest.raises(UserError, match="没有带框线的表格"):
        reader.sheets_of(path)


def test_a_page_without_lines_among_ruled_ones_is_a_problem(tmp_path: Path) -> None:
    words = "序号 一级事项 二级事项 公开内容 公开时限 公开主体"
    path = pdf(tmp_path / "目录.pdf", [TITLE, table(row("1", "评估", "备案"))], [words, "2 补贴 津贴 名称"])
    found = read_directory(path, None)
    assert len(found.entries) == 1
    assert "目录.pdf 第2页：像是目录表格但没有框线" in found.problems[0]


def test_a_problem_names_the_page(tmp_path: Path) -> None:
    nameless = ["3", *[""] * 10]
    path = pdf(
        tmp_path / "目录.pdf", [TITLE, table(row("1", "评估", "备案"))], [table(row("2", "补贴", "津贴"), nameless)]
    )
    (problem,) = read_directory(path, None).problems
    assert problem.startswith("目录.pdf 第2页 A4:K4：")


def test_a_merged_name_printed_on_the_page_after_it_began(tmp_path: Path) -> None:
    path = pdf(
        tmp_path / "a.pdf",
        [TITLE, table(row("1", "补贴", "津贴"), row("2", "", "机构评估"), row("3", "^", "等级"))],
        [table(row("4", "评估", "备案"), row("5", "^", "名单"))],
        [table(row("6", "", "公告"), row("7", "^", "通知"))],
    )
    names = [(entry.seq, entry.level1) for entry in reading(path).entries]
    assert names == [("1", "补贴"), *((number, "评估") for number in "234567")]


def test_text_printed_over_another_cell_is_said(tmp_path: Path) -> None:
    def over(canvas: Canvas, x: float, y: float) -> None:
        canvas.drawString(x + 3, y + 2, "备案名单")

    path = pdf(tmp_path / "目录.pdf", [TITLE, table(row("1", "评估", "机构评估"), shapes={(2, 2): over})])
    (problem,) = read_directory(path, None).problems
    assert problem.startswith("目录.pdf 第1页第3行有文字相互重叠")


def test_locked_files(tmp_path: Path) -> None:
    content = [TITLE, table(row("1", "评估", "备案"))]
    locked = pdf(tmp_path / "目录.pdf", content, password=StandardEncryption("1234"))
    with pytest.raises(UserError, match="打开密码"):
        reader.sheets_of(locked)


def test_a_file_that_only_its_owner_may_change_opens(tmp_path: Path) -> None:
    path = tmp_path / "目录.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("", ownerPassword="1234", canModify=0))
    canvas.grid([100, 200, 300], [100, 130])
    canvas.drawString(110, 110, "A")
    canvas.drawString(210, 110, "B")
    canvas.save()
    assert texts(reader.sheets_of(path)[0]) == [["A", "B"]]


def test_letters_without_meaning_are_no_text(tmp_path: Path) -> None:
    # The library forgets to lock the font's character set with the rest: its letters cannot be told any more.
    lock = StandardEncryption("", ownerPassword="1234")
    path = pdf(tmp_path / "目录.pdf", [TITLE, table(row("1", "评估", "备案"))], password=lock)
    with pytest.raises(UserError, match="没有可读的文字层"):
        reader.sheets_of(path)


@pytest.mark.parametrize("kept", [0.9, 0.5, 0.1])
def test_a_truncated_file_is_refused_or_read_right(tmp_path: Path, kept: float) -> None:
    path = pdf(tmp_path / "目录.pdf", [TITLE, table(row("1", "评估", "备案"))])
    contents = path.read_bytes()
    path.write_bytes(contents[: int(len(contents) * kept)])
    with pytest.raises(UserError, match=r"目录\.pdf"):
        reader.sheets_of(path)


def test_a_stream_that_inflates_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_LARGEST_STREAM", 100_000)
    canvas = Canvas(str(tmp_path / "目录.pdf"), pageCompression=1)
    canvas.drawString(10, 10, "0" * 200_000)
    canvas.save()
    with pytest.raises(UserError, match="过大"):
        reader.sheets_of(tmp_path / "目录.pdf")


def test_a_page_drawn_with_more_than_a_table_needs_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_LARGEST_PAGE", 20_000)
    large = table(*(row(str(number), "评估", f"备案{number}") for number in range(2, 30)))
    found = read_directory(pdf(tmp_path / "目录.pdf", [TITLE, table(row("1", "评估", "备案"))], [large]), None)
    assert [entry.seq for entry in found.entries] == ["1"]
    assert found.problems[0].startswith("目录.pdf 第2页：内容过于庞大")


def test_too_many_pages_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_MOST_PAGES", 2)
    with pytest.raises(UserError, match="超过2页"):
        reader.sheets_of(pdf(tmp_path / "a.pdf", ["甲"], ["乙"], ["丙"]))


@pytest.mark.parametrize(
    ("lines", "right", "text"),
    [
        ([("自该信息形", 40), ("成之日起", 32)], 44.0, "自该信息形成之日起"),
        ([("名称", 16), ("地点", 16)], 44.0, "名称\n地点"),
        ([("1.办事指南", 40), ("2.办理结果", 40)], 44.0, "1.办事指南\n2.办理结果"),
        ([("联系电话是", 32), ("12345", 20)], 44.0, "联系电话是12345"),
        ([("名称（一", 32), ("般），地点", 40)], 44.0, "名称（一般），地点"),
        ([("gov", 36), ("cn", 12)], 44.0, "gov cn"),
        ([("《意见》", 32), ("（中办发", 32)], 44.0, "《意见》（中办发"),
    ],
)
def test_lines_that_a_cell_only_wrapped(lines: list[tuple[str, float]], right: float, text: str) -> None:
    made = [
        Line(words, 0.0, 10.0 * number, width, 10.0 * number + 8, 8.0) for number, (words, width) in enumerate(lines)
    ]
    assert unwrapped(made, right) == text


def test_lines_that_do_not_quite_meet_or_are_drawn_twice() -> None:
    across = [Segment(at, 0.0, 200.0) for at in (0.0, 1.2, 20.0, 40.0)]
    down = [Segment(0.0, 1.0, 41.0), Segment(100.0, 0.0, 18.5), Segment(100.0, 20.5, 40.0), Segment(200.0, 0.0, 40.0)]
    (grid,) = grids(across, down)
    assert grid.cells == ((0, 0, 0, 0), (0, 1, 0, 1), (1, 0, 1, 0), (1, 1, 1, 1))
    assert grid.place(150.0, 30.0) == (1, 1)
    assert grid.place(250.0, 30.0) is None


def test_lines_of_a_frame_are_no_table() -> None:
    frame = [Segment(at, 0.0, 200.0) for at in (0.0, 300.0)]
    assert grids(frame, [Segment(at, 0.0, 300.0) for at in (0.0, 200.0)]) == []
