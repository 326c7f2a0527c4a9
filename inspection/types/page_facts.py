"""What is known of a page's text without reading it again: computed once, when the page is read, and kept beside it.

Personal data is masked from the moment of detection: nothing here holds a whole number, name with illness, or address.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Openness = Literal["public", "on_request", "not_public"]
PersonalKind = Literal["id_number", "mobile", "bank_card", "address", "illness", "minor"]
Place = Literal["body", "attachment", "title"]


@dataclass(frozen=True)
class PageLink:
    """A link that a page shows. `hidden`: a reader cannot see it (no size, no colour, out of the window); `around`: it
    stands beside the text (menus and footers are left out, boxes of related pages are not)."""

    url: str
    text: str
    hidden: bool = False
    around: bool = False


@dataclass(frozen=True)
class PersonalHit:
    """Personal data that should not be there (B13). `shown` is the masked text, `before` up to 20 masked characters in
    front of it for a person to find it by; `where` the attachment's name, '' for the page; `times` how often this kind
    stands there; `certain`: check digits and context leave no doubt."""

    kind: PersonalKind
    place: Place
    where: str
    shown: str
    before: str
    times: int
    certain: bool


@dataclass(frozen=True)
class LabelHit:
    """A statement of openness (公开属性). `place`: `note` the place of the note under the date (附注), `colophon` the
    colophon or a line of its own, `metadata` the page's header; `where` the attachment's name, '' for the page."""

    text: str
    openness: Openness
    place: Literal["note", "colophon", "metadata"]
    where: str = ""


@dataclass(frozen=True)
class Term:
    """How long a document says that it holds. `starts` and `ends` as printed or as follows from `years` and `months`;
    `quoted` is the sentence; `open_ended`: it says that it holds until further notice or was prolonged."""

    starts: date | None
    ends: date | None
    years: int | None
    months: int | None
    quoted: str
    open_ended: bool = False


@dataclass(frozen=True)
class Contact:
    """A contact that a page states of a body or of a person in office. `role` as printed (局长, 办公电话, 地址 …),
    `name` whose it is, `value` as printed (office data only: telephones, addresses, e-mail, the holder of a post)."""

    role: str
    name: str
    value: str


@dataclass(frozen=True)
class WordHit:
    """A wrong wording of the office's own list (B14): what stands there, what should, and a few words around it."""

    wrong: str
    right: str
    quoted: str
    serious: bool
    times: int


@dataclass(frozen=True)
class LexiconWord:
    """A line of the office's own list of wrong wordings (lexicon.csv). `serious` ones touch the veto line."""

    wrong: str
    right: str
    serious: bool
    note: str | None = None


@dataclass(frozen=True)
class PageFacts:
    """The facts of one page (`url` as in Page). Pages whose state is not ok have none.

    `text_hash` is of the folded text, '' below 20 characters; `sketch` is a MinHash of its shingles for near
    duplicates; `sentences` are hashes of its sentences in their order (documents and interpretations only). `cited`
    are the document numbers in the text beside the page's own, `titles` the titles in 《》 that it names. `media` are
    what it shows beside words (image, video, audio). `labels` are all statements of openness in page and attachments;
    `addressees`, `signed` what makes it an official document. `opens` and `closes` are the first and last day of a
    consultation. `row_names` and `row_marks` are hashes of the first cells and of the whole rows of its lists,
    in pairs. `unread_files` counts the attachments whose text could not be read: what is not found here may be there.
    """

    url: str
    text_hash: str = ""
    signs: int = 0
    sketch: tuple[int, ...] = ()
    sentences: tuple[int, ...] = ()
    links: tuple[PageLink, ...] = ()
    media: tuple[str, ...] = ()
    personal: tuple[PersonalHit, ...] = ()
    labels: tuple[LabelHit, ...] = ()
    addressees: bool = False
    signed: bool = False
    terms: tuple[Term, ...] = ()
    cited: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    opens: date | None = None
    closes: date | None = None
    wrong_words: tuple[WordHit, ...] = ()
    row_names: tuple[int, ...] = ()
    row_marks: tuple[int, ...] = ()
    unread_files: int = 0


@dataclass(frozen=True)
class HomePage:
    """What a portal's front page shows: one a portal, its host's own address. `state` is `ok`, else why nothing can be
    said of it; `links` are all of its links, menus included, each name and address once."""

    portal: str
    url: str
    state: str
    links: tuple[PageLink, ...] = ()
    snapshot: str | None = None


@dataclass(frozen=True)
class EarlierAbsence:
    """Proof that a page was not there when the column was last looked at (C08): the earlier round, the day of its last
    look at the list, and the list's snapshot."""

    url: str
    column: str
    round: str
    looked_on: date
    listing: str
    snapshot_url: str
    fetched_at: str
    sha256: str


@dataclass(frozen=True)
class EarlierDate:
    """Proof that a page stated a later date of publication when it was last looked at (C08): the earlier round, the day
    of that look, the earliest date of publication that it stated then, and the answer that shows it, at the address
    that the page had then."""

    url: str
    round: str
    looked_on: date
    published: date
    snapshot_url: str
    fetched_at: str
    sha256: str


@dataclass(frozen=True)
class ElementsFound:
    """Which content elements (公开内容（要素）) of an entry a page that answers it speaks of, text and attachments
    together (B06). `read`: all of them could be read; otherwise nothing may be said to be missing."""

    page: str
    domain: str
    level1: str
    level2: str
    found: tuple[str, ...]
    missing: tuple[str, ...]
    read: bool


@dataclass(frozen=True)
class Reminder:
    """An early warning (C04): a column that will be overdue soon. No finding, no score. `due` is the last day."""

    round: str
    district: str
    unit: str | None
    column: tuple[str, ...]
    url: str
    newest: date
    due: date
    message: str
