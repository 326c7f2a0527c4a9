"""The district on static pages: folders as columns, pagers of both kinds, articles with tags and block."""

import re
from typing import cast

import pytest
from lxml import html

from demo.contents import wanghu
from demo.run import City
from demo.static_portal import StaticPortal
from tests.demo.http_get import get, root_of

DOMAINS = "/zwgk/jczwgk/"


@pytest.fixture(scope="module")
def root(city: City) -> str:
    return root_of(city.portals["wanghu"])


@pytest.fixture(scope="module")
def portal() -> StaticPortal:
    return StaticPortal(wanghu(), "")


def path_of(portal: StaticPortal, title: str) -> str:
    return portal.page_path(next(doc for _, doc in portal.site.docs() if doc.title == title))


def found(text: str, xpath: str) -> list[str]:
    """Attribute values or texts."""
    return cast(list[str], html.fromstring(text).xpath(xpath))


def rows(text: str) -> list[tuple[str, str]]:
    """Address and date of each row of a list."""
    row = "//ul[@class='news-list']/li"
    return list(zip(found(text, f"{row}/a/@href"), found(text, f"{row}/span/text()"), strict=True))


def test_the_menu_names_every_column(root: str, portal: StaticPortal) -> None:
    links = set(found(get(f"{root}/zwgk/index.html").text, "//div[@class='side-menu']//a/@href"))
    expected = {f"{url}index.html" for url, places in portal.columns.items() if not places[-1].jump}
    assert expected <= links
    assert len(links - expected) == 2, "two entries lead to another host"


def test_every_column_and_every_list_page_answers(root: str, portal: StaticPortal) -> None:
    for url, places in portal.columns.items():
        if not places[-1].jump:
            assert get(f"{root}{url}index.html").status == 200, url
            assert get(f"{root}{url}").status == 301, url


def test_a_list_of_three_pages_with_links(root: str) -> None:
    shown = [rows(get(f"{root}/zwgk/tzgg/{name}").text) for name in ("index.html", "index_1.html", "index_2.html")]
    assert [len(page) for page in shown] == [20, 20, 8]
    assert len({url for page in shown for url, _ in page}) == 48
    assert "下一页" in get(f"{root}/zwgk/tzgg/index.html").text
    assert get(f"{root}/zwgk/tzgg/index_3.html").status == 404


def test_a_list_of_three_pages_by_script(root: str) -> None:
    text = get(f"{root}/zwgk/dtyw/index_1.html").text
    assert 'createPageHTML(3, 1, "index", "html")' in text


def test_one_list_fails_on_its_second_page(root: str) -> None:
    assert 'createPageHTML(3, 0, "index", "html")' in get(f"{root}{DOMAINS}ggflfw/fzxc/index.html").text
    assert get(f"{root}{DOMAINS}ggflfw/fzxc/index_1.html").status == 500


def test_an_empty_and_an_explained_column(root: str) -> None:
    empty = get(f"{root}{DOMAINS}ylfw/ywbl/lnbt/index.html").text
    assert rows(empty) == []
    assert "特此说明" not in empty
    explained = get(f"{root}{DOMAINS}ywjy/mbxx/jbxx/index.html").text
    assert rows(explained) == []
    assert "特此说明" in explained


def test_an_article_has_tags_block_and_breadcrumb(root: str, portal: StaticPortal) -> None:
    text = get(root + path_of(portal, "望湖区教育局关于规范中小学课后服务收费管理的通知")).text
    assert '<meta name="PubDate" content="2026-03-20' in text
    assert "<td>2026-01-30</td>" in text
    crumbs = found(text, "//div[@class='position']/a/text()")
    assert crumbs == ["首页", "政务公开", "基层政务公开标准化规范化", "义务教育", "政策文件", "规范性文件"]
    assert "网站标识码：9601030001" in text


def test_one_page_is_gb18030_without_saying_so_in_the_header(root: str, portal: StaticPortal) -> None:
    got = get(root + path_of(portal, "望湖区教育局关于做好春季学期义务教育学校作息时间管理的通知"))
    assert got.headers["Content-Type"] == "text/html"
    assert 'charset="gb2312"' in got.body.decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        got.body.decode("utf-8")


def test_robots_closes_one_column(root: str) -> None:
    assert f"Disallow: {DOMAINS}ggflfw/flzx/fw/" in get(f"{root}/robots.txt").text


def test_dead_links(root: str, portal: StaticPortal) -> None:
    assert get(root + path_of(portal, "望湖区养老机构备案申请表下载")).status == 404
    soft = get(root + path_of(portal, "望湖区养老机构备案常见问题解答"))
    assert soft.status == 200
    assert "您访问的页面不存在" in soft.text


def test_long_titles_are_cut_in_the_list_and_whole_in_the_tag(root: str) -> None:
    text = get(f"{root}/zwgk/qzfwj/index.html").text
    cut = re.search(r'title="([^"]+)"[^>]*>([^<]+)…</a>', text)
    assert cut
    assert cut.group(1).startswith(cut.group(2))
