"""Names of requests: what is asked of a portal, and when two addresses are the same."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

Role = Literal["portal", "robots", "tree", "list", "page", "attachment"]

_DEFAULT_PORTS = {"http": 80, "https": 443}
_SESSION_ID = re.compile(r";jsessionid=[^?/#;]*", re.I)
_INDEX_NAME = re.compile(r"/(?:index|default)\.(?:html?|shtml|jhtml|aspx?|jsp|php)$", re.I)
_MOBILE_TWIN = re.compile(r"/mpost_(?=\d)")


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

    @property
    def key(self) -> str:
        """The identity of the request: 32 hex digits over method, normalised address, body and rendering."""
        text = f"{self.method}\n{normalised(self.url)}\n{self.body}"
        text += f"\nrendered {self.rendered}" if self.rendered else ""
        return hashlib.sha256(text.encode()).hexdigest()[:32]


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


def authority(url: str) -> str:
    """Whose address it is: host without `www.`, with the port where it is not a default one."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower().removeprefix("www.")
    return host if parts.port in (None, 80, 443) else f"{host}:{parts.port}"


def identity(url: str) -> str:
    """Equal for addresses of one and the same page: scheme, `www.`, a trailing index and mobile twins do not count."""
    parts = urlsplit(page_address(url))
    path = _INDEX_NAME.sub("/", unquote(parts.path)).rstrip("/")
    return f"{authority(url)}{path}" + (f"?{parts.query}" if parts.query else "")


def page_address(url: str) -> str:
    """The address under which a page is kept: normalised, the desktop page in place of its mobile twin."""
    parts = urlsplit(normalised(url))
    return urlunsplit(parts._replace(path=_MOBILE_TWIN.sub("/post_", parts.path)))


def folder(url: str) -> str:
    """The folder that an address lies in, as an identity that ends with `/`."""
    parts = urlsplit(url)
    return f"{authority(url)}{unquote(parts.path).rpartition('/')[0]}/"


def robots_url(url: str) -> str:
    """Where the rules for an address lie (RFC 9309: one file for each scheme, host and port)."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"
