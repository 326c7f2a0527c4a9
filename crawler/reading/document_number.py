"""A document's own number (发文字号): from the table, from a line of its own near the top, from the end of the title.

Texts cite other documents' numbers, and titles do so too: the first number in a page is often somebody else's.
"""

import re
from collections.abc import Sequence

from crawler.reading.text import bare

_OPEN, _CLOSE = r"[〔\[【（(﹝［〈〖<]", r"[〕\]】）)﹞］〉〗>]"
_CODE = r"[一-鿿A-Za-z][一-鿿A-Za-z·]{0,24}"
_NUMBERED = rf"{_CODE}\s*{_OPEN}\s*(?:19|20)\d{{2}}\s*年?\s*{_CLOSE}\s*第?\s*\d{{1,5}}\s*号"
_ORDER = r"[一-鿿]{2,24}令\s*(?:\(|（)?\s*第\s*\d{1,4}\s*号"
NUMBER = re.compile(rf"{_NUMBERED}|{_ORDER}")
_OWN_LINE = re.compile(rf"[（(〔\[]?\s*(?:发?文号[:：])?\s*(?P<number>{_NUMBERED}|{_ORDER})\s*[)）〕\]]?")
_YEAR_ORDER = re.compile(r"[（(]?\s*(?P<number>(?:19|20)\d{2}\s*年\s*第\s*\d{1,4}\s*号)\s*[)）]?")
_IN_LINE = re.compile(rf"(?:^|(?<=\s))(?P<number>{_NUMBERED}|{_ORDER})(?=\s|$)")
_TITLE_END = re.compile(
    rf"(?:通知|意见|决定|批复|函|公告|通告|办法|方案|规定|细则|通报|报告|纪要|令|请示|规划|答复|命令|决议|公报|要点|计划|预案|清单)"
    rf"\s*[（(]?\s*(?P<number>{_NUMBERED})\s*[)）]?\s*$"
)
_ABOUT_ANOTHER = re.compile(r"解读|答记者问|一图读懂|图解|问答|新闻发布会|政策说明|起草说明")
_HEAD_LINES = 14
_HEAD_SIGNS = 320


def comparable_number(number: str) -> str:
    """A number with 〔〕 brackets and without blanks, for comparison only."""
    folded = bare(number).translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    folded = re.sub(rf"{_OPEN}((?:19|20)\d{{2}})年?{_CLOSE}", r"〔\1〕", folded)
    return re.sub(r"〕第(\d+号)", r"〕\1", folded)


def number_year(number: str) -> int | None:
    """The year inside a number's brackets, None where it has none."""
    found = re.search(r"〔(\d{4})〕", comparable_number(number))
    return int(found.group(1)) if found else None


def from_value(value: str | None) -> str | None:
    """A number as a table states it, in its raw brackets; None for a lone 号 or a value without digits."""
    if not value:
        return None
    text = value.strip()
    text = text[1:-1].strip() if re.fullmatch(rf"[（(]{_NUMBERED}[)）]", text) else text
    return text if re.search(r"[\d一二三四五六七八九十]", text) and len(text) <= 60 else None


def from_text(title: str | None, above: Sequence[str], body: str, attachment_names: Sequence[str]) -> str | None:
    """The page's own number from `above` (lines between header and body), the top of the body, the end of the title,
    or an attachment that is the document itself. An interpretation has no number of its own: those it shows are
    another's.
    """
    if title and _ABOUT_ANOTHER.search(title):
        return None
    head = body.split("\n")[:_HEAD_LINES]
    for line in [*above, *head]:
        own = _OWN_LINE.fullmatch(line.strip())
        if own:
            return _tidy(own.group("number"))
    if title:
        at_end = _TITLE_END.search(title)
        if at_end:
            return _tidy(at_end.group("number"))
    for line in head[:6]:
        inside = _IN_LINE.search(line[:_HEAD_SIGNS])
        if inside and not _cited(line, inside.start()):
            return _tidy(inside.group("number"))
    named = _from_attachments(title, attachment_names)
    if named:
        return named
    return next((_tidy(own.group("number")) for line in head[:4] if (own := _YEAR_ORDER.fullmatch(line.strip()))), None)


def _from_attachments(title: str | None, names: Sequence[str]) -> str | None:
    """The number behind the page's own title in the name of a file: the document is attached instead of being typed."""
    wanted = bare(title or "")
    for name in names:
        if len(wanted) < 8 or not bare(name).startswith(wanted):
            continue
        behind = re.match(rf"\s*[（(]?({_NUMBERED})", bare(name)[len(wanted) :])
        if behind:
            return _tidy(behind.group(1))
    return None


def _cited(line: str, start: int) -> bool:
    before = line[:start]
    return (
        before.count("《") > before.count("》")
        or before.count("（") > before.count("）")
        or before.rstrip().endswith(("》", "根据", "按照"))
    )


def _tidy(number: str) -> str:
    return re.sub(r"\s+", "", number)
