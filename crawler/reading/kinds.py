"""What an answer is: a page, a list, a tree of columns or an error; and whether its text may be judged at all."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from lxml.html import HtmlElement

from crawler.reading.attachments import extension_of
from crawler.reading.body import count_signs
from crawler.reading.dates import find_dates
from crawler.reading.document import Document
from crawler.reading.labels_of_fields import label_alone
from crawler.reading.reading import ReadingKind
from crawler.reading.record import json_in, record_in
from crawler.reading.text import Line, bare

_FILE_STARTS = (
    b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8",
    b"{\\rtf", b"\x1f\x8b",
)  # fmt: skip
# 瑞数, 加速乐, Aliyun, Huawei, Cloudflare, WangZhanWeiShi, 云锁, 安全狗 and what they say.
CHALLENGE = re.compile(
    r"\$_ts\b|\br=[\"']m[\"']|jsl_clearance|jsluid|_\$[a-z0-9]{2}\(|acw_sc__v[23]|aliyun_waf|HWWAFSES|__cf_chl|cf-browser-verification"
    r"|wzws-waf-cgi|wzwsconfirm|yunsuo_session|safedog|geetest|/_guard/|probe\.js\?"
    r"|安全验证|访问验证|人机验证|滑动验证|拖动滑块|请(?:输入|完成)[^<]{0,10}验证|访问过于频繁|正在检[查测](?:您的)?浏览器|浏览器安全检[查测]"
    r"|请(?:开启|启用|打开)\s*JavaScript",
    re.I,
)
_GONE_TITLE = re.compile(
    r"(?:页面|网页|内容|信息|文章|稿件|文档|栏目|地址|链接)[^。]{0,8}(?:不存在|未找到|没有找到|找不到|(?:已(?:经)?|被)(?:被)?(?:删除|移除|下线|下架|撤下|撤销|撤稿))"
    r"|(?:无法找到|找不到|未找到)[^。]{0,10}(?:页面|网页|内容|信息|文章|资源)"
    r"|^\s*(?:HTTP\s*)?404\b|404\s*(?:错误|页面|not found|-)|page not found|^not found$"
    r"|抱歉[^。]{0,12}(?:出错|不存在|删除)",
    re.I,
)
_REFUSED = re.compile(
    r"^\s*(?:HTTP\s*(?:status|error|错误)?\s*[-–:]?\s*)?(?:40[0135-9]|41[1-9]|42\d|49\d)\b"
    r"|\bforbidden\b|access denied|unauthorized"
    r"|访问(?:被|已被|受到?)?(?:拦截|拒绝|阻断|受限|限制|禁止)|(?:请求|访问).{0,12}(?:威胁|拦截|过于频繁|太频繁)|防火墙|\bWAF\b",
    re.I,
)
_BROKEN = re.compile(
    r"^\s*(?:HTTP\s*(?:status|error|错误)?\s*[-–:]?\s*)?50\d\b"
    r"|bad gateway|service (?:temporarily )?unavailable|gateway time-?out|internal server error|error report"
    r"|(?:信息|文章|稿件|内容|页面)[^。]{0,6}(?:正在审核|审核中|待审核|未审核|未通过审核|尚未发布|未发布)"
    r"|(?:网站|系统|平台|服务器?)(?:正在)?.{0,6}(?:维护|升级)|(?:系统|服务器?|程序).{0,4}(?:异常|繁忙|错误|出错)",
    re.I,
)
_HINT_TITLE = re.compile(r"^(?:提示|提示信息|错误提示|系统提示|友情提示|信息提示|温馨提示|出错了?|错误|error)$", re.I)
_HOME = re.compile(
    r"^(?:\.{1,2}/)+$|^/$|^/?index\.s?html?$|^(?:\.\./)+index\.s?html?$|^https?://[^/]+/?(?:index\.s?html?)?$", re.I
)
_TREE = re.compile(r"channelsTagSelf|channelsTagParent|window\._CONFIG\s*=|\bTREE\s*:\s*\[|queryData=")
_SHORT = 200
_PROSE = 500
_FIRST_LINES = 4
_HEAD = 40_000
# A line that is a link is what another page is called.
_TITLE_OF_ANOTHER = 0.5
_FEWEST_ROWS = 5
_HEADS = 3
_LONG = 1_500
_HEADLINE = 200
_BYLINE = 8
_FIELDS_OF_A_ROW = 5
_MONTH_DAY = re.compile(r"(?<![\d-])[\[（(]?\d{2}-\d{2}[\]）)]?(?![\d-])")
_PAGER = re.compile(r"下一?页.{0,12}(?:尾页|末页)|尾页|共\s*\d+\s*[页条]|第\s*\d+\s*/\s*\d+\s*页")
_LIST_DATA = re.compile(r"<record(?:set)?>|listData\b|dataproxy\.jsp|createPageHTML\s*\(\s*\d+")
_ERROR_WORDS = re.compile(r"系统错误|服务器异常|检索失败|异常|失败|出错|error", re.I)


@dataclass(frozen=True)
class Judged:
    """`kind` and `state` of an answer; `external` where it only leads elsewhere."""

    kind: ReadingKind
    state: Literal["ok", "soft_404", "protected", "failed"] = "ok"


def is_file(body: bytes) -> bool:
    """Whether an answer is a document, an archive or a picture instead of a page."""
    return body.lstrip(b" \t\r\n")[:8].startswith(_FILE_STARTS)


def kind_of_data(text: str) -> Judged | None:
    """What a JSON, JSONP or XML answer is; None for anything else.

    A failure behind status 200 is an error: success false, an error code, or an envelope without rows and without
    total.
    """
    stripped = text.strip().lstrip("\ufeff")
    if re.match(r"<\?xml|<datastore|<rss|<response", stripped, re.I) and not re.search(
        r"<html\b|<!doctype html", stripped[:2_000], re.I
    ):
        rows = re.search(r"<(?:record|item|entry|row)\b|CDATA", stripped)
        return Judged("list") if rows else Judged("error", "failed")
    data = json_in(stripped)
    return None if data is None else _of_json(data)


def _of_json(data: object) -> Judged:
    if record_in(data) is not None:
        return Judged("page")
    rows, total = _rows_and_total(data)
    if rows:
        return Judged("list")
    if isinstance(data, dict):
        said = " ".join(str(data.get(key) or "") for key in ("msg", "message", "errmessage", "errmsg"))
        failed = data.get("success") is False or data.get("error") is True or _ERROR_WORDS.search(said)
        if not failed and total:
            return Judged("list")
        if not failed and any(isinstance(value, str) and len(value) > 100 for value in data.values()):
            return Judged("page")
    return Judged("error", "failed")


def _rows_and_total(data: object) -> tuple[bool, int]:
    """Whether any list of records with content is inside, and the largest total that is named."""
    rows, total = False, 0
    waiting: list[object] = [data]
    while waiting:
        current = waiting.pop()
        if isinstance(current, list):
            rows = rows or any(isinstance(one, dict) and len(one) > 1 for one in current)
            rows = rows or any(isinstance(one, str) and "<" in one for one in current)
            waiting.extend(one for one in current if isinstance(one, list | dict))
        elif isinstance(current, dict):
            for key, value in current.items():
                if isinstance(value, int) and not isinstance(value, bool) and re.search(r"total|count", key, re.I):
                    total = max(total, value)
                elif isinstance(value, list | dict):
                    waiting.append(value)
                elif isinstance(value, str) and re.search(r"<(?:li|tr|a)\b", value) and key.lower() in {"html", "data"}:
                    rows = True
    return rows, total


def is_challenge(text: str, shown: int) -> bool:
    """Whether an answer is a firewall's test instead of the page: its script and hardly any text to read."""
    return shown < _SHORT and CHALLENGE.search(text, 0, _HEAD) is not None


