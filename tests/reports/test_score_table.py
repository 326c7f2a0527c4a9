"""得分表: ranks within one class and by fit rounds only, ranges where there are doubts, vetoes and red lines apart."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inspection.types.office import District
from inspection.types.paperwork import EarlierDistrict, EarlierRound, ItemChanges
from inspection.types.score import Score
from reports.view import DistrictView
from reports.writers.score_table import ranks, write
from tests.reports.small_round import small_round


def _score(district: str, low: float | None, high: float | None = None, **more: Any) -> Score:
    high = low if high is None else high
    given: dict[str, Any] = {
        "level": "district", "round": "2026-11", "district": district, "unit_class": None, "unit": None, "domain": None,
        "level1": None, "level2": None, "items": 10, "points": low if low == high else None, "low": low, "high": high,
        "deducted": 0.0, "unverifiable": 0, "undecided": 0, "change": None, "compared": 0, "vetoes": (), "red_lines": 0,
        "reason": "", "pack": "口径 1", "directories": "d", "sample": None,
    }  # fmt: skip
    return Score(**(given | more))


def _districts(**unfit: tuple[str, ...]) -> tuple[DistrictView, ...]:
    kinds = {"linjiang": "区", "wanghu": "区", "beishan": "区", "xincheng": "功能区"}
    names = {"linjiang": "临江区", "wanghu": "望湖区", "beishan": "北山区", "xincheng": "新城开发区"}
    return tuple(DistrictView(District(id_, names[id_], kind), unfit=unfit.get(id_, ())) for id_, kind in kinds.items())


def _rows(folder: Path, sheet: str, scores: list[Score], **unfit: tuple[str, ...]) -> list[tuple[Any, ...]]:
    view = replace(small_round(), districts=_districts(**unfit), scores=tuple(scores))
    (path,) = write(view, folder)
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(min_row=4, values_only=True))


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([(90, 90), (80, 80), (85, 85)], ["1", "3", "2"]),
        ([(90, 90), (90, 90), (85, 85)], ["1", "1", "3"]),
        ([(80, 95), (90, 90), (70, 70)], ["1–2", "1–2", "3"]),
        ([(0, 100), (90, 90), (70, 70)], ["1–3", "1–2", "2–3"]),
        ([(90, 90)], []),
    ],
)
def test_ranks_are_as_sure_as_points(points: list[tuple[float, float]], expected: list[str]) -> None:
    given = {place: _score("x", low, high) for place, (low, high) in enumerate(points)}
    assert list(ranks(given, lambda _: None).values()) == expected


def test_what_has_no_points_has_no_rank() -> None:
    assert ranks({"a": _score("a", None), "b": _score("b", 1.0), "c": _score("c", 2.0)}, lambda _: 0) == {
        "b": "2", "c": "1"
    }  # fmt: skip


def test_classes_are_never_mixed_and_unfit_rounds_not_ranked(tmp_path: Path) -> None:
    scores = [_score("linjiang", 80.0), _score("wanghu", 90.0), _score("beishan", 99.0), _score("xincheng", 70.0)]
    rows = _rows(tmp_path, "区得分", scores, beishan=("40 个栏目列表中有 20 个未能读全",))
    ranked = {row[1]: (row[0], row[2], row[3]) for row in rows}
    assert ranked == {
        "北山区": ("区", "不参加", 99), "望湖区": ("区", "1", 90), "临江区": ("区", "2", 80),
        "新城开发区": ("功能区", "—", 70),
    }  # fmt: skip


def test_other_rules_are_not_compared(tmp_path: Path) -> None:
    scores = [_score("linjiang", 80.0), _score("wanghu", 90.0, pack="口径 2"), _score("beishan", 99.0)]
    ranked = {row[1]: row[2] for row in _rows(tmp_path, "区得分", scores)}
    assert ranked == {"北山区": "1", "望湖区": "—", "临江区": "2"}


def test_doubts_vetoes_and_red_lines_stand_beside_the_points(tmp_path: Path) -> None:
    one = _score("linjiang", 60.0, 75.5, unverifiable=2, undecided=1, vetoes=("空白栏目6个",), red_lines=1)
    (row,) = _rows(tmp_path, "区得分", [one])
    assert row[3:9] == (None, 60, 75.5, 10, 2, 1) and row[11:13] == ("空白栏目6个", 1)


def test_units_are_ranked_in_their_class_alone(tmp_path: Path) -> None:
    def unit(name: str, kind: str | None, low: float) -> Score:
        return _score("linjiang", low, level="unit", unit=name, unit_class=kind)

    units = [unit("教育局", "区属", 70.0), unit("民政局", "区属", 90.0), unit("东岸镇", "镇街", 60.0),
             unit("西岸镇", "镇街", 50.0), unit("水文站", None, 99.0)]  # fmt: skip
    ranked = {row[2]: row[3] for row in _rows(tmp_path, "单位", [_score("linjiang", 70.0), *units])}
    assert ranked == {"教育局": "2", "民政局": "1", "东岸镇": "1", "西岸镇": "2", "水文站": "—"}


def test_items_say_why_they_have_no_points(tmp_path: Path) -> None:
    item = _score("linjiang", None, level="item", domain="义务教育", level1="招生", reason="未到公开期限，不计分")
    (row,) = _rows(tmp_path, "事项", [_score("linjiang", None), item])
    assert row[5:8] == (None, None, None) and row[10] == "未到公开期限，不计分"


def test_nothing_scored_nothing_written(tmp_path: Path) -> None:
    assert write(small_round(), tmp_path) == []


_UNFIT = ("40 个栏目列表中有 20 个未能读全",)


def _earlier(round_: str, on: date, *scores: Score, unfit: tuple[str, ...] = ()) -> EarlierRound:
    each = [
        EarlierDistrict(id_, on, {}, {}, tuple(one for one in scores if one.district == id_), unfit)
        for id_ in dict.fromkeys(one.district for one in scores)
    ]
    return EarlierRound(round_, on, tuple(each))


def _book(folder: Path, scores: list[Score], *earlier: EarlierRound, **more: Any) -> openpyxl.Workbook:
    districts = more.pop("districts", _districts())
    view = replace(small_round(), districts=districts, scores=tuple(scores), earlier=earlier, **more)
    (path,) = write(view, folder)
    return openpyxl.load_workbook(path)


def _cells(book: openpyxl.Workbook, sheet: str) -> list[tuple[Any, ...]]:
    return list(book[sheet].iter_rows(min_row=4, values_only=True))


def test_the_round_before_stands_beside_this_one(tmp_path: Path) -> None:
    def unit(name: str, low: float, **more: Any) -> Score:
        return _score("linjiang", low, level="unit", unit=name, unit_class="区属", **more)

    before = _earlier("2026-10", date(2026, 10, 16), _score("linjiang", 70.0), unit("教育局", 60.0), unit("旧局", 5.0))
    longer = _earlier("2026-09", date(2026, 9, 16), _score("linjiang", 10.0))
    now = [
        _score("linjiang", 60.0, 80.0, change=-2.5, compared=8), _score("wanghu", 90.0),
        unit("教育局", 66.0, change=6.0, compared=3, pack="口径 2"), unit("新局", 50.0),
    ]  # fmt: skip
    rows = _cells(_book(tmp_path, now, longer, before), "较上批次")
    told = {(row[1], row[2] or ""): row[3:] for row in rows}
    assert told["临江区", ""] == (
        "2026年10月巡查", 70, 70, 60, 80, -2.5, 8, "下降", "得分是区间"
    )  # fmt: skip
    assert told["望湖区", ""][-2:] == ("新列入", "此前没有巡查过该区")
    assert told["临江区", "教育局"][5:] == (6, 3, "上升", "两个批次的检查口径不同")
    assert told["临江区", "新局"][7] == "新列入" and told["临江区", "旧局"][7] == "不再列入"


@pytest.mark.parametrize(("now", "then", "said"), [(_UNFIT, (), "本批次"), ((), _UNFIT, "上批次")])
def test_unfit_rounds_are_compared_with_none(
    tmp_path: Path, now: tuple[str, ...], then: tuple[str, ...], said: str
) -> None:
    before = _earlier("2026-10", date(2026, 10, 16), _score("linjiang", 70.0), unfit=then)
    scores = [_score("linjiang", 60.0, change=-9.0, compared=4)]
    book = _book(tmp_path, scores, before, districts=_districts(linjiang=now))
    (row,) = _cells(book, "较上批次")
    assert row[8:] == (None, None, "不比较", f"{said}不宜用于评分：{_UNFIT[0]}")
    low, high = (row for row in _cells(book, "走势"))
    assert (None in low[2:4]) and low[2:4] == high[2:4] and "不宜用于评分" in low[4]


def test_the_course_of_a_year_is_drawn_for_each_district(tmp_path: Path) -> None:
    before = _earlier("2026-10", date(2026, 10, 16), _score("linjiang", 70.0), _score("wanghu", 40.0, 50.0))
    book = _book(tmp_path, [_score("linjiang", 60.0, 80.0), _score("wanghu", 90.0)], before)
    assert _cells(book, "走势") == [
        ("临江区", "最低", 70, 60, None), ("临江区", "最高", 70, 80, None),
        ("望湖区", "最低", 40, 90, None), ("望湖区", "最高", 50, 90, None),
    ]  # fmt: skip
    drawn = zipfile.ZipFile(tmp_path / "得分表.xlsx")
    charts = [name for name in drawn.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 2 and "临江区" in drawn.read(charts[0]).decode()


def test_new_and_renamed_items_are_said(tmp_path: Path) -> None:
    changes = ItemChanges(
        renamed=((("养老服务", "旧名", ""), ("养老服务", "新名", "")),), added=(("救灾", '=cmd|"x"', "二级"),),
        gone=(("救灾", "没有了", ""),),
    )  # fmt: skip
    districts = (replace(_districts()[0], changes=changes), *_districts()[1:])
    rows = _cells(_book(tmp_path, [_score("linjiang", 60.0)], districts=districts), "事项变动")
    assert rows == [
        ("临江区", "新增", "救灾", '=cmd|"x"', "二级", None),
        ("临江区", "改名", "养老服务", "新名", None, "养老服务 / 旧名"),
        ("临江区", "不再列入", "救灾", "没有了", None, None),
    ]  # fmt: skip


def test_a_first_round_looks_back_on_nothing(tmp_path: Path) -> None:
    names = _book(tmp_path, [_score("linjiang", 60.0)]).sheetnames
    assert not {"较上批次", "走势", "事项变动"} & set(names)


def test_written_twice_it_is_the_same(tmp_path: Path) -> None:
    before = _earlier("2026-10", date(2026, 10, 16), _score("linjiang", 70.0))
    _book(tmp_path, [_score("linjiang", 60.0)], before)
    first = (tmp_path / "得分表.xlsx").read_bytes()
    _book(tmp_path, [_score("linjiang", 60.0)], before)
    assert (tmp_path / "得分表.xlsx").read_bytes() == first
