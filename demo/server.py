"""Serves portals on this machine, each on a port of its own that the system chooses."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """One HTTP answer. `headers` are those beyond Content-Type and Content-Length."""

    status: int
    body: bytes = b""
    content_type: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)


Portal = Callable[[str, Mapping[str, str]], Answer]
"""A portal: from a path and the query's parameters to an answer."""


@contextmanager
def serving(open_portal: Callable[[str], Portal]) -> Iterator[str]:
    """The root address of a portal that answers on loopback as long as the context lasts; `open_portal` makes it from
    that address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.daemon_threads = True
    root = f"http://127.0.0.1:{server.server_address[1]}"
    server.RequestHandlerClass = _handler(open_portal(root))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield root
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(portal: Portal) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = "nginx"
        sys_version = ""
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            self._answer(body=True)

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing: the crawl keeps its own log."""

        def _answer(self, *, body: bool) -> None:
            parts = urlsplit(self.path)
            answer = portal(parts.path, {name: values[-1] for name, values in parse_qs(parts.query).items()})
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if body:
                self.wfile.write(answer.body)

    return Handler
