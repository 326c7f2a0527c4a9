"""Documents that districts hand in tables of, and the pages of the portal that are those documents.

A document is known by its number (agency, year, serial, however it is printed), else by its exact title. A page may
only be accused as a document that it certainly is; a document counts as published where a page probably is it.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import TypeVar

from rapidfuzz import fuzz, process

from audits.case import Case
from audits.names import fold
from audits.once import once_a_case
from audits.subjects import SubmittedRow
from inspection.masking import mask
from inspection.rule_values import ItemLimit
from inspection.types.portal import Page
from inspection.types.submitted import ListedDocument, RegisterRow
from inspection.workdays import months_after

Document = RegisterRow | ListedDocument
D = TypeVar("D", RegisterRow, ListedDocument)
NumberKey = tuple[str, str, int]

_NUMBER = re.compile(
    r"(?P<agency>[^\d\[\](){}〔〕【】〈〉<>]+)[\[({〔【〈<]?(?P<year>(?:19|20)\d{2})年?[\])}〕】〉>]?第?0*(?P<serial>\d{1,5})号?"
)
_ABOUT_A_DOCUMENT = re.compile("解读|图解|一图读懂|问答|起草说明|修订说明|征求意见|公示")
_NO_LABEL = re.compile("否|无|未|没有|不|(?:未|没有?|无|不)(?:见)?标.*|[×xX✗✘]")
_HAS_LABEL = re.compile("是|有|已|已标[注识明]?|标[注识]|[√✓✔☑■]")
# A shorter title names too many documents to be one.
_TELLING = 6
_ALMOST = 95
_KEPT = 9
_UNREAD = ("failed", "protected", "unread", "sealed")
# A register may hold the day of printing; a page without a number, written long before or after, is another document.
_DAYS_APART = 60


@lru_cache(65536)
def number_key(number: str | None) -> NumberKey | None:
    """What two ways of printing a document number have in common: agency, year, serial; None for what is no number."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", number or ""))
    found = _NUMBER.fullmatch(plain)
    return (fold(found["agency"]), found["year"], int(found["serial"])) if found else None


