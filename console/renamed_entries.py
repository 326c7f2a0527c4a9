"""Matters that a district's directory calls otherwise than before: what people said of them goes with them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from audits.ledger import Memory
from audits.ledger_matches import SaidWord
from audits.names import fold, same_name
from directories.baseline import BASELINE_FILE
from directories.domains import canonical
from directories.versions.renames import renames
from inspection.round_store import open_round
from inspection.types.directory import Entry
from inspection.types.judged_before import TriggerNote
from inspection.types.judgement import ColumnNote, Decision, EntryKey, Waiver
from inspection.types.renames import FormerNames, RenameNote
from inspection.workspace import Workspace
from matchers.seen import MATCH, match_identity

T = TypeVar("T", ColumnNote, TriggerNote, Waiver)
_SHOWN = 3


@dataclass(frozen=True)
class PresentNames:
    """What a district's matters are called now: their former names, the keys of its directory, and as of which day
    (ISO) each of its rounds was judged."""

    district: str
    former: tuple[FormerNames, ...]
    keys: frozenset[EntryKey]
    judged: Mapping[str, str]

    def of(self, key: EntryKey, district: str, round_: str, said_on: date) -> EntryKey:
        """The present name of the matter that bore a name when somebody spoke of it in a round: a name that was given
        up and is borne by another matter since is of either, as the round came before or after."""
        bearers = sorted((left, one.now) for one in self.former for old, left in one.given_up if old == key)
        if district != self.district:
            # of another district only the name is known
            return bearers[-1][1] if bearers and key not in self.keys else key
        judged = self.judged.get(round_, said_on.isoformat())
        later = [now for left, now in bearers if judged < left]
        if later:
            return later[0]
        # said in a round that was judged again, by then with the new directory
        again = [now for left, now in bearers if judged == left]
        return again[-1] if again and key not in self.keys else key


@dataclass(frozen=True)
class Following:
    """The former names of this round's matters, and in Chinese what a person has to say of others."""

    names: PresentNames
    doubts: tuple[str, ...]

    @property
    def former(self) -> tuple[FormerNames, ...]:
        """The matters that went by other names."""
        return self.names.former


def follow_renames(
    memory: Memory,
    district: str,
    round_: str,
    as_of: date,
    earlier: Sequence[Entry],
    entries: Sequence[Entry],
    notes: Iterable[RenameNote],
) -> Following:
    """Finds which of `entries` are matters of `earlier` under new names, and records it in the memory for this round.

    What people wrote (renames.csv) comes first: it confirms a rename or says that a name has no successor.
    """
    present = {_folded(entry.key): entry.key for entry in entries}
    found = renames(earlier, entries) if _comparable(earlier, entries) else []
    said = [replace(note, old=_canonical(note.old), new=_canonical(note.new) if note.new else None) for note in notes]
    old_said = {_folded(note.old) for note in said}
    known = {one.now: one for one in memory.former_names(district, present.values(), round_, as_of, before=True)}
    # names on the way to a present one: the rows that led there were obeyed
    passed = {_folded(old) for one in known.values() for old in one.before}
    links: dict[EntryKey, EntryKey] = {}
    doubts: list[str] = []
    for note in said:
        if note.new is None:
            continue
        new = present.get(_folded(note.new))
        if new is None and _folded(note.new) in passed:
            continue
        if new is None or _folded(note.old) in present:
            why = "仍是本区目录中的事项" if new else f"改成的{_shown(note.new)}不在本区目录中"
            doubts.append(f"renames.csv 中{_shown(note.old)}{why}，该行不起作用，请核对。")
        elif new in links:
            doubts.append(f"renames.csv 中有两个原名都改为{_shown(new)}，只取前一行，请核对。")
        elif new not in known or _folded(note.old) not in map(_folded, known[new].before):
            links[new] = next((e.key for e in earlier if _folded(e.key) == _folded(note.old)), note.old)
    taken = {*links, *(key for key, one in known.items() if any(_folded(old) in old_said for old in one.before))}
    open_ = [one for one in found if _folded(one.old) not in old_said and one.new not in taken]
    links |= {one.new: one.old for one in open_ if one.certain}
    if possible := [one for one in open_ if not one.certain]:
        shown = "，".join(f"{_shown(one.old)}改为{_shown(one.new)}" for one in possible[:_SHOWN])
        doubts.append(
            f"目录中有 {len(possible)} 个事项可能只是改了名（{shown}{'等' if len(possible) > _SHOWN else ''}），"
            "本次作不同事项处理；请在 renames.csv 写明原名和现名（确属不同事项的，现名留空），"
            "原有核查结论、报备即可沿用。"
        )
    memory.record_renames(district, round_, as_of, ((old, new) for new, old in sorted(links.items())))
    former = tuple(memory.former_names(district, present.values(), round_, as_of))
    judged = {**memory.judged(district), round_: as_of.isoformat()}
    return Following(PresentNames(district, former, frozenset(present.values()), judged), tuple(doubts))


