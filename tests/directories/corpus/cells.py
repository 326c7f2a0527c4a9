"""Single cells of the corpus: what stands in them, and what they say."""

from dataclasses import dataclass
from random import Random
from typing import Literal

from inspection.types.directory import Entry
from tests.directories.corpus.facts import Fact, Method
from tests.directories.corpus.recipes import Recipe
from tests.directories.corpus.wording import BREAKS, boxes, broken, chinese, listed, numbered

# What the words over level columns mean here; 市级 beside 县级 is the prefecture, which is none of the district's.
LEVEL_COLUMNS: dict[str, tuple[str, ...]] = {
    "县级": ("county",), "区级": ("county",), "乡级": ("township",), "镇级": ("township",), "街道级": ("township",),
    "镇街级": ("township",), "镇（街）级": ("township",), "村级": ("village",), "乡、村级": ("township", "village"),
    "镇、村级": ("township", "village"), "市级": (), "乡（村）级": ("township", "village"), "东阳市级": ("county",),
}  # fmt: skip
_ORDER: tuple[Literal["county", "township", "village"], ...] = ("county", "township", "village")
_AUDIENCE = {"public": "全社会", "group": "特定群体", "both": "全社会、特定群体"}
_METHOD = {"proactive": "主动公开", "on_request": "依申请公开", "both": "主动公开、依申请公开"}
_CHOICES = {
    "audience": ("全社会", "特定群体"), "method": ("主动公开", "依申请公开"), "level": ("县级", "乡级"),
}  # fmt: skip
_LEVEL = {"first": "县级", "second": "乡级", "both": "县级、乡级"}
_EXTRA = {
    "责任科室": "养老服务科", "责任科室（单位）": "办公室", "咨询电话": "0570-8800123", "监督举报电话": "12345",
    "备注": "按国家标准指引执行", "五公开": "□决策 ■执行 □管理 □服务 □结果", "网址": "http://www.linjiang.gov.example/zwgk/",
    "网站对应栏目": "政务公开/重点领域", "过程": "执行", "事项类型": "公共服务", "公开属性": "主动公开",
    "条款内容": "第二十条 行政机关应当依照本条例第十九条的规定，主动公开本行政机关的政府信息",
    "依据效力（位阶）": "行政法规", "公开形式": "■文本 □图表", "链接": "点击查看", "更新周期": "每年",
}  # fmt: skip
_HALF = str.maketrans("（），；：", "(),;:")
_LISTS = {"elements": "lines", "basis": "lines", "publisher": "、"}


@dataclass(frozen=True)
class Cells:
    """One matter with all that its cells need: its number as printed, its group's place and its own in the group."""

    recipe: Recipe
    fact: Fact
    seq: str
    group: int
    place: int
    draw: Random


def text_of(cells: Cells, column: str) -> str:
    """What a matter's cell holds, damages included."""
    text = _text(cells, column)
    sign = cells.recipe.breaks.get(column)
    text = broken(text, BREAKS[sign], Random(f"{cells.recipe.file}{column}{text}")) if sign else text
    text = text.translate(_HALF) if cells.recipe.half else text
    return text or cells.recipe.empty


def _text(cells: Cells, column: str) -> str:
    recipe, fact = cells.recipe, cells.fact
    if column in ("level1", "category"):
        return _named(cells, "level1", fact.level1, cells.group)
    if column == "level2" or (column == "matter" and "category" in recipe.columns):
        return _named(cells, "level2", fact.level2, cells.place) if fact.level2 else recipe.dash
    if column in _LISTS:
        return listed(getattr(fact, column), recipe.lists.get(column, _LISTS[column]))
    if column == "channels":
        return "\n".join(channel_lines(cells))
    if column in LEVEL_COLUMNS:
        return _tick(recipe, column in _levels(cells))
    simple = {
        "seq": cells.seq, "domain": fact.domain, "matter": fact.level2 or fact.level1, "level3": fact.level3 or "",
        "time_limit": fact.time_limit or "", "public": _tick(recipe, fact.audience in ("public", "both")),
        "group": (recipe.group_words or recipe.tick) if fact.audience in ("group", "both") else recipe.unset,
        "proactive": _tick(recipe, fact.method in ("proactive", "both")),
        "on_request": _tick(recipe, fact.method in ("on_request", "both")), "audience": _AUDIENCE[fact.audience],
        "method": _METHOD[fact.method], "level": _LEVEL[fact.level],
    }  # fmt: skip
    if recipe.choices and column in _CHOICES:
        said = simple[column].split("、")
        return "\n".join(f"{'■' if word in said else '□'}{word}" for word in _CHOICES[column])
    return simple[column] if column in simple else _EXTRA[column]


