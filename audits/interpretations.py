"""Policy documents of a portal and what interprets them (政策解读): which belongs to which.

An interpretation belongs to a document by its title, by a link either way, or by naming its number or title in the
text. Only the title is sure enough to hold anything against the pair; every one of them is enough for a document
not to be called without interpretation, whoever wrote it and in whatever form.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from rapidfuzz import fuzz

from audits.case import Case
from audits.documents import NumberKey, number_key
from audits.labels import is_of_party, is_official
from audits.names import fold, is_foreign, issued_by
from audits.once import once_a_case
from audits.page_dates import first_publications, formations, publications
from audits.searched import naming
from audits.titles import bracketed_names, document_names, even, interpreted_names
from inspection.openness_values import InterpretationDuty
from inspection.types.portal import Page

_GONE = ("gone", "soft_404")
_COLUMN = "解读"
# Where interpretations stand: in columns of their own, or beside the documents.
PLACES = naming("解读", "图解", "问答", "政策", "文件")
# An interpretation under another name comes out with its document, or not long after it.
_BEFORE, _AFTER = timedelta(30), timedelta(120)
_ALIKE = 60
_BEFORE_A_NAME = re.compile(r"[【】\[\]|:：—]|(?:解读|读懂)(?=.{2,40}关于)")
_SCHEME = re.compile("^(?:https?:)?//", re.I)


@dataclass(frozen=True)
class Told:
    """An interpretation as the portal shows it. `page` is None for a row of a list that leads elsewhere; `names` are
    those of the documents that its title speaks of."""

    url: str
    title: str
    day: date | None
    page: Page | None
    names: tuple[str, ...]


@dataclass(frozen=True)
class Policy:
    """A document that must be interpreted: its page, and all pages that show it. `made` is the earliest day it can be
    of, `shown` the day from which on it was there to be read."""

    page: Page
    copies: tuple[Page, ...]
    made: date | None
    shown: date | None


@dataclass
class Interpretations:
    """The interpretations of one portal, by what they name in their titles, in their texts, and by their links."""

    all: tuple[Told, ...]
    titled: dict[str, list[Told]] = field(default_factory=lambda: defaultdict(list))
    naming: dict[str, list[Told]] = field(default_factory=lambda: defaultdict(list))
    citing: dict[NumberKey, list[Told]] = field(default_factory=lambda: defaultdict(list))
    linking: dict[str, list[Told]] = field(default_factory=lambda: defaultdict(list))
    at: dict[str, Told] = field(default_factory=dict)

    def by_title(self, title: str) -> tuple[Told, ...]:
        """Those whose own title names the document with this title."""
        return _each_once(one for name in document_names(title) for one in self.titled.get(name, ()))

    def mentioning(self, case: Case, page: Page) -> tuple[Told, ...]:
        """Those that belong to a page in any way."""
        title, facts = case.title_of(page), case.facts_of(page)
        number = number_key(page.doc_number)
        names = (*document_names(title), *bracketed_names(title))
        found = [one for name in names for of in (self.titled, self.naming) for one in of.get(name, ())]
        found += self.linking.get(plain_address(page.url), ())
        found += self.citing.get(number, ()) if number else ()
        targets = [plain_address(link.url) for link in (facts.links if facts else ())]
        found += [self.at[target] for target in targets if target in self.at]
        return _each_once(one for one in found if one.url != page.url)


@once_a_case
def interpretations(case: Case) -> Interpretations:
    """Every interpretation that the portal shows, read or not."""
    found = Interpretations(tuple(_all(case)))
    for one in found.all:
        found.at.setdefault(plain_address(one.url), one)
        for name in one.names:
            found.titled[name].append(one)
        facts = case.facts_of(one.page) if one.page else None
        if facts is not None:
            for key in dict.fromkeys(number_key(number) for number in facts.cited):
                if key is not None:
                    found.citing[key].append(one)
            for name in dict.fromkeys(name for title in facts.titles for name in document_names(title)):
                found.naming[name].append(one)
            for url in dict.fromkeys(plain_address(link.url) for link in facts.links):
                found.linking[url].append(one)
    return found


@once_a_case
def policies(case: Case) -> tuple[Policy, ...]:
    """The documents of the district's own units that the pack wants interpreted, each once however many pages show it.
    What was made before the pack's day, or whose day cannot be told, is among them with that day."""
    duty = case.pack.interpretation
    if duty is None:
        return ()
    alike: dict[object, list[Page]] = defaultdict(list)
    for page in case.judged_pages():
        title = case.title_of(page)
        if not _must(duty, page, even(title)) or is_of_party(case, page.doc_number):
            continue
        if is_official(case, page) and case.is_own(page):
            alike[number_key(page.doc_number) or fold(title)].append(page)
    return tuple(_policy(pages) for pages in alike.values())


