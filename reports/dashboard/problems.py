"""Findings as the dashboard shows them: one row each, and counted by district, kind and unit.

What somebody confirmed and what nobody has confirmed yet never stand in one figure. Personal data is counted only,
classified pages are not even counted (inspection/telling.py); what was rejected or waived is no problem of the round.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeVar

from inspection.telling import may_be_told
from inspection.types.judgement import Finding, Unit
from inspection.types.portal import Listing
from inspection.unit_names import unit_names
from reports.addressing import responsible, units_in_force
from reports.dashboard.tables import Cell, Column, Table, added, count
from reports.deadlines import due_of
from reports.view import CONFIRMED, DistrictView, RoundView
from reports.words import (
    SEVERITIES,
    is_link,
    moment,
    page_title,
    path_words,
    place_in_file,
    state_words,
    told,
    writable,
)

# open: confirmed and still to be put right. ended: put right or closed. waiting: nobody has confirmed it.
Group = Literal["open", "ended", "waiting"]
GROUPS: dict[Group, str] = {"open": "属实，待整改", "ended": "已整改、已销号", "waiting": "待核实"}
Key = TypeVar("Key", str, tuple[str, str])

# Of the lists in which something was searched, those that are named.
_LISTS = 5
NO_UNIT, NO_DOMAIN = "未明确责任单位", "不分领域"


@dataclass(frozen=True)
class Proof:
    """What lies behind a finding: an address, when it was fetched, its status and its digest; or words alone."""

    url: str
    link: bool
    words: str


@dataclass(frozen=True)
class Problem:
    """One finding in words that may stand in a page, personal data masked. `page` is its place in the dashboard."""

    id: str
    page: str
    district: str
    units: tuple[str, ...]
    domain: str
    entry: str
    column: str
    kind: str
    kind_group: str
    severity: int
    group: Group
    state: str
    overdue: bool
    repeat: bool
    title: str
    message: str
    demand: str
    basis: str
    url: str
    link: bool
    seen: str
    due: str
    notice: str
    span: str
    proofs: tuple[Proof, ...]

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What is known of it beside its message, as names and texts; without what is not."""
        pairs = [
            ("责任单位", "、".join(self.units)), ("领域", self.domain), ("事项", self.entry), ("栏目", self.column),
            ("标题", self.title), ("提示来自原文", self.span), ("整改要求", self.demand), ("整改时限", self.due),
            ("依据", self.basis), ("取证时间", self.seen), ("已下发", self.notice), ("问题编号", self.id),
        ]  # fmt: skip
        return [pair for pair in pairs if pair[1]]

    @property
    def severity_words(self) -> str:
        """重大, 重要, 一般 or 提示."""
        return SEVERITIES[self.severity]


@dataclass(frozen=True)
class _Known:
    """What a district's problems are told with: its units in force, its notices by finding, its lists by id."""

    view: RoundView
    district: DistrictView
    units: dict[str, Unit]
    notices: dict[str, str]
    lists: dict[str, Listing]


def problems_of(view: RoundView, district: DistrictView) -> list[Problem]:
    """The problems of a district that a list may name, the most serious first; confirmed ones before the others."""
    notices = {id_: told(one.official or one.number) for one in district.issued for id_ in one.findings}
    lists = {one.id: one for one in district.listings}
    known = _Known(view, district, units_in_force(district.units, view.as_of), notices, lists)
    return [_problem(known, finding) for finding in (*district.confirmed, *district.waiting)]


def shown_name(view: RoundView, district: DistrictView) -> str:
    """A district's name, with its id where another one has the same."""
    name = district.district.name
    alone = sum(one.district.name == name for one in view.districts) == 1
    return told(name if alone else f"{name}（{district.district.id}）")


def district_page(district: DistrictView) -> str:
    """Where a district's own page lies in the dashboard."""
    return f"districts/{district.district.id}.html"


def personal(district: DistrictView) -> int:
    """How many confirmed findings concern personal data: all that may be said of them here."""
    return sum(
        finding.state in CONFIRMED and may_be_told(finding, "own") and not may_be_told(finding, "list")
        for finding in district.findings
    )


def by_district(view: RoundView, problems: Sequence[Problem]) -> Table:
    """How many problems of which severity each district has, and how far they are."""
    groups = _grouped((one.district, one) for one in problems)
    columns = [
        Column("区"), *(Column(words, f"severity-{level}") for level, words in SEVERITIES.items()), Column("属实合计"),
        Column("待整改"), Column("已整改、已销号"), Column("已逾期"), Column("屡查屡犯"), Column("待核实"),
        Column("涉及个人信息"),
    ]  # fmt: skip
    rows = []
    for district in view.districts:
        found = groups.get(shown_name(view, district), [])
        sure = [one for one in found if one.group != "waiting"]
        levels = Counter(one.severity for one in sure)
        rows.append(
            (
                Cell(shown_name(view, district), link=district_page(district)),
                *(count(levels[level]) for level in SEVERITIES),
                count(len(sure)),
                *_stages(found)[:2],
                count(sum(one.overdue for one in sure), "bad"),
                count(sum(one.repeat for one in sure), "bad"),
                count(len(found) - len(sure), "open"),
                count(personal(district), "bad"),
            )
        )
    return Table("districts", "各区问题", columns, rows, added(rows, "合计"))


