"""A reading against the truth, cell by cell."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from inspection.types.directory import Entry

FIELDS = (
    "file", "sheet", "cells", "seq", "domain", "level1", "level2", "level3", "elements", "basis", "time_limit",
    "limits", "publisher", "channels", "audience", "method", "level",
)  # fmt: skip


@dataclass
class Score:
    """How much of one file was read right. `wrong` counts cells by field, `faults` says each one in words."""

    file: str
    entries: int = 0
    cells: int = 0
    right: int = 0
    missed: int = 0
    invented: int = 0
    problems: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Right cells among all; cells of missed and invented entries are wrong ones."""
        return self.right / self.cells if self.cells else 0.0


def compare(file: str, truth: Sequence[Entry], read: Sequence[Entry]) -> Score:
    """Every field of every entry; entries are told by their names, then by their place."""
    score = Score(file, entries=len(truth))
    pairs, missed, invented = _paired(truth, read)
    for wanted, got in pairs:
        for name in FIELDS:
            score.cells += 1
            if folded(getattr(wanted, name)) == folded(getattr(got, name)):
                score.right += 1
            else:
                score.wrong[name] += 1
                score.faults.append(f"{wanted.cells} {name}: {getattr(wanted, name)!r} → {getattr(got, name)!r}")
    for kind, entries in (("missed", missed), ("invented", invented)):
        score.cells += len(FIELDS) * len(entries)
        score.wrong[kind] += len(entries)
        score.faults += [f"{kind}: {one.sheet} {one.cells} {one.domain} {one.level1} {one.level2}" for one in entries]
    score.missed, score.invented = len(missed), len(invented)
    return score


def _paired(
    truth: Sequence[Entry], read: Sequence[Entry]
) -> tuple[list[tuple[Entry, Entry]], list[Entry], list[Entry]]:
    by_name: defaultdict[object, list[Entry]] = defaultdict(list)
    for entry in read:
        by_name[_name(entry)].append(entry)
    pairs: list[tuple[Entry, Entry]] = []
    missed: list[Entry] = []
    for wanted in truth:
        same = by_name[_name(wanted)]
        if same:
            pairs.append((wanted, same.pop(0)))
        else:
            missed.append(wanted)
    left = {(entry.sheet, entry.cells): entry for entries in by_name.values() for entry in entries}
    still = []
    for wanted in missed:
        got = left.pop((wanted.sheet, wanted.cells), None)
        if got is None:
            still.append(wanted)
        else:
            pairs.append((wanted, got))
    used = {id(got) for _, got in pairs}
    return pairs, still, [entry for entry in read if id(entry) not in used]


def _name(entry: Entry) -> object:
    return folded((entry.domain, entry.level1, entry.level2, entry.level3))


def folded(value: object) -> object:
    """A value for comparing: texts half width and without blanks, sequences as tuples."""
    if isinstance(value, str):
        return re.sub("\\s", "", unicodedata.normalize("NFKC", value))
    if isinstance(value, tuple):
        return tuple(folded(part) for part in value)
    return value
