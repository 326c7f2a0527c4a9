"""One deterministic walk over what the archive holds: which rows it gives, and which requests are still wanted.

The walk never fetches. What it makes of an answer depends on the request and the answer alone, never on the order in
which answers arrived; so a crawl that was killed and resumed ends with the same rows, and a replay needs no network.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Any

from crawler.answers import Answer, Unanswered
from crawler.archive import Archive
from crawler.chain import ListReader, Trouble
from crawler.family import Family, FoundColumn, FoundItem, Place, broken, family_of
from crawler.front_pages import front_request
from crawler.known import Known, settle
from crawler.requests import Wanted, identity, page_address
from crawler.sample import sampled
from crawler.second_round import row_digest
from inspection.types.office import Portal
from inspection.types.portal import Column, ListedItem, Listing

MAX_DEPTH = 10
MAX_COLUMNS = 5_000
_TOO_MANY = "栏目过多或层级过深，未全部采集"


@dataclass(slots=True)
class WalkedPage:
    """A page to be read: its request (None: another host's, never asked), the columns that list it in walk order, and
    what the first of their rows said of it."""

    url: str
    family: str
    wanted: Wanted | None
    columns: list[str]
    title: str
    published: date | None
    row: Mapping[str, Any]


@dataclass
class Walk:
    """What the walk found. `requests` are all it came by, in the order in which they should be made; `wanted` those
    without any answer."""

    columns: list[Column] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    items: list[ListedItem] = field(default_factory=list)
    pages: dict[str, WalkedPage] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    wanted: list[Wanted] = field(default_factory=list)
    requests: list[Wanted] = field(default_factory=list)


def walk(portals: list[Portal], archive: Archive) -> Walk:
    """Walks all portals in their order."""
    result = Walk()
    for portal in portals:
        _PortalWalk(portal, archive, result).run()
    return result


def list_requests(portals: list[Portal], archive: Archive) -> list[Wanted]:
    """The requests of a walk for columns and lists alone, without looking at the pages that they name."""
    result = Walk()
    for portal in portals:
        _PortalWalk(portal, archive, result).visit_columns()
    return result.requests


def column_id(portal: str, key: str) -> str:
    """The id of a column: stable over rounds as long as its address or number stays."""
    return sha256(f"{identity(portal)}\n{key}".encode()).hexdigest()[:16]


class _PortalWalk:
    """The walk over one portal, breadth first over its columns."""

    def __init__(self, portal: Portal, archive: Archive, result: Walk) -> None:
        self._portal = portal
        self._archive = archive
        self._result = result
        self._known: dict[str, Known] = {}
        self._roots: list[Known] = []
        self._left_out = False
        auto = portal.family == "auto"
        self._reader = ListReader(archive, result.requests, result.wanted, result.troubles, auto)

    def run(self) -> None:
        """Visits the columns, then gives the rows of all."""
        family = self.visit_columns()
        if family is not None:
            self._collect(family)

    def visit_columns(self) -> Family | None:
        """Visits the portal's columns, as far as they are known; None where nothing of it can be read."""
        entry = Wanted(page_address(self._portal.url), "portal")
        answer = self._reader.answer(entry, None)
        self._ask_front_page()
        if isinstance(answer, Unanswered):
            self._unreachable(entry, answer.detail)
            return None
        family = family_of(self._portal.family, answer)
        if family is None:
            self._unreachable(entry, "没有识别出平台类型，页面也没有可读的栏目")
            self._result.troubles.append(
                Trouble(entry.url, "portal", "unknown_family", "没有识别出平台类型", answer=answer)
            )
            return None
        place = Place(portal=entry.url, url=answer.final_url)
        queue = deque(self._enter(self._named_by(family, answer, place), None))
        if not self._roots:
            self._unreachable(entry, "门户页面上没有读出任何栏目")
            self._result.troubles.append(Trouble(entry.url, "portal", "no_columns", "没有读出任何栏目", answer=answer))
            return None
        while queue:
            queue.extend(self._visit(family, queue.popleft()))
        if self._left_out:
            self._result.troubles.append(Trouble(entry.url, "tree", "cut_short", _TOO_MANY, answer=answer))
        return family

    def _ask_front_page(self) -> None:
        request = front_request(self._portal)
        self._result.requests.append(request)
        if self._archive.lacks(request):
            self._result.wanted.append(request)

    def _visit(self, family: Family, known: Known) -> Iterator[Known]:
        request = known.found.request
        if known.found.kind == "link_out":
            self._follow(family, known)
            return
        if request is None:
            return
        place = Place(self._portal.url, known.id, request.url, known.path, context=request.context)
        known.read = self._reader.read(family, request, place, known.found)
        if known.read.first is None:
            return
        family = known.read.family or family
        if known.read.kind == "elsewhere" and known.parent is not None:
            # The portal names it; what it leads to lies outside of the portal's columns.
            known.read.leads_out = known.read.first.final_url
            return
        known.path = _path_of(known)
        self._move_under_breadcrumb(known)
        for front in known.read.fronts if known.found.explore else ():
            here = Place(self._portal.url, known.id, front.final_url, known.path, context=request.context)
            yield from self._enter(self._named_by(family, front, here), known)
        for front in known.read.fronts:
            front.forget()  # a parsed page weighs more than all that was read of it

    def _follow(self, family: Family, known: Known) -> None:
        """A link-out to a host that may be asked is followed once, as what it is: its rows count, its own columns do
        not. What cannot be read there stays a mere link."""
        if not self._archive.permits(known.found.url):
            return
        request = known.found.request or Wanted(page_address(known.found.url), "list", context={"beside": True})
        if any(one.found.request and one.found.request.key == request.key for one in self._known.values()):
            return
        place = Place(self._portal.url, known.id, request.url, known.path, context=request.context)
        mine = replace(self._reader, troubles=[])
        read = mine.read(family, request, place, known.found)
        unread = read.first is None or read.state in ("unreadable", "script_only") or read.doubt is not None
        known.read = None if unread or read.kind in ("node", "elsewhere") else read

    def _named_by(self, family: Family, answer: Answer, place: Place) -> tuple[FoundColumn, ...]:
        try:
            return self._reader.ask(family, "columns", answer, place, lambda: family.columns(answer, place))
        except Exception as error:  # noqa: BLE001  any fault of ours on a page is a state of the tree
            told = Trouble(answer.url, "tree", "unreadable", broken(error), place.column, answer)
            self._result.troubles.append(told)
            return ()

    def _move_under_breadcrumb(self, known: Known) -> None:
        """Flat menus name columns of all levels side by side: the breadcrumb knows which is below which."""
        crumbs = known.read.crumbs if known.read else ()
        if len(crumbs) < 2 or crumbs[-1][0] != known.name or known.parent is None or not crumbs[-2][1]:
            return
        above = self._known.get(identity(crumbs[-2][1]))
        ancestor = above
        while ancestor is not None and ancestor is not known:
            ancestor = ancestor.parent
        heading = known.parent.found.request is None and known.parent.parent is above
        if above is None or ancestor is known or above is known.parent or heading:
            return
        known.parent.children.remove(known)
        above.children.append(known)
        known.parent = above

    def _enter(self, found: tuple[FoundColumn, ...], parent: Known | None) -> list[Known]:
        """Registers columns and the children they were named with. Those met before keep their first place: menus that
        open only the branch one stands in name their children later."""
        entered = []
        depth = parent.depth + 1 if parent else 0
        for column in found:
            if column.key in self._known:
                entered.extend(self._enter(column.children, self._known[column.key]))
                continue
            if depth > MAX_DEPTH or len(self._known) >= MAX_COLUMNS:
                self._left_out = True
                if parent is not None and parent.read is not None:
                    parent.read.cut(_TOO_MANY)
                continue
            path = (*(parent.path if parent else ()), column.name)
            known = Known(column_id(self._portal.url, column.key), column, parent, path, depth)
            self._known[column.key] = known
            (parent.children if parent else self._roots).append(known)
            entered.append(known)
            entered.extend(self._enter(column.children, known))
        return entered

    def _collect(self, family: Family) -> None:
        """Rows in the order of the tree."""
        self._result.troubles += settle(list(self._known.values()))
        order = 0
        stack = list(reversed(self._roots))
        while stack:
            known = stack.pop()
            if known.dropped:
                continue
            children = [child for child in known.children if not child.dropped]
            self._column(family, known, order, leaf=not children)
            order += 1
            stack.extend(reversed(children))

    def _column(self, family: Family, known: Known, order: int, *, leaf: bool) -> None:
        found, read = known.found, known.read
        kind = found.kind if read is None or read.first is None else read.kind_beside(leaf=leaf)
        kind = "link_out" if found.kind == "link_out" else kind
        family = read.family if read and read.family else family
        url = found.url
        if read is not None and read.leads_out is not None:
            kind, url, read = "link_out", read.leads_out, None
        claimed = read.claimed if read and read.claimed is not None else found.claimed
        parent = known.parent.id if known.parent else None
        self._result.columns.append(
            Column(
                id=known.id,
                portal=self._portal.url,
                family=family.name,
                url=url,
                path=known.path,
                parent=parent,
                order=order,
                leaf=leaf,
                kind=kind,
                claimed=claimed,
            )
        )
        if read is None and kind == "list":
            reason = "栏目由脚本打开，页面中没有其地址"
            self._result.listings.append(
                Listing(known.id, known.id, found.url, "script_only", reason, claimed, 0, None)
            )
            self._result.troubles.append(Trouble(found.url, "list", "script_only", reason, column=known.id))
        whole = read is None or read.state == "complete"
        if read is None or (kind == "node" and whole and (known.parent is not None or not leaf)):
            return
        if kind == "node" and whole:
            read.state, read.reason = "unreadable", "门户页面上没有读出下级栏目，也没有读出列表"
            self._result.troubles.append(Trouble(found.url, "portal", "no_columns", read.reason, answer=read.first))
        away = [not self._archive.permits(item.url) for item in read.items]
        most = self._archive.sample
        looked_at = sampled([place for place, out in enumerate(away) if not out], most) if most else range(len(away))
        for position, (item, out) in enumerate(zip(read.items, away, strict=True)):
            row = row_digest(item.row)
            self._result.items.append(ListedItem(known.id, position, item.url, item.title, item.published, out, row))
            if position in looked_at:
                self._page(family, known.id, item, out)
        self._result.listings.append(read.listing(known.id, found.url, claimed))

    def _page(self, family: Family, column: str, item: FoundItem, external: bool) -> None:
        address = page_address(item.url)
        page = self._result.pages.get(identity(address))
        if page is None:
            wanted = None if external else Wanted(address, "page", context={"family": family.name, "title": item.title})
            self._result.pages[identity(address)] = WalkedPage(
                address, family.name, wanted, [column], item.title, item.published, item.row
            )
            if wanted is not None:
                self._result.requests.append(wanted)
                if self._archive.lacks(wanted):
                    self._result.wanted.append(wanted)
        elif column not in page.columns:
            page.columns.append(column)

    def _unreachable(self, entry: Wanted, reason: str) -> None:
        """A portal of which nothing is known still has one column, so that nothing is ever called missing from it."""
        known = column_id(self._portal.url, "")
        self._result.columns.append(
            Column(known, self._portal.url, self._portal.family, entry.url, ("门户首页",), None, 0, False, "node")
        )
        self._result.listings.append(Listing(known, known, entry.url, "unreadable", reason, None, 0, None))


def _path_of(known: Known) -> tuple[str, ...]:
    """The column's path: its page's own breadcrumb where that ends with the column, else the way it was found."""
    read = known.read
    names = tuple(name for name, _ in read.crumbs) if read else ()
    from_home = bool(names) and names[0].endswith("首页")
    names = names[1:] if from_home else names
    if names and names[-1] == known.name and (from_home or len(names) > 1):
        heading = known.parent if known.parent and known.parent.found.request is None else None
        return (*heading.path, known.name) if heading and names[:-1] == heading.path[:-1] else names
    return (*(known.parent.path if known.parent else ()), known.name)
