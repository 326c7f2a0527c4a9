"""Answers with status 200 in place of what was asked for: a login form, a way home, an unfilled template."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler.reading.dates import find_dates
from crawler.reading.document import Document
from crawler.reading.kinds import leads_home
from crawler.reading.text import Line, bare, whole_text

_LOGIN_TITLE = re.compile(
    r"^(?:请|用户|会员|管理员?|后台|系统|统一|单点|平台)*(?:登录|登陆)(?:页面?|界面|系统|平台|入口|中心)?$"
    r"|(?:统一)?身份(?:认证|验证)(?:平台|系统|中心|服务|网关)*$|^(?:user )?(?:log ?in|sign ?in)$",
    re.I,
)
_LOGIN_ADDRESS = re.compile(
    r"(?:^|[/.?&_-])(?:(?:user|to|do|sso|un|admin)?log(?:in|on)(?:page|form)?|signin|sso|cas|oauth2?|passport|authserver|idp)(?:[/.?#_-]|$)",
    re.I,
)
_LOGIN_WORDS = re.compile(
    r"请(?:您)?(?:先|重新)(?:登录|登陆)|(?:尚|还)?未登录|登录(?:已|后)?(?:超时|失效|过期)|会话(?:已)?(?:超时|失效|过期)"
    r"|(?:需要?|须|必须|请)登录后?(?:才|方|再)?(?:能|可|可以)?(?:查看|访问|浏览|使用|操作)"
)
_SHORT = 200
_LONGEST_FORM = 600
_LONGEST_NOTICE = 60
_MANY_LINKS = 8
_LINK = 0.5
_NO_TEXT = 20
_AGAIN = re.compile(r"location\s*(?:=|\.\s*(?:href|reload|replace|assign))")
# What templates leave where nothing was put in: {{title}}, $[标题名称], ${doc.title}, <%=x%>.
_PLACEHOLDER = re.compile(
    r"\{\{[^{}]{1,200}\}\}|\$\[[^\]]{1,100}\]|[$#]\{[^{}]{1,100}\}|<%=?.{1,200}?%>|\[!--[\w.-]+--\]"
)
_BOUND = frozenset((
    "v-html", "v-text", "ng-bind", "ng-bind-html", "ms-html", "ms-text", "data-bind", ":html", "x-html", "x-text",
))  # fmt: skip
_APPLICATIONS = frozenset({"app", "root", "__nuxt", "__next"})
_LOADING = re.compile(r"(?:(?:正在|数据|内容)*(?:加载|载入|读取)中?|loading|请稍[候后等]|[\s,，.。…·!！])*", re.I)
_SHOWING = ("iframe", "frame", "embed", "object", "video", "audio", "canvas")


def asks_for_login(
    document: Document, lines: Sequence[Line], title: str | None, headline: str | None, refresh: str | None
) -> bool:
    """Whether an answer without an article is a login form, says that one must log in, or sends the reader to do so."""
    signs = sum(len(bare(line.text)) for line in lines)
    password = any((one.get("type") or "").strip().lower() == "password" for one in document.root.iter("input"))
    if any(_LOGIN_TITLE.search(bare(name)) for name in (title, headline) if name):
        return password or signs < _SHORT
    if signs >= _LONGEST_FORM:
        return False
    targets = [*(one.target for one in document.redirects), *([refresh] if refresh else [])]
    if signs < _SHORT and any(is_login_address(target) for target in targets):
        return True
    if signs < _SHORT and any(
        _LOGIN_WORDS.search(line.text) for line in lines if len(line.text) <= _LONGEST_NOTICE and line.linked < _LINK
    ):
        return True
    rows = sum(1 for line in lines if line.linked > _LINK) >= _MANY_LINKS or any(
        find_dates(line.text) for line in lines
    )
    return password and signs < _SHORT and not rows


def is_login_address(address: str) -> bool:
    """Whether an address is that of a login page, whatever it is to lead to afterwards."""
    return _LOGIN_ADDRESS.search(address.split("?")[0].split("#")[0]) is not None


def sent_home_by_script(document: Document, signs: int) -> bool:
    """Whether a page of hardly any text sends its readers home."""
    return signs < _SHORT and any(leads_home(one.target) for one in document.redirects)


def tests_by_cookie(document: Document, signs: int) -> bool:
    """Whether an answer without text sets a cookie by script and asks for the page again."""
    if signs >= _NO_TEXT:
        return False
    return any("document.cookie" in script and _AGAIN.search(script) for script in document.scripts)


def is_unfilled(root: HtmlElement) -> bool:
    """Whether a page shows the names of its fields instead of their values, or marks where a script puts its text."""
    if any(not _BOUND.isdisjoint(one.attrib) for one in root.iter() if isinstance(one.tag, str)):
        return True
    return _PLACEHOLDER.search(whole_text(root)) is not None


def filled_by_script(document: Document) -> bool:
    """Whether a script names an empty place of the page, or the page is a mere place for an application: what readers
    see there (a text, a PDF) was not seen."""
    code = "\n".join(document.scripts)
    for one in document.root.iter("div", "section", "article", "main", "td", "p"):
        name = str(one.get("id") or "").strip()
        if not name or not (_LOADING.fullmatch(whole_text(one).strip()) and next(one.iter("img", "a"), None) is None):
            continue
        if name in _APPLICATIONS or re.search(rf"[\"'#`]{re.escape(name)}[\"'`\s]", code):
            return True
    return False


def shows_otherwise(root: HtmlElement) -> bool:
    """Whether a frame, a viewer or a film shows what is no text."""
    return next(root.iter(*_SHOWING), None) is not None
