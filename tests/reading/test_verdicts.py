"""Answers with status 200 that are not what was asked for, told before anything is read from them."""

import pytest

from crawler.answers import Answer, answer_of, decisive
from crawler.reading.page import read_page

URL = "http://www.linjiang.example/zwgk/t20260309_1.html"
TEXT = "<p>" + "正文" * 200 + "</p>"


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        ('<title>统一身份认证</title><form><input type="password"></form>', "login"),
        ('<script>location.href="/cas/login?service=x"</script>', "login"),
        ('<meta http-equiv="refresh" content="0;url=/user/login.jsp">', "login"),
        ("<script>var jsluid=1;document.cookie='__jsl_clearance_s=1'</script>", "protected"),
        ("<p>正在检查您的浏览器</p>", "protected"),
        ("<p>请输入图中的验证码</p>", "protected"),
        (f'<input type="password">{TEXT}', "ok"),
        (f"<script>location.href='/login'</script>{TEXT}", "ok"),
        (f"<p>访问过于频繁时请稍候。</p>{TEXT}", "ok"),
    ],
)
def test_what_stands_in_place_of_a_page(body: str, verdict: str) -> None:
    answer = answer_of(URL, body.encode())
    assert answer.verdict == verdict
    assert decisive(answer) == (verdict == "ok")


@pytest.mark.parametrize(
    ("asked", "ended", "verdict"),
    [
        (URL, "http://www.linjiang.example/sso/login?goto=x", "login"),
        (URL, "https://passport.linjiang.example/", "login"),
        (URL, URL.replace("http:", "https:"), "ok"),
        ("http://www.linjiang.example/login/help.html", "http://www.linjiang.example/login/help/index.html", "ok"),
        (URL, "http://www.linjiang.example/dialog/a.html", "ok"),
        (URL, "http://www.linjiang.example/bloglist/a.html", "ok"),
    ],
)
def test_sent_to_log_in(asked: str, ended: str, verdict: str) -> None:
    answer = Answer(asked, ended, 200, "text/html", lambda: (TEXT.encode(), None))
    assert answer.verdict == verdict
    if verdict == "login":
        assert answer.trouble == "须登录才能查看"


@pytest.mark.parametrize("title", ["关于违规链接已下架情况的通报", "政府信息不存在告知书", "网络商品页面已下架通告"])
def test_document_about_what_is_not_there_is_there(title: str) -> None:
    text = "<p>经查，各单位应当认真贯彻落实有关规定，切实履行职责。</p>" * 40
    page = f"<html><head><title>{title}</title></head><body><h2>{title}</h2><div>{text}</div></body></html>"
    assert read_page(page.encode(), url="http://www.linjiang.example/a/1.html").state == "ok"


@pytest.mark.parametrize(
    ("place", "state"),
    [
        ('<div id="text"></div><script>$.ajax({url:"/a",success:function(d){$("#text").html(d)}})</script>', "unread"),
        ('<div id="text">正在加载中，请稍候…</div><script>load("text")</script>', "unread"),
        ('<div id="pdf"></div><script>PDFObject.embed("/file/view?id=77", "#pdf")</script>', "unread"),
        ('<div id="app"></div><script src="/js/app.js"></script>', "unread"),
        ('<div id="text"></div><i id="hits"></i><script>$.get("/h", function(d){$("#hits").text(d)})</script>', "ok"),
        ('<div class="TRS_Editor"></div>', "ok"),
    ],
)
def test_text_that_a_script_puts_in_was_not_read(place: str, state: str) -> None:
    title = "关于公布救助标准的通知"
    head = f'<title>{title}</title><meta name="ArticleTitle" content="{title}">'
    body = f"<h1>{title}</h1><div>发布时间：2026-09-01 来源：民政局</div>{place}"
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    assert read_page(page.encode(), url=URL).state == state
