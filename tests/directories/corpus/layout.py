"""Facts set into tables as a recipe says, and what a careful person would read from them."""

from dataclasses import dataclass, field, replace
from itertools import groupby
from random import Random
from typing import Any

from directories.sheet import Range, cell_range
from directories.time_limit import parse_limits
from inspection.types.directory import Entry, Limit
from tests.directories.corpus.cells import Cells, channel_lines, text_of, truth_of
from tests.directories.corpus.facts import Fact, chosen, names_of_domains, with_third_level
from tests.directories.corpus.header import header_rows
from tests.directories.corpus.recipes import Recipe
from tests.directories.corpus.wording import chinese, numbered

_TOWNSHIP = ("社会救助", "养老服务", "就业", "救灾", "农村危房改造")


@dataclass
class Part:
    """One table: its texts (None for a cell that the file leaves out), merged ranges, and the text before it."""

    name: str | None
    before: str | None = None
    texts: list[list[str | None]] = field(default_factory=list)
    ranges: list[Range] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)


@dataclass
class Made:
    """A file's tables and the entries that they say, in order."""

    parts: list[Part]
    entries: list[Entry]


@dataclass
class _Open:
    """A column said once for several matters, from the row where it began."""

    top: int
    text: str


@dataclass
class _Table:
    """A table while it is written."""

    recipe: Recipe
    part: Part
    draw: Random
    number: int = 0
    page: int = 1
    opened: dict[str, _Open] = field(default_factory=dict)
    above: dict[str, str] = field(default_factory=dict)
    since_header: int = 0

    def line(self, texts: list[str | None], *ranges: Range) -> None:
        self.part.texts.append(texts)
        self.part.ranges += ranges

    def wide(self, text: str) -> None:
        """A row that says one thing over the whole width."""
        row, width = len(self.part.texts), len(self.recipe.columns)
        self.line([text, *[""] * (width - 1)], *([(row, 0, row, width - 1)] if self.recipe.header_merged else []))

    def header(self) -> None:
        top = len(self.part.texts)
        rows, ranges = header_rows(self.recipe)
        if self.recipe.spans_lost:
            rows, ranges = [_closed_up(row) for row in rows], []
        self.part.texts += rows
        if self.recipe.header_merged:
            self.part.ranges += [(top + a, left, top + b, right) for a, left, b, right in ranges]
        self.since_header = 0


def _closed_up(row: list[str | None]) -> list[str | None]:
    """A header row as a text export leaves it: its words side by side, nothing where the spans were."""
    words = [word for word in row if word]
    return [*words, *[None] * (len(row) - len(words))]


def made(recipe: Recipe) -> Made:
    """The tables of a recipe's file, with the entries that they say."""
    result = Made([], [])
    names = names_of_domains() if recipe.domains == ("*",) else list(recipe.domains)
    table: _Table | None = None
    for position, domain in enumerate(names, start=1):
        facts = _facts(recipe, domain)
        draw = Random(f"{recipe.file} {domain}")
        if table is None or recipe.layout in ("sheets", "tables"):
            table = _started(recipe, result, domain, draw, position)
        if recipe.columns_also:
            table.recipe = replace(recipe, columns=recipe.columns_also) if position % 2 == 0 else recipe
        if recipe.layout == "captions":
            table.wide(recipe.caption.format(number=chinese(position), domain=domain))
            table.number = 0
            if recipe.caption_header or position == 1:
                table.header()
        elif recipe.layout == "column" and position > 1:
            pass
        else:
            _header(table)
        _block(table, facts, result.entries)
        if recipe.layout != "column":
            table.above = {}
    assert table is not None
    for note in recipe.notes:
        table.wide(note)
    for part in result.parts:
        part.texts += [[""] * len(recipe.columns) for _ in range(recipe.trailing)]
        _moved(part, recipe.offset)
    if recipe.cover:
        result.parts[:0] = [_cover(), _contents(names)]
    return result


def _moved(part: Part, columns: int) -> None:
    """Leaves empty columns on the left, as books drawn by hand do."""
    if columns:
        part.texts = [[*[""] * columns, *row] for row in part.texts]
        part.ranges = [(top, left + columns, bottom, right + columns) for top, left, bottom, right in part.ranges]


