"""What a district does to its portal between two rounds: it fills and empties columns, edits pages and their dates,
takes pages down, builds the portal anew.

A page keeps its number, and so its address, whatever is edited; a portal that is built anew gives other addresses to
all.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from demo.server import Answer
from demo.simulator.names import DISTRICT
from demo.simulator.portal import Fault, Make, Scene, SimulatedPortal
from demo.simulator.rule_faults.ground import Blank, Ground, Paper, PlannedSite
from demo.simulator.site import Column, Document

Path = tuple[str, str]
_CODES, _NUMBERS = 5_000, 100_000
_LINK = re.compile(r"@@(\d+)@@")


class ChangingPortal:
    """A served portal and the ground that it shows. What is done to the ground is seen once `publish` was called.

    `name` is the district that the portal calls itself, in every word of it. Two papers may share their title, if not
    their day too.
    """

    def __init__(self, portal: SimulatedPortal, ground: Ground, name: str = DISTRICT) -> None:
        self.portal, self.ground, self.name = portal, ground, name
        self._built = 0
        self._unlisted: set[str] = set()
        # number and index number of every paper that was ever published, by title and day
        self._known: dict[tuple[str, date], tuple[int, str]] = {}
        self.publish()

    def publish(self, troubles: Mapping[Path, Fault] | None = None) -> None:
        """Serves the ground as it is now; `troubles` are faults of fetching by the column that they lie on."""
        self.portal.site = self._site()
        codes = {one.path if len(one.path) > 1 else ("", *one.path): one.code for one in self.portal.site.lists}
        whole = (
            self.ground.serving(),
            _unlisted(frozenset(self._unlisted)),
            *([_named(self.name)] if self.name != DISTRICT else []),
        )
        self.portal.faults = {0: whole, **{codes[path]: (one,) for path, one in (troubles or {}).items()}}

    def address(self, title: str) -> str:
        """The address of the newest page of that title. Raises KeyError where there is none."""
        site = self.portal.site
        found = [one for column in site.lists for one in site.documents(column) if one.title == title]
        if not found:
            raise KeyError(title)
        newest = max(found, key=lambda one: one.published)
        return self.portal.root + self.portal.page_path(newest)

    def edit(self, title: str, **fields: object) -> None:
        """Changes the newest paper of that title: any fields of a Paper, its title and its day among them."""
        path, paper = self._newest(title)
        edited = replace(paper, **fields)  # type: ignore[arg-type]  # names of Paper's own fields
        papers = self.ground.columns[path]
        papers[papers.index(paper)] = edited
        self._known[edited.title, edited.published] = self._known.pop((paper.title, paper.published))

    def take_down(self, title: str) -> None:
        """Removes the newest paper of that title."""
        path, paper = self._newest(title)
        self.ground.columns[path].remove(paper)
        self._unlisted.discard(title)

    def unlist(self, title: str) -> None:
        """Removes the newest paper of that title from its list; its address goes on answering."""
        self._unlisted.add(title)

    def empty(self, path: Path, blank: Blank = "words") -> None:
        """Removes everything from a column."""
        self.ground.columns[path].clear()
        self.ground.blanks[path] = blank

    def build_anew(self, moved: Mapping[Path, Path]) -> None:
        """A redesign: columns have the names and places of `moved` (the others keep theirs), the menu stands in the
        opposite order, and every column and page has another address."""
        columns = {moved.get(path, path): papers for path, papers in self.ground.columns.items()}
        blanks = {moved.get(path, path): blank for path, blank in self.ground.blanks.items()}
        self.ground.columns = dict(reversed(columns.items()))
        self.ground.blanks = blanks
        self._built += 1

    def _newest(self, title: str) -> tuple[Path, Paper]:
        found = [(path, one) for path, held in self.ground.columns.items() for one in held if one.title == title]
        if not found:
            raise KeyError(title)
        return max(found, key=lambda one: one[1].published)

    def _site(self) -> PlannedSite:
        """The ground's site with the addresses that its columns and pages have had since the portal was built."""
        plain = self.ground.site()
        documents = [one for column in plain.lists for one in plain.documents(column)]
        for one in documents:
            self._known.setdefault((one.title, one.published), self._free(one))
        again = self._built * _NUMBERS
        numbers = {one.number: self._known[one.title, one.published][0] + again for one in documents}
        columns = tuple(self._column(one) for one in plain.columns)
        site = replace(plain, columns=columns, papers={})
        papers = {}
        for old, new in zip(plain.lists, site.lists, strict=True):
            made = tuple(self._document(one, new, numbers) for one in reversed(list(plain.documents(old))))
            papers[new.code] = made
        return replace(site, papers=papers)

    def _free(self, one: Document) -> tuple[int, str]:
        taken = {number for number, _ in self._known.values()}
        number = one.number if one.number not in taken else max(taken) + 1
        return number, one.index_number

    def _column(self, column: Column) -> Column:
        slugs = tuple(f"v{self._built}{slug}" for slug in column.slugs) if self._built else column.slugs
        children = tuple(self._column(child) for child in column.children)
        return replace(column, code=column.code + self._built * _CODES, slugs=slugs, children=children)

    def _document(self, one: Document, column: Column, numbers: Mapping[int, int]) -> Document:
        text = _LINK.sub(lambda found: f"@@{numbers[int(found[1])]}@@", one.text or "")
        index_number = self._known[one.title, one.published][1]
        return replace(one, number=numbers[one.number], column=column, index_number=index_number, text=text)


def _unlisted(titles: frozenset[str]) -> Fault:
    """Pages that no list shows any more."""
    return Fault("unlisted", "pages that no list shows", True, rows=lambda _portal, _column, rows: [
        row for row in rows if row.title not in titles
    ])  # fmt: skip


def _named(name: str) -> Fault:
    """A portal that is another district's, down to the last word."""
    old, new = DISTRICT.encode(), name.encode()

    def answer(_scene: Scene, make: Make) -> Answer:
        whole = make()
        if whole.content_type == "application/pdf":
            return whole
        return replace(whole, body=whole.body.replace(old, new))

    return Fault("named", "the portal of another district", True, answer=answer)
