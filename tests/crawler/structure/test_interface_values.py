"""Values of interfaces, and addresses of their further pages."""

import pytest

from crawler.structure.interface_values import count, parameter, plain, with_parameter


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("&amp;ldquo;一网通办&amp;rdquo;", "“一网通办”"),
        ("%u4e34江%uD83D%uDE00", "临江😀"),
        ("<em>办法</em>（a<5）\n 全文", "办法（a<5） 全文"),
        ("半\ud800个", "半\ufffd个"),
        (None, ""),
        (12, ""),
    ],
)
def test_plain(value: object, expected: str) -> None:
    assert plain(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, 0), ("62", 62), (10**20, None), (-1, None), ("1.5", None), (None, None), ([], None), (True, None), ("", None)],
)
def test_count(value: object, expected: int | None) -> None:
    assert count(value) == expected


def test_parameters_keep_their_order_and_repetitions() -> None:
    url = "http://a.example/l.jsp?page=1&year=all&pubURL=http%3A%2F%2Fb&year=&page=9"
    assert with_parameter(url, "page", "2") == url.replace("page=1", "page=2")
    assert with_parameter("http://a.example/l.jsp", "q", "临/") == "http://a.example/l.jsp?q=%E4%B8%B4%2F"
    assert parameter(url, "year") == "all"
    assert parameter(url, "month") == ""
