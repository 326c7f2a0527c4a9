"""Directory files as offices make them, read whole."""

from pathlib import Path

import pytest

from directories.grid import Origin, read_grid
from directories.reading import read_directory
from directories.sheet import sheet_of
from inspection.types.directory import Entry, Limit
from tests.directories.made import BOXES, LIMIT, TOP, UNDER, matter, workbook

HERE = Path(__file__).parent
TICKED = ("政府网站", "公开查阅点", "社区/企事业单位/村公示栏(电子屏)")


def read_rows(rows: list[list[str]], name: str | None = None, file: str | None = None) -> tuple[list[Entry], list[str]]:
    reading = read_grid(sheet_of(name, rows), Origin("linjiang", "目录.csv", file))
    return list(reading.entries), list(reading.problems)


class TestWorkbook:
    @pytest.fixture
    def entries(self, tmp_path: Path) -> tuple[Entry, ...]:
        return read_directory(workbook(tmp_path / "目录.xlsx"), "linjiang").entries

    def test_names_places_and_domains(self, entries: tuple[Entry, ...]) -> None:
        assert [(e.domain, e.level1, e.level2, e.seq, e.cells) for e in entries] == [
            ("公共文化服务", "政策法规", "法律法规", "1", "A5:N5"),
            ("公共文化服务", "政策法规", "行政规范性文件", "2", "A6:N6"),
            ("公共文化服务", "公共服务", "免费开放信息", "3", "A7:N7"),
            ("救灾", "灾后救助", None, "1", "A11:N11"),
            ("救灾", "款物管理", "捐赠款物信息", "3", "A13:N13"),
        ]

    def test_ditto_takes_the_limit_above(self, entries: tuple[Entry, ...]) -> None:
        assert entries[1].time_limit == LIMIT
        assert entries[1].limits == (Limit("deadline", n=20, unit="workday", anchor="created_or_changed"),)

    def test_ticks(self, entries: tuple[Entry, ...]) -> None:
        assert [(e.audience, e.method, e.level) for e in entries] == [
            ("public", "proactive", ("county",)),
            ("public", "proactive", ("county", "township", "village")),
            ("both", "proactive", ("county",)),
            ("group", "on_request", ("county",)),
            ("public", "proactive", ("county",)),
        ]
        assert {e.channels for e in entries} == {TICKED}

    def test_a_row_with_nothing_but_its_number_is_a_problem(self, tmp_path: Path) -> None:
        problems = read_directory(workbook(tmp_path / "目录.xlsx"), None).problems
        assert len(problems) == 1
        assert "目录.xlsx 工作表“标准目录” A12:N12：该行只有序号" in problems[0]

    def test_tables_as_understood(self, tmp_path: Path) -> None:
        tables = read_directory(workbook(tmp_path / "目录.xlsx"), None).tables
        assert [(t.domain, t.rows) for t in tables] == [("公共文化服务", 3), ("救灾", 2)]
        assert tables[0].title == "（一）公共文化服务领域基层政务公开标准目录"
        assert tables[0].header[:5] == ("序号", "公开事项", "一级事项", "二级事项", "公开内容要素")
        assert [table.cells for table in tables] == ["A3:N7", "A9:N13"]
        assert tables[0].fields == (
            "seq", "level1", "level2", "elements", "basis", "time_limit", "publisher", "channels", "public", "group",
            "proactive", "on_request", "level",
        )  # fmt: skip


class TestPage:
    """page.html: a layout table around the directory, a header repeated, spans, a matter over two rows."""

    @pytest.fixture
    def entries(self) -> tuple[Entry, ...]:
        return read_directory(HERE / "page.html", "wanghu").entries

    def test_header_repeated_at_a_page_break_is_dropped(self, entries: tuple[Entry, ...]) -> None:
        assert [(e.domain, e.level1, e.level2) for e in entries] == [
            ("养老服务", "养老服务通用政策", "国家和地方层面养老服务相关法律法规"),
            ("养老服务", "养老服务通用政策", "养老服务扶持政策措施"),
            ("养老服务", "养老服务行业管理信息", "养老机构备案信息"),
            ("养老服务", "养老服务行业管理信息", "养老机构评估信息"),
        ]

    def test_rows_of_one_matter_are_joined(self, entries: tuple[Entry, ...]) -> None:
        joined = entries[1]
        assert joined.cells == "A4:N5"
        assert joined.elements == ("扶持政策措施名称", "部门名称")
        assert joined.channels == ("公开查阅点",)
        assert joined.basis == ("《中华人民共和国老年人权益保障法》", "《养老机构管理办法》")
        assert joined.level == ("county", "township")

    def test_ticks_of_a_row_that_ends_early_are_unknown(self, entries: tuple[Entry, ...]) -> None:
        assert (entries[2].audience, entries[2].method, entries[2].level) == (None, None, ())

    def test_a_row_whose_cells_cannot_be_placed_is_a_problem(self) -> None:
        problems = read_directory(HERE / "page.html", None).problems
        assert len(problems) == 2
        assert "A10:N10：该行单元格数少于表头" in problems[0]

    def test_ticks_that_are_unknown_are_said_so_and_are_no_field_of_the_table(self) -> None:
        reading = read_directory(HERE / "page.html", None)
        assert "公开对象、公开方式、公开层级按未知处理" in reading.problems[1]
        assert not {"public", "group", "proactive", "on_request", "level"} & set(reading.tables[0].fields)
        assert "publisher" in reading.tables[0].fields


