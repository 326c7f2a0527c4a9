"""What one stored answer was read as."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from crawler.reading.article import Article
from crawler.reading.fields import AttachmentLink
from inspection.types.portal import Landing, PageState

ReadingKind = Literal["page", "list", "tree", "error"]


@dataclass(frozen=True)
class PageReading:
    """The fields of `inspection.types.portal.Page` that an answer itself can give.

    `kind` says what the answer is; only a `page` is to be judged. `external` is the absolute address that a page
    without a text of its own leads to. `sources` names for every field where it came from (`family`, `header`,
    `meta`, `text`, `list`), `conflicts` keeps the values that other places gave. `doubtful` says that bytes had to
    be replaced. A `sealed` page carries a classification mark: nothing of its text is kept. `trouble` is what the
    program itself failed at (Chinese, empty where it did not): then the page is unread, whatever it holds. `article`
    is what a page that may be judged was read from.
    """

    kind: ReadingKind
    url: str
    state: PageState = "ok"
    title: str | None = None
    published: date | None = None
    first_published: date | None = None
    written: date | None = None
    issued: date | None = None
    doc_number: str | None = None
    index_number: str | None = None
    publisher: str | None = None
    topic: str | None = None
    validity: str | None = None
    label: str | None = None
    body: str = ""
    body_chars: int = 0
    images: int = 0
    attachments: tuple[AttachmentLink, ...] = ()
    breadcrumb: tuple[str, ...] = ()
    note: bool = False
    forwarded: bool = False
    official: bool = False
    external: str | None = None
    encoding: str = "utf-8"
    doubtful: bool = False
    trouble: str = ""
    sources: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    landed: Landing = ""
    article: Article | None = field(default=None, compare=False, repr=False)