def by_kind(problems: Sequence[Problem]) -> Table:
    """How many problems of which kind, the most frequent first."""
    groups = _grouped(((one.kind_group, one.kind), one) for one in problems)
    rows = [
        (Cell(kind), Cell(group or "–"), *_stages(found), count(len({one.district for one in found})))
        for (group, kind), found in groups.items()
    ]
    columns = (Column("问题类型"), Column("类别"), *_STAGES, Column("涉及区数"))
    return Table("kinds", "各类问题", columns, sorted(rows, key=_most))


def by_unit(problems: Sequence[Problem]) -> Table:
    """How many problems each unit has, the most first; what several units answer for counts for each of them."""
    groups = _grouped(((one.district, unit), one) for one in problems for unit in one.units)
    rows = [(Cell(unit), Cell(district), *_stages(found)) for (district, unit), found in groups.items()]
    return Table("units", "各责任单位的问题", (Column("责任单位"), Column("区"), *_STAGES), sorted(rows, key=_most))


_STAGES = (Column("待整改", "open"), Column("已整改、已销号", "ended"), Column("待核实", "waiting"))


def _stages(found: Iterable[Problem]) -> tuple[Cell, Cell, Cell]:
    states = Counter(one.group for one in found)
    return count(states["open"]), count(states["ended"]), count(states["waiting"])


def _most(cells: Sequence[Cell]) -> tuple[float | str, ...]:
    opened, ended, waiting = (one.number or 0 for one in cells[2:5])
    return -(opened + ended), -waiting, cells[1].text, cells[0].text


@lru_cache(maxsize=20_000)
def _told(text: str | None) -> str:
    # Units, domains, demands and clauses come again and again; masking looks at every sign.
    return told(text)


def _grouped(pairs: Iterable[tuple[Key, Problem]]) -> dict[Key, list[Problem]]:
    found: dict[Key, list[Problem]] = defaultdict(list)
    for key, one in pairs:
        found[key].append(one)
    return found


def _problem(known: _Known, finding: Finding) -> Problem:
    view, district = known.view, known.district
    text = view.rules.get(finding.rule)
    group: Group = "waiting" if finding.state not in CONFIRMED else "open"
    if finding.state in ("fixed", "closed"):
        group = "ended"
    due = {"open": due_of(finding, view).text, "ended": "", "waiting": "核实后确定"}[group]
    return Problem(
        id=finding.id,
        page=f"{district_page(district)}#{finding.id}",
        district=shown_name(view, district),
        units=tuple(_told(one) for one in unit_names(responsible(finding, known.units))) or (NO_UNIT,),
        domain=_told(finding.domain) or NO_DOMAIN,
        entry=_told(" / ".join(filter(None, (finding.level1, finding.level2)))),
        column=_told(path_words(finding.column)),
        kind=_told(finding.rule_name),
        kind_group=_told(text.group_name) if text else "",
        severity=finding.severity,
        group=group,
        state=_told(state_words(finding)),
        overdue=finding.overdue,
        repeat=bool(finding.repeat),
        title=_told("；".join(filter(None, (page_title(finding), place_in_file(finding))))),
        message=_told(finding.message),
        demand=_told(finding.demand),
        basis=_told(finding.basis),
        url="" if finding.place else writable(finding.url),
        link=not finding.place and is_link(finding.url),
        seen=moment(district.seen_at(finding)),
        due=due,
        notice=known.notices.get(finding.id, ""),
        span=_told(finding.span),
        proofs=tuple(_proofs(known, finding)),
    )


def _proofs(known: _Known, finding: Finding) -> Iterable[Proof]:
    for one in finding.evidence:
        if not one.listing:
            parts = (
                f"取证时间{moment(one.fetched_at)}" if one.fetched_at else "",
                f"网站返回状态码{one.status}" if one.status else "",
                f"留痕文件{one.warc}" if one.warc else "",
                f"SHA-256 {one.sha256}" if one.sha256 else "",
            )
            url = writable(one.url or "")
            yield Proof(url, is_link(url), _told("；".join(filter(None, parts))))
    yield from _lists(known, [one.listing for one in finding.evidence if one.listing])


def _lists(known: _Known, searched: Sequence[str]) -> Iterable[Proof]:
    """The lists in which something was searched: how many, and the first of them; the evidence pack has them all."""
    lists = [known.lists[one] for one in searched if one in known.lists]
    if len(lists) > _LISTS:
        read = sum(one.state == "complete" for one in lists)
        yield Proof("", False, f"查找过的栏目列表共{len(lists)}个，其中已读完{read}个，以下列出前{_LISTS}个")
    for one in lists[:_LISTS]:
        read_to_end = "已读完的栏目列表" if one.state == "complete" else "栏目列表"
        path = path_words(known.district.paths.get(one.column))
        url = writable(one.url)
        yield Proof(url, is_link(url), _told(f"{read_to_end}（{path}）" if path else read_to_end))
