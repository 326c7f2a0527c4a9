"""The sheet of a portal's check-up, for the district: what was recognised, each column and its list, the other sites it
leads to, and which shown date is taken for which."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from inspection.types.office import Office
from inspection.types.survey import Agreement, AskedHost, DistrictSurvey, PortalSurvey, ShownDate, SurveyedColumn
from reports.output import put
from reports.sheets import Cell, Link, Table, book_of
from reports.words import listing_words, moment, path_words, told

KINDS = {"list": "列表", "page": "单个页面", "node": "上级栏目", "link_out": "外部链接"}
_SUMMARY = (("门户", 34), ("项目", 16), ("情况", 90))
_COLUMNS = (
    ("序号", 5), ("栏目", 40), ("类型", 10), ("平台类型", 10), ("地址", 44), ("列表", 20), ("读到", 8), ("网站标明", 8),
    ("最新日期", 12), ("说明", 44),
)  # fmt: skip
_DATES = (
    ("门户", 26), ("页面所写", 14), ("页面数", 8), ("同列表日期", 12), ("同meta标签", 12), ("同网址日期", 12),
    ("同落款日期", 12), ("按什么读", 16), ("由谁定", 8), ("疑问", 36), ("例", 60),
)  # fmt: skip
_LINKED = (("网站", 30), ("栏目", 8), ("列表中的行", 12), ("视同公开", 10), ("例", 60))
_HOSTS = (
    ("网站", 30), ("robots.txt", 34), ("答复", 8), ("通常用时", 10), ("最长用时", 10), ("3秒以上", 8), ("访问防护", 8),
    ("没有答复", 8),
)  # fmt: skip


def write(survey: DistrictSurvey, office: Office, path: Path) -> Path:
    """Writes the sheet of a district. Raises UserError where the file cannot be written."""
    name = told(survey.name)
    tables = (
        _summary(survey, name),
        _columns(survey, name),
        _dates(survey, name),
        _linked(survey, name),
        _hosts(survey, name),
    )
    made = datetime.fromisoformat((survey.collected or ("2000-01-01T00:00:00",))[0]).replace(tzinfo=None)
    path.parent.mkdir(parents=True, exist_ok=True)
    put(path, book_of(tables, title=f"{name}门户检查表", author=told(office.name), made=made))
    return path


def family_words(portal: PortalSurvey) -> str:
    """The platform of a portal, or how many of its columns are of which."""
    if not portal.families:
        return "没有识别出"
    if len(portal.families) == 1:
        return portal.families[0][0]
    return "、".join(f"{family}（{count} 个栏目）" for family, count in portal.families)


def list_words(portal: PortalSurvey) -> str:
    """How many lists of a portal were read to their end, and what became of the others."""
    listings = [one.listing for one in portal.columns if one.listing is not None]
    words = {"cut_short": "未读完", "unreadable": "无法判读", "script_only": "只由脚本生成"}
    counted = {state: sum(one.state == state for one in listings) for state in ("complete", *words)}
    parts = [f"{counted['complete']}/{len(listings)} 个列表读到末尾"]
    return "，".join([*parts, *(f"{words[state]} {counted[state]} 个" for state in words if counted[state])])


def _summary(survey: DistrictSurvey, name: str) -> Table:
    since = "—".join(dict.fromkeys(moment(one) for one in survey.collected)) if survey.collected else "尚未采集"
    remark = f"首次巡查前的检查，不是巡查结果。采集时间：{since}。"
    return Table("概况", f"{name}门户检查表", _SUMMARY, [tuple(map(told, row)) for row in _facts(survey)], remark)


def _facts(survey: DistrictSurvey) -> Iterator[tuple[str, str, str]]:
    for portal in survey.portals:
        yield portal.url, "平台类型", family_words(portal)
        counted = {kind: sum(one.column.kind == kind for one in portal.columns) for kind in KINDS}
        shown = "，".join(f"{KINDS[kind]} {count}" for kind, count in counted.items() if count)
        yield portal.url, "栏目", f"{len(portal.columns)} 个（{shown}）" if portal.columns else "没有读出"
        yield portal.url, "列表", list_words(portal)
        yield portal.url, "结论", f"未能检查清楚：{portal.unsaid}" if portal.unsaid else "可以开展巡查"
    yield "", "抽取页面", f"{survey.pages} 个，读出 {survey.read} 个，其中 {survey.undated} 个读不出发布日期"
    yield "", "最新日期", survey.newest.isoformat() if survey.newest else "没有读出"
    doubts = sum(one.doubt is not None for one in survey.dates)
    yield "", "待确定的日期", f"{doubts} 处，见“日期”表，请在 portals.csv 中填写含义" if doubts else "没有"
    if survey.browser:
        yield "", "浏览器", survey.browser
    for sentence in survey.missing:
        yield "", "未采集到", sentence


def _columns(survey: DistrictSurvey, name: str) -> Table:
    every = [one for portal in survey.portals for one in portal.columns]
    rows = [(number, *_column(one)) for number, one in enumerate(every, start=1)]
    remark = "“列表”一栏：只有已读完的列表才能据以判断“没有公开”。"
    return Table("栏目", f"{name}门户栏目", _COLUMNS, rows, remark)


def _column(one: SurveyedColumn) -> tuple[Cell, ...]:
    column, listing = one.column, one.listing
    reason = listing.reason if listing and listing.reason else ""
    note = "列表处为情况说明" if listing and listing.note else ""
    return (
        told(path_words(column.path)),
        KINDS[column.kind],
        column.family,
        Link(column.url),
        listing_words(listing)[0] if listing else "",
        listing.seen if listing else "",
        column.claimed if column.claimed is not None else "",
        listing.newest.isoformat() if listing and listing.newest else "",
        told("；".join(part for part in (reason, note) if part)),
    )


def _dates(survey: DistrictSurvey, name: str) -> Table:
    rows = [_date(one) for one in survey.dates]
    remark = "“同……”各栏：日期相同的页面数/两个日期都有的页面数。有疑问的请看“例”中的页面，在 portals.csv 中填写含义。"
    return Table("日期", f"{name}页面上的日期", _DATES, rows, remark)


def _date(one: ShownDate) -> tuple[Cell, ...]:
    return (
        one.host,
        one.label,
        one.pages,
        *(agreement_words(found) for found in (one.listed, one.meta, one.address, one.signed)),
        one.reading,
        "人工" if one.settled else "程序",
        told(one.doubt),
        Link(one.example),
    )


def agreement_words(found: Agreement) -> str:
    """On how many of how many pages two dates are the same; '' where they never stand side by side."""
    return f"{found.same}/{found.both}" if found.both else ""


def _linked(survey: DistrictSurvey, name: str) -> Table:
    rows = [
        (one.host, one.columns, one.rows, "是" if one.allowed else "否", Link(one.example)) for one in survey.linked
    ]
    remark = "其他网站上的内容，只有写入 xuncha.toml 的 allow_hosts 才视同本区公开。"
    return Table("外部网站", f"{name}门户链向的其他网站", _LINKED, rows, remark)


def _hosts(survey: DistrictSurvey, name: str) -> Table:
    return Table("采集情况", f"{name}采集情况", _HOSTS, [_host(one) for one in survey.hosts], "用时单位：毫秒。")


def _host(one: AskedHost) -> tuple[Cell, ...]:
    median = one.median_ms if one.median_ms is not None else ""
    longest = one.longest_ms if one.longest_ms is not None else ""
    return one.host, one.robots, one.answers, median, longest, one.slow, one.challenged, one.failed