def channel_lines(cells: Cells) -> list[str]:
    """The lines of the 公开渠道和载体 cell."""
    lines = boxes(cells.fact.channels, cells.recipe.boxes)
    if cells.recipe.other and "□" in cells.recipe.boxes:
        lines[-1] = f"{cells.recipe.boxes[0]}其他：{cells.recipe.other}"
    return lines


def _tick(recipe: Recipe, ticked: bool) -> str:
    return recipe.tick if ticked else recipe.unset


def _named(cells: Cells, column: str, name: str, place: int) -> str:
    shape = cells.recipe.names.get(column)
    if shape is None or name[0].isdigit():
        return name
    if shape == "1.1":
        return f"{cells.group}.{place}{name}"
    if shape == "code":
        return f"{name} 12000{cells.group:02d}{place:02d}"
    if shape == "一、":
        return f"{chinese(place)}、{name}"
    return f"{numbered(shape, place)}{name}"


def _levels(cells: Cells) -> list[str]:
    """The level columns that are ticked."""
    there = [column for column in cells.recipe.columns if column in LEVEL_COLUMNS]
    own = [column for column in there if column != "市级" or len(there) < 3]
    if not own:
        return []
    ticked = {"first": own[:1], "second": own[-1:], "both": own}[cells.fact.level]
    return [*ticked, *(["市级"] if "市级" in there and "市级" not in own and cells.fact.level != "second" else [])]


def truth_of(cells: Cells) -> Entry:
    """What a careful person reads from the matter's row; what the table does not say is None or empty."""
    recipe, fact = cells.recipe, cells.fact
    said = [column for column in recipe.columns if column not in recipe.lost]
    level1, level2 = fact.level1, fact.level2
    if "level2" not in said and "category" not in said:
        level1, level2 = (fact.level2 or fact.level1) if "matter" in said else fact.level1, None
    words = recipe.spoken or ""
    limit = fact.time_limit if "time_limit" in said else "每季度更新" if "公开时限" in words else None
    audience = fact.audience if {"audience", "public", "group"} & set(said) else None
    method: Method | None = fact.method if {"method", "proactive", "on_request"} & set(said) else None
    if "公开属性" in said:
        method = "proactive"
    levels = {level for column in _levels(cells) if column in said for level in _meaning(cells, column)}
    if "level" in said:
        levels = {"first": {"county"}, "second": {"township"}, "both": {"county", "township"}}[fact.level]
    return Entry(
        district=None, file=recipe.file, sheet=None, cells=None, seq=_seq(cells), domain=fact.domain,
        level1=level1, level2=level2, level3=fact.level3 if "level3" in said else None,
        elements=fact.elements if "elements" in said else (), basis=fact.basis if "basis" in said else (),
        time_limit=limit, publisher=_publisher(cells, said), channels=_channels(cells) if "channels" in said else (),
        audience=audience, method=method, level=tuple(level for level in _ORDER if level in levels),
    )  # fmt: skip


def _meaning(cells: Cells, column: str) -> tuple[str, ...]:
    # 市级 without counties beside it is the inspected unit itself.
    alone = column == "市级" and sum(one in LEVEL_COLUMNS for one in cells.recipe.columns) < 3
    return ("county",) if alone else LEVEL_COLUMNS[column]


def _channels(cells: Cells) -> tuple[str, ...]:
    other = cells.recipe.other if "□" in cells.recipe.boxes else None
    return (*cells.fact.channels, f"其他：{other}") if other else cells.fact.channels


def _publisher(cells: Cells, said: list[str]) -> tuple[str, ...]:
    if "publisher" in said:
        return cells.fact.publisher
    return ("临江区民政局",) if "公开主体" in (cells.recipe.spoken or "") else ()


def _seq(cells: Cells) -> str | None:
    if "seq" not in cells.recipe.columns:
        return None
    return cells.seq.rstrip(".、;")
