"""Pages and columns that an earlier round knew, known again: by their address, their text, or what they answer.

A title is edited, a date moved, a portal redesigned: the fault is still the same fault. In doubt it is another one, so
that nothing is carried over to what was never spoken of.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from rapidfuzz import fuzz

from audits.case import Case
from audits.names import fold, fold_path
from inspection.types.judged_before import KnownSubject
from inspection.types.judgement import Finding
from inspection.types.portal import Column, Page

# Names of columns that share fewer of their signs (0..100) are those of other columns.
_ALIKE = 50


def known_fact(known: Iterable[KnownSubject]) -> list[dict[str, Any]]:
    """What earlier rounds knew, as a fact that a round's store can freeze."""
    return [asdict(one) for one in known]


def read_known(fact: Any) -> tuple[KnownSubject, ...]:
    """What such a fact says; nothing for a round that froze none."""
    return tuple(KnownSubject(**{**one, "path": tuple(one["path"])}) for one in fact or ())


def follow_pages(case: Case, prints: Mapping[str, str]) -> dict[str, str]:
    """The fingerprints of a round's pages by address: those that earlier rounds knew them by, else their own."""
    known = [one for one in case.known_subjects if one.kind == "page"]
    present, ours = set(prints.values()), {one.fingerprint for one in known}
    by_hash = _by_hash(case)
    found: dict[str, str] = {}
    for one in known:
        page = case.page_by_url.get(one.url)
        if page is not None and page.url not in found and _bare(prints[page.url]) == _bare(one.fingerprint):
            found[page.url] = one.fingerprint
    taken = set(found.values())
    for one in known:
        if one.fingerprint in present or one.fingerprint in taken:
            continue
        page = case.page_by_url.get(one.url)
        if page is None or page.state != "ok":
            moved = [other for other in by_hash.get(one.text_hash, ()) if other.url != one.url]
            page = moved[0] if len(moved) == 1 else None
        if page is not None and page.url not in found and prints[page.url] not in ours and _same_page(case, one, page):
            found[page.url] = one.fingerprint
            taken.add(one.fingerprint)
    return {url: found.get(url) or _free(own, taken) for url, own in sorted(prints.items())}


def follow_columns(case: Case, prints: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """The fingerprints of columns by their id and the print of the entry that they answer: as above."""
    known = [one for one in case.known_subjects if one.kind == "column"]
    present, ours = set(prints.values()), {one.fingerprint for one in known}
    paths = Counter(fold_path(column.path) for column in case.columns)
    candidates: dict[str, list[Column]] = defaultdict(list)
    for (id_, entry), own in prints.items():
        if own not in ours:
            candidates[entry].append(case.column_by_id[id_])
    found: dict[tuple[str, str], str] = {}
    for one in known:
        free = [column for column in candidates[one.entry] if (column.id, one.entry) not in found]
        if one.fingerprint in present:
            continue
        same = [column for column in free if column.url == one.url]
        if not same and not paths[one.path]:
            same = [column for column in free if fold_path(column.path)[-1:] == one.path[-1:]]
            same = same or ([column for column in free if _alike(column, one)] if one.entry else [])
        if len(same) == 1:
            found[same[0].id, one.entry] = one.fingerprint
    return {**prints, **found}


def subjects_of(case: Case, findings: Iterable[Finding], entries: Mapping[str, str]) -> list[KnownSubject]:
    """The pages and columns that findings are about, as this round shows them, in order of fingerprint; none that
    carry a classification mark. `entries` are the prints of the entries that findings name, by the finding's id."""
    found: dict[str, KnownSubject] = {}
    for finding in findings:
        fingerprint = finding.identity.split("|", 2)[2]
        page = case.page_by_url.get(finding.url)
        if fingerprint.startswith("page:") and page is not None and page.state != "sealed":
            found[fingerprint] = KnownSubject(
                fingerprint, "page", page.url, fold(case.title_of(page)), _iso(page), fold(page.doc_number),
                _hash(case, page), (), "",
            )  # fmt: skip
        elif fingerprint.startswith("column:"):
            path = fold_path(finding.column or ())
            entry = entries.get(finding.id, "")
            found[fingerprint] = KnownSubject(fingerprint, "column", finding.url, "", "", "", "", path, entry)
    return [found[fingerprint] for fingerprint in sorted(found)]


def _same_page(case: Case, known: KnownSubject, page: Page) -> bool:
    """Whether a page has one of the marks that a page keeps when the others are edited."""
    marks = (fold(case.title_of(page)), _iso(page), fold(page.doc_number))
    own = (known.title, known.published, known.number)
    if any(mark and mark == other for mark, other in zip(marks, own, strict=True)):
        return True
    return page.url == known.url and bool(known.text_hash) and _hash(case, page) == known.text_hash


def _by_hash(case: Case) -> dict[str, list[Page]]:
    found: dict[str, list[Page]] = defaultdict(list)
    for page in case.pages:
        if page.state == "ok" and (digest := _hash(case, page)):
            found[digest].append(page)
    return found


def _hash(case: Case, page: Page) -> str:
    facts = case.facts_of(page)
    return facts.text_hash if facts else ""


def _iso(page: Page) -> str:
    return page.published.isoformat() if page.published else ""


def _alike(column: Column, known: KnownSubject) -> bool:
    last = fold_path(column.path)[-1:]
    return bool(last and known.path) and fuzz.ratio(last[0], known.path[-1]) >= _ALIKE


def _bare(fingerprint: str) -> str:
    return fingerprint.partition("#")[0]


def _free(own: str, taken: set[str]) -> str:
    """A page's own print, with the next number where another page is known by it."""
    place, found = 1, own
    while found in taken:
        place += 1
        found = f"{_bare(own)}#{place}"
    taken.add(found)
    return found
