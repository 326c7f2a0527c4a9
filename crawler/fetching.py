"""One request into one answer or one reason why there is none, within the office's limits; every one is logged."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
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
from crawler.connections import HeadTooLargeError, SilentError
from crawler.evidence import Received
from crawler.manners import Refusal
from crawler.pace import Pace
from crawler.request_log import RequestLog
from crawler.requests import Wanted
from inspection.types.office import CrawlSettings

_MB = 1024 * 1024
# Longer than any round; Scrapy takes 0 for "at once".
_NO_LIMIT = 30 * 24 * 3600.0
# Some lists name a file where others name a page.
_FILE = re.compile(r"\.(?:pdf|ofd|docx?|wps|xlsx?|et|pptx?|zip|rar|7z)$", re.I)
_TROUBLED = {429, 500, 502, 503, 504, 509}
_WORDS = {
    "timeout": "连接超时",
    "slow": "传输过慢，超过单个地址的时限（slowest）",
    "refused": "拒绝连接",
    "dns": "域名无法解析",
    "tls": "加密连接失败",
    "reset": "连接被中断",
    "size": "文件过大，未保存",
    "private": "内部网络地址，未获准访问（门户设置 allow_private）",
    "other": "无法取得",
}


@dataclass
class Fetcher:
    """Fetches through Scrapy's engine and its downloader directly: waiting, redirects and robots.txt are the spider's.

    `least_delay` is in seconds; `now` gives China time, `seconds` those since the crawl began. `asked` counts the
    requests of this run.
    """

    crawler: Crawler
    limits: CrawlSettings
    least_delay: float
    now: Callable[[], datetime]
    seconds: Callable[[], float]
    log: RequestLog
    asked: int = 0
    _paces: dict[str, Pace] = field(default_factory=dict)

    def pace(self, url: str) -> Pace:
        """The pace of an address's machine: one whatever the port and with or without `www.`."""
        machine = _machine(url)
        if machine not in self._paces:
            self._paces[machine] = Pace(self.least_delay)
        return self._paces[machine]

    async def fetch(self, wanted: Wanted, attempt: int) -> Received | Refusal:
        """Asks once, at once; the machine's pace learns how it went."""
        at, began = self.now(), self.seconds()
        self.asked += 1
        came = await self._download(wanted)
        ended = self.seconds()
        pace = self.pace(wanted.url)
        if isinstance(came, Refusal) or came.status in _TROUBLED:
            pace.failed(ended)
        else:
            pace.answered(began, ended)
        status, size = (came.kind, 0) if isinstance(came, Refusal) else (came.status, len(came.body))
        self.log.note(at, wanted.method, wanted.url, status, size, round((ended - began) * 1000), attempt)
        return came

    async def _download(self, wanted: Wanted) -> Received | Refusal:
        request = Request(
            wanted.url,
            method=wanted.method,
            body=wanted.body,
            headers=dict(wanted.headers),
            dont_filter=True,
            meta={
                "handle_httpstatus_all": True,
                "download_slot": _machine(wanted.url),
                "download_timeout": self.limits.slowest or _NO_LIMIT,
                "download_maxsize": int(self._largest(wanted) * _MB),
            },
        )
        try:
            response = await self.crawler.engine.download_async(request)
        except (
            CannotResolveHostError, DownloadCancelledError, DownloadConnectionRefusedError, DownloadFailedError,
            DownloadTimeoutError, ResponseDataLossError, UnsupportedURLSchemeError, OSError,
        ) as error:  # fmt: skip
            return refusal_of(error, request.url)
        return Received(
            url=wanted.url,
            method=wanted.method,
            sent_headers=_pairs(request),
            sent_body=wanted.body.encode(),
            status=response.status,
            headers=_pairs(response),
            body=response.body,
            protocol=response.protocol or "HTTP/1.1",
            at=self.now(),
        )

    def _largest(self, wanted: Wanted) -> float:
        """The most megabytes that are taken of an answer."""
        is_file = wanted.role == "attachment" or (wanted.role == "page" and _FILE.search(urlsplit(wanted.url).path))
        return self.limits.attachment_mb if is_file else self.limits.page_mb


def refusal_of(error: Exception, url: str) -> Refusal:
    """What Scrapy's and Twisted's errors mean, in one word and in Chinese."""
    kind = _kind_of(error, url)
    return Refusal(kind, _WORDS[kind])


def _kind_of(error: Exception, url: str) -> str:
    host = url.split("/")[2].rpartition("@")[2].lower()
    if any(host.partition(":")[0] == refused or host.startswith(f"[{refused}]") for refused in REFUSED.hosts):
        return "private"
    causes = list(_causes(error))
    if any(isinstance(cause, SilentError) for cause in causes):
        return "timeout"
    if any(isinstance(cause, HeadTooLargeError) for cause in causes):
        return "size"
    if isinstance(error, CannotResolveHostError):
        return "dns"
    if isinstance(error, DownloadTimeoutError):
        # Scrapy itself ends what takes too long as a whole; a connection that does not come about is Twisted's.
        return "slow" if error.__cause__ is None else "timeout"
    if isinstance(error, DownloadConnectionRefusedError):
        return "refused"
    if isinstance(error, DownloadCancelledError):
        return "size"
    text = " ".join(f"{type(cause).__name__} {cause}" for cause in causes)
    if "SSL" in text or "TLS" in text:
        return "tls"
    return "reset" if isinstance(error, DownloadFailedError | ResponseDataLossError) else "other"


def _causes(error: BaseException, depth: int = 0) -> Iterator[BaseException]:
    """An error and all that lies behind it; Twisted keeps several reasons in one."""
    yield error
    if depth < 5:
        reasons: list[Any] = list(getattr(error, "reasons", None) or ())
        for cause in (error.__cause__, *(getattr(reason, "value", None) for reason in reasons), *error.args):
            if isinstance(cause, BaseException):
                yield from _causes(cause, depth + 1)


def _machine(url: str) -> str:
    return (urlsplit(url).hostname or "").lower().removeprefix("www.")


def _pairs(message: Request | Response) -> tuple[tuple[str, str], ...]:
    """Headers as sent or received; Scrapy keeps their names in title case."""
    headers = message.headers
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name in headers for value in headers.getlist(name)
    )
