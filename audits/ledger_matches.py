"""What people said of matches, in the memory: the words themselves, and where later rounds found again what they are
of.

A word is never changed. One that was said later of the same page or column and entry counts instead of an earlier one;
so does the answer to a question that an earlier word had raised.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from sqlite_utils import Database

from inspection.types.judgement import MatchWord

WORDS, PLACES = "match_words", "match_places"
_WORD_FIELDS = tuple(field.name for field in fields(MatchWord))
TABLES: dict[str, tuple[dict[str, type], tuple[str, ...]]] = {
    WORDS: ({"seq": int, **dict.fromkeys(_WORD_FIELDS, str), "instead_of": str}, ("seq",)),
    PLACES: (
        {
            "word": int, "round": str, "as_of": str, "subject": str, "title": str, "path": str, "digest": str,
        },
        ("word", "round"),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class SaidWord:
    """A word with its number in the memory. `instead_of` is the page or column of an earlier word, of the same entry,
    that had raised the question which this one answers."""

    number: int
    word: MatchWord
    instead_of: str | None


@dataclass(frozen=True)
class FoundAgain:
    """A page or a column in which a round found again what words were of (`before`): see `MatchWord`."""

    kind: str
    before: str
    subject: str
    title: str
    path: tuple[str, ...]
    digest: str


class MatchMemory:
    """The part of the memory that is about matches; `Memory.matches` gives it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def record(self, words: Iterable[tuple[MatchWord, str | None]]) -> None:
        """Records words, each with what it is said instead of: all of them or none."""
        rows = [
            {**asdict(word), "path": _json(word.path), "decided_on": word.decided_on.isoformat(), "instead_of": instead}
            for word, instead in words
        ]
        with self._db.atomic():
            for row in rows:
                self._db.table(WORDS).insert(row)

    def words(self, round_: str, as_of: date) -> list[SaidWord]:
        """All words of all districts in the order in which they were said, each with the page or column that rounds
        before the given one found it again in."""
        places: dict[int, Mapping[str, Any]] = {}
        for row in self._db.query(
            f"select * from {PLACES} where (as_of, round) < (?, ?) order by as_of, round", [as_of.isoformat(), round_]
        ):
            places[row["word"]] = row
        found = []
        for row in self._db.query(f"select * from {WORDS} order by seq"):
            word, now = _word(row), places.get(row["seq"])
            if now is not None:
                path = tuple(json.loads(now["path"]))
                word = replace(word, subject=now["subject"], title=now["title"], path=path, digest=now["digest"])
            found.append(SaidWord(row["seq"], word, row["instead_of"]))
        return found

    def found_again(self, district: str, round_: str, as_of: date, found: Iterable[FoundAgain]) -> None:
        """Records where a round found again what a district's words are of, in place of what it had recorded before. A
        title or a digest that the round does not show stays as it was."""
        now = {(one.kind, one.before): one for one in found}
        words = [one for one in self.words(round_, as_of) if one.word.district == district]
        with self._db.atomic():
            for one in words:
                self._db.execute(f"delete from {PLACES} where word = ? and round = ?", [one.number, round_])
                place = now.get((one.word.kind, one.word.subject))
                if place is not None:
                    self._db.table(PLACES).insert(
                        {
                            "word": one.number, "round": round_, "as_of": as_of.isoformat(), "subject": place.subject,
                            "title": place.title or one.word.title, "path": _json(place.path),
                            "digest": place.digest or one.word.digest,
                        }
                    )  # fmt: skip


def standing(words: Iterable[SaidWord]) -> list[MatchWord]:
    """The words that count, in the order of district, kind, subject and entry: of several on one match the latest. The
    entries must go by their present names."""
    found: dict[tuple[str, str, str, tuple[str, str, str]], MatchWord] = {}
    for one in sorted(words, key=lambda one: one.number):
        word = one.word
        if one.instead_of is not None:
            found.pop((word.district, word.kind, one.instead_of, word.key), None)
        found[(word.district, word.kind, word.subject, word.key)] = word
    return [found[at] for at in sorted(found)]


def _word(row: Mapping[str, Any]) -> MatchWord:
    given = {name: row[name] for name in _WORD_FIELDS}
    path, said_on = tuple(json.loads(row["path"])), date.fromisoformat(row["decided_on"])
    return MatchWord(**{**given, "path": path, "decided_on": said_on})


def _json(path: Sequence[str]) -> str:
    return json.dumps(list(path), ensure_ascii=False)
