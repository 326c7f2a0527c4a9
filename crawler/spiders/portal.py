"""The only spider: asks the walk what is wanted, fetches it politely, keeps what comes, and asks again."""

import asyncio
from collections import Counter, defaultdict
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
from crawler.answers import Answer, Unanswered
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
_RETRIED = frozenset({"timeout", "reset", "other", "failed"})
# After so many runs of one day in which a request failed it is asked only once in each further run.
_PATIENT_RUNS = 2
# What may go wrong with a host, and after how many addresses in a row it is left alone.
_SORTS = dict.fromkeys(("timeout", "reset", "refused", "dns", "tls", "other"), "silent") | {
    "failed": "failing", "forbidden": "failing", "protected": "protected",
}  # fmt: skip
_MOST_IN_A_ROW = {"silent": 3, "protected": 5, "failing": 20}
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
        self._failing: dict[str, Counter[str]] = defaultdict(Counter)
        self._why: dict[str, str] = {}
        self._asked: dict[str, int] = {}
        self._opened: set[str] = set()
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
        """What is to be asked now, in turn, host by host: columns and lists to their end, then all pages at once."""
        open_: list[Wanted] = []
        for request in walk(self._job.district.portals, self._archive).requests:
            last = self._archive.unsettled(request)
            if last is not None and last.key not in self._tried and authority(last.url) not in self._stopped:
                open_.append(last)
        lists = [wanted for wanted in open_ if wanted.role != "page"]
        queues: dict[str, list[Wanted]] = defaultdict(list)
        for wanted in lists or open_:
            if wanted.key not in self._tried:
                self._tried.add(wanted.key)
                queues[authority(wanted.url)].append(wanted)
        return queues

    async def _ask_in_turn(self, queue: list[Wanted]) -> None:
        """Asks one host for one thing after the other, then again for what failed: after a wait, and for all of it
        together, so that a hundred broken pages cost no more waiting than one."""
        today = self._now().date()
        patient = {wanted.key for wanted in queue if self._archive.runs(wanted.key, today) < _PATIENT_RUNS}
        waits = self._job.crawl.retry_wait
        for attempt in range(len(waits) + 1):
            queue = await self._ask_each(queue, patient if attempt < len(waits) else set())
            if not queue:
                return
            more = f"等 {len(queue)} 个地址" if len(queue) > 1 else ""
            why = self._why.get(authority(queue[0].url), "")
            note = f"{queue[0].url} {more}{why}，{waits[attempt]:g} 秒后重试（第 {attempt + 1} 次）"
            self._tell(queue[0].url, waiting=len(queue), note=note)
            await asyncio.sleep(waits[attempt])

    async def _ask_each(self, queue: list[Wanted], patient: set[str]) -> list[Wanted]:
        """Asks each once. Returns what should be asked again: what is worth patience and failed in a way that may pass,
        and before it what was not asked because the host seemed to be down."""
        host = authority(queue[0].url)
        self._failing[host].clear()
        again: list[Wanted] = []
        for place, wanted in enumerate(queue):
            refusal = await self._refused(wanted)
            if host in self._stopped or (refusal is None and not self._may_ask(wanted.url)):
                return []
            silence = None if refusal else await self._once(wanted)
            trouble = refusal or silence or self._bad_answer(wanted)
            if trouble and not refusal and trouble.kind in _RETRIED and wanted.key in patient:
                again.append(wanted)
            elif unasked_or_unanswered := refusal or silence:
                self._fail(wanted, unasked_or_unanswered)
            rest = queue[place + 1 :]
            self._tell(wanted.url, waiting=len(rest) + len(again))
            if wanted.role != "robots" and self._is_down(host, trouble):
                if again:
                    return [*rest, *again]
                self._stop(wanted.url, Refusal("down", f"网站连续多次无法访问（{self._why[host]}），本次未继续"))
        return again

    async def _refused(self, wanted: Wanted) -> Refusal | None:
        """Why the host's rules forbid an address; the rules are asked for first where they are not known."""
        if not self._job.crawl.robots or wanted.role == "robots":
            return None
        rules = robots_request(wanted.url)
        while (last := self._archive.unsettled(rules)) is not None and last.key not in self._tried:
            self._tried.add(last.key)
            await self._ask_in_turn([last])
        found = self._archive.find(rules)
        return robots_refusal(wanted.url, None if isinstance(found, Wanted) else found)

    def _bad_answer(self, wanted: Wanted) -> Refusal | None:
        """What is wrong with the answer that just came; None where it can be read or leads on."""
        found = self._archive.find(wanted)
        if not isinstance(found, Answer) or found.verdict not in ("failed", "protected"):
            return None
        kind = "forbidden" if found.verdict == "failed" and 400 <= found.status < 500 else found.verdict
        return Refusal(kind, found.trouble)

    def _is_down(self, host: str, trouble: Refusal | None) -> bool:
        """Notes how a request went; whether so many failed in a row that the host is better left alone."""
        if trouble is None:
            self._failing[host].clear()
            return False
        self._why[host] = trouble.detail
        if trouble.kind not in _SORTS:
            return False
        sort = _SORTS[trouble.kind]
        self._failing[host][sort] += 1
        return self._failing[host][sort] >= _MOST_IN_A_ROW[sort]

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
        if wanted.session and wanted.session not in self._opened and self._archive.permits(wanted.session):
            await self._open(wanted.session)
        came = await self._download(wanted)
        if isinstance(came, Refusal):
            return came
        self._keep(wanted, came)
        return None

    async def _open(self, url: str) -> None:
        """Opens a page again for its cookie alone, in a run that goes on where another stopped: the rows are made of
        what it showed then, so only the archive takes it up."""
        self._asked[authority(url)] = self._asked.get(authority(url), 0) + 1
        came = await self._download(Wanted(url, "portal"))
        if not isinstance(came, Refusal):
            self._evidence.keep(came)

    async def _download(self, wanted: Wanted) -> Received | Refusal:
        self._opened.add(wanted.url)
        request = Request(
            wanted.url,
            method=wanted.method,
            body=wanted.body,
            headers=dict(wanted.headers),
            dont_filter=True,
            # One slow queue whatever the port and with or without www.: it is one machine.
            meta={"handle_httpstatus_all": True, "download_slot": authority(wanted.url).partition(":")[0]},
        )
        assert self.crawler.engine is not None
        try:
            response = await self.crawler.engine.download_async(request)
        except (
            CannotResolveHostError, DownloadCancelledError, DownloadConnectionRefusedError, DownloadFailedError,
            DownloadTimeoutError, ResponseDataLossError, UnsupportedURLSchemeError, OSError,
        ) as error:  # fmt: skip
            return _refusal_of(error, request.url)
        return Received(
            url=wanted.url,
            method=wanted.method,
            sent_headers=_pairs(request),
            sent_body=wanted.body.encode(),
            status=response.status,
            headers=_pairs(response),
            body=response.body,
            protocol=response.protocol or "HTTP/1.1",
            at=self._now(),
        )

    def _keep(self, wanted: Wanted, received: Received) -> None:
        """Stores the answer at once; a page with a classification mark is not stored at all."""
        at = received.at.isoformat(timespec="seconds")
        kind, encoding, location = (received.header(name) for name in ("Content-Type", "Content-Encoding", "Location"))
        answer = Answer(wanted.url, wanted.url, received.status, kind, lambda: (received.body, encoding))
        if wanted.role == "page" and must_be_sealed(answer, wanted.context):
            self._add(Failure(wanted.key, wanted.url, at, "sealed", "按涉密标志处理，未留存内容"))
            return
        target = absolute(wanted.url, location) if location and 300 <= received.status < 400 else None
        place = self._evidence.keep(received)
        snapshot = Snapshot(
            id=self._archive.next_id(wanted.key),
            key=wanted.key,
            url=wanted.url,
            final_url=target or wanted.url,
            status=received.status,
            fetched_at=at,
            sha256=place.sha256,
            warc=place.warc,
            offset=place.offset,
            length=place.length,
            content_type=kind,
        )
        self._add(snapshot)
        self._fetched += 1

    def _fail(self, wanted: Wanted, refusal: Refusal) -> None:
        found = self._archive.find(wanted)
        if isinstance(found, Unanswered) and refusal.kind == found.kind == "robots" and refusal.detail == found.detail:
            return  # said already in an earlier run
        at = self._now().isoformat(timespec="seconds")
        self._add(Failure(wanted.key, wanted.url, at, refusal.kind, refusal.detail))

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


def _pairs(message: Request | Response) -> tuple[tuple[str, str], ...]:
    """Headers as sent or received; Scrapy keeps their names in title case."""
    headers = message.headers
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name in headers for value in headers.getlist(name)
    )
