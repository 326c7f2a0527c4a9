"""Addresses of files that stand in scripts, in attributes for scripts, and behind viewers."""

import base64
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

_QUOTED = re.compile(r"\"((?:\\.|[^\"\\\n]){1,1000})\"|'((?:\\.|[^'\\\n]){1,1000})'|`((?:\\.|[^`\\]){1,1000})`")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--[^\n]*|(?:^|(?<=[\s;{}]))//[^\n]*", re.S)
# What stands before the address of a file that a page shows in itself. Keys in quotation marks are those of data:
# lists of other papers name their files so.
_SHOWS = re.compile(
    r"(?:PDFObject\.embed\s*\(|getDocument\s*\(\s*(?:\{\s*url\s*:\s*)?|\.attr\s*\(\s*[\"']src[\"']\s*,|\.src\s*=(?!=)"
    r"|\b(?:pdf|ofd|doc|file|attach(?:ment)?|appendix|fj|fujian)_?(?:url|path|src|addr|file)?\s*[:=](?!=))\s*(?=[\"'`])",
    re.I,
)
_VIEWER = re.compile(r"viewer|preview|pdfjs|flexpaper|op/(?:view|embed)\.aspx|readpdf|showpdf|openpdf", re.I)
_VIEWED = (
    "file",
    "src",
    "url",
    "furl",
    "fileurl",
    "fileUrl",
    "pdf",
    "pdfurl",
    "pdfUrl",
    "path",
    "filePath",
    "filepath",
)
_DATA = re.compile(
    r"^(?:data-)?(?:file|pdf|ofd|attach(?:ment)?|down(?:load)?|real|origin(?:al)?)?[-_]?(?:url|href|src|path|file|addr(?:ess)?|link)$"
    r"|^data-(?:pdf|ofd|attach(?:ment)?|download)$",
    re.I,
)
_NAMES = 512
_USUAL = frozenset(("href", "src", "oldsrc"))
# What an element does when it is pressed is short.
_LONGEST_CALL = 4_000
_TEMPLATE = re.compile(r"\{\{|\$\{|<%|\+\s*$")


def quoted(script: str) -> list[str]:
    """The texts in quotation marks of a piece of script, in order, escapes resolved."""
    found = ("".join(filter(None, hit.groups())) for hit in _QUOTED.finditer(_COMMENT.sub(" ", script[:_LONGEST_CALL])))
    return [text.replace("\\/", "/").strip() for text in found]


def shown_by(scripts: Iterable[str]) -> Iterator[str]:
    """Addresses that scripts of a page give to a viewer of files. What is put together from pieces is left out."""
    for script in scripts:
        text = _COMMENT.sub(" ", script)
        for before in _SHOWS.finditer(text):
            hit = _QUOTED.match(text, before.end())
            if hit and not re.match(r"\s*\+", text[hit.end() : hit.end() + 20]):
                yield "".join(filter(None, hit.groups())).replace("\\/", "/").strip()


def in_attributes(attributes: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Addresses in attributes that scripts read (data-file, fileurl, …)."""
    for name, value in attributes:
        if _of_file(name) and value.strip():
            yield value.strip()


@lru_cache(maxsize=_NAMES)
def _of_file(attribute: str) -> bool:
    return attribute not in _USUAL and _DATA.match(attribute) is not None


def behind_viewer(address: str) -> str:
    """The address of the file that a viewer's address names (`viewer.html?file=…`), else the address itself.

    A relative one is relative to the viewer. Some viewers take it in Base64.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if not _VIEWER.search(parts.path):
        return address
    values = parse_qs(parts.query)
    inner = next((values[key][0] for key in _VIEWED if values.get(key)), "")
    inner = _from_base64(inner) or inner
    if not inner or is_template(inner):
        return address
    try:
        return urljoin(address, inner if "%2F" not in inner.upper() else unquote(inner))
    except ValueError:
        return address


def is_template(address: str) -> bool:
    """Whether an address has places that a script would fill first."""
    return _TEMPLATE.search(address) is not None


def _from_base64(text: str) -> str | None:
    if len(text) < 16 or not re.fullmatch(r"[A-Za-z0-9+/ ]+={0,2}", text):
        return None
    try:
        found = base64.b64decode(text.replace(" ", "+"), validate=True).decode("utf-8")
    except ValueError:
        return None
    return unquote(found) if found.startswith(("http://", "https://")) else None
