"""The columns and pages of both districts, made from patterns: what every ordinary column holds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, groupby

from demo.city import Doc, Place, Site, newest_first, office_day
from demo.duties import Directory, Duty, directories
from demo.faults import SPECIAL

SERVICE_HOST = "http://zwfw.jiangzhou.example"
AGENCIES = {
    "区文化广电体育和旅游局": "文广旅", "区民政局": "民", "区人力资源和社会保障局": "人社", "区应急管理局": "应急",
    "区教育局": "教", "区司法局": "司", "区财政局": "财", "区人民政府办公室": "政办",
}  # fmt: skip
TOWNS = ("柳岸街道", "白沙镇", "青石镇", "桥头街道", "沙洲镇")
NEWS = (
    "{town}农贸市场升级改造工程通过竣工验收", "区领导到{town}调研重点项目建设进展", "{town}开展秋冬季植树绿化志愿行动",
    "{town}背街小巷路灯改造惠及沿线居民", "{town}召开{month}月份项目推进例会",
    "{town}老旧小区加装电梯工程完成{month}月节点",
)  # fmt: skip
WORKS = (
    "海绵城市建设", "道路停车泊位管理", "绿色建筑发展", "招商引资项目落地服务", "河湖长制", "数字经济发展", "城市更新",
    "公共自行车运营", "机关事务集中统一管理", "国有资产盘活", "滨江岸线整治", "园区循环化改造", "电动汽车充电设施建设",
    "商贸流通体系建设", "林长制", "节水型城市建设", "会展业发展", "工业用地提质增效",
)  # fmt: skip
FORMS = ("操作规程", "工作规程", "工作规则")
_EXPLAINED = 6
_OPENNESS_RULES = ("政府信息公开保密审查", "政策解读和回应关切", "公众参与行政决策", "政府信息依申请公开办理")
JOBS = ("装配钳工", "仓储管理员", "收银员", "电气工程师", "客房服务员", "数控操作员", "物流调度员", "绿化养护员")


def linjiang() -> Site:
    """The district on gkmlpt: one list of 130, one that the deployment cuts short, and the mirrored directory."""
    name, numbers = "临江区", count(1)
    jobs = _jobs(name)
    return Site(
        "linjiang", name, "江州市临江区政府信息公开平台", "9601020001", "114501020000000011",
        (
            Place("政府信息公开指南", "zn", (_plain(f"{name}政府信息公开指南", date(2026, 3, 11)),)),
            Place("政府信息公开制度", "zd", _rules_of_openness(name)),
            Place("法定主动公开内容", "fdzdgk", (_plain(f"{name}法定主动公开内容目录", date(2026, 3, 24)),)),
            Place("政府信息公开年报", "nb", _yearly_reports(name)),
            Place("依申请公开", "ysqgk", jump=f"{SERVICE_HOST}/openness/apply"),
            Place("机构职能", "jgzn", (_plain(f"{name}人民政府办公室机构职能", date(2026, 5, 20)),)),
            Place("区政府文件", "qzfwj", _documents(name, numbers, 18, explained=True)),
            Place("政策解读", "zcjd", _explained(name, date(2026, 8, 3))),
            Place("通知公告", "tzgg", _notices(name, date(2026, 4, 24), 16)),
            Place("工作动态", "gzdt", _news(name, date(2026, 11, 13), 130, 2)),
            Place("重点领域信息公开", "zdly", children=_domains("linjiang", name, numbers, {"就业信息服务": jobs})),
        ),
    )  # fmt: skip


def wanghu() -> Site:
    """The district on static pages: lists of several pages, one whose second page fails, and the mirrored directory."""
    name, numbers = "望湖区", count(1)
    law = Place("法治宣传教育", "fzxc", _law_lessons(name), fails_from=2)
    return Site(
        "wanghu", name, "江州市望湖区人民政府", "9601030001", "114501030000000022",
        (
            Place("政府信息公开指南", "zn", (_plain(f"{name}政府信息公开指南", date(2026, 4, 9)),), single=True),
            Place("政府信息公开制度", "zd", _rules_of_openness(name)),
            Place("法定主动公开内容", "fdzdgk", (_plain(f"{name}法定主动公开内容目录", date(2026, 3, 24)),)),
            Place("政府信息公开年报", "nb", _yearly_reports(name)),
            Place("依申请公开", "ysqgk", jump=f"{SERVICE_HOST}/openness/apply"),
            Place("区政府文件", "qzfwj", _documents(name, numbers, 18)),
            Place("通知公告", "tzgg", _notices(name, date(2026, 11, 10), 47, SPECIAL["wanghu"]["tzgg"])),
            Place("动态要闻", "dtyw", _news(name, date(2026, 10, 21), 44, 5, SPECIAL["wanghu"]["dtyw"])),
            Place("基层政务公开标准化规范化", "jczwgk",
                  children=_domains("wanghu", name, numbers, {"法治宣传教育": law})),
        ),
    )  # fmt: skip


def sites() -> tuple[Site, Site]:
    """Both districts."""
    return linjiang(), wanghu()


def _domains(district: str, name: str, numbers: Iterator[int], ready: dict[str, Place]) -> tuple[Place, ...]:
    return tuple(_domain(district, name, directory, numbers, ready) for directory in directories(district))


def _domain(district: str, name: str, directory: Directory, numbers: Iterator[int], ready: dict[str, Place]) -> Place:
    """A domain's column with its first and second levels; a first level named like its domain is left out, as portals
    do. `ready` are first levels made elsewhere."""
    children: list[Place] = []
    for level1, group in groupby(directory.duties, key=lambda duty: duty.level1):
        duties = [duty for duty in group if duty.carried != "absent"]
        inside = [duty for duty in duties if duty.carried == "inside_level1"]
        slug = duties[0].level1_slug if duties else ""
        if level1 in ready:
            children.append(ready[level1])
        elif inside:
            docs = [doc for duty in inside for doc in _docs(district, name, directory, duty, numbers)]
            children.append(Place(level1, slug, newest_first(docs)))
        elif duties:
            leaves = tuple(_leaf(district, name, directory, duty, numbers) for duty in duties)
            children += leaves if level1 == directory.domain else (Place(level1, slug, children=leaves),)
    return Place(directory.domain, directory.slug, children=tuple(children))


def _leaf(district: str, name: str, directory: Directory, duty: Duty, numbers: Iterator[int]) -> Place:
    slug = duty.slug.split("/")[1]
    docs = _docs(district, name, directory, duty, numbers)
    if duty.carried == "jump":
        return Place(duty.level2, slug, jump=f"{SERVICE_HOST}/matters/{directory.slug}-{slug}")
    if duty.carried == "blank":
        return Place(duty.level2, slug)
    if duty.carried == "note" and not docs:
        note = (
            f"截至2026年10月31日，{name}暂无{duty.level2}事项发生，本栏目暂无应公开的信息。"
            f"今后如有变化，将及时予以公开。特此说明。{name}{directory.publisher.removeprefix('区')}"
        )
        return Place(duty.level2, slug, note=note)
    return Place(duty.level2, slug, newest_first(docs), barred=duty.carried == "barred")


def _docs(district: str, name: str, directory: Directory, duty: Duty, numbers: Iterator[int]) -> list[Doc]:
    """The ordinary pages of a duty and those that were laid among them."""
    special = SPECIAL[district].get(f"{directory.slug}/{duty.slug}", ())
    return [*_ordinary(name, directory, duty, numbers), *special]


def _ordinary(name: str, directory: Directory, duty: Duty, numbers: Iterator[int]) -> list[Doc]:
    agency = name + directory.publisher.removeprefix("区")
    if duty.pages == "policy":
        return [
            _document(name, directory.publisher, f"《{name}{duty.subject}{form}》", next(numbers), day)
            for form, day in zip(FORMS, (date(2026, 7, 6), date(2026, 9, 9), date(2026, 10, 14)), strict=True)
        ]
    if duty.pages == "guide":
        return [
            Doc(f"{duty.subject}办事指南（2026年版）", office_day(date(2026, 8, 12)), "guide", publisher=agency),
            Doc(f"{duty.subject}申请材料清单和示范文本", office_day(date(2026, 8, 13)), "attached", publisher=agency),
        ]
    if duty.pages == "monthly":
        return [
            Doc(f"{name}2026年{month}月{duty.subject}", office_day(date(2026, month + 1, 5)), publisher=agency)
            for month in (6, 7, 8, 9, 10)
        ]
    if duty.pages == "yearly":
        month = 2 if duty.level2.endswith("预算") else 9
        return [
            Doc(f"{name}{year}年{duty.subject}", office_day(date(year, month, 8 + year % 7)), publisher=agency)
            for year in (2024, 2025, 2026)
        ]
    return []


def _document(name: str, publisher: str, work: str, number: int, day: date) -> Doc:
    """An official document of the ordinary kind: signed, labelled, online two days later."""
    agency = name + publisher.removeprefix("区")
    short = name.removesuffix("区") + AGENCIES[publisher]
    written = office_day(day)
    return Doc(
        f"{agency}关于印发{work}的通知", office_day(written + timedelta(days=2)), "document", written,
        f"{short}〔{written.year}〕{number}号", publisher=agency,
    )  # fmt: skip


def _documents(name: str, numbers: Iterator[int], many: int, *, explained: bool = False) -> tuple[Doc, ...]:
    docs = []
    for place, work in enumerate(WORKS[:many]):
        day = date(2026, 1 + place % 10, 4 + place)
        doc = _document(name, "区人民政府办公室", f"《{name}{work}三年行动方案（2026—2028年）》", next(numbers), day)
        # what is explained links to its explanation and back
        doc = replace(doc, beside=(_explanation(name, work),)) if explained and work in WORKS[:_EXPLAINED] else doc
        docs.append(replace(doc, served="moved") if place == 3 else doc)
    return newest_first(docs)


def _plain(title: str, day: date) -> Doc:
    return Doc(title, office_day(day), publisher=f"{title[:3]}人民政府办公室")


def _yearly_reports(name: str) -> tuple[Doc, ...]:
    return tuple(
        Doc(f"{name}人民政府{year}年政府信息公开工作年度报告", office_day(date(year + 1, 1, 28)),
            publisher=f"{name}人民政府办公室")
        for year in (2025, 2024, 2023)
    )  # fmt: skip


def _explained(name: str, newest: date) -> tuple[Doc, ...]:
    return newest_first([
        Doc(_explanation(name, work), office_day(newest - timedelta(days=21 * place)),
            publisher=f"{name}人民政府办公室",
            beside=(f"{name}人民政府办公室关于印发《{name}{work}三年行动方案（2026—2028年）》的通知",))
        for place, work in enumerate(WORKS[:_EXPLAINED])
    ])  # fmt: skip


def _explanation(name: str, work: str) -> str:
    return f"一图读懂《{name}{work}三年行动方案（2026—2028年）》"


def _rules_of_openness(name: str) -> tuple[Doc, ...]:
    titles = [f"{name}{rule}工作制度" for rule in _OPENNESS_RULES]
    return newest_first([_plain(title, date(2026, 3, 16 + place)) for place, title in enumerate(titles)])


def _notices(name: str, newest: date, many: int, special: tuple[Doc, ...] = ()) -> tuple[Doc, ...]:
    kinds = ("{town}部分路段夜间交通管制的通告", "{town}计划停水检修的通知", "{town}公共停车场开放试运行的通知")
    docs = []
    for place in range(many):
        day = newest - timedelta(days=5 * place)
        matter = kinds[place % len(kinds)].format(town=TOWNS[place % len(TOWNS)])
        title = f"关于{day.month}月{day.day}日起{matter}"
        docs.append(Doc(title, office_day(day), "proclamation", label=None, publisher=f"{name}人民政府办公室"))
    return newest_first([*docs, *special])


def _news(name: str, newest: date, many: int, step: int, special: tuple[Doc, ...] = ()) -> tuple[Doc, ...]:
    docs = []
    for place in range(many):
        day = newest - timedelta(days=step * place)
        event = NEWS[place % len(NEWS)].format(town=TOWNS[place // len(NEWS) % len(TOWNS)], month=day.month)
        docs.append(Doc(f"{event}（{day.month}月{day.day}日）", day, "news", label=None, publisher=f"{name}融媒体中心"))
    return newest_first([*docs, *special])


def _jobs(name: str) -> Place:
    """A list of 128 of which the deployment hands out the first 88, as one real deployment does."""
    docs = [
        Doc(
            f"{TOWNS[place % len(TOWNS)]}用人单位第{128 - place}期岗位信息：招聘{JOBS[place % len(JOBS)]}若干名",
            office_day(date(2026, 11, 12) - timedelta(days=2 * place)), publisher=f"{name}人力资源和社会保障局",
        )
        for place in range(88)
    ]  # fmt: skip
    return Place("就业信息服务", "jyxx", newest_first(docs), fails_from=2, claimed=128)


def _law_lessons(name: str) -> tuple[Doc, ...]:
    laws = ("民法典", "宪法", "行政诉讼法")
    return newest_first([
        Doc(
            f"{TOWNS[place % len(TOWNS)]}第{45 - place}期法律知识普及讲座：{laws[place % len(laws)]}",
            office_day(date(2026, 8, 10) - timedelta(days=7 * place)), publisher=f"{name}司法局",
        )
        for place in range(45)
    ])  # fmt: skip
