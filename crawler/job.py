"""One district's crawl as it is handed to the process that runs it."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import TypeAdapter

from crawler.archive import Archive
from crawler.browser import unavailable
from crawler.requests import authority
from crawler.second_round import TURN, EarlierRound, next_turn, open_earlier, turn_of
from crawler.settings import USER_AGENT, user_agent
from inspection.round_store import RoundStore, read_round
from inspection.types.office import CrawlSettings, District
from inspection.types.portal import Failure, Purged, Snapshot

# The fact of a store that names addresses to be asked for though no list may show them.
BESIDES = "besides"
# Added to the office's delay: what is sent in time may still arrive a little nearer to the request before it.
_MARGIN = 0.02


@dataclass(frozen=True)
class Job:
    """What the crawling process is told. `started` is the moment (China time) at which the process began, by the clock
    that was handed in; the process itself only counts the seconds since. `earlier` is the store of the round before,
    on which this one may rest."""

    store: Path
    folder: Path
    district: District
    crawl: CrawlSettings
    contact: str
    started: datetime
    earlier: Path | None = None

    def moment(self, seconds: float) -> datetime:
        """The moment so many seconds after the start."""
        return self.started + timedelta(seconds=seconds)

    def archive(self, store: RoundStore) -> Archive:
        """What the round holds so far."""
        return open_archive(store, self.folder, self.district, self.crawl)

    def begin(self, store: RoundStore) -> None:
        """Freezes what the round must know of itself wherever its rows are made again: whether a browser shows lists
        that only scripts fill, and which round of the district it is."""
        if self.crawl.browser and not store.fact("browser"):
            store.set_fact("browser", not unavailable())
        if store.fact(TURN) is None:
            there = self.earlier is not None and self.earlier.exists()
            with ExitStack() as opened:
                before = opened.enter_context(read_round(self.earlier)) if self.earlier and there else None
                began = self.started.isoformat(timespec="seconds")
                store.set_fact(TURN, next_turn(before, began, self.crawl.look_again_within))

    def open_earlier(self, store: RoundStore) -> EarlierRound | None:
        """The round before; None where there is none, or where every page is to be asked for."""
        turn = turn_of(store.fact(TURN))
        if self.earlier is None or turn is None or not self.earlier.exists():
            return None
        return open_earlier(self.earlier, self.earlier.parent, turn, self.crawl.look_again_within)

    def private_hosts(self) -> list[str]:
        """The hosts whose inner addresses may be connected to."""
        allowed = [portal.url for portal in self.district.portals if portal.allow_private]
        hosts = [urlsplit(url).hostname or "" for url in allowed]
        return [*hosts, *(host.partition(":")[0] for host in self.crawl.allow_hosts)] if hosts else []

    def scrapy_settings(self) -> dict[str, Any]:
        """What this round changes of Scrapy's settings."""
        return {
            "DOWNLOAD_DELAY": self.crawl.delay + _MARGIN if self.crawl.delay else 0.0,
            "XUNCHA_SILENCE": self.crawl.timeout,
            "USER_AGENT": user_agent(self.contact) if self.contact else USER_AGENT,
        }

    def to_json(self) -> bytes:
        """For the pipe."""
        return TypeAdapter(Job).dump_json(self)

    @staticmethod
    def from_json(text: str) -> "Job":
        """From the pipe."""
        return TypeAdapter(Job).validate_json(text)


def open_archive(store: RoundStore, folder: Path, district: District, crawl: CrawlSettings) -> Archive:
    """The round's answers; only the portals' own hosts and the allowed ones may be asked."""
    frozen = {
        "renders": bool(store.fact("browser")),
        "sample": int(store.fact("sample") or 0),
        "meanings": store.fact("meanings"),
        "besides": store.fact(BESIDES) or (),
    }
    # What was taken out of the files is as if it had never come.
    gone = {(one.warc, one.offset) for one in store.each(Purged)}
    kept = [one for one in store.read(Snapshot) if (one.warc, one.offset) not in gone], store.read(Failure)
    return Archive(folder, *kept, permitted(district, crawl), **frozen)


def permitted(district: District, crawl: CrawlSettings) -> Callable[[str], bool]:
    """Whether an address lies on a portal's host or on one that the office added."""
    hosts = {authority(portal.url) for portal in district.portals}
    hosts |= {host.lower().removeprefix("www.") for host in crawl.allow_hosts}
    return lambda url: authority(url) in hosts