def carries_label(row: RegisterRow) -> bool | None:
    """What a register says of the label on the document itself: True, False, or None where it does not say."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", row.original or ""))
    if not plain:
        return None
    if _NO_LABEL.fullmatch(plain):
        return False
    return True if _HAS_LABEL.fullmatch(plain) or "公开" in plain else None


def each_once(rows: Iterable[D]) -> list[D]:
    """Every document once, in order; of several rows for one document the one that says most."""
    best: dict[object, D] = {}
    for row in rows:
        named = (fold(row.number), fold(row.title))
        key = number_key(row.number) or (named if any(named) else (row.file, row.sheet, row.cells))
        if key not in best or _filled(row) > _filled(best[key]):
            best[key] = row
    return list(best.values())


def discreet(row: RegisterRow) -> SubmittedRow:
    """A register row as findings may know it: the title of a document that is not certainly public is left out, for it
    may itself be what must not be told."""
    if row.attribute == "public":
        return SubmittedRow(row)
    return SubmittedRow(replace(row, number=shown_name(row), title=None))


def shown_name(row: Document) -> str:
    """How a finding calls a document: by its number, else by its title where it is public, else by its place; personal
    data in a title is masked."""
    public = isinstance(row, ListedDocument) or row.attribute == "public"
    if row.number:
        return row.number
    if public and row.title:
        return f"《{mask(row.title)}》"
    where = f"“{row.sheet}”" if row.sheet else ""
    return f"{where}{row.cells or ''}所列文件"


def printed_name(number: str | None, title: str | None) -> str:
    """A public document by title and number, 《…》（临政办〔2026〕5号）, or by what of them there is; personal data in
    its title is masked."""
    inner = mask(title or "").replace("《", "〈").replace("》", "〉")
    if inner and number:
        return f"《{inner}》（{number}）"
    return f"《{inner}》" if inner else number or "清单所列文件"


def unbracketed(label: str) -> str:
    """A label without the brackets of its place in the document: of （此件公开发布） nothing else."""
    plain = label.strip()
    inner = re.fullmatch(r"[（(【\[〔]\s*([^（()）【】\[\]〔〕]*?)\s*[）)】\]〕]", plain)
    return inner[1] if inner else plain


def time_is_over(case: Case, start: date, limit: ItemLimit) -> bool | None:
    """Whether the time for publishing what began on a day has run out; None where working days are not yet known."""
    if limit.unit == "workday":
        taken = case.calendar.elapsed(start, case.as_of)
        return True if taken.least > limit.n else False if taken.most <= limit.n else None
    last = months_after(start, limit.n) if limit.unit == "month" else start + timedelta(limit.n)
    return last < case.as_of


class Documents:
    """The documents of one district's case beside the pages of its portal."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def rows_of_pages(self, rows: Iterable[D]) -> dict[str, D]:
        """The row that certainly is the document of a page, by the page's address."""
        numbers: dict[NumberKey | None, D] = {}
        titles: dict[str, list[D]] = defaultdict(list)
        for row in rows:
            numbers.setdefault(number_key(row.number), row)
            titles[fold(row.title)].append(row)
        found: dict[str, D] = {}
        for page in self._case.judged_pages():
            own, title = number_key(page.doc_number), fold(self._case.title_of(page))
            alike = titles.get(title, []) if len(title) >= _TELLING else []
            alike = [row for row in alike if own is None or number_key(row.number) is None]
            alike = [row for row in alike if _may_be_of(row, page)]
            if _ABOUT_A_DOCUMENT.search(title) and title not in titles:
                continue
            if own is not None and own in numbers:
                found[page.url] = numbers[own]
            elif len(alike) == 1:
                found[page.url] = alike[0]
        return found

    def is_shown(self, row: Document) -> bool | None:
        """Whether the portal shows a document: True where a page, a listed title or an attachment is it, False where
        none is, None where only a person can tell (another number under its title, a page that could not be read)."""
        key, title = number_key(row.number), fold(row.title)
        if key is not None and (key in self._by_number or key in self._numbers_in_titles):
            return True
        if len(title) < _TELLING:
            # Known by its number alone, it may be any page that shows none.
            return None if key is None or self._has_numberless_pages else False
        names = self._names_like(title)
        if not names and title in self._attached:
            return True
        if not names:
            return None if self._may_be_unread(title) else False
        pages = [page for name in names for page in self._by_title[name]]
        others = [number_key(page.doc_number) for page in pages]
        clashing = bool(pages) and key is not None and all(other not in (None, key) for other in others)
        return None if clashing else True

    def unread_lists(self) -> bool:
        """Whether the portal may show what was not seen: a list that was not read to its end, a page without a title
        that could not be read."""
        case = self._case
        listed = {listing.column for listing in case.listings}
        unlisted = any(column.kind == "list" and column.leaf and column.id not in listed for column in case.columns)
        cut = any(listing.state != "complete" for listing in case.listings)
        lost = any(incident.what in ("portal", "tree", "list") for incident in case.incidents)
        return not case.listings or unlisted or cut or lost or bool(nameless_pages(case))

    def _names_like(self, title: str) -> list[str]:
        """The (folded) titles on the portal that probably are this one: equal but for a slip, or with the issuing body
        before it."""
        if title in self._by_title:
            return [title]
        longer = [name for name in self._by_end.get(title[-_TELLING:], ()) if name.endswith(title)]
        found = [name for name in longer if not _ABOUT_A_DOCUMENT.search(name[: -len(title)])]
        if found:
            return found
        # One slip leaves the beginning or the end as it was.
        kept = {*self._by_part.get(title[:_KEPT], ()), *self._by_part.get(title[-_KEPT:], ())}
        near = process.extractOne(title, sorted(kept), scorer=fuzz.ratio, score_cutoff=_ALMOST)
        return [near[0]] if near and not _ABOUT_A_DOCUMENT.search(near[0]) else []

    def _may_be_unread(self, title: str) -> bool:
        """Whether a page that could not be read is listed under the beginning of a title: lists cut long titles."""
        return title.startswith(self._unread_names)

    @cached_property
    def _unread_names(self) -> tuple[str, ...]:
        """The folded titles, long enough to tell, under which pages that could not be read are known."""
        unread = [page for page in self._case.pages if page.state in _UNREAD]
        names = (fold(name) for page in unread for name in (page.title, self._case.listed_title.get(page.url)))
        return tuple(name for name in dict.fromkeys(names) if len(name) >= _TELLING)

    @cached_property
    def _has_numberless_pages(self) -> bool:
        return any(number_key(page.doc_number) is None for page in self._case.pages)

    @cached_property
    def _by_number(self) -> dict[NumberKey, list[Page]]:
        found: dict[NumberKey, list[Page]] = defaultdict(list)
        for page in sorted(self._case.pages, key=lambda page: (page.state != "ok", page.url)):
            if key := number_key(page.doc_number):
                found[key].append(page)
        return dict(found)

    @cached_property
    def _by_title(self) -> dict[str, list[Page]]:
        """Pages by folded title, their own and the one they are listed under; listed titles without a page too."""
        found: dict[str, list[Page]] = defaultdict(list)
        for page in self._case.pages:
            for name in (fold(page.title), fold(self._case.listed_title.get(page.url))):
                if name and page not in found[name]:
                    found[name].append(page)
        for title in self._case.listed_title.values():
            found.setdefault(fold(title), [])
        return {name: pages for name, pages in found.items() if name}

    @cached_property
    def _attached(self) -> str:
        """The folded names of all attachments: a document may be published as the file of a page."""
        return "\n".join(fold(attachment.name) for attachment in self._case.attachments)

    @cached_property
    def _by_end(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name in self._by_title:
            found[name[-_TELLING:]].append(name)
        return dict(found)

    @cached_property
    def _by_part(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name in self._by_title:
            for part in {name[:_KEPT], name[-_KEPT:]}:
                found[part].append(name)
        return dict(found)

    @cached_property
    def _numbers_in_titles(self) -> set[NumberKey]:
        """Numbers that stand in the brackets of a title."""
        inside = (found for title in self._printed for found in re.findall(r"[(（]([^()（）]*?\d+\s*号)[)）]", title))
        return {key for number in inside if (key := number_key(number))}

    @cached_property
    def _printed(self) -> list[str]:
        pages = [page.title for page in self._case.pages if page.title]
        return [*pages, *(item.title for item in self._case.items)]


@once_a_case
def nameless_pages(case: Case) -> tuple[Page, ...]:
    """The pages that could not be read and of which no list tells the title: they may be anything."""
    unread = (page for page in case.pages if page.state in _UNREAD and not page.title)
    return tuple(page for page in unread if page.url not in case.listed_title)


@once_a_case
def documents_of(case: Case) -> Documents:
    """The documents of a case, their indexes made once for all rules."""
    return Documents(case)


def _may_be_of(row: Document, page: Page) -> bool:
    """Whether a page of a row's title was written when the row's document was: a title is used again for what replaces
    a document, and every year."""
    if page.written is None:
        return True
    made = row.written if isinstance(row, RegisterRow) else None
    if made is not None:
        return abs((page.written - made).days) <= _DAYS_APART
    key = number_key(row.number)
    return key is None or abs(page.written.year - int(key[1])) <= 1


def _filled(row: Document) -> int:
    return sum(value is not None and value != () for value in vars(row).values())
