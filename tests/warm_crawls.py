"""Crawl processes that begin warm: each forked from one process that has loaded the program already.

Loading takes longer than most of the crawls that tests ask for. What runs is the same: a process of its own, in its own
session, with the job on its standard input. Where CI=true every crawl is started anew, as for a user.
"""

import io
import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_LONGEST = 1 << 20


class WarmCrawls:
    """Stands in for the module `subprocess` in crawler.crawl."""

    def __init__(self) -> None:
        self._stands_for = [sys.executable, "-P", "-m", "crawler.process"]
        self._started: tuple[socket.socket, subprocess.Popen[bytes]] | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(subprocess, name)

    def Popen(self, command: Sequence[str], **given: Any) -> "WarmCrawl | subprocess.Popen[str]":  # noqa: N802  as there
        if list(command) != self._stands_for:
            return subprocess.Popen(command, **given)
        self._started = self._started or _start()
        return WarmCrawl(self._started[0], given["env"], given["encoding"])

    def close(self) -> None:
        if self._started:
            asked, process = self._started
            asked.close()
            process.wait(60)


def _start() -> tuple[socket.socket, subprocess.Popen[bytes]]:
    asked, served = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with served:
        # Its own session: Ctrl-C ends the tests, and their end ends it.
        command = [sys.executable, "-m", "tests.warm_crawls", str(served.fileno())]
        return asked, subprocess.Popen(command, cwd=ROOT, pass_fds=[served.fileno()], start_new_session=True)


class WarmCrawl:
    """One such crawl, with what crawler.crawl uses of a `subprocess.Popen`."""

    def __init__(self, asked: socket.socket, env: Mapping[str, str], encoding: str) -> None:
        (in_read, in_write), (out_read, out_write), (err_read, err_write) = os.pipe(), os.pipe(), os.pipe()
        self._told, telling = os.pipe()
        theirs = [in_read, out_write, err_write, telling]
        socket.send_fds(asked, [json.dumps({"env": dict(env), "cwd": str(Path.cwd())}).encode()], theirs)
        for descriptor in theirs:
            os.close(descriptor)
        self.stdin: io.TextIOWrapper = os.fdopen(in_write, "w", encoding=encoding)
        self.stdout: io.TextIOWrapper = os.fdopen(out_read, encoding=encoding)
        self.stderr: io.TextIOWrapper = os.fdopen(err_read, encoding=encoding)
        self.pid = int(os.read(self._told, 10))
        self.returncode: int | None = None

    def wait(self, timeout: float | None = None) -> int:
        if self.returncode is None:
            if not select.select([self._told], [], [], timeout)[0]:
                assert timeout is not None
                raise subprocess.TimeoutExpired("crawler.process", timeout)
            self.returncode = int(os.read(self._told, 10))
            os.close(self._told)
        return self.returncode

    def poll(self) -> int | None:
        with suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def kill(self) -> None:
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)

    def __enter__(self) -> "WarmCrawl":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stdout.close()
        self.stderr.close()
        with suppress(BrokenPipeError):
            self.stdin.close()
        self.wait()


def _serve(asked: socket.socket) -> int:
    """Forks a crawl for every request, until whoever asks is gone; in the fork: the crawl, and its status."""
    import crawler.process

    watching = 0
    while True:
        message, descriptors, _, _ = socket.recv_fds(asked, _LONGEST, 4)
        # Those that ended are waited for, so that their time is counted among the time of the tests.
        while watching and os.waitpid(-1, 0 if not message else os.WNOHANG)[0]:
            watching -= 1
        if not message:
            return 0
        watching += 1
        if os.fork() == 0:
            asked.close()
            if (crawl := os.fork()) == 0:
                _become(json.loads(message), *descriptors)
                return crawler.process.main()
            _watch(crawl, *descriptors)
        for descriptor in descriptors:
            os.close(descriptor)


def _become(given: dict[str, Any], in_read: int, out_write: int, err_write: int, telling: int) -> None:
    """Makes the fork what a new process would be."""
    os.setsid()
    for descriptor, standard in ((in_read, 0), (out_write, 1), (err_write, 2)):
        os.dup2(descriptor, standard)
        os.close(descriptor)
    os.close(telling)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  until the process ends
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(given["env"])
    os.chdir(given["cwd"])
    sys.path[:0] = [path for path in given["env"]["PYTHONPATH"].split(os.pathsep) if path not in sys.path]


def _watch(crawl: int, in_read: int, out_write: int, err_write: int, telling: int) -> None:
    """Tells the crawl's number, and its status when it has ended."""
    for descriptor in (in_read, out_write, err_write):
        os.close(descriptor)
    os.write(telling, f"{crawl:<10}".encode())
    status = os.waitpid(crawl, 0)[1]
    # Nobody may be left to be told.
    with suppress(BrokenPipeError):
        os.write(telling, f"{os.waitstatus_to_exitcode(status):<10}".encode())
    os._exit(0)


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as served:
        sys.exit(_serve(served))
