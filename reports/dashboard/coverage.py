"""What of the directories is published: by domain and district, by state, and entry by entry where it is not.

What is not sure counts neither for nor against anybody, as in the scores (docs/scores.md): it makes a share a range.
That is what was not read, what nobody has confirmed yet, and what may rightly be absent (an event that may not have
happened, a page taken down). An absence is one only where somebody confirmed it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from inspection.types.judgement import Coverage, EntryKey, FindingState
from reports.dashboard.problems import NO_DOMAIN, district_page, shown_name
from reports.dashboard.tables import Cell, Column, Table, added, between, count, share
from reports.view import OPEN, DistrictView, RoundView
from reports.words import coverage_words, path_words, told

Standing = Literal["published", "note", "blank", "missing", "unconfirmed", "ask", "unverifiable"]
STANDINGS: dict[Standing, str] = {
    "published": "已公开", "note": "有情况说明", "blank": "空白栏目", "missing": "未公开", "unconfirmed": "待核实",
    "ask": "待说明", "unverifiable": "无法核验",
}  # fmt: skip
_YES: tuple[Standing, ...] = ("published", "note")
_UNSURE: tuple[Standing, ...] = ("unconfirmed", "ask", "unverifiable")
# The faults that say what a state of coverage does, so that what became of the fault holds for the entry.
_FAULT = {"missing": "B02", "blank": "B03"}
# Colours of the heat map: so many equal steps, and one more for all of it.
_STEPS = 5
# Of the places where an entry may still be, those that are named.
_NEAR = 3


@dataclass(frozen=True)
class Gap:
    """One entry that is not known to be published, in words."""

    entry: str
    unit: str
    state: str
    reason: str


def standings(district: DistrictView) -> list[tuple[Coverage, Standing | None]]:
    """How each entry of a district stands; None where it was not due."""
    faults: dict[tuple[str, EntryKey], set[FindingState]] = defaultdict(set)
    for finding in district.findings:
        key = (finding.domain or "", finding.level1 or "", finding.level2 or "")
        faults[finding.rule, key].add(finding.state)
    return [(one, _standing(one, faults.get((_FAULT.get(one.state, ""), one.key), set()))) for one in district.coverage]


def _standing(coverage: Coverage, faults: set[FindingState]) -> Standing | None:
    """Of several faults of one entry the gravest holds."""
    if coverage.state in ("missing", "blank"):
        if faults & OPEN:
            return "missing" if coverage.state == "missing" else "blank"
        if "suspected" in faults:
            return "unconfirmed"
        if "waived" in faults:
            return None
        return "published" if faults else "ask"
    known: dict[str, Standing] = {
        "content": "published", "note": "note", "withdrawn": "ask", "unverifiable": "unverifiable"
    }  # fmt: skip
    return known.get(coverage.state)


def heat_map(view: RoundView) -> Table:
    """Domains down, districts across: the share of what is published among what was due, from lowest to highest."""
    counted: dict[tuple[str, str], Counter[Standing]] = defaultdict(Counter)
    places: dict[str, list[str]] = {}
    for district in view.districts:
        id_ = district.district.id
        places[id_] = list(dict.fromkeys(one.domain for one in district.coverage))
        for one, state in standings(district):
            if state is not None:
                counted[one.domain, id_][state] += 1
    columns = [Column("领域"), *(Column(shown_name(view, one)) for one in view.districts)]
    rows = []
    for domain in dict.fromkeys(domain for found in places.values() for domain in found):
        cells = [Cell(told(domain) or NO_DOMAIN)]
        for district in view.districts:
            found = places[district.district.id]
            link = f"{district_page(district)}#domain-{found.index(domain) + 1}" if domain in found else ""
            name = f"{shown_name(view, district)}{cells[0].text}"
            cells.append(_heat(name, link, counted[domain, district.district.id]))
        rows.append(cells)
    return Table("heat", "各领域公开情况（领域 × 区）", columns, rows)


def by_state(view: RoundView) -> Table:
    """How the entries of each district stand, and the share that could not be verified."""
    columns = (
        Column("区"), *(Column(words, key) for key, words in STANDINGS.items()), Column("应公开合计"),
        Column("无法核验占比"),
    )  # fmt: skip
    rows = []
    for district in view.districts:
        states = all_standings([district])
        rows.append((Cell(shown_name(view, district), link=district_page(district)), *_states(states)))
    total = added([cells[:-1] for cells in rows], "合计")
    if total:
        total = (*total, share(int(total[-2].number or 0), int(total[-1].number or 0)))
    return Table("states", "各区应公开事项", columns, rows, total)


def published(states: Counter[Standing]) -> tuple[int, int, int]:
    """What is published for sure (with explanatory notes), what may be at most, and what was due."""
    yes = sum(states[key] for key in _YES)
    return yes, yes + sum(states[key] for key in _UNSURE), sum(states.values())


def all_standings(districts: Iterable[DistrictView]) -> Counter[Standing]:
    """How the entries of some districts stand, together."""
    return Counter(state for district in districts for _, state in standings(district) if state)


def unsure_words(states: Counter[Standing]) -> str:
    """What is not sure, by why: 待核实2个，无法核验1个; '' where all is."""
    return "，".join(f"{STANDINGS[key]}{states[key]}个" for key in _UNSURE if states[key])


def gaps(view: RoundView, district: DistrictView) -> list[tuple[str, list[Gap]]]:
    """The domains of a district in its directory's order, each with its entries that are not known to be published."""
    found: dict[str, list[Gap]] = {}
    for one, state in standings(district):
        entries = found.setdefault(one.domain, [])
        if state is not None and state not in _YES:
            places = "；".join(near.reason for near in one.near[:_NEAR])
            reason = f"{one.reason}。可再核对：{places}" if places else one.reason
            entry = " / ".join(filter(None, (one.level1, one.level2)))
            words = coverage_words(one, view.as_of) + ("，待核实" if state == "unconfirmed" else "")
            entries.append(Gap(told(entry), told(one.unit), words, told(reason)))
    return [(told(domain) or NO_DOMAIN, entries) for domain, entries in found.items()]


def unread(district: DistrictView) -> list[tuple[str, str]]:
    """The lists that were not read to their end, and why: what hides behind them is nobody's fault."""
    return [
        (told(path_words(district.paths.get(one.column))) or one.url, told(one.reason))
        for one in district.listings
        if one.state != "complete"
    ]


def _states(states: Counter[Standing]) -> Sequence[Cell]:
    due = sum(states.values())
    cells = [count(states[key]) for key in STANDINGS]
    return (*cells, count(due), share(states["unverifiable"], due))


def _heat(name: str, link: str, states: Counter[Standing]) -> Cell:
    low, high, due = published(states)
    if not due:
        return Cell("–", tone="none", hint=f"{name}：没有应公开事项")
    aside = unsure_words(states)
    hint = f"{name}：应公开{due}个，已公开（含情况说明）{low}个，未公开{due - high}个{f'，{aside}' if aside else ''}"
    small = f"{low}/{due}" + (f"，{high - low}待定" if aside else "")
    known = (low, high) != (0, due)
    tone = f"heat-{low * _STEPS // due}" if known else "none"
    text = between(low, high, due, 0) if known else "待定"
    return Cell(text, None, link, f"{tone} unsure" if aside else tone, hint, small)