def is_interpretation(case: Case, page: Page) -> bool:
    """Whether a page interprets a policy, by its title or by the column it stands in."""
    return page.url in _addresses(case)


def is_called_one(case: Case, page: Page) -> bool:
    """Whether a page's own title calls it an interpretation: what only stands in their column may be the document."""
    return is_interpretation(case, page) and _is_titled(case, even(case.title_of(page)))


def _is_titled(case: Case, title: str) -> bool:
    given = case.pack.part_lists.get("interpretation")
    return given is not None and any(even(word) in title for word in given.titles)


@once_a_case
def _addresses(case: Case) -> frozenset[str]:
    return frozenset(page.url for page in case.pages if _interprets(case, page))


@once_a_case
def column_addresses(case: Case) -> frozenset[str]:
    """The addresses of columns: a link to one leads to many things."""
    return frozenset(plain_address(column.url) for column in case.columns)


@once_a_case
def _by_day(case: Case) -> tuple[list[date], list[Told], list[Told]]:
    """The days of interpretations in order, the interpretations beside them, and those without a day."""
    found = interpretations(case).all
    dated = sorted((one for one in found if one.day), key=lambda one: (str(one.day), one.url))
    return [one.day for one in dated if one.day], dated, [one for one in found if not one.day]


def _near(case: Case, first: date | None) -> list[Told]:
    """The interpretations that came out about a day, and those whose day is not known."""
    days, dated, undated = _by_day(case)
    if first is None:
        return [*dated, *undated]
    return [*dated[bisect_left(days, first - _BEFORE) : bisect_right(days, first + _AFTER)], *undated]


def _interprets(case: Case, page: Page) -> bool:
    title = even(case.title_of(page))
    given = case.pack.part_lists.get("interpretation")
    if given is None or any(even(word) in title for word in given.never):
        return False
    if _is_titled(case, title):
        return not is_official(case, page)
    in_column = bool(page.column) and _COLUMN in page.column[-1]
    return in_column and not page.note and not number_key(page.doc_number)


def interpreted_elsewhere(case: Case) -> bool:
    """Whether the portal's only columns for interpretations lead to another site, of which nothing was read."""
    columns = [column for column in case.columns if column.path and _COLUMN in column.path[-1]]
    return any(one.kind == "link_out" for one in columns) and not any(one.kind == "list" for one in columns)


def unpaired_alike(case: Case, policy: Policy) -> str | None:
    """Why a document that nothing belongs to may yet be interpreted: something of about its day that could not be read,
    shows no words, or has a title like it. None where there is nothing of the kind."""
    place, others = fold(case.district.name), _named_by_others(case, policy)
    name = document_names(case.title_of(policy.page))[-1:] or (fold(case.title_of(policy.page)),)
    own = name[0].replace(place, "")
    for one in _near(case, policy.made or policy.shown):
        if not others.isdisjoint(one.names):
            continue
        if fuzz.partial_ratio(own, fold(one.title).replace(place, "")) >= _ALIKE:
            return "有标题相近的解读材料，须人工核对"
        if not one.names and (one.page is None or one.page.state != "ok" or case.facts_of(one.page) is None):
            return "有同期的解读材料未能读取，须人工核对"
    return None


def unread_near(case: Case, policy: Policy) -> bool:
    """Whether something of about a document's day may interpret it that could not be read: a picture or a page that
    failed, whose title names no document or is like this one's."""
    name = document_names(case.title_of(policy.page))[-1:] or (fold(case.title_of(policy.page)),)
    own, place = name[0].replace(fold(case.district.name), ""), fold(case.district.name)
    return any(
        (one.page is None or one.page.state != "ok" or case.facts_of(one.page) is None)
        and (not one.names or fuzz.partial_ratio(own, fold(one.title).replace(place, "")) >= _ALIKE)
        for one in _near(case, policy.made or policy.shown)
    )


