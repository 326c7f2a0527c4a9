"""What was seen on a portal: answers kept as snapshots, and what they were read as."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

ListingState = Literal["complete", "cut_short", "unreadable", "script_only"]
PageState = Literal["ok", "gone", "soft_404", "failed", "protected", "login", "external", "sealed", "unread"]
Landing = Literal["", "home", "search", "list"]
AttachmentState = Literal[
    "listed", "ok", "scanned", "empty", "broken", "mislabelled", "encrypted", "unsupported", "too_large", "gone",
    "refused", "failed", "sealed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One HTTP answer as it was received. `key` names the request (method, address, body); several answers may share
    it.

    `fetched_at` is ISO with +08:00; `warc` is the file's name inside the district's folder, `offset` its byte offset;
    `length` and `sha256` are of the body as received after transfer decoding; `final_url` differs after a redirect.
    `etag` and `last_modified` are the validators that came with it. `carried` says how an answer of an earlier round
    came into this one: `unchanged` was asked again and found the same, `not_asked` rests on an unchanged list; its
    `fetched_at` stays the moment at which it was received, its record is copied into this round's files. `rendered`
    is the page as a browser showed it.
    """

    id: str
    key: str
    url: str
    final_url: str
    status: int
    fetched_at: str
    sha256: str
    warc: str
    offset: int
    length: int
    content_type: str | None
    etag: str | None = None
    last_modified: str | None = None
    carried: Literal["", "unchanged", "not_asked"] = ""
    checked_at: str | None = None
    rendered: bool = False


@dataclass(frozen=True)
class Purged:
    """A record that was taken out of the WARC files because it must not be kept; a tombstone of the same length lies in
    its place. `record` is the SHA-256 of the gzip member that lay there, `on` the day, `reason` in Chinese why."""

    warc: str
    offset: int
    record: str
    on: date
    reason: str


@dataclass(frozen=True)
class Failure:
    """A request that got no answer at all. `kind`: timeout, dns, refused, reset, tls, size, slow, robots, private,
    window, budget, down, sealed, past_end (a browser found no further page), browser (it could not show the page),
    broken (the program could not look the answer through for marks), other."""

    key: str
    url: str
    at: str
    kind: str
    detail: str


@dataclass(frozen=True)
class Column:
    """A place on a portal that lists pages.

    `path` are the names from the top; `kind`: `list` lists pages, `page` is itself one page, `node` only has children,
    `link_out` leads to another column or host (`url` is where). `claimed` is the number of pages the portal states.
    """

    id: str
    portal: str
    family: str
    url: str
    path: tuple[str, ...]
    parent: str | None
    order: int
    leaf: bool
    kind: Literal["list", "page", "node", "link_out"]
    claimed: int | None = None


@dataclass(frozen=True)
class Listing:
    """What reading one column's list showed, over all its list pages.

    `state` is `complete` only when the end was seen; `reason` says in Chinese why not. `seen` counts distinct items;
    `newest` is the newest date shown or read for them; `note` is the address of an explanatory note (情况说明) where
    the list itself carries one in its text instead of items. `snapshots` are the ids of the list pages read.
    """

    id: str
    column: str
    url: str
    state: ListingState
    reason: str | None
    claimed: int | None
    seen: int
    newest: date | None
    note: str | None = None
    snapshots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedItem:
    """One row shown in a list. `external` rows lead to a host that is not the portal's. `digest` is a hash of what the
    platform's interface said of the row beyond its title and date, '' where it says nothing."""

    column: str
    position: int
    url: str
    title: str
    published: date | None
    external: bool = False
    digest: str = ""


@dataclass(frozen=True)
class Page:
    """One published item, as read. `url` is its canonical address; `columns` are the ids of all columns that list it.

    `published` is the stated date of publication, `first_published` the platform's own first time where it keeps one,
    `written` the date of signing or adoption (成文日期), `issued` the date of printing (印发日期). `sources` says
    where each field came from (`family`, `header`, `meta`, `text`, `list`), `conflicts` keeps the other values.
    `state` other than `ok` means that the page is not to be judged by its text. `body` is plain text. `first_seen` is
    the as-of date of the round in which it was first met. `snapshot` is None where nothing was answered. `landed` says
    where the link led instead of to the matter itself, '' where it did not.
    """

    url: str
    district: str
    family: str
    columns: tuple[str, ...]
    column: tuple[str, ...]
    state: PageState
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
    attachments: int = 0
    breadcrumb: tuple[str, ...] = ()
    note: bool = False
    forwarded: bool = False
    official: bool = False
    sources: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    first_seen: date | None = None
    fetched_at: str | None = None
    status: int | None = None
    sha256: str | None = None
    snapshot: str | None = None
    landed: Landing = ""


@dataclass(frozen=True)
class Attachment:
    """A file that a page carries. `kind` is what its bytes are (`pdf`, `docx`, …), whatever its name says; `text` what
    could be read of it, `sheets` its pages or sheets, `reason` in Chinese why it was not read.

    `listed` was not asked for; `broken` came and cannot be opened, `mislabelled` is another thing than its name says
    (an error page under the name of a file), `refused` and `gone` never came; `scanned` holds pictures only.
    """

    page: str
    position: int
    url: str
    name: str
    extension: str | None
    state: AttachmentState = "listed"
    kind: str | None = None
    text: str = ""
    chars: int = 0
    sheets: int | None = None
    reason: str | None = None
    status: int | None = None
    sha256: str | None = None
    snapshot: str | None = None


@dataclass(frozen=True)
class Incident:
    """Something that could not be fetched or read, in Chinese. `what` is the request's role."""

    url: str
    what: Literal["portal", "robots", "tree", "list", "page", "attachment"]
    kind: str
    detail: str
    column: str | None = None
    status: int | None = None
    days: tuple[date, ...] = ()
