"""Every date that a page shows around its text, with the words before it: what a survey compares."""

from dataclasses import dataclass
from datetime import date

from crawler.reading.article import take_apart
from crawler.reading.charset import decode
from crawler.reading.dates import read_date
from crawler.reading.document import parse
from crawler.reading.fields import PageFields
from crawler.reading.labels_of_fields import label_alone, pairs_in
from crawler.reading.signature import read_signature
from inspection.portal_notes import BARE_DATE


@dataclass(frozen=True)
class DatesOnPage:
    """`shown` are labels and dates in the page's order; `meta` is the date of its tags, `signed` that under its text.
    """

    shown: tuple[tuple[str, date], ...] = ()
    meta: date | None = None
    signed: date | None = None


def dates_on(body: bytes, content_type: str | None, fields: PageFields | None, list_title: str | None) -> DatesOnPage:
    """The dates of one page as it came; nothing raises for content."""
    document = parse(decode(body, content_type).text)
    if document is None:
        return DatesOnPage()
    article = take_apart(document, fields.body_html if fields else None, list_title)
    shown = [(label, value) for label, text in labelled(article.lines) if (value := read_date(text)) is not None]
    if article.bare_date is not None:
        shown.append((BARE_DATE, article.bare_date))
    meta = article.meta.published or article.meta.first_published
    return DatesOnPage(tuple(dict.fromkeys(shown)), meta, read_signature(article.text).written)


def labelled(rows):
    for i, line in enumerate(rows):
        alone = label_alone(line.text)
        if alone and i + 1 < len(rows):
            yield alone, rows[i + 1].text
        else:
            for pair in pairs_in(line.text):
                yield pair.label, pair.value
