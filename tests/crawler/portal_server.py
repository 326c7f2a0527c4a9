"""A portal on this machine: pages from a dictionary, every request noted."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    """What the server says: `wait` is an event that it waits for first (at most ten seconds)."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    wait: threading.Event | None = None


Pages = dict[str, Reply | Callable[[], Reply]]


@dataclass
class PortalServer:
    """`asked` are the paths in the order in which they were asked for; `agents` the User-Agents. Paths below `guarded`
    answer 403 to whoever does not bring the `cookie`."""

    port: int
    pages: Pages
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    guarded: str = ""
    cookie: str = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def put(self, path: str, body: str, **more: object) -> None:
        self.pages[path] = Reply(body.encode(), **more)  # type: ignore[arg-type]  # a test's shorthand

    def put_json(self, path: str, data: object) -> None:
        self.pages[path] = Reply(json.dumps(data, ensure_ascii=False).encode(), kind="application/json")


@contextmanager
def serve(pages: Pages | None = None, port: int = 0) -> Iterator[PortalServer]:
    """A server on an ephemeral port; unknown paths answer 404, robots.txt too unless it is given."""
    shown = pages if pages is not None else {}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            portal.asked.append(self.path)
            portal.agents.add(self.headers.get("User-Agent", ""))
            found = shown.get(self.path) or shown.get("*") or Reply(b"<title>404</title>", 404)
            reply = found() if callable(found) else found
            if portal.guarded and self.path.startswith(portal.guarded):
                reply = reply if portal.cookie in self.headers.get("Cookie", "") else Reply(b"no session", 403)
            if reply.wait is not None:
                reply.wait.wait(10)
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.kind)
            self.send_header("Content-Length", str(len(reply.body)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass

    server = Quiet(("127.0.0.1", port), Handler)
    portal = PortalServer(server.server_address[1], shown)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield portal
    finally:
        server.shutdown()
        server.server_close()