def refresh_target(root: HtmlElement) -> str | None:
    """Where a `<meta http-equiv=refresh>` leads, None where it leads nowhere else."""
    for tag in root.iter("meta"):
        if (tag.get("http-equiv") or "").lower() == "refresh":
            hit = re.search(r"url\s*=\s*[\"']?\s*([^\"'\s;]+)", tag.get("content") or "", re.I)
            if hit:
                return hit.group(1)
    return None


def leads_home(target: str) -> bool:
    """Whether an address is a way up or home: what removed pages do."""
    return _HOME.match(target.strip()) is not None


def is_soft_404(title: str | None, headline: str | None, shown: list[Line], *, has_article: bool) -> bool:
    """Whether a page with status 200 says that it is not there. A page with article data of its own is never one."""
    if has_article:
        return False
    signs = sum(count_signs(line.text) for line in shown)
    prose = sum(count_signs(line.text) for line in shown if line.linked < _TITLE_OF_ANOTHER)
    # A document may have such a title too (链接已下架的通报, 信息不存在告知书): it goes on to tell of it.
    if prose < _PROSE and any(_GONE_TITLE.search(one) for one in (title, headline) if one and len(one) <= 60):
        return True
    if signs >= _SHORT:
        return False
    return bool(title and _HINT_TITLE.match(bare(title))) or any(
        _GONE_TITLE.search(line.text) for line in shown if len(line.text) <= 60 and line.linked < _TITLE_OF_ANOTHER
    )


