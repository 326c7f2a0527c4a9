"""Servers on this machine that answer as no server should: plain sockets, so that nothing mends what they say."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Answering = Callable[[socket.socket, threading.Event], None]
LONGEST = 60.0


@dataclass
class HostileServer:
    """`asked` are the paths in the order in which they were asked for; `answers` says how one is answered, all others
    with 404."""

    port: int
    answers: dict[str, Answering] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def put(self, path: str, body: str, *headers: str, status: str = "200 OK") -> None:
        self.answers[path] = said(body.encode(), *headers, status=status)


def said(body: bytes, *headers: str, status: str = "200 OK") -> Answering:
    """An answer as it should be."""
    given = ["Content-Type: text/html; charset=utf-8", *headers, f"Content-Length: {len(body)}", "Connection: close"]
    head = "\r\n".join([f"HTTP/1.1 {status}", *given]) + "\r\n\r\n"
    return lambda connection, _: connection.sendall(head.encode() + body)


def endless(begin: bytes, more: bytes, pause: float = 0.0) -> Answering:
    """Begins and goes on for ever, as long as anybody listens."""

    def answer(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(begin)
        while not over.wait(pause):
            connection.sendall(more)

    return answer


def silent(begin: bytes) -> Answering:
    """Begins and says nothing more."""

    def answer(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(begin)
        over.wait(LONGEST)

    return answer


@contextmanager
def hostile() -> Iterator[HostileServer]:
    """A server on an ephemeral port; all that still hangs ends with the context."""
    over = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))
    server = HostileServer(listening.getsockname()[1])

    def serve(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(LONGEST)
            head = b""
            while b"\r\n\r\n" not in head and (more := connection.recv(65536)):
                head += more
            path = head.split(b" ")[1].decode()
            server.asked.append(path)
            server.answers.get(path, said(b"", status="404 Not Found"))(connection, over)

    def accept() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listening.accept()
                threading.Thread(target=serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield server
    finally:
        over.set()
        listening.close()
