"""One column's list, page after page, out of the archive."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, TypeVar

from crawler.answers import Answer, Unanswered
from crawler.archive import Archive
from crawler.family import Family, FoundColumn, FoundItem, ListPage, Place, families, family_of
from crawler.requests import Role, Wanted, authority, identity
from inspection.types.portal import Listing, ListingState

T = TypeVar("T")
MAX_LIST_PAGES = 1_000
_MAX_FRONTS = 4
# Fewer rows than any platform shows on one page: with the first page alone nothing else tells a full one.
_FEWEST_OF_FULL = 10


@dataclass(frozen=True)
class Trouble:
    """Something that could not be fetched or read, before it becomes an Incident. `answer` or `days` say when."""

    url: str
    what: Role
    kind: str
    detail: str
    column: str | None = None
    answer: Answer | None = None
    days: tuple[date, ...] = ()


@dataclass
class ListRead:
    """What the pages of one list showed. `fronts` are the answers of its first page, several where that only leads on
    to another or frames it; `places`, `doubt`, `suspect` and `otherwise` are as in ListPage; `leads_out` is the other
    host's address that the column redirects to; `family` read its first page."""

    state: ListingState = "complete"
    reason: str | None = None
    kind: Literal["list", "page", "node", "elsewhere"] = "list"
    items: list[FoundItem] = field(default_factory=list)
    claimed: int | None = None
    rows: int = 0
    fronts: list[Answer] = field(default_factory=list)
    name: str = ""
    places: tuple[str, ...] = ()
    doubt: ListingState | None = None
    suspect: bool = False
    otherwise: ListPage | None = None
    leads_out: str | None = None
    note: str | None = None
    crumbs: tuple[tuple[str, str], ...] = ()
    snapshots: list[str] = field(default_factory=list)
    problem: bool = False
    family: Family | None = None
    longest: int = 0

    @property
    def first(self) -> Answer | None:
        """The answer of the first page, None when there was none."""
        return self.fronts[-1] if self.fronts else None

    def begin(self, answer: Answer, page: ListPage) -> None:
        """Takes up what the first page says of the column."""
        self.fronts.append(answer)
        self.kind, self.crumbs, self.name = page.kind, page.crumbs or self.crumbs, page.name or self.name
        self.places, self.suspect, self.otherwise = page.places, page.suspect, page.otherwise

    def take_otherwise(self, page: ListPage) -> None:
        """Reads the column as its page is without the rows."""
        self.kind, self.items, self.rows, self.claimed = page.kind, list(page.items), len(page.items), page.claimed
        self.state, self.reason = "complete", page.reason
        self.places, self.doubt = page.places, page.doubt
        self.note = self.fronts[-1].final_url if page.note else None

    @property
    def is_all(self) -> bool:
        """Whether as many different rows were read as the list states: pinned ones stand on every page."""
        return self.claimed is not None and len(self.items) >= self.claimed

    @property
    def is_enough(self) -> bool:
        """Whether as many rows were read as the list states."""
        return self.claimed is not None and self.rows >= self.claimed

    def copy(self) -> "ListRead":
        """One of its own for whoever settles what the columns show together."""
        return replace(self, items=list(self.items), fronts=list(self.fronts), snapshots=list(self.snapshots))

    def cut(self, reason: str) -> None:
        """Says that more could have been there."""
        if self.state == "complete":
            self.state, self.reason = "cut_short", reason

    def kind_beside(self, *, leaf: bool) -> Literal["list", "page", "node"]:
        """The column's kind, known once its children are: one with children and no rows of its own only leads on."""
        if self.kind in ("page", "node"):
            return "page" if self.kind == "page" else "node"
        return "node" if not leaf and not self.items and self.state == "complete" else "list"

    def listing(self, column: str, url: str, claimed: int | None) -> Listing:
        """The row."""
        dates = [item.published for item in self.items if item.published]
        newest = max(dates, default=None)
        return Listing(
            column, column, url, self.state, self.reason, claimed, len(self.items), newest, self.note,
            tuple(dict.fromkeys(self.snapshots)),
        )  # fmt: skip


