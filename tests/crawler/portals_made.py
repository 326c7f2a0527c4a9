"""Two small portals in the shapes of their families, with fictional names."""

import json
from datetime import datetime, timedelta, timezone
from typing import Any

from tests.crawler.portal_server import PortalServer

CHINA = timezone(timedelta(hours=8))
TREE: list[dict[str, Any]] = [
    {"id": 10, "name": "政府信息公开指南", "children": [], "jump_url": "/zfxxgkzn/", "post_count": 0},
    {
        "id": 20,
        "name": "财政预决算",
        "children": [{"id": 21, "name": "部门预算", "children": [], "jump_url": "", "post_count": 103}],
        "jump_url": "",
        "post_count": 0,
    },
    {"id": 30, "name": "养老服务", "children": [], "jump_url": "", "post_count": 0},
]


def epoch(year: int, month: int, day: int) -> int:
    return int(datetime(year, month, day, tzinfo=CHINA).timestamp())


def article(portal: str, number: int) -> dict[str, Any]:
    day = number % 28 + 1
    return {
        "id": number,
        "title": f"临江区第{number}号通知",
        "url": f"{portal}/gkmlpt/content/0/{number // 1000}/post_{number}.html",
        "date": epoch(2026, 3, day),
        "display_publish_time": epoch(2026, 4, day),
        "first_publish_time": epoch(2026, 4, day),
        "document_number": f"临江府〔2026〕{number}号",
        "identifier": f"000000001/2026-{number:05d}",
        "publisher": "临江区财政局",
        "is_expired": 0,
        "is_abolished": 0,
    }


def gkmlpt_index(portal: str) -> str:
    tree = json.dumps(TREE, ensure_ascii=False)
    return (
        "<html><head><title>政府信息公开平台</title></head><body><div id='app'></div>"
        f"<script>window._CONFIG = {{ SID: '999041', SERVICE_AREA_ID: 1, HOST: '{portal}', TREE: {tree} }}</script>"
        "</body></html>"
    )


def gkmlpt_detail(portal: str, number: int) -> str:
    own = {
        **article(portal, number),
        "content": f"<p>第{number}号通知的正文，共若干条，请各单位遵照执行。</p><p>（此件公开发布）</p>",
    }
    return (
        f"<html><head><title>第{number}号</title></head><body><script>window._CONFIG = "
        f"{{ SID: '999041', DETAIL: {json.dumps(own, ensure_ascii=False)}, TREE: [] }}</script></body></html>"
    )


def put_gkmlpt(server: PortalServer, *, count: int = 103) -> str:
    """A portal with a link-out, a paged column (100 rows a page) and an empty one. Returns its address."""
    portal = server.url
    server.put("/gkmlpt/index", gkmlpt_index(portal))
    numbers = [960000 + place for place in range(count)]
    for page in (1, 2, 3):
        rows = [article(portal, number) for number in numbers[(page - 1) * 100 : page * 100]]
        if rows:
            server.put_json(
                f"/gkmlpt/api/all/21?page={page}&sid=999041", {"classify": {"post_count": 103}, "articles": rows}
            )
    for number in (20, 30):
        server.put_json(
            f"/gkmlpt/api/all/{number}?page=1&sid=999041", {"classify": {"post_count": 0}, "articles": [], "total": 0}
        )
    for number in numbers:
        server.put(f"/gkmlpt/content/0/{number // 1000}/post_{number}.html", gkmlpt_detail(portal, number))
    return f"{portal}/gkmlpt/index"


def static_page(title: str, crumbs: list[tuple[str, str]], body: str) -> str:
    way = " &gt; ".join(f'<a href="{url}">{name}</a>' for name, url in crumbs)
    return f"""<!DOCTYPE html><html><head><title>{title}-望湖区人民政府</title></head><body>
<div class="header"><ul class="nav"><li><a href="/">网站首页</a></li><li><a href="/xwzx/">新闻中心</a></li>
<li><a href="/zwgk/">政务公开</a></li></ul></div>
<div class="crumb">当前位置：{way}</div>
{body}
<div class="footer">主办：望湖区人民政府办公室 <a href="http://www.jiangzhou.example/">江州市人民政府</a></div></body></html>"""


