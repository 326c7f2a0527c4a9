"""Names of requests: what is asked of a portal, and when two addresses are the same."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Literal
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

Role = Literal["portal", "robots", "tree", "list", "page", "attachment"]

# Addresses come by many times on one walk: as rows, as requests, as keys.
_REMEMBERED = 1 << 14
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SESSION_ID = re.compile(r";jsessionid=[^?/#;]*", re.I)
_INDEX_NAME = re.compile(r"/(?:index|default)\.(?:html?|shtml|jhtml|aspx?|jsp|php)$", re.I)
# Copies of one page for telephones and printers, by the habits of the platforms that make them; hosts of their own
# (`m.`, `wap.`) are not among them, since nothing says that they show the same.
_TWIN_PREFIX = re.compile(r"/(?:m(?=post_\d)|wap_(?=(?:index|t\d{8}_\d+)(?:_\d+)?\.s?html?$))")
_TWIN_ENDING = re.compile(r"(?<=\d)_(?:ext|print)(?=\.s?html?$)", re.I)
_DOCUMENT_NAME = re.compile(r"/(?:t\d{8}_\d+|(?:m?post|content|art)_\w*\d)_[a-z]+\.s?html?$", re.I)
_FOR_PRINTING = re.compile(r"(?:is_?)?print=(?:1|true|yes|y)", re.I)


@dataclass(frozen=True)
class Wanted:
    """A request that the walk asks for. `context` is what the family told itself; `holds` names the list that a JSON
    answer must hold to be one, as a path with dots (some interfaces report their errors with status 200); `session` is
    the page that must have been opened before in the same run, for its cookie; `interface` names the family that alone
    can read the answer (JSON, XML, a fragment). None of the four is part of the identity. `rendered` asks a browser for
    the page instead: 1 as it opens, n after its control for the next page was used n - 1 times.
    """

    url: str
    role: Role
    method: str = "GET"
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    context: Mapping[str, Any] = field(default_factory=dict, compare=False)
    holds: str = field(default="", compare=False)
    session: str = field(default="", compare=False)
    interface: str = field(default="", compare=False)
    rendered: int = 0

    @cached_property
    def key(self) -> str:
        """The identity of the request: 32 hex digits over method, normalised address, body and rendering."""
        text = f"{self.method}\n{normalised(self.url)}\n{self.body}"
        text += f"\nrendered {self.rendered}" if self.rendered else ""
        return hashlib.sha256(text.encode()).hexdigest()[:32]


@lru_cache(_REMEMBERED)
def normalised(url: str) -> str:
    """The address as it is asked for: lower-case host, no default port, no fragment, no session id, no dot segments.

    Queries keep their order and their repetitions: some platforms need both. Raises ValueError for what is no address.
    """
    parts = urlsplit(safe_url_string(url.strip(), "utf-8"))
    if not parts.hostname or parts.scheme.lower() not in _DEFAULT_PORTS:
        raise ValueError(f"not an http address: {url!r}")
    scheme = parts.scheme.lower()
    host = parts.hostname.lower()
    host = f"[{host}]" if ":" in host else host
    port = parts.port
    netloc = host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    path = _SESSION_ID.sub("", parts.path) or "/"
    if "/." in path:
        path = urlsplit(urljoin(f"{scheme}://{netloc}/", path)).path
    return urlunsplit((scheme, netloc, path, parts.query, ""))


def absolute(base: str, href: str) -> str | None:
    """What a link leads to, normalised; None for scripts, mail, telephone and what is no address at all."""
    link = href.strip().replace("\\", "/")
    if not link or link.startswith("#") or re.match(r"(?!https?:)[a-z][a-z0-9+.-]*:", link, re.I):
        return None
    try:
        return normalised(urljoin(base, link))
    except ValueError:
        return None


def joined(base: str, link: str) -> str:
    """A link put onto the address that it starts from, not normalised; '' for what is no http address."""
    try:
        found = urljoin(base, link)
        normalised(found)
    except ValueError:
        return ""
    return found


@lru_cache(_REMEMBERED)
def authority(url: str) -> str:
    """Whose address it is: host without `www.`, with the port where it is not a default one."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower().removeprefix("www.")
    return host if parts.port in (None, 80, 443) else f"{host}:{parts.port}"


@lru_cache(_REMEMBERED)
def identity(url: str) -> str:
    """Equal for addresses of one and the same page: scheme, `www.`, a trailing index and mobile twins do not count."""
    parts = urlsplit(page_address(url))
    path = _INDEX_NAME.sub("/", unquote(parts.path)).rstrip("/")
    return f"{authority(url)}{path}" + (f"?{parts.query}" if parts.query else "")


@lru_cache(_REMEMBERED)
def page_address(url: str) -> str:
    """The address under which a page is kept: normalised, the page itself in place of its copies for telephones and
    printers (`mpost_N`, `wap_index`, `t…_N_ext`, `t…_N_print`, `?print=1`)."""
    parts = urlsplit(normalised(url))
    path = _TWIN_PREFIX.sub("/", parts.path)
    path = _TWIN_ENDING.sub("", path) if _DOCUMENT_NAME.search(path) else path
    query = "&".join(part for part in parts.query.split("&") if not _FOR_PRINTING.fullmatch(part))
    return urlunsplit(parts._replace(path=path, query=query))


@lru_cache(_REMEMBERED)
def folder(url: str) -> str:
    """The folder that an address lies in, as an identity that ends with `/`."""
    parts = urlsplit(url)
    return f"{authority(url)}{unquote(parts.path).rpartition('/')[0]}/"


def robots_url(url: str) -> str:
    """Where the rules for an address lie (RFC 9309: one file for each scheme, host and port)."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"
