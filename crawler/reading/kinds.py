"""What an answer is: a page, a list, a tree of columns or an error; and whether its text may be judged at all."""

import json
import re
from dataclasses import dataclass
from typing import Literal

from lxml.html import HtmlElement

from crawler.reading.body import count_signs
from crawler.reading.dates import find_dates
from crawler.reading.document import Document
from crawler.reading.reading import ReadingKind
from crawler.reading.text import Line, bare

_JSONP = re.compile(r"^\s*(?:/\*.*?\*/)?\s*[\w.$]{1,60}\s*\(\s*(?P<data>[\[{].*[\]}])\s*\)\s*;?\s*$", re.S)
_CHALLENGE = re.compile(
    r"\$_ts\b|__jsl_clearance|__jsluid|_\$[a-z0-9]{2}\(|安全验证|访问验证|人机验证|滑动验证|acw_sc__v2|请开启JavaScript并刷新"
)
_GONE_TITLE = re.compile(
    r"(?:页面|网页|内容|信息|文章|栏目|地址|链接)[^。]{0,8}(?:不存在|未找到|没有找到|找不到|已(?:经)?(?:被)?(?:删除|移除|下线|撤下))"
    r"|(?:无法找到|找不到|未找到)[^。]{0,10}(?:页面|网页|内容|信息|文章|资源)"
    r"|^\s*(?:HTTP\s*)?404\b|404\s*(?:错误|页面|not found|-)|page not found|^not found$"
    r"|抱歉[^。]{0,12}(?:出错|不存在|删除)",
    re.I,
)
_HINT_TITLE = re.compile(r"^(?:提示|提示信息|错误提示|系统提示|友情提示|信息提示|温馨提示|出错了?|错误|error)$", re.I)
_HOME = re.compile(
    r"^(?:\.{1,2}/)+$|^/$|^/?index\.s?html?$|^(?:\.\./)+index\.s?html?$|^https?://[^/]+/?(?:index\.s?html?)?$", re.I
)
_TREE = re.compile(r"channelsTagSelf|channelsTagParent|window\._CONFIG\s*=|\bTREE\s*:\s*\[|queryData=")
_SHORT = 200
_FEWEST_ROWS = 5
_LONG = 1_500
_MONTH_DAY = re.compile(r"(?<![\d-])[\[（(]?\d{2}-\d{2}[\]）)]?(?![\d-])")
_PAGER = re.compile(r"下一?页.{0,12}(?:尾页|末页)|尾页|共\s*\d+\s*[页条]|第\s*\d+\s*/\s*\d+\s*页")
_LIST_DATA = re.compile(r"<record(?:set)?>|listData\b|dataproxy\.jsp|createPageHTML\s*\(\s*\d+")
_ERROR_WORDS = re.compile(r"系统错误|服务器异常|检索失败|异常|失败|出错|error", re.I)


@dataclass(frozen=True)
class Judged:
    """`kind` and `state` of an answer; `external` where it only leads elsewhere."""

    kind: ReadingKind
    state: Literal["ok", "soft_404", "protected", "failed"] = "ok"


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
    called = _JSONP.match(stripped)
    source = called.group("data") if called else stripped
    if not source.startswith(("{", "[")):
        return None
    try:
        data = json.loads(source, strict=False)
    except (json.JSONDecodeError, RecursionError):
        return None
    return _of_json(data)


def _of_json(data: object) -> Judged:
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
    return shown < _SHORT and _CHALLENGE.search(text) is not None


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


def is_soft_404(title: str | None, headline: str | None, shown: list[str], *, has_article: bool) -> bool:
    """Whether a page with status 200 says that it is not there. A page with article data of its own is never one."""
    if has_article:
        return False
    signs = sum(count_signs(line) for line in shown)
    if any(_GONE_TITLE.search(one) for one in (title, headline) if one and len(one) <= 60):
        return True
    if signs >= _SHORT:
        return False
    return bool(title and _HINT_TITLE.match(bare(title))) or any(
        _GONE_TITLE.search(line) for line in shown if len(line) <= 60
    )


def dated_rows(lines: list[Line]) -> int:
    """Rows of links with a date beside them, or dates that stand alone under their links."""
    beside = alone = 0
    for index, line in enumerate(lines):
        near = " ".join(one.text for one in lines[max(0, index - 1) : index + 2])
        if line.linked >= 0.3 and len(bare(line.text)) >= 6:
            beside += bool(find_dates(near)) or _MONTH_DAY.search(near) is not None
        alone += len(bare(line.text)) <= 25 and bool(find_dates(line.text))
    return max(beside, alone)


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
    named_as_column: bool,
    editor: bool,
    body_signs: int,
) -> ReadingKind:
    """Whether a web page is an article, a list of articles or only the tree of its columns.

    `dated` says that the line under a headline states a date, `named_as_column` that the title is the column's own
    name, `editor` that the text stands in an editor field.
    """
    if page_type == "1" or has_article or (dated and editor):
        return "page"
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
    linked = sum(1 for line in lines if line.linked > 0.5)
    return "list" if linked >= 4 and body_signs < 20 and not dated and not editor else "page"
