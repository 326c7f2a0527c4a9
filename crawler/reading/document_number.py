"""A document's own number (发文字号): from the table, from a line of its own near the top, from the end of the title.

Texts cite other documents' numbers, and titles do so too: the first number in a page is often somebody else's.
"""

import re
from collections.abc import Iterator, Sequence, Set

from crawler.reading.text import bare

_OPEN, _CLOSE = r"[〔\[【（(﹝［〈〖<]", r"[〕\]】）)﹞］〉〗>]"
_CODE = r"[一-鿿A-Za-z][一-鿿A-Za-z·]{0,24}"
_YEAR = r"(?:[1１][9９]|[2２][0０])\d{2}"
_SERIAL = r"\d{1,5}(?:\s*[-－–—]\s*\d{1,3})?"
_NUMBERED = rf"{_CODE}\s*{_OPEN}\s*{_YEAR}\s*年?\s*{_CLOSE}\s*第?\s*{_SERIAL}\s*号"
_COUNT = r"第\s*(?:\d{1,4}|[一二三四五六七八九十百〇零]{1,6})\s*号"
_ORDER = rf"[一-鿿]{{2,24}}令\s*(?:\(|（)?\s*{_COUNT}"
NUMBER = re.compile(rf"{_NUMBERED}|{_ORDER}")
_OWN_LINE = re.compile(rf"[（(〔\[]?\s*(?:发?文号[:：])?\s*(?P<number>{_NUMBERED}|{_ORDER})\s*[)）〕\]]?")
_ORDERING = re.compile(r"[一-鿿]{2,24}令")
_COUNTED = re.compile(_COUNT)
# The line under the title of a regulation: by which order it was made known, and that nothing has amended it since.
_MADE_KNOWN = re.compile(
    rf"[（(](?:{_YEAR}年\d{{1,2}}月\d{{1,2}}日)?(?P<number>{_NUMBERED}|{_ORDER})(?:公布|发布|颁布|印发)[^修]*[)）]"
)
_YEAR_ORDER = re.compile(rf"[（(]?\s*(?P<number>{_YEAR}\s*年\s*第\s*\d{{1,4}}\s*号)\s*[)）]?")
_IN_LINE = re.compile(rf"(?:^|(?<=\s))(?P<number>{_NUMBERED}|{_ORDER})(?=\s|$)")
_TITLE_END = re.compile(
    rf"(?:通知|意见|决定|批复|函|公告|通告|办法|方案|规定|细则|通报|报告|纪要|令|请示|规划|答复|命令|决议|公报|要点|计划|预案|清单"
    r"|决定书|通知书|告知书|意见书)"
    rf"\s*[（(]?\s*(?P<number>{_NUMBERED})\s*[)）]?\s*$"
)
_TITLE_START = re.compile(rf"(?P<number>{_NUMBERED})\s*[：:\s](?=.{{6}})")
# A year in its brackets with nothing counted behind it: a form that was not filled in.
_UNCOUNTED = re.compile(rf"{_OPEN}\s*{_YEAR}\s*年?\s*{_CLOSE}\s*第?\s*号?$")
_INDEX_CODE = re.compile(r"[0-9A-Za-z]{5,}/\d{4}-\d{3,}")
_SPACED_OUT = re.compile(r"(?:^|\s)[一-鿿]\s+$")
_PROSE = re.compile(r"。|如下")
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
    """A number as a table states it, in its raw brackets; None for a lone 号, a value without digits, a form that was
    not filled in, and the code of an index.
    """
    if not value:
        return None
    text = value.strip()
    text = text[1:-1].strip() if re.fullmatch(rf"[（(]{_NUMBERED}[)）]", text) else text
    if _UNCOUNTED.search(text) or _INDEX_CODE.fullmatch(text):
        return None
    return text if re.search(r"[\d一二三四五六七八九十]", text) and len(text) <= 60 else None


def from_text(
    title: str | None,
    above: Sequence[str],
    body: str,
    attachment_names: Sequence[str],
    tabled: Set[str] = frozenset(),
) -> str | None:
    """The page's own number: its whole title, or from `above` (lines between header and body), the top of the body, the
    end of the title, or an attachment that is the document itself. An interpretation has no number of its own: those
    it shows are another's, and so are those in `tabled`.
    """
    if title and _ABOUT_ANOTHER.search(title):
        return None
    titled = _OWN_LINE.fullmatch(bare(title or ""))
    if titled:
        return _tidy(titled.group("number"))
    head = _head(body)
    for line in [*above, *_with_orders(head)]:
        if bare(line) in tabled:
            continue
        own = _OWN_LINE.fullmatch(line.strip() if "\t" in line else bare(line))
        own = own or _MADE_KNOWN.fullmatch(bare(line))
        if own:
            return _tidy(own.group("number"))
    if title:
        beside = _TITLE_END.search(title) or _TITLE_START.match(title)
        if beside:
            return _tidy(beside.group("number"))
    for line in body.split("\n")[: min(6, len(head) + 1)]:
        inside = _IN_LINE.search(line[:_HEAD_SIGNS])
        if inside is None or ("\t" in line and inside.start() > 0):
            continue
        if not _cited(line, inside.start()) and not _SPACED_OUT.search(line[: inside.start()]):
            return _tidy(inside.group("number"))
    named = _from_attachments(title, attachment_names)
    if named:
        return named
    return next((_tidy(own.group("number")) for line in head[:4] if (own := _YEAR_ORDER.fullmatch(line.strip()))), None)


def _with_orders(head: Sequence[str]) -> Iterator[str]:
    """The lines, those of an order (某市人民政府令 over 第3号) put together."""
    for line, below in zip(head, [*head[1:], ""], strict=False):
        ordering = _ORDERING.fullmatch(bare(line)) and _COUNTED.fullmatch(bare(below))
        yield bare(line) + bare(below) if ordering else line


def _head(body: str) -> list[str]:
    """The lines before the first one in prose: behind it a number alone on its line is cited."""
    rows = body.split("\n")[:_HEAD_LINES]
    first = next((index for index, row in enumerate(rows) if _PROSE.search(row)), len(rows))
    return rows[:first]


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
