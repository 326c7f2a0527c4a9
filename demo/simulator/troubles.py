"""Answers with which servers fail, refuse and mislead."""

import gzip
import json
from collections.abc import Callable
from dataclasses import replace

from demo.page_frame import server_error, soft_not_found
from demo.server import Answer
from demo.simulator.page_text import frame
from demo.simulator.portal import Make, Scene, SimulatedPortal, Spot, page
from demo.simulator.site import Column

Trouble = Callable[[Scene, Make], Answer]
_BEYOND = 999


def on_rows(trouble: Trouble, first: int = 1) -> Trouble:
    """The trouble on answers that carry rows, from list page `first` on. Where rows come from an interface it is the
    interface that fails; the page around them stays whole."""

    def answer(scene: Scene, make: Make) -> Answer:
        spot = scene.spot
        carries = spot.rows and (spot.role == "interface" or not by_interface_alone(scene.portal))
        return trouble(scene, make) if carries and spot.number >= first else make()

    return answer


def by_interface_alone(portal: SimulatedPortal) -> bool:
    """Whether a family's column pages hold no rows at all."""
    return portal.family in ("gkmlpt", "jpaas", "epoint", "infogate", "suzhou")


def on_pages(trouble: Trouble, every: int = 1) -> Trouble:
    """The trouble on documents, or on each that `every` divides."""

    def answer(scene: Scene, make: Make) -> Answer:
        document = scene.spot.document
        struck = scene.spot.role == "page" and document is not None and document.number % every == 0
        return trouble(scene, make) if struck else make()

    return answer


def status(code: int, **headers: str) -> Trouble:
    """A bare error page."""
    text = f"<html><head><title>{code}</title></head><body><center><h1>{code}</h1></center></body></html>"
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _scene, _make: Answer(code, text.encode(), "text/html", named)


def failing(_scene: Scene, _make: Make) -> Answer:
    """500."""
    return server_error()


def silent(_scene: Scene, make: Make) -> Answer:
    """Nothing comes for longer than anybody waits."""
    return replace(make(), wait=30.0)


