"""Rows out of the archive: a pure function of what was kept, so that offline gives the same rows to the byte."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from crawler.answers import Answer, Unanswered
from crawler.archive import Archive
from crawler.chain import Trouble
from crawler.family import check_family, details_of, families
from crawler.job import open_archive
from crawler.reading.page import read_page
from crawler.reading.reading import PageReading
from crawler.requests import Wanted, identity, robots_url
from crawler.unfinished import ROBOTS, missing, notes
from crawler.walk import Walk, WalkedPage, walk
from inspection.round_store import RoundStore
from inspection.types.office import CrawlSettings, District
from inspection.types.portal import Attachment, Column, Incident, ListedItem, Listing, Page, PageState

_STATES: dict[str, PageState] = {
    "gone": "gone", "soft_404": "soft_404", "protected": "protected", "loop": "protected", "offsite": "external",
    "sealed": "sealed", "not_fetched": "unread", "window": "unread", "budget": "unread", "down": "unread",
    "robots": "unread", "size": "unread",
}  # fmt: skip


@dataclass(frozen=True)
class ReplayOutcome:
    """Counts of what was written; `missing` and `notes` as in CrawlOutcome."""

    missing: tuple[str, ...]
    notes: tuple[str, ...]
    answers: int
    columns: int
    pages: int
    incidents: int


def replay_round(store: RoundStore, folder: Path, district: District, settings: CrawlSettings) -> ReplayOutcome:
    """Writes columns, listings, listed items, pages, attachments and incidents anew from the archive. No network.

    Raises UserError for an unknown family, and when an archive file that a row names is gone.
    """
    for portal in district.portals:
        check_family(portal.family)
    archive = open_archive(store, folder, district, settings)
    walked = walk(district.portals, archive)
    reader = _PageReader(archive, district, walked, _as_of(store), store.fact("first_seen") or {})
    pages, attachments, troubles = reader.read_all()
    columns, listings, items = _with_what_pages_say(walked, {identity(p.url): p for p in pages})
    incidents = list(_incidents([*_robots_troubles(walked, archive), *walked.troubles, *troubles]))
    store.replace(Column, columns)
    store.replace(Listing, listings)
    store.replace(ListedItem, items)
    store.replace(Page, pages)
    store.replace(Attachment, attachments)
    store.replace(Incident, incidents)
    return ReplayOutcome(
        tuple(missing(district, listings, columns, incidents)),
        tuple(notes(listings, columns, incidents)),
        archive.asked(),
        len(columns),
        len(pages),
        len(incidents),
    )


class _PageReader:
    """Reads the pages that the walk found."""

    def __init__(
        self, archive: Archive, district: District, walked: Walk, as_of: date | None, first_seen: dict[str, str]
    ) -> None:
        self._archive = archive
        self._district = district
        self._walked = walked
        self._as_of = as_of
        self._first_seen = first_seen
        self._paths = {column.id: column.path for column in walked.columns}
        self._homes = {identity(portal.url) for portal in district.portals}

    def read_all(self) -> tuple[list[Page], list[Attachment], list[Trouble]]:
        """Pages, attachments and what could not be read, in walk order."""
        pages: list[Page] = []
        attachments: list[Attachment] = []
        troubles: list[Trouble] = []
        for walked in self._walked.pages.values():
            answer = self._answer(walked)
            if isinstance(answer, Answer):
                reading = self._reading(walked, answer)
                page = self._page(walked, answer, reading)
                attachments += _attachments(page.url, reading)
                if page.state in ("soft_404", "protected", "failed") and answer.verdict == "ok":
                    detail = {"soft_404": "页面提示内容不存在或转回首页", "protected": "网站设有访问防护"}
                    text = detail.get(page.state, "页面没有可读的内容")
                    troubles.append(Trouble(walked.url, "page", page.state, text, page.columns[0], answer))
            else:
                page = self._unread(walked, answer)
                if answer is not None and answer.kind != "offsite":
                    at = walked.columns[0]
                    found = self._archive.find(walked.wanted) if walked.wanted else None
                    kept = found if isinstance(found, Answer) else None
                    trouble = Trouble(walked.url, "page", answer.kind, answer.detail, at, kept, answer.days)
                    troubles.append(trouble)
            pages.append(page)
        return pages, attachments, troubles

    def _answer(self, walked: WalkedPage) -> Answer | Unanswered | None:
        """The page's answer; why there is none; None for pages of other hosts."""
        if walked.wanted is None:
            return None
        found = self._archive.find(walked.wanted)
        if isinstance(found, Wanted):
            return self._archive.stop_of(found.url) or Unanswered("not_fetched", "尚未采集到")
        if isinstance(found, Unanswered) or found.verdict == "ok":
            return found
        return Unanswered(found.verdict, found.trouble, found.days)

    def _reading(self, walked: WalkedPage, answer: Answer) -> PageReading:
        fields = details_of(families()[walked.family], answer, walked.row)
        reading = read_page(
            answer.body,
            url=answer.final_url,
            content_type=answer.content_type,
            family_fields=fields,
            list_title=walked.title or None,
            list_date=walked.published,
        )
        sent_home = identity(answer.final_url) != identity(walked.url) and (
            identity(answer.final_url) in self._homes or "/" not in identity(answer.final_url)
        )
        return replace(reading, state="soft_404") if sent_home else reading

    def _page(self, walked: WalkedPage, answer: Answer, reading: PageReading) -> Page:
        kept = answer.snapshot
        bare = self._unread(walked, None)
        if reading.state == "sealed":
            return replace(bare, state="sealed", title=None, published=None, sources={})
        return replace(
            bare,
            state=reading.state,
            title=reading.title or bare.title,
            published=reading.published,
            first_published=reading.first_published,
            written=reading.written,
            issued=reading.issued,
            doc_number=reading.doc_number,
            index_number=reading.index_number,
            publisher=reading.publisher,
            topic=reading.topic,
            validity=reading.validity,
            label=reading.label,
            body=reading.body,
            body_chars=reading.body_chars,
            images=reading.images,
            attachments=len(reading.attachments),
            breadcrumb=reading.breadcrumb,
            note=reading.note,
            forwarded=reading.forwarded,
            official=reading.official,
            sources=reading.sources or bare.sources,
            conflicts=reading.conflicts,
            fetched_at=kept.fetched_at if kept else None,
            status=answer.status,
            sha256=kept.sha256 if kept else None,
            snapshot=kept.id if kept else None,
        )

    def _unread(self, walked: WalkedPage, why: Unanswered | None) -> Page:
        """A page as its list names it. Nothing is kept of what a classified page is called."""
        columns = [column for column in walked.columns if column in self._paths]
        state: PageState = "external" if why is None else _STATES.get(why.kind, "failed")
        found = self._archive.find(walked.wanted) if walked.wanted and why else None
        kept = found.snapshot if isinstance(found, Answer) else None
        sealed = state == "sealed"
        title = None if sealed else walked.title or None
        published = None if sealed else walked.published
        said = {"title": title, "published": published}
        seen = self._first_seen.get(walked.url)
        return Page(
            walked.url,
            self._district.id,
            walked.family,
            tuple(columns),
            self._paths[columns[0]],
            state,
            title=title,
            published=published,
            sources={name: "list" for name, value in said.items() if value is not None},
            first_seen=date.fromisoformat(seen) if seen else self._as_of,
            fetched_at=kept.fetched_at if kept else None,
            status=kept.status if kept else None,
            sha256=kept.sha256 if kept else None,
            snapshot=kept.id if kept else None,
        )


