"""The annexes of a bulletin: what was found, by district for the public; what of the last bulletin is not closed; the
form on which districts report back."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from reports.bulletin_facts import Facts, Told, unfinished
from reports.bulletin_problems import group_of
from reports.deadlines import due_of
from reports.view import RoundView
from reports.words import day, page_title, path_words, state_words, told

_FORM_ROWS = 10
# A bulletin's own list ends where nobody reads it any more; beyond, the districts' lists (XLSX) say it line by line.
MOST_LISTED = 300
_WITHHELD = "具体情况见发有关单位的整改通知"


def only_serious(facts: Facts) -> bool:
    """Whether it is too much for a bulletin's list, which then has the serious ones; the districts' lists have all."""
    return len(facts.told) > MOST_LISTED


def problem_rows(view: RoundView, facts: Facts) -> list[dict[str, Any]]:
    """What was found, for the districts; the same fault of a unit in one column stands in one row with its number."""
    same: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    for one in facts.told:
        if only_serious(facts) and one.finding.severity > 1:
            continue
        finding = one.finding
        place = path_words(finding.column) or " ".join(filter(None, (finding.domain, finding.level1, finding.level2)))
        said = "" if one.withheld else finding.message
        same[one.district.district.id, one.unit, place, finding.rule, said].append(one)
    return [_problem_row(view, number, found) for number, found in enumerate(same.values(), start=1)]


def public_rows(view: RoundView, facts: Facts) -> list[dict[str, Any]]:
    """How many problems each district has, and of which kinds."""
    rows = []
    for number, district in enumerate(view.districts, start=1):
        found = [one for one in facts.told if one.district is district]
        kinds = Counter(group_of(view, one.finding) for one in found).most_common()
        # a district whose findings nobody has decided yet must not look faultless
        open_ = not found and bool(district.waiting)
        none = "采集不完整" if district.unfit else "尚在核实" if open_ else "—"
        rows.append(
            {
                "number": str(number),
                "district": told(district.district.name),
                "total": "—" if open_ else str(len(found)),
                "mended": "—" if open_ else str(sum(one.put_right for one in found)),
                "kinds": "、".join(f"{name}{count}个" for name, count in kinds) or none,
            }
        )
    return rows


def unfinished_rows(facts: Facts) -> list[dict[str, Any]]:
    """What earlier notices told of and is not put right."""
    rows = []
    for number, one in enumerate(unfinished(facts), start=1):
        finding = one.outcome.finding
        rows.append(
            {
                "number": str(number),
                "district": told(one.district.district.name),
                "unit": one.unit,
                "problem": told(finding.rule_name),
                "message": _WITHHELD if finding.severity == 1 else told(finding.message),
                "notice": told(one.outcome.notice),
                "notified": day(one.outcome.notified_at.date()),
                "due": day(finding.due_at.date() if finding.due_at else finding.due),
                "state": "整改后再次出现" if one.stage == "again" else told(state_words(finding)),
            }
        )
    return rows


def form_rows() -> list[dict[str, Any]]:
    """The empty rows of the form."""
    return [{"number": str(number)} for number in range(1, _FORM_ROWS + 1)]


def _problem_row(view: RoundView, number: int, found: Sequence[Told]) -> dict[str, Any]:
    one = found[0]
    finding = one.finding
    entry = "—".join(filter(None, (finding.domain, finding.level1, finding.level2)))
    title = page_title(finding)
    # most messages name the page themselves
    title = "" if one.withheld or not finding.title or finding.title in finding.message else title
    where = (path_words(finding.column), "" if finding.column else entry, title)
    several = f"（{len(found)}处）" if len(found) > 1 else ""
    return {
        "number": str(number),
        "district": told(one.district.district.name),
        "unit": one.unit,
        "place": told("\n".join(filter(None, where))),
        "problem": told(finding.rule_name) + several + ("\n（屡查屡犯）" if finding.repeat else ""),
        "message": _WITHHELD if one.withheld else told(finding.message),
        "due": _due(view, found),
    }


def _due(view: RoundView, found: Sequence[Told]) -> str:
    """By when what is still open must be put right; whether that is past."""
    open_ = [one.finding for one in found if not one.put_right]
    if not open_:
        return "已整改"
    return due_of(open_[0], view).text + ("（已逾期）" if open_[0].overdue else "")
