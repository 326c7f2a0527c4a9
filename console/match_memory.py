"""What people said of matches, handed to a round and frozen in its store; and what the round learns of it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from audits.ledger import Memory
from audits.ledger_matches import FoundAgain, standing
from console.mapping_names import EntryNames
from console.renamed_entries import PresentNames, words_under_new_names
from inspection.office_tables import read_column_notes
from inspection.round_store import RoundStore
from inspection.types.directory import Entry
from inspection.types.judgement import ColumnNote, EntryKey, MatchWord
from inspection.types.portal import Column, ListedItem
from inspection.workspace import Workspace
from matchers.columns import same_path
from matchers.questions import moves, sleeping
from matchers.remembered import EVERY_COLUMN, Place, column_place, page_place
from matchers.seen import DISTRICTS
from matchers.settings import match_settings
from matchers.target import Targets


def freeze_words(store: RoundStore, memory: Memory, workspace: Workspace, district: str, names: PresentNames) -> None:
    """Puts into a round's store what people said of the district's matches, by the entries' present names, and what the
    office's other districts confirmed, in decisions or in columns.csv, to be proposed here.

    The round must know its name and its date. Words of districts that the office has no more are left out.
    """
    called = {one.id: one.name for one in workspace.districts}
    notes = read_column_notes(workspace.root / "columns.csv", workspace.districts)
    round_, as_of = str(store.fact("round")), date.fromisoformat(store.fact("as_of"))
    said = standing(words_under_new_names(memory.matches.words(round_, as_of), names))
    own = _in_force([word for word in said if word.district == district], store)
    others = [word for word in said if word.district in called and word.word == "confirm" and word.district != district]
    others += [word for note in notes if note.district != district and (word := _as_word(note, round_, as_of))]
    store.set_fact(DISTRICTS, called if others else {})
    store.replace(MatchWord, [*own, *others])


def forget_words(store: RoundStore, addresses: Iterable[str]) -> bool:
    """Takes pages that may not be named out of what people said. Returns whether any was there."""
    named = set(addresses)
    known = store.read(MatchWord)
    kept = [word for word in known if word.kind != "page" or word.subject not in named]
    if len(kept) == len(known):
        return False
    store.replace(MatchWord, kept)
    return True


def learn_places(memory: Memory, store: RoundStore) -> None:
    """Lets the memory know where a matched round found again what people had spoken of, so that the next round begins
    there."""
    district, round_ = str(store.fact("district")["id"]), str(store.fact("round"))
    found = []
    columns: list[Column] | None = None
    for kind, before, now in moves(store):
        if kind == "page":
            page = store.page(now)
            place = page_place(page) if page is not None else None
        else:
            columns = store.read(Column) if columns is None else columns
            place = place_of_column(store, columns, now)
        if place is not None:
            found.append(FoundAgain(kind, before, place.subject, place.title, place.path, place.digest))
    memory.matches.found_again(district, round_, date.fromisoformat(store.fact("as_of")), found)


def place_of_column(store: RoundStore, columns: Iterable[Column], id_: str) -> Place | None:
    """A column of a round as words keep it."""
    known = list(columns)
    column = next((one for one in known if one.id == id_), None)
    if column is None:
        return None
    return column_place(column, known, [item for item in store.each(ListedItem) if item.column == id_])


def words_asleep(store: RoundStore) -> list[str]:
    """In Chinese that people spoke of pages and columns which the round does not show."""
    number = sleeping(store)
    if not number:
        return []
    return [f"以前核定的对应中有 {number} 条，所指的网页或栏目本批次没有见到，也没有找到相近的，暂不起作用。"]


def _in_force(words: Iterable[MatchWord], store: RoundStore) -> list[MatchWord]:
    """A district's words without what it once said of columns in a table (尚无栏目) where columns.csv says by now that
    this column, or that any, answers the entry."""
    kept = list(words)
    if not any(word.source == "mapping" for word in kept):
        return kept
    rules = Targets((), match_settings())
    names = EntryNames(dict.fromkeys(entry.key for entry in store.each(Entry)))
    given: dict[EntryKey, list[tuple[str, ...]]] = defaultdict(list)
    for note in store.each(ColumnNote):
        for key in names.named(note):
            given[key].append(note.column)
    return [
        word
        for word in kept
        if word.source != "mapping"
        or not any(word.subject == EVERY_COLUMN or same_path(rules, path, word.path) for path in given[word.key])
    ]


def _as_word(note: ColumnNote, round_: str, as_of: date) -> MatchWord | None:
    """A row of columns.csv that names one entry, as a word; None for one that names none or a whole domain."""
    if not note.domain or not (note.level1 or note.level2):
        return None
    return MatchWord(
        "column", "", note.district, note.domain, note.level1 or "", note.level2 or "", "confirm",
        " > ".join(note.column), note.column, "", "", as_of, round_, "mapping",
    )  # fmt: skip
