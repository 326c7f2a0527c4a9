"""The date that a row of a list shows, in the many ways in which lists write it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from lxml.html import HtmlElement

from crawler.structure.links import short_text

_FULL = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-/.年－—]\s*(\d{1,2})\s*[-/.月－—]\s*(\d{1,2})(?!\d)\s*日?")
_DAY_FIRST = re.compile(r"^\D*(\d{1,2})\s*日?\s+((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*月?\D*$")
_YEAR_LAST = re.compile(r"(?:^|\s)(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s+((?:19|20)\d\d)\s*年?\s*$")
_YEAR_APART = re.compile(r"^((?:19|20)\d\d)\s*年?\s+(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$")
_SHORT = re.compile(r"^[\[(（【\s]*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?[\])）】\s]*$")
_NAMED = re.compile(r"^(?:发布|公开|更新|成文|生成|印发)?(?:时间|日期)\s*[:：]?\s*")
_PUBLISHED = re.compile(r"发布|公开|公布|更新")
_OTHER = re.compile(r"成文|生成|印发|起始|开始|截止|结束|实施|生效")
_NO_NAME = [""]
_TODAY = re.compile(r"今天|今日|现在|星期|周[一二三四五六日]|农历")
_CLOCK = re.compile(r"\s*\d{1,2}[:：∶]\d{2}([:：∶]\d{2})?\s*$")
_FILE_DATE = re.compile(r"/t?(20\d\d)(\d\d)(\d\d)?(?:[_/]|\d)")
_FOLDER_DATE = re.compile(r"/(20\d\d)[-/]?(\d{1,2})(?:[-/](\d{1,2}))?/")
_PIECES = (
    "span",
    "em",
    "i",
    "b",
    "td",
    "font",
    "time",
    "div",
    "p",
    "strong",
    "label",
    "dd",
    "small",
    "cite",
    "h5",
    "h6",
)
_NESTED = ("ul", "ol", "dl", "table", "script", "style")
_LEVELS_TO_HEADING = 3


@dataclass(frozen=True)
class Dated:
    """A date as shown: `there` without `day` has no year, only `month` and `of_month`; `letters` are its own where
    they stand in the link's text; `rank` tells how surely it is the date of publication."""

    there: bool = False
    day: date | None = None
    month: int = 0
    of_month: int = 0
    letters: str = ""
    rank: int = 0

    def with_year(self, year: str | None) -> date | None:
        """The day, with a year that stands elsewhere; None without one."""
        return _day(year, str(self.month), str(self.of_month)) if year and self.there and self.month else None


def date_of(element: HtmlElement, link: HtmlElement, text: str, words: Callable[..., str]) -> Dated:
    """The date that a row shows beside its link, else at the end of the link's own text. A part that is nothing but a
    date goes before dates in a summary, a whole date before one without its year."""
    headed = _headings(element, words)
    pieces = [
        _known(found, piece, text, headed.get(number, ""))
        for number, piece in _pieces(element, link, words)
        if (found := _whole(piece))
    ]
    beside = _CLOCK.sub("", words(element, without=link)) if element is not link else ""
    full = list(_FULL.finditer(beside))
    told = [*pieces, _whole(beside) or Dated(), _at_end(text)]
    told += [Dated(True, _day(*full[-1].groups()))] if full else []
    with_day = [one for one in told if one.day]
    best = max(with_day, key=lambda one: one.rank) if with_day else None
    return best or next((one for one in told if one.there), Dated())


def _known(found: Dated, piece: str, text: str, heading: str) -> Dated:
    """Several dates in a row: the one called the date of publication, else the last that is not called otherwise."""
    name = (_NAMED.match(piece) or _NO_NAME)[0] + heading
    rank = 3 if _PUBLISHED.search(name) else 1 if _OTHER.search(name) else 2
    return replace(found, letters=piece if piece in text else "", rank=rank)


