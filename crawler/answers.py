"""What came back for a request, as the walk sees it."""

import json
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal

import lxml.html
from lxml import etree

from crawler.reading.charset import decode
from crawler.reading.cut_off import is_cut_off
from crawler.reading.kinds import CHALLENGE
from crawler.reading.not_shown import is_login_address
from crawler.requests import absolute, folder, identity
from inspection.types.portal import Snapshot

Verdict = Literal["ok", "gone", "soft_404", "protected", "login", "failed"]

_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.I | re.S)
_MISSING = re.compile(
    r"(?:页面|网页|内容|文件|资源)\s*(?:不存在|未找到|找不到|已删除|已被删除)|"
    r"(?<![\w〔〕.])(?<!\d-)404(?!\w|-\d|\s*号)|not found",
    re.I,
)
_CAPTCHA = re.compile(r"captcha", re.I)
_PASSWORD = re.compile(r"<input\b[^>]*\btype\s*=\s*[\"']?password", re.I)
_SENT = re.compile(r"location(?:\.href)?\s*(?:=|\.replace\s*\()\s*[\"']([^\"']{1,500})[\"']")
_REFRESH = re.compile(r"<meta[^>]+http-equiv=[\"']?refresh[^>]+url=[\"']?([^\"'>\s]+)", re.I)
_MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>|\s+", re.I | re.S)
_LINKS_AND_MARKUP = re.compile(r"<(script|style|a)\b.*?</\1>|<[^>]+>|\s+", re.I | re.S)
_PROTECTING = {412, 429, 521}
_TROUBLES = {
    "gone": "页面不存在（{}）", "soft_404": "页面提示内容不存在", "protected": "网站设有访问防护（{}）",
    "login": "须登录才能查看",
}  # fmt: skip
_FEW_WORDS = 200
# What says in its title that something is not there, and then tells of it at length, is a document about that.
_PROSE = 500
_LONGEST_ERROR = 5_000
# What the office lets a page weigh (page_mb) can unpack to a thousand times as much.
_LARGEST_UNPACKED = 64 * 1024 * 1024
# No page is packed as tightly as a stream of one sign: what unpacks to more than this is stopped early.
_LARGEST_OF_TIGHT = 8 * 1024 * 1024
_TIGHTEST = 200
_MOST_MEMBERS = 1_000
_MOST_ENCODINGS = 4
_CALLED = re.compile(r"(?:/\*.*?\*/\s*)?[A-Za-z_$][\w.$]{0,60}\s*\(\s*([\[{].*[\]}])\s*\)\s*;?\s*$", re.S)


@dataclass(frozen=True)
class Answer:
    """An HTTP answer of the archive. `url` is what was asked, `final_url` where it ended after redirects.

    `payload` reads the bytes as received and their content encoding; `body` are the bytes without it. `snapshot` is the
    last answer of a chain of redirects, `days` the days on which no decisive answer came, `holds` as in Wanted.
    """

    url: str
    final_url: str
    status: int
    content_type: str | None
    payload: Callable[[], tuple[bytes, str | None]] = field(repr=False, compare=False)
    snapshot: Snapshot | None = None
    days: tuple[date, ...] = ()
    judged: Verdict | None = None
    holds: str = ""

    @cached_property
    def _received(self) -> tuple[bytes, str | None]:
        return self.payload()

    @cached_property
    def body(self) -> bytes:
        return decompressed(*self._received)

    @cached_property
    def is_whole(self) -> bool:
        """False for a body whose content encoding could not be undone: what is in it cannot be known."""
        raw, encoding = self._received
        return not _names(encoding) or self.body != raw or _is_text(raw)

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
        if not self.is_whole or (self.holds and not _is_list(self.text, self.holds)):
            return "failed"
        return self._verdict_of_text()

    def forget(self) -> None:
        """Lets go of what was made of the body; it can be made again."""
        for made in ("_received", "body", "text", "tree", "is_whole"):
            self.__dict__.pop(made, None)

    @property
    def trouble(self) -> str:
        """In Chinese why the answer cannot be read as what was asked for; meaningless where it can."""
        fine = 200 <= self.status < 300
        if fine and not self.is_whole:
            return "内容的压缩编码无法还原"
        if fine and self.verdict == "failed" and is_cut_off(self.text):
            return "网页内容不完整，传输中断"
        if fine and self.verdict == "failed":
            return f"状态为 {self.status}，内容却是出错信息"
        if fine and self.verdict == "protected" and len(self.body.strip()) <= 2:
            return "网站返回空白内容，疑似设有访问防护"
        return _TROUBLES.get(self.verdict, "服务器返回 {}").format(self.status)

    def _verdict_of_text(self) -> Verdict:
        if _is_error(self.text):
            return "failed"
        if "html" not in (self.content_type or "html").lower():
            return "ok"
        if len(self.body.strip()) <= 2:
            return "protected"
        if self.final_url != self.url and is_login_address(self.final_url) and not is_login_address(self.url):
            return "login"
        head = self.text[:20_000]
        tested = CHALLENGE.search(head) or _CAPTCHA.search(head)
        refresh = _REFRESH.search(head)
        sent = refresh or _SENT.search(head)
        asked = _PASSWORD.search(head) or (sent is not None and is_login_address(sent[1]))
        title = _TITLE.search(head)
        if (tested or asked or refresh) and len(_MARKUP.sub("", self.text[:200_000])) < _FEW_WORDS:
            if tested:
                return "protected"
            if asked:
                return "login"
            if refresh and not self._leads_down(refresh[1]):
                return "soft_404"
        if title and _MISSING.search(title[1]) and len(_LINKS_AND_MARKUP.sub("", self.text[:200_000])) < _PROSE:
            return "soft_404"
        return "failed" if is_cut_off(self.text) else "ok"

    def _leads_down(self, target: str) -> bool:
        """Whether an automatic redirect only opens the page's own folder: removed pages send their readers up."""
        found = absolute(self.final_url, target)
        if found is None or found == self.final_url or not folder(found).startswith(folder(self.final_url)):
            return False
        return identity(found) == identity(self.final_url) or f"{identity(found)}/" != folder(self.final_url)


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


