"""The visible header of a page: the metadata table or list, and the line under the headline.

Many templates print the same table two or three times; the first complete one counts. Labels are padded with odd
blanks. 发布日期, 发文日期, 成文日期, 生成日期 and 印发日期 are kept apart: which of them means publication is
decided in `stated_dates`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from crawler.reading.labels_of_fields import (
    FIELD_LABELS,
    STRONG_FIELDS,
    Pair,
    field_of,
    label_alone,
    pairs_in,
    value_of,
)
from crawler.reading.text import SEAM, Line, bare, lines

_ROW_PARTS = frozenset(("td", "th", "dt", "dd"))
_LONGEST_VALUE = 300


@dataclass(frozen=True)
class Stated:
    """One field as the header states it: the label it stood behind, its value, its place among the page's lines.

    `after` says that it stood behind the text, where other pages are listed too.
    """

    field: str
    label: str
    value: str
    order: int
    after: bool = False


@dataclass(frozen=True)
class HeaderBlock:
    """`first` holds for every field the value that counts, `others` what else the header said of it, `complete`
    whether there was a metadata block (three or more of its own labels).
    """

    first: dict[str, Stated]
    others: dict[str, tuple[str, ...]]
    complete: bool

    def value(self, name: str) -> str | None:
        """The value of a field, None where the header has none."""
        stated = self.first.get(name)
        return stated.value if stated else None


def read_header(header_lines: Sequence[Line], body_order: int) -> HeaderBlock:
    """The header among the lines of a page (made with `seams` and `cells`, without the body's own). `body_order` is
    where the body starts: of several unconnected statements the nearest one before it counts.
    """
    runs = _runs([replace(one, after=one.order > body_order) for one in _stated(header_lines)])
    runs = _without_neighbours(runs)
    if not runs:
        return HeaderBlock({}, {}, False)
    strong = [
        run for run in runs if len({one.field for one in run if one.field in STRONG_FIELDS}) >= 2 and len(run) >= 3
    ]
    block = strong[0] if strong else None
    rest = sorted((run for run in runs if run is not block), key=lambda run: _distance(run, body_order))
    ordered = ([block] if block else []) + rest
    first: dict[str, Stated] = {}
    others: dict[str, list[str]] = {}
    for run in ordered:
        for one in sorted(run, key=_rank):
            if not one.value:
                continue
            if one.field not in first:
                first[one.field] = one
            elif bare(first[one.field].value) != bare(one.value):
                others.setdefault(one.field, []).append(one.value)
    _prefer_named_dates(first, ordered)
    return HeaderBlock(
        first, {name: tuple(dict.fromkeys(values)) for name, values in others.items()}, block is not None
    )


def _prefer_named_dates(first: dict[str, Stated], ordered: list[list[Stated]]) -> None:
    """发布日期 anywhere in the header beats a bare 时间 in the metadata block."""
    chosen = first.get("published")
    if chosen is None or chosen.label not in {"日期", "时间"}:
        return
    for run in ordered:
        for one in run:
            if one.field == "published" and one.value and one.label not in {"日期", "时间"}:
                first["published"] = one
                return


def _without_neighbours(runs: list[list[Stated]]) -> list[list[Stated]]:
    """Behind the text, several different dates of publication are those of other pages."""
    behind = {one.value for run in runs for one in run if one.after and one.field == "published" and one.value}
    return [run for run in runs if not run[0].after] if len(behind) > 1 else runs


def _rank(one: Stated) -> tuple[int, int]:
    return (FIELD_LABELS[one.field].index(one.label), one.order)


def _distance(run: list[Stated], body_order: int) -> tuple[int, int]:
    """Runs before the body come first, the nearest of them at the head."""
    place = run[-1].order
    return (0, body_order - place) if place <= body_order else (1, place - body_order)


def _runs(stated: list[Stated]) -> list[list[Stated]]:
    """Statements that belong together; a label that comes again, or a long way between, starts the next copy."""
    runs: list[list[Stated]] = []
    for one in stated:
        current = runs[-1] if runs else None
        if current is None or any(one.label == other.label for other in current) or one.order - current[-1].order > 40:
            runs.append([one])
        else:
            current.append(one)
    return runs


def _stated(header_lines: Sequence[Line]) -> Iterator[Stated]:
    index = 0
    while index < len(header_lines):
        line = header_lines[index]
        alone = label_alone(line.text)
        following = header_lines[index + 1] if index + 1 < len(header_lines) else None
        if alone and following is not None and _answers(line, following):
            value = value_of(following.text)
            index += 1
            extra = header_lines[index + 1] if index + 1 < len(header_lines) else None
            while extra is not None and extra.block is following.block and _in_cell(extra.block):
                value += value_of(extra.text)
                index += 1
                extra = header_lines[index + 1] if index + 1 < len(header_lines) else None
            found = [Pair(alone, value)]
        else:
            found = [Pair(alone, "")] if alone else pairs_in(line.text)
        for pair in found:
            name = field_of(pair.label)
            # A label behind a link is a remark on another page: rows of related documents.
            row = line.linked > 0 and pair.start > 0 and found[0].start > 0
            if name and len(pair.value) <= _LONGEST_VALUE and not row and not (line.linked > 0.9 and not alone):
                yield Stated(name, pair.label, pair.value, line.order)
        index += 1


def _answers(label: Line, value: Line) -> bool:
    """Whether a line is the value of the label line before it: the next cell of the row, the dd of a dt, or a
    sibling.
    """
    if label_alone(value.text) or pairs_in(value.text):
        return False
    left, right = _cell(label.block), _cell(value.block)
    if left is None or right is None:
        return label.block.getparent() is value.block.getparent() and label.block is not value.block
    return left.getnext() is right


def _in_cell(block: HtmlElement) -> bool:
    return _cell(block) is not None


def _cell(block: HtmlElement) -> HtmlElement | None:
    current: HtmlElement | None = block
    for _ in range(4):
        if current is None:
            return None
        if current.tag in _ROW_PARTS:
            return current
        current = current.getparent()
    return None


def header_lines_of(root: HtmlElement) -> list[Line]:
    """All lines of a page as a header is read: cells apart, seams kept."""
    return [line for line in lines(root, seams=True, cells=True) if line.text.strip(SEAM)]