def _headings(row: HtmlElement, words: Callable[..., str]) -> dict[int, str]:
    """What the columns of a row's table are called, by number."""
    if row.tag != "tr":
        return {}
    table = next(row.iterancestors("table"), None)
    first = next(table.iter("tr"), None) if table is not None else None
    return {n: words(cell) for n, cell in enumerate(first)} if first is not None and first is not row else {}


def short_date(text: str) -> Dated:
    """The date in a short text that stands between rows."""
    whole = _whole(text.strip())
    if whole is not None:
        return whole
    full = list(_FULL.finditer(text))
    return Dated(True, _day(*full[-1].groups())) if full and len(text) < 40 and not _TODAY.search(text) else Dated()


def heading_year(element: HtmlElement) -> str | None:
    """The year in a heading above a list, which its rows leave out."""
    current = element
    for _ in range(_LEVELS_TO_HEADING):
        for sibling in current.itersiblings(preceding=True):
            if not isinstance(sibling.tag, str):
                continue
            text = short_text(sibling, 12)
            stated = re.fullmatch(r"[\[【]?(20\d\d)年?度?[\]】]?", text or "")
            if stated:
                return stated[1]
            if text != "":
                break
        parent = current.getparent()
        if parent is None or parent.tag in ("body", "html"):
            return None
        current = parent
    return None


def date_in_address(url: str, shown: Dated) -> date | None:
    """`MM-DD` with the year of a file or folder name that agrees with it; None where there is no such name."""
    for pattern in (_FILE_DATE, _FOLDER_DATE):
        named = pattern.search(url)
        if named and shown.month == int(named[2]):
            return _day(named[1], str(shown.month), str(shown.of_month))
    return None


def _whole(text: str) -> Dated | None:
    """The date where the text is nothing else: brackets, a clock and the words before a date do not count."""
    bare = _CLOCK.sub("", _NAMED.sub("", text.strip().strip("[](（）)【】 |·"))).strip("[](（）)【】 |·")
    full = _FULL.fullmatch(bare)
    if full:
        return Dated(True, _day(*full.groups()))
    apart = _YEAR_APART.match(bare)
    if apart:
        return Dated(True, _day(*apart.groups()))
    turned = _DAY_FIRST.match(bare)
    if turned:
        return Dated(True, _day(turned[2], turned[3], turned[1]))
    last = _YEAR_LAST.match(bare)
    if last:
        return Dated(True, _day(last[3], last[1], last[2]))
    short = _SHORT.match(bare)
    if short and 1 <= int(short[1]) <= 12 and 1 <= int(short[2]) <= 31:
        return Dated(True, None, int(short[1]), int(short[2]))
    return None


def _at_end(text: str) -> Dated:
    inner = _CLOCK.sub("", text)
    ending = next((hit for hit in _FULL.finditer(inner) if not inner[hit.end() :].strip("])）】 ")), None)
    if ending:
        return Dated(True, _day(*ending.groups()), letters=text[_start_with_bracket(inner, ending.start()) :])
    last = _YEAR_LAST.search(inner)
    if last and last.start() > 0:
        return Dated(True, _day(last[3], last[1], last[2]), letters=text[last.start() :])
    short = re.search(r"\s[\[(（【]?(\d{1,2})[-/.](\d{1,2})[\])）】]?\s*$", inner)
    if short and 1 <= int(short[1]) <= 12 and 1 <= int(short[2]) <= 31:
        return Dated(True, None, int(short[1]), int(short[2]), text[short.start() :])
    return Dated()


def _start_with_bracket(text: str, start: int) -> int:
    while start > 0 and text[start - 1] in "[(（【 ":
        start -= 1
    return start


def _pieces(element: HtmlElement, link: HtmlElement, words: Callable[..., str]) -> Iterator[tuple[int, str]]:
    """The parts of a row outside its link, each with the number of the row's child that it lies in; the last first."""
    around = set(link.iterancestors())
    stack = list(enumerate(element))
    while stack:
        number, part = stack.pop()
        if part is link or not isinstance(part.tag, str) or part.tag in _NESTED:
            continue
        if part not in around and part.tag in _PIECES:
            yield number, words(part)
        stack.extend((number, child) for child in part)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
