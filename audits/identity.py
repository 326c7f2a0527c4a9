"""What a fault is, independently of addresses: rule, district, and a fingerprint of the thing that is at fault.

An entry is its folded names, a column its folded path with the entry it answers, a page its folded title with its
document number and date of writing, and, without a number, its date of publication: monthly lists share one title, and
what was decided of one must not pass to the next when old ones fall off the list. Equal things are told apart by a
number, in order of publication and column.
"""

from collections import defaultdict
from collections.abc import Callable

from audits.case import Case, ColumnAnswer, Subject
from audits.names import fold, fold_path
from inspection.types.judgement import Coverage, EntryKey
from inspection.types.portal import Page


def identities(case: Case) -> Callable[[str, Subject], str]:
    """The function that gives the identity of a fault of a rule with a subject of the case."""
    pages = _page_ordinals(case)
    columns = _column_ordinals(case)

    def identity(rule: str, subject: Subject) -> str:
        if isinstance(subject, Coverage):
            fingerprint = f"entry:{_entry_print(subject.key)}"
        elif isinstance(subject, ColumnAnswer):
            path = "/".join(fold_path(subject.column.path))
            fingerprint = f"column:{path}:{_entry_print(subject.entry)}{columns[subject.column.id]}"
        else:
            fingerprint = f"page:{_page_print(case, subject)}{pages[subject.url]}"
        return f"{rule}|{case.district.id}|{fingerprint}"

    return identity


def _entry_print(key: EntryKey | None) -> str:
    return "/".join(fold(name) for name in key) if key else ""


def _page_print(case: Case, page: Page) -> str:
    written = page.written.isoformat() if page.written else ""
    number = fold(page.doc_number) or (page.published.isoformat() if page.published else "")
    return f"{fold(case.title_of(page))}:{number}:{written}"


def _page_ordinals(case: Case) -> dict[str, str]:
    alike: dict[str, list[Page]] = defaultdict(list)
    for page in case.pages:
        alike[_page_print(case, page)].append(page)
    found: dict[str, str] = {}
    for pages in alike.values():
        ordered = sorted(pages, key=lambda page: (str(page.published or ""), page.column, page.url))
        found |= {page.url: _ordinal(place) for place, page in enumerate(ordered)}
    return found


def _column_ordinals(case: Case) -> dict[str, str]:
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for column in case.columns:
        alike[fold_path(column.path)].append(column.id)
    return {id_: _ordinal(place) for ids in alike.values() for place, id_ in enumerate(ids)}


def _ordinal(place: int) -> str:
    return f"#{place + 1}" if place else ""
