"""A real Chromium shows lists that only scripts fill; all it asks for goes through the crawl's own fetching."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

import pytest

from crawler.browser import PAST_END, Browser, Shown, unavailable
from crawler.evidence import Received
from crawler.manners import Refusal
from crawler.requests import Wanted
from crawler.settings import CHINA

pytestmark = pytest.mark.skipif(bool(unavailable()), reason=f"no browser: {unavailable()}")

HOST = "http://www.linjiang.example"
ROW = '<ul><li><a href="/d/1.html">关于第一号事项的通知</a><span>2026-05-01</span></li></ul>'
ROWS = """
<html><head><title>政策文件</title></head><body><ul id="rows"></ul><a class="next" id="next">下一页</a><script>
let page = 1;
async function fill() {
  const rows = await (await fetch("/api/list?page=" + page)).json();
  document.getElementById("rows").innerHTML =
    rows.map(n => `<li><a href="/d/${n}.html">关于第${n}号事项的通知</a><span>2026-05-0${n}</span></li>`).join("");
  document.getElementById("next").className = page < 3 ? "next" : "next disabled";
}
document.getElementById("next").onclick = () => { if (page < 3) { page++; fill(); } };
fill();
</script></body></html>"""


@dataclass
class Site:
    """Answers by path; every request is noted."""

    pages: dict[str, str | Callable[[str], str]]
    asked: list[str] = field(default_factory=list)

    async def fetch(self, wanted: Wanted) -> Received | Refusal:
        self.asked.append(wanted.url)
        parts = urlsplit(wanted.url)
        found = self.pages.get(parts.path)
        if found is None:
            return Refusal("timeout", "连接超时")
        body = found(parts.query) if callable(found) else found
        kind = "application/json" if body[:1] in "[{" else "text/html; charset=utf-8"
        at = datetime(2026, 11, 20, tzinfo=CHINA)
        return Received(
            wanted.url, wanted.method, (), b"", 200, (("Content-Type", kind),), body.encode(), "HTTP/1.1", at
        )


def shown(site: Site, *numbers: int, path: str = "/list/", patience: float = 15) -> list[Shown | Refusal]:
    async def run() -> list[Shown | Refusal]:
        browser = Browser(site.fetch, lambda url: url.startswith(HOST), "Xuncha", patience)
        try:
            return [await browser.show(Wanted(HOST + path, "list", rendered=number)) for number in numbers]
        finally:
            await browser.close()

    return asyncio.run(run())


def texts(found: list[Shown | Refusal]) -> list[str]:
    return [one.html.decode() if isinstance(one, Shown) else one.kind for one in found]


def numbered(query: str) -> str:
    page = int(query.rpartition("=")[2])
    return json.dumps([2 * page - 1, 2 * page])


def test_pages_of_a_list_until_its_control_is_switched_off() -> None:
    site = Site({"/list/": ROWS, "/api/list": numbered})
    found = shown(site, 1, 2, 3, 4)
    first, second, third, end = texts(found)
    assert "关于第2号" in first and "关于第4号" in second and "关于第6号" in third and "关于第4号" not in third
    assert end == "past_end" and found[3] == PAST_END
    assert site.asked == [f"{HOST}/list/", *(f"{HOST}/api/list?page={n}" for n in (1, 2, 3))]


def test_a_later_page_is_reached_from_the_first_where_a_crawl_goes_on() -> None:
    site = Site({"/list/": ROWS, "/api/list": numbered})
    assert "关于第4号" in texts(shown(site, 2))[0]


def test_nothing_beyond_the_permitted_hosts_is_asked_for() -> None:
    page = (
        f"<html><body>{ROW}"
        + """<p id="t">空</p><img src="/a.png"><script>
      new Image().src = "http://evil.example/x.png"; navigator.sendBeacon("http://evil.example/b", "1");
      fetch("http://169.254.169.254/latest").catch(() => 0); fetch("file:///etc/passwd").catch(() => 0);
      fetch("http://127.0.0.1:1/").catch(() => 0); try { new WebSocket("ws://evil.example/"); } catch (e) {}
      alert("请安装插件"); window.open("http://evil.example/pop");
      document.getElementById("t").innerText = "已完成";
    </script></body></html>"""
    )
    site = Site({"/list/": page})
    assert "已完成" in texts(shown(site, 1))[0]
    assert site.asked == [f"{HOST}/list/"]


def test_a_list_whose_data_did_not_come_is_no_list() -> None:
    site = Site({"/list/": ROWS})
    (found,) = shown(site, 1)
    assert isinstance(found, Refusal) and found.kind == "browser" and "没有取到" in found.detail


def restless(more: str) -> Site:
    """A page whose text changes without end."""
    script = f"setInterval(() => {{ document.getElementById('t').innerText = Math.random(); {more} }}, 50);"
    page = f'<html><body>{ROW}<p id="t">0</p><script>{script}</script></body></html>'
    return Site({"/list/": page, "/tick": "[]"})


def test_a_page_that_never_rests_ends_with_patience() -> None:
    (found,) = shown(restless(""), 1, patience=3)
    assert isinstance(found, Shown)


def test_a_page_that_never_stops_asking_is_not_answered_for_ever() -> None:
    site = restless("fetch('/tick').catch(() => 0);")
    (found,) = shown(site, 1, patience=3)
    # whether one of its requests is under way when patience ends is chance: then its data were not had
    assert isinstance(found, Shown) or "没有加载完" in found.detail
    assert 1 < len(site.asked) <= 60


def test_a_page_that_cannot_be_had_is_said_to_be_so() -> None:
    (found,) = shown(Site({}), 1)
    assert isinstance(found, Refusal) and found.kind == "browser"


EMPTY_WITHOUT = """
<html><head><title>政策文件</title></head><body><ul id="rows"></ul><p id="none"></p><script>
async function fill() {
  let rows = [];
  try { rows = (await (await fetch("%s")).json()).data || []; } catch (error) {}
  document.getElementById("rows").innerHTML = rows.map(n => `<li><a href="/d/${n}.html">第${n}号</a></li>`).join("");
  document.getElementById("none").innerText = rows.length ? "" : "暂无数据";
}
fill();
</script></body></html>"""


@pytest.mark.parametrize(
    ("data", "answers", "why"),
    [
        ("http://api.elsewhere.example/list", {}, "api.elsewhere.example 不在采集范围内"),
        ("/api/list", {"/api/list": '{"success":false,"msg":"系统繁忙"}'}, "出错信息"),
        ("/api/list", {"/api/list": "<html><script>$_ts=window['$_ts'];</script></html>"}, "访问防护"),
    ],
)
def test_page_that_says_it_is_empty_because_its_data_was_not_had(data: str, answers: dict[str, str], why: str) -> None:
    (found,) = shown(Site({"/list/": EMPTY_WITHOUT % data, **answers}), 1)
    assert isinstance(found, Refusal) and found.kind == "browser" and why in found.detail


def test_page_whose_data_say_that_there_is_nothing() -> None:
    (found,) = shown(Site({"/list/": EMPTY_WITHOUT % "/api/list", "/api/list": '{"success":true,"data":[]}'}), 1)
    assert isinstance(found, Shown) and "暂无数据" in found.html.decode()
