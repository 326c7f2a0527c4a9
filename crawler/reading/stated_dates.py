"""Which of the dates on a page is its publication, which its signing.

Labels decide in the order 发布日期, 发文日期, 时间 or 日期, a date without a label. 成文日期 is never taken for
publication. 发文日期 and 生成日期 mean signing on some sites and publication on others: they are used only where the
other dates do not contradict.
"""

import re
from dataclasses import dataclass
from datetime import date

from crawler.reading.dates import read_date
from crawler.reading.header_block import HeaderBlock

_LOOSE = frozenset(("日期", "时间"))
# 时间：上午9时 is when something happens, not when it was published.
_EVENT = re.compile(r"上午|下午|晚上|[时点至起止前]|星期|周")
_UNSURE = frozenset(("生成日期", "生成时间"))


@dataclass(frozen=True)
class Choice:
    """A chosen date with its source and the other dates that were stated for the same."""

    value: date | None
    source: str | None
    others: tuple[date, ...]


def choose_published(header: HeaderBlock, bare_date: date | None, meta: date | None, listed: date | None) -> Choice:
    """The publication date from header, then `<meta>`; one that stands behind the text comes last. The date in the list
    (`listed`) only speaks against 发文日期.
    """
    named = header.first.get("published")
    stated = read_date(named.value) if named else None
    sent = read_date(header.value("sent"))
    strong = stated if named and (named.settled or named.label not in _LOOSE) else None
    loose = stated if strong is None and named and not _EVENT.search(named.value) else None
    others = [one for one in (loose, bare_date, meta, listed) if one]
    behind = stated if named and named.after and not named.settled else None
    if behind:
        strong = loose = None
    if strong is None and sent is not None and any(one > sent for one in others):
        # 发文日期 before every other date is the date of the document, not of the page.
        sent = None
    ordered = [(strong, "header"), (sent, "header"), (loose, "header"), (bare_date, "header"), (meta, "meta")]
    ordered.append((behind, "header"))
    return _choose(ordered)


def choose_written(header: HeaderBlock, published: date | None, signed: date | None) -> Choice:
    """The signing date from header, else from the signature.

    Platforms fill 成文日期 with the publication date by default: where it is such a copy and the text is signed on
    another day, the signature counts. 生成日期 as a copy of, or later than, publication says nothing.
    """
    named = header.first.get("written")
    stated = read_date(named.value) if named else None
    sent = read_date(header.value("sent"))
    if header.is_settled("written"):
        return _choose([(stated, "header"), (signed, "text")])
    if stated and named and named.label in _UNSURE and published and stated >= published:
        return Choice(signed, "text" if signed else None, (stated,) if signed != stated else ())
    if stated and signed and published and stated == published and signed < stated:
        return Choice(signed, "text", (stated,))
    if stated is None and sent is not None and published is not None and sent < published and sent != signed:
        return _choose([(signed, "text"), (sent, "header")])
    return _choose([(stated, "header"), (signed, "text")])


def _choose(ordered: list[tuple[date | None, str]]) -> Choice:
    present = [(value, source) for value, source in ordered if value]
    if not present:
        return Choice(None, None, ())
    value, source = present[0]
    return Choice(value, source, tuple(dict.fromkeys(one for one, _ in present[1:] if one != value)))