def earlier_entries(workspace: Workspace, district: str, round_: str, as_of: date) -> list[Entry]:
    """The directory frozen in the district's latest round before this one; none where there is no such round."""
    before: list[tuple[str, str, Path]] = []
    for name in workspace.rounds():
        path = workspace.store_path(name, district)
        if name == round_ or not path.exists():
            continue
        with open_round(path) as store:
            judged = store.fact("as_of") or ""
        if ("", "") < (judged, name) < (as_of.isoformat(), round_):
            before.append((judged, name, path))
    if not before:
        return []
    with open_round(max(before)[2]) as store:
        return store.read(Entry)


def under_new_names(values: Iterable[T], former: Iterable[FormerNames], entries: Iterable[Entry]) -> list[T]:
    """What people wrote of matters by name, and once more for each that goes by another name now."""
    found: list[T] = []
    known = tuple(former)
    first_levels: dict[tuple[str, str], set[EntryKey]] = {}
    for entry in entries:
        first_levels.setdefault(entry.key[:2], set()).add(entry.key)
    for value in values:
        found.append(value)
        if value.level1 or value.level2:
            found.extend(_again(value, known, first_levels))
    return found


def idle_names(values: Iterable[T], table: str, former: Iterable[FormerNames], keys: Iterable[EntryKey]) -> list[str]:
    """In Chinese what people wrote of matters that are none of `keys` and were none: it has no effect, unnoticed."""
    known = {*keys, *(key for one in former for key in (one.now, *one.before))}
    idle = dict.fromkeys(
        _shown(("", value.level1 or "", value.level2 or ""))
        for value in values
        if (value.level1 or value.level2) and not any(_names(value, key) for key in known)
    )
    if not idle:
        return []
    shown = "、".join(list(idle)[:_SHOWN]) + ("等" if len(idle) > _SHOWN else "")
    return [
        f"{table} 中有 {len(idle)} 个事项（{shown}）不在本区目录中，所在的行不起作用，请核对；目录已改名的，"
        "在 renames.csv 写明原名和现名即可沿用。"
    ]


def decisions_under_new_names(decisions: Iterable[Decision], names: PresentNames) -> list[Decision]:
    """A district's decisions; those on matches name the entry as it is called now."""

    def moved(one: Decision) -> Decision:
        mark, *rest = one.identity.split("|", 5)
        if mark != MATCH or len(rest) != 5:
            return one
        kind, domain, level1, level2, subject = rest
        now = names.of((domain, level1, level2), names.district, one.round, one.decided_on)
        return replace(one, identity=match_identity(kind, subject, now))

    return [moved(one) for one in decisions]


def words_under_new_names(words: Iterable[SaidWord], names: PresentNames) -> list[SaidWord]:
    """What people said of matches, with the entry as it is called now."""

    def moved(one: SaidWord) -> SaidWord:
        word = one.word
        domain, level1, level2 = names.of(word.key, word.district, word.round, word.decided_on)
        return replace(one, word=replace(word, domain=domain, level1=level1, level2=level2))

    return [moved(one) for one in words]


def _again(value: T, former: tuple[FormerNames, ...], first_levels: dict[tuple[str, str], set[EntryKey]]) -> list[T]:
    meant = [one.now for one in former if not _names(value, one.now) and any(_names(value, old) for old in one.before)]
    if value.level2:
        return [replace(value, domain=key[0], level1=key[1] or None, level2=key[2] or None) for key in meant]
    found: list[T] = []
    for group in dict.fromkeys(key[:2] for key in meant):
        own = [key for key in meant if key[:2] == group]
        if first_levels[group] <= set(own):
            # the whole first level goes by another name
            found.append(replace(value, domain=group[0], level1=group[1], level2=None))
        else:
            found += [replace(value, domain=key[0], level1=key[1], level2=key[2] or None) for key in own]
    return found


def _names(value: ColumnNote | TriggerNote | Waiver, key: EntryKey) -> bool:
    """Whether what people wrote names a matter; what they left blank names all."""
    wanted = (value.domain, value.level1, value.level2)
    return all(not name or same_name(name, given) for name, given in zip(wanted, key, strict=True))


def _comparable(earlier: Sequence[Entry], entries: Sequence[Entry]) -> bool:
    """A district's own directory is no new version of the guide that it was judged by before."""
    first, second = (any(row.file == BASELINE_FILE for row in rows) for rows in (earlier, entries))
    return first == second


def _canonical(key: EntryKey) -> EntryKey:
    return (canonical(key[0]), key[1], key[2])


def _folded(key: EntryKey) -> EntryKey:
    domain, level1, level2 = map(fold, key)
    return (domain, level1, level2)


def _shown(key: EntryKey) -> str:
    return f"“{'—'.join(name for name in key[1:] if name)}”"
