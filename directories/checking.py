"""What is wrong with a directory that can be said from the directory alone, for `directory check`."""

from dataclasses import dataclass
from typing import Literal

from directories.reading import DirectoryReading
from inspection.types.directory import Entry

_EXAMPLE = "信息形成或者变更之日起20个工作日内"
ProblemKind = Literal[
    "unread_row", "unreadable_limit", "no_limit", "dangling_reference", "duplicate", "no_publisher", "blank"
]


@dataclass(frozen=True)
class DirectoryProblem:
    """One problem: where it is (file, sheet, cells), the entry's names (None where not known), and a Chinese sentence
    that says what is wrong and how it is put right."""

    kind: ProblemKind
    place: str
    domain: str | None
    level1: str | None
    level2: str | None
    message: str


def check(reading: DirectoryReading) -> list[DirectoryProblem]:
    """Problems in the order: rows that could not be read, then entries as they stand, then duplicates.

    A missing column is not reported row by row: what no entry of a table has is left to the check of the header.
    """
    found = [_unread(problem) for problem in reading.problems]
    tables: dict[tuple[str, str | None, str], list[Entry]] = {}
    for entry in reading.entries:
        tables.setdefault((entry.file, entry.sheet, entry.domain), []).append(entry)
    for entries in tables.values():
        has_limits = any(entry.time_limit for entry in entries)
        has_publishers = any(entry.publisher for entry in entries)
        has_elements = any(entry.elements for entry in entries)
        for entry in entries:
            found += _limit_problems(entry, has_limits)
            if has_publishers and not entry.publisher:
                found.append(_problem("no_publisher", entry, "公开主体为空，请填写公开主体的规范名称"))
            if has_elements and not entry.elements:
                found.append(_problem("blank", entry, "公开内容（要素）为空，请补全"))
    return found + _duplicates(reading.entries)


def _unread(problem: str) -> DirectoryProblem:
    place, _, words = problem.partition("：")
    return DirectoryProblem("unread_row", place, None, None, None, words or problem)


def _limit_problems(entry: Entry, has_limits: bool) -> list[DirectoryProblem]:
    if entry.time_limit is None:
        return [_problem("no_limit", entry, "公开时限为空，请填写可核查的时限")] if has_limits else []
    kinds = {limit.kind for limit in entry.limits}
    if "unreadable" in kinds:
        words = f"公开时限“{entry.time_limit}”无法判读为可核查的时限，请改为明确的时限（如“{_EXAMPLE}”）"
        return [_problem("unreadable_limit", entry, words)]
    if "reference" in kinds:
        return [_problem("dangling_reference", entry, "公开时限为“同上”，但上方没有可沿用的时限，请填写完整时限")]
    return []


def _duplicates(entries: tuple[Entry, ...]) -> list[DirectoryProblem]:
    first: dict[tuple[str, str, str, str], Entry] = {}
    found = []
    for entry in entries:
        key = (*entry.key, entry.level3 or "")
        if key in first:
            where = "" if first[key].file != entry.file else "本表"
            found.append(
                _problem("duplicate", entry, f"与{where}{place_of(first[key])}的事项重复，请合并或改为不同的名称")
            )
        else:
            first[key] = entry
    return found


def place_of(entry: Entry) -> str:
    """Where an entry stands: file, sheet and cells, as far as they are known."""
    sheet = f"工作表“{entry.sheet}”" if entry.sheet else ""
    return " ".join(part for part in (entry.file, sheet, entry.cells or "") if part)


def _problem(kind: ProblemKind, entry: Entry, words: str) -> DirectoryProblem:
    name = "—".join(name for name in (entry.level1, entry.level2, entry.level3) if name)
    message = f"{entry.domain}领域“{name}”：{words}。"
    return DirectoryProblem(kind, place_of(entry), entry.domain, entry.level1, entry.level2, message)
