"""商请支持网上巡查采集的函: asks whoever keeps a platform to permit the collection, where the round shows that it was
refused; no letter where nothing was."""

from pathlib import Path
from typing import Any

from reports.bulletin_problems import clipped
from reports.bulletin_words import named
from reports.deadlines import due_after
from reports.documents import Paper, write_paper
from reports.output import remove
from reports.platform_refusals import WAYS, Asked, Refusal, asked_of, days_of
from reports.sheets import Link
from reports.view import RoundView
from reports.words import day, file_name, moment, round_words, told, writable

# A platform that several districts share gets one letter: all districts of the round are needed.
OF_ROUND = True
TITLE = "关于商请支持政务公开网上巡查采集的函"
_NAME = "商请支持采集的函（草稿）"
_NO_DATE = "　　　　年　　月　　日"
_PLACES, _PLACE = 3, 60
_NAMED = 6


def write(view: RoundView, folder: Path) -> list[Path]:
    """Writes the letters and returns their files; one of an earlier run that no longer holds is removed.

    Raises UserError naming the office's template where that cannot be filled.
    """
    written = []
    for letter in asked_of(view):
        paper = Paper("platform_letter", letter_values(view, letter), TITLE, told(view.office.name), view.as_of)
        written += write_paper(paper, folder, _stem(view, letter), view.templates, pdf=view.settings.pdf)
    for ending in ("docx", "pdf"):
        for path in sorted(folder.glob(f"*{_NAME}.{ending}")):
            if path not in written:
                remove(path)
    return written


def letter_values(view: RoundView, letter: Asked) -> dict[str, Any]:
    """What a template can use (docs/templates.md)."""
    contact = [("联系人", view.office.contact), ("电话", view.office.phone)]
    due = due_after(view.counted_from, view.pack.deadlines["ordinary"], view.calendar).text
    return {
        "office": told(view.office.name),
        "title": TITLE,
        "draft": "（草稿，未编号）",
        "number": "",
        "addressee": letter.addressee,
        "opening": _opening(view, letter),
        "sections": [
            {"heading": "一、受阻情况", "lines": _met(letter)},
            {"heading": "二、采集方式", "lines": _manners(view)},
            {
                "heading": "三、商请事项",
                "lines": [*_wanted(view, letter), f"以上请予支持，并请于{due.replace('通知', '函')}函复。"],
            },
        ],
        "annexes": ["1.采集受阻情况表"],
        "rows": [_row(number, one) for number, one in enumerate(letter.refusals, start=1)],
        "date": day(view.notice_date) or _NO_DATE,
        "contact": "，".join(f"{word}：{writable(value)}" for word, value in contact if value),
    }


def _stem(view: RoundView, letter: Asked) -> str:
    whose = view.file_stem(letter.districts[0]) if len(letter.districts) == 1 else file_name(letter.hosts[0])
    return f"{whose}{_NAME}"


def _opening(view: RoundView, letter: Asked) -> str:
    names = named([told(one.district.name) for one in letter.districts], _NAMED)
    basis = view.pack.notice.legal_basis or "《中华人民共和国政府信息公开条例》"
    return (
        f"根据{basis}关于政府信息公开工作主管部门监督检查的规定，我办在{round_words(view.round)}中对{names}网上政务公开情况进行采集核对。"
        "采集中，贵单位主办（承办）的网站有部分内容未能取得，相应事项只能列为无法核验，不能反映实际公开情况。"
        "现商请予以支持，具体如下："
    )


def _met(letter: Asked) -> list[str]:
    """What was refused, a line for each host."""
    lines = []
    known = days_of(letter.refusals)
    when = f"（{_span(day(known[0]), day(known[1]))}）" if known else ""
    for host in letter.hosts:
        own = [one for one in letter.refusals if one.host == host]
        said = "；".join(f"{WAYS[way]}，{sum(one.count for one in own if one.way == way)}处" for way in _ways(own))
        lines.append(f"{writable(host)}：{said}。")
    return [*lines, f"各次请求的时间和返回情况见附件{when}。"]


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first}至{last}"


def _manners(view: RoundView) -> list[str]:
    """How we ask, so that the keeper can know us."""
    crawl, agent = view.crawl, view.user_agent
    lines = ["采集只读取面向公众公开的页面，不登录、不办理业务，不采集非公开内容。"]
    if agent:
        lines.append(f"请求头 User-Agent 为：{agent}。")
    if crawl is not None:
        window = f"，只在每日 {crawl.window} 之间进行" if crawl.window else ""
        budget = f"，每个网站每批次不超过 {crawl.requests_per_host} 次请求" if crawl.requests_per_host else ""
        pace = (
            f"每个网站同时只有一个请求，两次请求之间至少间隔 {crawl.delay:g} 秒"
            if crawl.delay
            else "每个网站同时只有一个请求"
        )
        rules = "，遵守 robots.txt 的规定" if crawl.robots else ""
        lines.append(f"{pace}{window}{budget}{rules}；网站应答变慢或者提示稍候的，自动放慢。")
    return lines


def _wanted(view: RoundView, letter: Asked) -> list[str]:
    """What the keeper is asked for, by what was refused."""
    token = next((part for part in _tokens(view.user_agent) if part), "")
    whom = f"“{token}”" if token else "本巡查程序"
    ask = {
        "robots": f"在 robots.txt 中允许{whom}访问政务公开（政府信息公开）栏目",
        "rules": "修复 robots.txt，使其能够正常读取；没有采集限制的，可不设该文件（返回 404）",
        "challenge": "将本巡查程序的 User-Agent 或者我办出口地址列入访问防护白名单，对其不作验证、跳转和限速拦截",
        "forbidden": "对本巡查程序开放政务公开（政府信息公开）栏目的访问权限",
        "script": "提供栏目列表的数据接口说明，或者在页面中提供不依赖脚本的栏目列表",
    }
    wanted = [ask[way] for way in _ways(letter.refusals)]
    if len(wanted) == 1:
        return [f"{wanted[0]}。"]
    lines = [f"（{number}）{one}；" for number, one in zip("一二三四五", wanted, strict=False)]
    return [*lines[:-1], lines[-1].removesuffix("；") + "。"]


def _tokens(agent: str) -> list[str]:
    """The product that a User-Agent names: Xuncha of `Mozilla/5.0 (compatible; Xuncha/0.1)`."""
    return [part.strip().partition("/")[0] for part in agent.rpartition(";")[2].rstrip(")").split(",")]


def _ways(refusals: Any) -> list[Any]:
    met = {one.way for one in refusals}
    return [way for way in WAYS if way in met]


def _row(number: int, one: Refusal) -> dict[str, Any]:
    first, last = moment(one.first), moment(one.last)
    places = "\n".join(clipped(told(place), _PLACE) for place in one.places[:_PLACES]) + (
        "\n等" if len(one.places) > _PLACES else ""
    )
    return {
        "number": str(number),
        "host": writable(one.host),
        "district": told(one.district.district.name),
        "what": WAYS[one.way],
        "count": str(one.count),
        "places": places,
        "link": Link(writable(one.url)),
        "seen": first if first == last else f"{first}\n至 {last}",
        "status": "、".join(map(str, one.statuses)),
    }
