"""What a portal family knows of a page from its own data, before anything is read from HTML."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class AttachmentLink:
    """A file that a page carries. `url` is absolute, `name` what the page calls it, `extension` lower case without
    the dot.
    """

    url: str
    name: str
    extension: str | None = None


@dataclass(frozen=True)
class PageFields:
    """Fields of one page from the family's own data (gkmlpt DETAIL, article JSON); None where the data has no such
    field.

    `body_html` is the text as the platform keeps it, HTML or plain. `attachments` None means that the data says
    nothing of attachments, an empty tuple that it says there are none. `of_row` says that only the list's row tells of
    the page: whether that is there at all its own answer must show.
    """

    title: str | None = None
    published: date | None = None
    first_published: date | None = None
    written: date | None = None
    doc_number: str | None = None
    index_number: str | None = None
    publisher: str | None = None
    topic: str | None = None
    validity: str | None = None
    body_html: str | None = None
    attachments: tuple[AttachmentLink, ...] | None = None
    of_row: bool = False
