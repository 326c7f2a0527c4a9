"""What the answers of districts change in columns.csv, and what they propose for waivers.csv."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from console.mapping_answers import Answered, Answers
from console.mapping_columns import shown_path
from console.mapping_view import DistrictMapping, entry_words
from inspection.office_tables import TableRow
from inspection.table_files import TableFile
from inspection.types.judgement import ColumnNote, EntryKey
from inspection.types.office import District
from inspection.types.portal import Column
from reports.mapping_table import CONFIRMED, ELSEWHERE, NO_BUSINESS, OTHER

COLUMN_HEADS = ("区", "栏目路径", "责任单位", "更新周期", "更新天数", "领域", "一级事项", "二级事项")
WAIVER_HEADS = (
    "区", "领域", "一级事项", "二级事项", "栏目", "检查项", "性质", "理由", "起始日期", "截止日期",
)  # fmt: skip
_KEEPING = ("unit", "period", "limit_days")
_ENTRY = ("domain", "level1", "level2")
# Signs in a name that a path of columns.csv is divided at, in forms that are equal to them and do not divide.
_UNDIVIDED = str.maketrans({"/": "／", ">": "﹥", "＞": "﹥"})
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "#")


@dataclass(frozen=True)
class Noted:
    """One row of columns.csv that gives a column of the district: its number, cells, entries and columns."""

    number: int
    cells: Mapping[str, str]
    keys: tuple[EntryKey, ...]
    columns: tuple[Column, ...]
    path: str


@dataclass
class Changes:
    """What importing one table does. `added` and `stopped` are rows of columns.csv; `proposals` lines for waivers.csv
    that nobody has agreed to. `conflicts` and `told` are Chinese sentences."""

    added: list[dict[str, str]] = field(default_factory=list)
    stopped: list[int] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    proposals: list[dict[str, str]] = field(default_factory=list)
    agreed: int = 0


def noted_rows(table: TableFile, notes: Sequence[ColumnNote], mapping: DistrictMapping) -> list[Noted]:
    """The rows of columns.csv that speak of the mapping's district; `notes` are all rows as they were read."""
    spoken = [record for record in table.records if record.cells is not None]
    found = []
    for record, note in zip(spoken, notes, strict=True):
        if note.district == mapping.district.id:
            columns = tuple(one for one in mapping.names.meant(note.column) if one.id in mapping.code_of)
            keys = tuple(mapping.named(note))
            found.append(Noted(record.number, record.cells or {}, keys, columns, " > ".join(note.column)))
    return found


def changes_of(answers: Answers, mapping: DistrictMapping, rows: Sequence[Noted], today: date) -> Changes:
    """What the answers of one table change. The same answers over what they wrote change nothing."""
    changes = Changes()
    named = [one for one in answers.answered.values() if one.columns]
    changes.told += [sentence for one in answers.answered.values() for sentence in _against(one, mapping)]
    for one in answers.answered.values():
        _replace(one, rows, changes)
        if one.answer in (NO_BUSINESS, ELSEWHERE):
            _propose(one, mapping, changes, today)
    for column, key in _rows_to_write(named, mapping):
        _add(column, key, mapping, rows, changes)
    _keep_keepers(rows, changes)
    return changes


def _replace(one: Answered, rows: Sequence[Noted], changes: Changes) -> None:
    """Rows of columns.csv that give the entry another column than the district now says."""
    if one.answer == CONFIRMED:
        return
    chosen = {column.id for column in one.columns}
    for row in rows:
        if one.key not in row.keys or (row.columns and chosen & {column.id for column in row.columns}):
            continue
        old = f"“{entry_words(one.key)}”：columns.csv 第 {row.number} 行原为“{row.path}”"
        new = "、".join(f"“{shown_path(column)}”" for column in one.columns) or f"“{one.answer}”"
        if one.answer == OTHER and len(row.keys) == 1:
            changes.stopped.append(row.number)
            changes.conflicts.append(f"{old} → 现为{new}，原行已停用（行首加 #）。")
        elif one.answer == OTHER:
            changes.conflicts.append(f"{old} → 现为{new}；原行还对应其他事项，没有改动，请核对。")
        else:
            changes.conflicts.append(f"{old}，区里现填{new}，原行没有改动，请核对。")


def _against(one: Answered, mapping: DistrictMapping) -> list[str]:
    """Where the answer alone changes nothing, against what the office decided."""
    entry = entry_words(one.key)
    refused = mapping.refused.get(one.key, frozenset())
    # what the district itself had said with an earlier table gives way to this one
    own = {column for (column, key), said in mapping.said.items() if key == one.key and said.source == "mapping"}
    return [
        f"“{entry}”：区里填的“{shown_path(column)}”，办公室已核定不对应，仍以核查结论为准；现认为对应的，"
        "请用 xuncha decide 改记。"
        for column in one.columns
        if column.id in refused - own
    ]


