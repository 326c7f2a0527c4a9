"""Bytes into text: header, strict UTF-8, the real head's declaration, GB18030 with a flag."""

import pytest

from crawler.reading.charset import decode
from tests.shared_data import shared_path

TEXT = "临江区政务公开"


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030"])
def test_the_gb_family_is_read_as_gb18030(declared: str) -> None:
    page = f"<html><head><meta charset={declared}></head><body>临江区镕㙍政务公开</body></html>"
    found = decode(page.encode("gb18030"), None)
    assert (found.text, found.encoding, found.doubtful) == (page, "gb18030", False)


def test_declared_gb2312_that_is_utf8() -> None:
    tag = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    page = f"<html><head>{tag}</head><body>{TEXT}</body></html>"
    found = decode(page.encode(), None)
    assert (found.encoding, found.doubtful) == ("utf-8", False)
    assert TEXT in found.text


def test_undeclared_gbk_is_recognised() -> None:
    found = decode(f"<html><body><p>{TEXT}，请认真贯彻执行。</p></body></html>".encode("gbk"), None)
    assert TEXT in found.text
    assert (found.encoding, found.doubtful) == ("gb18030", False)


def test_a_declaration_pasted_into_the_body_is_not_believed() -> None:
    page = f'<html><head><title>{TEXT}</title></head><body><meta charset="big5"><p>{TEXT}</p></body></html>'
    assert decode(page.encode("gb18030"), None).encoding == "gb18030"


def test_the_header_wins_unless_the_bytes_contradict_it() -> None:
    assert decode(TEXT.encode("big5", "replace"), "text/html; charset=big5").encoding == "big5"
    assert decode(TEXT.encode(), "text/html; charset=ISO-8859-1").text == TEXT


def test_a_few_broken_bytes_do_not_turn_utf8_into_gb18030() -> None:
    found = decode((TEXT * 50).encode() + b"\xff\xfe\x80" + (TEXT * 50).encode(), None)
    assert (found.encoding, found.doubtful) == ("utf-8", True)
    assert found.text.count(TEXT) == 100


def test_byte_order_mark() -> None:
    assert decode(b"\xef\xbb\xbf" + TEXT.encode(), "text/html; charset=gbk").text == TEXT


@pytest.mark.parametrize(
    ("name", "encoding", "doubtful"),
    [
        ("declared_gb2312_is_utf8.html", "utf-8", False),
        ("undeclared_gbk.html", "gb18030", False),
        ("mixed_bytes.html", "gb18030", True),
    ],
)
def test_real_bytes(name: str, encoding: str, doubtful: bool) -> None:
    found = decode(shared_path(f"data/pages/charset/{name}").read_bytes(), None)
    assert (found.encoding, found.doubtful) == (encoding, doubtful)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_two_bytes_a_sign_without_a_mark(codec: str) -> None:
    page = f"<html><body>{TEXT}</body></html>"
    assert decode(page.encode(codec), None).text == page


def test_characters_of_four_bytes() -> None:
    page = f"<html><head><meta charset=gb2312></head><body>{TEXT}𠀀䶮</body></html>"
    assert decode(page.encode("gb18030"), None).text == page
