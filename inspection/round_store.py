"""One district's round in one SQLite file: typed writes, typed reads.

Every table holds the fields of one frozen dataclass; what is not a number or a text is kept as JSON. Rows are written
in a fixed order, so that two stores of the same round can be compared row by row.
"""

import json
import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast, get_type_hints

from pydantic import TypeAdapter
from sqlite_utils import Database

from inspection.errors import UserError
from inspection.system_faults import from_outside, system_words
from inspection.types.directory import (
    DirectoryFile,
    DirectoryTable,
    DomainDepartment,
    Entry,
    GuideDomain,
    GuideItem,
)
from inspection.types.judgement import ColumnNote, Coverage, Decision, Finding, Match, MatchWord, Unit, Waiver
from inspection.types.page_facts import EarlierAbsence, EarlierDate, ElementsFound, HomePage, PageFacts, Reminder
from inspection.types.portal import Attachment, Column, Failure, Incident, ListedItem, Listing, Page, Purged, Snapshot
from inspection.types.submitted import Application, CheckResult, HandedInFile, ListedDocument, RegisterRow, VillageItem

# 2: guides, files, departments and what districts handed in; where tables and findings stand.
# 3: attachments with their text, validators and answers carried over from earlier rounds.
# 4: what people said of matches; where an entry that was not found may still be.
# 5: facts of pages, front pages, proof of earlier absence, elements found, early warnings, results of others.
# 6: proof of a later date of publication in an earlier round.
SCHEMA_VERSION = 6

T = TypeVar("T")
_AT_ONCE = 500
_SHARED = ("key", "fetched_at", "warc", "content_type", "carried", "checked_at")

# Table, the value it holds, and the fields that put its rows into their order (and are its key where they are unique).
TABLES: dict[type, tuple[str, tuple[str, ...]]] = {
    Snapshot: ("snapshots", ("id",)),
    Failure: ("failures", ("key", "at")),
    Purged: ("purged", ("warc", "offset")),
    Entry: ("entries", ("file", "sheet", "cells", "domain", "level1", "level2", "level3")),
    DirectoryTable: ("tables", ("file", "sheet", "domain")),
    DirectoryFile: ("files", ("file",)),
    GuideItem: ("guide_items", ("domain", "level1", "level2", "level3", "source")),
    GuideDomain: ("guide_domains", ("order", "name")),
    DomainDepartment: ("departments", ("domain", "since", "city")),
    RegisterRow: ("register", ("file", "sheet", "cells")),
    ListedDocument: ("listed_documents", ("file", "sheet", "cells")),
    VillageItem: ("village_items", ("file", "sheet", "cells")),
    CheckResult: ("check_results", ("file", "sheet", "cells")),
    Application: ("applications", ("file", "sheet", "cells")),
    HandedInFile: ("handed_in", ("file",)),
    Column: ("columns", ("portal", "order", "id")),
    Listing: ("listings", ("id",)),
    ListedItem: ("listed_items", ("column", "position")),
    Page: ("pages", ("url",)),
    Attachment: ("attachments", ("page", "position")),
    Incident: ("incidents", ("url", "what", "column", "kind")),
    Match: ("matches", ("kind", "subject", "domain", "level1", "level2")),
    Coverage: ("coverage", ("domain", "level1", "level2")),
    Finding: ("findings", ("severity", "rule", "id")),
    Unit: ("units", ("name", "since")),
    ColumnNote: ("column_notes", ("column", "domain", "level1", "level2")),
    Waiver: ("waivers", ("until", "domain", "level1", "level2", "rule", "reason")),
    Decision: ("decisions", ("finding",)),
    PageFacts: ("page_facts", ("url",)),
    HomePage: ("home_pages", ("portal",)),
    EarlierAbsence: ("earlier_absences", ("url", "column")),
    EarlierDate: ("earlier_dates", ("url", "round")),
    ElementsFound: ("elements_found", ("page", "domain", "level1", "level2")),
    Reminder: ("reminders", ("due", "column", "url")),
    MatchWord: ("match_words", ("kind", "subject", "domain", "level1", "level2")),
}