def _is_error(text: str) -> bool:
    """True for a short JSON object that says itself that it is an error, whatever the status."""
    said = json_of(text) if len(text) <= _LONGEST_ERROR else None
    if not isinstance(said, dict):
        return False
    states = [str(said.get(name)) for name in ("state", "status", "code", "errcode")]
    refused = said.get("success") is False or str(said.get("success")).lower() == "false" or said.get("error") is True
    return refused or any(re.fullmatch(r"[45]\d\d", state) for state in states)


def _is_list(text: str, path: str) -> bool:
    said = json_of(text)
    for name in path.split("."):
        said = said.get(name) if isinstance(said, dict) else None
    return isinstance(said, list)


def json_of(text: str) -> Any:
    """The value of a text that is JSON, or JSON handed to a function (JSONP); None for any other."""
    bare = text.lstrip("\ufeff \t\r\n")
    called = _CALLED.match(bare)
    bare = called[1] if called else bare
    if not bare.startswith(("{", "[")):
        return None
    try:
        return json.loads(bare, strict=False)
    except (ValueError, RecursionError):  # what is nested by the thousand is no data of a portal
        return None


def decompressed(raw: bytes, encoding: str | None) -> bytes:
    """The body without its content encoding; as it came where it is not what its header says, or where it would unpack
    to more than any page has."""
    names = _names(encoding)
    if len(names) > _MOST_ENCODINGS:
        return raw
    body = raw
    for name in reversed(names):
        try:
            body = _decompress(body, name)
        except (EOFError, zlib.error):
            return raw
    return body


def _names(encoding: str | None) -> list[str]:
    """The encodings that a header names, in the order in which they were applied."""
    names = [part.strip().lower() for part in (encoding or "").split(",")]
    return [name for name in names if name and name != "identity"]


def _is_text(raw: bytes) -> bool:
    """Whether bytes can be plain text after all: some servers announce an encoding that they did not apply."""
    if any(byte < 9 for byte in raw[:2_000]):
        return False
    for charset in ("utf-8", "gb18030"):
        try:
            raw.decode(charset)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _decompress(body: bytes, name: str) -> bytes:
    if name in ("gzip", "x-gzip"):
        return _unpacked(body, 16 + zlib.MAX_WBITS)
    if name == "deflate":
        try:
            return _unpacked(body, zlib.MAX_WBITS)
        except zlib.error:
            return _unpacked(body, -zlib.MAX_WBITS)  # many servers send the bare stream
    raise zlib.error(f"content encoding {name!r} is not known")


def _unpacked(body: bytes, kind: int) -> bytes:
    """A compressed stream, or several behind one another as gzip permits. Raises zlib.error for what is none and for
    what is larger or more tightly packed than any page; EOFError for what ends too soon."""
    unpacked = bytearray()
    most = min(_LARGEST_UNPACKED, max(_LARGEST_OF_TIGHT, _TIGHTEST * len(body)))
    members = 0
    while body:
        members += 1
        stream = zlib.decompressobj(kind)
        unpacked += stream.decompress(body, most + 1 - len(unpacked))
        if len(unpacked) > most or members > _MOST_MEMBERS:
            raise zlib.error("unpacks to more than any page has")
        if not stream.eof:
            raise EOFError("the compressed stream ends too soon")
        body = stream.unused_data.lstrip(b"\0") if kind > zlib.MAX_WBITS else b""
    return bytes(unpacked)