def plain_address(url: str) -> str:
    """An address as links to one page have it in common: without scheme, fragment and closing stroke."""
    return _SCHEME.sub("", url.partition("#")[0]).rstrip("/")


def is_told_of_own(case: Case, page: Page) -> bool:
    """Whether an interpretation is the district's own of a document of its own, as far as its title tells."""
    title = even(case.title_of(page))
    names = re.findall("《([^《》]+)", title)[:1]
    others = [issued_by(names[0]) or names[0]] if names else []
    # 【政策解读】国务院办公厅关于…, 文字解读：江州市人民政府关于…
    others += [body for part in _BEFORE_A_NAME.split(title) if (body := issued_by(part))]
    place = (case.units, case.district.name, case.office.region, case.as_of)
    return case.is_own(page) and not any(is_foreign(name, *place) for name in others)


@once_a_case
def documents_by_name(case: Case) -> dict[str, tuple[Page, ...]]:
    """The pages of the district's own official documents by each of their names."""
    found: dict[str, list[Page]] = defaultdict(list)
    for page in case.judged_pages():
        if is_official(case, page) and case.is_own(page):
            for name in document_names(case.title_of(page)):
                found[name].append(page)
    return {name: tuple(pages) for name, pages in found.items()}


def originals(case: Case, interpretation: Page) -> tuple[Page, ...]:
    """The pages of the document that an interpretation's title names; none where it names several."""
    found = [documents_by_name(case).get(name, ()) for name in interpreted_names(case.title_of(interpretation))]
    pages = {page.url: page for of in found for page in of}
    numbers = {number_key(page.doc_number) or page.url for page in pages.values()}
    return tuple(pages.values()) if len(numbers) == 1 else ()


def first_shown(page: Page) -> date | None:
    """The day on which a page was first there to be read."""
    days = first_publications(page)
    return days[0] if days else None


def _named_by_others(case: Case, policy: Policy) -> frozenset[str]:
    """The names of all other documents of the portal: an interpretation that names one of them is of that one."""
    return _document_names(case) - set(document_names(case.title_of(policy.page)))


@once_a_case
def _document_names(case: Case) -> frozenset[str]:
    official = (page for page in case.judged_pages() if is_official(case, page))
    return frozenset(name for page in official for name in document_names(case.title_of(page)))


def _all(case: Case) -> Iterator[Told]:
    pages = {page.url for page in case.pages}
    for page in case.pages:
        if page.state not in _GONE and is_interpretation(case, page):
            title = case.title_of(page)
            yield Told(page.url, title, first_shown(page), page, interpreted_names(title))
    given = case.pack.part_lists.get("interpretation")
    for item in case.items:
        title = even(item.title)
        if given is None or item.url in pages or any(even(word) in title for word in given.never):
            continue
        column = case.column_by_id.get(item.column)
        in_column = column is not None and bool(column.path) and _COLUMN in column.path[-1]
        if in_column or any(even(word) in title for word in given.titles):
            yield Told(item.url, item.title, item.published, None, interpreted_names(item.title))


def _must(duty: InterpretationDuty, page: Page, title: str) -> bool:
    if any(even(word) in title for word in duty.never):
        return False
    number = page.doc_number or ""
    return any(even(word) in title for word in duty.titles) or any(word in number for word in duty.numbers)


def _policy(pages: list[Page]) -> Policy:
    ordered = sorted(pages, key=lambda page: (str(first_shown(page) or ""), page.url))
    made = [day for page in ordered for day in (formations(page) or publications(page))]
    shown = [day for page in ordered if (day := first_shown(page))]
    return Policy(ordered[0], tuple(ordered), min(made, default=None), min(shown, default=None))


def _each_once(found: Iterable[Told]) -> tuple[Told, ...]:
    unique = {one.url: one for one in found}
    return tuple(sorted(unique.values(), key=lambda one: (str(one.day or ""), one.url)))
