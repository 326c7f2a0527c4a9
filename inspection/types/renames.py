"""Matters that go by another name than before, so that what was said of them follows."""

from dataclasses import dataclass

from inspection.types.judgement import EntryKey


@dataclass(frozen=True)
class FormerNames:
    """The names that a matter of this round's directory had before: `before` from the newest to the first known.
    `since` is the as-of date (ISO) of the round in which it first went by another name."""

    now: EntryKey
    before: tuple[EntryKey, ...]
    since: str

    @property
    def first(self) -> EntryKey:
        """The first known name, by which the matter's faults are identified."""
        return self.before[-1]


@dataclass(frozen=True)
class RenameNote:
    """What the office says of a name that is no longer in a district's directory (renames.csv): the new name, or None
    where the matter was dropped and no other one is its successor. Levels are '' where there is none."""

    district: str
    old: EntryKey
    new: EntryKey | None
