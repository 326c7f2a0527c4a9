"""Connections that do not wait for ever and take no endless head: silence and header floods end them.

Scrapy bounds the whole time of a download and the size of a body. It bounds neither how long a server may say nothing
nor how many headers it may send; both are bounded here, on the connection itself. The classes that are extended are
Scrapy's own (their names start with `_`), which is why the project pins Scrapy's minor version.
"""

from functools import partial
from typing import Any

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler, _LenientHTTP11ClientProtocol
from scrapy.crawler import Crawler
from twisted.internet.defer import CancelledError, Deferred
from twisted.internet.error import TimeoutError as ConnectTimeoutError
from twisted.protocols.policies import TimeoutMixin
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS
from twisted.web.client import HTTPConnectionPool, _HTTP11ClientFactory
from twisted.web.http import _DataLoss

LARGEST_HEAD = 256 * 1024


class SilentError(CancelledError):
    """The server said nothing for longer than it may. A CancelledError, so that Twisted does not ask once more."""


class HeadTooLargeError(CancelledError):
    """The server sent more headers than any page needs."""


class _Protocol(_LenientHTTP11ClientProtocol, TimeoutMixin):
    """One connection; `silence` in seconds, None for no limit."""

    _parser: Any  # what reads the answer in hand; None while the connection lies idle
    transport: Any

    def __init__(self, quiescent: Any, silence: float | None) -> None:
        _untyped(super()).__init__(quiescent)
        self._silence = silence
        self._head = 0
        self._broken_off: CancelledError | None = None

    def request(self, request: Any) -> Any:
        self._head = 0
        answered = super().request(request)
        _untyped(self).setTimeout(self._silence)
        return answered

    def dataReceived(self, data: bytes) -> None:  # noqa: N802  Twisted's name
        _untyped(self).resetTimeout()
        parser = self._parser
        in_head = parser is not None and parser.state in (STATUS, HEADER)
        _untyped(super()).dataReceived(data)
        if in_head and parser is self._parser and parser.state in (STATUS, HEADER):
            self._head += len(data)
            if self._head > LARGEST_HEAD:
                self._break_off(HeadTooLargeError())

    def timeoutConnection(self) -> None:  # noqa: N802  Twisted's name
        """Ends a connection that is waited for; those that lie idle are the pool's."""
        if self._parser is not None:
            self._break_off(SilentError())

    def connectionLost(self, reason: Any = None) -> None:  # noqa: N802  Twisted's name
        _untyped(self).setTimeout(None)
        if self._broken_off is not None:
            # A body that ends with its connection would count as whole: it was this side that ended it.
            if getattr(self._parser, "bodyDecoder", None) is not None:
                self._parser.bodyDecoder = _CutOff()
            reason = _untyped(Failure)(self._broken_off)
        _untyped(super()).connectionLost(reason)

    def _break_off(self, why: CancelledError) -> None:
        self._broken_off = why
        self.transport.abortConnection()


def _untyped(value: Any) -> Any:
    """For what Twisted gives no types."""
    return value


class _CutOff:
    """A body of which no more will come, and which is not whole."""

    def noMoreData(self) -> None:  # noqa: N802  Twisted's name
        raise _DataLoss


class _Factory(_HTTP11ClientFactory):
    noisy = False

    def __init__(self, quiescent: Any, metadata: str, silence: float | None) -> None:
        _untyped(super()).__init__(quiescent, metadata)
        self._silence = silence

    def buildProtocol(self, addr: Any) -> _Protocol:  # noqa: ARG002, N802  Twisted's name
        return _Protocol(self._quiescentCallback, self._silence)


class _Pool(HTTPConnectionPool):
    """Kept connections. Looking up a name and connecting to it take no longer than a silence."""

    def __init__(self, reactor: Any, silence: float | None) -> None:
        _untyped(super()).__init__(reactor, persistent=True)
        self._silence = silence
        _untyped(self)._factory = partial(_Factory, silence=silence)

    def getConnection(self, key: Any, endpoint: Any) -> "Deferred[Any]":  # noqa: N802  Twisted's name
        made: Deferred[Any] = _untyped(super()).getConnection(key, endpoint)
        if self._silence is not None:
            made.addTimeout(self._silence, self._reactor, _too_long)
        return made


def _too_long(_: Any, timeout: float) -> None:
    raise _untyped(ConnectTimeoutError)(string=f"no connection within {timeout} seconds")


class GuardedHandler(HTTP11DownloadHandler):
    """Scrapy's handler for http and https with such connections; setting XUNCHA_SILENCE is in seconds, 0 for none."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        from twisted.internet import reactor

        pool = _Pool(reactor, crawler.settings.getfloat("XUNCHA_SILENCE") or None)
        pool.maxPersistentPerHost = self._pool.maxPersistentPerHost
        self._pool = pool
