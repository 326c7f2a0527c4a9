"""What a fault is, independently of addresses: rule, district, and a fingerprint of the thing that is at fault.

An entry is its folded names, those it was first known by where its directory renamed it, a column its folded path with
the entry it answers, a page its folded title with its document number and date of writing, and, without a number, its
date of publication: monthly lists share one title, and what was decided of one must not pass to the next when old ones
fall off the list. A page or column that an earlier round knew keeps the fingerprint that it had then
(audits/followed.py). A row of a directory is its three names, a handed-in row its document's number and title, wherever
the file lies. Equal things are told apart by a number, in order of publication and column, or of the rows.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from audits.case import Case
from audits.followed import follow_columns, follow_pages
from audits.names import fold, fold_path
from audits.renamed import entry_print, first_known
from audits.subjects import (
    ColumnAnswer,
    DirectoryRow,
    DistrictAsWhole,
    DomainVolume,
    Subject,
    SubmittedRow,
    VillageList,
)
from inspection.types.directory import Entry
from inspection.types.judgement import Coverage, EntryKey, Finding
from inspection.types.portal import Column, Page
from inspection.types.submitted import Application, CheckResult, ListedDocument, RegisterRow


def identities(case: Case) -> Callable[[str, Subject], str]:
    """The function that gives the identity of a fault of a rule with a subject of the case."""
    known = first_known(case.former_names, (entry.key for entry in case.entries))
    pages = follow_pages(case, _page_prints(case))
    ordinals = _column_ordinals(case)
    columns = follow_columns(case, _column_prints(case, known, ordinals))
    rows = _row_ordinals(case, known)

    def identity(rule: str, subject: Subject) -> str:
        if isinstance(subject, Coverage):
            fingerprint = f"entry:{_entry_print(subject.key, known)}"
        elif isinstance(subject, ColumnAnswer):
            entry = _entry_print(subject.entry, known)
            own = _column_print(subject.column, entry, ordinals)
            fingerprint = columns.get((subject.column.id, entry), own)
        elif isinstance(subject, Page):
            fingerprint = pages[subject.url]
        elif isinstance(subject, DirectoryRow):
            fingerprint = f"row:{_row_print(subject.entry, known)}{rows.get(id(subject.entry), '')}"
        else:
            fingerprint = _table_print(subject)
        return f"{rule}|{case.district.id}|{fingerprint}"

    return identity


def prints_of_entries(case: Case, findings: Iterable[Finding]) -> dict[str, str]:
    """The prints of the entries that findings name, by the finding's id."""
    known = first_known(case.former_names, (entry.key for entry in case.entries))
    return {
        one.id: _entry_print((one.domain, one.level1 or "", one.level2 or ""), known) for one in findings if one.domain
    }


def _entry_print(key: EntryKey | None, known: Mapping[EntryKey, str]) -> str:
    return (known.get(key) or entry_print(key)) if key else ""


def _row_print(entry: Entry, known: Mapping[EntryKey, str]) -> str:
    return f"{_entry_print(entry.key, known)}/{fold(entry.level3)}"


def _table_print(subject: DomainVolume | DistrictAsWhole | SubmittedRow | VillageList) -> str:
    if isinstance(subject, DomainVolume):
        return f"volume:{fold(subject.domain)}"
    if isinstance(subject, DistrictAsWhole):
        return f"district:{fold(subject.matter)}" if subject.matter else "district"
    if isinstance(subject, SubmittedRow):
        return _submitted_print(subject.row)
    return f"villages:{fold(subject.town)}"


def _submitted_print(row: RegisterRow | ListedDocument | CheckResult | Application) -> str:
    """What others found is the same where it is of the same page, or said in the same words, whoever found it when."""
    if isinstance(row, CheckResult):
        return f"result:{fold(row.url or row.problem)}"
    if isinstance(row, Application):
        return f"application:{fold(row.number or f'{row.file}{row.sheet}{row.cells}')}"
    return f"document:{fold(row.number)}:{fold(row.title)}"


def _row_ordinals(case: Case, known: Mapping[EntryKey, str]) -> dict[int, str]:
    alike: dict[str, list[Entry]] = defaultdict(list)
    for entry in case.entries:
        alike[_row_print(entry, known)].append(entry)
    return {id(entry): _ordinal(place) for entries in alike.values() for place, entry in enumerate(entries)}


def _page_print(case: Case, page: Page) -> str:
    written = page.written.isoformat() if page.written else ""
    number = fold(page.doc_number) or (page.published.isoformat() if page.published else "")
    return f"{fold(case.title_of(page))}:{number}:{written}"


def _page_prints(case: Case) -> dict[str, str]:
    """The pages' own fingerprints by address."""
    alike: dict[str, list[Page]] = defaultdict(list)
    for page in case.pages:
        alike[_page_print(case, page)].append(page)
    found: dict[str, str] = {}
    for printed, pages in alike.items():
        ordered = sorted(pages, key=lambda page: (str(page.published or ""), page.column, page.url))
        found |= {page.url: f"page:{printed}{_ordinal(place)}" for place, page in enumerate(ordered)}
    return found


def _column_prints(
    case: Case, known: Mapping[EntryKey, str], ordinals: Mapping[str, str]
) -> dict[tuple[str, str], str]:
    """The own fingerprints of columns, by their id and the print of each entry that they answer, '' for none."""
    return {
        (column.id, entry): _column_print(column, entry, ordinals)
        for column in case.columns
        for entry in ("", *(_entry_print(key, known) for key in case.entries_of_column(column.id)))
    }


def _column_print(column: Column, entry: str, ordinals: Mapping[str, str]) -> str:
    return f"column:{'/'.join(fold_path(column.path))}:{entry}{ordinals.get(column.id, '')}"


def _column_ordinals(case: Case) -> dict[str, str]:
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for column in case.columns:
        alike[fold_path(column.path)].append(column.id)
    return {id_: _ordinal(place) for ids in alike.values() for place, id_ in enumerate(ids)}


def _ordinal(place: int) -> str:
    return f"#{place + 1}" if place else ""
