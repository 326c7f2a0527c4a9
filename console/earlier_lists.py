"""Proof that a page's date of publication cannot be (C08): from the lists of the round before, that it was not there
when its column was last looked at; or that it was dated later then (`console/earlier_dates.py`).

Of absences only what certainly is new counts: a page first met in this round, dated before a look at a list that was
then read to its end and held neither its address nor its title. What was proved once is proved in every later round, as
long as the page says the same and the answer that shows it is kept. Without the round before, or with its answers
purged, what was proved stays as it was frozen.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from audits.names import fold
from audits.page_dates import publications
from console.earlier_dates import moved_dates, shown_days
from console.earlier_rounds import earlier_store
from crawler.purging import purged_on
from inspection.round_store import RoundStore, read_round
from inspection.types.page_facts import EarlierAbsence, EarlierDate
from inspection.types.portal import ListedItem, Listing, Page, Snapshot
from inspection.workspace import Workspace

Proof = TypeVar("Proof", EarlierAbsence, EarlierDate)
# From so many signs on the beginning of a title is as good as the whole: lists cut long ones.
_TELLING = 10


def prove_dates(workspace: Workspace, store: RoundStore, district: str) -> None:
    """Writes which pages of a round earlier rounds certainly did not list yet, or saw with a later date."""
    path, earlier = earlier_store(workspace, store, district), store.fact("earlier")
    as_of = store.fact("as_of")
    if path is None or as_of is None:
        return
    with read_round(path) as before:
        judged = before.fact("as_of")
    new = list(_new_pages(store, date.fromisoformat(judged), date.fromisoformat(as_of))) if judged else []
    round_ = str(earlier["round"])
    absences = _absences(path, round_, new) if new else []
    dates = moved_dates(path, round_, store)
    kept = _Kept(workspace, district)
    with read_round(path) as before:
        absences += kept.of(before.each(EarlierAbsence), (one.url for one in absences))
        dates += kept.of(before.each(EarlierDate), ())
    shown = _shown(store, {*(one.url for one in absences), *(one.url for one in dates)})
    store.replace(EarlierAbsence, [one for one in absences if one.url in shown and shown[one.url] < one.looked_on])
    store.replace(EarlierDate, [one for one in dates if one.url in shown and shown[one.url] < one.published])


class _Kept:
    """What earlier rounds proved and can still show: rounds that are gone, or were purged, show nothing."""

    def __init__(self, workspace: Workspace, district: str) -> None:
        self._workspace, self._district = workspace, district
        self._whole: dict[str, bool] = {}

    def of(self, proofs: Iterable[Proof], anew: Iterable[str]) -> list[Proof]:
        """Those of pages that were not proved anew."""
        known = set(anew)
        return [one for one in proofs if one.url not in known and self._is_kept(one.round)]

    def _is_kept(self, round_: str) -> bool:
        if round_ not in self._whole:
            path = self._workspace.store_path(round_, self._district)
            self._whole[round_] = path.exists() and not _is_purged(path)
        return self._whole[round_]


def _is_purged(path: Path) -> bool:
    with read_round(path) as store:
        return purged_on(store) is not None


def _shown(store: RoundStore, addresses: set[str]) -> dict[str, date]:
    """The latest day of publication that pages state, by address; without pages that are not there to be judged."""
    pages = (page for url in sorted(addresses) if (page := store.page(url)) is not None)
    return {page.url: shown_days(page)[-1] for page in pages if page.state == "ok" and shown_days(page)}


def _new_pages(store: RoundStore, judged: date, as_of: date) -> Iterator[Page]:
    """Pages first met since the round before was judged, that were read and state an earlier date of publication."""
    for page in store.each(Page, without=("body",)):
        stated = publications(page)
        is_new = page.first_seen is not None and page.first_seen > judged
        if page.state == "ok" and not page.note and is_new and stated and stated[-1] < as_of:
            yield page


def _absences(path: Path, round_: str, pages: list[Page]) -> list[EarlierAbsence]:
    with read_round(path) as before:
        listings = {one.column: one for one in before.each(Listing) if one.state == "complete"}
        counted: dict[str, int] = defaultdict(int)
        titles: set[str] = set()
        addresses: set[str] = set()
        for item in before.each(ListedItem):
            counted[item.column] += 1
            titles.add(fold(item.title))
            addresses.add(item.url)
        for page in before.each(Page, without=("body",)):
            titles.add(fold(page.title))
            addresses.add(page.url)
        known = _KnownTitles(titles)
        wanted = {column for page in pages for column in page.columns}
        whole = {c: one for c, one in listings.items() if c in wanted and counted[c] >= one.seen}
        looks = _looks(before, whole)
    found = []
    for page in pages:
        if page.url in addresses or known.has(page.title):
            continue
        for column in sorted(set(page.columns) & set(looks)):
            looked_on, first = looks[column]
            if publications(page)[-1] < looked_on:
                found.append(
                    EarlierAbsence(
                        page.url, column, round_, looked_on, whole[column].id, first.url, first.fetched_at, first.sha256
                    )
                )
    return found


def _looks(before: RoundStore, listings: dict[str, Listing]) -> dict[str, tuple[date, Snapshot]]:
    """When each list was looked at, counted from its page that was looked at first, and that of its pages that comes
    first; lists whose answers are not all kept are left out."""
    ids = {id_ for listing in listings.values() for id_ in listing.snapshots}
    kept = {one.id: one for one in before.each(Snapshot) if one.id in ids}
    found = {}
    for column, listing in listings.items():
        pages = [kept[id_] for id_ in listing.snapshots if id_ in kept]
        if pages and len(pages) == len(listing.snapshots):
            looked = min(date.fromisoformat((one.checked_at or one.fetched_at)[:10]) for one in pages)
            found[column] = (looked, pages[0])
    return found


class _KnownTitles:
    """The folded titles of an earlier round, whole or cut."""

    def __init__(self, titles: set[str]) -> None:
        self._titles = titles - {""}
        self._beginnings = {title[:n] for title in self._titles for n in range(_TELLING, len(title))}

    def has(self, title: str | None) -> bool:
        """Whether a title, the beginning of it or a longer one with it as its beginning was known."""
        own = fold(title)
        if not own or own in self._titles:
            return True
        cut = any(own[:n] in self._titles for n in range(_TELLING, len(own)))
        return cut or (len(own) >= _TELLING and own in self._beginnings)
