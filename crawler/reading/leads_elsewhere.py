"""Pages without a text of their own: the body is one address, or a script or tag sends the reader to another page."""

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from crawler.reading.body import count_signs
from crawler.reading.document import Redirect

_ADDRESS = re.compile(r"https?://[^\s<>\"'，。；（）《》]+")
_NO_TEXT = 20


def address_instead_of_text(
    text: str, redirects: Sequence[Redirect], refresh: str | None, url: str, base: str
) -> str | None:
    """The absolute address that stands for the text; None where the page has a text, or the address is its own (`url`).
    Relative addresses are read against `base`.
    """
    if count_signs(_ADDRESS.sub("", text)) >= _NO_TEXT:
        return None
    shown: list[str] = _ADDRESS.findall(text)
    targets = [*(one.target for one in redirects), *([refresh] if refresh else []), *(shown if len(shown) == 1 else [])]
    for target in targets:
        try:
            absolute: str = urljoin(base, target.strip())
            scheme = urlsplit(absolute).scheme
        except ValueError:
            continue
        if scheme in {"http", "https"} and absolute.split("#")[0] != url.split("#")[0]:
            return absolute
    return None