class RoundStore:
    """The file `round.db` of one district and round. Opened with `open_round`; closing is the caller's (`with`)."""

    def __init__(self, db: Database, path: Path) -> None:
        self._db = db
        self.path = path

    def __enter__(self) -> "RoundStore":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Writes what is pending and lets go of the file."""
        self._db.close()

    def read(self, kind: type[T], *, without: tuple[str, ...] = ()) -> list[T]:
        """All values of one kind, in their order."""
        return list(self.each(kind, without=without))

    def each(self, kind: type[T], *, without: tuple[str, ...] = ()) -> Iterator[T]:
        """The values of one kind one by one, in their order; none where an earlier version's store has no such.

        The fields `without` are not read: they hold their defaults.
        """
        table, order = TABLES[kind]
        there = {column.name for column in self._db.table(table).columns} if self._db.table(table).exists() else None
        if there is None:
            return
        wanted = ", ".join(f'"{name}"' for name in _NAMES[kind] if name in there and name not in without)
        by = ", ".join(f'"{name}"' for name in order)
        for row in self._db.query(f'select {wanted} from "{table}" order by {by}, rowid'):
            yield _decode(kind, row)

    def page_text(self, url: str) -> str:
        """The plain text of one page, which reading `without` it left out; '' where there is no such page."""
        rows = list(self._db.query("select body from pages where url = ?", [url]))
        return str(rows[0]["body"]) if rows else ""

    def file_text(self, page: str, position: int) -> str:
        """The text of one attachment, which reading `without` it left out; '' where there is no such file."""
        given = [page, position]
        rows = list(self._db.query("select text from attachments where page = ? and position = ?", given))
        return str(rows[0]["text"]) if rows else ""

    def of_key(self, key: str) -> list[Snapshot]:
        """The answers to one request, oldest first."""
        found = [_decode(Snapshot, row) for row in self._db.query("select * from snapshots where key = ?", [key])]
        return sorted(found, key=lambda one: int(one.id.rpartition(".")[2]))

    def page(self, url: str) -> Page | None:
        """The page of an address."""
        return next((_decode(Page, row) for row in self._db.query("select * from pages where url = ?", [url])), None)

    def replace(self, kind: type[T], values: Iterable[T]) -> int:
        """Puts the given values in place of all values of their kind; all or nothing. Returns how many."""
        table, order = TABLES[kind]
        ordered = sorted(values, key=lambda value: [_sortable(_stored(value, name)) for name in order])
        with self._db.atomic():
            self._db.table(table).delete_where()
            self._insert(kind, map(_encode, ordered))
        return len(ordered)

    def rewrite(self, kinds: tuple[type, ...], values: Iterable[Any]) -> None:
        """Puts values of several kinds, as they come, in place of all values of those kinds; all or nothing.

        Only a few hundred are held at a time, so that a round may have any number of pages.
        """
        waiting: dict[type, list[dict[str, Any]]] = {kind: [] for kind in kinds}
        with self._db.atomic():
            for kind in kinds:
                self._db.table(TABLES[kind][0]).delete_where()
            for value in values:
                rows = waiting[type(value)]
                rows.append(_encode(value))
                if len(rows) >= _AT_ONCE:
                    self._insert(type(value), rows)
                    rows.clear()
            for kind, rows in waiting.items():
                self._insert(kind, rows)

    def add(self, value: Snapshot | Failure | Purged) -> None:
        """Adds one value to a growing table at once, so that a killed crawl loses nothing that was received."""
        self._db.conn.execute(_INSERTS[type(value)], _encode(value))

    def _insert(self, kind: type, rows: Iterable[Mapping[str, Any]]) -> None:
        self._db.conn.executemany(_INSERTS[kind], rows)

    def count(self, kind: type) -> int:
        """How many values of one kind there are."""
        return int(self._db.table(TABLES[kind][0]).count)

    def compact(self) -> None:
        """Writes the file anew without what was deleted: until then SQLite keeps its bytes in free pages."""
        self._db.execute("pragma secure_delete = on")
        self._db.execute("vacuum")
        self._db.execute("pragma wal_checkpoint(truncate)")

    def fact(self, name: str) -> Any:
        """A frozen fact of the round (`as_of`, `rule_pack`, `settings`, …) as it was given; None when it was not."""
        rows = list(self._db.query("select value from facts where name = ?", [name]))
        return json.loads(rows[0]["value"]) if rows else None

    def set_fact(self, name: str, value: Any) -> None:
        """Freezes a fact (anything JSON can hold)."""
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        self._db.table("facts").upsert({"name": name, "value": text}, pk="name")


def read_round(path: Path) -> RoundStore:
    """The store at `path` for reading alone: neither brought up to date nor locked.

    Raises UserError when there is none, or when it is not a round's store or was written by a newer version.
    """
    try:
        # A folder that cannot be written to holds no journal either: the file is all there is.
        more = "mode=ro" if os.access(path.parent, os.W_OK) else "immutable=1"
        db = Database(sqlite3.connect(f"{path.resolve().as_uri()}?{more}", uri=True, isolation_level=None))
        version = int(db.execute("pragma user_version").fetchone()[0])
    except sqlite3.DatabaseError as error:
        if from_outside(error):
            raise UserError(f"{path} 现在打不开（{system_words(error)}），请排除后重试，不要移走该文件。") from error
        raise UserError(f"{path} 不是巡查批次的数据文件（{system_words(error)}），请核对批次文件夹。") from error
    if version > SCHEMA_VERSION:
        raise UserError(f"{path} 由更新版本的巡查程序写入（第 {version} 版），请升级程序后再打开。")
    return RoundStore(db, path)


def open_round(path: Path) -> RoundStore:
    """The store at `path`, made when it is not there yet.

    Raises UserError when the file is not a round's store or was written by a newer version.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        db = Database(sqlite3.connect(path, isolation_level=None))
        version = int(db.execute("pragma user_version").fetchone()[0])
        if version > SCHEMA_VERSION:
            raise UserError(f"{path} 由更新版本的巡查程序写入（第 {version} 版），请升级程序后再打开。")
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = normal")
        if version < SCHEMA_VERSION:
            _bring_up(db)
    except sqlite3.DatabaseError as error:
        if from_outside(error):
            raise UserError(f"{path} 现在打不开（{system_words(error)}），请排除后重试，不要移走该文件。") from error
        raise UserError(f"{path} 不是巡查批次的数据文件（{system_words(error)}），请改名移走后重新巡查。") from error
    return RoundStore(db, path)


