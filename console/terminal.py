"""How the commands speak: messages to standard error, what they wrote to standard output."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Protocol
from unicodedata import east_asian_width

import click

from inspection.types.office import District


class Progress(Protocol):
    """How far a crawl is: addresses fetched and waiting, and what it waits for in words."""

    @property
    def fetched(self) -> int:
        """Addresses that were asked."""

    @property
    def waiting(self) -> int:
        """Addresses still to ask."""

    @property
    def note(self) -> str:
        """What it waits for; '' for nothing."""


@dataclass
class Console:
    """One command's voice and clock. `now` gives China time."""

    now: Callable[[], datetime]
    _told: dict[str, tuple[int, str]] = field(default_factory=dict)
    _open_line: bool = False

    @property
    def today(self) -> date:
        """Today in China."""
        return self.now().date()

    def say(self, text: str) -> None:
        """A message for a person; it does not mix with what is written to standard output."""
        self._end_line()
        click.echo(text, err=True)

    def wrote(self, paths: list[Path]) -> None:
        """Names every file that was written, each alone on a line."""
        self._end_line()
        for path in paths:
            click.echo(str(path))

    def progress(self, district: District, state: Progress) -> None:
        """One line that renews itself on a terminal; elsewhere a plain line now and then, and at every new wait."""
        waiting = f"，{state.note}" if state.note else ""
        text = f"{district.name}：已取 {state.fetched} 个地址，待取 {state.waiting}{waiting}"
        if sys.stderr.isatty():
            click.echo(f"\r\x1b[2K{_cut(text, shutil.get_terminal_size().columns - 1)}", nl=False, err=True)
            self._open_line = True
            return
        fetched, note = self._told.get(district.id, (0, ""))
        if state.fetched >= fetched + 200 or (state.note and state.note != note):
            click.echo(text, err=True)
            self._told[district.id] = (max(fetched, state.fetched // 200 * 200), state.note)

    def _end_line(self) -> None:
        if self._open_line:
            click.echo("", err=True)
        self._open_line = False


def _cut(text: str, width: int) -> str:
    """The beginning of a text that fits a terminal's line, in which Chinese signs take two places."""
    taken = 0
    for place, sign in enumerate(text):
        taken += 2 if east_asian_width(sign) in "WF" else 1
        if taken > width:
            return text[:place]
    return text