def _cover() -> Part:
    lines: tuple[str | None, ...] = (
        "江州市临江区",
        "基层政务公开标准目录",
        "（2023年版）",
        "临江区政务公开领导小组办公室",
        "2023年9月",
    )
    return Part("封面", texts=[[""], *([line] for line in lines)])


def _contents(names: list[str]) -> Part:
    listed: list[list[str | None]] = [["序号", "领域", "牵头单位", "页码"]]
    listed += [[f"{at}", name, "区政府办", f"{at * 3}"] for at, name in enumerate(names, start=1)]
    return Part("目录", texts=listed)


def _facts(recipe: Recipe, domain: str) -> list[Fact]:
    facts = chosen(domain, recipe.rows, recipe.file)
    if recipe.third:
        facts = with_third_level(facts)
    if recipe.township:
        facts = [replace(fact, publisher=("各镇人民政府（街道办事处）",)) for fact in facts[1::2]]
    shared = []
    for _, group in groupby(facts, lambda fact: fact.level1):
        first, *rest = group
        if recipe.merge in ("first", "short") or recipe.continued == "blank" or "seq" not in recipe.columns:
            # Without its first level and a number such a row is like one that goes on with the row above.
            rest = [fact for fact in rest if fact.level2]
        same = {name: getattr(first, name) for name in recipe.share}
        shared += [first, *(replace(fact, **same) for fact in rest)]
    for name in set(recipe.whole) - {"domain"}:
        shared = [replace(fact, **{name: getattr(facts[0], name)}) for fact in shared]
    for name, every in recipe.blank.items():
        empty: dict[str, Any] = {name: None if name == "time_limit" else ()}
        shared = [replace(fact, **empty) if at % every == 1 else fact for at, fact in enumerate(shared)]
    return shared


def _started(recipe: Recipe, result: Made, domain: str, draw: Random, position: int) -> _Table:
    before = recipe.outside.format(domain=domain, number=chinese(position)) if recipe.outside else None
    # A table that lays out the page is the first of its tables.
    table_name = f"表{position + recipe.around}"
    name = {
        "xlsx": recipe.sheet.format(domain=domain, number=position), "csv": None, "tsv": None,
        "docx": table_name, "html": table_name, "pdf": f"第{position}页",
    }  # fmt: skip
    form = {"openpyxl": "xlsx", "xls": "xlsx", "xlsm": "xlsx", "htm": "html"}.get(recipe.kind, recipe.kind)
    part = Part(name[form], before)
    page = 1 + sum(len(one.breaks) + 1 for one in result.parts)
    result.parts.append(part)
    table = _Table(recipe, part, draw, number=recipe.seq_from - 1 if position == 1 else 0, page=page)
    for title in recipe.title:
        table.wide(title.format(domain=domain))
    return table


def _header(table: _Table) -> None:
    if table.recipe.spoken:
        table.wide(table.recipe.spoken)
    table.header()
    if table.recipe.count_columns:
        table.line([f"（{number}）" for number in range(1, len(table.recipe.columns) + 1)])


def _block(table: _Table, facts: list[Fact], entries: list[Entry]) -> None:
    recipe = table.recipe
    groups = [list(group) for _, group in groupby(facts, lambda fact: fact.level1)]
    for place, group in enumerate(groups, start=1):
        for at, fact in enumerate(group):
            if recipe.repeat and table.since_header >= recipe.repeat:
                _close(table, {*recipe.carry, *recipe.whole})
                table.part.breaks.append(len(table.part.texts))
                rest = _cut(table) if recipe.cut else None
                table.since_header = 0
                if not recipe.bare:
                    for line in recipe.page_lines:
                        table.wide(line)
                    table.header()
                if rest:
                    table.line(rest)
            if at == 0 or recipe.seq_per == "row":
                table.number += 1
            cells = Cells(recipe, fact, numbered(recipe.seq, table.number), place, at + 1, table.draw)
            begins = set(recipe.carry) if at == 0 else set()
            if fact.level3 and fact.level2 != group[at - 1].level2:
                begins |= {"level2"} & set(recipe.carry)
            _close(table, begins)
            entries.append(_matter(table, cells, begins | (set(recipe.whole) if place == 1 and at == 0 else set())))
        _close(table, set(recipe.carry))
    _close(table, set(recipe.whole))


