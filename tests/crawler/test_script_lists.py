"""Lists that only scripts fill: read with a browser where there is one, never called empty where there is none."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.browser import unavailable
from inspection.types.portal import ListedItem, Listing, Page, Snapshot
from tests.crawler.portal_server import PortalServer, Reply, serve
from tests.crawler.portals_made import HOME, OPEN, static_page
from tests.crawler.rounds import Round, district, settings
from tests.crawler.test_crawl import archive_is_sound

needs_browser = pytest.mark.skipif(bool(unavailable()), reason=f"no browser: {unavailable()}")
COLUMNS = {"tz": "通知公告", "zc": "政策文件", "kong": "人事信息"}
NUMBERS = {"tz": 101, "zc": 102, "kong": 103}
FILLED = """<div class="list"><ul class="newslist" id="rows"></ul><div class="pager" id="pager"></div></div><script>
let page = 1;
async function fill() {
  const got = await (await fetch("/api/NUMBER?page=" + page)).json();
  document.getElementById("rows").innerHTML = got.rows.map(n =>
    `<li><a href="${got.at}d${n}.html">关于第${n}号事项的通知</a><span>2026-05-0${n}</span></li>`).join("");
  const more = '<a href="javascript:;" onclick="next()">下一页</a>';
  document.getElementById("pager").innerHTML = page < got.pages ? more : "";
}
function next() { page++; fill(); }
fill();
</script>"""


def put(server: PortalServer) -> str:
    """Three columns filled by one script: two pages, one page, nothing."""
    links = "".join(f'<li><a href="/zwgk/{slug}/">{name}</a></li>' for slug, name in COLUMNS.items())
    menu = f'<div class="leftmenu"><ul>{links}</ul></div>'
    server.put("/zwgk/", static_page("政务公开", [HOME, OPEN], menu))
    numbers = {"tz": [[1, 2, 3], [4, 5]], "zc": [[6, 7]], "kong": [[]]}
    for slug, name in COLUMNS.items():
        number = NUMBERS[slug]
        way = [HOME, OPEN, (name, f"/zwgk/{slug}/")]
        server.put(f"/zwgk/{slug}/", static_page(name, way, menu + FILLED.replace("NUMBER", str(number))))
        for place, rows in enumerate(numbers[slug], start=1):
            body = json.dumps({"rows": rows, "pages": len(numbers[slug]), "at": f"/zwgk/{slug}/"}).encode()
            server.pages[f"/api/{number}?page={place}"] = Reply(body, kind="application/json")
        for n in (n for rows in numbers[slug] for n in rows):
            title = f"关于第{n}号事项的通知"
            text = f'<h1>{title}</h1><div class="info">发布时间：2026-05-0{n}</div><div class="TRS_Editor">'
            text += "<p>各街道办事处：现就有关事项通知如下，请认真贯彻执行，并于月底前报送情况。</p></div>"
            server.put(f"/zwgk/{slug}/d{n}.html", static_page(title, way, text))
    return f"{server.url}/zwgk/"


@pytest.fixture
def portal() -> Iterator[PortalServer]:
    with serve() as server:
        yield server


def states(one: Round) -> dict[str, tuple[str, int]]:
    return {row.url.rstrip("/").rpartition("/")[2]: (row.state, row.seen) for row in one.rows(Listing)}


def test_without_a_browser_they_are_script_only(portal: PortalServer, tmp_path: Path) -> None:
    one = Round(tmp_path, district(put(portal)), settings(browser=False))
    one.crawl()
    assert states(one) == dict.fromkeys(COLUMNS, ("script_only", 0))
    assert not any(path.startswith("/api/") for path in portal.asked)


@needs_browser
@pytest.mark.slow
def test_a_browser_reads_them_to_their_end(portal: PortalServer, tmp_path: Path) -> None:
    one = Round(tmp_path, district(put(portal)), settings())
    one.crawl()
    # The empty one is built like the others, which show rows: nothing is missing from it.
    assert states(one) == {"tz": ("complete", 5), "zc": ("complete", 2), "kong": ("complete", 0)}
    assert {page.state for page in one.rows(Page)} == {"ok"} and len(one.rows(Page)) == 7
    shown = [row for row in one.rows(Snapshot) if row.rendered]
    assert len(shown) == 4 and archive_is_sound(tmp_path)
    log = (tmp_path / "requests.log").read_text(encoding="utf-8")
    assert log.count("/api/101?page=") == 2
    again = one.lasting()
    one.crawl()
    assert one.lasting() == again


@needs_browser
@pytest.mark.slow
def test_only_columns_that_need_it_are_rendered(portal: PortalServer, tmp_path: Path) -> None:
    url = put(portal)
    rows = "".join(
        f'<li><a href="/zwgk/zc/d{n}.html">关于第{n}号事项的通知</a><span>2026-05-0{n}</span></li>' for n in (6, 7)
    )
    way = [HOME, OPEN, ("政策文件", "/zwgk/zc/")]
    portal.put("/zwgk/zc/", static_page("政策文件", way, f'<ul class="newslist">{rows}</ul><div>共1页</div>'))
    one = Round(tmp_path, district(url), settings())
    one.crawl()
    assert {row.url.rstrip("/").rpartition("/")[2] for row in one.rows(Snapshot) if row.rendered} == {"tz", "kong"}
    assert states(one)["zc"] == ("complete", 2)


@needs_browser
def test_data_that_does_not_come_leaves_the_list_unread(portal: PortalServer, tmp_path: Path) -> None:
    url = put(portal)
    portal.pages["/api/101?page=2"] = Reply(b"busy", 503)
    portal.pages["/api/102?page=1"] = Reply(b"", 500)
    one = Round(tmp_path, district(url), settings())
    one.crawl()
    found = states(one)
    assert found["tz"][0] == "cut_short" and found["zc"] == ("script_only", 0)
    assert {item.url.rpartition("/")[2] for item in one.rows(ListedItem)} == {"d1.html", "d2.html", "d3.html"}


@needs_browser
@pytest.mark.slow
def test_data_with_a_classification_mark_is_neither_kept_nor_shown(portal: PortalServer, tmp_path: Path) -> None:
    url = put(portal)
    marked = '<html><body><div class="zhengwen"><p>机密★1年</p><p>关于某项工作的通知</p></div></body></html>'
    portal.pages["/api/102?page=1"] = Reply(marked.encode())
    one = Round(tmp_path, district(url), settings())
    one.crawl()
    assert states(one)["zc"] == ("script_only", 0)
    stored = b"".join(gzip.decompress(file.read_bytes()) for file in tmp_path.glob("*.warc.gz"))
    assert "机密★".encode() not in stored and "某项工作".encode() not in stored
    assert "关于第4号".encode() in stored
