"""What a filled directory–column table answers, row by row: understood, or refused with the place and the cure."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from console.mapping_columns import GoneError, MeantColumns, WrongCellError
from console.mapping_reading import FilledRow, FilledTable, lines_of, meant_answer
from console.mapping_view import DistrictMapping, entry_words
from inspection.types.judgement import EntryKey
from inspection.types.portal import Column
from reports.mapping_table import (
    ADDRESS,
    ANSWER,
    ANSWERS,
    CONFIRMED,
    ELSEWHERE,
    ENTRY_CODE,
    NO_COLUMN,
    OTHER,
    PROPOSED,
    REMARK,
    RIGHT,
)
from reports.words import is_link, told

T = TypeVar("T")


@dataclass(frozen=True)
class Answered:
    """What a district says of one entry. `columns` are those that answer it (属实, 改为其他栏目), `not_these` what was
    proposed and does not; `place` is where it stands, `listed` the codes of the columns that its table knew."""

    key: EntryKey
    answer: str
    columns: tuple[Column, ...]
    not_these: tuple[Column, ...]
    address: str
    remark: str
    place: str
    listed: frozenset[str] = frozenset()

    @property
    def said(self) -> tuple[str, tuple[str, ...], str]:
        """What two rows of one entry must have in common."""
        return self.answer, tuple(sorted(column.id for column in self.columns)), self.address


@dataclass
class Answers:
    """A table understood. `wrong` are what must be put right before anything is imported, `gone` what no longer exists,
    `remarked` places with a remark and no answer; all in Chinese."""

    answered: dict[EntryKey, Answered] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    remarked: list[str] = field(default_factory=list)


def add_answers(found: Answers, table: FilledTable, mapping: DistrictMapping) -> None:
    """Adds every answer of a table, beside the district's round: departments may each fill a copy of their own."""
    found.wrong += table.unread
    columns = MeantColumns(table, mapping)
    for row in table.rows:
        try:
            one = _Row(row, table, mapping, columns).answer(found.remarked)
        except WrongCellError as error:
            found.wrong.append(str(error))
            continue
        except GoneError as error:
            found.gone.append(f"{row.place(ANSWER)}：{error}，没有采用。")
            continue
        before = found.answered.get(one.key) if one else None
        if one and before and before.said != one.said:
            found.wrong.append(
                f"{one.place}：“{entry_words(one.key)}”在{before.place}已填“{before.answer}”，两处不同，请只留一处。"
            )
        elif one:
            found.answered.setdefault(one.key, one)


