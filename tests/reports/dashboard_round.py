"""A round of the size of a city, made up by a seed: eleven districts, thousands of findings, rounds before it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from inspection.china_time import CHINA
from inspection.types.judgement import Coverage, Evidence, Finding
from inspection.types.office import District
from inspection.types.paperwork import EarlierDistrict, EarlierRound, IssuedNotice, Outcome, RuleText
from inspection.types.portal import Listing
from inspection.types.score import Score
from reports.view import DistrictView, RoundView
from tests.reports.small_round import small_round

DISTRICTS = (
    ("linjiang", "临江区", "区"), ("wanghu", "望湖区", "区"), ("beishan", "北山区", "区"), ("dongan", "东岸区", "区"),
    ("xiling", "西岭区", "区"), ("nanpu", "南浦区", "区"), ("qingxi", "清溪县", "县"), ("anhe", "安河县", "县"),
    ("shiqiao", "石桥县", "县"), ("xincheng", "新城开发区", "功能区"), ("gangkou", "港口新区", "功能区"),
)  # fmt: skip
DOMAINS = (
    "国土空间规划", "重大建设项目", "公共资源交易", "财政预决算", "安全生产", "税收管理", "征地补偿",
    "国有土地上房屋征收", "保障性住房", "农村危房改造", "生态环境", "城市综合执法", "公共文化服务", "公共法律服务",
    "扶贫", "救灾", "食品药品监管", "就业创业", "社会保险", "社会救助", "养老服务", "户籍管理",
    "涉农补贴", "义务教育", "医疗卫生", "市政服务",
)  # fmt: skip
KINDS = (
    ("B02", "应公开未公开", 2), ("B03", "空白栏目", 3), ("B04", "链接失效", 3), ("B06", "公开要素不全", 3),
    ("C01", "逾期公开", 2), ("C03", "栏目未按期更新", 2), ("D01", "未标注公开属性", 3), ("D03", "不予公开文件上网", 1),
    ("E01", "失效文件未标注", 3), ("F02", "解读与文件不同步", 4), ("G01", "表述差错", 4), ("H02", "年报要素不全", 2),
    ("B13", "公开个人信息", 1), ("D09", "密级标志", 1),
)  # fmt: skip
GROUPS = {
    "B": "信息加载",
    "C": "更新时效",
    "D": "公开属性",
    "E": "有效性",
    "F": "政策解读",
    "G": "平台规范",
    "H": "制度",
}
UNITS = ("教育局", "民政局", "财政局", "司法局", "人力资源和社会保障局", "住房和城乡建设局", "农业农村局", "卫生健康局")
STATES = ("confirmed", "notified", "replied", "unfixed", "fixed", "closed", "suspected", "suspected", "rejected")
HOSTILE = (
    "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>",
    "\u202egnp.exe\u202c 文件",
    "长" * 5000, "行\u2028分\u2029隔", "控制\x00\x07字符", "表情😀", "{{ office }} {% raw %}", "#panic()]",
    "'\"><b>粗</b>&amp;",
)  # fmt: skip
_AS_OF = date(2026, 11, 16)


def city_round(findings: int = 5000, **changed: Any) -> RoundView:
    """The round with about so many findings; the first ones carry hostile titles and messages."""
    chance = Random(7)
    districts = tuple(_district(chance, place, findings // len(DISTRICTS)) for place in range(len(DISTRICTS)))
    rules = {
        code: RuleText(
            code, name, code[0], GROUPS[code[0]], severity, "A", "应当公开。", "为什么", "怎样整改", "条例", "1"
        )
        for code, name, severity in KINDS
    }
    fields = {
        "districts": districts,
        "scores": tuple(_score(chance, "2026-11", id_) for id_, _, _ in DISTRICTS),
        "rules": rules,
        "earlier": tuple(_earlier(chance, number) for number in range(5, 11)),
    }
    return small_round(**(fields | changed))


def _district(chance: Random, place: int, number: int) -> DistrictView:
    id_, name, kind = DISTRICTS[place]
    found = [_finding(chance, id_, name, place * number + count) for count in range(number)]
    coverage = tuple(_coverage(chance, id_, domain, entry) for domain in DOMAINS for entry in range(12))
    absent = [one for one in coverage if one.state in ("missing", "blank")]
    for count, one in enumerate(absent[: number - len(HOSTILE)], start=len(HOSTILE)):
        rule, said = ("B02", "应公开未公开") if one.state == "missing" else ("B03", "空白栏目")
        found[count] = replace(
            found[count], rule=rule, rule_name=said, domain=one.domain, level1=one.level1, level2=one.level2
        )
    listing = Listing("l1", "c1", f"https://www.{id_}.example/a/", "cut_short", "第2页未能读取", 40, 20, None)
    told = [one for one in found if one.state in ("notified", "replied", "unfixed", "fixed", "closed")]
    at = datetime(2026, 9, 1, 9, tzinfo=CHINA)
    issued = IssuedNotice(
        f"江政公开内{place}号", "notice", "整改通知书", "2026-11", id_, name, None, None, at,
        tuple(one.id for one in told[:5]),
    )  # fmt: skip
    return DistrictView(
        District(id_, name, kind),
        findings=tuple(found),
        coverage=coverage,
        listings=(listing,),
        unfit=("40个栏目列表中有20个未能读全",) if id_ == "shiqiao" else (),
        outcomes=tuple(Outcome(one, at, f"江政公开内{place}号", chance.random() < 0.3) for one in told[::3]),
        issued=(issued,),
        sealed=1,
    )


def _finding(chance: Random, district: str, name: str, number: int) -> Finding:
    rule, rule_name, severity = chance.choice(KINDS[:12] * 3 + KINDS)
    state: Any = chance.choice(STATES)
    said = HOSTILE[number] if number < len(HOSTILE) else f"第{number}号：截至2026年11月16日未查找到应公开的内容。"
    if number < len(HOSTILE):
        rule, rule_name, severity, state = "B04", "链接失效", 1, "confirmed"
    url = f"https://www.{district}.example/art/{number}.html"
    seen = f"2026-11-{chance.randint(10, 16):02}T09:{chance.randint(10, 59)}:00+08:00"
    return Finding(
        f"F{number:08}", f"fault {number}", "2026-11", district, f"{name}{chance.choice(UNITS)}",
        chance.choice(DOMAINS), "政策文件", f"事项{number % 40}", ("首页", "政务公开", chance.choice(DOMAINS)),
        rule, rule_name, "A", severity,
        state, said, url, f"{said}", "请核实后公开，并反馈链接。", "政府信息公开条例第二十条", _AS_OF,
        (Evidence(url, seen, 200, "ab" * 32, "a.warc.gz", number),), overdue=chance.random() < 0.1,
        repeat=int(chance.random() < 0.05),
    )  # fmt: skip


def _coverage(chance: Random, district: str, domain: str, entry: int) -> Coverage:
    drawn = chance.random()
    steps = (("content", 0.75), ("note", 0.8), ("blank", 0.83), ("missing", 0.91), ("withdrawn", 0.92))
    state: Any = next((one for one, limit in steps if drawn < limit), "unverifiable" if drawn < 0.97 else "not_due")
    trigger: Any = "event" if entry % 4 == 0 else "standing"
    return Coverage(
        "2026-11", district, domain, "政策文件", f"事项{entry}", None, trigger, state, 1, None, None, (),
        "可能刊登的栏目均已读完",
    )  # fmt: skip


def _score(chance: Random, round_: str, district: str) -> Score:
    low = round(60 + 35 * chance.random(), 2)
    high = round(min(100.0, low + chance.choice((0.0, 3.5, 8.25))), 2)
    return Score(
        "district", round_, district, None, None, None, None, None, 300, low if low == high else None, low, high, 1.5,
        12, 30, round(chance.random() * 6 - 3, 1), 120, (), 0, "本级80、区属70、镇街85", "国家口径 1", "d",
    )  # fmt: skip


def _earlier(chance: Random, month: int) -> EarlierRound:
    name, on = f"2026-{month:02}", date(2026, month, 16)
    districts = tuple(
        EarlierDistrict(
            id_,
            on,
            {"B02": chance.randint(60, 90) - 4 * month, "C03": chance.randint(100, 160), "D09": 3},
            {
                "content": 200 + 4 * month + chance.randint(0, 9),
                "missing": 60 - 3 * month,
                "unverifiable": chance.randint(5, 40),
            },
            (_score(chance, name, id_),),
            ("未读全",) if id_ == "anhe" and month == 7 else (),
        )
        for id_, _, _ in DISTRICTS
        if not (id_ == "gangkou" and month < 7)
    )
    return EarlierRound(name, on + timedelta(0), districts)


def only(view: RoundView, *ids: str) -> RoundView:
    """The same round over some of its districts."""
    return replace(view, districts=tuple(one for one in view.districts if one.district.id in ids))
