"""The process apart in which files are read: started when first needed, ended when it takes too long."""

import atexit
import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path

from crawler.attachments.outcome import FileLimits, FileReading

_ROOT = Path(__file__).resolve().parents[2]
# Libraries leave some memory behind with every file.
_FILES_A_PROCESS = 500
_TOO_LONG = "读取用时超过限度（{seconds:g} 秒），未读取"
_ENDED = "读取时内存超过限度或读取程序中断，未读取"
_NOT_STARTED = "读取附件的程序无法启动，未读取"


class _Reader:
    """One running process. `late` is True where it was ended for taking too long."""

    def __init__(self, memory: int) -> None:
        self.memory = memory
        self.owner = os.getpid()
        self.done = 0
        self.late = False
        paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "crawler.attachments.worker", str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )

    def ask(self, question: bytes, body: bytes, seconds: float) -> bytes:
        """The line that answers a file; b"" where the process ended over it."""
        assert self._process.stdin is not None and self._process.stdout is not None
        watch = threading.Timer(seconds, self._end_late)
        watch.daemon = True
        self.late = False
        watch.start()
        try:
            self._process.stdin.write(question)
            self._process.stdin.write(body)
            self._process.stdin.flush()
            return self._process.stdout.readline()
        except OSError:
            return b""
        finally:
            watch.cancel()
            # What it began, it ends before the next file is asked about.
            watch.join()
            self.done += 1

    def end(self) -> None:
        """Ends the process and lets go of its pipes."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    # Bytes that a dead process did not take.
                    continue
        self._process.wait()

    def _end_late(self) -> None:
        self.late = True
        self._process.kill()


_lock = threading.Lock()
_running: list[_Reader] = []


def read_apart(
    body: bytes, *, name: str, extension: str | None, content_type: str | None, limits: FileLimits
) -> FileReading:
    """A file's reading by the process apart; a state with its reason where that ended over the file or was too slow.

    A process that was used before is not blamed on the file: the file gets a second, fresh one.
    """
    question = json.dumps(
        {
            "size": len(body),
            "name": name,
            "extension": extension,
            "content_type": content_type,
            "limits": asdict(limits),
        }
    )
    with _lock:
        while True:
            try:
                reader = _reader(limits.memory)
            except OSError:
                return FileReading("unsupported", None, reason=_NOT_STARTED)
            fresh = reader.done == 0
            line = reader.ask(question.encode() + b"\n", body, limits.seconds)
            if line.endswith(b"\n"):
                return FileReading(**json.loads(line))
            _end_all()
            if reader.late:
                return FileReading("too_large", None, reason=_TOO_LONG.format(seconds=limits.seconds))
            if fresh:
                return FileReading("too_large", None, reason=_ENDED)


def _reader(memory: int) -> _Reader:
    """The running process, a new one where it is worn out, has another limit, or is that of a parent."""
    if _running and _running[0].owner != os.getpid():
        _running.clear()
    if _running and (_running[0].done >= _FILES_A_PROCESS or _running[0].memory != memory):
        _end_all()
    if not _running:
        _running.append(_Reader(memory))
    return _running[0]


def _end_all() -> None:
    while _running:
        reader = _running.pop()
        if reader.owner == os.getpid():
            reader.end()


atexit.register(_end_all)
