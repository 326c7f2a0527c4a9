"""Document numbers and titles that a text names."""

import re
from collections.abc import Iterable, Iterator

from crawler.reading.document_number import NUMBER, comparable_number

_TITLE = re.compile(r"《([^《》\n]{2,100}(?:《[^《》\n]{1,60}》[^《》\n]{0,60})*)》")
_BRACKETED_YEAR = re.compile(r"[〔\[【（(﹝［〈〖<]\s*(?:[1１][9９]|[2２][0０])")
# What a sentence says before a number; the code of a body holds none of these words.
_BEFORE_CODE = re.compile(
    r".*(?:根据|按照|依照|依据|遵照|参照|以及|同时|执行|落实|贯彻|印发|转发|下发|制定|废止|修改|修订|关于|文件|通知|意见|办法|规定|公布|发布"
    r"|有效|公开(?![办发函字])|要素按|参照|参考|引用|出台|文号|文的|文和|对应|对照|替代|取代|代替|详见|属于|年|月|日|号)(?=.)"
)
# A word of one sign may begin a code too (和政发, 经信发): it goes only where a whole code follows.
_JOINED = re.compile(
    r"^(?:原(?=[一-鿿]{2})|[和与及由按以将对见即为经在并或据如的](?=(?![政府党办信贸农教])[一-鿿]{3}))"
)
_MOST = 1_000


def cited_numbers(texts: Iterable[str], own: str | None) -> tuple[str, ...]:
    """Numbers in their comparable form, each once in their order, without the page's own."""
    mine = comparable_number(own) if own else ""
    found = dict.fromkeys(number for text in texts for number in _numbers(text) if number != mine)
    return tuple(found)[:_MOST]


def cited_titles(texts: Iterable[str]) -> tuple[str, ...]:
    """Titles between 《》, each once in their order, without blanks."""
    found = dict.fromkeys(
        "".join(hit.group(1).split()) for text in texts if "《" in text for hit in _TITLE.finditer(text)
    )
    return tuple(found)[:_MOST]


def _numbers(text: str) -> Iterator[str]:
    if "令" not in text and _BRACKETED_YEAR.search(text) is None:
        return
    for hit in NUMBER.finditer(text):
        code, mark, rest = _parts(comparable_number(hit.group()))
        bare_code = _JOINED.sub("", _BEFORE_CODE.sub("", code))
        if bare_code:
            yield f"{bare_code}{mark}{rest}"


def _parts(number: str) -> tuple[str, str, str]:
    """The code before the year of a number, or before the 令 of an order."""
    return number.partition("〔") if "〔" in number else number.partition("令")
