"""The tables of a half-year or year: rounds, districts, kinds of problems, points, indicators, what is left.

Confirmed problems alone; personal data are a number, what is handled by telephone alone is in no figure. A round that
is not fit for scoring gives no points, and is said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from inspection.telling import rule_may_be_told
from inspection.types.judgement import CoverageState
from inspection.types.office import Office
from inspection.types.paperwork import EarlierDistrict, RuleText
from inspection.types.period import DistrictPeriod, KindCount, RoundOfPeriod
from inspection.types.score import Score
from inspection.types.year import Account
from reports.problem_rows import place_words
from reports.sheets import Cell
from reports.words import SEVERITIES, day, round_words, state_words, told

_DUE: tuple[CoverageState, ...] = ("content", "note", "blank", "missing", "withdrawn", "unverifiable")
_REST: tuple[CoverageState, ...] = ("missing", "blank", "withdrawn")
_HALVES = {(1, 1, 6, 30): "年上半年", (7, 1, 12, 31): "年下半年", (1, 1, 12, 31): "年度"}
PRIVATE = "涉及个人信息的问题"
_NO_STORE = "批次文件夹已不在，没有得分和公开情况"
ROUND_HEADS = ("批次", "数据截止", "巡查的区", "应公开事项", "已公开", "有情况说明", "无法核验", "其余", "说明")
WORK_HEADS = (
    "区", "巡查次数", "属实问题", "期初结转", "下发", "整改到位", "尚未到位", "其中逾期", "屡查屡犯", "下发文件",
)  # fmt: skip
KIND_HEADS = ("问题类别", "属实问题", "期初结转", "下发", "整改到位", "尚未到位", "其中逾期", "屡查屡犯")
SCORE_HEADS = ("区", "类别", "各批次得分", "说明")
ACCOUNT_HEADS = ("区", "指标", "满分", "得分", "计入", "扣分/加分说明", "依据")
LEFT_HEADS = (
    "区",
    "责任单位",
    "领域、事项",
    "栏目/标题",
    "问题类型",
    "问题描述",
    "原通知",
    "下发日期",
    "整改期限",
    "情况",
)
HEADS = (ROUND_HEADS, WORK_HEADS, KIND_HEADS, SCORE_HEADS, ACCOUNT_HEADS, LEFT_HEADS)
ANNEXES = (
    "各批次巡查情况",
    "各区问题整改情况",
    "各类问题情况",
    "各区得分情况",
    "年度指标得分情况",
    "尚未整改到位问题清单",
)


@dataclass(frozen=True)
class PeriodView:
    """A period from its first to its last day, as it was known on the day `filled_on`. `accounts` are the accounts of
    the districts where the period is a half or a whole year."""

    office: Office
    first: date
    last: date
    filled_on: date
    districts: tuple[DistrictPeriod, ...]
    rules: Mapping[str, RuleText]
    accounts: tuple[Account, ...] = ()
    templates: Path | None = None

    @property
    def name(self) -> str:
        """2026年上半年, 2026年度, or the days themselves."""
        days = (self.first.month, self.first.day, self.last.month, self.last.day)
        if self.first.year == self.last.year and days in _HALVES:
            return f"{self.first.year}{_HALVES[days]}"
        return f"{day(self.first)}至{day(self.last)}"

    @property
    def rounds(self) -> tuple[tuple[date, str], ...]:
        """The rounds of all districts, once each, by the last day as of which one of them was judged."""
        last: dict[str, date] = {}
        for district in self.districts:
            for one in district.rounds:
                last[one.name] = max(one.as_of, last.get(one.name, date.min))
        return tuple(sorted((on, name) for name, on in last.items()))

    @property
    def kinds(self) -> dict[str, KindCount]:
        """The counts of all districts, by rule."""
        found: dict[str, KindCount] = {}
        for district in self.districts:
            for rule, count in district.work.kinds.items():
                found[rule] = found.get(rule, KindCount()) + count
        return dict(sorted(found.items()))


def round_rows(view: PeriodView) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for on, name in view.rounds:
        each = [(one, r) for one in view.districts for r in one.rounds if r.name == name]
        counts = [coverage_counts(r.stood) for _, r in each if r.stood]
        sums = [sum(column) for column in zip(*counts, strict=True)] if counts else [0] * 5
        unfit = [told(one.district.name) for one, r in each if r.stood and r.stood.unfit]
        gone = [told(one.district.name) for one, r in each if r.stood is None]
        notes = [f"不宜用于评分：{'、'.join(unfit)}"] if unfit else []
        notes += [f"{_NO_STORE}：{'、'.join(gone)}"] if gone else []
        rows.append([round_words(told(name)), day(on), len(each), *sums, "；".join(notes)])
    return rows


def coverage_counts(stood: EarlierDistrict) -> tuple[int, int, int, int, int]:
    """Entries due, public, with a note, unverifiable, and the rest."""
    of = stood.coverage
    return (
        sum(of.get(state, 0) for state in _DUE), of.get("content", 0), of.get("note", 0), of.get("unverifiable", 0),
        sum(of.get(state, 0) for state in _REST),
    )  # fmt: skip


def work_rows(view: PeriodView) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for one in view.districts:
        papers = f"通知{one.work.notices}份、函{one.work.letters}份"
        counts = _counts(sum_of(one.work.kinds.values()))
        rows.append([told(one.district.name), len(one.rounds), *counts, papers])
    return [*rows, ["合计", len(view.rounds), *_counts(sum_of(view.kinds.values())), ""]] if rows else []


def kind_rows(view: PeriodView, *, by_rule: bool = False) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for name, count in groups(view).items():
        rows.append([told(name), *_counts(count)])
        if by_rule:
            rules = [(rule, c) for rule, c in view.kinds.items() if _group(view, rule) == name and not is_private(rule)]
            rows += [[f"　　{told(_rule_name(view, rule))}", *_counts(c)] for rule, c in rules]
    return [*rows, ["合计", *_counts(sum_of(view.kinds.values()))]] if rows else []


def groups(view: PeriodView) -> dict[str, KindCount]:
    """Counts by kind of problem, in the order of the rules; personal data apart, in one line of their own."""
    found: dict[str, KindCount] = {}
    for rule, count in sorted(view.kinds.items(), key=lambda one: (is_private(one[0]), one[0])):
        name = _group(view, rule)
        found[name] = found.get(name, KindCount()) + count
    return found


def _group(view: PeriodView, rule: str) -> str:
    if is_private(rule):
        return PRIVATE
    text = view.rules.get(rule)
    return text.group_name if text else "其他"


def _rule_name(view: PeriodView, rule: str) -> str:
    text = view.rules.get(rule)
    return text.name if text else "其他"


def is_private(rule: str) -> bool:
    return not rule_may_be_told(rule, "list")


def score_rows(view: PeriodView) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for one in view.districts:
        lines: list[str] = []
        notes: list[str] = []
        for each in one.rounds:
            points, note = points_words(each)
            lines += [f"{round_words(each.name)}：{points}"] if points else []
            notes += [f"{round_words(each.name)}{note}"] if note else []
        if one.rounds:
            rows.append(
                [told(one.district.name), told(one.district.kind), told("\n".join(lines)), told("；".join(notes))]
            )
    return rows


def points_of(one: DistrictPeriod) -> list[Score]:
    found = [district_score(each.stood) for each in one.rounds if not not_fit(each)]
    return [score for score in found if score is not None and score.low is not None]


def points_words(each: RoundOfPeriod) -> tuple[str, str]:
    """The points of a round, or why it has none."""
    if each.stood is None:
        return "", "批次文件夹已不在"
    if each.stood.unfit:
        return "", f"不宜用于评分（{'；'.join(each.stood.unfit)}）"
    score = district_score(each.stood)
    if score is None or score.low is None or score.high is None:
        return "", "没有应公开的事项"
    return range_words(score.low, score.high), ""


def not_fit(each: RoundOfPeriod) -> bool:
    return each.stood is None or bool(each.stood.unfit)


def district_score(stood: EarlierDistrict | None) -> Score | None:
    return next((one for one in stood.scores if one.level == "district"), None) if stood else None


def account_rows(view: PeriodView) -> list[list[Cell]]:
    names = {one.district.id: one.district.name for one in view.districts}
    return [
        [
            told(names.get(account.district, account.district)), told(line.indicator), f"{line.full:g}",
            "" if line.low is None else range_words(line.low, line.high), "计入" if line.counted else "只列出",
            told(line.why), told(line.basis),
        ]
        for account in view.accounts for line in account.lines
    ]  # fmt: skip


def left_rows(view: PeriodView) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for district in view.districts:
        for one in district.left:
            finding = one.finding
            entry = " / ".join(filter(None, (finding.domain, finding.level1, finding.level2)))
            at = day(one.notified_at.date()) if one.notified_at else ""
            serious = f"{SEVERITIES[1]}问题；" if finding.severity == 1 else ""
            rows.append([
                told(district.district.name), told(finding.unit) or "未明确责任单位", told(entry), place_words(finding),
                told(finding.rule_name), told(finding.message), told(one.notice), at, day(finding.due),
                serious + told(state_words(finding)),
            ])  # fmt: skip
    return rows


def _counts(count: KindCount) -> list[Cell]:
    return [
        count.found, count.brought, count.notified, count.put_right, count.unfinished, count.overdue, count.repeat,
    ]  # fmt: skip


def sum_of(counts: Iterable[KindCount]) -> KindCount:
    return sum(counts, KindCount())


def range_words(low: float, high: float | None) -> str:
    return f"{low:g}" if high is None or low == high else f"{low:g}–{high:g}"
