"""Tables from ruling lines: which cells a page's horizontal and vertical lines draw, merged ones as ranges."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from directories.sheet import Range

# Points (1/72 inch). Parallel lines closer than this are one (double borders, rounding).
_SAME = 2.5
# Lines that end so far from each other still meet: dashes, corners left open.
_GAP = 3.0
# Shorter strokes are parts of drawings and letters.
_SHORTEST = 5.0
# A page drawn with more lines than this is a map or a plan; only the longest are looked at.
_MOST = 4000


class Segment(NamedTuple):
    """A straight line along one axis: `at` is its place across, it runs from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Grid:
    """One ruled table. `columns` and `rows` are the places of its edges, `cells` the ranges (top, left, bottom, right,
    all included) that its lines enclose; together they cover it. Tables have at least two columns."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[Range, ...]

    def place(self, x: float, y: float) -> tuple[int, int] | None:
        """The elementary row and column that hold a point; None outside the table."""
        row, column = bisect_right(self.rows, y) - 1, bisect_right(self.columns, x) - 1
        return (row, column) if 0 <= row < len(self.rows) - 1 and 0 <= column < len(self.columns) - 1 else None


def grids(across: Iterable[Segment], down: Iterable[Segment]) -> list[Grid]:
    """The tables drawn by horizontal (`across`) and vertical (`down`) lines, from top to bottom, outer ones only."""
    found = []
    for horizontal, vertical in _touching(_merged(across), _merged(down)):
        grid = _grid(horizontal, vertical)
        if grid is not None:
            found.append(grid)
    found.sort(key=lambda grid: (grid.rows[0], grid.columns[0]))
    return [grid for grid in found if not any(_inside(grid, other) for other in found if other is not grid)]


def clustered(places: Iterable[float], within: float = _SAME) -> list[float]:
    """Places in order, those that lie together as one (their first)."""
    kept: list[float] = []
    last = float("-inf")
    for place in sorted(places):
        if place - last > within:
            kept.append(place)
        last = place
    return kept


def _merged(segments: Iterable[Segment]) -> list[Segment]:
    """Collinear pieces joined, strokes left out; every line of one edge at the same place."""
    given = sorted(segments)
    edges = clustered(segment.at for segment in given)
    pieces: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for segment in given:
        pieces[bisect_right(edges, segment.at) - 1].append((segment.start, segment.end))
    joined: list[Segment] = []
    for edge, spans in pieces.items():
        spans.sort()
        start, end = spans[0]
        for next_start, next_end in spans[1:]:
            if next_start > end + _GAP:
                joined.append(Segment(edges[edge], start, end))
                start, end = next_start, next_end
            end = max(end, next_end)
        joined.append(Segment(edges[edge], start, end))
    long = [segment for segment in joined if segment.end - segment.start >= _SHORTEST]
    return sorted(sorted(long, key=lambda segment: segment.start - segment.end)[:_MOST])


def _touching(across: list[Segment], down: list[Segment]) -> list[tuple[list[Segment], list[Segment]]]:
    """Lines that meet, directly or over others, together: one group for each table."""
    parent = list(range(len(across) + len(down)))

    def root(member: int) -> int:
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    heights = [segment.at for segment in across]
    for number, line in enumerate(down, start=len(across)):
        first = bisect_right(heights, line.start - _GAP)
        for other in range(first, bisect_right(heights, line.end + _GAP)):
            if across[other].start - _GAP <= line.at <= across[other].end + _GAP:
                parent[root(number)] = root(other)
    groups: dict[int, tuple[list[Segment], list[Segment]]] = defaultdict(lambda: ([], []))
    for number, line in enumerate((*across, *down)):
        groups[root(number)][number >= len(across)].append(line)
    return [group for group in groups.values() if all(group)]


def _grid(across: list[Segment], down: list[Segment]) -> Grid | None:
    columns = _edges(down, across)
    rows = _edges(across, down)
    if len(columns) < 3 or len(rows) < 2:
        return None
    closed_below = _drawn(across, rows, columns)
    closed_right = _drawn(down, columns, rows)
    height, width = len(rows) - 1, len(columns) - 1
    cells: list[Range] = []
    taken: set[tuple[int, int]] = set()
    for top in range(height):
        for left in range(width):
            if (top, left) in taken:
                continue
            area = _area(top, left, height, width, closed_below, closed_right, taken)
            taken |= {(row, column) for row in range(top, area[2] + 1) for column in range(left, area[3] + 1)}
            cells.append(area)
    if all(cell[1] == 0 and cell[3] == width - 1 for cell in cells):
        return None
    return Grid(tuple(columns), tuple(rows), tuple(cells))


def _edges(lines: list[Segment], crossing: list[Segment]) -> list[float]:
    """Where the edges are: the lines, and the ends of the lines that cross them where an outer one is left out."""
    edges = clustered(line.at for line in lines)
    start, end = min(line.start for line in crossing), max(line.end for line in crossing)
    if start < edges[0] - 2 * _SHORTEST:
        edges.insert(0, start)
    if end > edges[-1] + 2 * _SHORTEST:
        edges.append(end)
    return edges


def _drawn(lines: list[Segment], edges: list[float], between: list[float]) -> set[tuple[int, int]]:
    """(edge, gap) for every stretch between two crossing edges in which the edge is drawn over more than half."""
    drawn: set[tuple[int, int]] = set()
    for line in lines:
        edge = min(range(len(edges)), key=lambda number: abs(edges[number] - line.at))
        for gap, (start, end) in enumerate(pairwise(between)):
            if min(line.end, end) - max(line.start, start) > (end - start) / 2:
                drawn.add((edge, gap))
    return drawn


def _area(
    top: int, left: int, height: int, width: int,
    closed_below: set[tuple[int, int]], closed_right: set[tuple[int, int]], taken: set[tuple[int, int]],
) -> Range:  # fmt: skip
    """The range of the cell that begins at a place: as far right as no line stops it, then as far down."""
    right = left
    while right + 1 < width and (right + 1, top) not in closed_right and (top, right + 1) not in taken:
        right += 1
    bottom = top
    while bottom + 1 < height and not any(
        (bottom + 1, column) in closed_below or (bottom + 1, column) in taken for column in range(left, right + 1)
    ):
        inner = any((column + 1, bottom + 1) in closed_right for column in range(left, right))
        outer = (left == 0 or (left, bottom + 1) in closed_right) and (
            right + 1 == width or (right + 1, bottom + 1) in closed_right
        )
        if inner or not outer:
            break
        bottom += 1
    return (top, left, bottom, right)


def _inside(inner: Grid, outer: Grid) -> bool:
    return (
        outer.columns[0] - _SAME <= inner.columns[0]
        and inner.columns[-1] <= outer.columns[-1] + _SAME
        and outer.rows[0] - _SAME <= inner.rows[0]
        and inner.rows[-1] <= outer.rows[-1] + _SAME
    )