def test_gb18030_text_with_lost_merges(tmp_path: Path) -> None:
    rows = [
        ["临江区养老服务领域基层政务公开标准目录"],
        TOP,
        UNDER,
        matter("1", "通用政策", "扶持政策"),
        matter("2", "", "办事指南", "同上"),
    ]
    text = "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    path = tmp_path / "养老.csv"
    path.write_bytes(text.encode("gb18030"))
    entries = read_directory(path, None).entries
    assert [(e.domain, e.level1, e.level2, e.cells) for e in entries] == [
        ("养老服务", "通用政策", "扶持政策", "A4:N4"),
        ("养老服务", "通用政策", "办事指南", "A5:N5"),
    ]
    assert entries[1].time_limit == LIMIT


def test_nothing_is_carried_into_the_next_domain() -> None:
    rows = [
        ["（一）救灾领域基层政务公开标准目录"], TOP, UNDER, matter("1", "灾后救助", "受灾人员冬春救助", "每季度更新"),
        ["（二）养老服务领域基层政务公开标准目录"], matter("1", "", "养老机构备案", "同上"),
    ]  # fmt: skip
    entries, _ = read_rows(rows)
    assert [(e.domain, e.level1, e.level2) for e in entries] == [
        ("救灾", "灾后救助", "受灾人员冬春救助"),
        ("养老服务", None, "养老机构备案"),
    ]
    assert entries[1].limits == (Limit("reference"),)


def test_columns_in_another_order_renamed_and_added() -> None:
    row = {
        "一级目录": "政策文件",
        "序号": "1",
        "二级目录": "行政法规",
        "责任部门": "区应急管理局",
        "更新频次": "每月更新",
        "公开渠道": "政府网站、公示栏",
        "公开依据": "《安全生产法》",
        "公开内容": "名称；文号",
        "备注": "无",
        "公开对象": "全社会",
        "公开方式": "主动",
        "公开层级": "县级、乡级",
    }
    rows = [list(row), list(row.values())]
    entries, problems = read_rows(rows, name="安全生产")
    assert problems == []
    entry = entries[0]
    assert (entry.domain, entry.level1, entry.level2, entry.publisher) == (
        "安全生产",
        "政策文件",
        "行政法规",
        ("区应急管理局",),
    )
    assert (entry.time_limit, entry.elements, entry.channels) == ("每月更新", ("名称", "文号"), ("政府网站", "公示栏"))
    assert (entry.audience, entry.method, entry.level) == ("public", "proactive", ("county", "township"))


def test_table_without_second_level_and_domain_from_a_column() -> None:
    rows = [
        ["公开领域", "事项名称", "公开内容（要素）", "公开时限", "公开责任单位"],
        ["环境保护", "公开环保工作动态", "工作动态", "及时公开", "生态环境分局"],
    ]
    entries, _ = read_rows(rows)
    assert [(e.domain, e.level1, e.level2) for e in entries] == [("生态环境", "公开环保工作动态", None)]


@pytest.mark.parametrize(
    ("second", "county"),
    [(["市级", "县级", "乡级"], ("township",)), (["市级", "镇（街）级", "村级"], ("county", "township"))],
)
def test_prefecture_column_is_not_ours_beside_a_county_column(second: list[str], county: tuple[str, ...]) -> None:
    top = ["序号", "一级事项", "二级事项", "公开内容", "公开时限", "公开层级", "", ""]
    rows = [top, ["", "", "", "", "", *second], ["1", "甲事项", "乙事项", "名称", "及时公开", "√", "", "√"]]
    rows[2][6:] = ["", "√"] if "县级" in second else ["√", ""]
    entries, _ = read_rows(rows, name="救灾")
    assert entries[0].level == county


def test_header_with_lost_letters_and_the_first_level_printed_twice() -> None:
    rows = [
        ["序号", "一级事项", "一级事项", "开内容", "开依据", "公开时", "开主体", "公开对", "公开方", "公开层"],
        ["1", "政策", "法规", "名称", "《统计法》", "长期", "区统计局", "全社会", "主动", "县级"],
    ]
    entries, _ = read_rows(rows, name="统计")
    assert (entries[0].level1, entries[0].level2, entries[0].publisher) == ("政策", "法规", ("区统计局",))
    assert (entries[0].audience, entries[0].method, entries[0].level) == ("public", "proactive", ("county",))


