"""Whole districts as portals: a column with pages for every entry of a directory, and what was planted in them.

What is true stands beside what is shown, so that every match and every state can be judged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from inspection.round_store import RoundStore, open_round
from inspection.types.directory import Entry
from inspection.types.judgement import Coverage, EntryKey, Match
from inspection.types.portal import Column, ListedItem, Listing, Page
from tests.matchers import made_titles

HOST = "https://www.linjiang.example"
AS_OF = date(2026, 11, 16)
_NOBODY: frozenset[EntryKey] = frozenset()


@dataclass(frozen=True)
class Manner:
    """How a portal departs from the directory. Shares are of the entries' columns."""

    loosely: bool = False
    renamed: float = 0.0
    merged: float = 0.0
    reorganised: bool = False


VARIANTS: dict[str, Manner] = {
    "as the directory": Manner(),
    "titles paraphrased": Manner(loosely=True),
    "columns renamed": Manner(renamed=0.25),
    "columns merged": Manner(merged=0.25),
    "reorganised half-way": Manner(reorganised=True),
    "all together": Manner(loosely=True, renamed=0.15, merged=0.15, reorganised=True),
}


@dataclass(frozen=True)
class MadePage:
    """A page and the entries that it answers. A `plain` one's title tells its entry."""

    title: str
    text: str
    published: date
    answers: frozenset[EntryKey]
    plain: bool = False


@dataclass(frozen=True)
class MadeColumn:
    """A column and the entries that it answers. `leads_to` is the path of the column that a moved one links to."""

    path: tuple[str, ...]
    pages: tuple[MadePage, ...] = ()
    answers: frozenset[EntryKey] = _NOBODY
    node: bool = False
    leads_to: tuple[str, ...] | None = None
    changed: bool = False


@dataclass(frozen=True)
class MadePortal:
    """One district: its directory, its columns in the order of the menu, what was planted."""

    entries: tuple[Entry, ...]
    columns: tuple[MadeColumn, ...]
    missing: frozenset[EntryKey]
    blank: frozenset[EntryKey]


def made_portal(entries: Sequence[Entry], manner: Manner, seed: int) -> MadePortal:
    """A portal of one seed.

    One entry in twelve is missing, one in thirty has a blank column; one title in seven says nothing; of every ninth
    column a plainly titled page lies in one of another domain; each domain has a column of news.
    """
    rows = tuple(
        replace(entry, district="linjiang", file=f"directories/{entry.domain}.xlsx", cells=f"A{row}:L{row}")
        for row, entry in enumerate(entries, 4)
    )
    return _Maker(rows, manner, Random(seed)).portal()


