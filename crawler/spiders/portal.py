"""The only spider: asks the walk what is wanted, fetches it politely, keeps what comes, and asks again."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, Self

from scrapy import Spider
from scrapy.crawler import Crawler

from crawler.addresses import PRIVATE
from crawler.agenda import agenda
from crawler.answers import Answer, Unanswered
from crawler.archive import Archive, host_key
from crawler.browser import Browser, Shown
from crawler.evidence import EvidenceFile, Received
from crawler.fetching import Fetcher
from crawler.figures import Figures
from crawler.job import Job
from crawler.keeping import Keeper
from crawler.manners import Refusal, Rules, in_window, robots_request, rules_of
from crawler.pace import retry_after
from crawler.request_log import RequestLog
from crawler.requests import Wanted, authority
from crawler.scrapy_crawl import ScrapyCrawl
from crawler.second_round import ListedRows
from inspection.round_store import RoundStore
from inspection.types.portal import Failure

Report = Callable[[dict[str, Any]], None]
_RETRIED = frozenset({"timeout", "slow", "reset", "other", "failed", "busy"})
# After so many runs of one day in which a request failed it is asked only once in each further run.
_PATIENT_RUNS = 2
# What may go wrong with a host, and after how many addresses in a row it is left alone.
_SORTS = dict.fromkeys(("timeout", "slow", "reset", "refused", "dns", "tls", "other"), "silent") | {
    "failed": "failing", "forbidden": "failing", "protected": "protected", "busy": "protected",
}  # fmt: skip
_MOST_IN_A_ROW = {"silent": 3, "protected": 5, "failing": 20}
_BUSY = {429, 503}
# Waits shorter than this many seconds are the ordinary pace and need not be told.
_TOLD_WAIT = 5.0
# Pages of one list that a browser is asked to turn in one go.
_MOST_SHOWN = 200


class PortalSpider(Spider):
    """Fetches one district's round. Everything it knows of the round is in the store; its own memory holds only what
    was tried in this run, so it can be killed at any moment."""

    name = "portal"

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Scrapy's way of making it: `xuncha` hands in a job; `scrapy crawl portal` gives words, of which one is made.

        Raises UserError for words that name no workspace, district or address.
        """
        begun = None if "job" in kwargs else ScrapyCrawl.begin(kwargs)
        job: Job = begun.job if begun else kwargs["job"]
        for name, value in job.scrapy_settings().items():
            crawler.settings.set(name, value, priority="spider")
        if begun is None:
            return super().from_crawler(crawler, *args, **kwargs)
        spider = super().from_crawler(
            crawler, job=begun.job, store=begun.store, evidence=begun.evidence, report=begun.report
        )
        spider._begun = begun
        return spider

    def __init__(self, job: Job, store: RoundStore, evidence: EvidenceFile, report: Report, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._job = job
        self._store = store
        self._report = report
        self._begun: ScrapyCrawl | None = None
        self._archive: Archive = job.archive(store)
        PRIVATE.hosts.update(job.private_hosts())
        self._began: float | None = None
        self._tried: set[str] = set()
        self._stopped: set[str] = set()
        self._failing: dict[str, Counter[str]] = defaultdict(Counter)
        self._why: dict[str, str] = {}
        self._asked: dict[str, int] = {}
        self._opened: set[str] = set()
        self._rules: dict[str, Rules] = {}
        self._keeper = Keeper(store, self._archive, evidence, job.open_earlier(store))
        self._figures = Figures(self._archive.asked())

    async def start(self) -> AsyncIterator[Any]:
        """Fetches until nothing is wanted any more; yields nothing to Scrapy's scheduler.

        The requests go through the engine and its downloader directly: waiting between attempts, following redirects
        under the walk's rules and reading robots.txt first are then plain code in one place.
        """
        least = max(self.settings.getfloat("DOWNLOAD_DELAY"), self._job.crawl.delay)
        with RequestLog(self._job.folder) as log:
            self._fetcher = Fetcher(self.crawler, self._job.crawl, least, self._now, self._seconds, log)
            agent = str(self.settings.get("USER_AGENT"))
            self._browser = Browser(self._for_browser, self._archive.permits, agent, self._job.crawl.timeout)
            try:
                while queues := self._queues():
                    await asyncio.gather(*(self._ask_in_turn(queue) for queue in queues.values()))
            finally:
                await self._browser.close()
                self._keeper.close()
        return
        yield

    def closed(self, reason: str) -> None:
        """Scrapy's word that the crawl has ended."""
        if self._begun is not None:
            self._begun.end(reason)

    def _queues(self) -> dict[str, list[Wanted]]:
        """What is to be asked now, in turn, host by host: columns and lists to their end, then pages, then files."""
        queues: dict[str, list[Wanted]] = defaultdict(list)
        while not queues:
            due = agenda(self._job.district, self._job.crawl, self._archive, self._still_open)
            self._figures.look(self._job.district, self._archive, due, self._seconds)
            if not due.requests:
                return queues
            if due.walked is not None and self._keeper.earlier is not None:
                self._keeper.present = ListedRows(due.walked.items)
            for wanted in due.requests:
                if wanted.key in self._tried:
                    continue
                self._tried.add(wanted.key)
                if not self._keeper.not_asked(wanted):
                    queues[authority(wanted.url)].append(wanted)
        return queues

    def _still_open(self, request: Wanted) -> Wanted | None:
        last = self._archive.unsettled(request)
        if last is None or last.key in self._tried or authority(last.url) in self._stopped:
            return None
        return last

    async def _ask_in_turn(self, queue: list[Wanted]) -> None:
        """Asks one host for one thing after the other, then again for what failed: after a wait, and for all of it
        together, so that a hundred broken pages cost no more waiting than one."""
        today = self._now().date()
        waits = self._job.crawl.retry_wait
        tries = len(waits) + 1
        patient = {wanted.key for wanted in queue if self._archive.runs(wanted.key, today, tries) < _PATIENT_RUNS}
        for attempt in range(tries):
            queue = await self._ask_each(queue, patient if attempt < len(waits) else set(), attempt + 1)
            if not queue:
                return
            more = f"等 {len(queue)} 个地址" if len(queue) > 1 else ""
            why = self._why.get(authority(queue[0].url), "")
            note = f"{queue[0].url} {more}{why}，{waits[attempt]:g} 秒后重试（第 {attempt + 1} 次）"
            self._tell(queue[0].url, waiting=len(queue), note=note)
            await asyncio.sleep(waits[attempt])

    async def _ask_each(self, queue: list[Wanted], patient: set[str], attempt: int) -> list[Wanted]:
        """Asks each once. Returns what should be asked again: what is worth patience and failed in a way that may pass,
        and before it what was not asked because the host seemed to be down."""
        host = authority(queue[0].url)
        self._failing[host].clear()
        again: list[Wanted] = []
        for place, wanted in enumerate(queue):
            refusal = await self._refused(wanted)
            if refusal is None:
                await self._in_time(wanted)
            if host in self._stopped or (refusal is None and not self._may_ask(wanted.url)):
                return []
            silence = None if refusal else await self._once(wanted, attempt)
            trouble = refusal or silence or self._bad_answer(wanted)
            if trouble and not refusal and trouble.kind in _RETRIED and wanted.key in patient:
                again.append(wanted)
            elif unasked_or_unanswered := refusal or silence:
                self._fail(wanted, unasked_or_unanswered)
            self._tell(wanted.url, waiting=len(queue) - place - 1 + len(again))
            if wanted.role != "robots" and self._is_down(host, trouble):
                if again:
                    return [*queue[place + 1 :], *again]
                self._stop(wanted.url, Refusal("down", f"网站连续多次无法访问（{self._why[host]}），本次未继续"))
        return again

    async def _refused(self, wanted: Wanted) -> Refusal | None:
        """Why the host's rules forbid an address; the rules are asked for first where they are not known."""
        if not self._job.crawl.robots or wanted.role == "robots":
            return None
        request = robots_request(wanted.url)
        while request.url not in self._rules:
            last = self._archive.unsettled(request)
            if last is None or last.key in self._tried:
                found = self._archive.find(request)
                rules = rules_of(None if isinstance(found, Wanted) else found)
                self._rules[request.url] = rules
                self._fetcher.pace(wanted.url).at_least(rules.delay)
            else:
                self._tried.add(last.key)
                await self._ask_in_turn([last])
        return self._rules[request.url].refusal(wanted.url)

    async def _in_time(self, wanted: Wanted) -> None:
        """Waits until the machine may be asked again."""
        if authority(wanted.url) in self._stopped:
            return
        seconds = self._fetcher.pace(wanted.url).wait(self._seconds())
        if seconds > _TOLD_WAIT:
            self._tell(wanted.url, note=f"网站应答缓慢或要求稍候，{seconds:.0f} 秒后继续")
        if seconds > 0:
            await asyncio.sleep(seconds)

    def _bad_answer(self, wanted: Wanted) -> Refusal | None:
        """What is wrong with the answer that just came; None where it can be read or leads on."""
        found = self._archive.find(wanted)
        if not isinstance(found, Answer) or found.verdict not in ("failed", "protected"):
            return None
        kind: str = found.verdict
        if found.status == 429:
            kind = "busy"
        elif kind == "failed" and 400 <= found.status < 500:
            kind = "forbidden"
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

    async def _once(self, wanted: Wanted, attempt: int) -> Refusal | None:
        if wanted.rendered:
            return await self._show(wanted)
        if wanted.session and wanted.session not in self._opened and self._archive.permits(wanted.session):
            await self._open(wanted.session)
        condition = self._keeper.conditional(wanted)
        refusal = await self._ask(replace(wanted, headers=(*wanted.headers, *condition)), wanted, attempt)
        if refusal is None or not condition or self._keeper.conditional(wanted):
            return refusal
        await self._in_time(wanted)
        return await self._ask(wanted, wanted, attempt)

    async def _ask(self, asking: Wanted, wanted: Wanted, attempt: int) -> Refusal | None:
        came = await self._fetch(asking, attempt)
        if isinstance(came, Refusal):
            return came
        self._heed(wanted.url, came)
        self._figures.kept(wanted)
        return await self._keeper.answer(wanted, came)

    async def _show(self, wanted: Wanted) -> Refusal | None:
        """A list as a browser shows it, and its further pages while it is open: later each would open it anew."""
        shown = await self._browser.show(wanted)
        if isinstance(shown, Refusal):
            return shown
        self._keep_shown(wanted, shown)
        for number in range(wanted.rendered + 1, _MOST_SHOWN):
            following = replace(wanted, rendered=number)
            if following.key in self._tried or self._archive.unsettled(following) is None:
                break
            self._tried.add(following.key)
            shown = await self._browser.show(following)
            if isinstance(shown, Refusal):
                self._fail(following, shown)
                break
            self._keep_shown(following, shown)
        return None

    def _keep_shown(self, wanted: Wanted, shown: Shown) -> None:
        self._keeper.shown(wanted, shown, self._now())
        self._figures.kept(wanted)

    async def _for_browser(self, wanted: Wanted) -> Received | Refusal:
        """What a page in the browser asks for: under the same rules as all else, and kept as evidence."""
        refusal = await self._refused(wanted)
        if refusal is not None:
            return refusal
        await self._in_time(wanted)
        if not self._may_ask(wanted.url):
            return Refusal("window", "本次不再访问该网站")
        came = await self._fetch(wanted, 1)
        return came if isinstance(came, Refusal) else self._keeper.beside(wanted, came) or came

    async def _open(self, url: str) -> None:
        """Opens a page again for its cookie alone, in a run that goes on where another stopped: the rows are made of
        what it showed then, so only the archive takes it up."""
        self._asked[authority(url)] = self._asked.get(authority(url), 0) + 1
        wanted = Wanted(url, "portal")
        came = await self._fetch(wanted, 1)
        if not isinstance(came, Refusal):
            self._keeper.beside(wanted, came)
        await self._in_time(wanted)

    async def _fetch(self, wanted: Wanted, attempt: int) -> Received | Refusal:
        self._opened.add(wanted.url)
        return await self._fetcher.fetch(wanted, attempt)

    def _heed(self, url: str, came: Received) -> None:
        """Waits as long as a busy host asks for (Retry-After), and leaves it alone where that is longer than the
        office's patience, which is its longest wait between two attempts."""
        asked_for = retry_after(came.header("Retry-After"), came.at) if came.status in _BUSY else None
        if asked_for is None:
            return
        if asked_for > max(self._job.crawl.retry_wait, default=0.0):
            self._stop(url, Refusal("down", f"网站要求 {asked_for:.0f} 秒后再访问（{came.status}），本次未继续"))
        else:
            self._fetcher.pace(url).hold(self._seconds() + asked_for)

    def _fail(self, wanted: Wanted, refusal: Refusal) -> None:
        found = self._archive.find(wanted)
        if isinstance(found, Unanswered) and refusal.kind == found.kind == "robots" and refusal.detail == found.detail:
            return  # said already in an earlier run
        at = self._now().isoformat(timespec="seconds")
        self._keeper.failure(Failure(wanted.key, wanted.url, at, refusal.kind, refusal.detail))

    def _stop(self, url: str, refusal: Refusal) -> None:
        self._stopped.add(authority(url))
        at = self._now().isoformat(timespec="seconds")
        self._keeper.failure(Failure(host_key(url), url, at, refusal.kind, refusal.detail))

    def _tell(self, url: str, *, waiting: int = 0, note: str = "") -> None:
        figures = asdict(self._figures) | {"asked": self._fetcher.asked, "seconds": self._seconds()}
        self._report({"url": url, "waiting": waiting, "note": note, **figures})

    def _seconds(self) -> float:
        """The seconds since the crawl began, by the event loop."""
        seconds = asyncio.get_running_loop().time()
        if self._began is None:
            self._began = seconds
        return seconds - self._began

    def _now(self) -> datetime:
        """The moment by the clock that was handed in: its start and the seconds since."""
        return self._job.moment(self._seconds())
