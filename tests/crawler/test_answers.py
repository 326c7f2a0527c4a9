"""Whether an answer can be read as what was asked for."""

import gzip
import zlib
from dataclasses import replace

import pytest

from crawler.answers import Answer, answer_of, decisive, decompressed, json_of
from crawler.reading.page import read_page
from tests.shared_data import shared_path

TEXT = ("<p>" + "正文" * 200 + "</p>").encode()


@pytest.mark.parametrize(
    ("status", "body", "verdict", "is_decisive"),
    [
        (200, TEXT, "ok", True),
        (404, b"", "gone", True),
        (410, b"", "gone", True),
        (503, TEXT, "failed", False),
        (403, TEXT, "failed", False),
        (412, TEXT, "protected", False),
        (521, b"<script>document.cookie='__jsl_clearance=1'</script>", "protected", False),
        (200, b"<html><meta content='x' r='m'><script>$_ts=window['$_ts'];</script></html>", "protected", False),
        (200, b"ok", "protected", False),
        (200, "<title>您访问的页面不存在</title><p>返回</p>".encode(), "soft_404", True),
        (200, b'<meta http-equiv="refresh" content="0;url=../">', "soft_404", True),
        (200, b"<title>404 Not Found</title>", "soft_404", True),
        (200, "<title>出错了 - 404</title><p>返回首页</p>".encode(), "soft_404", True),
        (200, "<title>采购公告（JZ-2026-1404）</title>".encode() + TEXT, "ok", True),
        (200, "<title>江府征〔2026〕404 号公告</title><p>见附件。</p>".encode(), "ok", True),
        (200, "<title>城区2-404 地块出让公告</title><p>见附件。</p>".encode(), "ok", True),
        (200, "<title>政府信息公开告知书（文件不存在）</title>".encode() + TEXT * 2, "ok", True),
    ],
)
def test_verdict(status: int, body: bytes, verdict: str, is_decisive: bool) -> None:
    answer = answer_of("http://x.example/a", body, status=status)
    assert answer.verdict == verdict and decisive(answer) == is_decisive


@pytest.mark.parametrize(
    ("text", "is_error"),
    [
        ('{"success":false,"msg":"系统错误","code":1000}', True),
        ('\ufeff {"num":"-10000","error":true}', True),
        ('{"msg":"检索失败","state":500,"data":null}', True),
        ('{"success":"false"}', True),
        ('{"success":true,"code":200,"articles":[]}', False),
        ('{"errcode":0,"data":{"list":[]}}', False),
        ('[{"success":false}]', False),
        ('{"success":false', False),
    ],
)
def test_json_that_says_itself_that_it_failed(text: str, is_error: bool) -> None:
    answer = answer_of("http://x.example/api", text.encode(), content_type="application/json")
    assert (answer.verdict == "failed") == is_error
    assert decisive(answer) != is_error


@pytest.mark.parametrize("name", ["cq.json", "fj.json", "gz.json", "hn_error_saved_as_success.json", "nmg.json"])
def test_error_bodies_seen_on_portals(name: str) -> None:
    body = shared_path(f"data/pages/error_bodies/{name}").read_bytes()
    assert answer_of("http://x.example/api", body, content_type="application/json").verdict == "failed"


@pytest.mark.parametrize("text", ["<p>登录</p>", "", "[]", '{"errcode":0,"data":{"list":[]}}', '{"articles":null}'])
def test_what_lacks_the_list_that_was_asked_for_failed(text: str) -> None:
    plain = answer_of("http://x.example/api", text.encode(), content_type="application/json")
    assert replace(plain, holds="articles").verdict == "failed"


def test_list_that_was_asked_for_is_read() -> None:
    plain = answer_of("http://x.example/api", b'{"articles":[]}', content_type="application/json")
    assert replace(plain, holds="articles").verdict == "ok"


@pytest.mark.parametrize(
    ("raw", "encoding", "verdict"),
    [
        (gzip.compress(TEXT), "gzip", "ok"),
        (gzip.compress(TEXT)[:-20], "gzip", "failed"),
        (TEXT, "gzip", "ok"),
        (TEXT.decode().encode("gb18030"), "gzip", "ok"),
        (b"\x0b\x02\x80" + bytes(range(256)), "br", "failed"),
        (TEXT, "identity", "ok"),
    ],
    ids=["packed", "broken off", "not packed", "not packed, another charset", "not what it says", "plain"],
)
def test_body_whose_encoding_cannot_be_undone_is_not_read(raw: bytes, encoding: str, verdict: str) -> None:
    answer = Answer("http://x.example/a", "http://x.example/a", 200, "text/html", lambda: (raw, encoding))
    assert answer.verdict == verdict
    assert ("压缩编码" in answer.trouble) == (verdict == "failed")


def test_bodies_compressed_unasked_are_unpacked() -> None:
    bare = zlib.compressobj(wbits=-15)
    assert decompressed(gzip.compress(TEXT), "gzip") == TEXT
    assert decompressed(zlib.compress(TEXT), "deflate") == TEXT
    assert decompressed(bare.compress(TEXT) + bare.flush(), "deflate") == TEXT
    assert decompressed(TEXT, "gzip") == TEXT


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 50_000, '{"a":' + "9" * 5_000 + "}"])
def test_json_too_deep_or_too_long_to_be_read_ends_nothing(text: str) -> None:
    answer = answer_of("http://x.example/api", text.encode(), content_type="application/json")
    assert json_of(text) is None and answer.verdict == "ok"
    assert read_page(answer.body, url=answer.url, content_type=answer.content_type).state != "soft_404"
