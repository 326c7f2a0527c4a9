"""When two addresses are the same."""

import pytest

from crawler.requests import Wanted, absolute, authority, folder, identity, normalised, page_address


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("HTTP://WWW.Linjiang.example:80/a/../b/./c.html#top", "http://www.linjiang.example/b/c.html"),
        ("https://www.linjiang.example:443", "https://www.linjiang.example/"),
        ("http://127.0.0.1:8080/x;jsessionid=AB12?b=2&a=1&a=1", "http://127.0.0.1:8080/x?b=2&a=1&a=1"),
        ("http://www.linjiang.example/公开/", "http://www.linjiang.example/%E5%85%AC%E5%BC%80/"),
    ],
)
def test_normalised(given: str, expected: str) -> None:
    assert normalised(given) == expected


@pytest.mark.parametrize(
    "other",
    [
        "https://www.linjiang.example/zwgk/index.html",
        "http://linjiang.example/zwgk",
        "http://www.linjiang.example:80/zwgk/#a",
    ],
)
def test_twins_are_one_page(other: str) -> None:
    assert identity(other) == identity("http://www.linjiang.example/zwgk/")


def test_ports_and_queries_tell_pages_apart() -> None:
    assert identity("http://127.0.0.1:1/a") != identity("http://127.0.0.1:2/a")
    assert identity("http://x.example/a?id=1") != identity("http://x.example/a?id=2")
    assert authority("http://127.0.0.1:8001/") == "127.0.0.1:8001"


def test_mobile_twin_becomes_the_desktop_page() -> None:
    assert page_address("http://x.example/content/mpost_12.html") == "http://x.example/content/post_12.html"
    assert page_address("http://x.example/content/mpost_all.html").endswith("mpost_all.html")


@pytest.mark.parametrize(
    ("copy", "page"),
    [
        ("/zwgk/tzgg/202606/t20260608_3001_ext.html", "/zwgk/tzgg/202606/t20260608_3001.html"),
        ("/zwgk/tzgg/202606/t20260608_3001_print.htm", "/zwgk/tzgg/202606/t20260608_3001.htm"),
        ("/zwgk/tzgg/202606/wap_t20260608_3001.html", "/zwgk/tzgg/202606/t20260608_3001.html"),
        ("/zwgk/tzgg/wap_index.html", "/zwgk/tzgg/index.html"),
        ("/zwgk/tzgg/wap_index_2.html", "/zwgk/tzgg/index_2.html"),
        ("/zwgk/content/post_12_print.html", "/zwgk/content/post_12.html"),
        ("/info/1002/3456.htm?print=1", "/info/1002/3456.htm"),
        ("/show.asp?a=1&print=true&b=2", "/show.asp?a=1&b=2"),
    ],
)
def test_copies_for_telephones_and_printers_are_the_page_itself(copy: str, page: str) -> None:
    assert page_address(f"http://x.example{copy}") == f"http://x.example{page}"


@pytest.mark.parametrize(
    "url",
    [
        "http://x.example/zwgk/wap_gg/index.html",
        "http://x.example/zwgk/2026_ext/index.html",
        "http://x.example/zwgk/plan2026_print.html",
        "http://x.example/zwgk/index_2.html",
        "http://x.example/a.html?print=0",
        "http://x.example/a.html?blueprint=1",
        "http://m.x.example/zwgk/index.html",
        "http://x.example/zwgk/t20260608_3001_1.html",
    ],
)
def test_what_only_looks_like_a_copy_stays(url: str) -> None:
    assert page_address(url) == url


@pytest.mark.parametrize("href", ["javascript:void(0)", "mailto:a@x.example", "#top", "", "tel:12345", "http://[bad/"])
def test_what_is_no_address(href: str) -> None:
    assert absolute("http://x.example/", href) is None


def test_folder_of_an_address() -> None:
    assert folder("https://www.x.example/zwgk/index.html") == "x.example/zwgk/"
    assert folder("https://www.x.example") == "x.example/"


def test_key_depends_on_what_is_sent_and_not_on_context() -> None:
    one = Wanted("http://x.example/a#1", "list", context={"page": 1})
    assert one.key == Wanted("http://x.example/a", "page").key
    assert one.key != Wanted("http://x.example/a", "list", method="POST").key
