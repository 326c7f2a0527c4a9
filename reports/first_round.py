"""A district's first round (首轮摸底): equal faults merged, and for each whether it goes into the bulletin.

A first look at a portal finds years of faults at once. Faults of one unit, column and cause become one line; the most
serious lines go into the bulletin up to a number the office sets, the others are told to the district alone.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from inspection.openness_values import FirstRound
from inspection.telling import may_be_told
from inspection.types.judgement import Finding
from reports.words import path_words

Mark = Literal["入通报", "点对点", "留存观察"]
# Suggestions to the leader, and what no longer can be put right, are watched and not told.
_SUGGESTION = 4


@dataclass(frozen=True)
class Line:
    """One line of a first round: the finding that stands for it, how many it is, and where it goes."""

    finding: Finding
    all: tuple[Finding, ...]
    mark: Mark

    @property
    def message(self) -> str:
        """What is wrong, with how often it is."""
        more = f"（同一栏目同类问题共{len(self.all)}处）" if len(self.all) > 1 else ""
        return f"{self.finding.message}{more}"


def first_round_lines(findings: Iterable[Finding], given: FirstRound) -> list[Line]:
    """The lines of a first round, those for the bulletin first, each kind from the most serious on."""
    groups: dict[tuple[str | int, ...], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[_cause(finding)].append(finding)
    merged: list[tuple[Finding, ...]] = []
    for group in groups.values():
        merged += [tuple(group)] if len(group) >= given.merge_from else [(one,) for one in group]
    merged.sort(key=lambda all_: (all_[0].severity, -len(all_), all_[0].id))
    told = [all_ for all_ in merged if _may_be_in_bulletin(all_[0])][: given.cap]
    marked = {all_[0].id: _mark(all_, told) for all_ in merged}
    order: dict[Mark, int] = {"入通报": 0, "点对点": 1, "留存观察": 2}
    lines = [Line(all_[0], all_, marked[all_[0].id]) for all_ in merged]
    return sorted(lines, key=lambda line: order[line.mark])


def _cause(finding: Finding) -> tuple[str | int, ...]:
    place = path_words(finding.column or ()) or finding.domain or ""
    return finding.unit or "", place, finding.rule, finding.state, finding.severity


def _may_be_in_bulletin(finding: Finding) -> bool:
    return finding.severity < _SUGGESTION and finding.kind == "fix" and may_be_told(finding, "bulletin")


def _mark(all_: tuple[Finding, ...], told: list[tuple[Finding, ...]]) -> Mark:
    if all_ in told:
        return "入通报"
    watched = all_[0].severity >= _SUGGESTION or all_[0].kind == "explain"
    return "留存观察" if watched and may_be_told(all_[0], "bulletin") else "点对点"
