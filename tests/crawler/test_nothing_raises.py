"""Whatever a portal sends, reading it raises nothing: one odd page must not end a district's round."""

from types import ModuleType

import pytest

from crawler.answers import answer_of
from crawler.family import Place
from crawler.reading.charset import decode
from crawler.reading.page import read_page
from inspection.plugins import modules_in

URL = "http://www.linjiang.example/zwgk/a/"
PORTAL = Place("http://www.linjiang.example/zwgk/", None, "http://www.linjiang.example/zwgk/")
COLUMN = Place("http://www.linjiang.example/zwgk/", "c", URL, ("政务公开", "甲"))
ODD = ["http://[", "http://www.linjiang.example:99999/", "http://www.linjiang.example:a/", "http://[1]/a.pdf"]
PLACES = [
    '<base href="{}">', '<a href="{}">关于通知</a>', '<iframe src="{}"></iframe>', '<script src="{}"></script>',
    '<meta http-equiv="refresh" content="0;url={}">', '<script>location.href="{}"</script>',
    "<script querydata=\"{{'a':'b'}}\" url=\"{}/jpaas-publish-server/front/page/build/unit\"></script>",
    "<script>$.fn.jpage({{proxyUrl:'{}',perPage:15,totalRecord:30}})</script>",
]  # fmt: skip


# the files themselves: the walk asks them through what turns an exception into a state
FAMILIES = {module.__name__.rpartition(".")[2]: module for module in modules_in("crawler.portals")}


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
@pytest.mark.parametrize("odd", ODD)
def test_addresses_that_are_none(family: ModuleType, odd: str) -> None:
    for place in PLACES:
        row = '<li><a href="./1.html">关于一号事项的通知</a><b>2026-09-02</b></li>'
        rows = f'<ul>{row}<li><a href="{odd}">甲</a></li></ul>'
        body = f"<html><head>{place.format(odd)}</head><body>{place.format(odd)}{rows}</body></html>".encode()
        answer = answer_of(URL, body)
        assert family.recognise(answer) >= 0
        named = [*family.columns(answer, PORTAL), *family.columns(answer, COLUMN)]
        assert all(one.name for one in named)
        assert family.listed(answer, COLUMN).kind in ("list", "page", "node", "elsewhere")
        assert read_page(body, url=URL).state != "sealed"


@pytest.mark.parametrize(
    "name", ["hex", "base64", "zlib_codec", "undefined", "punycode", "idna", "unicode_escape", "uu"]
)
@pytest.mark.parametrize(
    "body", [b"\xff" * 100, b"\xed\xa0\x80" * 20, b"\xff\xfe<\x00h\x00", "关于".encode("gb18030") * 50]
)
def test_charsets_that_are_none_of_texts(name: str, body: bytes) -> None:
    assert decode(body, f"text/html; charset={name}").encoding != name
    assert decode(f'<head><meta charset="{name}"></head>'.encode() + body, "text/html").encoding != name
