"""What a district says with 尚无栏目, as words that the memory keeps: none of the proposed columns answers the entry,
and no other one of its portal does."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from console.mapping_answers import Answered
from console.mapping_columns import shown_path
from console.mapping_view import DistrictMapping, entry_words
from inspection.round_store import RoundStore
from inspection.types.judgement import EntryKey, MatchWord
from inspection.types.portal import Column, ListedItem
from matchers.questions import moves, questions
from matchers.remembered import EVERY_COLUMN, Place, column_place
from reports.mapping_table import NO_COLUMN


@dataclass(frozen=True)
class Refusals:
    """`words` are to be remembered, each with the column of the question that it answers; `told` are Chinese
    sentences."""

    words: tuple[tuple[MatchWord, str | None], ...] = ()
    told: tuple[str, ...] = ()


def refusals(answered: Iterable[Answered], mapping: DistrictMapping, store: RoundStore, today: date) -> Refusals:
    """What the answers 尚无栏目 of one district's table say beyond what is remembered already: each refuses the columns
    that the table proposed and those that the round thinks likely. The office's own decisions stay."""
    none = [one for one in answered if one.answer == NO_COLUMN]
    wanted = {one.key: _refused(one, mapping) for one in none}
    places = _places({column.id for columns in wanted.values() for column in columns}, store)
    asked = {at: before for at, (_, before) in questions(store).items()}
    moved = {now: before for kind, before, now in moves(store) if kind == "column"}
    words: list[tuple[MatchWord, str | None]] = []
    told: list[str] = []
    for one in none:
        reason = f"区里填报“{NO_COLUMN}”" + (f"：{one.remark}" if one.remark else "")
        new: list[Column] = []
        for column in wanted[one.key]:
            said = mapping.said.get((column.id, one.key))
            if said is not None and said.word == "confirm":
                told.append(
                    f"“{entry_words(one.key)}”：区里填“{NO_COLUMN}”，办公室已核定“{shown_path(column)}”对应，"
                    "仍以核查结论为准；现认为不对应的，请用 xuncha decide 改记。"
                )
            elif said is None:
                new.append(column)
                before = asked.get(("column", column.id, one.key)) or moved.get(column.id)
                words.append(
                    (_word(places[column.id], one.key, reason, mapping, today), before if before != column.id else None)
                )
        if (EVERY_COLUMN, one.key) not in mapping.said:
            words.append((_word(Place("column", EVERY_COLUMN, "", (), ""), one.key, reason, mapping, today), None))
        told += _of(one.key, new, mapping)
    return Refusals(tuple(words), tuple(told))


def _refused(one: Answered, mapping: DistrictMapping) -> list[Column]:
    """The columns that an answer speaks of: those that its table proposed, and likely ones that it knew; but for those
    that columns.csv gives the entry: that row is the office's to take out."""
    given = set(mapping.noted.get(one.key, ()))
    likely = [mapping.columns[code] for code in mapping.proposed.get(one.key, ()) if code in one.listed]
    named = [*one.not_these, *likely]
    return list({column.id: column for column in named if mapping.code_of.get(column.id) not in given}.values())


def _of(key: EntryKey, new: list[Column], mapping: DistrictMapping) -> list[str]:
    """What becomes of the columns that are refused now: first those that the machine had accepted."""
    held = {mapping.columns[code].id for code in mapping.accepted.get(key, ())}
    taken = "、".join(f"“{shown_path(column)}”" for column in new if column.id in held)
    left = "、".join(f"“{shown_path(column)}”" for column in new if column.id not in held)
    told = []
    if taken:
        told.append(
            f"“{entry_words(key)}”：区里填“{NO_COLUMN}”，系统原已对应{taken}，已按区里所填记为不对应；"
            "确属对应的，请用 xuncha decide 改记（confirm）。"
        )
    if left:
        told.append(f"“{entry_words(key)}”：区里填“{NO_COLUMN}”，系统建议的{left}不再提出。")
    return told


def _places(wanted: set[str], store: RoundStore) -> dict[str, Place]:
    """How the wanted columns are kept, by id."""
    if not wanted:
        return {}
    columns = store.read(Column)
    items: dict[str, list[ListedItem]] = defaultdict(list)
    for item in store.each(ListedItem):
        if item.column in wanted:
            items[item.column].append(item)
    return {one.id: column_place(one, columns, items[one.id]) for one in columns if one.id in wanted}


def _word(place: Place, key: EntryKey, reason: str, mapping: DistrictMapping, today: date) -> MatchWord:
    return MatchWord(
        "column", place.subject, mapping.district.id, *key, "reject", place.title, place.path, place.digest, reason,
        today, mapping.table.round, "mapping",
    )  # fmt: skip
