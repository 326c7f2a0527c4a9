"""docs/scores.md: every number of its worked example is what the program makes of it."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from audits.scoring import Scored, scores
from audits.year_account import accounts
from inspection.rule_pack import load_pack
from inspection.types.directory import Entry
from inspection.types.judgement import Coverage, Finding, Unit
from inspection.types.page_facts import ElementsFound
from inspection.types.score import Score
from inspection.types.year import RoundsCount, YearMark, YearRound

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "scores.md").read_text(encoding="utf-8")
PACK = load_pack("national", date(2026, 11, 30))
STATES = {
    "已公开": "content", "未查找到": "missing", "无法核验": "unverifiable", "不适用": "not_applicable",
    "有情况说明": "note",
}  # fmt: skip
SEVERITIES = {"重要": 2, "一般": 3}
FATES = {"属实": "confirmed", "待核实": "suspected", "复查通过": "fixed"}
KINDS = {"教育局": "区属", "民政局": "区属", "办公室": "区属", "东岸镇人民政府": "镇街"}
DOMAIN = "例"


def _table(name: str) -> list[list[str]]:
    found = re.search(rf"<!-- {name}:begin -->\n(.*?)<!-- {name}:end -->", PAGE, re.DOTALL)
    assert found is not None
    return [[cell.strip() for cell in line.strip("|\n").split("|")] for line in found[1].splitlines()[2:]]


def _fault(text: str, unit: str, name: str | None, column: str) -> Finding:
    rule, severity, fate = re.match(r"(\w\d\d)（(\w+)，(\w+)）", text).groups()  # type: ignore[union-attr]  # the page's form
    state: Any = FATES[fate]
    return Finding(
        f"F{rule}{name}", f"{rule}|{name}", "2026-11", "linjiang", unit, DOMAIN if name else None, name, None,
        (column,), rule, "", "A", SEVERITIES[severity], state, None, "", "", "", "", date(2026, 11, 30), (),
    )  # fmt: skip


def _scored() -> Scored:
    coverage, findings, elements = [], [], []
    for name, unit, state, fault, _, _ in _table("items"):
        given: Any = STATES[state]
        coverage.append(
            Coverage("2026-11", "linjiang", DOMAIN, name, None, unit, "standing", given, 1, None, None, (), "")
        )
        if fault:
            findings.append(_fault(fault, unit, name, name))
        if counted := re.search(r"(\d) 个要素有 (\d) 个", fault):
            due, there = map(int, counted.groups())
            names = tuple(f"要素{number}" for number in range(due))
            elements.append(ElementsFound("u", DOMAIN, name, "", names[:there], names[there:], read=True))
    other = re.search(r"问题 (B11（.*?）)", PAGE)
    assert other is not None
    findings.append(_fault(other[1], "临江区教育局", None, "公告"))
    entries = tuple(Entry("linjiang", "目录.xlsx", None, None, None, DOMAIN, c.level1, None, None) for c in coverage)
    names = dict.fromkeys(one.unit or "" for one in coverage)
    kinds: dict[str, Any] = {name: next(kind for end, kind in KINDS.items() if name.endswith(end)) for name in names}
    units = tuple(Unit("linjiang", name, None, kinds[name], None, None, None, None) for name in names)
    return Scored(
        "2026-11", "linjiang", "临江区", PACK, "p", "d", entries, tuple(coverage), tuple(findings), tuple(elements),
        units,
    )  # fmt: skip


def _shown(one: Score) -> list[str]:
    return ["" if value is None else f"{value:g}" for value in (one.low, one.high)]


def test_items_are_worth_what_the_page_says() -> None:
    found = {one.level1: _shown(one) for one in scores(_scored()) if one.level == "item"}
    assert found == {row[0]: row[4:6] for row in _table("items")}


def test_units_classes_and_the_district_too() -> None:
    made = {
        (one.unit if one.level == "unit" else one.unit_class if one.level == "class" else "临江区"): _shown(one)
        for one in scores(_scored())
        if one.level != "item"
    }
    assert made == {row[0]: row[2:4] for row in _table("units")}


def test_the_sums_that_the_page_writes_come_out() -> None:
    for row in _table("units"):
        sums = [re.sub(r"(\d+)%", r"\1 / 100", part) for part in row[1].split("；")]
        worth = [
            eval(one.translate(str.maketrans("×÷−", "*/-")), {"__builtins__": {}}) for one in sums
        ]  # the page's own
        assert [f"{worth[0]:g}", f"{worth[-1]:g}"] == row[2:4]


def test_the_year_adds_up_as_the_page_says() -> None:
    rows = {row[0]: row[1:] for row in _table("year")}
    (district, *_) = scores(_scored())
    assert PACK.year_score is not None
    count = RoundsCount(PACK.year_score.rounds, PACK.year_score.full, "")
    round_ = YearRound("2026-11", date(2026, 11, 30), "linjiang", None, district.low, district.high)
    marks = [
        YearMark(2026, "year", "linjiang", None, name, float(given[0]), float(given[1]), "", "", "")
        for name, given in rows.items()
        if name not in ("网上巡查", "合计")
    ]
    account = next(one for one in accounts(2026, ["linjiang"], marks, [round_], count) if one.period == "year")
    made = {one.indicator: [one.full, one.low, one.high] for one in account.lines if one.counted}
    made["合计"] = [account.full, account.low, account.high]
    assert {name: [f"{value:g}" for value in values] for name, values in made.items()} == rows