def reset(_scene: Scene, make: Make) -> Answer:
    """The connection is reset in the middle of the body."""
    whole = make()
    return replace(whole, sent=len(whole.body) // 2, ending="reset")


def cut(_scene: Scene, make: Make) -> Answer:
    """The connection ends in the middle of the body that Content-Length promised."""
    whole = make()
    return replace(whole, sent=len(whole.body) // 2)


def half(_scene: Scene, make: Make) -> Answer:
    """Half a body that says it is whole."""
    whole = make()
    return replace(whole, body=whole.body[: len(whole.body) // 2])


def dripping(_scene: Scene, make: Make) -> Answer:
    """The body comes so slowly that it never ends."""
    return replace(make(), drip=1.0)


def envelope(scene: Scene, _make: Make) -> Answer:
    """An error that calls itself a success."""
    told = {"success": False, "msg": "系统错误", "code": 1000, "data": None}
    if scene.portal.by_interface:
        return Answer(200, json.dumps(told, ensure_ascii=False).encode(), "application/json;charset=UTF-8")
    return page(frame("提示", "", "<div class='tips'>系统错误，请联系管理员</div>"))


def emptied(scene: Scene, _make: Make) -> Answer:
    """The list as it comes far beyond its end: all but the rows."""
    beyond = replace(scene.spot, number=_BEYOND, start=_BEYOND * 100, stop=_BEYOND * 100 + 1)
    return scene.portal.show(beyond, scene.asked)


def first_again(scene: Scene, _make: Make) -> Answer:
    """The first list page, whichever was asked for."""
    spot = scene.spot
    size = (spot.stop or 0) - (spot.start or 0)
    again = replace(spot, number=1) if spot.start is None else replace(spot, number=1, start=0, stop=size)
    return scene.portal.show(again, scene.asked)


def empty_envelope(_scene: Scene, _make: Make) -> Answer:
    """A success with nothing in it and no total."""
    told = {"errcode": 0, "errmessage": "ok", "data": {"list": [], "total": None, "replace_keyword": ""}}
    return Answer(200, json.dumps(told).encode(), "application/json;charset=UTF-8")


def not_there(_scene: Scene, _make: Make) -> Answer:
    """A page of status 200 that says it does not exist."""
    return soft_not_found()


def to_home(_scene: Scene, _make: Make) -> Answer:
    """A redirect to the front page."""
    return Answer(302, headers={"Location": "/"})


def to_itself(scene: Scene, _make: Make) -> Answer:
    """A redirect to itself with a cookie, again and again."""
    query = f"?{scene.asked.query}" if scene.asked.query else ""
    return Answer(302, headers={"Location": scene.asked.path + query, "Set-Cookie": f"wzws_sid={scene.times}; Path=/"})


def login(_scene: Scene, _make: Make) -> Answer:
    """A login page in its place."""
    form = (
        '<form action="/login.do" method="post"><p>用户登录</p><p>用户名：<input name="username"></p>'
        '<p>密码：<input type="password" name="password"></p><button>登录</button></form>'
    )
    return page(frame("用户登录", "", f'<div class="login-box"><p>请先登录后再访问</p>{form}</div>'))


def two_bytes(_scene: Scene, _make: Make) -> Answer:
    """A firewall's answer."""
    return Answer(200, b"\r\n", "text/html")


def challenge(code: int) -> Trouble:
    """A page that only a browser's script passes."""
    text = (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><meta id="9DhefwqGPrzGxEp9hPaoag" r="m" content="x7Qk">'
        "<script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=7183;$_ts.cd=\"qcDrrk\";</script></head><body></body></html>"
    )
    return lambda _scene, _make: Answer(code, text.encode(), "text/html; charset=utf-8")


def jiasule(_scene: Scene, _make: Make) -> Answer:
    """521 and a script that sets a cookie."""
    text = (
        "<script>document.cookie=('_')+('_jsl_clearance=1')+';max-age=3600;path=/';"
        "location.href=location.pathname</script>"
    )
    return Answer(521, text.encode(), "text/html", {"Set-Cookie": "__jsluid_h=2d08a61739; Path=/; HttpOnly"})


def captcha(_scene: Scene, _make: Make) -> Answer:
    """A question for people."""
    return page(
        frame("安全验证", "", '<div class="verify"><p>访问过于频繁，请输入验证码后继续</p><input name="code"></div>')
    )


def limited(scene: Scene, make: Make) -> Answer:
    """Every third request is one too many, until it is repeated."""
    count = sum(scene.portal.asked.values())
    return make() if count % 3 or scene.times > 1 else status(429, Retry_After="1")(scene, make)


def bursting(scene: Scene, make: Make) -> Answer:
    """Busy at the first try."""
    return make() if scene.times > 1 else status(503)(scene, make)


def packed(_scene: Scene, make: Make) -> Answer:
    """gzip that nobody asked for."""
    whole = make()
    return replace(whole, body=gzip.compress(whole.body), headers={**whole.headers, "Content-Encoding": "gzip"})


def packed_badly(_scene: Scene, make: Make) -> Answer:
    """gzip that breaks off."""
    whole = make()
    body = gzip.compress(whole.body)
    return replace(whole, body=body[: len(body) * 2 // 3], headers={**whole.headers, "Content-Encoding": "gzip"})


def recoded(said: str, sent: str, header: str | None = None) -> Trouble:
    """A page whose meta tag says one charset and whose bytes are another; `header` is what the header says."""

    def answer(_scene: Scene, make: Make) -> Answer:
        whole = make()
        text = whole.body.decode().replace('<meta charset="utf-8">', f'<meta charset="{said}">' if said else "", 1)
        kind = f"text/html; charset={header}" if header else "text/html"
        return replace(whole, body=text.encode(sent, "xmlcharrefreplace"), content_type=kind)

    return answer


def deleted(_scene: Scene, _make: Make) -> Answer:
    """A notice of status 200 that the content was deleted."""
    return page(
        frame("提示信息", "", '<div class="msg"><p>对不起，您访问的内容已删除。</p><a href="/">返回首页</a></div>')
    )


def moved(scene: Scene, _make: Make) -> Answer:
    """A lasting redirect to where the page lies now."""
    return Answer(301, headers={"Location": f"/moved{scene.asked.path}"})


def repeating(which: str) -> Callable[[Scene], Answer]:
    """What is said beyond the last list page: the `last` or `first` one again, `other` column's, the `home` page."""

    def answer(scene: Scene) -> Answer:
        portal, spot = scene.portal, scene.spot
        assert spot.column
        if which == "home":
            return portal.show(Spot("home"), scene.asked)
        number = portal.pages(spot.column) if which == "last" else 1
        column: Column = _neighbour(portal, spot.column) if which == "other" else spot.column
        return portal.show(replace(spot, column=column, number=number), scene.asked)

    return answer


def _neighbour(portal: SimulatedPortal, column: Column) -> Column:
    lists = [leaf for leaf in portal.site.lists if leaf.size]
    return lists[(lists.index(column) + 1) % len(lists)]
