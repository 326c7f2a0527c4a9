"""Rounds for tests: a store in a folder, a crawl of it, and its rows without what may differ between two runs."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from crawler.crawl import CrawlOutcome, crawl_round
from inspection.round_store import open_round
from inspection.types.office import CrawlSettings, District, Portal
from inspection.types.page_facts import PageFacts
from inspection.types.portal import Attachment, Column, Incident, ListedItem, Listing, Page, Snapshot

CHINA = timezone(timedelta(hours=8))
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=CHINA)
ROWS = (Column, Listing, ListedItem, Page, Attachment, Incident, PageFacts)


def settings(**more: Any) -> CrawlSettings:
    return CrawlSettings(**{"delay": 0.0, "retry_wait": [], **more})


def district(*urls: str, **more: Any) -> District:
    portals = [Portal(url, **{"allow_private": True, **more}) for url in urls]
    return District(id="linjiang", name="临江区", kind="区", portals=portals)


@dataclass
class Round:
    folder: Path
    district: District
    settings: CrawlSettings

    @property
    def path(self) -> Path:
        return self.folder / "round.db"

    def crawl(self, at: datetime = NOON, **more: Any) -> CrawlOutcome:
        with open_round(self.path) as store:
            store.set_fact("as_of", "2026-11-20")
            clock = lambda: at  # noqa: E731
            return crawl_round(
                store, self.folder, self.district, self.settings, contact="江州市 010", clock=clock, **more
            )

    def rows(self, kind: type) -> list[Any]:
        with open_round(self.path) as store:
            return store.read(kind)

    def lasting(self) -> dict[str, list[dict[str, Any]]]:
        """All rows but for times of fetching and places in the archive."""
        found = {kind.__name__: [asdict(row) for row in self.rows(kind)] for kind in ROWS}
        snapshots = [asdict(row) for row in self.rows(Snapshot)]
        for row in (*found["Page"], *snapshots):
            for name in ("fetched_at", "warc", "offset"):
                row.pop(name, None)
        return {**found, "Snapshot": snapshots}
