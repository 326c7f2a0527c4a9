"""The district on gkmlpt answers as PORTALS' field guide says of that family."""

import json
import re
from typing import Any

import pytest

from demo.contents import linjiang
from demo.gkmlpt_portal import GkmlptPortal
from demo.run import City
from tests.demo.http_get import get, root_of


@pytest.fixture(scope="module")
def root(city: City) -> str:
    return root_of(city.portals["linjiang"])


def config_value(text: str, name: str) -> Any:
    """A JSON value inside the inline JavaScript object."""
    start = text.index(f"{name}: ") + len(name) + 2
    return json.JSONDecoder().raw_decode(text[start:])[0]


def listed(root: str, category: int, page: int = 1) -> dict[str, Any]:
    sid = re.search(r"SID: '(\d+)'", get(f"{root}/gkmlpt/index").text)
    assert sid
    found: dict[str, Any] = json.loads(get(f"{root}/gkmlpt/api/all/{category}?page={page}&sid={sid.group(1)}").text)
    return found


def category(name: str) -> int:
    portal = GkmlptPortal(linjiang(), "")
    return next(number for number, place in portal.categories.items() if place.name == name)


def test_index_holds_the_tree(root: str) -> None:
    got = get(f"{root}/gkmlpt/index")
    assert got.status == 200
    assert got.headers["Last-Modified"].endswith("GMT")
    tree = config_value(got.text, "TREE")
    assert [node["name"] for node in tree][-1] == "重点领域信息公开"
    domains = [node["name"] for node in tree[-1]["children"]]
    assert domains == ["公共文化服务", "社会救助", "就业", "安全生产"]


def test_a_list_of_more_than_a_hundred_pages_on_to_its_end(root: str) -> None:
    number = category("工作动态")
    first, second, third = (listed(root, number, page) for page in (1, 2, 3))
    assert len(first["articles"]) == 100
    assert first["classify"]["post_count"] == 130
    seen = {article["id"] for page in (first, second) for article in page["articles"]}
    assert len(seen) == 130
    assert third["articles"] == []


def test_page_zero_is_page_one(root: str) -> None:
    number = category("工作动态")
    assert listed(root, number, 0)["articles"] == listed(root, number, 1)["articles"]


def test_one_list_is_cut_short(root: str) -> None:
    number = category("就业信息服务")
    first = listed(root, number)
    assert (len(first["articles"]), first["classify"]["post_count"]) == (88, 128)
    assert get(f"{root}/gkmlpt/api/all/{number}?page=2&sid=796103").status == 404


def test_an_empty_column_states_no_pages(root: str) -> None:
    answer = listed(root, category("特殊群体公共文化服务信息"))
    assert (answer["articles"], answer["total"]) == ([], 0)


def test_robots_closes_one_list(root: str) -> None:
    assert f"Disallow: /gkmlpt/api/all/{category('娱乐场所经营许可')}" in get(f"{root}/robots.txt").text


def test_a_detail_page_holds_block_and_escaped_text(root: str) -> None:
    articles = listed(root, category("其他政策文件"))["articles"]
    late = next(article for article in articles if "粉尘防爆" in article["title"])
    assert late["url"].startswith(root)
    got = get(late["url"])
    detail = config_value(got.text, "DETAIL")
    assert detail["document_number"] == "临江应急〔2026〕37号"
    assert detail["content"].startswith("&lt;p")
    assert "成文日期" in got.text.replace("&ensp;", "")
    assert (detail["first_publish_time"] - detail["date"]) // 86400 == 46


@pytest.mark.parametrize(
    ("title", "status", "words"),
    [
        ("临江区文化馆闭馆维护期间服务安排", 404, "Not Found"),
        ("临江区社区文化艺术节活动安排", 200, "您访问的页面不存在"),
    ],
)
def test_dead_links(root: str, title: str, status: int, words: str) -> None:
    portal = GkmlptPortal(linjiang(), "")
    doc = next(doc for _, doc in portal.site.docs() if doc.title == title)
    got = get(root + portal.page_path(doc))
    assert got.status == status
    assert words in got.text


def test_redirects(root: str) -> None:
    assert get(f"{root}/").headers["Location"] == "/gkmlpt/index"
    moved = [a for a in listed(root, category("区政府文件"))["articles"] if "/moved/" in a["url"]]
    assert len(moved) == 1
    got = get(moved[0]["url"])
    assert got.status == 301
    assert get(root + got.headers["Location"]).status == 200


def test_head_has_no_body(root: str) -> None:
    got = get(f"{root}/gkmlpt/index", "HEAD")
    assert (got.status, got.body) == (200, b"")
    assert int(got.headers["Content-Length"]) > 1000


def test_an_unknown_address_is_not_found(root: str) -> None:
    assert get(f"{root}/gkmlpt/content/0/1/post_1.html").status == 404
