"""The request log of a district's round: one line a request, the proof of how politely a portal was asked."""

from datetime import datetime
from pathlib import Path
from typing import Any, Self

from scrapy.logformatter import LogFormatter

NAME = "requests.log"
COLUMNS = ("time", "method", "address", "status", "bytes", "ms", "attempt")


class RequestLog:
    """`requests.log` in the round's folder: tab-separated, times of China to the millisecond, appended run after run.

    `status` is the answer's, or the kind of failure where none came (as in Failure). Every line is handed to the system
    before the next request is made; half a line that a killed run left is ended first.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / NAME
        kept = _last_byte(path)
        self._file = path.open("a", encoding="utf-8", newline="\n")
        if not kept:
            self._write(*COLUMNS)
        elif kept != b"\n":
            self._file.write("\n")

    def note(self, at: datetime, method: str, url: str, status: int | str, size: int, ms: int, attempt: int) -> None:
        """One request that was made."""
        self._write(at.isoformat(timespec="milliseconds"), method, url, status, size, ms, attempt)

    def close(self) -> None:
        """Lets go of the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _write(self, *fields: object) -> None:
        line = "\t".join(_printable(str(field)) for field in fields)
        self._file.write(f"{line}\n")
        self._file.flush()


class QuietFormatter(LogFormatter):
    """Scrapy's own log without a line for every answer: those stand in the request log."""

    def crawled(self, *_: Any, **__: Any) -> None:  # type: ignore[override]  # Scrapy takes None for no line
        """Nothing."""


def _printable(text: str) -> str:
    return text if text.isprintable() else "".join(sign if sign.isprintable() else " " for sign in text)


def _last_byte(path: Path) -> bytes:
    """The last byte of a file; nothing where there is none."""
    if not path.exists() or not path.stat().st_size:
        return b""
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read()
