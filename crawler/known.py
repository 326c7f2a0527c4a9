"""Columns on their way through the walk, and what can be settled only once all of a portal's columns were read."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from crawler.chain import ListRead, Trouble
from crawler.family import FoundColumn
from crawler.requests import identity

_YEAR = re.compile(r"[\[(（]?(?:19|20)\d{2}\s*(?:年度?|n)?(?:\s*(?:及?(?:以前|之前|往前)))?[\])）]?")
_SENT_UP = "打开后转回上级栏目"
_SAME_ROWS = "多个栏目显示相同的条目，疑似侧栏内容，本栏目列表未能读出"


@dataclass
class Known:
    """A column: `found` as the family named it, `read` what its list showed. `dropped` columns give no rows: they are
    no part of the portal, or `parts` of the column above."""

    id: str
    found: FoundColumn
    parent: "Known | None"
    path: tuple[str, ...]
    depth: int
    read: ListRead | None = None
    children: "list[Known]" = field(default_factory=list)
    dropped: bool = False

    @property
    def name(self) -> str:
        """What it is called; the end of its address where nothing names it."""
        own = self.read.name if self.read else ""
        return self.found.name or own or self.found.url.rstrip("/").rpartition("/")[2]


def settle(columns: Sequence[Known]) -> Iterator[Trouble]:
    """Settles the columns of one portal, in the order in which they were found; yields what could not be read.

    The order counts: rows that stand beside lists prove nothing of an empty place, and the columns of years become
    parts only when each of them is known to be read or not.
    """
    there = [known for known in columns if not known.dropped]
    for known in there:
        yield from _settle_redirect(known, there)
    yield from _settle_same_rows(there)
    yield from _settle_doubts(there)
    for known in there:
        _gather_years(known)


def _settle_redirect(known: Known, columns: Sequence[Known]) -> Iterator[Trouble]:
    """A column that only redirects to one below it leads on and has no list of its own; of one that redirects to a
    column above it nothing was seen."""
    read = known.read
    if read is None or read.first is None:
        return
    end = identity(read.first.final_url)
    if end == identity(known.found.url):
        return
    if any(one.found.key == end and known in _above(one) for one in columns):
        read.kind, read.items, read.rows, read.claimed = "node", [], 0, None
        read.state, read.reason, read.doubt = "complete", None, None
    elif read.state == "complete" and any(one.found.key == end for one in _above(known)):
        yield _doubted(known, read, "unreadable", _SENT_UP)


def _above(known: Known) -> Iterator[Known]:
    current = known.parent
    while current is not None:
        yield current
        current = current.parent


def _settle_same_rows(columns: Sequence[Known]) -> Iterator[Trouble]:
    """Three columns that show the very same rows, or two whose own lists scripts could fill, show what stands beside
    their lists."""
    alike: dict[tuple[str, ...], list[Known]] = defaultdict(list)
    for known in columns:
        read = known.read
        if read is not None and read.kind == "list" and len(read.items) > 1:
            alike[tuple(identity(item.url) for item in read.items)].append(known)
    for group in alike.values():
        addresses = {identity(known.read.first.final_url) for known in group if known.read and known.read.first}
        suspects = [known for known in group if known.read and known.read.suspect]
        if len(addresses) < 2 or (len(addresses) < 3 and len(suspects) < len(group)):
            continue
        for known in group:
            assert known.read is not None
            if _own_rows(known):
                continue
            if known.read.otherwise is not None and known.read.otherwise.problem is None:
                known.read.take_otherwise(known.read.otherwise)
            else:
                yield _doubted(known, known.read, "unreadable", _SAME_ROWS)


def _own_rows(known: Known) -> bool:
    """Whether the rows lie below the column's own address."""
    here = identity(known.found.url).partition("?")[0]
    here = here.rpartition("/")[0] if "." in here.rpartition("/")[2] else here
    read = known.read
    return read is not None and "/" in here and all(identity(item.url).startswith(here + "/") for item in read.items)


def _settle_doubts(columns: Sequence[Known]) -> Iterator[Trouble]:
    """A list without rows is empty where another column shows rows in a place built in the same way."""
    built = {
        place
        for known in columns
        if known.read is not None and known.read.items and known.read.doubt is None and known.read.kind == "list"
        for place in known.read.places
    }
    for known in columns:
        read = known.read
        if read is None or read.doubt is None:
            continue
        if read.doubt != "complete" and any(place in built for place in read.places):
            read.doubt, read.reason = None, None
        else:
            yield _doubted(known, read, read.doubt, read.reason or "")


def _doubted(known: Known, read: ListRead, state: str, reason: str) -> Trouble:
    read.state = "script_only" if state == "script_only" else "unreadable"
    read.reason, read.claimed, read.items, read.rows, read.kind = reason, None, [], 0, "list"
    return Trouble(known.found.url, "list", read.state, reason, column=known.id, answer=read.first)


def _gather_years(known: Known) -> None:
    """The columns of single years are parts of the column above them: its list goes through all of them."""
    parts = [child for child in known.children if not child.dropped and _YEAR.fullmatch(child.name.strip())]
    parts = [part for part in parts if part.read is not None and not part.children]
    if not parts or known.parent is None:
        return
    whole = known.read
    if whole is None or whole.first is None or whole.kind == "page":
        return
    shown = {identity(item.url) for item in whole.items}
    for part in parts:
        read = part.read
        assert read is not None
        if read.leads_out is not None:
            whole.cut(f"“{part.name}”部分转到其他网址，未采集")
            continue
        new = [item for item in read.items if identity(item.url) not in shown]
        shown.update(identity(item.url) for item in new)
        whole.items += new
        whole.snapshots += read.snapshots
        if read.state != "complete":
            whole.cut(f"“{part.name}”部分未读全：{read.reason}")
        part.dropped = True
    whole.kind, whole.rows = "list", len(whole.items)
    whole.claimed = None
