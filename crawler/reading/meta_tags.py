"""`<meta>` tags of the national guide (国办发〔2017〕47号) and what platforms add; names in any case, values often
unclean.
"""

import html
import re
from dataclasses import dataclass
from datetime import date

from lxml.html import HtmlElement

from crawler.reading.dates import read_date
from crawler.reading.text import clean

_MARKUP = re.compile(r"<[^<>]*(?:>|$)")


@dataclass(frozen=True)
class MetaTags:
    """Article tags of a page; None for what is absent or empty. `page_type` is hanweb's own (1 article, 2 column)."""

    title: str | None
    published: date | None
    source: str | None
    first_published: date | None
    column: str | None
    page_type: str | None
    description: str | None
    site: str | None = None


def read_meta_tags(root: HtmlElement) -> MetaTags:
    """The tags wherever they stand: many pages have them after the title or in the body.

    Build times (Maketime, HtmlGenerateTime, createDate, others=页面生成时间) are never read.
    """
    found: dict[str, str] = {}
    for tag in root.iter("meta"):
        name = (tag.get("name") or tag.get("property") or tag.get("id") or "").strip().lower()
        content = tag.get("content")
        if name and content and content.strip() and name not in found:
            found[name] = content
    published = _first_date(found, ("pubdate", "publishdate", "pubtime", "publishtime", "article:published_time"))
    return MetaTags(
        title=plain(found.get("articletitle")),
        published=published,
        source=plain(found.get("contentsource")),
        first_published=_first_date(found, ("firstpublishedtime",)),
        column=plain(found.get("columnname")),
        page_type=found.get("pagetype"),
        description=plain(found.get("description")),
        site=plain(found.get("sitename")),
    )


def plain(text: str | None) -> str | None:
    """A value without markup and entities, also twice escaped ones; None for nothing."""
    if not text:
        return None
    unescaped = html.unescape(html.unescape(text))
    return clean(_MARKUP.sub("", unescaped)) or None


def _first_date(found: dict[str, str], names: tuple[str, ...]) -> date | None:
    return next((value for name in names if (value := read_date(found.get(name)))), None)