@dataclass(frozen=True)
class _Halt:
    """Where the reading of a list stood before one of its pages, with what it had asked for and what had failed."""

    read: ListRead
    shown: frozenset[str]
    wanted: Wanted
    number: int
    requests: tuple[Wanted, ...]
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True)
class ListReader:
    """Reads lists; notes every request it made (`requests`), those without an answer (`wanted`), and what failed."""

    archive: Archive
    requests: list[Wanted]
    wanted: list[Wanted]
    troubles: list[Trouble]
    auto: bool = False

    def answer(self, wanted: Wanted, column: str | None) -> Answer | Unanswered:
        """An answer that can be read, or why there is none; what failed is noted."""
        self.requests.append(wanted)
        found = self.archive.find(wanted)
        if isinstance(found, Wanted):
            self.wanted.append(found)
            stop = self.archive.stop_of(wanted.url) or Unanswered("not_fetched", "尚未采集到")
            self.troubles.append(Trouble(wanted.url, wanted.role, stop.kind, stop.detail, column))
            return stop
        if isinstance(found, Unanswered):
            if found.kind == "offsite":
                return found
            self.troubles.append(Trouble(wanted.url, wanted.role, found.kind, found.detail, column, days=found.days))
            return found
        if found.verdict == "ok":
            return found
        self.troubles.append(Trouble(wanted.url, wanted.role, found.verdict, found.trouble, column, found, found.days))
        return Unanswered(found.verdict, found.trouble, found.days)

    def read(self, usual: Family, first: Wanted, place: Place, column: FoundColumn) -> ListRead:
        """The list from its first page to its end, or to where it could be read.

        Once all its answers are there the list stays as it was read; the walk comes by many times, and until then it
        goes on with the page that it lacked.
        """
        kept = ("list", place.portal, place.column, place.path, first.key, repr(sorted(first.context.items())))
        done: tuple[ListRead, ListReader] | None = self.archive.recall(kept)
        if done is None:
            halted: _Halt | None = self.archive.recall((*kept, "halted"))
            at = halted or _Halt(ListRead(claimed=column.claimed), frozenset(), first, 1, (), ())
            reader = replace(self, requests=list(at.requests), wanted=[], troubles=list(at.troubles))
            read, before = reader._read(usual, place, at)
            done = (read, reader)
            if reader.wanted:
                self.archive.put((*kept, "halted"), before)
            else:
                self.archive.put((*kept, "halted"), None)
                self.archive.put(kept, done)
        found, mine = done
        self.requests.extend(mine.requests)
        self.wanted.extend(mine.wanted)
        self.troubles.extend(mine.troubles)
        return found.copy()

    def _read(self, usual: Family, place: Place, at: "_Halt") -> tuple[ListRead, "_Halt"]:
        """The list from where it halted; beside it where it halts now for want of a page."""
        read, shown, number = at.read.copy(), set(at.shown), at.number
        wanted: Wanted | None = at.wanted
        while wanted is not None:
            if self.archive.lacks(wanted):
                at = _Halt(read.copy(), frozenset(shown), wanted, number, tuple(self.requests), tuple(self.troubles))
            answer = self._page_of_list(read.family or usual, wanted, number, place.column, read)
            if answer is None:
                return read, at
            family = read.family or usual
            if number == 1:
                family = read.family = self._family(family, wanted, answer)
            here = replace(place, url=answer.final_url, number=number)
            page = self._page(family, answer, replace(here, context=wanted.context))
            if number == 1:
                read.begin(answer, page)
                onward = self._rendered(page, wanted) or page.instead
                if onward is not None and len(read.fronts) < _MAX_FRONTS:
                    wanted = onward
                    continue
            elif _is_of_another(read, page):
                page = replace(page, items=())
            asked = wanted
            wanted = self._take(read, page, shown, number, answer, asked)
            if number > 1:
                answer.forget()
            number += 1
            if wanted is not None and number > MAX_LIST_PAGES:
                read.cut(f"列表超过 {MAX_LIST_PAGES} 页，未继续采集")
                return read, at
        return read, at

    def _family(self, usual: Family, wanted: Wanted, answer: Answer) -> Family:
        """Who reads an answer: the family that asked its own interface; else, with `auto`, who knows it best."""
        if wanted.interface:
            return families()[wanted.interface]
        if not self.auto:
            return usual
        if answer.snapshot is None:
            return family_of("auto", answer, usual) or usual
        known = ("family", usual.name, answer.snapshot.id, answer.url, answer.final_url)
        return self.archive.remember(known, lambda: family_of("auto", answer, usual) or usual)

    def _rendered(self, page: ListPage, wanted: Wanted) -> Wanted | None:
        """The same page as a browser shows it, where only scripts fill it and there is a browser."""
        by_script = "script_only" in (page.problem, page.doubt)
        if not by_script or not self.archive.renders or wanted.rendered or wanted.method != "GET":
            return None
        return replace(wanted, rendered=1)

    def ask(self, family: Family, question: str, answer: Answer, place: Place, make: Callable[[], T]) -> T:
        """A family's answer to one question, made once for each snapshot and place."""
        if answer.snapshot is None:
            return make()
        at = (place.portal, place.column, place.url, place.path, place.number, repr(sorted(place.context.items())))
        return self.archive.remember((family.name, question, answer.snapshot.id, at), make)

    def _page(self, family: Family, answer: Answer, place: Place) -> ListPage:
        return self.ask(family, "listed", answer, place, lambda: family.listed(answer, place))

    def _page_of_list(
        self, family: Family, wanted: Wanted, number: int, column: str | None, read: ListRead
    ) -> Answer | None:
        """The answer of one list page; where there is none the state says what that means."""
        found = self.archive.find(wanted)
        if number > 1 and isinstance(found, Unanswered) and found.kind == "past_end":
            self.requests.append(wanted)
            if read.claimed is not None and read.rows < read.claimed:
                read.cut(f"列表称共 {read.claimed} 条，仅读到 {read.rows} 条")
            return None
        # A page that the list itself names or counts is not beyond its end: without it the list is cut short.
        stated = wanted.context.get("stated")
        if number > 1 and not stated and isinstance(found, Answer) and found.verdict in family.past_the_end:
            self.requests.append(wanted)
            if found.snapshot:
                read.snapshots.append(found.snapshot.id)
            if read.claimed is not None and read.rows < read.claimed:
                read.cut(
                    f"第 {number} 页起无法打开（{found.status}），列表称共 {read.claimed} 条，仅读到 {read.rows} 条"
                )
            return None
        if number > 1 and read.is_enough and isinstance(found, Unanswered | Answer):
            # What lies beyond the stated total was asked for to make sure; that it is not there is no surprise.
            beyond = found if isinstance(found, Answer) and found.verdict == "ok" else None
            if beyond is not None or read.is_all:
                self.requests.append(wanted)
                return beyond
        answer = self.answer(wanted, column)
        if isinstance(answer, Answer):
            if answer.snapshot:
                read.snapshots.append(answer.snapshot.id)
            return answer
        if isinstance(found, Answer) and found.snapshot:
            read.snapshots.append(found.snapshot.id)
        if number == 1 and answer.kind == "offsite" and wanted.interface:
            # The column is here; only the rows of its list lie on a host that may not be asked.
            read.state, read.reason = "script_only", f"列表数据来自另一主机 {authority(wanted.url)}，不在采集范围内"
            self.troubles.append(Trouble(wanted.url, "list", "script_only", read.reason, column))
        elif number == 1 and answer.kind == "offsite":
            read.leads_out = answer.detail
        elif number == 1:
            read.state = "script_only" if wanted.rendered else "unreadable"
            read.reason = f"列表只由脚本生成，浏览器未能打开：{answer.detail}" if wanted.rendered else answer.detail
        else:
            read.cut(f"第 {number} 页未能读取：{answer.detail}")
        read.problem = True
        return None

    def _take(
        self, read: ListRead, page: ListPage, shown: set[str], number: int, answer: Answer, asked: Wanted
    ) -> Wanted | None:
        """Takes up what one list page shows. Returns the request for the next one, None at the end of reading."""
        if page.claimed is not None and (read.claimed is None or number == 1):
            read.claimed = page.claimed
        if page.problem is not None:
            if number == 1 or not read.is_all:
                self._unread(read, page, number, answer)
            return None
        if page.doubt is not None:
            read.doubt, read.reason = page.doubt, page.reason
            return None
        if page.note:
            read.note = answer.final_url
        new = [item for item in page.items if identity(item.url) not in shown]
        for item in new:
            if identity(item.url) not in shown:
                shown.add(identity(item.url))
                read.items.append(item)
        if new:
            read.rows += len(page.items)
        enough = read.is_enough
        stuck = number > 1 and not new
        if stuck and page.pages is not None and page.pages >= number:
            read.cut(f"列表称共 {page.pages} 页，第 {number} 页没有新的内容")
        # A page that an earlier one names, or that takes itself for an earlier one, cannot be the end of the list.
        again = page.next is not None and page.next.key == asked.key
        if stuck and read.claimed is None and (asked.context.get("stated") or again):
            read.cut(f"第 {number} 页与前面的页相同，没有新的内容")
        full = len(page.items) >= (read.longest if number > 1 else _FEWEST_OF_FULL) and bool(new)
        read.longest = max(read.longest, len(page.items))
        # A total may be stated too low: behind a full page that names a next one more may come.
        # What a browser shows ends where its control for the next page does, which only the browser can say.
        over = page.next is None and page.ended and not asked.rendered
        if (enough and (page.next is None or not full)) or over or stuck:
            if not enough and read.claimed is not None:
                read.cut(f"列表称共 {read.claimed} 条，仅读到 {read.rows} 条")
            elif page.reason:
                read.cut(page.reason)
            return None
        if page.next is None and not asked.rendered:
            read.cut(page.reason or "没有找到下一页的地址")
        # A browser goes on by the page's own control where no address leads on.
        following = page.next or asked
        return replace(following, rendered=asked.rendered + (page.next is None)) if asked.rendered else page.next

    def _unread(self, read: ListRead, page: ListPage, number: int, answer: Answer) -> None:
        reason = page.reason or "没有读出列表"
        kind = page.problem or "unreadable"
        if number == 1:
            read.state, read.reason = kind, reason
        else:
            read.cut(f"第 {number} 页未能读取：{reason}")
        self.troubles.append(Trouble(answer.url, "list", kind, reason, answer=answer))


def _is_of_another(read: ListRead, page: ListPage) -> bool:
    """Whether a further page says itself that it stands in another column: some lists lead there past their end."""
    first, further = ([name for name, _ in crumbs] for crumbs in (read.crumbs, page.crumbs))
    # One that goes on where the first one ended (… > 通知公告 > 第2页) is of the same column.
    return bool(first and further) and further[: len(first)] != first