class _Row:
    """One row being read."""

    def __init__(self, row: FilledRow, table: FilledTable, mapping: DistrictMapping, columns: MeantColumns) -> None:
        self._row, self._table, self._mapping, self._columns = row, table, mapping, columns

    def answer(self, remarked: list[str]) -> Answered | None:
        """None where nothing was answered. Raises WrongCellError with the place, GoneError without."""
        row = self._row
        written, right, address, remark = (row.text(head) for head in (ANSWER, RIGHT, ADDRESS, REMARK))
        if not (written or right or address):
            if remark and not row.untouched:
                remarked.append(row.place(REMARK))
            return None
        key = self._at(ENTRY_CODE, self._entry)
        answer = self._at(ANSWER, lambda: self._choice(written, right))
        columns: tuple[Column, ...] = ()
        if answer == CONFIRMED:
            columns = self._at(PROPOSED, self._proposed)
            if right and set(self._at(RIGHT, lambda: self._columns.written(right))) != set(columns):
                raise self._wrong(RIGHT, f"选了“{CONFIRMED}”，又填了别的栏目，请改选“{OTHER}”或清空“{RIGHT}”")
        elif answer == OTHER:
            columns = self._other(right, address)
        elif right:
            raise self._wrong(RIGHT, f"选了“{answer}”，又填了“{RIGHT}”，请改选“{OTHER}”或清空“{RIGHT}”")
        if answer == ELSEWHERE and not is_link(address):
            raise self._wrong(ADDRESS, "请填写公开页面的网址（以 http:// 或 https:// 开头）")
        shown = self._shown() if answer in (OTHER, NO_COLUMN) else ()
        not_these = tuple(column for column in shown if column not in columns)
        said, listed = " ".join(remark.split()), frozenset(self._table.columns)
        return Answered(key, answer, columns, not_these, address, said, row.place(ANSWER), listed)

    def _choice(self, written: str, right: str) -> str:
        meant = meant_answer(written)
        if meant is None:
            shown = written if len(written) <= 20 else written[:20] + "…"
            raise WrongCellError(f"看不出“{shown}”是哪一种，请改填{'、'.join(ANSWERS)}之一，说明写在“{REMARK}”")
        if not meant and not right:
            raise WrongCellError(f"填了网址而没有选“{ANSWER}”，请选“{ELSEWHERE}”或“{OTHER}”")
        return meant or OTHER

    def _other(self, right: str, address: str) -> tuple[Column, ...]:
        if right:
            return self._at(RIGHT, lambda: self._columns.written(right))
        if address:
            return (self._at(ADDRESS, lambda: self._columns.at(address)),)
        raise self._wrong(RIGHT, f"选了“{OTHER}”而没有填“{RIGHT}”，请从下拉选择；门户上没有的，请选“{NO_COLUMN}”")

    def _entry(self) -> EntryKey:
        """The entry of the row: by its hidden code and its names, which must not contradict one another."""
        row, mapping = self._row, self._mapping
        names = (row.text("领域"), row.text("一级事项"), row.text("二级事项"))
        shown = entry_words(names) or row.code
        coded = mapping.entries.get(row.code) or mapping.renamed.get(row.code)
        named = mapping.entry_names.written(*names) if any(names) else []
        if coded and (not any(names) or coded in named or tuple(map(told, coded)) == names):
            return coded
        if row.code in mapping.renamed and coded:
            return coded
        if coded:
            raise WrongCellError(
                f"这一行写的是“{shown}”，隐藏的编码却是“{entry_words(coded)}”，可能排序时没有选中整张表，或改动了事项名称，"
                "请撤销后再交，或重新导出对照表填写"
            )
        if len(named) == 1:
            return named[0]
        if not shown:
            raise WrongCellError("这一行没有写明是哪个事项，请补上领域、一级事项和二级事项，或删去这一行")
        raise GoneError(f"事项“{shown}”不在本区目录中（以批次 {mapping.table.round} 为准）")

    def _proposed(self) -> tuple[Column, ...]:
        """The columns that the row shows as proposed: what the person saw, not a code that another row left behind."""
        row = self._row
        shown = lines_of(row.text(PROPOSED))
        labels = [self._table.columns.get(code) or self._mapping.labels.get(code, "") for code in row.proposed]
        if row.proposed and (PROPOSED not in row.cells or shown == labels):
            return self._columns.of_codes(row.proposed)
        if not shown:
            raise WrongCellError(f"这一行没有建议的栏目，不能填“{CONFIRMED}”，请选“{OTHER}”并填“{RIGHT}”，或选其他几种")
        return self._columns.written(row.text(PROPOSED))

    def _shown(self) -> tuple[Column, ...]:
        """The proposed columns as far as they still exist."""
        try:
            return self._proposed()
        except (WrongCellError, GoneError):
            return ()

    def _at(self, head: str, read: Callable[[], T]) -> T:
        """What `read` gives; its refusal with the place of the cell."""
        try:
            return read()
        except WrongCellError as error:
            raise self._wrong(head, str(error)) from error

    def _wrong(self, head: str, why: str) -> WrongCellError:
        # hidden and deleted columns cannot be looked at
        seen = head if head in self._row.places and head != ENTRY_CODE else ANSWER
        return WrongCellError(f"{self._row.place(seen)}：{why}。")
