"""A district's directory of thousands of entries and the pages of its portals, made from the national guides.

A real district compiles its directory department by department and town by town: the guides' items come back with a
town's name, with another ending, split by element, each time with its own publisher. Pages speak of them as portals do:
in other words, below columns or below none, among news, tenders and meetings. The same seed gives the same rows.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from directories.baseline import baseline_entries
from inspection.types.directory import Entry

Row = dict[str, Any]
TOWNS = (
    "青柳镇", "白鹭街道", "石桥镇", "望湖街道", "双溪乡", "临江街道", "枫林镇", "古渡镇", "云台乡", "南塘街道",
    "清泉镇", "大岭乡", "杨家镇", "东湾街道", "长堤镇",
)  # fmt: skip
_ENDINGS = ("", "", "情况", "信息", "公示", "结果", "办理", "管理")
_BEFORE = ("", "", "本级", "年度", "基层", "农村", "城市", "重点", "专项")
_TITLES = (
    "{place}{year}年{item}", "{place}{item}", "{item}", "关于{place}{year}年度{item}的公示", "{body}关于{item}的公告",
    "{year}年{month}月{place}{item}", "{place}{half}{element}公示", "{body}{year}年第{month}批{half}名单",
    "{half}（{year}年）", "{place}人民政府关于印发《{half}实施方案》的通知", "{body}{domain}{element}",
    "{element}", "{domain}{half}一览表",
)  # fmt: skip
_NOISE = (
    "{place}召开{domain}工作推进会", "{body}开展{half}宣传活动", "{body}{item}采购项目中标公告",
    "{body}公开招聘工作人员公告", "关于政协{place}第{month}次会议第{year}号提案的答复",
    "{place}{month}月天气与出行提示", "{body}领导带队调研{half}",
    "{place}{year}年政府信息公开工作年度报告", "图解：{half}", "{body}举办业务培训班", "{place}春季旅游线路推荐",
)  # fmt: skip
_PLACES = ("临江区", "望湖区", "青川县", "白水县", "临江市望湖区", "")
_FRAMES = (
    ("首页", "政务公开"),
    ("首页", "政府信息公开", "法定主动公开内容"),
    ("网站首页", "信息公开", "重点领域信息公开"),
)
_WORDS = (
    "工作", "通知", "要求", "落实", "组织", "单位", "群众", "办理", "申请", "材料", "时间", "地点",
    "标准", "金额", "人员", "名单", "情况", "结果", "监督", "电话", "联系", "依据", "规定", "程序",
    "条件", "责任", "服务", "项目", "资金", "管理", "年度", "县级", "部门", "政府", "公开", "审核",
    "公示", "期限", "意见", "反馈", "现场", "会议", "检查", "整改",
)  # fmt: skip


def district_entries(count: int) -> list[Entry]:
    """`count` entries with different names: the guides' own first, then as towns and units write them."""
    drawn = random.Random(count)
    guides = list(baseline_entries())
    made = {entry.key: entry for entry in guides[:count]}
    for _ in range(100 * count):
        if len(made) >= count:
            break
        entry = _rewritten(drawn.choice(guides), drawn)
        made.setdefault(entry.key, entry)
    return list(made.values())


def district_pages(count: int, entries: Sequence[Entry], real: Sequence[Row] = (), seed: int = 7) -> Iterator[Row]:
    """`count` rows as a crawler hands them on, one in five about no entry; with `real` rows one in four is one of them
    with another year and place."""
    drawn = random.Random(seed)
    for number in range(count):
        row = _again(drawn.choice(real), drawn) if real and drawn.random() < 0.25 else _page(drawn, entries)
        yield {**row, "id": str(number)}


def _rewritten(entry: Entry, drawn: random.Random) -> Entry:
    """A guide's entry as a town or a unit writes it."""
    town = drawn.choice(TOWNS)
    own = entry.level2 or entry.level1 or entry.domain
    by_town, sort = drawn.random() < 0.6, drawn.random()
    if entry.elements and sort < 0.3:
        own = f"{own[:6]}{drawn.choice(entry.elements)[:14]}"
    elif sort < 0.6:
        own = f"{drawn.choice(_BEFORE)}{own.removeprefix('农村')}{drawn.choice(_ENDINGS)}"
    level1 = f"{town}{entry.level1 or entry.domain}" if by_town else entry.level1
    kept = tuple(element for element in entry.elements if drawn.random() < 0.8)
    publisher = (f"{town}人民政府",) if by_town else entry.publisher
    return replace(entry, level1=level1 or entry.domain, level2=own, elements=kept, publisher=publisher)


def _page(drawn: random.Random, entries: Sequence[Entry]) -> Row:
    entry = drawn.choice(entries)
    own = entry.level2 or entry.level1 or entry.domain
    place = drawn.choice((*_PLACES, *TOWNS))
    element = drawn.choice(entry.elements) if entry.elements else own
    body = f"{drawn.choice(_PLACES)}{entry.publisher[0] if entry.publisher else '人民政府'}"
    pattern = drawn.choice(_NOISE if drawn.random() < 0.2 else _TITLES)
    title = pattern.format(
        place=place, year=drawn.randint(2015, 2026), month=drawn.randint(1, 12), item=own, body=body, element=element,
        half=_half(own, drawn), domain=entry.domain,
    )  # fmt: skip
    return {
        "title": title, "breadcrumb": _breadcrumb(entry, drawn), "publisher": body if drawn.random() < 0.7 else place,
        "published": f"{drawn.randint(2019, 2026)}-{drawn.randint(1, 12):02}-15", "doc_number": None,
        "body": _body(entry, drawn),
    }  # fmt: skip


def _half(name: str, drawn: random.Random) -> str:
    size = max(4, len(name) // 2)
    return name[:size] if drawn.random() < 0.5 else name[-size:]


def _breadcrumb(entry: Entry, drawn: random.Random) -> list[str]:
    """Most portals have columns as their directory; others file by department, or print none."""
    frame, sort = drawn.choice(_FRAMES), drawn.random()
    if sort < 0.35:
        return [*frame, entry.domain, *(name for name in (entry.level1, entry.level2) if name)]
    if sort < 0.5:
        return [*frame, entry.domain, entry.level1 or entry.domain]
    if sort < 0.7:
        return [*frame, drawn.choice(("通知公告", "公示公告", "部门动态", "乡镇动态", "政策文件"))]
    return [] if sort < 0.9 else [*frame, drawn.choice(TOWNS), entry.domain]


def _body(entry: Entry, drawn: random.Random) -> str:
    if drawn.random() < 0.15:
        return ""
    own = [element for element in entry.elements if drawn.random() < 0.5]
    return " ".join([*own, *drawn.sample(_WORDS, drawn.randint(10, 35))])


def _again(row: Row, drawn: random.Random) -> Row:
    """A labelled row with other years and another place at its head."""
    year = str(drawn.randint(2015, 2026))
    title = str(row["title"])
    for written in ("2019", "2020", "2021", "2022", "2023", "2024", "2025"):
        title = title.replace(written, year)
    kept = {name: row.get(name) for name in ("breadcrumb", "publisher", "published", "doc_number", "body")}
    return {**kept, "title": f"{drawn.choice(TOWNS) if drawn.random() < 0.3 else ''}{title}"}
