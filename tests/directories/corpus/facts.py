"""What the files of the corpus say: matters of the baseline, filled up to whole rows of a directory."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Literal

from directories.baseline import baseline_entries
from directories.domains import domains

Audience = Literal["public", "group", "both"]
Method = Literal["proactive", "on_request", "both"]
LAW = "《中华人民共和国政府信息公开条例》（中华人民共和国国务院令第711号）"
USUAL = "信息形成或者变更之日起20个工作日内"
CHANNELS = (
    "政府网站", "政府公报", "两微一端", "发布会/听证会", "广播电视", "纸质媒体", "公开查阅点", "政务服务中心",
    "便民服务站", "入户/现场", "社区/企事业单位/村公示栏（电子屏）", "精准推送",
)  # fmt: skip
_LIMITS = (
    USUAL, USUAL, USUAL, USUAL, "自信息形成或者变更之日起20个工作日内予以公开", "信息形成或变更之日起10个工作日内",
    "自收到申请之日起20个工作日内", "及时公开", "每季度更新", "作出决定之日起7个工作日内", "长期公开",
)  # fmt: skip
_ELEMENTS = ("申请条件", "申请材料", "办理流程", "办理地点", "办理时限", "联系电话", "收费标准", "结果公示")
_STEPS = ("办事指南", "办理过程", "办理结果", "政策解读", "监督检查", "统计信息", "咨询渠道", "年度报告", "名录信息")
_BUREAUX = {
    "国土空间规划": "规划和自然资源局", "自然资源": "规划和自然资源局", "征地补偿": "规划和自然资源局",
    "国有土地上房屋征收与补偿": "住房和城乡建设局", "保障性住房": "住房和城乡建设局",
    "农村危房改造": "住房和城乡建设局", "重大建设项目": "发展和改革局", "公共资源交易": "公共资源交易中心",
    "财政预决算": "财政局", "安全生产": "应急管理局",
    "救灾": "应急管理局", "税收管理": "税务局", "生态环境": "生态环境分局", "公共文化服务": "文化和旅游局",
    "旅游": "文化和旅游局", "公共法律服务": "司法局", "扶贫": "乡村振兴局", "乡村振兴": "乡村振兴局",
    "食品药品监管": "市场监督管理局", "城市综合执法": "综合行政执法局", "就业": "人力资源和社会保障局",
    "社会保险": "人力资源和社会保障局", "社会救助": "民政局", "养老服务": "民政局", "户籍管理": "公安分局",
    "涉农补贴": "农业农村局", "义务教育": "教育局", "医疗卫生": "卫生健康局", "市政服务": "城市管理局",
    "统计": "统计局", "交通运输": "交通运输局", "水利": "水务局",
}  # fmt: skip
_AUDIENCES: tuple[Audience, ...] = ("public", "public", "public", "public", "group", "both")
_METHODS: tuple[Method, ...] = ("proactive", "proactive", "proactive", "proactive", "on_request", "both")
_JOINT = ("各镇人民政府（街道办事处）", "区政务服务中心", "区财政局")


@dataclass(frozen=True)
class Fact:
    """One matter as a clean directory would have it, before it is set into a table."""

    domain: str
    level1: str
    level2: str | None
    level3: str | None
    elements: tuple[str, ...]
    basis: tuple[str, ...]
    time_limit: str | None
    publisher: tuple[str, ...]
    channels: tuple[str, ...]
    audience: Audience
    method: Method
    level: str


def names_of_domains() -> list[str]:
    """The domains of the baseline in its order."""
    return [domain.name for domain in domains() if facts_of(domain.name)]


@cache
def facts_of(domain: str) -> tuple[Fact, ...]:
    """The whole matters of a domain, those of one first level side by side; no name cut, none twice."""
    found: dict[tuple[str, str | None], Fact] = {}
    firsts: list[str] = []
    for entry in baseline_entries():
        if entry.domain != domain or not entry.level1 or "…" in f"{entry.level1}{entry.level2}":
            continue
        firsts.append(entry.level1)
        draw = Random(f"{entry.domain} {entry.level1} {entry.level2}")
        found.setdefault(
            (entry.level1, entry.level2),
            Fact(
                domain, entry.level1, entry.level2, None, _elements(entry.elements, draw), (*entry.basis, LAW)[-3:],
                entry.time_limit or draw.choice(_LIMITS), _publisher(domain, draw), _channels(draw),
                draw.choice(_AUDIENCES), draw.choice(_METHODS), draw.choice(["first", "first", "second", "both"]),
            ),
        )  # fmt: skip
    return tuple(sorted(found.values(), key=lambda fact: firsts.index(fact.level1)))


def chosen(domain: str, rows: int | None, seed: str) -> list[Fact]:
    """A domain's matters at the size of a real table: `rows` of them, the later ones steps of the earlier ones."""
    facts = list(facts_of(domain))
    draw = Random(f"{seed} {domain}")
    if rows is None:
        return facts
    while len(facts) < rows:
        facts = list(_longer(facts, rows, draw))
    return facts[:rows]


def _longer(facts: Sequence[Fact], rows: int, draw: Random) -> Iterator[Fact]:
    """Every matter followed by its steps as matters of their own, as long as more are wanted."""
    more = rows - len(facts)
    for fact in facts:
        yield fact
        for step in _STEPS[: min(more, -(-rows // len(facts)) - 1, len(_STEPS))]:
            more -= 1
            name = f"{fact.level2}{step}" if fact.level2 else step
            yield replace(
                fact, level2=name, elements=_elements((), draw), channels=_channels(draw),
                audience=draw.choice(_AUDIENCES),
            )  # fmt: skip


def with_third_level(facts: Sequence[Fact]) -> list[Fact]:
    """The same matters, each divided into two third-level ones."""
    return [replace(fact, level3=step) for fact in facts if fact.level2 for step in ("办事指南", "办理结果")]


def _elements(given: tuple[str, ...], draw: Random) -> tuple[str, ...]:
    kept = [part for part in given if not re.search("同上|[〔;；:：…]", part)]
    if len(kept) == 1:
        # Where nothing stronger separates, 、 does.
        kept = re.split("、", kept[0]) if not re.search("[（(《].*、", kept[0]) else kept
    if len(kept) < 2:
        start = draw.randrange(len(_ELEMENTS) - 4)
        kept += [part for part in _ELEMENTS[start : start + draw.randint(2, 4)] if part not in kept]
    return tuple(dict.fromkeys(kept))


def _publisher(domain: str, draw: Random) -> tuple[str, ...]:
    named = f"临江区{_BUREAUX[domain]}"
    return (named, draw.choice(_JOINT)) if draw.random() < 0.3 else (named,)


def _channels(draw: Random) -> tuple[str, ...]:
    return tuple(name for name in CHANNELS if name == "政府网站" or draw.random() < 0.3)
