"""One address asked once, by hand: `xuncha read URL`. Nothing is archived; a round never fetches this way."""

import http.client
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from crawler.addresses import is_public
from crawler.answers import Answer, decompressed
from crawler.manners import robots_refusal, robots_request
from crawler.settings import USER_AGENT
from inspection.errors import UserError

_HOPS = 8
_LARGEST = 50 * 1024 * 1024


class _RefusedAddressError(OSError):
    """The name led to an inner address."""


@dataclass(frozen=True)
class _Asking:
    """How connections are made for one question."""

    allow_private: bool
    timeout: float
    slowest: float

    def connect(self, host: str, port: int) -> socket.socket:
        connection = socket.create_connection((host, port), self.timeout)
        # What counts is where the connection ended, not what the name said before.
        if not self.allow_private and not is_public(str(connection.getpeername()[0])):
            connection.close()
            raise _RefusedAddressError(host)
        return connection

    def ask(self, url: str) -> tuple[Answer, str | None]:
        """One answer and where it redirects to."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        client = http.client.HTTPConnection(host, port, timeout=self.timeout)
        raw: Any = self.connect(host, port)
        # A server that drips is never silent: what takes too long as a whole is cut off from outside.
        too_slow = threading.Event()
        late = threading.Timer(self.slowest, lambda: _cut_off(client.sock or raw, too_slow))
        late.daemon = True
        late.start()
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
            "?" + quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]{}|") if parts.query else ""
        )
        try:
            client.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=host) if secure else raw
            client.request("GET", target, headers={"User-Agent": USER_AGENT, "Accept": "*/*", "Host": parts.netloc})
            reply = client.getresponse()
            body = reply.read(_LARGEST + 1)
            cut_off = len(body) <= _LARGEST and bool(reply.length)
            if too_slow.is_set():
                raise TimeoutError
        finally:
            late.cancel()
            client.close()
            raw.close()
        if len(body) > _LARGEST:
            raise UserError(f"{url} 的答复超过 {_LARGEST // 1024 // 1024} MB，请在浏览器中另存后读文件。")
        if cut_off:
            raise http.client.IncompleteRead(body, reply.length)
        encoding, kind = reply.headers.get("Content-Encoding"), reply.headers.get("Content-Type")
        whole = decompressed(body, encoding)
        onward = reply.headers.get("Location") if 300 <= reply.status < 400 else None
        answer = Answer(url, url, reply.status, kind, lambda: (whole, None))
        return answer, urljoin(url, onward) if onward else None


def ask_once(url: str, *, allow_private: bool, timeout: float = 30.0, slowest: float = 180.0) -> Answer:
    """The answer of one address, redirects followed, robots.txt respected. `timeout` is the longest silence in seconds,
    `slowest` the longest time for one answer.

    Raises UserError for an address that is none, that leads to an inner network without leave, or that does not answer.
    """
    asking = _Asking(allow_private, timeout, slowest)
    first = url
    for _ in range(_HOPS):
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UserError(f"“{url}”不是网址，应以 http:// 或 https:// 开头。")
        try:
            rules, _ = asking.ask(robots_request(url).url)
            refusal = robots_refusal(url, rules)
            if refusal is not None:
                raise UserError(f"{url} 不能取（{refusal.detail}），请在浏览器中另存后读文件。")
            answer, onward = asking.ask(url)
        except _RefusedAddressError as error:
            raise UserError(f"{url} 在内网或本机，要读它请加 --allow-private。") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise UserError(
                f"{url} 取不到（{_reason(error)}），请核对网址和网络，或在浏览器中另存后读文件。"
            ) from error
        if onward is None:
            return Answer(first, url, answer.status, answer.content_type, answer.payload)
        url = onward
    raise UserError(f"{first} 不断跳转（超过 {_HOPS} 次），请在浏览器中打开后另存为文件。")


def _cut_off(connection: socket.socket, too_slow: threading.Event) -> None:
    too_slow.set()
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "超时"
    if isinstance(error, socket.gaierror):
        return "域名无法解析"
    if isinstance(error, ConnectionRefusedError):
        return "拒绝连接"
    if isinstance(error, ssl.SSLError):
        return "安全连接失败"
    return "连接中断"
