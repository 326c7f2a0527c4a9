"""Answers with status 200 that are not what was asked for, told before anything is read from them."""

import pytest

from crawler.answers import Answer, answer_of, decisive

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
