"""Where links lead and what the boxes around them are called."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.requests import absolute

_absolute = lru_cache(maxsize=8192)(absolute)

# Only what certainly is a tool of the website: names of published matters may begin with the same words.
_TOOLS = re.compile(
    r"(?:网站)?首\s*页|返回(?:首页|顶部|上级|上一[级页]|列表|主页)?|[上下]一?页|[上下]一[篇条个]|[上下](?:一?个?)?[月年周]|[前后]一?[天日]|尾页|末页|第?\s*\d+\s*页|"
    r"\S{0,6}(?:登[录陆]|注册)(?:注册|入口|系统)?|退出(?:登录)?|打印(?:本页)?|关闭(?:窗口|本页)?|(?:加入)?收藏(?:本[站页])?|分享(?:到.*)?|设为(?:首页|主页)|"
    r"(?:网站|站点)(?:地图|导航)|联系我们|关于我们|(?:进入)?无障碍(?:浏览|阅读|辅助|版|模式|通道|工具(?:条)?|声明)?|"
    r"适老(?:化)?(?:版|模式|浏览|服务|专区)?|(?:长者|老年|关怀|大字)(?:版|模式|助手)|English|EN|繁体(?:版|中文)?|简体(?:版|中文)?|繁|简|"
    r"(?:手机|移动|电脑|触屏|PC)版|手机(?:网站|浏览)|官方微[信博]|政务微[信博]|微信(?:公众号)?|微博|移动客户端|RSS(?:订阅)?|(?:站内|高级|智能|全站)?(?:搜索|检索)|"
    r"全部|更多(?:信息|内容|>>)?|详情|查看(?:更多|详情|全部|全文)?|点击(?:查看|进入|下载|这里|此处)?(?:更多|详情)?|(?:附件)?下载|展开|收起|"
    r"隐私(?:声明|保护|条款|政策)|版权(?:声明|所有|信息|保护)|法律声明|免责声明|网站声明|ICP备案.*|按(?:时间|热度|日期|浏览量|点击量|相关度)(?:排序)?|"
    r"[\d\s./:-]+|[<>«»‹›.…]+",
    re.I,
)
_IN_SCRIPT = re.compile(
    r"[\"']((?:https?:)?(?:\.{0,2}/)?[^\"'\s()]*?(?:/|\.(?:s?html?|jhtml|jspx?|aspx?|php|do|action|pdf|docx?|xlsx?|wps|zip|rar)"
    r"(?:[?;][^\"'\s]*)?))[\"']",
    re.I,
)
_OPENS = re.compile(r"open|href|location|go|jump|link|url|to\w*page", re.I)


def label(element: HtmlElement) -> str:
    """The class and the id of an element."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def address(element: HtmlElement, base: str) -> str | None:
    """What a link, a part of a picture map, an option or a clickable element leads to; None where a script decides."""
    given = str(element.get("href") or (element.get("value") if element.tag == "option" else "") or "")
    target = _absolute(base, given)
    if target is not None:
        return target
    for code in (given if given.lower().startswith("javascript:") else "", str(element.get("onclick") or "")):
        named = _IN_SCRIPT.search(code)
        if named and _OPENS.search(code):
            return _absolute(base, named[1])
    return None


def opened_by_script(element: HtmlElement, base: str) -> bool:
    """True for a link or element that a script opens without naming an address."""
    given = f"{element.get('href') or ''} {element.get('onclick') or ''} {element.get('ng-click') or ''}"
    calls = re.search(r"\w\s*\(\s*[^)\s]", given) is not None and "void" not in given.partition("(")[0]
    return calls and address(element, base) is None


def is_tool(name: str) -> bool:
    """True for names that only tools of a website have."""
    return _TOOLS.fullmatch(name.strip(" \u3000>»›<[]【】·|")) is not None


def short_text(element: HtmlElement, most: int) -> str | None:
    """The text of an element without its blanks; None where it is longer."""
    text = ""
    for part in element.itertext():
        text += re.sub(r"\s+", "", part)
        if len(text) > most:
            return None
    return text
