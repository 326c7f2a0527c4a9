"""Web pages and plain text as attachments, and what an answer in the place of a file says."""

import re

from crawler.attachments.outcome import Content, FileLimits, NotReadError, too_large
from crawler.reading.charset import decode
from crawler.reading.document import parse
from crawler.reading.page import read_page
from crawler.reading.text import body_text
from inspection.types.portal import PageState

# Where the answer was asked for is not known here and changes nothing.
_NOWHERE = "http://attachment.invalid/"
_SAID: dict[PageState, str] = {
    "gone": "“页面不存在”的提示页", "soft_404": "“页面不存在”的提示页", "login": "登录页面",
    "protected": "安全验证或拦截页面", "failed": "出错提示页",
}  # fmt: skip
_GONE = re.compile(
    r"不存在|(?:找|查)不到|未找到|没有找到|已(?:经)?(?:被)?(?:删除|移除|下架)|\b404\b|not\s+found|no such", re.I
)
_LOGIN = re.compile(
    r"请.{0,4}登[录陆]|未登[录陆]|登[录陆](?:超时|失效)|重新登[录陆]|未授权|没有权限|无权|unauthorized|\blogin\b", re.I
)
_ERROR = re.compile(r"错误|异常|失败|出错|error|exception|denied|forbidden|denied|拦截|拒绝", re.I)
_NOTICE = 3_000
_FOR_OFFICE = re.compile(rb"urn:schemas-microsoft-com:office|mso-[a-z]", re.I)
_TABLE = re.compile(rb"<table\b", re.I)
# What pages of a site have and exported tables have not.
_OF_A_SITE = re.compile(rb"<(?:script|form|iframe|nav|input)\b|<link\b[^>]{0,200}stylesheet|<a\b[^>]{0,200}href", re.I)
_MOST_TABLE_HEAD = 65_536


def read_html(body: bytes, content_type: str | None, limits: FileLimits) -> Content:
    """The text of a web page, one line a block."""
    text = _decoded(body, content_type, limits)
    document = parse(text)
    shown = body_text(document.root) if document is not None else text
    return _content(shown, "网页里没有文字", limits)


def read_text(body: bytes, content_type: str | None, limits: FileLimits) -> Content:
    """The lines of a plain text."""
    lines = (line.rstrip() for line in _decoded(body, content_type, limits).splitlines())
    return _content("\n".join(line for line in lines if line.strip()), "文件里没有文字", limits)


def says_instead(body: bytes, kind: str, content_type: str | None, limits: FileLimits) -> str | None:
    """What an answer that came in the place of a file says (a page that says 不存在, a login …); None where it is no
    such answer.
    """
    if kind == "html":
        return _SAID.get(read_page(body[: limits.markup], url=_NOWHERE, content_type=content_type).state)
    if len(body) > _NOTICE:
        return None
    text = decode(body, content_type).text
    if _GONE.search(text):
        return "“文件不存在”的提示"
    if _LOGIN.search(text):
        return "要求登录的提示"
    return "出错提示" if _ERROR.search(text) else None


def is_exported(body: bytes) -> bool:
    """Whether a page was written for an office program: systems export tables as HTML and call them .xls or .doc."""
    head = body[:_MOST_TABLE_HEAD]
    if _FOR_OFFICE.search(head):
        return True
    return _TABLE.search(head) is not None and _OF_A_SITE.search(head) is None


def _decoded(body: bytes, content_type: str | None, limits: FileLimits) -> str:
    if len(body) > limits.markup:
        raise too_large("文件文字过多，超过读取限度，未读取")
    return decode(body, content_type).text.lstrip("\ufeff")


def _content(text: str, empty: str, limits: FileLimits) -> Content:
    if len(text) > limits.chars:
        raise too_large("文件文字过多，超过读取限度，未读取")
    if not text.strip():
        raise NotReadError("empty", empty)
    return Content(text, marks=(text,))
