"""Proof that a page's date of publication was moved to an earlier day (C08): from the page as the round before saw it.

Only what was certainly stated counts: the same field of the same page, in two answers whose bytes differ, the later
date there then and nowhere on the page now. A date read from a list, a label that a person settled since, a portal that
dates its pages anew prove nothing.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path

from audits.names import fold
from audits.page_dates import publications
from crawler.answers import decompressed
from crawler.evidence import read_payload
from crawler.reading.charset import decode
from crawler.reading.dates import find_dates
from inspection.china_time import CHINA
from inspection.errors import UserError
from inspection.round_store import RoundStore, read_round
from inspection.types.page_facts import EarlierDate, PageFacts
from inspection.types.portal import Page, Snapshot

_UNASKED = ("body", "breadcrumb", "doc_number", "index_number", "publisher", "topic", "validity", "label")
_STATED_BY = frozenset({"header", "meta", "family"})
# A shorter title may be another page's by chance.
_TELLING = 10
# A portal that was built anew carries the dates over when so many of its pages show what they showed.
_MOST = 0.8
# Seconds, or thousandths of them, since 1970.
_MOMENT = re.compile(r"(?<!\d)(1\d{9})(?:\d{3})?(?!\d)")


@dataclass(frozen=True)
class _Pair:
    """One page as the round before saw it and as it is now; `moved_house`: at another address."""

    before: Page
    now: Page
    moved_house: bool = False


def moved_dates(path: Path, round_: str, store: RoundStore) -> list[EarlierDate]:
    """The pages of a round that the round before (its store at `path`) saw with a later date."""
    with read_round(path) as before:
        if (before.fact("meanings") or {}) != (store.fact("meanings") or {}):
            return []
        pairs = _of_same_text(before, store, _pairs(before, store))
        then = _answers(before, [pair.before for pair in pairs])
        now = _answers(store, [pair.now for pair in pairs])
    found = []
    for pair in pairs:
        old, new = then.get(pair.before.snapshot or ""), now.get(pair.now.snapshot or "")
        day = _first(pair.before)
        if old is None or new is None or old.sha256 == new.sha256:
            continue
        stood, stands = _days_in(path.parent, old), _days_in(store.path.parent, new)
        if stood is not None and stands is not None and day in stood and day not in stands:
            looked_on = date.fromisoformat((old.checked_at or old.fetched_at)[:10])
            found.append(EarlierDate(pair.now.url, round_, looked_on, day, old.url, old.fetched_at, old.sha256))
    return found


def shown_days(page: Page) -> list[date]:
    """Every day on which a page may have been published, the platform's own first time among them."""
    return sorted({*publications(page), *([page.first_published] if page.first_published else [])})


def _first(page: Page) -> date:
    return shown_days(page)[0]


def _pairs(before: RoundStore, store: RoundStore) -> list[_Pair]:
    """Pages that both rounds read and that state an earlier date now: at one address, or, when that is gone, at another
    under the same title, where the portal carried the dates of most such pages over."""
    now = {page.url: page for page in store.each(Page, without=_UNASKED)}
    addresses: set[str] = set()
    pairs: list[_Pair] = []
    vanished: dict[str, list[Page]] = defaultdict(list)
    for page in before.each(Page, without=_UNASKED):
        addresses.add(page.url)
        there = now.get(page.url)
        if there is not None:
            pair = _Pair(page, there)
            pairs += [pair] if _is_earlier(pair) else []
        elif page.state == "ok":
            vanished[fold(page.title)].append(page)
    fresh: dict[str, list[Page]] = defaultdict(list)
    for page in now.values() if vanished else ():
        if page.url not in addresses and page.state == "ok":
            fresh[fold(page.title)].append(page)
    return [*pairs, *_followed(vanished, fresh)]


def _followed(vanished: dict[str, list[Page]], fresh: dict[str, list[Page]]) -> list[_Pair]:
    pairs = [
        _Pair(vanished[title][0], fresh[title][0], moved_house=True)
        for title in sorted(vanished)
        if len(title) >= _TELLING and len(vanished[title]) == len(fresh.get(title, ())) == 1
    ]
    pairs = [pair for pair in pairs if _states_its_date(pair.before) and _states_its_date(pair.now)]
    same = sum(shown_days(pair.before) == shown_days(pair.now) for pair in pairs)
    return [pair for pair in pairs if _is_earlier(pair)] if same >= _MOST * len(pairs) else []


def _states_its_date(page: Page) -> bool:
    """Whether a page was read and states a date of publication itself."""
    by = page.sources.get("published")
    return page.state == "ok" and not page.note and page.published is not None and by in _STATED_BY


def _is_earlier(pair: _Pair) -> bool:
    """Whether all that a page states now lies before all that it stated, in the same field, and nothing on it keeps
    the later day."""
    before, now = pair.before, pair.now
    if not (_states_its_date(before) and _states_its_date(now)):
        return False
    if before.family != now.family or before.sources["published"] != now.sources["published"]:
        return False
    if shown_days(now)[-1] >= _first(before) or before.sha256 == now.sha256:
        return False
    if pair.moved_house and shown_days(now)[-1] in (before.written, before.issued):
        # a new template may call another of its dates the date of publication
        return False
    others = {text[:10] for values in now.conflicts.values() for text in values}
    return _first(before) not in (now.written, now.issued) and _first(before).isoformat() not in others


def _of_same_text(before: RoundStore, store: RoundStore, pairs: list[_Pair]) -> list[_Pair]:
    """Those at their address, and those at another whose text is what it was."""
    if not any(pair.moved_house for pair in pairs):
        return pairs
    then, now = _texts(before), _texts(store)
    times = Counter(now.values())
    return [pair for pair in pairs if not pair.moved_house or _is_same(pair, then, now, times)]


def _is_same(pair: _Pair, then: dict[str, str], now: dict[str, str], times: Counter[str]) -> bool:
    own = now.get(pair.now.url, "")
    return bool(own) and times[own] == 1 and own == then.get(pair.before.url)


def _texts(store: RoundStore) -> dict[str, str]:
    """The hashes of pages' texts by address; none where there is too little text."""
    rest = tuple(one.name for one in fields(PageFacts) if one.name not in ("url", "text_hash"))
    return {one.url: one.text_hash for one in store.each(PageFacts, without=rest) if one.text_hash}


def _answers(store: RoundStore, pages: Iterable[Page]) -> dict[str, Snapshot]:
    ids = {page.snapshot for page in pages}
    return {one.id: one for one in store.each(Snapshot) if one.id in ids} if ids else {}


def _days_in(folder: Path, snapshot: Snapshot) -> set[date] | None:
    """The days that stand in an answer, in words or as moments; None where it is not kept any more."""
    try:
        raw, encoding = read_payload(folder, snapshot.warc, snapshot.offset)
    except UserError:
        return None
    text = decode(decompressed(raw, encoding), snapshot.content_type).text
    return {one.value for one in find_dates(text)} | set(_moments(text))


def _moments(text: str) -> Iterator[date]:
    for found in _MOMENT.finditer(text):
        yield datetime.fromtimestamp(int(found.group(1)), CHINA).date()