def _bring_up(db: Database) -> None:
    """Makes what the present version has and an older store, or an empty file, has not."""
    with db.atomic():
        for kind, (table, order) in TABLES.items():
            columns = {f.name: _sqlite_type(f.type) for f in fields(kind)}
            db.table(table).create(columns, if_not_exists=True)
            _add_columns(db, kind, table, columns)
            db.table(table).create_index(list(order), if_not_exists=True)
        db.table("snapshots").create_index(["key"], if_not_exists=True)
        db.table("facts").create({"name": str, "value": str}, pk="name", if_not_exists=True)
        db.execute("drop table if exists baseline_notes")
        db.execute(f"pragma user_version = {SCHEMA_VERSION}")


def _add_columns(db: Database, kind: type, table: str, columns: dict[str, type]) -> None:
    """Fields that were added since get their default in every row that is there already."""
    there = {column.name for column in db.table(table).columns}
    for one in fields(kind):
        if one.name not in there:
            db.table(table).add_column(one.name, columns[one.name])
            default = json.dumps(one.default) if isinstance(one.default, tuple) else one.default
            db.execute(f'update "{table}" set "{one.name}" = ?', [default])


def _sqlite_type(annotation: object) -> type:
    name = str(getattr(annotation, "__name__", annotation))
    if name in ("int", "int | None", "bool"):
        return int
    return float if name in ("float", "float | None") else str


_ADAPTERS: dict[type, TypeAdapter[Any]] = {kind: TypeAdapter(kind) for kind in TABLES}
_NAMES: dict[type, tuple[str, ...]] = {kind: tuple(f.name for f in fields(kind)) for kind in TABLES}
_INSERTS: dict[type, str] = {
    kind: 'insert into "{}" ({}) values ({})'.format(
        TABLES[kind][0], ", ".join(f'"{name}"' for name in names), ", ".join(f":{name}" for name in names)
    )
    for kind, names in _NAMES.items()
}
_NESTED: dict[type, frozenset[str]] = {
    kind: frozenset(f.name for f in fields(kind) if str(f.type).startswith(("tuple", "dict"))) for kind in TABLES
}


def _encode(value: Any) -> dict[str, Any]:
    """A value as a row. What most rows consist of, numbers and texts, is taken as it is; the rest as JSON has it."""
    return {name: _stored(value, name) for name in _NAMES[type(value)]}


def _stored(value: Any, name: str) -> Any:
    item = getattr(value, name)
    kind = type(item)
    if kind is str or kind is int or item is None or kind is float:
        return item
    if kind is bool:
        return int(item)
    if kind is date:
        return item.isoformat()
    if kind is tuple and not item:
        return "[]"
    owner: type = type(value)
    told = _adapter(owner, name).dump_python(item, mode="json")
    return json.dumps(told, ensure_ascii=False, sort_keys=True) if isinstance(told, list | dict) else told


@cache
def _adapter(kind: type, name: str) -> TypeAdapter[Any]:
    return TypeAdapter(get_type_hints(kind)[name])


def _decode(kind: type[T], row: dict[str, Any]) -> T:
    if kind is Snapshot:
        return cast(T, _snapshot(row))
    nested = _NESTED[kind]
    given = {name: json.loads(item) if name in nested and isinstance(item, str) else item for name, item in row.items()}
    value: T = _ADAPTERS[kind].validate_python(given)
    return value


def _snapshot(row: dict[str, Any]) -> Snapshot:
    """A round has as many answers as pages, and a crawl holds all of them: what they have in common is held once."""
    for name in _SHARED:
        if row.get(name):
            row[name] = sys.intern(row[name])
    row["rendered"] = bool(row.get("rendered"))
    row["final_url"] = row["url"] if row["final_url"] == row["url"] else row["final_url"]
    return Snapshot(**row)


def _sortable(item: Any) -> tuple[int, Any]:
    if item is None:
        return (0, "")
    return (1, item) if isinstance(item, int | float) else (2, item)
