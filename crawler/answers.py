"""What came back for a request, as the walk sees it."""

import gzip
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

import lxml.html
from lxml import etree

from crawler.reading.charset import decode
from inspection.types.portal import Snapshot

Verdict = Literal["ok", "gone", "soft_404", "protected", "failed"]

_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.I | re.S)
_MISSING = re.compile(r"(?:页面|网页|内容|文件|资源)\s*(?:不存在|未找到|找不到|已删除|已被删除)|404\b|not found", re.I)
_CHALLENGE = re.compile(r"\$_ts\b|__jsl_clearance|<meta[^>]+\br=[\"']m[\"']", re.I)
_CAPTCHA = re.compile(r"请(?:输入|完成)[^<]{0,10}验证|访问过于频繁|captcha", re.I)
_REFRESH = re.compile(r"<meta[^>]+http-equiv=[\"']?refresh[^>]+url=[\"']?([^\"'>\s]+)", re.I)
_MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>|\s+", re.I | re.S)
_PROTECTING = {412, 429, 521}


@dataclass(frozen=True)
class Answer:
    """An HTTP answer of the archive. `url` is what was asked, `final_url` where it ended after redirects.

    `payload` reads the bytes as received and their content encoding; `body` are the bytes without it. `snapshot` is the
    last answer of a chain of redirects, `days` the days on which no decisive answer came.
    """

    url: str
    final_url: str
    status: int
    content_type: str | None
    payload: Callable[[], tuple[bytes, str | None]] = field(repr=False, compare=False)
    snapshot: Snapshot | None = None
    days: tuple[date, ...] = ()
    judged: Verdict | None = None

    @cached_property
    def body(self) -> bytes:
        return decompressed(*self.payload())

    @cached_property
    def text(self) -> str:
        return decode(self.body, self.content_type).text

    @cached_property
    def tree(self) -> lxml.html.HtmlElement:
        """The answer as HTML, comments left out; an empty document where there is nothing to parse."""
        parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True)
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", self.text).replace("\x00", "")
        try:
            return lxml.html.document_fromstring(text, parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
            return lxml.html.document_fromstring("<html><body></body></html>")

    @cached_property
    def verdict(self) -> Verdict:
        """Whether the answer can be read as what was asked for; `judged` spares reading the body once more."""
        if self.judged is not None:
            return self.judged
        if self.status in (404, 410):
            return "gone"
        if self.status in _PROTECTING:
            return "protected"
        if 300 <= self.status < 400:
            return "protected"  # a redirect to itself: it waits for a cookie that only its script sets
        if not 200 <= self.status < 300:
            return "failed"
        return self._verdict_of_text()

    def _verdict_of_text(self) -> Verdict:
        if "html" not in (self.content_type or "html"):
            return "ok"
        if len(self.body.strip()) <= 2:
            return "protected"
        head = self.text[:20_000]
        words = len(_MARKUP.sub("", self.text[:200_000]))
        if words < 200 and (_CHALLENGE.search(head) or _CAPTCHA.search(head)):
            return "protected"
        title = _TITLE.search(head)
        if title and _MISSING.search(title[1]):
            return "soft_404"
        if words < 200 and _REFRESH.search(head):
            return "soft_404"
        return "ok"


@dataclass(frozen=True)
class Unanswered:
    """A request that was tried and has no answer. `days` are the days on which it failed, `kind` as in Failure."""

    kind: str
    detail: str
    days: tuple[date, ...] = ()


def answer_of(url: str, body: bytes, *, status: int = 200, content_type: str | None = "text/html") -> Answer:
    """An answer that comes from no archive: a file at hand, a test."""
    return Answer(url, url, status, content_type, lambda: (body, None))


def decisive(answer: Answer) -> bool:
    """True for what need not be asked again: pages, redirects, 404 and 410, recognised soft 404."""
    if 300 <= answer.status < 400:
        return answer.final_url != answer.url
    return answer.verdict in ("ok", "gone", "soft_404")


def decompressed(raw: bytes, encoding: str | None) -> bytes:
    """The body without its content encoding; as it came where it is not what its header says."""
    body = raw
    for name in reversed([part.strip().lower() for part in (encoding or "").split(",") if part.strip()]):
        try:
            body = _decompress(body, name)
        except (OSError, EOFError, zlib.error):
            return raw
    return body


def _decompress(body: bytes, name: str) -> bytes:
    if name in ("gzip", "x-gzip"):
        return gzip.decompress(body)
    if name == "deflate":
        try:
            return zlib.decompress(body)
        except zlib.error:
            return zlib.decompress(body, -zlib.MAX_WBITS)  # many servers send the bare stream
    return body
