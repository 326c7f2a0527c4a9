"""Waivers of waivers.csv that no longer, or never, excuse anything: said at every audit, lest anybody rests on them."""

from collections.abc import Iterable, Sequence

from audits.case import Case
from audits.names import same_name, same_path
from inspection.types.judgement import Finding, Waiver

TOLD = "waivers_told"
# Waivers named one by one; of more only the number is told.
_SHOWN = 10


def waivers_told(case: Case, findings: Iterable[Finding]) -> list[str]:
    """One Chinese sentence for each waiver that is past, and for each in force that this round did not need."""
    own = [one for one in case.waivers if one.district == case.district.id]
    past = [one for one in own if one.until < case.as_of]
    waived = [finding for finding in findings if finding.state == "waived"]
    idle = [one for one in own if one not in past and _in_force(case, one) and not _used(case, one, waived)]
    return [
        *_sentences(past, "已于{until}到期，有关问题恢复核查；确需延续的请重新报备，不再需要的请在 waivers.csv 中删去"),
        *_sentences(
            idle, "（至{until}）本次没有用到：有关事项或栏目没有发现问题，或所写名称对不上，请核对 waivers.csv"
        ),
    ]


def _sentences(waivers: Sequence[Waiver], what: str) -> list[str]:
    said = [f"报备“{_named(one)}”{what.format(until=one.until)}。" for one in waivers[:_SHOWN]]
    if left := len(waivers) - _SHOWN:
        said += [f"另有 {left} 项报备情况相同。"] if left > 0 else []
    return said


def _in_force(case: Case, waiver: Waiver) -> bool:
    """Whether a waiver could have been needed: names of no entry are told of elsewhere, and what the directory may
    leave out is excused without a trace."""
    if waiver.since is not None and case.as_of < waiver.since:
        return False
    if waiver.rule and waiver.rule.strip().upper().startswith("A"):
        return False
    names = (waiver.domain, waiver.level1, waiver.level2)
    return not any(names) or any(_names(waiver, entry.key) for entry in case.entries)


def _used(case: Case, waiver: Waiver, waived: Iterable[Finding]) -> bool:
    whole = waiver.rule is None and waiver.column is None
    if whole and any(one.state == "waived" and _names(waiver, one.key) for one in case.coverage):
        return True
    return any(_covers(waiver, finding) for finding in waived)


def _covers(waiver: Waiver, finding: Finding) -> bool:
    if waiver.rule and waiver.rule.strip().upper() != finding.rule:
        return False
    if waiver.column is not None and not (finding.column and same_path(waiver.column, finding.column)):
        return False
    return _names(waiver, (finding.domain or "", finding.level1 or "", finding.level2 or ""))


def _names(waiver: Waiver, key: tuple[str, str, str]) -> bool:
    wanted = (waiver.domain, waiver.level1, waiver.level2)
    return all(not name or same_name(name, given) for name, given in zip(wanted, key, strict=True))


def _named(waiver: Waiver) -> str:
    entry = "/".join(name for name in (waiver.domain, waiver.level1, waiver.level2) if name)
    column = " > ".join(waiver.column or ())
    return "，".join(part for part in (entry, column, waiver.rule) if part) or "全部事项"
