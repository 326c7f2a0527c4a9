"""Rows out of the archive: a pure function of what was kept, so that offline gives the same rows to the byte."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from crawler.answers import Answer, Unanswered
from crawler.archive import Archive
from crawler.chain import Trouble
from crawler.facts.page import facts_of_page
from crawler.family import broken, check_family
from crawler.file_rows import FileReader
from crawler.fitness import EarlierCount, Tally, unfit_for_scoring
from crawler.front_pages import front_pages
from crawler.job import open_archive
from crawler.page_answers import page_answers
from crawler.reading.article import Article
from crawler.reading.nature import is_classified
from crawler.reading.reading import PageReading
from crawler.requests import Wanted, identity, robots_url
from crawler.seal import Mark, mark_in
from crawler.sealed_rows import Sealing, bare, open_troubles, without_names, without_seals, write_down
from crawler.unfinished import ROBOTS, missing, notes
from crawler.walk import Walk, WalkedPage, walk
from inspection.round_store import RoundStore
from inspection.types.office import CrawlSettings, District
from inspection.types.page_facts import HomePage, LexiconWord, PageFacts
from inspection.types.portal import Attachment, Column, Incident, ListedItem, Listing, Page, PageState

_STATES: dict[str, PageState] = {
    "gone": "gone", "soft_404": "soft_404", "protected": "protected", "login": "login", "loop": "protected",
    "offsite": "external", "sealed": "sealed", "not_fetched": "unread", "window": "unread", "budget": "unread",
    "down": "unread", "robots": "unread", "size": "unread", "slow": "unread", "broken": "unread",
}  # fmt: skip
# A star of a mark in UTF-8, in GB 18030 and as a reference: most pages need not be decoded to know of none.
_STAR = re.compile(rb"\xe2\x98[\x85\x86]|\xa1[\xee\xef]|&(?:#973[34]|#x260[56]|starf?);", re.I)
_NOT_SHOWN = {
    "soft_404": "页面提示内容不存在或转回首页",
    "protected": "网站设有访问防护",
    "login": "须登录才能查看",
    "failed": "页面没有可读的内容",
    "unread": "页面内容由脚本填充，未能读出",
}


@dataclass(frozen=True)
class ReplayOutcome:
    """Counts of what was written; `missing`, `notes` and `unfit` as in CrawlOutcome."""

    missing: tuple[str, ...]
    notes: tuple[str, ...]
    answers: int
    columns: int
    pages: int
    incidents: int
    unfit: tuple[str, ...] = ()


def replay_round(store: RoundStore, folder: Path, district: District, settings: CrawlSettings) -> ReplayOutcome:
    """Writes columns, listings, listed items, pages, attachments and incidents anew from the archive. No network.

    Raises UserError for an unknown family, and when an archive file that a row names is gone.
    """
    for portal in district.portals:
        check_family(portal.family)
    archive = open_archive(store, folder, district, settings)
    walked = walk(district.portals, archive)
    sealing = Sealing(store)
    reader = _PageReader(archive, district, settings, walked, sealing, _as_of(store), store.fact("first_seen") or {})
    reader.lexicon = tuple(LexiconWord(**word) for word in store.fact("lexicon") or ())
    store.rewrite((Page, Attachment, PageFacts), reader.read_all())
    write_down(store, sealing.all())
    listings = without_seals(_with_what_pages_say(walked, reader.said), walked.troubles)
    troubles = open_troubles([*_robots_troubles(walked, archive), *walked.troubles, *reader.troubles])
    incidents = list(_incidents(troubles))
    store.replace(Column, walked.columns)
    store.replace(Listing, listings)
    store.replace(ListedItem, without_names(walked.items, reader.sealed))
    store.replace(Incident, incidents)
    store.replace(HomePage, front_pages(district.portals, archive))
    earlier = store.fact("earlier")
    unfit = tuple(unfit_for_scoring(reader.tally, listings, EarlierCount(**earlier) if earlier else None, settings))
    store.set_fact("unfit", list(unfit))
    store.set_fact("pages_seen", reader.tally.pages)
    return ReplayOutcome(
        tuple(missing(district, listings, walked.columns, incidents)),
        tuple(notes(listings, walked.columns, incidents)),
        archive.asked(),
        len(walked.columns),
        len(walked.pages),
        len(incidents),
        unfit,
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """What a list needs to know of a page that it names."""

    url: str
    published: date | None
    note: bool


class _PageReader:
    """Reads the pages that the walk found. `said`, `troubles`, `tally` and the addresses of
    the `sealed` pages are whole once all were read; `lexicon` is the office's list of wrong wordings."""

    def __init__(
        self,
        archive: Archive,
        district: District,
        settings: CrawlSettings,
        walked: Walk,
        sealing: Sealing,
        as_of: date | None,
        first_seen: dict[str, str],
    ) -> None:
        self._archive = archive
        self._answers = page_answers(archive, district)
        self._files = FileReader(archive, settings)
        self._district = district
        self._walked = walked
        self._sealing = sealing
        self._as_of = as_of
        self._first_seen = first_seen
        self._paths = {column.id: column.path for column in walked.columns}
        self.said: dict[str, _Said] = {}
        self.troubles: list[Trouble] = []
        self.tally = Tally()
        self.sealed: list[str] = []
        self.lexicon: tuple[LexiconWord, ...] = ()

    def read_all(self) -> Iterator[Page | Attachment | PageFacts]:
        """Every page with its attachments and its facts behind it, in walk order."""
        for walked in self._walked.pages.values():
            read, reading = self._read(walked)
            links = reading.attachments if reading and read.state == "ok" else ()
            page, files = self._sealing.files(read, list(self._files.read(read, links, self.troubles)))
            self.tally.add(page)
            self.said[identity(page.url)] = _Said(page.url, read.published, page.note)
            if page.state == "sealed":
                self.sealed.append(page.url)
                self._sealing.listed(page, walked.title)
            yield page
            yield from files
            if page.state == "ok" and reading is not None and reading.article is not None:
                yield from self._facts(page, reading, reading.article, files)

    def _facts(
        self, page: Page, reading: PageReading, article: Article, files: list[Attachment]
    ) -> Iterator[PageFacts]:
        """The facts of a page; none where working them out breaks: then nothing is said of it by its text."""
        try:
            yield facts_of_page(page, article, reading.url, files, self.lexicon)
        except Exception as error:  # noqa: BLE001  any fault of ours on a page is an incident of that page
            self.troubles.append(Trouble(page.url, "page", "facts", broken(error), page.columns[0]))

    def _read(self, walked: WalkedPage) -> tuple[Page, PageReading | None]:
        answer = self._answers.of(walked)
        if isinstance(answer, Answer):
            reading = self._answers.reading(walked, answer)
            page = self._page(walked, answer, reading)
            if page.state in _NOT_SHOWN and answer.verdict == "ok":
                detail = reading.trouble or _NOT_SHOWN[page.state]
                self.troubles.append(Trouble(walked.url, "page", page.state, detail, page.columns[0], answer))
            return page, reading
        page = self._unread(walked, answer)
        if answer is not None and answer.kind != "offsite":
            found = self._archive.find(walked.wanted) if walked.wanted else None
            kept = found if isinstance(found, Answer) else None
            at = walked.columns[0]
            self.troubles.append(Trouble(walked.url, "page", answer.kind, answer.detail, at, kept, answer.days))
        return page, None

    def _page(self, walked: WalkedPage, answer: Answer, reading: PageReading) -> Page:
        kept = answer.snapshot
        unread = self._unread(walked, None)
        if mark := _mark_seen_late(walked, answer, reading):
            if kept is not None:
                self._sealing.page(unread, kept, mark)
            return bare(unread)
        return replace(
            unread,
            state=reading.state,
            title=reading.title or unread.title,
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
            sources=reading.sources or unread.sources,
            conflicts=reading.conflicts,
            fetched_at=kept.fetched_at if kept else None,
            status=answer.status,
            sha256=kept.sha256 if kept else None,
            snapshot=kept.id if kept else None,
            landed=reading.landed,
        )

    def _unread(self, walked: WalkedPage, why: Unanswered | None) -> Page:
        """A page as its list names it. Nothing is kept of what a classified page is called."""
        columns = [column for column in walked.columns if column in self._paths]
        state: PageState = "external" if why is None else _STATES.get(why.kind, "failed")
        found = self._archive.find(walked.wanted) if walked.wanted and why else None
        kept = found.snapshot if isinstance(found, Answer) else None
        sealed = state == "sealed" or is_classified(walked.title, "")
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
            "sealed" if sealed else state,
            title=title,
            published=published,
            sources={name: "list" for name, value in said.items() if value is not None},
            first_seen=date.fromisoformat(seen) if seen else self._as_of,
            fetched_at=kept.fetched_at if kept else None,
            status=kept.status if kept else None,
            sha256=kept.sha256 if kept else None,
            snapshot=kept.id if kept else None,
        )


