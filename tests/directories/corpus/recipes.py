"""The recipes of recipes.yml: one for each file of the corpus, with what is done to it."""

from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml

NATIONAL = (
    "seq", "level1", "level2", "elements", "basis", "time_limit", "publisher", "channels", "public", "group",
    "proactive", "on_request", "县级", "乡级",
)  # fmt: skip


@dataclass(frozen=True)
class Recipe:
    """One file: what it holds and how it is laid out. Columns that are neither fields nor levels are extra ones.

    `share` are the columns in which the matters of a first level say the same; of these `carry` are said once for all
    of them and `whole` once for the domain, by `merge` (merged, first, short, repeat). `ditto` gives columns a mark
    where a row repeats the one above. `empty` stands in cells that say nothing, `unset` in ticks that are not set. A
    table is divided every `repeat` rows, with the header again unless `bare`, in the midst of a row where `cut`.
    """

    file: str
    writer: str = ""
    encoding: str = "utf-8"
    domains: tuple[str, ...] = ("养老服务",)
    rows: int | None = None
    layout: str = "one"
    columns: tuple[str, ...] = NATIONAL
    words: dict[str, str] = field(default_factory=dict)
    header: int = 2
    header_merged: bool = True
    spans_lost: bool = False
    title: tuple[str, ...] = ("临江区{domain}领域基层政务公开标准目录",)
    outside: str | None = None
    caption: str = "（{number}）{domain}领域基层政务公开标准目录"
    sheet: str = "{domain}"
    caption_header: bool = True
    spoken: str | None = None
    count_columns: bool = False
    share: tuple[str, ...] = ()
    carry: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    merge: str = "repeat"
    ditto: dict[str, str] = field(default_factory=dict)
    spread: tuple[str, ...] = ()
    spread_merged: bool = False
    boxes: str = "■□"
    lists: dict[str, str] = field(default_factory=dict)
    seq: str = "1"
    seq_from: int = 1
    seq_per: str = "row"
    names: dict[str, str] = field(default_factory=dict)
    breaks: dict[str, str] = field(default_factory=dict)
    lost: tuple[str, ...] = ()
    group_words: str | None = None
    dash: str = ""
    third: bool = False
    township: bool = False
    notes: tuple[str, ...] = ()
    repeat: int | None = None
    continued: str = "text"
    page_lines: tuple[str, ...] = ()
    bare: bool = False
    tick: str = "√"
    cover: bool = False
    offset: int = 0
    nested: bool = False
    around: bool = False
    other: str | None = None
    cut: bool = False
    unset: str = ""
    empty: str = ""
    half: bool = False
    spaced: str = ""
    choices: bool = False
    columns_also: tuple[str, ...] = ()
    delimiter: str = ","
    trailing: int = 0
    blank: dict[str, int] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """What writes the file: by its extension where nothing else is said."""
        return self.writer or self.file.rsplit(".", 1)[-1]


@cache
def recipes() -> tuple[Recipe, ...]:
    """Every file of the corpus, in the order of recipes.yml."""
    known = {about.name for about in fields(Recipe)}
    found = []
    for row in yaml.safe_load((Path(__file__).parent / "recipes.yml").read_text(encoding="utf-8")):
        assert set(row) <= known, f"{row['file']}: unknown {set(row) - known}"
        values: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in row.items()}
        found.append(Recipe(**values))
    return tuple(found)
