"""The visible header of a page: the metadata table or list, and the line under the headline.

Many templates print the same table two or three times; the first complete one counts. Labels are padded with odd
blanks. 发布日期, 发文日期, 成文日期, 生成日期 and 印发日期 are kept apart: which of them means publication is
decided in `stated_dates`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from types import MappingProxyType

from lxml.html import HtmlElement

from crawler.reading.dates import find_dates
from crawler.reading.labels_of_fields import (
    FIELD_LABELS,
    STRONG_FIELDS,
    Pair,
    field_of,
    is_known,
    label_alone,
    pairs_in,
    value_of,
)
from crawler.reading.text import CELLS, SEAM, Line, bare, clean, lines, whole_text

# What persons settled of labels where nobody settled anything.
UNSETTLED: Mapping[str, str] = MappingProxyType({})
_ROW_PARTS = frozenset(("td", "th", "dt", "dd"))
_LONGEST_VALUE = 300
# Buttons for the size of the letters are links too.
_TITLE_SIGNS = 4
_AROUND = 4
_FAR = 40
_MANY = 3
# Guides explain the fields of the table in sentences.
_PROSE = re.compile(r"[。；]|例如")
_PADDED = r"\s*"
_LOOSE_DATES = frozenset(("日期", "时间"))
_EVENT = re.compile(
    r"^(?:[一二三四五六七八九十\d]+[、.．]|[（(].[）)])?(?:会议|听证|活动|培训|考试|面试|报名)?(?:地点|地址|主持|参加|出席|对象|议题|内容)[^：:]{0,8}[：:]"
)


@dataclass(frozen=True)
class Stated:
    """One field as the header states it: the label it stood behind, its value, its place among the page's lines.

    `after` says that it stood behind the text, where other pages are listed too; `settled` that a person said what the
    label means on this portal (`field` is '' where it is to be left out).
    """

    field: str
    label: str
    value: str
    order: int
    after: bool = False
    settled: bool = False


@dataclass(frozen=True)
class HeaderBlock:
    """`first` holds for every field the value that counts, `others` what else the header said of it, `complete`
    whether there was a metadata block (three or more of its own labels), `many` whether the blocks were those of
    different documents, which are the rows of a list.
    """

    first: dict[str, Stated]
    others: dict[str, tuple[str, ...]]
    complete: bool
    many: bool = False

    def value(self, name: str) -> str | None:
        """The value of a field, None where the header has none."""
        stated = self.first.get(name)
        return stated.value if stated else None

    def is_settled(self, name: str) -> bool:
        """Whether a person said that this value is the field."""
        stated = self.first.get(name)
        return stated is not None and stated.settled

    def settling(self, name: str, label: str, value: str) -> "HeaderBlock":
        """The header with one more statement that a person settled; one that stands behind a label counts before it."""
        if self.is_settled(name):
            return self
        told = {*self.others.get(name, ()), *(one.value for one in (self.first.get(name),) if one)} - {value}
        first = {**self.first, name: Stated(name, label, value, 0, settled=True)}
        return replace(self, first=first, others={**self.others, name: tuple(sorted(told))})


def read_header(header_lines: Sequence[Line], body_order: int, meanings: Mapping[str, str] = UNSETTLED) -> HeaderBlock:
    """The header among the lines of a page (made with `seams` and `cells`, without the body's own). `body_order` is
    where the body starts: of several unconnected statements the nearest one before it counts. `meanings` are the fields
    of labels ('' for none) that persons settled for the portal: they count before all others.
    """
    runs = _runs([replace(one, after=one.order > body_order) for one in _stated(header_lines, meanings)])
    runs = _without_neighbours(runs)
    if not runs:
        return HeaderBlock({}, {}, False)
    strong = [run for run in runs if _is_block(run)]
    if _of_many(strong):
        return HeaderBlock({}, {}, False, many=True)
    block = strong[0] if strong else None
    rest = sorted((run for run in runs if run is not block), key=lambda run: _distance(run, body_order))
    ordered = ([block] if block else []) + rest
    first: dict[str, Stated] = {}
    others: dict[str, list[str]] = {}
    every = [one for run in ordered for one in sorted(run, key=_rank)]
    for one in sorted(every, key=lambda one: not one.settled) if meanings else every:
        if not one.value or not one.field:
            continue
        if one.field not in first:
            first[one.field] = one
        elif bare(first[one.field].value) != bare(one.value):
            others.setdefault(one.field, []).append(one.value)
    _prefer_named_dates(first, ordered)
    return HeaderBlock(
        first, {name: tuple(dict.fromkeys(values)) for name, values in others.items()}, block is not None
    )


def _is_block(run: list[Stated]) -> bool:
    """Three labels or more, two of them of documents, two filled: the head of a list of documents has labels too."""
    own = {name for one in run if (name := field_of(one.label)) in STRONG_FIELDS}
    return len(own) >= 2 and len(run) >= 3 and sum(1 for one in run if one.value) >= 2


def _of_many(blocks: list[list[Stated]]) -> bool:
    """Whether blocks are the rows of a list: three or more different documents. Templates print one block three
    times.
    """
    for name in ("index_number", "doc_number", "title"):
        if len({bare(one.value) for run in blocks for one in run if one.field == name and one.value}) >= _MANY:
            return True
    return False


def _prefer_named_dates(first: dict[str, Stated], ordered: list[list[Stated]]) -> None:
    """发布日期 anywhere in the header beats a bare 时间 in the metadata block."""
    chosen = first.get("published")
    if chosen is None or chosen.label not in _LOOSE_DATES or chosen.settled:
        return
    for run in ordered:
        for one in run:
            if one.field == "published" and one.value and one.label not in _LOOSE_DATES:
                first["published"] = one
                return


def _without_neighbours(runs: list[list[Stated]]) -> list[list[Stated]]:
    """Behind the text, several different dates of publication are those of other pages."""
    behind = {one.value for run in runs for one in run if one.after and one.field == "published" and one.value}
    return [run for run in runs if not run[0].after] if len(behind) > 1 else runs


def _rank(one: Stated) -> tuple[int, int]:
    return (-1 if one.settled else FIELD_LABELS[one.field].index(one.label), one.order)


def _distance(run: list[Stated], body_order: int) -> tuple[int, int]:
    """Runs before the body come first, the nearest of them at the head."""
    place = run[-1].order
    return (0, body_order - place) if place <= body_order else (1, place - body_order)


def _runs(stated: list[Stated]) -> list[list[Stated]]:
    """Statements that belong together; a label that comes again, the text, or a long way between starts the next
    copy.
    """
    runs: list[list[Stated]] = []
    for one in stated:
        current = runs[-1] if runs else None
        apart = current is None or one.after != current[0].after or one.order - current[-1].order > _FAR
        if current is None or apart or any(one.label == other.label for other in current):
            runs.append([one])
        else:
            current.append(one)
    return runs


def labelled(header_lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Every known label of a header with its value, whether any field is made of it or not."""
    for pair, _ in _pairs(header_lines):
        yield pair.label, pair.value


def _stated(header_lines: Sequence[Line], meanings: Mapping[str, str]) -> Iterator[Stated]:
    for pair, line in _pairs(header_lines):
        settled = meanings.get(pair.label)
        name = field_of(pair.label) if settled is None else settled
        if name is not None:
            yield Stated(name, pair.label, pair.value, line.order, settled=settled is not None)
    for label in meanings:
        if not is_known(label):
            yield from _behind(label, meanings[label], header_lines)


def _behind(label: str, name: str, header_lines: Sequence[Line]) -> Iterator[Stated]:
    """What stands behind a label that only the person who settled it knows."""
    behind = re.compile(rf"(?<![一-鿿]){_PADDED.join(map(re.escape, label))}{_PADDED}[:：](.{{4,60}})")
    for line, following in zip_longest(header_lines, header_lines[1:]):
        found = behind.search(line.text)
        alone = following is not None and bare(line.text).strip(":：") == label
        dated = find_dates(found.group(1) if found else following.text if alone and following else "")
        if dated:
            yield Stated(name, label, dated[0].value.isoformat(), line.order, settled=True)


def _pairs(header_lines: Sequence[Line]) -> Iterator[tuple[Pair, Line]]:
    """The labels of a header with their values, and the lines in which they stand."""
    yield from _under_their_labels(header_lines)
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
            row = line.linked > 0 and found[0].start > 0 and _behind_a_link(line, pair.start)
            # Bodies that publish together are parted by semicolons.
            told = pair.value.replace("；", "") if name == "publisher" else pair.value
            prose = _PROSE.search(told) is not None and name != "title"
            event = pair.label in _LOOSE_DATES and _speaks_of_an_event(header_lines[index + 1 : index + 4])
            if len(pair.value) > _LONGEST_VALUE or row or prose or event:
                continue
            if alone or line.linked <= 0.9:
                yield pair, line
        index += 1


def _under_their_labels(header_lines: Sequence[Line]) -> Iterator[tuple[Pair, Line]]:
    """Fields of tables with a row of labels and one row of values under it. Lists of documents look alike, but have
    more rows or link to what they list.
    """
    seen: set[HtmlElement] = set()
    for line in header_lines:
        row = line.block.getparent() if line.block.tag in CELLS and label_alone(line.text) else None
        if row is None or row in seen:
            continue
        seen.add(row)
        below = row.getnext()
        labels = _labels_of(row)
        if labels is None or below is None or below.tag != "tr" or len(below) != len(row):
            continue
        after = below.getnext()
        if _labels_of(below) or (after is not None and _labels_of(after) is None) or _has_titles(below):
            continue
        for label, cell in zip(labels, below, strict=True):
            value = value_of(clean(whole_text(cell)))
            if value and len(value) <= _LONGEST_VALUE:
                yield Pair(label, value), line


def _labels_of(row: HtmlElement) -> list[str] | None:
    """The labels that a row of three cells or more consists of; None where any cell is something else."""
    labels = [label_alone(whole_text(cell)) for cell in row if cell.tag in CELLS]
    whole = [label for label in labels if label]
    return whole if len(whole) == len(row) and len(whole) >= _MANY else None


def _has_titles(row: HtmlElement) -> bool:
    return any(len(bare(whole_text(link))) > _TITLE_SIGNS for link in row.iter("a"))


def _speaks_of_an_event(following: Sequence[Line]) -> bool:
    """Whether what stands behind 时间 names the place or the people of a meeting."""
    return any(_EVENT.match(bare(line.text)) for line in following)


def _answers(label: Line, value: Line) -> bool:
    """Whether a line is the value of the label line before it: the next cell of the row, the dd of a dt, a sibling, or
    the only other text of the box around both.
    """
    if label_alone(value.text) or pairs_in(value.text):
        return False
    left, right = _cell(label.block), _cell(value.block)
    if left is None or right is None:
        siblings = label.block.getparent() is value.block.getparent() and label.block is not value.block
        return siblings or _alone_together(label, value)
    return left.getnext() is right


def _behind_a_link(line: Line, start: int) -> bool:
    """Whether a linked title stands before a place in a line."""
    titles = (clean(whole_text(link)) for link in line.block.iter("a"))
    return any(0 <= line.text.find(title) < start for title in titles if len(title) > _TITLE_SIGNS)


def _alone_together(label: Line, value: Line) -> bool:
    """Whether a box near the label holds these two lines and nothing else."""
    wanted = bare(label.text) + bare(value.text)
    box: HtmlElement | None = label.block
    for _ in range(_AROUND):
        if box is None:
            return False
        held = bare(whole_text(box))
        if len(held) >= len(wanted):
            return held == wanted
        box = box.getparent()
    return False


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
