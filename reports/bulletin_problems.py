"""What is wrong, in a bulletin's words: grouped by kind, 一是…二是…, with counts and a few examples of each."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from inspection.types.judgement import Finding
from reports.bulletin_facts import Told, addressed_unit
from reports.bulletin_words import count_words, named, ordinal
from reports.view import RoundView
from reports.words import page_title, path_words, told

# Examples of one fault, and how long one may be; districts that are named of it.
_EXAMPLES = 2
_LONGEST = 90
_NAMED = 5
_NO_GROUP = "其他方面"
_END = "。；;. "


@dataclass(frozen=True)
class Part:
    """（一） with its paragraphs."""

    heading: str
    lines: tuple[str, ...]


def group_of(view: RoundView, finding: Finding) -> str:
    """The kind of problem that a finding is of."""
    rule = view.rules.get(finding.rule)
    return told(rule.group_name) if rule else _NO_GROUP


def problem_parts(view: RoundView, told_ones: Sequence[Told], *, public: bool) -> list[Part]:
    """A part for every kind of problem, the most frequent first; what is of no known kind last."""
    groups: dict[str, list[Told]] = defaultdict(list)
    for one in told_ones:
        groups[group_of(view, one.finding)].append(one)
    order = sorted(groups, key=lambda name: (name == _NO_GROUP, -len(groups[name]), groups[name][0].finding.rule))
    return [Part(_heading(view, name), (_paragraph(view, groups[name], public=public),)) for name in order]


def _heading(view: RoundView, name: str) -> str:
    return f"{name}{'有待完善' if view.settings.voice == 'soft' else '方面'}" if name != _NO_GROUP else name


def _paragraph(view: RoundView, found: Sequence[Told], *, public: bool) -> str:
    """All faults of one kind: the serious ones first, then the most frequent."""
    faults: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in found:
        faults[one.finding.rule, told(one.finding.rule_name)].append(one)
    ordered = sorted(faults.items(), key=lambda one: (one[1][0].finding.severity, -len(one[1]), one[0]))
    over = len(_districts(found))
    said = f"共{len(found)}个，涉及{count_words(view, over)}。"
    for number, ((_, name), same) in enumerate(ordered, start=1):
        begin = f"{ordinal(number)}是" if len(ordered) > 1 else ""
        fault = f"{_hedge(view, same)}存在“{name}”{'情况' if view.settings.voice == 'soft' else '问题'}"
        said += f"{begin}{fault}（{len(same)}个）{_examples(view, same, public=public)}。"
    return said


def _hedge(view: RoundView, found: Sequence[Told]) -> str:
    """个别、部分、多数 by how many of the round's districts it touches; soft words speak of units."""
    whose = "单位" if view.settings.voice == "soft" else _whose(view)
    touched, all_ = len(_districts(found)), len(view.districts)
    if all_ < 2:
        return f"部分{whose}" if len(found) > 1 else f"个别{whose}"
    if touched == all_:
        return "各地均有单位" if whose == "单位" else "各地均"
    if touched == 1:
        return f"个别{whose}"
    return f"{'部分' if 2 * touched <= all_ else '多数'}{whose}"


def _whose(view: RoundView) -> str:
    kinds = {one.district.kind for one in view.districts}
    return "区" if kinds == {"区"} else "县" if kinds == {"县"} else "地区"


def _examples(view: RoundView, found: Sequence[Told], *, public: bool) -> str:
    """，如…；… for what may be shown, else how many each district has."""
    shown = [one for one in found if not one.withheld]
    if not shown:
        counted = Counter(told(one.district.district.name) for one in found)
        return f"，涉及{named([f'{name}{number}个' for name, number in counted.items()], _NAMED)}"
    whole = public or view.settings.voice == "soft"
    ordered = sorted(shown, key=lambda one: (one.put_right, len(one.finding.message) > _LONGEST, -one.finding.repeat))
    picked: list[Told] = []
    for one in ordered:
        if len(picked) < _EXAMPLES and all(one.district is not other.district for other in picked):
            picked.append(one)
    return f"，如{'；'.join(_example(one, by_district=whole) for one in picked)}"


def _example(one: Told, *, by_district: bool) -> str:
    """{区}{单位}“{栏目}”…{message}, without what the message says already; a long one is cut."""
    finding = one.finding
    district = told(one.district.district.name)
    who = district if by_district else addressed_unit(one, finding)
    said = _shortened(finding)
    for name in (one.unit, district):
        said = said.removeprefix(name) if name else said
    return clipped(f"{who}{_place(finding, said)}{said}")


def _place(finding: Finding, said: str) -> str:
    """Where it is, unless the message says so."""
    leaf = told(finding.column[-1]) if finding.column else ""
    entry = told(finding.level2 or finding.level1 or finding.domain)
    title = told(page_title(finding))
    place = f"“{leaf}”栏目" if leaf else f"“{entry}”事项" if entry else ""
    place = "" if (leaf or entry) in said else place
    title = "" if not title or (finding.title or "").rstrip(_END) in said or title in said else title
    return f"{place}{title}{'：' if place or title else ''}"


def _shortened(finding: Finding) -> str:
    """The message in one line, its column by the last name alone, without the full stop at its end."""
    said = told(finding.message)
    if finding.column:
        said = said.replace(told(path_words(finding.column)), told(finding.column[-1]))
    return " ".join(said.split()).rstrip(_END)


def clipped(text: str, longest: int = 2 * _LONGEST) -> str:
    """A text that is no longer than a sentence can carry."""
    return text if len(text) <= longest else f"{text[:longest]}……"


def _districts(found: Sequence[Told]) -> set[str]:
    return {one.district.district.id for one in found}
