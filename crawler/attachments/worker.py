"""The process that reads files: `python -m crawler.attachments.worker MEMORY` with files on standard input.

Each file comes as a line of JSON (its length, name and limits) and its bytes; its reading goes out as a line of JSON.
The end of standard input ends the process. Libraries may print what they like: it goes nowhere.
"""

import json
import os
import sys
from dataclasses import asdict
from typing import IO

from crawler.attachments.contents import read_contents
from crawler.attachments.outcome import FileLimits, FileReading


def main() -> int:
    """Reads files until there are no more. A memory limit of the system holds from the beginning."""
    _limit_memory(int(sys.argv[1]))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while line := sys.stdin.buffer.readline():
        answers.write(json.dumps(asdict(_answer(json.loads(line), sys.stdin.buffer))).encode() + b"\n")
        answers.flush()
    return 0


def _answer(asked: dict[str, object], source: IO[bytes]) -> FileReading:
    size, limits = asked["size"], asked["limits"]
    assert isinstance(size, int) and isinstance(limits, dict)
    body = source.read(size)
    given = {name: None if asked[name] is None else str(asked[name]) for name in ("extension", "content_type")}
    try:
        return read_contents(body, name=str(asked["name"]), limits=FileLimits(**limits), **given)
    except MemoryError:
        return FileReading("too_large", None, reason="读取所需的内存超过限度，未读取")
    except BaseException as error:  # noqa: BLE001  whatever a library makes of hostile bytes, panics of Rust too
        return FileReading("unsupported", None, reason=f"读取时出现意外情况，未读取（{type(error).__name__}）")


def _limit_memory(size: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ValueError, OSError):
        # Some systems do not let a process limit itself; the limits of the formats hold all the same.
        return


if __name__ == "__main__":
    sys.exit(main())
