"""What one item of the directory is worth in a round, and what faults take off."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inspection.openness_values import Deduction
from inspection.rule_values import RulePack
from inspection.types.directory import Entry
from inspection.types.judgement import Coverage, EntryKey, Finding
from inspection.types.page_facts import ElementsFound
from inspection.unit_names import unit_names

# Faults that stand: confirmed, and whatever followed but for being put right.
DECIDED = ("confirmed", "notified", "received", "replied", "unfixed")
_PUT_RIGHT = ("fixed", "closed", "rejected")
# Faults that are in an item's state itself. A blank column beside content elsewhere is a fault like others.
_OF_STATE = {"missing": "B02", "blank": "B03"}
_OF_ELEMENTS = "B06"
_WHOLE = 100.0
_REASONS = {
    "withdrawn": "页面已撤下，是否依法撤下待说明",
    "unverifiable": "采集不完整，无法核验",
    "waived": "已报备，不计分",
    "not_due": "未到公开期限，不计分",
    "not_applicable": "不适用，不计分",
}
_SETTLED = ("waived", "not_due", "not_applicable")


@dataclass(frozen=True)
class Item:
    """One entry: points of 100 at least and at most; `due` False leaves the denominator; `deducted` what decided faults
    took off."""

    key: EntryKey
    unit: str | None
    due: bool
    low: float
    high: float
    deducted: float
    unverifiable: bool
    undecided: bool
    reason: str


def items_of(
    coverage: Iterable[Coverage],
    entries: Iterable[Entry],
    findings: Iterable[Finding],
    elements: Iterable[ElementsFound],
    pack: RulePack,
) -> list[Item]:
    """Every entry of the round with its points, in order of key."""
    methods = {entry.key: entry.method for entry in entries}
    of_entry: dict[EntryKey, list[Finding]] = defaultdict(list)
    for finding in findings:
        if not finding.rule.startswith("A") and finding.mode != "C":
            of_entry[(finding.domain or "", finding.level1 or "", finding.level2 or "")].append(finding)
    found: dict[EntryKey, list[ElementsFound]] = defaultdict(list)
    for one in elements:
        found[(one.domain, one.level1, one.level2)].append(one)
    ordered = sorted(coverage, key=lambda one: one.key)
    return [_item(one, methods.get(one.key), of_entry[one.key], found[one.key], pack) for one in ordered]


def points_off(findings: Iterable[Finding], pack: RulePack) -> dict[str, tuple[float, float]]:
    """What faults that belong to no item take off each unit: (decided ones, undecided ones), capped column by column.
    Several units that are named together share a fault."""
    by_place: dict[tuple[str, tuple[str, ...]], list[Finding]] = defaultdict(list)
    for finding in findings:
        for unit in unit_names(finding.unit) or ("未明确责任单位",):
            by_place[unit, finding.column or (finding.rule[0],)].append(finding)
    total: dict[str, tuple[float, float]] = {}
    for (unit, _), given in sorted(by_place.items()):
        decided, doubtful = _deducted(given, pack)
        before = total.get(unit, (0.0, 0.0))
        total[unit] = (before[0] + decided, before[1] + doubtful)
    return total


def _item(
    one: Coverage, method: str | None, findings: Sequence[Finding], elements: Sequence[ElementsFound], pack: RulePack
) -> Item:
    low, high, reason, due = _by_state(one, method, findings, pack)
    counted = {*_OF_STATE.values()} if one.state in _OF_STATE else set()
    if due and one.state == "content" and (shared := _by_elements(findings, elements)):
        low, high, reason = shared
        counted.add(_OF_ELEMENTS)
    places: dict[tuple[str, ...], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.rule not in counted:
            places[finding.column or ()].append(finding)
    taken = [_deducted(given, pack) for _, given in sorted(places.items())]
    decided, doubtful = math.fsum(part[0] for part in taken), math.fsum(part[1] for part in taken)
    decided = min(decided, high)
    if due:
        reason = "；".join(filter(None, (reason, _taken_words(decided, max(0.0, min(doubtful, low - decided))))))
    least, most = max(0.0, low - decided - doubtful), max(0.0, high - decided)
    unread = due and one.state == "unverifiable"
    waiting = any(finding.state == "suspected" for finding in findings) or (least < most and not unread)
    return Item(one.key, one.unit, due, least, most, decided if due else 0.0, unread, due and waiting, reason)


def _taken_words(decided: float, doubtful: float) -> str:
    """What other faults take off, in words; '' for nothing."""
    sure = f"属实的问题扣{decided:g}分" if decided else ""
    return "，".join(
        filter(None, (sure, f"待核实的问题最多{'再' if sure else ''}扣{doubtful:g}分" if doubtful else ""))
    )


def _by_state(
    one: Coverage, method: str | None, findings: Sequence[Finding], pack: RulePack
) -> tuple[float, float, str, bool]:
    """Points at least, at most, why, and whether the item counts at all."""
    if one.state in _SETTLED:
        return 0.0, 0.0, _REASONS[one.state], False
    if one.state == "content":
        return _WHOLE, _WHOLE, "", True
    if one.state == "note":
        return *_by_note(one, method, pack), True
    if one.state not in _OF_STATE:
        return 0.0, _WHOLE, _REASONS[one.state], True
    fault = _gravest(f for f in findings if f.rule == _OF_STATE[one.state])
    if fault is None:
        return 0.0, _WHOLE, "未查找到，是否应公开待核", True
    if fault.state == "waived":
        return 0.0, 0.0, _REASONS["waived"], False
    if fault.state in _PUT_RIGHT:
        return _WHOLE, _WHOLE, "核查不予认定" if fault.state == "rejected" else "复查已公开", True
    if fault.state == "suspected":
        return 0.0, _WHOLE, "空白栏目，待核实" if one.state == "blank" else "未查找到，待核实", True
    return 0.0, 0.0, "空白栏目" if one.state == "blank" else "未公开", True


def _gravest(faults: Iterable[Finding]) -> Finding | None:
    """Of several faults of one item (an entry with two blank columns) the one that stands before those in doubt."""
    order = (*DECIDED, "suspected", "waived", *_PUT_RIGHT)
    return min(faults, key=lambda fault: (order.index(fault.state), fault.id), default=None)


def _by_note(one: Coverage, method: str | None, pack: RulePack) -> tuple[float, float, str]:
    """What a note is worth by the office's table; what no line is for is in doubt."""
    table = pack.note_scores.values()
    named = [line for line in table if one.trigger in line.triggers or (method is not None and method in line.methods)]
    plain = [line for line in table if not (line.triggers or line.methods)]
    line = next(iter([*named, *plain]), None)
    if line is None:
        return 0.0, _WHOLE, "情况说明，检查口径没有规定如何计分"
    return float(line.percent), float(line.percent), f"情况说明，按{line.percent}%计"


