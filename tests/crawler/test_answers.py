"""Whether an answer can be read as what was asked for."""

import gzip
import zlib

import pytest

from crawler.answers import answer_of, decisive, decompressed

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
    ],
)
def test_verdict(status: int, body: bytes, verdict: str, is_decisive: bool) -> None:
    answer = answer_of("http://x.example/a", body, status=status)
    assert answer.verdict == verdict and decisive(answer) == is_decisive


def test_bodies_compressed_unasked_are_unpacked() -> None:
    bare = zlib.compressobj(wbits=-15)
    assert decompressed(gzip.compress(TEXT), "gzip") == TEXT
    assert decompressed(zlib.compress(TEXT), "deflate") == TEXT
    assert decompressed(bare.compress(TEXT) + bare.flush(), "deflate") == TEXT
    assert decompressed(TEXT, "gzip") == TEXT
