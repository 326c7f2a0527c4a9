"""How the commands speak: messages to standard error, what they wrote to standard output."""

import atexit
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol
from unicodedata import east_asian_width

import click

from console.shown_text import shown_text
from inspection.types.office import District

# What empties the terminal's line from the cursor on.
_CLEARED = "\x1b[K"


class Progress(Protocol):
    """How far a crawl is, as in CrawlProgress: counts, seconds, and in words what it waits for ('' for nothing)."""

    @property
    def fetched(self) -> int: ...
    @property
    def waiting(self) -> int: ...
    @property
    def note(self) -> str: ...
    @property
    def columns(self) -> int: ...
    @property
    def lists(self) -> int: ...
    @property
    def lists_read(self) -> int: ...
    @property
    def pages(self) -> int: ...
    @property
    def pages_read(self) -> int: ...
    @property
    def asked(self) -> int: ...
    @property
    def seconds(self) -> float: ...


@dataclass
class Console:
    """One command's voice and clock. `now` gives China time."""

    now: Callable[[], datetime]
    _told: dict[str, tuple[int, str]] = field(default_factory=dict)
    _bars: Any = None
    _renewed: bool = False
    _tasks: dict[str, Any] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """Today in China."""
        return self.now().date()

    def say(self, text: str) -> None:
        """A message for a person; it does not mix with what is written to standard output."""
        self._end_line()
        click.echo(shown_text(text), err=True)

    def doing(self, text: str) -> None:
        """What is being done now: one line that renews itself on a terminal, elsewhere a plain line each time."""
        self._end_line()
        if not sys.stderr.isatty():
            click.echo(shown_text(text), err=True)
            return
        width = max(20, shutil.get_terminal_size().columns - 1)
        click.echo(f"\r{_CLEARED}{_cut(shown_text(text), width)}", err=True, nl=False)
        self._renewed = True

    def wrote(self, paths: list[Path]) -> None:
        """Names every file that was written, each alone on a line."""
        self._end_line()
        for path in paths:
            click.echo(str(path))

    def progress(self, district: District, state: Progress) -> None:
        """Lines that renew themselves on a terminal; elsewhere a plain line now and then, and at every new wait."""
        text = f"{district.name}：{progress_text(state)}"
        if sys.stderr.isatty():
            self._live(district, text, state)
            return
        fetched, note = self._told.get(district.id, (0, ""))
        if state.fetched >= fetched + 200 or (state.note and state.note != note):
            click.echo(shown_text(text), err=True)
            self._told[district.id] = (max(fetched, state.fetched // 200 * 200), state.note)

    def _live(self, district: District, text: str, state: Progress) -> None:
        """One line a district, with a bar of its pages; the lines of those that are done stay."""
        from rich.console import Console as RichConsole
        from rich.progress import BarColumn, TextColumn
        from rich.progress import Progress as Bars

        if self._bars is None:
            columns = (TextColumn("{task.description}", markup=False), BarColumn(bar_width=20))
            self._bars = Bars(*columns, console=RichConsole(stderr=True), auto_refresh=False)
            self._bars.start()
            atexit.register(self._bars.stop)  # it hides the cursor
        if district.id not in self._tasks:
            self._tasks[district.id] = self._bars.add_task("", total=None)
        width = max(20, shutil.get_terminal_size().columns - 24)
        total = state.pages or None
        line = _cut(shown_text(text), width)
        self._bars.update(self._tasks[district.id], description=line, completed=state.pages_read, total=total)
        self._bars.refresh()

    def _end_line(self) -> None:
        if self._renewed:
            click.echo(f"\r{_CLEARED}", err=True, nl=False)
            self._renewed = False
        if self._bars is not None:
            self._bars.stop()
        self._bars = None
        self._tasks.clear()


def progress_text(state: Progress) -> str:
    """How far it is, in words: what was found, how fast, how long still, what it waits for."""
    parts = [f"已取 {state.fetched} 个地址，待取 {state.waiting}"]
    if state.columns:
        parts.append(f"栏目 {state.columns}，列表读全 {state.lists_read}/{state.lists}")
    if state.pages:
        parts.append(f"页面 {state.pages_read}/{state.pages}")
    if state.asked and state.seconds >= 1:
        rate = state.asked / state.seconds
        parts.append(f"每秒 {rate:.1f} 个")
        if state.waiting:
            parts.append(f"约剩 {_duration(state.waiting / rate)}")
    return "，".join([*parts, *([state.note] if state.note else [])])


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{max(1, round(seconds))} 秒"
    minutes = round(seconds / 60)
    return f"{minutes} 分钟" if minutes < 60 else f"{minutes // 60} 小时 {minutes % 60} 分钟"


def _cut(text: str, width: int) -> str:
    """The beginning of a text that fits a terminal's line, in which Chinese signs take two places."""
    taken = 0
    for place, sign in enumerate(text):
        taken += 2 if east_asian_width(sign) in "WF" else 1
        if taken > width:
            return text[:place]
    return text