@dataclass
class _Maker:
    entries: tuple[Entry, ...]
    manner: Manner
    chance: Random
    columns: list[MadeColumn] = field(default_factory=list)

    def portal(self) -> MadePortal:
        chance = self.chance
        missing = frozenset(e.key for e in self.entries if chance.random() < 1 / 12)
        blank = frozenset(e.key for e in self.entries if e.key not in missing and chance.random() < 1 / 30)
        self._plain(("新闻中心", "工作动态"), 40, "民生")
        self._plain(("政务公开", "通知公告"), 20, "社会")
        domains = list(dict.fromkeys(entry.domain for entry in self.entries))
        for place, domain in enumerate(domains):
            there = [e for e in self.entries if e.domain == domain and e.key not in missing]
            self._domain(domain, there, blank, moved=self.manner.reorganised and place % 2 == 1)
        self._misfile()
        return MadePortal(self.entries, tuple(self.columns), missing, blank)

    def _domain(self, domain: str, entries: list[Entry], blank: frozenset[EntryKey], *, moved: bool) -> None:
        """A domain's columns: as its directory has them, or (`moved`) its second half in a new tree by departments."""
        old = ("政务公开", "基层政务公开标准化规范化", domain)
        groups: dict[str, list[Entry]] = {}
        for entry in entries:
            groups.setdefault(entry.level1 or "", []).append(entry)
        half = len(groups) // 2
        self.columns.append(MadeColumn(old, node=True))
        for place, (level1, group) in enumerate(groups.items()):
            away = moved and place >= half
            # the new tree knows no first levels
            above: tuple[str, ...]
            above = ("政务公开", "法定主动公开内容", "重点领域信息公开", f"{domain}领域") if away else (*old, level1)
            alone = len(group) == 1 and not group[0].level2
            if alone:
                above = above if away else old
            elif not away:
                self.columns.append(MadeColumn(above, node=True))
            self._group(above, group, blank, left=(*old, level1) if away and not alone else None)
        self._plain((*old, "工作动态"), 6, domain)

    def _group(
        self, above: tuple[str, ...], group: list[Entry], blank: frozenset[EntryKey], left: tuple[str, ...] | None
    ) -> None:
        place = 0
        while place < len(group):
            entry, chance = group[place], self.chance
            other = group[place + 1] if place + 1 < len(group) else None
            way = chance.random()
            own = entry.level2 or entry.level1 or entry.domain
            if left is not None:
                # half of the old columns lead to the new ones, the others were taken away
                own = own if sum(one.level2 == entry.level2 for one in group) == 1 else f"{entry.level1}{own}"
                taken = [c.path for c in self.columns]
                own = f"{entry.level1}{own}" if (*above, own) in taken else own
            # a blank column under another name could be anybody's
            way = 1.0 if entry.key in blank else way
            if other and way < self.manner.merged and not {entry.key, other.key} & blank:
                pages = [*self._pages(entry), *self._pages(other)]
                chance.shuffle(pages)
                name = made_titles.merged(entry, other, chance)
                answers = frozenset((entry.key, other.key))
                self._add(MadeColumn((*above, name), tuple(pages), answers, changed=True))
                place += 2
                continue
            changed = self.manner.merged <= way < self.manner.merged + self.manner.renamed
            name = made_titles.renamed(entry, chance) if changed else own
            pages = [] if entry.key in blank else self._pages(entry)
            path = self._add(MadeColumn((*above, name), tuple(pages), frozenset((entry.key,)), changed=changed))
            if left is not None and chance.random() < 0.5:
                self.columns.append(MadeColumn((*left, own), answers=frozenset((entry.key,)), leads_to=path))
            place += 1

    def _add(self, column: MadeColumn) -> tuple[str, ...]:
        """Adds a column under a name of its own."""
        known = {one.path for one in self.columns}
        path, number = column.path, 2
        while path in known:
            path, number = (*column.path[:-1], f"{column.path[-1]}（{number}）"), number + 1
        self.columns.append(replace(column, path=path))
        return path

    def _pages(self, entry: Entry) -> list[MadePage]:
        chance = self.chance
        count = chance.choice((1, 2, 2, 3, 3, 4, 5, 6, 8, 12))
        return [self._page(entry, number) for number in range(count)]

    def _page(self, entry: Entry, number: int) -> MadePage:
        chance = self.chance
        odd = chance.random() < 1 / 7
        told = made_titles.odd_title(chance) if odd else made_titles.title(
            entry, number, chance, loosely=self.manner.loosely
        )  # fmt: skip
        return MadePage(
            told,
            made_titles.text(entry, chance),
            self._day(),
            frozenset((entry.key,)),
            not odd and made_titles.telling(entry),
        )

    def _plain(self, path: tuple[str, ...], count: int, domain: str) -> None:
        """A column of what answers no entry."""
        chance = self.chance
        pages = [
            MadePage(made_titles.news(domain, chance), made_titles.text(None, chance), self._day(), _NOBODY)
            for _ in range(count)
        ]
        self.columns.append(MadeColumn(path, tuple(pages)))

    def _misfile(self) -> None:
        """Moves plainly titled pages into columns of other domains."""
        full = [n for n, c in enumerate(self.columns) if len(c.pages) > 3 and c.answers and not c.changed]
        for number in full[::9]:
            column = self.columns[number]
            to = full[(full.index(number) + len(full) // 2) % len(full)]
            page = next((page for page in column.pages if page.plain), None)
            if page:
                self.columns[number] = replace(column, pages=tuple(one for one in column.pages if one is not page))
                self.columns[to] = replace(self.columns[to], pages=(*self.columns[to].pages, page))

    def _day(self) -> date:
        return AS_OF - timedelta(days=self.chance.randint(3, 900))


def portal_store(path: Path, portal: MadePortal) -> RoundStore:
    """The store of a portal that was read to its end; the caller closes it."""
    store = open_round(path)
    store.set_fact("as_of", AS_OF.isoformat())
    store.set_fact("round", "2026-11")
    store.set_fact("district", {"id": "linjiang", "name": "临江区", "kind": "区", "directories": [], "portals": []})
    ids = {column.path: f"c{number:05}" for number, column in enumerate(portal.columns)}
    columns = [_column(number, column, ids) for number, column in enumerate(portal.columns)]
    shown = list(zip(columns, portal.columns, strict=True))
    lists = [(column, made) for column, made in shown if column.kind == "list"]
    store.replace(Entry, portal.entries)
    store.replace(Column, columns)
    store.replace(
        Listing,
        [Listing(f"l-{c.id}", c.id, c.url, "complete", None, None, len(made.pages), None) for c, made in lists],
    )
    store.replace(
        ListedItem,
        [
            ListedItem(column.id, place, _address(column, place), page.title, page.published)
            for column, made in lists
            for place, page in enumerate(made.pages)
        ],
    )
    store.replace(
        Page,
        [
            Page(_address(column, place), "linjiang", "static", (column.id,), column.path, "ok", title=page.title,
                 published=page.published, publisher="临江区人民政府办公室", body=page.text)
            for column, made in lists
            for place, page in enumerate(made.pages)
        ],
    )  # fmt: skip
    return store


def _column(number: int, made: MadeColumn, ids: dict[tuple[str, ...], str]) -> Column:
    own = ids[made.path]
    url = f"{HOST}/{ids[made.leads_to] if made.leads_to else own}/"
    kind = "node" if made.node else "link_out" if made.leads_to else "list"
    return Column(own, HOST, "static", url, made.path, ids.get(made.path[:-1]), number, not made.node, kind)  # type: ignore[arg-type]  # one of four


def _address(column: Column, place: int) -> str:
    return f"{column.url}{place}.html"


@dataclass(frozen=True)
class Score:
    """How much of what was said of portals is true. `wrong` are the first wrong ones in words."""

    accepted_pages: int
    right_pages: int
    accepted_columns: int
    right_columns: int
    answering: int
    planted: int
    found: int
    called_missing: int
    falsely_missing: int
    there: int
    unverifiable: int
    wrong: tuple[str, ...]

    @property
    def right(self) -> float:
        """The share of accepted matches of pages and columns that are right."""
        return (self.right_pages + self.right_columns) / max(self.accepted_pages + self.accepted_columns, 1)

    @property
    def recall(self) -> float:
        """The share of planted missing entries that are called missing."""
        return self.found / max(self.planted, 1)

    @property
    def false(self) -> float:
        """The share of what is called missing, or blank without having been planted so, that is there."""
        return self.falsely_missing / max(self.called_missing, 1)

    @property
    def reach(self) -> float:
        """The share of pages with an entry that are accepted for it."""
        return self.right_pages / max(self.answering, 1)


def score(portal: MadePortal, matches: Iterable[Match], coverage: Iterable[Coverage]) -> Score:
    """Compares the rows of one portal's round with what is true of it."""
    pages: dict[str, tuple[MadePage, MadeColumn]] = {}
    columns: dict[str, MadeColumn] = {}
    for number, column in enumerate(portal.columns):
        columns[f"c{number:05}"] = column
        for place, page in enumerate(column.pages):
            pages[f"{HOST}/c{number:05}/{place}.html"] = (page, column)
    counts = {"page": [0, 0], "column": [0, 0]}
    wrong: list[str] = []
    for match in matches:
        if match.decision == "accept":
            made = pages[match.subject][0] if match.kind == "page" else columns[match.subject]
            right = match.key in made.answers
            counts[match.kind][0] += 1
            counts[match.kind][1] += right
            if not right:
                at = pages[match.subject][1].path if match.kind == "page" else ""
                wrong.append(f"{match.kind} {match.title} {at} -> {match.key} {match.confidence} {match.reasons}")
    asked = [row for row in coverage if row.state not in ("not_applicable", "not_due")]
    planted = [row for row in asked if row.key in portal.missing]
    blamed = [row for row in asked if row.state == "missing" or (row.state == "blank" and row.key not in portal.blank)]
    false = [row for row in blamed if row.key not in portal.missing]
    there = [row for row in asked if row.key not in portal.missing and row.key not in portal.blank]
    wrong += [f"falsely {row.state}: {row.key}" for row in false]
    wrong += [f"not found: {row.key} {row.state} {row.reason}" for row in planted if row.state != "missing"]
    return Score(
        counts["page"][0], counts["page"][1], counts["column"][0], counts["column"][1],
        sum(bool(page.answers) for page, _ in pages.values()), len(planted),
        sum(row.state == "missing" for row in planted), len(blamed), len(false), len(there),
        sum(row.state == "unverifiable" for row in there), tuple(wrong),
    )  # fmt: skip


_NUMBERS = tuple(one.name for one in fields(Score) if one.name != "wrong")


def total(scores: Sequence[Score]) -> Score:
    """The sum over portals."""
    numbers = {name: sum(getattr(one, name) for one in scores) for name in _NUMBERS}
    return Score(**numbers, wrong=tuple(line for one in scores for line in one.wrong))
