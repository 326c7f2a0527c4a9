"""What of a stranger's HTML may stand in a page of ours: names of elements, of attributes, of properties of style.

Whatever is not listed here is not written. Nothing listed can run, load, send, lead away or lie over other things, and
nothing hides words: the colours of light writing, whose background was lost, and all that makes invisible are left out.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

# Written as they are. All others give way to what they hold.
KEPT = frozenset((
    "a", "abbr", "address", "article", "aside", "b", "bdi", "big", "blockquote", "br", "caption", "center", "cite",
    "code", "col", "colgroup", "dd", "del", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "ins", "kbd", "li", "main", "nav", "ol", "p", "pre", "q",
    "s", "samp", "section", "small", "span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th",
    "thead", "time", "tr", "tt", "u", "ul", "wbr",
))  # fmt: skip
# Left out with all that they hold: no text for readers. What only surrounds words gives way to them instead: parsers
# put whole pages into elements that were never closed.
DROPPED = frozenset((
    "base", "datalist", "head", "iframe", "link", "math", "meta", "noscript", "plaintext", "script", "select", "style",
    "svg", "template", "title", "xmp",
))  # fmt: skip
# Where one stood that showed something of its own, a word says so.
PLACES = {
    "iframe": "嵌入的页面", "frame": "嵌入的页面", "object": "嵌入的内容", "embed": "嵌入的内容", "video": "视频",
    "audio": "音频", "svg": "图形", "math": "公式", "canvas": "图形", "picture": "图片",
    "applet": "嵌入的内容", "select": "下拉选项",
}  # fmt: skip
# Stand for themselves on lines of their own.
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody",
    "textarea", "tfoot", "thead", "tr", "ul", "ucapcontent", "ucaptitle",
))  # fmt: skip
EMPTY = frozenset(("br", "col", "hr", "wbr"))

_SMALL_NUMBER = re.compile(r"\d{1,3}")
_LENGTH = re.compile(r"\d{1,4}(?:\.\d{1,4})?(?:px|pt|em|rem|%|cm|mm|in|ex|ch)?", re.I)
_COLOUR = re.compile(r"#[0-9a-f]{3}|#[0-9a-f]{6}|[a-z]{3,20}|rgb\(\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3}\s*\)", re.I)
_FACE = re.compile(r"(?!.*\d{5})[\w 一-鿿\-,_]{1,80}")
_SIDES = re.compile(r"left|right|center|justify|start|end|top|middle|bottom|baseline", re.I)
_SPAN = ("colspan", "rowspan", "span", "start")
_ATTRIBUTES: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(_SPAN, _SMALL_NUMBER),
    **dict.fromkeys(("width", "border", "cellpadding", "cellspacing"), _LENGTH),
    **dict.fromkeys(("align", "valign"), _SIDES),
    "color": _COLOUR,
    "face": _FACE,
    "size": re.compile(r"[+-]?[1-7]"),
    "nowrap": re.compile(r"nowrap|", re.I),
    "datetime": re.compile(r"[\d\-T:+ Z.]{4,40}"),
}
_LENGTHS = re.compile(rf"(?:{_LENGTH.pattern}|auto|normal)(?:\s+(?:{_LENGTH.pattern}|auto)){{0,3}}", re.I)
_LINE = re.compile(
    rf"(?:(?:{_LENGTH.pattern}|solid|dashed|dotted|double|none|thin|medium|{_COLOUR.pattern})\s*){{1,3}}", re.I
)
_STYLES: Mapping[str, re.Pattern[str]] = {
    "color": _COLOUR,
    "text-align": _SIDES,
    "vertical-align": re.compile(rf"{_SIDES.pattern}|sub|super", re.I),
    "text-indent": _LENGTH,
    "font-weight": re.compile(r"bold|bolder|normal|[1-9]00", re.I),
    "font-style": re.compile(r"italic|normal", re.I),
    "font-family": _FACE,
    "font-size": re.compile(r"(?:[1-3]\d|4[0-8])(?:\.\d{1,3})?p[xt]|[12](?:\.\d{1,3})?r?em|(?:[89]\d|1\d\d)%", re.I),
    "text-decoration": re.compile(r"underline|line-through|none", re.I),
    "white-space": re.compile(r"nowrap|pre|pre-wrap|normal", re.I),
    "border-collapse": re.compile(r"collapse|separate", re.I),
    "width": _LENGTH,
    **dict.fromkeys(("border", "border-top", "border-bottom", "border-left", "border-right"), _LINE),
    **dict.fromkeys(("padding", "padding-left", "padding-right", "padding-top", "padding-bottom"), _LENGTHS),
    **dict.fromkeys(("margin-left", "margin-right", "margin-top", "margin-bottom"), _LENGTHS),
}
_LONGEST_STYLE = 2_000
_LIGHT = frozenset(("white", "transparent", "inherit", "initial", "unset", "currentcolor", "snow", "ivory", "azure"))
_LIGHTEST = 0xB0


def attributes(given: Mapping[str, str]) -> str:
    """The attributes that may stand, written out with a blank before each; '' for none. Names are in small letters."""
    kept = ""
    for name, value in given.items():
        if name == "style":
            if style := clean_style(value):
                kept += f' style="{style}"'
        elif (form := _ATTRIBUTES.get(name)) and form.fullmatch(value.strip()) and not _is_light(name, value):
            kept += f' {name}="{value.strip()}"'
    return kept


@lru_cache(4096)
def clean_style(style: str) -> str:
    """The declarations that may stand. What holds a bracket, a mark of CSS or anything unknown is none of them."""
    if len(style) > _LONGEST_STYLE:
        return ""
    kept = []
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip().lower(), value.replace("!important", "").strip().replace('"', "").replace("'", "")
        form = _STYLES.get(name)
        if form is not None and form.fullmatch(value) and not _is_light(name, value):
            kept.append(f"{name}:{value}")
    return ";".join(kept)


def _is_light(name: str, value: str) -> bool:
    """Whether writing of a colour could not be read on white."""
    if name != "color":
        return False
    plain = value.strip().lower()
    if plain in _LIGHT or plain.startswith(("light", "pale", "whitesmoke", "ghost", "floral", "antique")):
        return True
    if plain.startswith("#"):
        digits = plain[1:] if len(plain) == 7 else "".join(2 * sign for sign in plain[1:])
        return all(int(digits[at : at + 2], 16) >= _LIGHTEST for at in (0, 2, 4))
    numbers = re.findall(r"\d+", plain)
    return bool(numbers) and all(int(one) >= _LIGHTEST for one in numbers)