def _by_elements(findings: Sequence[Finding], elements: Sequence[ElementsFound]) -> tuple[float, float, str] | None:
    """Content of which a fault says that elements are missing counts for what its pages hold of them together; None
    where there is no such fault, or nothing is missing in all of them: then the fault is one of a page, like others."""
    faults = [f for f in findings if f.rule == _OF_ELEMENTS and f.state in (*DECIDED, "suspected")]
    read = [one for one in elements if one.read]
    found = {name for one in read for name in one.found}
    missing = {name for one in read for name in one.missing} - found
    if not faults or not missing:
        return None
    share = round(_WHOLE * len(found) / (len(found) + len(missing)), 2)
    decided = any(fault.state in DECIDED for fault in faults)
    reason = f"公开要素不全，按{share:g}%计" + ("" if decided else "（待核实）")
    return share, share if decided else _WHOLE, reason


def _deducted(findings: Iterable[Finding], pack: RulePack) -> tuple[float, float]:
    """Points that faults of one place take off: decided ones, undecided ones beyond them; both within the cap."""
    decided = undecided = 0.0
    cap = 0.0
    for finding in findings:
        line = _line(finding, pack)
        if line is None or finding.state not in (*DECIDED, "suspected"):
            continue
        cap = max(cap, float(line.cap))
        if finding.state == "suspected":
            undecided += line.points
        else:
            decided += line.points
    decided = min(decided, cap)
    return decided, min(undecided, cap - decided)


def _line(finding: Finding, pack: RulePack) -> Deduction | None:
    lines = pack.deductions.values()
    by_rule = [line for line in lines if line.rules and finding.rule.startswith(line.rules)]
    by_severity = [line for line in lines if not line.rules and finding.severity in line.severities]
    return next(iter([*by_rule, *by_severity]), None)
