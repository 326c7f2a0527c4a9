"""Points of a round: doubts make a range, what was put right counts, what is not due does not; red lines apart."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from audits.scoring import Scored, scores
from inspection.openness_values import Deduction, NoteScore, ScoreWeight
from inspection.pack_source import Source
from inspection.rule_pack import load_pack
from inspection.rule_values import RulePack
from inspection.types.directory import Entry
from inspection.types.judgement import Coverage, EntryKey, Finding, FindingState, Unit
from inspection.types.page_facts import ElementsFound
from inspection.types.score import Score

SOURCE = Source("江政办发〔2026〕1号", "S")
HOSPITAL, SCHOOL, TOWN, OFFICE = "临江区卫生健康局", "临江区教育局", "东岸镇人民政府", "临江区人民政府办公室"
TAX = "国家税务总局临江区税务局"


def _pack() -> RulePack:
    return replace(
        load_pack("national", date(2026, 11, 30)),
        note_scores={"plain": NoteScore(SOURCE, 80), "asked": NoteScore(SOURCE, 100, ("on_request",))},
        deductions={
            "late": Deduction(SOURCE, 0, 10, ("C01",)), "three": Deduction(SOURCE, 4, 10, (), (3,)),
            "two": Deduction(SOURCE, 10, 30, (), (2,)),
        },
        score_weights={
            "own": ScoreWeight(SOURCE, 60, ("本级",)), "departments": ScoreWeight(SOURCE, 20, ("区属", "派出")),
            "towns": ScoreWeight(SOURCE, 20, ("镇街",)),
        },
    )  # fmt: skip


def _coverage(name: str, state: str = "content", unit: str | None = SCHOOL, trigger: str = "standing") -> Coverage:
    given: Any = (state, trigger)
    return Coverage("2026-11", "linjiang", "义务教育", name, None, unit, given[1], given[0], 1, None, None, (), "")


def _fault(rule: str, name: str | None, state: FindingState = "confirmed", **more: Any) -> Finding:
    given: dict[str, Any] = {
        "id": f"F{rule}{name}", "identity": f"{rule}|{name}", "round": "2026-11", "district": "linjiang",
        "unit": SCHOOL, "domain": "义务教育" if name else None, "level1": name, "level2": None, "column": ("教育",),
        "rule": rule, "rule_name": "", "mode": "A", "severity": 3, "state": state, "title": None, "url": "",
        "message": rule, "demand": "", "basis": "", "found_on": date(2026, 11, 30), "evidence": (),
    }  # fmt: skip
    return Finding(**(given | more))


def _scored(coverage: list[Coverage], findings: list[Finding] | None = None, **more: Any) -> Scored:
    entries = tuple(Entry("linjiang", "目录.xlsx", None, None, None, c.domain, c.level1, None, None) for c in coverage)
    given: dict[str, Any] = {
        "round": "2026-11", "district": "linjiang", "district_name": "临江区", "pack": _pack(), "pack_print": "p",
        "directories": "d", "entries": entries, "coverage": tuple(coverage), "findings": tuple(findings or ()),
    }  # fmt: skip
    return Scored(**(given | more))


def _units() -> tuple[Unit, ...]:
    kinds: dict[str, Any] = {HOSPITAL: "区属", SCHOOL: "区属", TOWN: "镇街", OFFICE: "区属", TAX: "垂直"}
    return tuple(Unit("linjiang", name, None, kind, None, None, None, None) for name, kind in kinds.items())


def _district(scored: Scored, before: Scored | None = None) -> Score:
    return scores(scored, before)[0]


def _item(scored: Scored, name: str) -> Score:
    return next(one for one in scores(scored) if one.level == "item" and one.level1 == name)


def test_what_is_not_due_leaves_the_denominator() -> None:
    state = ["content", "missing", "waived", "not_due", "not_applicable"]
    coverage = [_coverage(f"甲{n}", one) for n, one in enumerate(state)]
    found = _district(_scored(coverage, [_fault("B02", "甲1", severity=2)]))
    assert (found.items, found.points, found.low, found.high) == (2, 50.0, 50.0, 50.0)
    assert [_item(_scored(coverage), f"甲{n}").points for n in (2, 3, 4)] == [None, None, None]


def test_what_could_not_be_verified_or_decided_makes_a_range() -> None:
    coverage = [
        _coverage("甲"),
        _coverage("乙", "unverifiable"),
        _coverage("丙", "missing"),
        _coverage("丁", "missing"),
    ]
    found = _district(
        _scored(coverage, [_fault("B02", "丙", "suspected", severity=2), _fault("B02", "丁", severity=2)])
    )
    assert (found.points, found.low, found.high) == (None, 25.0, 75.0)
    assert (found.unverifiable, found.undecided) == (1, 1)


@pytest.mark.parametrize(
    ("state", "points"),
    [("confirmed", 0.0), ("notified", 0.0), ("unfixed", 0.0), ("fixed", 100.0), ("closed", 100.0), ("rejected", 100.0)],
)
def test_a_missing_item_is_worth_what_became_of_its_fault(state: FindingState, points: float) -> None:
    assert _item(_scored([_coverage("甲", "missing")], [_fault("B02", "甲", state)]), "甲").points == points


def test_a_missing_item_that_was_excused_is_not_due() -> None:
    assert _district(_scored([_coverage("甲", "missing")], [_fault("B02", "甲", "waived")])).points is None


def test_missing_without_a_charge_is_nobodys_fault_yet() -> None:
    found = _item(_scored([_coverage("甲", "missing", trigger="event")]), "甲")
    assert (found.low, found.high, found.reason) == (0.0, 100.0, "未查找到，是否应公开待核")


def test_notes_are_worth_what_the_office_says() -> None:
    given = _scored([_coverage("甲", "note"), _coverage("乙", "note", trigger="on_request")])
    assert (_item(given, "甲").points, _item(given, "乙").points) == (80.0, 100.0)
    silent = replace(given, pack=replace(_pack(), note_scores={}))
    assert (_item(silent, "甲").low, _item(silent, "甲").high) == (0.0, 100.0)


def test_elements_count_for_what_was_found_of_them_once_decided() -> None:
    elements = (ElementsFound("u", "义务教育", "甲", "", ("对象", "时间", "地点"), ("咨询电话",), read=True),)
    decided = _item(_scored([_coverage("甲")], [_fault("B06", "甲")], elements=elements), "甲")
    open_ = _item(_scored([_coverage("甲")], [_fault("B06", "甲", "suspected")], elements=elements), "甲")
    none = _item(_scored([_coverage("甲")], elements=elements), "甲")
    assert (decided.points, (open_.low, open_.high), none.points) == (75.0, (75.0, 100.0), 100.0)


def test_faults_of_one_column_are_capped_and_others_add_up() -> None:
    same = [_fault("B04", "甲", id=f"F{n}") for n in range(5)]
    other = [_fault("C03", "甲", column=("别的",))]
    found = _item(_scored([_coverage("甲")], [*same, *other]), "甲")
    assert (found.points, found.deducted) == (86.0, 14.0)
    doubtful = _item(_scored([_coverage("甲")], [_fault("B04", "甲", "suspected")]), "甲")
    assert (doubtful.low, doubtful.high, doubtful.deducted) == (96.0, 100.0, 0.0)
    assert _item(_scored([_coverage("甲")], [_fault("C01", "甲")]), "甲").points == 100.0
    both = _item(_scored([_coverage("甲", "note")], [*same, _fault("C03", "甲", "suspected", column=("别的",))]), "甲")
    assert both.reason == "情况说明，按80%计；属实的问题扣10分，待核实的问题最多再扣4分"


def test_faults_of_no_item_come_off_their_unit_and_the_directorys_too() -> None:
    faults = [_fault("B11", None, column=("公告",)), _fault("A11", "甲", column=None)]
    unit = next(one for one in scores(_scored([_coverage("甲")], faults)) if one.level == "unit")
    assert (unit.points, unit.deducted) == (92.0, 8.0)


def test_classes_of_units_are_weighted_and_vertical_bodies_stay_out() -> None:
    coverage = [
        _coverage("甲", unit=OFFICE), _coverage("乙", "missing", unit=SCHOOL), _coverage("丙", unit=HOSPITAL),
        _coverage("丁", "missing", unit=TOWN), _coverage("戊", "missing", unit=TAX), _coverage("己", unit=None),
    ]  # fmt: skip
    faults = [_fault("B02", name, severity=2) for name in "乙丁戊"]
    given = _scored(coverage, faults, units=_units())
    found = {one.unit_class: one for one in scores(given) if one.level == "class"}
    assert {name: one.points for name, one in found.items()} == {"本级": 100.0, "区属": 50.0, "镇街": 0.0, "垂直": 0.0}
    assert _district(given).points == 60.0 + 10.0
    assert "不计入区得分" in found["垂直"].reason
    drawn = replace(given, drawn=frozenset({HOSPITAL, TOWN}), sample="种子 7")
    assert _district(drawn).points == 60.0 + 20.0 and _district(drawn).sample == "种子 7"


def test_classes_that_are_not_there_give_their_share_to_the_others() -> None:
    given = _scored([_coverage("甲", unit=OFFICE), _coverage("乙", "missing", unit=SCHOOL)], [_fault("B02", "乙")],
                    units=_units())  # fmt: skip
    assert _district(given).points == 75.0
    assert _district(given).reason.endswith("（没有的类别，权重由现有的分担）")


def test_change_is_of_the_items_that_both_rounds_are_sure_of() -> None:
    before = _scored(
        [_coverage("甲", "missing"), _coverage("乙"), _coverage("丙", "unverifiable")], [_fault("B02", "甲")]
    )
    now = _scored([_coverage("甲"), _coverage("乙"), _coverage("丙"), _coverage("丁")])
    found = _district(now, before)
    assert (found.change, found.compared) == (50.0, 2)
    assert (_district(now).change, _district(now).compared) == (None, 0)


def test_change_follows_renamed_items_and_a_name_taken_by_another_is_no_earlier_item() -> None:
    before = _scored([_coverage("甲", "missing"), _coverage("乙")], [_fault("B02", "甲")])
    # 甲 is called 乙 now, the former 乙 is called 丙, and what bears the name 甲 is new
    now = _scored([_coverage("甲"), _coverage("乙"), _coverage("丙")])
    renamed: dict[EntryKey, EntryKey] = {
        ("义务教育", "甲", ""): ("义务教育", "乙", ""), ("义务教育", "乙", ""): ("义务教育", "丙", ""),
    }  # fmt: skip
    items = {one.level1: one for one in scores(replace(now, renamed=renamed), before) if one.level == "item"}
    assert {name: (one.change, one.compared) for name, one in items.items()} == {
        "甲": (None, 0), "乙": (100.0, 1), "丙": (0.0, 1),
    }  # fmt: skip


def test_red_lines_and_vetoes_stand_apart() -> None:
    faults = [_fault("B13", "甲", severity=1), _fault("C06", None, severity=1, message="累计6个空白栏目"),
              _fault("D03", "甲", "suspected", severity=1)]  # fmt: skip
    found = _district(_scored([_coverage("甲")], faults))
    assert (found.points, found.red_lines, found.vetoes) == (100.0, 1, ("累计6个空白栏目",))


def test_points_never_leave_their_range() -> None:
    faults = [_fault("B04", "甲", severity=2, column=(f"栏{n}",)) for n in range(20)]
    found = _item(_scored([_coverage("甲", "note")], faults), "甲")
    assert (found.low, found.high, found.deducted) == (0.0, 0.0, 80.0)


def _units_of(scored: Scored) -> dict[str | None, Score]:
    return {one.unit: one for one in scores(scored) if one.level == "unit"}


def test_an_item_of_several_units_counts_for_each_of_them() -> None:
    both = _coverage("甲", "missing", unit=f"{SCHOOL}、{TOWN}")
    given = _scored([both, _coverage("乙", unit=OFFICE)], [_fault("B02", "甲", severity=2)], units=_units())
    units = _units_of(given)
    assert (units[SCHOOL].points, units[TOWN].points) == (0.0, 0.0) and set(units) == {SCHOOL, TOWN, OFFICE}
    assert (_district(given).points, _district(given).items) == (60.0, 2)


def test_units_are_found_by_their_short_names_and_in_force_on_the_day() -> None:
    old = Unit("linjiang", SCHOOL, "区教育局", "镇街", None, None, date(2025, 12, 31), None)
    new = Unit("linjiang", SCHOOL, "区教育局", "区属", None, date(2026, 1, 1), None, None)
    found = scores(_scored([_coverage("甲", unit="区教育局")], units=(old, new)))
    assert [(one.level, one.unit_class, one.unit) for one in found[1:3]] == [
        ("class", "区属", None), ("unit", "区属", SCHOOL)
    ]  # fmt: skip


def test_units_that_nobody_listed_stay_out_and_are_named() -> None:
    given = _scored([_coverage("甲", unit="水文站"), _coverage("乙", unit=OFFICE)], units=_units())
    found = {one.unit_class: one for one in scores(given) if one.level == "class"}
    assert "水文站不在 units.csv 中" in found["未列入名册"].reason
    assert (_district(given).points, _district(given).items) == (100.0, 1)
    assert "有单位未列入名册，没有计入" in _district(given).reason


def test_units_of_one_weight_are_averaged_unit_by_unit() -> None:
    """派出 with one unit does not weigh as much as 区属 with three."""
    branch = "江州市生态环境局临江分局"
    units = (*_units(), Unit("linjiang", branch, None, "派出", None, None, None, None))
    coverage = [_coverage("甲"), _coverage("乙", unit=HOSPITAL), _coverage("丙", "missing", unit=branch)]
    given = _scored(coverage, [_fault("B02", "丙", severity=2)], units=units)
    assert _district(given).points == 66.67


def test_what_was_not_drawn_is_in_no_count_of_the_district() -> None:
    coverage = [_coverage("甲"), _coverage("乙", "unverifiable", unit=HOSPITAL), _coverage("丙", unit=TOWN)]
    given = _scored(coverage, units=_units(), drawn=frozenset({SCHOOL}))
    assert (_district(given).items, _district(given).unverifiable, _district(given).points) == (2, 0, 100.0)


def test_of_classes_that_were_not_drawn_from_all_count() -> None:
    coverage = [_coverage("甲"), _coverage("乙", "missing", unit=HOSPITAL), _coverage("丙", unit=TOWN)]
    given = _scored(coverage, [_fault("B02", "乙", severity=2)], units=_units(), drawn=frozenset({TOWN}))
    assert _district(given).points == 75.0


def test_a_unit_with_faults_and_no_items_is_told() -> None:
    given = _scored([_coverage("甲", unit=HOSPITAL)], [_fault("B11", None, column=("公告",))], units=_units())
    unit = _units_of(given)[SCHOOL]
    assert (unit.points, unit.deducted) == (None, 4.0) and "所扣4分未计入任何得分" in unit.reason


def test_of_two_blank_columns_the_one_that_stands_counts() -> None:
    faults = [_fault("B03", "甲", "rejected", id="F1"), _fault("B03", "甲", id="F2", column=("别的",))]
    assert _item(_scored([_coverage("甲", "blank")], faults), "甲").points == 0.0


def test_a_blank_column_beside_content_is_a_fault_like_others() -> None:
    found = _item(_scored([_coverage("甲")], [_fault("B03", "甲", severity=2)]), "甲")
    assert (found.points, found.deducted) == (90.0, 10.0)


def test_elements_are_those_that_the_pages_hold_together() -> None:
    pages = (
        ElementsFound("u1", "义务教育", "甲", "", ("对象", "时间"), ("地点", "咨询电话"), read=True),
        ElementsFound("u2", "义务教育", "甲", "", ("地点",), ("对象", "时间", "咨询电话"), read=True),
    )
    assert _item(_scored([_coverage("甲")], [_fault("B06", "甲")], elements=pages), "甲").points == 75.0
    whole = (*pages, ElementsFound("u3", "义务教育", "甲", "", ("咨询电话",), (), read=True))
    assert _item(_scored([_coverage("甲")], [_fault("B06", "甲")], elements=whole), "甲").points == 96.0


def test_every_doubt_is_counted_once() -> None:
    coverage = [
        _coverage("甲", "missing", trigger="event"),
        _coverage("乙", "withdrawn"),
        _coverage("丙", "unverifiable"),
    ]
    found = _district(_scored(coverage))
    assert (found.unverifiable, found.undecided) == (1, 2)


def test_a_leak_stays_a_leak_after_it_was_taken_down() -> None:
    faults = [_fault("B13", "甲", "fixed", severity=1), _fault("B13", "甲", "rejected", severity=1, id="F2")]
    # a classification mark is handled by telephone and counted nowhere
    faults.append(_fault("D09", "甲", severity=1))
    assert _district(_scored([_coverage("甲")], faults)).red_lines == 1


def test_a_round_that_is_not_fit_says_so_in_the_districts_row() -> None:
    assert "不宜用于评分：首页未能访问" in _district(_scored([_coverage("甲")], unfit=("首页未能访问",))).reason
