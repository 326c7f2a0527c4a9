"""Pages that break off are told from old pages, fragments and pages without end tags."""

import pytest

from crawler.answers import answer_of
from crawler.reading.cut_off import is_cut_off
from crawler.reading.page import read_page

WHOLE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>关于印发工作方案的通知</title><style>.a{color:red}</style></head>
<body><div class="main"><h1>关于印发工作方案的通知</h1><p>发布日期：2026-03-02</p>
<!-- 正文 --><div class="text"><p>各街道：现将工作方案印发给你们，请认真组织实施，重大情况及时报告。</p></div></div>
<script>var shown = 1 < 2;</script></body></html>
"""
BODY_ENDS = WHOLE.index("</div></div>")


@pytest.mark.parametrize(
    "after", ["<head>", "关于印发", "</title>", "{color", "<bo", '"main">', "<h1", "<!-- 正", "各街道", "text"]
)
def test_a_page_that_ends_early_is_cut_off(after: str) -> None:
    assert is_cut_off(WHOLE[: WHOLE.index(after) + len(after)])


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        WHOLE.replace("</html>", ""),
        WHOLE.replace("</html>", "").replace("</body>", ""),
        '<ul><li><a href="1.html">一</a></li></ul>',
        '<ul><li><a href="1.html">一</a></li><div>',
        "<html><head><meta http-equiv=refresh content='0;url=a/index.html'></head>",
        "<html><script>location.href='/a/'</script>",
        '{"html": "<html><body><div>"}',
        "",
    ],
)
def test_what_may_be_whole_is_not_called_cut_off(text: str) -> None:
    assert not is_cut_off(text)


def test_many_scripts_without_end_are_judged_at_once() -> None:
    assert is_cut_off("<html><body>" + "<script>" * 200_000)


def test_half_a_page_is_failed_and_asked_for_again() -> None:
    half = WHOLE[: BODY_ENDS - 9].encode()
    assert read_page(half, url="http://a.example/1.html").state == "failed"
    cut = answer_of("http://a.example/1.html", half, content_type="text/html; charset=utf-8")
    assert (cut.verdict, cut.trouble) == ("failed", "网页内容不完整，传输中断")
    assert read_page(WHOLE.encode(), url="http://a.example/1.html").state == "ok"
