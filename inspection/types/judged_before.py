"""What is carried into a round's judgement from outside it: the office's word on triggers, earlier rounds' answers."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from inspection.types.directory import Trigger
from inspection.types.judgement import EntryKey


@dataclass(frozen=True)
class TriggerNote:
    """What the office says of the trigger of an entry, of a first level or of a domain (triggers.csv). None matches
    every name; `district` None every district."""

    district: str | None
    domain: str
    level1: str | None
    level2: str | None
    trigger: Trigger
    reason: str

    @property
    def narrowness(self) -> int:
        """How much of what it speaks of is named: the narrower note outranks the wider one."""
        return sum(name is not None for name in (self.level1, self.level2)) * 2 + (self.district is not None)


@dataclass(frozen=True)
class EarlierAnswer:
    """A page that answered an entry in an earlier round. `seen_on` is the as-of date of the last round in which it was
    there and answered it, `columns` the ids of the columns that listed it then."""

    domain: str
    level1: str
    level2: str
    url: str
    title: str
    columns: tuple[str, ...]
    seen_on: date

    @property
    def key(self) -> EntryKey:
        """The entry: domain, first and second level."""
        return (self.domain, self.level1, self.level2)


# Facts of a round's store: what earlier rounds' findings were of, and what its own are of.
KNOWN_SUBJECTS, SUBJECTS = "known_subjects", "subjects"


@dataclass(frozen=True)
class KnownSubject:
    """A page or a column that a finding was about, as an earlier round showed it: by it the same one is known again,
    though its address, title or place in the tree has changed.

    `fingerprint` is its part of the findings' identities. `path` is the folded path of a column; `entry` the print
    of the entry that it answers; `published` ISO; fields that a kind has not are empty.
    """

    fingerprint: str
    kind: Literal["page", "column"]
    url: str
    title: str
    published: str
    number: str
    text_hash: str
    path: tuple[str, ...]
    entry: str