def _with_what_pages_say(walked: Walk, pages: dict[str, Page]) -> tuple[list[Column], list[Listing], list[ListedItem]]:
    """Listings with the newest date of their pages where the rows show none, and with the note where the column is one
    page that explains why there is nothing."""
    shown: dict[str, list[ListedItem]] = {}
    for item in walked.items:
        shown.setdefault(item.column, []).append(item)
    kinds = {column.id: column.kind for column in walked.columns}
    listings = []
    for listing in walked.listings:
        items = shown.get(listing.column, [])
        read = [pages.get(identity(item.url)) for item in items]
        dates = [item.published or (page.published if page else None) for item, page in zip(items, read, strict=True)]
        newest = max((found for found in dates if found), default=None)
        note = listing.note
        if kinds.get(listing.column) == "page" and len(read) == 1 and read[0] is not None and read[0].note:
            note = read[0].url
        explained = note is not None and kinds.get(listing.column) == "page"
        listings.append(replace(listing, newest=newest, note=note, seen=0 if explained else listing.seen))
    return walked.columns, listings, walked.items


def _attachments(page: str, reading: PageReading) -> Iterator[Attachment]:
    for position, link in enumerate(reading.attachments):
        yield Attachment(page, position, link.url, link.name, link.extension)


def _robots_troubles(walked: Walk, archive: Archive) -> Iterator[Trouble]:
    """What became of the rules of each host that was asked."""
    for url in dict.fromkeys(robots_url(request.url) for request in walked.requests):
        found = archive.find(Wanted(url, "robots"))
        if isinstance(found, Unanswered) and found.kind not in ("offsite", "loop"):
            yield Trouble(url, "robots", found.kind, f"{ROBOTS}{found.detail}", days=found.days)
        elif isinstance(found, Answer) and found.status >= 500:
            detail = f"robots.txt 返回 {found.status}，抓取规则不明，该网站未采集"
            yield Trouble(url, "robots", "failed", detail, answer=found, days=found.days)


def _incidents(troubles: Iterable[Trouble]) -> Iterator[Incident]:
    seen = set()
    for trouble in troubles:
        key = (trouble.url, trouble.what, trouble.kind, trouble.column)
        if key in seen:
            continue
        seen.add(key)
        kept = trouble.answer.snapshot if trouble.answer else None
        days = trouble.days or ((date.fromisoformat(kept.fetched_at[:10]),) if kept else ())
        yield Incident(
            trouble.url, trouble.what, trouble.kind, trouble.detail, trouble.column, kept.status if kept else None, days
        )


def _as_of(store: RoundStore) -> date | None:
    given = store.fact("as_of")
    return date.fromisoformat(given) if isinstance(given, str) else None