def _cut(table: _Table) -> list[str | None]:
    """Takes the lower half of the last row's elements away: what the next page begins with."""
    place = table.recipe.columns.index("elements")
    last = table.part.texts[-1]
    lines = (last[place] or "").split("\n")
    half = -(-len(lines) // 2)
    last[place] = "\n".join(lines[:half])
    rest: list[str | None] = [""] * len(last)
    rest[place] = "\n".join(lines[half:])
    return rest


def _matter(table: _Table, cells: Cells, begins: set[str]) -> Entry:
    """Writes one matter over its rows; the entry that it says. `begins` are the columns said anew for several."""
    recipe, top = table.recipe, len(table.part.texts)
    lines = {column: _lines(cells, column) for column in recipe.columns}
    height = max(len(lines[column]) for column in recipe.columns)
    rows: list[list[str | None]] = [[""] * len(recipe.columns) for _ in range(height)]
    for place, column in enumerate(recipe.columns):
        whole = "\n".join(lines[column])
        if column in (*recipe.carry, *recipe.whole) and recipe.merge != "repeat":
            _carried(table, column, whole, top, rows[0], place, column in begins)
            continue
        if recipe.ditto.get(column) and whole and table.above.get(column) == whole:
            rows[0][place] = recipe.ditto[column]
        elif column in recipe.lost:
            for row in rows:
                row[place] = None
        else:
            for row, line in zip(rows, lines[column], strict=False):
                row[place] = line
        if height > 1 and column not in recipe.spread and recipe.spread_merged:
            table.part.ranges.append((top, place, top + height - 1, place))
        table.above[column] = whole
    table.part.texts += rows
    table.since_header += height
    said = truth_of(cells)
    name = table.part.name
    if recipe.kind == "pdf":
        # A page is a table of its own, counted from its first row.
        name = f"第{table.page + len(table.part.breaks)}页"
        top -= table.part.breaks[-1] if table.part.breaks else 0
    return replace(
        said, file=recipe.file, sheet=name, limits=_limits(recipe, said.time_limit),
        cells=cell_range(top, recipe.offset, top + height - 1, recipe.offset + len(recipe.columns) - 1),
    )  # fmt: skip


def _limits(recipe: Recipe, wording: str | None) -> tuple[Limit, ...]:
    """The limits of 公开时限; a column 更新周期 beside it, which says 每年 in every row, adds its own."""
    every_year = (Limit("periodic", period="year"),) if "更新周期" in recipe.columns else ()
    return tuple(dict.fromkeys((*parse_limits(wording), *every_year)))


def _carried(table: _Table, column: str, text: str, top: int, row: list[str | None], place: int, begins: bool) -> None:
    """A column said once for all matters of a first level: in the first of them, or again after a page break."""
    merge = table.recipe.merge
    if begins or column not in table.opened:
        again = not begins and table.recipe.continued == "blank"
        mark = table.recipe.ditto.get(column) if begins and text and table.above.get(column) == text else None
        row[place] = "" if again else mark or text
        table.above[column] = text
        table.opened[column] = _Open(top, text)
    else:
        row[place] = None if merge == "short" else ""


def _close(table: _Table, columns: set[str]) -> None:
    """Ends what was said once in these columns: its merged ranges reach to the last row written."""
    bottom = len(table.part.texts) - 1
    for place, column in enumerate(table.recipe.columns):
        opened = table.opened.pop(column, None) if column in columns else None
        if opened and table.recipe.merge == "merged" and bottom > opened.top:
            table.part.ranges.append((opened.top, place, bottom, place))


def _lines(cells: Cells, column: str) -> list[str]:
    """A cell's text; over several rows where the recipe spreads the column."""
    if column == "channels" and column in cells.recipe.spread:
        return channel_lines(cells)
    if column == "elements" and column in cells.recipe.spread:
        return list(cells.fact.elements)
    return [text_of(cells, column)]
