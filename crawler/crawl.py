"""Fetching one district's round, and what came of it."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO

from crawler.evidence import drop_torn_tails
from crawler.family import check_family
from crawler.job import Job
from crawler.replay import ReplayOutcome, replay_round
from inspection.masking import mask
from inspection.round_store import RoundStore
from inspection.types.office import CrawlSettings, District

_PATIENCE = 15.0


@dataclass(frozen=True)
class CrawlProgress:
    """How far a crawl is: answers kept in this round, requests waiting in the present queue, the address last asked;
    `note` says in Chinese what it waits for. `columns`, `lists` (those read to their end: `lists_read`) and `pages`
    (those that have an answer: `pages_read`) are what is known so far. `asked` requests were made in the `seconds` of
    this run."""

    district: str
    fetched: int
    waiting: int
    url: str
    note: str = ""
    columns: int = 0
    lists: int = 0
    lists_read: int = 0
    pages: int = 0
    pages_read: int = 0
    asked: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class CrawlOutcome:
    """What a crawl left. `missing` are Chinese sentences that name what another run should fetch; `notes` say what no
    run will fetch (lists by script only, lists shorter than they claim); `unfit` why the round must not be scored."""

    complete: bool
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    answers: int
    columns: int
    pages: int
    incidents: int
    unfit: tuple[str, ...] = ()


def crawl_round(
    store: RoundStore,
    folder: Path,
    district: District,
    settings: CrawlSettings,
    *,
    contact: str,
    clock: Callable[[], datetime],
    progress: Callable[[CrawlProgress], None] = lambda _: None,
    earlier: Path | None = None,
) -> CrawlOutcome:
    """Fetches what the round still lacks into WARC files in `folder`, then writes the rows of the whole round.

    Goes on where an earlier run stopped. `clock` gives China time; `earlier` is the store of the round before, on which
    this one rests where nothing changed. Raises UserError for an unknown family; a portal that cannot be had is no
    error but part of the outcome. KeyboardInterrupt passes through after the crawl ended in good order.
    """
    for portal in district.portals:
        check_family(portal.family)
    drop_torn_tails(folder)
    broken = ""
    if district.portals:
        before = earlier.resolve() if earlier else None
        job = Job(store.path.resolve(), folder.resolve(), district, settings, contact, clock(), before)
        job.begin(store)
        broken = _run(job, progress)
    outcome = outcome_of(replay_round(store, folder, district, settings))
    return replace(outcome, complete=False, missing=(broken, *outcome.missing)) if broken else outcome


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
        replayed.unfit,
    )


def _run(job: Job, progress: Callable[[CrawlProgress], None]) -> str:
    """Runs the crawl in a process of its own. Returns in Chinese why it ended before its time, '' where it did not."""
    paths = [str(Path(__file__).resolve().parent.parent), *sys.path]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        "PYTHONIOENCODING": "utf-8",
    }
    # Its own session: Ctrl-C reaches this process alone, which then ends the crawl in good order.
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "crawler.process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment,
        start_new_session=os.name == "posix",
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        try:
            errors = _Drain(process.stderr)
            _hand_over(job, process.stdin)
            for line in process.stdout:
                told = json.loads(line)
                progress(CrawlProgress(job.district.id, **told))
            code = process.wait()
        except BaseException:
            _stop(process)
            raise
    if code == 0:
        return ""
    said = errors.text()
    log = job.folder / "crawl.log"
    log.write_text(mask(said), encoding="utf-8")
    more = f"，程序的记录在 {log}" if said else ""
    return f"采集进程意外结束（{code}），已采集的内容已保留{more}，请重新运行同一条命令。"


def _hand_over(job: Job, pipe: IO[str]) -> None:
    """Gives the process its job; where it is dead already its exit status tells."""
    try:
        pipe.write(job.to_json().decode() + "\n")
        pipe.flush()
    except BrokenPipeError:
        with suppress(BrokenPipeError):
            pipe.close()


def _stop(process: "subprocess.Popen[str]") -> None:
    """Asks the crawl to end; ends it where it does not, or where the user will not wait for it (Ctrl-C again): no crawl
    goes on when the command has ended."""
    assert process.stdin
    try:
        process.stdin.write("stop\n")
        process.stdin.close()
        process.wait(_PATIENCE)
    except (OSError, subprocess.TimeoutExpired, KeyboardInterrupt):
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
