"""Fetching one district's round, and what came of it."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from crawler.evidence import drop_torn_tails
from crawler.family import check_family
from crawler.job import Job
from crawler.replay import ReplayOutcome, replay_round
from inspection.round_store import RoundStore
from inspection.types.office import CrawlSettings, District

_PATIENCE = 15.0


@dataclass(frozen=True)
class CrawlProgress:
    """How far a crawl is: answers kept in this round, requests waiting in the present queue, the address last asked;
    `note` says in Chinese what it waits for."""

    district: str
    fetched: int
    waiting: int
    url: str
    note: str = ""


@dataclass(frozen=True)
class CrawlOutcome:
    """What a crawl left. `missing` are Chinese sentences that name what another run should fetch; `notes` say what no
    run will fetch (lists by script only, lists shorter than they claim)."""

    complete: bool
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    answers: int
    columns: int
    pages: int
    incidents: int


def crawl_round(
    store: RoundStore,
    folder: Path,
    district: District,
    settings: CrawlSettings,
    *,
    contact: str,
    clock: Callable[[], datetime],
    progress: Callable[[CrawlProgress], None] = lambda _: None,
    timeout: float = 30.0,
) -> CrawlOutcome:
    """Fetches what the round still lacks into WARC files in `folder`, then writes the rows of the whole round.

    Goes on where an earlier run stopped. `clock` gives China time, `timeout` is in seconds. Raises UserError for an
    unknown family; a portal that cannot be had is no error but part of the outcome. KeyboardInterrupt passes through
    after the crawl ended in good order.
    """
    for portal in district.portals:
        check_family(portal.family)
    drop_torn_tails(folder)
    if district.portals:
        job = Job(store.path.resolve(), folder.resolve(), district, settings, contact, clock(), timeout)
        _run(job, progress)
    return outcome_of(replay_round(store, folder, district, settings))


def outcome_of(replayed: ReplayOutcome) -> CrawlOutcome:
    """The outcome as the rows tell it."""
    return CrawlOutcome(
        not replayed.missing,
        replayed.missing,
        replayed.notes,
        replayed.answers,
        replayed.columns,
        replayed.pages,
        replayed.incidents,
    )


def _run(job: Job, progress: Callable[[CrawlProgress], None]) -> None:
    paths = [str(Path(__file__).resolve().parent.parent), *sys.path]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        "PYTHONIOENCODING": "utf-8",
    }
    # Its own session: Ctrl-C reaches this process alone, which then ends the crawl in good order.
    with subprocess.Popen(
        [sys.executable, "-m", "crawler.process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment,
        start_new_session=os.name == "posix",
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        errors = _Drain(process.stderr)
        try:
            process.stdin.write(job.to_json().decode() + "\n")
            process.stdin.flush()
            for line in process.stdout:
                told = json.loads(line)
                progress(CrawlProgress(job.district.id, told["fetched"], told["waiting"], told["url"], told["note"]))
            code = process.wait()
        except BaseException:
            _stop(process)
            raise
    if code != 0:
        raise RuntimeError(f"采集进程异常结束（{code}）：\n{errors.text()}")


def _stop(process: "subprocess.Popen[str]") -> None:
    """Asks the crawl to end; ends it where it does not."""
    assert process.stdin
    try:
        process.stdin.write("stop\n")
        process.stdin.close()
        process.wait(_PATIENCE)
    except (BrokenPipeError, subprocess.TimeoutExpired):
        process.kill()


class _Drain:
    """Reads a pipe to its end in the background, so that the writer never waits."""

    def __init__(self, pipe: IO[str]) -> None:
        self._lines: list[str] = []
        self._thread = threading.Thread(target=lambda: self._lines.extend(pipe), daemon=True)
        self._thread.start()

    def text(self) -> str:
        self._thread.join(5)
        return "".join(self._lines[-40:])