def _rows_to_write(
    named: Iterable[Answered], mapping: DistrictMapping
) -> list[tuple[Column, tuple[str, str, str | None]]]:
    """Column and entry of each row that columns.csv lacks. Where a column answers every entry of a first level, one row
    says so of the whole: the matching then tells its pages apart one by one."""
    whole: dict[tuple[str, str], set[EntryKey]] = defaultdict(set)
    for key in mapping.entries.values():
        whole[key[:2]].add(key)
    wanted: dict[tuple[str, tuple[str, str]], dict[EntryKey, None]] = defaultdict(dict)
    columns: dict[str, Column] = {}
    for one in named:
        for column in one.columns:
            columns[column.id] = column
            wanted[column.id, one.key[:2]].setdefault(one.key)
    found: list[tuple[Column, tuple[str, str, str | None]]] = []
    for (column_id, group), keys in wanted.items():
        code = mapping.code_of[column_id]
        lacking = [key for key in keys if code not in mapping.noted.get(key, ())]
        if group[1] and len(keys) > 1 and lacking == list(keys) and set(keys) == whole[group]:
            found.append((columns[column_id], (*group, None)))
        else:
            found += [(columns[column_id], key) for key in lacking]
    return found


def _add(
    column: Column, key: tuple[str, str, str | None], mapping: DistrictMapping, rows: Sequence[Noted], changes: Changes
) -> None:
    path = written_path(column)
    meant = mapping.names.meant(TableRow({"column": path}, ()).path("column"))
    if column not in meant:
        changes.told.append(
            f"栏目“{shown_path(column)}”的名称含有 columns.csv 不能写的符号，没有写入，请改在平台上改名。"
        )
        return
    others = [one for one in meant if one.id != column.id and one.id in mapping.code_of]
    if others:
        changes.told.append(
            f"columns.csv 按路径认栏目：“{shown_path(column)}”在门户上共有 {len(others) + 1} 个，都按此对应，请核对。"
        )
    # the keeper and the period of a column hold for each of its rows; an entry that prints its publisher keeps that
    kept = next((row.cells for row in rows if column in row.columns and _keeps(row.cells)), {})
    levels = 2 if key[2] is None else 3
    printed = any(one.publisher for one in mapping.directory if one.key[:levels] == key[:levels])
    cells = {head: "" if head == "unit" and printed else kept.get(head, "").strip() for head in _KEEPING}
    entry = dict(zip(_ENTRY, (part or "" for part in key), strict=True))
    note = ColumnNote(mapping.district.id, column.path, None, None, None, *(part or None for part in key))
    if any(one[:levels] != key[:levels] for one in mapping.named(note)):
        changes.told.append(
            f"columns.csv 的一行不能只指事项“{entry_words((key[0], key[1], key[2] or ''))}”，没有写入，请手工填写。"
        )
        return
    changes.added.append({"district": mapping.called, "column": path} | cells | entry)


def _keep_keepers(rows: Sequence[Noted], changes: Changes) -> None:
    """What a stopped row said of a column's keeper and period stays, in a row of its own without the entry."""
    for row in rows:
        if row.number not in changes.stopped or not _keeps(row.cells):
            continue
        others = (one for one in rows if one.number not in changes.stopped and _keeps(one.cells))
        if not any(set(row.columns) <= set(one.columns) for one in others) or not row.columns:
            added = dict(row.cells) | dict.fromkeys(_ENTRY, "")
            if added not in changes.added:
                changes.added.append(added)


def _keeps(cells: Mapping[str, str]) -> bool:
    return any(cells.get(head, "").strip() for head in _KEEPING)


def _propose(one: Answered, mapping: DistrictMapping, changes: Changes, today: date) -> None:
    """A line that waivers.csv could take, for the office to agree to."""
    if one.key in mapping.excused:
        changes.agreed += 1
        return
    said = one.remark or "未说明原因"
    reason = f"区里填报本区无此业务：{said}"
    if one.answer == ELSEWHERE:
        reason = f"区里填报在其他网站公开：{one.address}" + (f"（{one.remark}）" if one.remark else "")
    changes.proposals.append(
        {
            "district": mapping.called,
            **dict(zip(_ENTRY, one.key, strict=True)),
            "kind": "不涉及" if one.answer == NO_BUSINESS else "报备",
            "reason": reason,
            "until": date(today.year, 12, 31).isoformat(),
        }
    )


def new_proposals(
    table: TableFile, proposals: Iterable[dict[str, str]], districts: Iterable[District]
) -> list[dict[str, str]]:
    """Those that a file of proposals does not hold yet: what the office has written into it stays."""
    names = {district.id: district.name for district in districts}

    def mark(cells: Mapping[str, str]) -> tuple[str, ...]:
        district = cells.get("district", "").strip()
        return (names.get(district, district), *(cells.get(head, "").strip() for head in _ENTRY))

    there = {mark(record.cells) for record in table.records if record.cells is not None}
    return [one for one in proposals if mark(one) not in there]


def written_path(column: Column) -> str:
    """A column's path as a cell of columns.csv that is read as the same names, and that no spreadsheet program runs."""
    path = " > ".join(" ".join(name.split()).translate(_UNDIVIDED) for name in column.path)
    return f"> {path}" if path.startswith(_FORMULA) else path
