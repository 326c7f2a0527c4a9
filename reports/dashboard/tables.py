"""Figures as tables: every chart of the dashboard is drawn from one of them, and says no more than it does."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """What stands in one cell. `number` is what a chart draws of it, `link` a place in the dashboard's own folder,
    `tone` a class of the style sheet, `hint` the same in a full sentence, `small` a second line below."""

    text: str
    number: float | None = None
    link: str = ""
    tone: str = ""
    hint: str = ""
    small: str = ""


@dataclass(frozen=True)
class Column:
    """A column's name; `series` names what a chart draws of it; `wide` columns hold running text."""

    name: str
    series: str = ""
    wide: bool = False


@dataclass(frozen=True)
class Table:
    """A table with its caption. The first column names the rows, unless `head_at` says another one does. `total` is the
    last line, in which everything is added up."""

    key: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] = ()
    head_at: int = 0


def count(number: int, tone: str = "") -> Cell:
    """A number of things."""
    return Cell(str(number), number, tone=tone if number else "")


def share(part: int, whole: int) -> Cell:
    """A part of a whole, in percent; – where there is no whole."""
    return Cell(percent(part, whole), round(100 * part / whole, 1)) if whole else Cell("–")


def percent(part: int, whole: int, digits: int = 1) -> str:
    """80%, 66.7%; never 100% or 0% of what is not all or nothing; – where there is no whole."""
    return f"{_rounded(part, whole, digits):g}%" if whole else "–"


def between(low: int, high: int, whole: int, digits: int = 1) -> str:
    """A share that is known to lie between two: 60–80%; 80% where they are the same."""
    if low == high or not whole:
        return percent(low, whole, digits)
    return f"{_rounded(low, whole, digits):g}–{percent(high, whole, digits)}"


def _rounded(part: int, whole: int, digits: int) -> float:
    least = 10**-digits
    rounded = round(100 * part / whole, digits)
    return min(max(rounded, least), 100 - least) if 0 < part < whole else rounded


def points(low: float | None, high: float | None) -> str:
    """86.8 or 86.8–91.85; – where nothing was due."""
    if low is None or high is None:
        return "–"
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def added(rows: Sequence[Sequence[Cell]], name: str) -> tuple[Cell, ...]:
    """The line in which the numbers of the rows are added up, behind its name."""
    if len(rows) < 2:
        return ()
    return (
        Cell(name),
        *(count(int(sum(one.number or 0 for one in cells))) for cells in list(zip(*rows, strict=True))[1:]),
    )
