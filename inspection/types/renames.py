"""Matters that go by another name than before, so that what was said of them follows."""

from dataclasses import dataclass

from inspection.types.judgement import EntryKey


@dataclass(frozen=True)
class FormerNames:
    """The names that a matter of this round's directory had before: `before` from the newest to the first known, `left`
    the as-of dates (ISO) of the rounds in which it no longer went by each of them (empty in rounds that were frozen
    without). `since` is the as-of date (ISO) of the round in which it first went by another name."""

    now: EntryKey
    before: tuple[EntryKey, ...]
    since: str
    left: tuple[str, ...] = ()

    @property
    def given_up(self) -> tuple[tuple[EntryKey, str], ...]:
        """Each former name with the as-of date (ISO) of the round in which it was no longer borne."""
        return tuple(zip(self.before, self.left or (self.since,) * len(self.before), strict=True))

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
