"""A district's rounds before this one: which was the last, on what it may rest, and what answered its entries."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from crawler.purging import purged_on
from inspection.earlier_answers import FACT, answers_until, earlier_fact, read_earlier_fact
from inspection.round_store import RoundStore, open_round, read_round
from inspection.types.directory import Entry
from inspection.types.judged_before import EarlierAnswer
from inspection.types.portal import Page
from inspection.types.renames import FormerNames
from inspection.types.submitted import HandedInFile
from inspection.workspace import Workspace


def earlier_round(workspace: Workspace, round_: str, district: str, as_of: date) -> dict[str, str | int] | None:
    """The district's latest round judged as of an earlier day, and how many pages its portals showed: the fact
    `earlier` of a round."""
    found: tuple[str, str, int] | None = None
    for name in workspace.rounds():
        path = workspace.store_path(name, district)
        if name == round_ or not path.exists():
            continue
        with open_round(path) as store:
            when = store.fact("as_of")
            if when is not None and when < as_of.isoformat() and (found is None or when > found[0]):
                seen = store.fact("pages_seen")
                found = (when, name, seen if seen is not None else store.count(Page))
    return {"round": found[1], "pages": found[2]} if found else None


def earlier_store(workspace: Workspace, store: RoundStore, district: str) -> Path | None:
    """The store of the district's round before, on which this one may rest: not where its answers were purged."""
    earlier = store.fact("earlier")
    path = workspace.store_path(earlier["round"], district) if earlier else None
    if path is None or not path.exists():
        return None
    with read_round(path) as before:
        return None if purged_on(before) else path


def earlier_pictures(
    workspace: Workspace, district: str, earlier: dict[str, str | int] | None, as_of: date
) -> list[str]:
    """The SHA-256 of the pictures that the district handed in in rounds of earlier years, as far as its rounds tell."""
    path = workspace.store_path(str(earlier["round"]), district) if earlier else None
    if path is None or not path.exists():
        return []
    with open_round(path) as store:
        found = set(store.fact("earlier_pictures") or ())
        if str(store.fact("as_of"))[:4] < str(as_of.year):
            found |= {picture for file in store.read(HandedInFile) for picture in file.pictures}
    return sorted(found)


def earlier_answers(
    workspace: Workspace, district: str, earlier: dict[str, str | int] | None, former: Iterable[FormerNames]
) -> list[EarlierAnswer]:
    """What answered the district's entries in its round before, and in those before it as far as that one remembers
    them, under the names that the entries have now; nothing without such a round."""
    path = workspace.store_path(str(earlier["round"]), district) if earlier else None
    if path is None or not path.exists():
        return []
    with read_round(path) as store:
        answers = answers_until(store)
        there = {entry.key for entry in store.each(Entry)}
    # where both names stood in one directory, the old one was another entry's by then
    now = {old: one.now for one in former for old in one.before if not {old, one.now} <= there}
    found: dict[EarlierAnswer, None] = {}
    for one in answers:
        domain, level1, level2 = now.get(one.key, one.key)
        found.setdefault(replace(one, domain=domain, level1=level1, level2=level2))
    return list(found)


def forget_answers(store: RoundStore, addresses: Iterable[str]) -> bool:
    """Takes pages that may not be named out of what a round knows of earlier ones. Returns whether any was there."""
    named = set(addresses)
    known = read_earlier_fact(store.fact(FACT))
    kept = [one for one in known if one.url not in named]
    if len(kept) == len(known):
        return False
    store.set_fact(FACT, earlier_fact(kept))
    return True
