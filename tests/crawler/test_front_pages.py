"""The front page of a portal's website is kept beside its columns, and its failing hides nothing."""

from pathlib import Path

from inspection.types.page_facts import HomePage
from inspection.types.portal import Column, Incident
from tests.crawler.portal_server import PortalServer, serve
from tests.crawler.portals_made import put_gkmlpt
from tests.crawler.rounds import Round, district, settings

PICTURE = '<a href="/hdjl/"><img src="a.png" alt="互动交流"></a>'
FRONT = f"""<title>临江区人民政府</title><a href="/gkmlpt/index">政务公开</a>{PICTURE}
<a href="https://zwfw.example/" title="政务服务"></a>{PICTURE}<a href="#">顶部</a>"""


def _crawled(portal: PortalServer, folder: Path) -> Round:
    one = Round(folder, district(put_gkmlpt(portal, count=2)), settings())
    one.crawl()
    return one


def test_links_of_the_front_page_are_kept_once_with_their_names(tmp_path: Path) -> None:
    with serve() as portal:
        portal.put("/", FRONT)
        one = _crawled(portal, tmp_path)
    (home,) = one.rows(HomePage)
    assert (home.url, home.state) == (f"{portal.url}/", "ok") and home.snapshot
    assert [(link.url.removeprefix(portal.url), link.text) for link in home.links] == [
        ("/gkmlpt/index", "政务公开"),
        ("/hdjl/", "互动交流"),
        ("https://zwfw.example/", "政务服务"),
    ]
    assert portal.asked.count("/") == 1


def test_front_page_that_fails_is_unsaid_and_hides_nothing(tmp_path: Path) -> None:
    with serve() as portal:
        one = _crawled(portal, tmp_path)
    (home,) = one.rows(HomePage)
    assert (home.state, home.links) == ("gone", ())
    assert not [incident for incident in one.rows(Incident) if incident.url == home.url]
    assert [column.path[-1] for column in one.rows(Column)][-1] == "养老服务"


def test_front_page_that_only_scripts_fill_says_nothing(tmp_path: Path) -> None:
    with serve() as portal:
        portal.put("/", "<title>临江区人民政府</title><div id=app></div><script src=app.js></script>")
        one = _crawled(portal, tmp_path)
    assert [(home.state, home.links) for home in one.rows(HomePage)] == [("unread", ())]
