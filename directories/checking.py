"""What is wrong with a directory file beside what the rules say of its entries: rows not read, matters named twice."""

import re
from dataclasses import dataclass
from typing import Literal

from directories.reading import DirectoryReading
from inspection.types.directory import Entry

ProblemKind = Literal["unread_row", "duplicate"]

_PLACE = re.compile(
    r"^(?:工作表“(?P<sheet>[^“”]+)”|(?P<page>第\d+页))?\s*(?P<cells>[A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?)?$"
)


@dataclass(frozen=True)
class DirectoryProblem:
    """One problem: where it is, the entry's names (None where not known), a Chinese sentence that says what is wrong,
    and one that says how it is put right ('' where the first says both)."""

    kind: ProblemKind
    file: str
    sheet: str | None
    cells: str | None
    domain: str | None
    level1: str | None
    level2: str | None
    message: str
    demand: str


def check(reading: DirectoryReading) -> list[DirectoryProblem]:
    """Rows that could not be read, then matters that stand twice in one table, in the order of the files."""
    return [_unread(problem, reading) for problem in reading.problems] + _duplicates(reading.entries)


def _unread(problem: str, reading: DirectoryReading) -> DirectoryProblem:
    place, _, words = problem.partition("：")
    files = sorted((file.file for file in reading.files), key=len, reverse=True)
    file = next((name for name in files if place == name or place.startswith(f"{name} ")), "")
    only = files[0] if len(files) == 1 else ""
    found = _PLACE.match(place[len(file) :].strip()) if file else None
    if found is None:
        # A place of another kind stays in the sentence.
        return DirectoryProblem("unread_row", file or only, None, None, None, None, None, *_said(problem))
    return DirectoryProblem(
        "unread_row", file, found["sheet"] or found["page"], found["cells"], None, None, None, *_said(words)
    )


def _said(words: str) -> tuple[str, str]:
    """A sentence as what is wrong and what is asked for."""
    message, asked, demand = words.rstrip("。").rpartition("，请")
    return (message, f"请{demand}") if asked else (words.rstrip("。"), "")


def _duplicates(entries: tuple[Entry, ...]) -> list[DirectoryProblem]:
    """Matters with the same names, contents and publishers in one table. A town's list beside the district's repeats
    its matters rightly, and one matter may have a row for each publisher or for each part of its contents."""
    first: dict[tuple[object, ...], Entry] = {}
    found = []
    for entry in entries:
        names = (*entry.key, entry.level3 or "")
        same = (entry.file, entry.sheet, names, entry.elements, entry.publisher, entry.level)
        earlier = first.setdefault(same, entry)
        if earlier is not entry and any(names[1:]):
            name = "—".join(part for part in names[1:] if part)
            where = f"本表 {earlier.cells} " if earlier.cells else "本表前面"
            message = f"{entry.domain}领域“{name}”与{where}的事项重复"
            found.append(_twice(entry, message))
    return found


def _twice(entry: Entry, message: str) -> DirectoryProblem:
    names = (entry.domain, entry.level1, entry.level2)
    place = (entry.file, entry.sheet, entry.cells)
    return DirectoryProblem("duplicate", *place, *names, message, "请合并，或改为不同的名称")