def refused_or_broken(title: str | None, shown: list[Line]) -> Literal["protected", "failed"] | None:
    """What a short page that a gateway or a firewall sends in place of the page means: neither that it is gone nor that
    it was published. Asked only of pages without an article.
    """
    if sum(count_signs(line.text) for line in shown) >= _SHORT:
        return None
    own = [line.text for line in shown[:_FIRST_LINES] if line.linked < _TITLE_OF_ANOTHER]
    said = [one for one in (title, *own) if one and len(one) <= 80]
    if any(_REFUSED.search(one) for one in said):
        return "protected"
    return "failed" if any(_BROKEN.search(one) for one in said) else None


def dated_rows(lines: list[Line]) -> int:
    """Rows of links with a date beside them, or dates that stand alone under their links."""
    beside = alone = 0
    titled = [line.linked >= 0.3 and len(bare(line.text)) >= 6 for line in lines]
    for index, line in enumerate(lines):
        if titled[index]:
            near = " ".join(one.text for one in lines[max(0, index - 1) : index + 2])
            beside += bool(find_dates(near)) or _MONTH_DAY.search(near) is not None
        linked = any(titled[max(0, index - _FIELDS_OF_A_ROW) : index + 1])
        alone += linked and len(bare(line.text)) <= 25 and bool(find_dates(line.text))
    return max(beside, alone)


def has_byline(lines: list[Line], titles: Iterable[str | None], columns: Iterable[str]) -> bool:
    """Whether a date stands under a headline with no linked title between them: what an article has, and neither the
    heading of a column nor a row of a list.
    """
    names = {bare(name) for name in columns}
    # What a link to a page is called too is the title of a row.
    names |= {bare(line.text) for line in lines if _is_linked_title(line)}
    wanted = {word for title in titles if title and (word := bare(title)) not in names and len(word) >= 2}
    return any(_date_under(lines, index) for index, line in enumerate(lines) if _is_headline(line, wanted))


def _is_headline(line: Line, wanted: set[str]) -> bool:
    text = bare(line.text)
    return line.linked < 0.5 and len(text) <= _HEADLINE and any(word in text for word in wanted)


def _date_under(lines: list[Line], headline: int) -> bool:
    for index in range(headline + 1, min(len(lines), headline + 1 + _BYLINE)):
        line = lines[index]
        if _is_linked_title(line):
            return False
        if find_dates(line.text) and line.linked < 0.5:
            following = lines[index + 1] if index + 1 < len(lines) else None
            return following is None or not _is_linked_title(following)
    return False


def _is_linked_title(line: Line) -> bool:
    """A line that leads to another page; files and tools are no pages."""
    if line.linked < 0.6 or len(bare(line.text)) < 6:
        return False
    return any(
        len(shown) >= 6 and "://" not in shown and extension_of(link.get("href") or "") is None
        for link in line.block.iter("a")
        for shown in (bare("".join(link.itertext())),)
    )


def _heads_a_list(lines: list[Line]) -> bool:
    """Whether labels stand side by side without colons and values, as 标题 | 发文字号 | 成文日期 do over rows that only
    scripts bring.
    """
    named = [label_alone(line.text) is not None and line.text[-1] not in ":：" for line in lines]
    return any(all(named[start : start + _HEADS]) for start in range(len(named) - _HEADS + 1))


def has_list_data(document: Document) -> bool:
    """Whether scripts of a page hold a tree of columns or the rows of a list."""
    return any(_TREE.search(script) or _LIST_DATA.search(script) for script in document.scripts)


def kind_of_page(
    document: Document,
    lines: list[Line],
    *,
    has_article: bool,
    page_type: str | None,
    dated: bool,
    byline: bool,
    named_as_column: bool,
    editor: bool,
    body_signs: int,
    many: bool,
) -> ReadingKind:
    """Whether a web page is an article, a list of articles or only the tree of its columns.

    `dated` says that the line under a headline states a date, `byline` that it does so as in
    articles, `named_as_column` that the title is the column's own name, `editor` that the text stands in an editor
    field, `many` that the tables of several documents stand on it.
    """
    if page_type == "1" or has_article or byline or (dated and editor):
        return "page"
    if many and not editor:
        return "list"
    rows = dated_rows(lines)
    pager = any(_PAGER.search(line.text) for line in lines)
    data = any(_LIST_DATA.search(script) for script in document.scripts)
    if not editor and (rows >= _FEWEST_ROWS or (rows >= 3 and not dated) or ((pager or named_as_column) and rows >= 2)):
        return "list" if body_signs < _LONG or pager or page_type == "2" else "page"
    if page_type == "2" or (body_signs < _SHORT and not dated and not editor):
        if data:
            return "list"
        if any(_TREE.search(script) for script in document.scripts):
            return "tree"
    if _heads_a_list(lines) and not dated:
        return "list"
    linked = sum(1 for line in lines if line.linked > 0.5)
    return "list" if linked >= 4 and body_signs < 20 and not dated and not editor else "page"
