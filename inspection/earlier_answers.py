"""Which pages answered entries in earlier rounds, as a fact that a round's store freezes: so that what was taken down
since is told from what was never there."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from inspection.masking import mask
from inspection.round_store import RoundStore
from inspection.types.judged_before import EarlierAnswer
from inspection.types.judgement import EntryKey, Match
from inspection.types.portal import ListedItem, Page

FACT = "earlier_answers"
# An absence of more than a year is no longer explained by what was there before it.
REMEMBERED = timedelta(366)
# Pages kept for one entry: enough to say that it was published, and which page to ask for.
_KEPT = 20
_THERE = ("ok", "unread")


def answers_until(store: RoundStore) -> list[EarlierAnswer]:
    """The pages that answered entries in a judged round, or before it as far as that round remembers; for each entry
    the latest ones, in order of entry, day (the latest first) and address. Titles are masked.

    What is there in the judged round and does not answer its entry any more is forgotten.
    """
    judged = date.fromisoformat(store.fact("as_of"))
    before = {(one.key, one.url): one for one in read_earlier_fact(store.fact(FACT))}
    accepted = [one for one in store.each(Match) if one.kind == "page" and one.decision == "accept"]
    if not store.count(Match):
        return _latest(before.values())
    there = _there(store)
    passed = {*there, *(page.url for page in store.each(Page) if page.state == "sealed")}
    found = {at: one for at, one in before.items() if one.url not in passed and judged - one.seen_on <= REMEMBERED}
    for match in accepted:
        if match.subject in there:
            found[match.key, match.subject] = EarlierAnswer(
                *match.key, match.subject, mask(match.title), there[match.subject], judged
            )
    return _latest(found.values())


def earlier_fact(answers: Iterable[EarlierAnswer]) -> list[list[Any]]:
    """Answers as a fact: one short list each, since a district may have thousands."""
    return [
        [one.domain, one.level1, one.level2, one.url, one.title, list(one.columns), one.seen_on.isoformat()]
        for one in answers
    ]


def read_earlier_fact(fact: Any) -> tuple[EarlierAnswer, ...]:
    """What such a fact says; nothing for a round that froze none."""
    return tuple(
        EarlierAnswer(domain, level1, level2, url, title, tuple(columns), date.fromisoformat(seen_on))
        for domain, level1, level2, url, title, columns, seen_on in fact or ()
    )


def _there(store: RoundStore) -> dict[str, tuple[str, ...]]:
    """The columns of all pages of information that could be opened, or were at least listed, by address."""
    found: dict[str, tuple[str, ...]] = {}
    for item in store.each(ListedItem):
        if not item.external:
            found[item.url] = (*found.get(item.url, ()), item.column)
    for page in store.each(Page):
        if page.state in _THERE and not page.note:
            found[page.url] = tuple(dict.fromkeys((*page.columns, *found.get(page.url, ()))))
        else:
            found.pop(page.url, None)
    return found


def _latest(answers: Iterable[EarlierAnswer]) -> list[EarlierAnswer]:
    of_entry: dict[EntryKey, list[EarlierAnswer]] = defaultdict(list)
    for one in answers:
        of_entry[one.key].append(one)
    kept: list[EarlierAnswer] = []
    for key in sorted(of_entry):
        kept += sorted(of_entry[key], key=lambda one: (-one.seen_on.toordinal(), one.url))[:_KEPT]
    return kept
