"""What the pages of findings answer at their own addresses on the day of a recheck, whether a list shows them or not.

A leak that was taken off its list and still opens has not been taken down.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from crawler.answers import Answer
from crawler.archive import Archive
from crawler.requests import Wanted, identity
from inspection.round_store import RoundStore
from inspection.types.judgement import Finding


@dataclass(frozen=True)
class Reopened:
    """What came of opening an address again: it shows a page, it is gone (also where it leads to the front page), or
    nothing can be said. `sha256` is of the answer, '' where none came."""

    state: Literal["open", "gone", "unclear"]
    sha256: str = ""


def addresses_of(store: RoundStore, findings: Iterable[Finding]) -> list[str]:
    """The addresses of the pages that findings are about, each once; none of a page that carries a classification
    mark."""
    pages = (store.page(finding.url) for finding in findings)
    return sorted({page.url for page in pages if page is not None and page.state != "sealed"})


def reopened(archive: Archive, addresses: Iterable[str]) -> dict[str, Reopened]:
    """What addresses answered, by their identity."""
    return {identity(url): _reopened(archive, url) for url in addresses}


def _reopened(archive: Archive, url: str) -> Reopened:
    answer = archive.find(Wanted(url, "page"))
    if not isinstance(answer, Answer):
        return Reopened("unclear")
    kept = answer.snapshot.sha256 if answer.snapshot else ""
    if answer.verdict in ("gone", "soft_404") or urlsplit(answer.final_url).path in ("", "/"):
        return Reopened("gone", kept)
    return Reopened("open" if answer.verdict == "ok" else "unclear", kept)
