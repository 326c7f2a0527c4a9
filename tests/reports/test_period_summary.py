"""半年、全年总结 from made views: what each figure counts, unfit rounds said, hostile texts as texts, same bytes."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from inspection.china_time import CHINA
from inspection.types.office import District, Office
from inspection.types.paperwork import EarlierDistrict, RuleText
from inspection.types.period import DistrictPeriod, KindCount, PeriodWork, RoundOfPeriod, Unfinished
from inspection.types.year import Account, AccountLine
from reports.documents import write_paper
from reports.period_rows import PeriodView, left_rows, score_rows, work_rows
from reports.period_summary import summary_book, summary_paper
from tests.reports.small_round import small_round
from tests.reports.test_score_table import _score

PHONE = "13812341234"
HOSTILE = (
    f"=cmd|'/C calc'!A0 <script>alert(1)</script> \u202e\x00\x1b 😀 {{{{ x }}}} {{% raise %}} #panic() ] {PHONE} "
    + "长" * 5000
)


def _rule(code: str, name: str, group: str) -> RuleText:
    return RuleText(code, name, code[0], group, 2, "A", "", "", "", "", "v")


def _view(**changed: object) -> PeriodView:
    small = small_round()
    findings = {one.id: one for one in small.districts[0].findings}
    at = datetime(2026, 11, 20, 9, tzinfo=CHINA)
    left = tuple(
        Unfinished(replace(findings[id_], state="notified", overdue=True, due=date(2026, 11, 27)), "江〔2026〕1号", at)
        for id_ in ("FB2B3C4D5", "FA2B3C4D5")
    )
    fit = EarlierDistrict("linjiang", date(2026, 9, 16), {}, {"content": 8, "missing": 1, "not_due": 4},
                          (_score("linjiang", 80.5),))  # fmt: skip
    unfit = replace(fit, as_of=date(2026, 10, 16), unfit=("列表未读全",))
    rounds = (
        RoundOfPeriod("2026-09", date(2026, 9, 16), fit), RoundOfPeriod("2026-10", date(2026, 10, 16), unfit),
        RoundOfPeriod("2026-11", date(2026, 11, 16), None),
    )  # fmt: skip
    work = PeriodWork(
        {"B02": KindCount(5, 1, 4, 2, 3, 2, 1), "B13": KindCount(2, 0, 2, 1, 1, 1, 0), "C01": KindCount(found=1)},
        {}, 2, 1, 3,
    )  # fmt: skip
    line = AccountLine("网上巡查", 60.0, 48.3, 48.3, "取最近一次", "条例", "来源")
    account = Account(2026, "second", "linjiang", None, (line,), 60.0, 48.3, 48.3, (), ())
    given: dict[str, object] = {
        "office": Office("江州市政务公开办公室", "江州市"), "first": date(2026, 7, 1), "last": date(2026, 12, 31),
        "filled_on": date(2026, 12, 31),
        "districts": (
            DistrictPeriod(District("linjiang", "临江区", "区"), rounds, work, left, 1),
            DistrictPeriod(District("wanghu", "望湖区", "区"), (), PeriodWork()),
        ),
        "rules": {
            "B02": _rule("B02", "应公开未公开", "信息加载"), "B13": _rule("B13", "个人信息", "信息加载"),
            "C01": _rule("C01", "逾期公开", "更新时效"),
        },
        "accounts": (account,),
    } | changed  # fmt: skip
    return PeriodView(**given)  # type: ignore[arg-type]  # as the view has them


def _lines(view: PeriodView) -> str:
    return "\n".join(line for one in summary_paper(view).values["sections"] for line in one["lines"])


def test_every_figure_is_in_the_words() -> None:
    said = _lines(_view())
    assert "2026年下半年共开展网上巡查3次，巡查1个区" in said and "没有巡查记录的：望湖区。" in said
    assert "核实属实的问题8个，期初结转1个；下发问题6个，下发通知2份、函1份。" in said
    assert "整改到位3个，期末尚未到位4个，其中逾期3个；屡查屡犯1个。" in said
    assert "按类别分：信息加载5个、涉及个人信息的问题2个、更新时效1个。" in said
    assert "临江区：尚未整改到位4个，其中逾期3个，其中重大问题1个。" in said
    assert "另有3个系统提示尚未核实" in said and "其中1个问题所在的批次文件夹已不在" in said
    assert "临江区年度指标（2026年下半年）得分48.3分，满分60分" in said


def test_what_the_figures_rest_on_is_told_in_paper_and_book(tmp_path: Path) -> None:
    last = summary_paper(_view()).values["sections"][-1]
    assert last["heading"] == "五、统计口径" and "统计时段2026年7月1日至2026年12月31日" in last["lines"][0]
    path = tmp_path / "a.xlsx"
    path.write_bytes(summary_book(_view()))
    told = [row[1] for row in openpyxl.load_workbook(path)["统计口径"].iter_rows(min_row=4, values_only=True)]
    assert told == last["lines"]


def test_only_fit_rounds_have_points_and_the_others_are_said() -> None:
    (row,) = score_rows(_view())
    assert row[2] == "2026年9月巡查：80.5"
    assert row[3] == "2026年10月巡查不宜用于评分（列表未读全）；2026年11月巡查批次文件夹已不在"
    assert "不宜用于评分，得分不列：临江区2026年10月巡查" in _lines(_view())


def test_personal_data_is_a_number_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(summary_book(_view()))
    rows = {row[0]: row[1] for row in openpyxl.load_workbook(path)["问题类别"].iter_rows(min_row=4, values_only=True)}
    assert rows == {
        "信息加载": 5,
        "　　应公开未公开": 5,
        "更新时效": 1,
        "　　逾期公开": 1,
        "涉及个人信息的问题": 2,
        "合计": 8,
    }


def test_rows_add_up() -> None:
    rows = work_rows(_view())
    assert rows[0][2:9] == rows[-1][2:9] == [8, 1, 6, 3, 4, 3, 1] and rows[1][2:9] == [0] * 7


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        (date(2026, 1, 1), date(2026, 6, 30), "2026年上半年"),
        (date(2026, 1, 1), date(2026, 12, 31), "2026年度"),
        (date(2025, 12, 1), date(2026, 2, 28), "2025年12月1日至2026年2月28日"),
        (date(2025, 1, 1), date(2026, 12, 31), "2025年1月1日至2026年12月31日"),
    ],
)
def test_periods_are_called_by_their_names(first: date, last: date, name: str) -> None:
    assert _view(first=first, last=last).name == name


def test_hostile_texts_are_texts(tmp_path: Path) -> None:
    view = _view()
    one = view.districts[0]
    left = tuple(
        replace(each, finding=replace(each.finding, message=HOSTILE, unit=HOSTILE, level2=HOSTILE), notice=HOSTILE)
        for each in one.left
    )
    district = replace(one, district=District("linjiang", HOSTILE[:200], "区"), left=left)
    view = replace(view, districts=(district,))
    paths = write_paper(summary_paper(view), tmp_path, "总结", None, pdf=True)
    cells = [cell.text for table in Document(str(paths[0])).tables for row in table.rows for cell in row.cells]
    shown = next(text for text in cells if text.startswith("=cmd|"))
    assert "{{ x }}" in shown and "#panic()" in shown and PHONE not in "".join(cells) and "\x00" not in shown
    assert paths[1].read_bytes().startswith(b"%PDF")
    book = tmp_path / "总结.xlsx"
    book.write_bytes(summary_book(view))
    for sheet in openpyxl.load_workbook(book):
        assert all(cell.data_type in ("s", "n") for row in sheet.iter_rows() for cell in row)
    assert left_rows(view)[0][0].startswith("=cmd|")  # type: ignore[union-attr]  # a text


def test_written_twice_it_is_the_same(tmp_path: Path) -> None:
    paths = write_paper(summary_paper(_view()), tmp_path, "总结", None, pdf=True)
    first = [path.read_bytes() for path in paths]
    assert [
        path.read_bytes() for path in write_paper(summary_paper(_view()), tmp_path, "总结", None, pdf=True)
    ] == first
    assert summary_book(_view()) == summary_book(_view())


def test_nothing_known_is_no_praise() -> None:
    empty = _view(districts=(DistrictPeriod(District("wanghu", "望湖区", "区"), (), PeriodWork()),), accounts=())
    said = _lines(empty)
    assert "没有开展网上巡查的记录" in said and "均已整改到位" not in said and "没有宜于评分的批次" in said
