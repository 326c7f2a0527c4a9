"""How the commands speak: messages to standard error, what they wrote to standard output."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import click

from crawler.crawl import CrawlProgress
from inspection.types.office import District


@dataclass
class Console:
    """One command's voice and clock. `now` gives China time."""

    now: Callable[[], datetime]
    _last: dict[str, tuple[int, int]] = field(default_factory=dict)

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

    def progress(self, district: District, state: CrawlProgress) -> None:
        """One line that renews itself on a terminal, and a plain line now and then elsewhere."""
        waiting = f"，{state.note}" if state.note else ""
        text = f"{district.name}：已取 {state.fetched} 个地址，待取 {state.waiting}{waiting}"
        if sys.stderr.isatty():
            click.echo(f"\r\x1b[2K{text}", nl=False, err=True)
            self._last["line"] = (1, 1)
        elif state.fetched >= self._last.get(district.id, (0, 0))[0] + 200:
            click.echo(text, err=True)
            self._last[district.id] = (state.fetched, state.waiting)

    def _end_line(self) -> None:
        if self._last.pop("line", None):
            click.echo("", err=True)
