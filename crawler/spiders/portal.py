"""The only spider: asks the walk what is wanted, fetches it politely, keeps what comes, and asks again."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any

from scrapy import Request, Spider
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response

from crawler.addresses import REFUSED
from crawler.answers import Answer, Unanswered, decisive
from crawler.archive import Archive, host_key
from crawler.evidence import EvidenceFile, Received
from crawler.job import Job
from crawler.manners import Refusal, in_window, robots_refusal, robots_request
from crawler.requests import Wanted, absolute, authority
from crawler.seal import must_be_sealed
from crawler.walk import walk
from inspection.round_store import RoundStore
from inspection.types.portal import Failure, Snapshot

Report = Callable[[dict[str, Any]], None]
_RETRIED = frozenset({"timeout", "reset", "other"})
_DOWN = frozenset({"timeout", "reset", "refused", "dns", "tls", "other"})
_UNREACHABLE_AFTER = 3
_WORDS = {
    "timeout": "连接超时",
    "refused": "拒绝连接",
    "dns": "域名无法解析",
    "tls": "加密连接失败",
    "reset": "连接被中断",
    "size": "文件过大，未保存",
    "private": "内部网络地址，未获准访问（门户设置 allow_private）",
    "other": "无法取得",
}


class PortalSpider(Spider):
    """Fetches one district's round. Everything it knows of the round is in the store; its own memory holds only what
    was tried in this run, so it can be killed at any moment."""

    name = "portal"

    def __init__(self, job: Job, store: RoundStore, evidence: EvidenceFile, report: Report, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._job = job
        self._store = store
        self._evidence = evidence
        self._report = report
        self._archive: Archive = job.archive(store)
        self._began: float | None = None
        self._tried: set[str] = set()
        self._stopped: set[str] = set()
        self._failing: dict[str, int] = defaultdict(int)
        self._asked: dict[str, int] = {}
        self._fetched = self._archive.asked()

    async def start(self) -> AsyncIterator[Any]:
        """Fetches until nothing is wanted any more; yields nothing to Scrapy's scheduler.

        The requests go through the engine and its downloader directly: waiting between attempts, following redirects
        under the walk's rules and reading robots.txt first are then plain code in one place.
        """
        while queues := self._queues():
            await asyncio.gather(*(self._ask_in_turn(queue) for queue in queues.values()))
        return
        yield

    def _queues(self) -> dict[str, list[Wanted]]:
        """What is to be asked now, in turn, host by host."""
        queues: dict[str, list[Wanted]] = defaultdict(list)
        today = self._now().date()
        for request in walk(self._job.district.portals, self._archive).requests:
            last = self._archive.unsettled(request)
            if last is None or last.key in self._tried or authority(last.url) in self._stopped:
                continue
            if self._archive.due(last, today):
                self._tried.add(last.key)
                queues[authority(last.url)].append(last)
        return queues

    async def _ask_in_turn(self, queue: list[Wanted]) -> None:
        for place, wanted in enumerate(queue):
            if authority(wanted.url) in self._stopped:
                return
            await self._ask(wanted)
            self._tell(wanted.url, waiting=len(queue) - place - 1)

    async def _ask(self, wanted: Wanted) -> None:
        """One request with its rules, its attempts and its waits."""
        refusal = await self._refused(wanted)
        if refusal is None:
            refusal = await self._attempts(wanted)
        if refusal is not None:
            self._fail(wanted, refusal)
            self._count_failure(wanted, refusal)

    async def _refused(self, wanted: Wanted) -> Refusal | None:
        if not self._job.crawl.robots or wanted.role == "robots":
            return None
        rules = robots_request(wanted.url)
        while (last := self._archive.unsettled(rules)) is not None and last.key not in self._tried:
            self._tried.add(last.key)
            if not self._archive.due(last, self._now().date()):
                break
            refusal = await self._attempts(last)
            if refusal is not None:
                self._fail(last, refusal)
        found = self._archive.find(rules)
        return robots_refusal(wanted.url, None if isinstance(found, Wanted) else found)

    async def _attempts(self, wanted: Wanted) -> Refusal | None:
        """Asks until there is an answer that need not be asked again, with the waits between as the office set them."""
        waits = [0.0, *self._job.crawl.retry_wait]
        refusal: Refusal | None = None
        for place, wait in enumerate(waits):
            if wait:
                self._tell(wanted.url, note=f"{wait:g} 秒后重试（第 {place} 次）")
                await asyncio.sleep(wait)
            if not self._may_ask(wanted.url):
                return None
            refusal = await self._once(wanted)
            found = self._archive.find(wanted)
            if refusal is None and not (isinstance(found, Answer) and not decisive(found) and found.status >= 500):
                break
            if refusal is not None and refusal.kind not in _RETRIED:
                break
        return refusal

    def _may_ask(self, url: str) -> bool:
        """Looks at the clock and the budget before every request; where they say no the host is left alone."""
        host = authority(url)
        if host in self._stopped:
            return False
        crawl = self._job.crawl
        asked = self._asked.setdefault(host, self._archive.asked_of(host))
        if not in_window(crawl.window, self._now()):
            self._stop(url, Refusal("window", f"不在允许采集的时段（{crawl.window}）内"))
            return False
        if crawl.requests_per_host and asked >= crawl.requests_per_host:
            self._stop(url, Refusal("budget", f"已达到每个网站 {crawl.requests_per_host} 次请求的上限"))
            return False
        self._asked[host] = asked + 1
        return True

    async def _once(self, wanted: Wanted) -> Refusal | None:
        request = Request(
            wanted.url,
            method=wanted.method,
            body=wanted.body,
            headers=dict(wanted.headers),
            dont_filter=True,
            meta={"handle_httpstatus_all": True},
        )
        assert self.crawler.engine is not None
        try:
            response = await self.crawler.engine.download_async(request)
        except (
            CannotResolveHostError, DownloadCancelledError, DownloadConnectionRefusedError, DownloadFailedError,
            DownloadTimeoutError, ResponseDataLossError, UnsupportedURLSchemeError, OSError,
        ) as error:  # fmt: skip
            return _refusal_of(error, request.url)
        self._keep(wanted, request, response)
        return None

    def _keep(self, wanted: Wanted, request: Request, response: Response) -> None:
        """Stores the answer at once; a page with a classification mark is not stored at all."""
        now = self._now()
        at = now.isoformat(timespec="seconds")
        kind, encoding, location = (
            _header(response, name) for name in ("Content-Type", "Content-Encoding", "Location")
        )
        answer = Answer(wanted.url, wanted.url, response.status, kind, lambda: (response.body, encoding))
        if wanted.role == "page" and must_be_sealed(answer, wanted.context):
            self._add(Failure(wanted.key, wanted.url, at, "sealed", "按涉密标志处理，未留存内容"))
            return
        received = Received(
            url=wanted.url,
            method=wanted.method,
            sent_headers=_pairs(request),
            sent_body=wanted.body.encode(),
            status=response.status,
            headers=_pairs(response),
            body=response.body,
            protocol=response.protocol or "HTTP/1.1",
            at=now,
        )
        target = absolute(wanted.url, location) if location and 300 <= response.status < 400 else None
        place = self._evidence.keep(received)
        snapshot = Snapshot(
            id=self._archive.next_id(wanted.key),
            key=wanted.key,
            url=wanted.url,
            final_url=target or wanted.url,
            status=response.status,
            fetched_at=at,
            sha256=place.sha256,
            warc=place.warc,
            offset=place.offset,
            length=place.length,
            content_type=kind,
        )
        self._add(snapshot)
        self._failing[authority(wanted.url)] = 0
        self._fetched += 1

    def _fail(self, wanted: Wanted, refusal: Refusal) -> None:
        found = self._archive.find(wanted)
        if isinstance(found, Unanswered) and refusal.kind == found.kind == "robots" and refusal.detail == found.detail:
            return  # said already in an earlier run
        at = self._now().isoformat(timespec="seconds")
        self._add(Failure(wanted.key, wanted.url, at, refusal.kind, refusal.detail))

    def _count_failure(self, wanted: Wanted, refusal: Refusal) -> None:
        """A host that does not answer several times in a row is left alone for this run: the rest stays wanted."""
        host = authority(wanted.url)
        if refusal.kind not in _DOWN or wanted.role == "robots":
            return
        self._failing[host] += 1
        if self._failing[host] >= _UNREACHABLE_AFTER:
            self._stop(
                wanted.url, Refusal("down", f"网站连续 {_UNREACHABLE_AFTER} 次无法访问（{refusal.detail}），本次未继续")
            )

    def _stop(self, url: str, refusal: Refusal) -> None:
        self._stopped.add(authority(url))
        at = self._now().isoformat(timespec="seconds")
        self._add(Failure(host_key(url), url, at, refusal.kind, refusal.detail))

    def _add(self, value: Snapshot | Failure) -> None:
        self._store.add(value)
        self._archive.add(value)

    def _tell(self, url: str, *, waiting: int = 0, note: str = "") -> None:
        self._report({"url": url, "fetched": self._fetched, "waiting": waiting, "note": note})

    def _now(self) -> datetime:
        """The moment by the clock that was handed in: its start and the seconds of the event loop since."""
        seconds = asyncio.get_running_loop().time()
        if self._began is None:
            self._began = seconds
        return self._job.moment(seconds - self._began)


def _refusal_of(error: Exception, url: str) -> Refusal:
    host = url.split("/")[2].rpartition("@")[2].lower()
    text = " ".join(f"{type(part).__name__} {part}" for part in (error, error.__cause__, *error.args))
    if any(host.partition(":")[0] == refused or host.startswith(f"[{refused}]") for refused in REFUSED.hosts):
        kind = "private"
    elif isinstance(error, CannotResolveHostError):
        kind = "dns"
    elif isinstance(error, DownloadTimeoutError):
        kind = "timeout"
    elif isinstance(error, DownloadConnectionRefusedError):
        kind = "refused"
    elif isinstance(error, DownloadCancelledError):
        kind = "size"
    elif "SSL" in text or "TLS" in text:
        kind = "tls"
    else:
        kind = "reset" if isinstance(error, DownloadFailedError | ResponseDataLossError) else "other"
    return Refusal(kind, _WORDS[kind])


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("utf-8", "replace") if value else None


def _pairs(message: Request | Response) -> tuple[tuple[str, str], ...]:
    """Headers as sent or received; Scrapy keeps their names in title case."""
    headers = message.headers
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name in headers for value in headers.getlist(name)
    )
