"""Values as interfaces of platforms write them, and addresses of their further pages."""

import re
from html import unescape
from urllib.parse import quote, urlsplit, urlunsplit

_PERCENT_U = re.compile(r"%u([0-9a-fA-F]{4})")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def plain(value: object) -> str:
    """A title or name in one line: tags of highlighting, entities escaped twice and `%u4e00` are undone, halves of
    signs replaced; '' for what is no text."""
    if not isinstance(value, str):
        return ""
    shown = unescape(unescape(_PERCENT_U.sub(lambda sign: chr(int(sign[1], 16)), value)))
    whole = shown.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return re.sub(r"\s+", " ", _TAG.sub("", whole)).strip()


def count(value: object) -> int | None:
    """A number of rows or pages, also written as text; None for anything else."""
    return int(value) if isinstance(value, int | str) and re.fullmatch(r"\d{1,9}", str(value)) else None


def parameter(url: str, name: str) -> str:
    """The first value of a query's parameter as it stands there; '' without one."""
    pairs = (pair.partition("=") for pair in urlsplit(url).query.split("&"))
    return next((value for key, _, value in pairs if key == name), "")


def with_parameter(url: str, name: str, value: str) -> str:
    """The address with one parameter set: order and repetitions of the others stay, some platforms need both."""
    parts = urlsplit(url)
    pairs = parts.query.split("&") if parts.query else []
    given = f"{name}={quote(value, safe='')}"
    at = next((place for place, pair in enumerate(pairs) if pair.partition("=")[0] == name), None)
    pairs = [*pairs, given] if at is None else [*pairs[:at], given, *pairs[at + 1 :]]
    return urlunsplit(parts._replace(query="&".join(pairs)))
