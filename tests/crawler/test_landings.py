"""Where links lead that do not lead to the matter."""

from pathlib import Path

from inspection.types.portal import Page
from tests.crawler.portal_server import Reply, serve
from tests.crawler.portals_made import put_static
from tests.crawler.rounds import Round, district, settings

FOLDER = "/zwgk/zdly/czyjs/202605"


def test_redirects_say_where_they_lead(tmp_path: Path) -> None:
    with serve() as server:
        url = put_static(server)
        sent = {7: "/zwgk/", 6: "/search/index.html", 5: "/zwgk/zdly/czyjs/", 4: f"{FOLDER}/t20260503_1003.html"}
        for number, target in sent.items():
            moved = Reply(b"", 302, headers={"Location": target})
            server.pages[f"{FOLDER}/t202605{number:02d}_{1000 + number}.html"] = moved
        found = "<title>搜索</title><h1>搜索结果</h1><p>共找到一条与输入的词语有关的信息。</p>"
        server.put("/search/index.html", found)
        one = Round(tmp_path, district(url, family="static"), settings())
        one.crawl()
    landed = {page.url.rpartition("_")[2]: (page.landed, page.state) for page in one.rows(Page)}
    assert landed["1007.html"] == ("home", "soft_404")
    assert landed["1006.html"][0] == "search"
    assert {page.title for page in one.rows(Page) if page.landed == "home"} == {"关于第7号事项的通知"}
    assert landed["1005.html"][0] == "list"
    # a page that lies elsewhere now is the matter all the same
    assert landed["1004.html"] == ("", "ok")
    assert landed["1003.html"] == ("", "ok")
