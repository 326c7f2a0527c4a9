"""Whether the figures of a yearly report's tables add up (国办公开办函〔2021〕30号, tables three and four).

A row counts only where all of its cells were read as numbers: a table that was read in part tells nothing.
"""

import re
from dataclasses import dataclass

from audits.titles import even

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,7}")
# Applicants: five kinds of bodies and natural persons, and their total.
_KINDS = 7
# Of reconsiderations and of lawsuits with and without them: four outcomes and their total.
_OUTCOMES, _PROCEEDINGS = 5, 3
# Results that the form lists before their total.
_RESULTS = 21
_NEW, _CARRIED, _NEXT, _TOTAL = (re.compile(one) for one in ("本年新收", "上年结转", "结转下年度", "(?:^|[)七])总计$"))


@dataclass(frozen=True)
class Sums:
    """What adding up came to: whether the tables could be read, and in Chinese what does not add up."""

    read: bool
    faults: tuple[str, ...] = ()


def sums_of(text: str) -> Sums:
    """Adds up the tables in a report's text, whose rows are lines with tabs between their cells."""
    rows = [_row(line) for line in text.split("\n") if "\t" in line]
    table = [(label, numbers) for label, numbers in rows if len(numbers) == _KINDS and label]
    whole = _whole(table)
    if whole is None:
        return Sums(False)
    # Other tables of a report may have seven figures in a row that are no sum.
    inside = table[whole[0] : whole[-1] + 1]
    faults = [fault for label, numbers in inside if (fault := _across(label, numbers))]
    faults += _down(table, whole)
    for label, numbers in rows:
        if len(numbers) == _OUTCOMES * _PROCEEDINGS and not label:
            faults += _outcomes(numbers)
    return Sums(True, tuple(faults))


def _row(line: str) -> tuple[str, list[int]]:
    """The last words before a row's numbers, and its numbers up to its end."""
    cells = [even(cell) for cell in line.split("\t")]
    numbers: list[int] = []
    while cells and _NUMBER.fullmatch(cells[-1]):
        numbers.insert(0, int(cells.pop().replace(",", "")))
    return (cells[-1] if cells else ""), numbers


def _across(label: str, numbers: list[int]) -> str | None:
    *parts, total = numbers
    if sum(parts) == total:
        return None
    return f"“{label}”一行各栏之和为{sum(parts)}，总计为{total}"


def _whole(table: list[tuple[str, list[int]]]) -> tuple[int, int, int, int] | None:
    """The places of the four rows that bind the table; None unless each is there once, in the order of the form."""
    places = []
    for wanted in (_NEW, _CARRIED, _TOTAL, _NEXT):
        found = [place for place, (label, _) in enumerate(table) if wanted.search(label)]
        if len(found) != 1:
            return None
        places.append(found[0])
    new, carried, total, after = places
    return (new, carried, total, after) if places == sorted(places) else None


def _down(table: list[tuple[str, list[int]]], places: tuple[int, int, int, int]) -> list[str]:
    new, carried, total, after = (table[place][1] for place in places)
    faults = []
    # one column that does not agree is told once, by its total where that does not either
    came, went = new[-1] + carried[-1], total[-1] + after[-1]
    if came != went:
        faults.append(f"本年新收与上年结转之和为{came}，办理结果总计与结转下年度之和为{went}")
    elif any(n + c != t + a for n, c, t, a in zip(new, carried, total, after, strict=True)):
        faults.append("有申请人类别的新收、结转与办理结果、结转下年度不相等")
    results = [numbers for _, numbers in table[places[1] + 1 : places[2]]]
    if len(results) == _RESULTS and (summed := sum(one[-1] for one in results)) != total[-1]:
        faults.append(f"各项办理结果之和为{summed}，总计为{total[-1]}")
    return faults


def _outcomes(numbers: list[int]) -> list[str]:
    groups = [numbers[start : start + _OUTCOMES] for start in range(0, len(numbers), _OUTCOMES)]
    names = ("行政复议", "未经复议直接起诉", "复议后起诉")
    return [
        f"{name}各项结果之和为{sum(group[:-1])}，总计为{group[-1]}"
        for name, group in zip(names, groups, strict=True)
        if sum(group[:-1]) != group[-1]
    ]