def test_merged_public_heading_without_second_row_leaves_ticks_unknown() -> None:
    rows = [
        ["序号", "一级事项", "二级事项", "公开内容", "公开时限", "公开对象", "公开对象"],
        ["1", "甲事项", "乙事项", "名称", "及时公开", "√", ""],
    ]
    sheet = sheet_of("救灾", rows, [(0, 5, 0, 6)])
    assert read_grid(sheet, Origin(None, "目录.xlsx")).entries[0].audience is None


def test_cells_left_out_at_the_beginning_of_a_row() -> None:
    rows = [
        [cell for cell in TOP if cell], matter("1", "政策", "法规")[:8], matter("2", "", "指南")[2:8],
    ]  # fmt: skip
    rows[0] = ["序号", "一级事项", "二级事项", *TOP[3:8]]
    entries, problems = read_rows(rows, name="统计")
    assert problems == []
    assert [(e.level1, e.level2, e.elements) for e in entries] == [
        ("政策", "法规", ("名称", "地点")),
        ("政策", "指南", ("名称", "地点")),
    ]


def test_limit_and_body_said_once_above_the_table() -> None:
    rows = [
        ["望湖区统计领域政务公开标准目录"], ["公开时限：信息形成之日起10个工作日内 公开主体：望湖区统计局"],
        ["序号", "一级事项", "二级事项", "公开内容", "公开依据"], ["1", "统计数据", "统计公报", "公报", "《统计法》"],
    ]  # fmt: skip
    entry = read_rows(rows)[0][0]
    assert entry.limits == (Limit("deadline", n=10, unit="workday", anchor="created_or_changed"),)
    assert entry.publisher == ("望湖区统计局",)


def test_element_row_with_a_limit_of_its_own_joins_its_matter() -> None:
    rows = [
        ["序号", "一级事项", "二级事项", "公开内容", "公开时限"],
        ["1", "行政许可", "医疗机构设置审批", "办事指南", "信息形成之日起20个工作日内"],
        ["", "", "", "结果信息", "信息形成之日起7个工作日内"],
    ]
    entries, _ = read_rows(rows, name="医疗卫生")
    assert len(entries) == 1
    assert entries[0].cells == "A2:E3"
    assert entries[0].elements == ("办事指南", "结果信息")
    assert [(limit.n, limit.applies_to) for limit in entries[0].limits] == [(20, None), (7, "结果信息")]


def test_a_lower_level_is_not_carried_under_a_new_higher_one() -> None:
    rows = [
        ["序号", "一级事项", "二级事项", "三级事项", "公开内容"],
        ["1", "甲", "乙", "丙", "名称"],
        ["2", "", "", "丁", "名称"],
        ["3", "戊", "", "己", "名称"],
    ]
    entries, _ = read_rows(rows, name="统计")
    assert [(e.level1, e.level2, e.level3) for e in entries] == [
        ("甲", "乙", "丙"),
        ("甲", "乙", "丁"),
        ("戊", None, "己"),
    ]


def test_notes_are_passed_over_and_unknown_lines_are_problems() -> None:
    rows = [
        ["序号", "一级事项", "二级事项", "公开内容"],
        ["1", "甲", "乙", "名称"],
        ["注：本目录由区政务公开办公室解释。"],
        ["其他各项事务"],
    ]
    entries, problems = read_rows(rows, name="统计")
    assert len(entries) == 1
    assert len(problems) == 1
    assert "A4:D4：“其他各项事务”未能识别" in problems[0]


def test_boxes_one_to_a_line_are_gathered() -> None:
    rows = [TOP, UNDER, matter("1", "政策", "法规", channels="■政府网站")]
    rows += [[*[""] * 7, box, *[""] * 6] for box in ("□政府公报", "■两微一端")]
    entries, _ = read_rows(rows, name="救灾")
    assert [(e.cells, e.channels) for e in entries] == [("A3:N5", ("政府网站", "两微一端"))]


def test_rows_of_no_domain_are_a_problem_and_not_lost() -> None:
    entries, problems = read_rows([["序号", "一级事项", "二级事项", "公开内容"], ["1", "甲事项", "乙事项", "名称"]])
    assert entries == []
    assert len(problems) == 1
    assert "领域" in problems[0]


def test_domain_of_the_file_name_is_the_last_resort() -> None:
    entries, _ = read_rows(
        [["序号", "一级事项", "二级事项", "公开内容"], ["1", "甲事项", "乙事项", "名称"]], file="救灾"
    )
    assert entries[0].domain == "救灾"


def test_boxes_of_the_fixture_are_the_national_list() -> None:
    assert BOXES.count("□") + BOXES.count("■") == 13
