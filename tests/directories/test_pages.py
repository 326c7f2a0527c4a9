"""Tables that go on over page breaks: what the next page's rows belong to."""

from directories.grid import GridReading, Origin, read_sheets
from directories.sheet import Sheet, sheet_of
from inspection.types.directory import Entry

HEADER = ["序号", "一级事项", "二级事项", "公开内容", "公开依据", "公开时限", "公开主体"]
ORIGIN = Origin("linjiang", "统计.pdf", "统计")
LIMIT = "信息形成之日起20个工作日内"


def row(seq: str, level1: str, level2: str, elements: str = "名称", limit: str = LIMIT) -> list[str]:
    return [seq, level1, level2, elements, "《统计法》", limit, "区统计局"]


def page(number: int, *rows: list[str], caption: str | None = None, name: str | None = None) -> Sheet:
    return sheet_of(name or f"第{number}页", list(rows), caption=caption)


def read(*pages: Sheet, origin: Origin = ORIGIN) -> tuple[list[Entry], list[str]]:
    readings: list[GridReading] = read_sheets(pages, origin)
    return [e for reading in readings for e in reading.entries], [p for reading in readings for p in reading.problems]


def test_row_broken_over_the_page_is_joined_to_its_matter() -> None:
    rest = ["", "", "", "来源\n方法", "《统计法实施条例》", "", ""]
    entries, problems = read(
        page(1, HEADER, row("1", "数据", "公报"), row("2", "数据", "年鉴")),
        page(2, HEADER, rest, row("3", "制度", "办法")),
    )
    assert problems == []
    assert [(e.level2, e.elements, e.basis, e.sheet, e.cells) for e in entries] == [
        ("公报", ("名称",), ("《统计法》",), "第1页", "A2:G2"),
        ("年鉴", ("名称", "来源", "方法"), ("《统计法》", "《统计法实施条例》"), "第1页", "A3:G3"),
        ("办法", ("名称",), ("《统计法》",), "第2页", "A3:G3"),
    ]


def test_limit_cut_in_its_middle_is_one_limit() -> None:
    first, rest = row("1", "数据", "公报", limit="信息形成之日起20个"), ["", "", "", "", "", "工作日内", ""]
    entries, _ = read(page(1, HEADER, first), page(2, HEADER, rest, row("2", "数据", "年鉴")))
    assert [entry.time_limit for entry in entries] == [LIMIT, LIMIT]


def test_matter_that_runs_over_three_pages() -> None:
    first, second = ["", "", "", "来源", "《甲法》", "", ""], ["", "", "", "方法", "《乙法》", "", ""]
    entries, problems = read(page(1, HEADER, row("1", "数据", "公报")), page(2, HEADER, first), page(3, HEADER, second))
    assert problems == []
    assert [(e.elements, e.basis) for e in entries] == [
        (("名称", "来源", "方法"), ("《统计法》", "《甲法》", "《乙法》"))
    ]


def test_page_without_header_goes_on_also_with_half_a_row() -> None:
    entries, problems = read(
        page(1, HEADER, row("1", "数据", "公报")),
        page(2, ["", "", "", "来源", "", "", ""], row("2", "", "年鉴", limit="同上")),
    )
    assert problems == []
    assert [(e.level1, e.level2, e.elements, e.time_limit) for e in entries] == [
        ("数据", "公报", ("名称", "来源"), LIMIT),
        ("数据", "年鉴", ("名称",), LIMIT),
    ]


def test_merged_first_level_goes_on_under_the_header_printed_again() -> None:
    entries, problems = read(
        page(1, HEADER, row("1", "数据", "公报")), page(2, HEADER, row("2", "", "年鉴"), row("3", "制度", "办法"))
    )
    assert problems == []
    assert [(e.level1, e.level2) for e in entries] == [("数据", "公报"), ("数据", "年鉴"), ("制度", "办法")]


def test_nothing_goes_on_where_the_numbers_begin_anew() -> None:
    entries, _ = read(page(1, HEADER, row("1", "数据", "公报")), page(2, HEADER, row("1", "", "年鉴")))
    assert [(e.level1, e.level2) for e in entries] == [("数据", "公报"), (None, "年鉴")]


def test_nothing_goes_on_under_a_caption_of_another_domain() -> None:
    caption = "临江区养老服务领域基层政务公开标准目录"
    entries, problems = read(
        page(1, HEADER, row("1", "数据", "公报")),
        page(2, HEADER, ["", "", "", "来源", "", "", ""], row("2", "", "评估"), caption=caption),
    )
    assert [(e.domain, e.level1, e.level2, e.elements) for e in entries] == [
        ("统计", "数据", "公报", ("名称",)),
        ("养老服务", None, "评估", ("名称",)),
    ]
    assert len(problems) == 1
    assert "第2页” A2:G2：该行没有一级、二级事项名称" in problems[0]


def test_sheet_with_a_name_of_its_own_takes_no_first_level() -> None:
    rows = [["一级事项", "二级事项", "公开内容", "公开时限"], ["", "年鉴", "名称", LIMIT]]
    first = [rows[0], ["数据", "公报", "名称", LIMIT]]
    entries, _ = read(sheet_of("汇总", first), sheet_of("补充", rows))
    assert [(e.level1, e.level2) for e in entries] == [("数据", "公报"), (None, "年鉴")]
    entries, _ = read(page(1, *first), page(2, *rows))
    assert [(e.level1, e.level2) for e in entries] == [("数据", "公报"), ("数据", "年鉴")]


def test_domain_of_the_first_page_goes_on_before_that_of_the_file() -> None:
    entries, _ = read(
        page(1, HEADER, row("1", "评估", "机构评估"), caption="养老服务领域标准目录"),
        page(2, HEADER, row("2", "", "备案")),
        origin=Origin(None, "目录.pdf", "统计"),
    )
    assert [(e.domain, e.level1) for e in entries] == [("养老服务", "评估"), ("养老服务", "评估")]


def test_further_table_without_header_and_with_other_columns_is_a_problem() -> None:
    rows = [["1", "数据", "公报", "《统计法》", LIMIT, "区统计局"]]
    entries, problems = read(page(1, HEADER, row("1", "数据", "公报")), page(2, *rows))
    assert len(entries) == 1
    assert len(problems) == 1
    assert "第2页" in problems[0]
    assert "没有表头" in problems[0]


def test_sheet_named_after_two_domains_belongs_to_neither() -> None:
    entries, problems = read(page(1, HEADER, row("1", "登记", "参保"), name="就业和社会保险"))
    assert entries == []
    assert "无法判断这1行属于哪个领域" in problems[0]
