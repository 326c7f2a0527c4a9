"""Recipes drawn at random: kinds of files and damages that come together in no file of recipes.yml."""

from random import Random
from typing import Any

from tests.directories.corpus.facts import names_of_domains
from tests.directories.corpus.recipes import NATIONAL, Recipe

_KINDS = ("xlsx", "xlsx", "xls", "html", "html", "docx", "docx", "csv", "tsv", "pdf")
_HEADS = (("seq", "level1", "level2"), ("level1", "seq", "level2"), ("level1", "level2"), ("seq", "category", "matter"))
_ORDERS = (
    ("elements", "basis", "time_limit", "publisher", "channels"),
    ("elements", "basis", "publisher", "time_limit", "channels"),
    ("publisher", "time_limit", "channels", "basis", "elements"),
    ("elements", "time_limit", "publisher", "channels"),
)
_TAILS = (
    NATIONAL[8:], ("public", "group", "proactive", "on_request", "县级", "乡、村级"), ("audience", "method", "level"),
    ("public", "group", "proactive", "on_request", "市级", "县级", "乡级"), ("proactive", "on_request", "镇级", "村级"),
    ("public", "group", "proactive", "on_request"), ("audience", "method", "区级", "镇街级"), ("乡级",), ("audience",),
)  # fmt: skip
_EXTRAS = ("责任科室", "咨询电话", "备注", "五公开", "网址", "过程", "条款内容", "监督举报电话", "链接")
_BOXES = ("■□", "■口", "▄口", "R£", "▲□", "◆□", "■?", "☑□", "√□", "、", "numbers", "lines", "blanks")
_TITLES = (
    ("临江区{domain}领域基层政务公开标准目录",), ("{domain}领域基层政务公开标准目录（2023年版）",),
    ("附件：", "江州市临江区{domain}领域政务公开事项标准目录", "填报单位：临江区某某局"),
    ("{domain}领域主动公开基本目录",),
)  # fmt: skip
_NOTES: tuple[tuple[str, ...], ...] = (
    (), (), ("注：以上内容按国家标准指引编制。",), ("填表人：某某　审核人：某某", "2023年9月28日"),
    ("备注：1.动态调整。",),
)  # fmt: skip
_NAMES: tuple[dict[str, str], ...] = (
    {}, {}, {"level2": "1.1"}, {"level1": "一、", "level2": "（一）"}, {"level1": "1."}, {"level2": "①"},
    {"level2": "code"},
)  # fmt: skip
# The font of the PDF files has no such signs: what it leaves out would be another damage.
_NOT_IN_FONT = ("R£", "☑□", "▄口")
_PAGED = ("pdf", "docx", "html", "xlsx")


def mixed(number: int) -> Recipe:
    """The recipe of a number, the same each time."""
    draw = Random(f"mixed {number}")
    kind = draw.choice(_KINDS)
    text = kind in ("csv", "tsv")
    layout = draw.choice(["one", "one", "captions", "column" if text else "tables" if kind != "xls" else "sheets"])
    many = draw.sample(names_of_domains(), draw.randint(2, 5))
    values: dict[str, Any] = {
        "file": f"混合{number:03d}.{kind}", "layout": layout, "domains": tuple(many[:1] if layout == "one" else many),
        "rows": draw.choice([None, 12, 25]), "header": draw.choice([1, 2, 2]), "boxes": draw.choice(_BOXES),
        "columns": _columns(draw, layout), "notes": draw.choice(_NOTES), "names": draw.choice(_NAMES),
        "seq": draw.choice(["1", "1", "1.", "（1）", "1、"]),
        "title": draw.choice(_TITLES) if layout != "captions" else ("基层政务公开标准目录",),
        "caption_header": draw.random() < 0.5, "encoding": draw.choice(["utf-8-sig", "gb18030"]) if text else "utf-8",
        "header_merged": draw.random() < 0.8, "lists": _lists(draw, kind), "count_columns": draw.random() < 0.1,
    }  # fmt: skip
    if layout in ("sheets", "tables"):
        values["layout"] = "sheets" if kind in ("xlsx", "xls") else "tables"
    if kind == "pdf" and values["boxes"] in _NOT_IN_FONT:
        values["boxes"] = "■□"
    values |= _marks(draw, kind) | _merged(draw, kind, values["columns"]) | _paged(draw, kind)
    return Recipe(**values)


def _marks(draw: Random, kind: str) -> dict[str, Any]:
    """Signs of ticks and of nothing, widths and blanks."""
    tick, unset = draw.choice([("√", ""), ("√", ""), ("✔", "×"), ("●", "○"), ("是", "否"), ("√", "/"), ("√", "—")])
    if kind == "pdf":
        tick, unset = "√", ""
    return {
        "tick": tick, "unset": unset, "half": draw.random() < 0.2, "spaced": draw.choice(["", "", "", " ", "\n"]),
        "choices": draw.random() < 0.3, "empty": draw.choice(["", "", "", "\u00a0"]) if kind != "pdf" else "",
        "other": draw.choice([None, None, None, "江州日报"]), "group_words": draw.choice([None, None, None, "申请人"]),
    }  # fmt: skip


def _columns(draw: Random, layout: str) -> tuple[str, ...]:
    head = draw.choice(_HEADS)
    if layout == "column":
        head = ("domain", *head)
    extra = draw.sample(_EXTRAS, draw.choice([0, 0, 1, 2]))
    return (*head, *draw.choice(_ORDERS), *extra, *draw.choice(_TAILS))


def _lists(draw: Random, kind: str) -> dict[str, str]:
    # On a page a line that a narrow column broke is like one that was typed, and its font counts in circles to ⑩ only.
    lines = [] if kind == "pdf" else ["lines", "circled"]
    return {
        "elements": draw.choice(["；", "、", "numbers", "inline", *lines]),
        "basis": draw.choice(["、", "；", "beside", "inline", *lines[:1]]),
    }


def _merged(draw: Random, kind: str, columns: tuple[str, ...]) -> dict[str, Any]:
    """What the matters of a first level share, and how the file tells."""
    first = "category" if "category" in columns else "level1"
    ways = ["merged", "merged", "first", "repeat"] if kind not in ("csv", "tsv") else ["first", "first", "repeat"]
    merge = draw.choice([*ways, "short"] if kind == "html" and columns[0] in ("seq", first) else ways)
    drawn = draw.sample(["basis", "publisher", "time_limit"], draw.randint(0, 2))
    shared = tuple(name for name in drawn if name in columns)
    if draw.random() < 0.3:
        return {"share": shared, "ditto": {name: draw.choice(["同上", "〃", "内容同上"]) for name in shared}}
    carry = (first,) if merge == "short" else (first, *shared)
    spread = draw.choice([(), (), (), ("channels",), ("elements",)]) if merge in ("merged", "repeat") else ()
    return {
        "share": shared, "carry": carry, "merge": merge, "spread": spread,
        "spread_merged": kind not in ("csv", "tsv") and draw.random() < 0.7,
    }  # fmt: skip


def _paged(draw: Random, kind: str) -> dict[str, Any]:
    if kind == "pdf":
        return {"repeat": 5, "bare": draw.random() < 0.3, "spread": (), "notes": (), "rows": 12}
    if kind in _PAGED and draw.random() < 0.3:
        lines = draw.choice([(), ("第1页 共3页",), ("— 2 —",)])
        return {"repeat": 9, "continued": draw.choice(["text", "blank"]), "page_lines": lines}
    breaks = {"level2": "line", "time_limit": "space"} if draw.random() < 0.3 else {}
    return {"breaks": breaks}