def _mark_seen_late(walked: WalkedPage, answer: Answer, reading: PageReading) -> Mark | None:
    """The classification mark of a page that was stored all the same, by a version that did not see it."""
    if reading.state == "sealed" or is_classified(walked.title, "") or _STAR.search(answer.body):
        found = mark_in(answer, {"family": walked.family, "title": walked.title})
        return found or (Mark("未辨明", "正文首部") if reading.state == "sealed" else None)
    return None


def _with_what_pages_say(walked: Walk, said: dict[str, _Said]) -> list[Listing]:
    """Listings with the newest date of their pages where the rows show none, and with the note where the column is one
    page that explains why there is nothing."""
    shown: dict[str, list[ListedItem]] = {}
    for item in walked.items:
        shown.setdefault(item.column, []).append(item)
    kinds = {column.id: column.kind for column in walked.columns}
    listings = []
    for listing in walked.listings:
        items = shown.get(listing.column, [])
        read = [said.get(identity(item.url)) for item in items]
        dates = [item.published or (page.published if page else None) for item, page in zip(items, read, strict=True)]
        newest = max((found for found in dates if found), default=None)
        note = listing.note
        if kinds.get(listing.column) == "page" and len(read) == 1 and read[0] is not None and read[0].note:
            note = read[0].url
        explained = note is not None and kinds.get(listing.column) == "page"
        listings.append(replace(listing, newest=newest, note=note, seen=0 if explained else listing.seen))
    return listings


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
