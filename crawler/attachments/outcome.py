"""What reading one file comes to, and how far it may go."""

from dataclasses import dataclass

from inspection.types.portal import AttachmentState

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class FileLimits:
    """How much one file may ask for before it is left unread. Sizes are bytes.

    `markup` is the size of a web page or text, `unpacked` counts all parts of an archive together, `part` one of them;
    `ratio` is what packing may save at most in parts over a megabyte. `pages` are of a PDF or OFD, `sheets` of a
    workbook, `files` and `depth` of an archive of files, `chars` of the text. `seconds` and `memory` are the reader's
    own: it is ended when it needs more.
    """

    size: int = 100 * MEGABYTE
    markup: int = 20 * MEGABYTE
    unpacked: int = 300 * MEGABYTE
    part: int = 100 * MEGABYTE
    ratio: int = 400
    files: int = 200
    parts: int = 20_000
    depth: int = 2
    pages: int = 3_000
    sheets: int = 500
    cells: int = 3_000_000
    chars: int = 5_000_000
    seconds: float = 60.0
    memory: int = 1_500 * MEGABYTE


@dataclass(frozen=True)
class FileReading:
    """What the bytes of one file were read as.

    `kind` is what they are, whatever the name says; `text` is kept where the state is `ok`, and where it is
    `mislabelled` by a file that can be read all the same. `chars` counts its signs without blanks, `sheets` the pages,
    sheets or files in it. `reason` says in Chinese why there is no text, or, with `ok`, which part was not read.
    """

    state: AttachmentState
    kind: str | None
    text: str = ""
    chars: int = 0
    sheets: int | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Content:
    """The text of a file that could be opened. `marks` are the places where a classification mark would stand (first
    lines of pages, headers, text boxes), each from its top; `unread` says in Chinese what of the file was not read.
    """

    text: str
    sheets: int | None = None
    marks: tuple[str, ...] = ()
    unread: str | None = None
    kind: str | None = None


class NotReadError(Exception):
    """A file that gives no text, with its state and the reason in Chinese."""

    def __init__(self, state: AttachmentState, reason: str, sheets: int | None = None) -> None:
        super().__init__(reason)
        self.state = state
        self.reason = reason
        self.sheets = sheets


def too_large(reason: str) -> NotReadError:
    """A file that asks for more than the limits give: nothing is said about the file itself."""
    return NotReadError("too_large", reason)


def broken(what: str) -> NotReadError:
    """A file that came and cannot be opened."""
    return NotReadError("broken", f"{what}，无法打开（可能已损坏或没有上传完整）")


def locked() -> NotReadError:
    """A file that asks for a password."""
    return NotReadError("encrypted", "文件设有打开密码，无法读取")
