"""Takes what portals answered out of a round whose retention has ended (超过保存期限): tombstones in the WARC files,
the texts out of the store's rows. What was found, and the digests that prove it, stay.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from crawler.digest_chain import is_tombstone, tombstone
from crawler.evidence import evidence_files
from crawler.warc_record import members
from inspection.masking import mask
from inspection.round_store import RoundStore
from inspection.types.judgement import Finding, Match
from inspection.types.portal import Attachment, ListedItem, Page, Purged

FACT = "purged_on"
LOG = "crawl.log"
# Records without anything that a portal answered: what was asked, and what the files say of themselves.
_KEPT = frozenset({"warcinfo", "request", "metadata"})


def purged_on(store: RoundStore) -> str | None:
    """The day on which a round was purged, ISO; None for one that is whole."""
    found: str | None = store.fact(FACT)
    return found


def purge_round(store: RoundStore, folder: Path, on: date, reason: str) -> int:
    """Purges one district's round. Returns how many records were taken out of its files; a purge that was cut short is
    finished by another.

    First the fact, so that half a round is never judged; then for each file the rows of `purged` before the tombstones,
    since a tombstone without a row would look like an alteration; at last the texts in the store.
    """
    store.set_fact(FACT, purged_on(store) or on.isoformat())
    known = {(one.warc, one.offset) for one in store.each(Purged)}
    count = 0
    for path in evidence_files(folder):
        found = list(_with_answers(path))
        for offset, _, digest in found:
            if (path.name, offset) not in known:
                store.add(Purged(path.name, offset, digest, on, reason))
        with path.open("r+b") as file:
            for offset, length, _ in found:
                file.seek(offset)
                file.write(tombstone(length, on))
        count += len(found)
    _forget_texts(store)
    (folder / LOG).unlink(missing_ok=True)
    return count


def _with_answers(path: Path) -> Iterator[tuple[int, int, str]]:
    """Offset, length and digest of every member of a file that holds something a portal answered."""
    for one in members(path):
        if one.record is not None and not is_tombstone(one) and one.record.kind not in _KEPT:
            yield one.offset, one.length, one.sha256


def _forget_texts(store: RoundStore) -> None:
    """What was read of the answers goes; titles and names stay, masked: findings and coverage speak of them."""
    store.replace(Page, [_page(one) for one in store.each(Page)])
    files = (replace(one, name=mask(one.name), text="", reason=_masked(one.reason)) for one in store.each(Attachment))
    store.replace(Attachment, list(files))
    store.replace(ListedItem, [replace(one, title=mask(one.title)) for one in store.each(ListedItem)])
    store.replace(Match, [replace(one, title=mask(one.title)) for one in store.each(Match)])
    store.replace(Finding, [_finding(one) for one in store.each(Finding)])
    store.compact()


def _page(page: Page) -> Page:
    return replace(
        page,
        title=_masked(page.title),
        topic=_masked(page.topic),
        label=_masked(page.label),
        publisher=_masked(page.publisher),
        body="",
        breadcrumb=tuple(map(mask, page.breadcrumb)),
        conflicts={},
    )


def _finding(finding: Finding) -> Finding:
    told: dict[str, Any] = {"title": _masked(finding.title), "message": mask(finding.message)}
    return replace(finding, **told, demand=mask(finding.demand))


def _masked(text: str | None) -> str | None:
    return text if text is None else mask(text)
