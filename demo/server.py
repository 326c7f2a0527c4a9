"""Serves portals on this machine, each on a port of its own that the system chooses."""

import hashlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal
from urllib.parse import parse_qs, urlsplit

HTML = "text/html; charset=utf-8"
_PIECE = 64


@dataclass(frozen=True)
class Answer:
    """One HTTP answer. `headers` are those beyond Content-Type (none where `content_type` is empty) and Content-Length.

    `wait` are seconds of silence before it, `drip` seconds after every 64 bytes of the body. `sent` is how many bytes
    of the body are really sent before the connection ends (None: all): Content-Length promises the whole of it;
    `ending` is how it ends then: in order or by a reset.
    """

    status: int
    body: bytes = b""
    content_type: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0.0
    drip: float = 0.0
    sent: int | None = None
    ending: Literal["close", "reset"] = "close"


@dataclass(frozen=True)
class Asked:
    """One HTTP request: `path` without the query, `query` as it came, `body` decoded as UTF-8, header names in lower
    case."""

    path: str
    query: str = ""
    method: str = "GET"
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def parameters(self) -> dict[str, str]:
        """The last value of every parameter of the query."""
        return _parameters(self.query)

    @property
    def form(self) -> dict[str, str]:
        """The last value of every field of a posted form."""
        return _parameters(self.body)


Portal = Callable[[str, Mapping[str, str]], Answer]
"""A portal: from a path and the query's parameters to an answer."""

Exchange = Callable[[Asked], Answer]
"""A portal that wants to see the whole request."""


@contextmanager
def serving(open_portal: Callable[[str], Portal]) -> Iterator[str]:
    """The root address of a portal that answers on loopback as long as the context lasts; `open_portal` makes it from
    that address."""

    def opened(root: str) -> Exchange:
        portal = open_portal(root)
        return lambda asked: portal(asked.path, asked.parameters)

    with exchanging(opened) as root:
        yield root


@contextmanager
def exchanging(open_portal: Callable[[str], Exchange], *, validators: bool = False, port: int = 0) -> Iterator[str]:
    """Like `serving`, for portals that see whole requests. With `validators` every 200 carries an ETag, and whoever
    brings it back is answered 304."""
    server = _QuietServer(("127.0.0.1", port), BaseHTTPRequestHandler)
    root = f"http://127.0.0.1:{server.server_address[1]}"
    over = threading.Event()
    server.RequestHandlerClass = _handler(open_portal(root), over, validators)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield root
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing: clients that hang up are part of the play."""


def _parameters(text: str) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(text, keep_blank_values=True).items()}


def _validated(answer: Answer, asked: Asked) -> Answer:
    """The answer with its ETag, or 304 for whoever has it already."""
    if answer.status != 200:
        return answer
    headers = {"ETag": f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"', **answer.headers}
    if asked.headers.get("if-none-match") == headers["ETag"]:
        return Answer(304, headers=headers)
    return Answer(**{**vars(answer), "headers": headers})


def _handler(portal: Exchange, over: threading.Event, validators: bool) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = "nginx"
        sys_version = ""
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            self._answer("GET", body=True)

        def do_HEAD(self) -> None:
            self._answer("HEAD", body=False)

        def do_POST(self) -> None:
            self._answer("POST", body=True)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing: the crawl keeps its own log."""

        def _answer(self, method: str, *, body: bool) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            posted = self.rfile.read(length).decode("utf-8", "replace")
            parts = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(parts.path, parts.query, method, posted, headers)
            answer = portal(asked)
            answer = _validated(answer, asked) if validators else answer
            if answer.wait:
                over.wait(answer.wait)
            with suppress(OSError):  # whoever does not wait for the end is gone
                self._send(answer, body)

        def _send(self, answer: Answer, body: bool) -> None:
            self.send_response(answer.status)
            if answer.content_type:
                self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if not body:
                return
            whole = answer.body[: answer.sent]
            step = _PIECE if answer.drip else max(len(whole), 1)
            for at in range(0, len(whole), step):
                self.wfile.write(whole[at : at + step])
                if answer.drip and over.wait(answer.drip):
                    break
            if answer.sent is not None:
                self._break_off(answer)

        def _break_off(self, answer: Answer) -> None:
            self.wfile.flush()
            self.close_connection = True
            if answer.ending == "reset":
                # A connection closed without lingering ends by a reset.
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return Handler