MENU = """<div class="leftmenu"><ul>
<li><a href="/zwgk/zfxxgkzn/">信息公开指南</a></li>
<li><a href="/zwgk/zdly/">重点领域</a><ul><li><a href="/zwgk/zdly/czyjs/">财政预决算</a></li>
<li><a href="/zwgk/zdly/ylfw/">养老服务</a></li></ul></li>
<li><a href="http://data.jiangzhou.example/">数据开放平台</a></li></ul></div>"""
HOME = ("首页", "/")
OPEN = ("政务公开", "/zwgk/")


def detail(number: int) -> str:
    return static_page(
        f"关于第{number}号事项的通知",
        [HOME, OPEN, ("财政预决算", "/zwgk/zdly/czyjs/")],
        f'<h1>关于第{number}号事项的通知</h1><div class="info">发布时间：2026-05-{number:02d} 来源：望湖区财政局</div>'
        '<div class="TRS_Editor"><p>各街道办事处：现就有关事项通知如下，请认真贯彻执行，并于月底前报送情况。</p></div>',
    )


def put_static(server: PortalServer) -> str:
    """A portal with a side menu, a list over three pages, an empty list and a single page. Returns its address."""
    guide = (
        "<div class='content'><h1>信息公开指南</h1><p>"
        + "为方便公众获取本机关的政府信息，特编制本指南。" * 5
        + "</p></div>"
    )
    server.put("/zwgk/", static_page("政务公开", [HOME, OPEN], MENU + "<div>欢迎查阅</div>"))
    server.put("/zwgk/zfxxgkzn/", static_page("指南", [HOME, OPEN, ("信息公开指南", "/zwgk/zfxxgkzn/")], MENU + guide))
    server.put("/zwgk/zdly/", static_page("重点领域", [HOME, OPEN, ("重点领域", "/zwgk/zdly/")], MENU))
    empty = MENU + '<div class="list"><ul class="newslist"></ul></div>'
    way = [HOME, OPEN, ("重点领域", "/zwgk/zdly/")]
    server.put("/zwgk/zdly/ylfw/", static_page("养老服务", [*way, ("养老服务", "/zwgk/zdly/ylfw/")], empty))
    server.put(
        "/xwzx/",
        static_page(
            "新闻",
            [HOME, ("新闻中心", "/xwzx/")],
            "<ul class='list'><li><a href='./1.html'>新闻一则要闻</a>2026-01-01</li></ul>",
        ),
    )
    here = [*way, ("财政预决算", "/zwgk/zdly/czyjs/")]
    for page, numbers in enumerate(((7, 6, 5), (4, 3, 2), (1,))):
        rows = "".join(
            f'<li><a href="./202605/t202605{n:02d}_{1000 + n}.html" title="关于第{n}号事项的通知">关于第{n}号…</a>'
            f"<span>2026-05-{n:02d}</span></li>"
            for n in numbers
        )
        name = "index.html" if page == 0 else f"index_{page}.html"
        listed = f'<div class="list"><ul class="newslist">{rows}</ul></div>'
        body = f'{MENU}{listed}<script>createPageHTML(3, {page}, "index", "html");</script>'
        server.put(f"/zwgk/zdly/czyjs/{name}", static_page("财政预决算", here, body))
        if page == 0:
            server.put("/zwgk/zdly/czyjs/", static_page("财政预决算", here, body))
        for n in numbers:
            server.put(f"/zwgk/zdly/czyjs/202605/t202605{n:02d}_{1000 + n}.html", detail(n))
    return f"{server.url}/zwgk/"
