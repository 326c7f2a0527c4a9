"""Every date that a page shows around its text, with the words before it: what a survey compares."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from crawler.reading.article import take_apart
from crawler.reading.charset import decode
from crawler.reading.dates import find_dates, read_date
from crawler.reading.document import parse
from crawler.reading.fields import PageFields
from crawler.reading.header_block import labelled
from crawler.reading.labels_of_fields import pairs_in
from crawler.reading.signature import read_signature
from inspection.portal_notes import BARE_DATE

_WORD = re.compile(r"(?<![一-鿿])([一-鿿]{2,8})\s*[:：]\s*")
_DATE_WIDTH = 24


@dataclass(frozen=True)
class DatesOnPage:
    """`shown` are the labels with their dates; `meta` is the date of the tags, `signed` that under the text."""

    shown: tuple[tuple[str, date], ...] = ()
    meta: date | None = None
    signed: date | None = None


def dates_on(body: bytes, content_type: str | None, fields: PageFields | None, list_title: str | None) -> DatesOnPage:
    """The dates of one page as it came; nothing raises for content."""
    document = parse(decode(body, content_type).text)
    if document is None:
        return DatesOnPage()
    article = take_apart(document, fields.body_html if fields else None, list_title)
    shown = [(label, value) for label, text in labelled(article.head) if (value := read_date(text)) is not None]
    shown += (found for line in article.head for found in _unknown(line.text))
    if article.bare_date is not None:
        shown.append((BARE_DATE, article.bare_date))
    meta = article.meta.published or article.meta.first_published
    return DatesOnPage(tuple(dict.fromkeys(shown)), meta, read_signature(article.text, article.tabled).written)


def _unknown(text: str) -> Iterator[tuple[str, date]]:
    """Words with a colon that no list of ours has, and a date right behind them."""
    known = [pair.label for pair in pairs_in(text)]
    for word in _WORD.finditer(text):
        label, behind = word.group(1), text[word.end() : word.end() + _DATE_WIDTH]
        dated = find_dates(behind)
        if dated and not behind[: dated[0].start].strip() and not label.endswith(tuple(known)):
            yield label, dated[0].value
