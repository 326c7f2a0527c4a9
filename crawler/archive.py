"""What the round's store and its WARC files hold for a request."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

from crawler.answers import Answer, Unanswered, Verdict, decisive
from crawler.evidence import read_payload
from crawler.requests import Wanted, authority
from inspection.types.portal import Failure, Snapshot

SETTLED = frozenset({"sealed", "offsite", "loop", "size", "past_end"})
_HOPS = 8
_FRESH = 8
# The walk asks for one and the same answer several times in a row: as long as it is at hand its body is read once.
_AT_HAND = 4
_LARGE = 1024 * 1024

T = TypeVar("T")
Found = Answer | Unanswered | Wanted
Payload = tuple[bytes, str | None]


class Archive:
    """Answers and failures by request. `permitted` says whether an address may be asked at all (its own hosts);
    `renders` whether the round has a browser for what only scripts fill, `sample` how many pages of each list a survey
    looks at (0: a round, all), `meanings` what persons settled of the labels of dates, by host; `besides` are addresses
    that are asked for though no list may show them."""

    def __init__(
        self,
        folder: Path,
        snapshots: Iterable[Snapshot],
        failures: Iterable[Failure],
        permitted: Callable[[str], bool],
        *,
        renders: bool = False,
        sample: int = 0,
        meanings: Mapping[str, Mapping[str, str]] | None = None,
        besides: Iterable[str] = (),
    ) -> None:
        self.renders = renders
        self.sample = sample
        self.meanings = meanings or {}
        self.besides = tuple(besides)
        self._folder = folder
        self._permitted = permitted
        self._snapshots: dict[str, list[Snapshot]] = defaultdict(list)
        self._failures: dict[str, list[Failure]] = defaultdict(list)
        self._verdicts: dict[str, Verdict] = {}
        self._memo: dict[Hashable, object] = {}
        self._fresh: dict[str, Payload] = {}
        self._at_hand: dict[str, Answer] = {}
        self._asked: Counter[str] = Counter()
        self._settled: set[str] = set()
        for snapshot in snapshots:
            self._snapshots[snapshot.key].append(snapshot)
            self._asked[authority(snapshot.url)] += 1
        for kept in self._snapshots.values():
            kept.sort(key=lambda s: int(s.id.rpartition(".")[2]))
        for failure in failures:
            self._failures[failure.key].append(failure)

    def add(self, value: Snapshot | Failure, payload: Payload | None = None) -> None:
        """Takes up what was just stored; with its `payload` it need not be read back from the file at once."""
        if isinstance(value, Snapshot):
            if payload is not None and len(payload[0]) <= _LARGE:
                self._fresh[value.id] = payload
                while len(self._fresh) > _FRESH:
                    del self._fresh[next(iter(self._fresh))]
            self._snapshots[value.key].append(value)
            self._asked[authority(value.url)] += 1
        else:
            self._failures[value.key].append(value)

    def permits(self, url: str) -> bool:
        """Whether an address lies on a host that may be asked."""
        return self._permitted(url)

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made of an answer before, or now: the walk comes by the same answers many times."""
        if key not in self._memo:
            self._memo[key] = make()
        return cast(T, self._memo[key])

    def put(self, key: Hashable, made: object) -> None:
        """Remembers something in place of what was remembered under the key."""
        self._memo[key] = made

    def recall(self, key: Hashable) -> Any:
        """What was remembered under a key, None where nothing was."""
        return self._memo.get(key)

    def next_id(self, key: str) -> str:
        """The id of the next answer to a request: independent of times and places, so that resumed rounds agree."""
        return f"{key}.{len(self._snapshots.get(key, ()))}"

    def asked(self) -> int:
        """How many answers are kept."""
        return self._asked.total()

    def asked_of(self, host: str) -> int:
        """How many answers a host gave in this round."""
        return self._asked[host]

    def find(self, wanted: Wanted) -> Found:
        """The answer at the end of all redirects; or why there is none; or the request that is still to be made."""
        return self._follow(wanted)[1]

    def lacks(self, wanted: Wanted) -> bool:
        """Whether `find` gives a request that is still to be made; most answers need not be read to tell."""
        kept = self._snapshots.get(wanted.key)
        if kept is not None and len(kept) == 1 and not 300 <= kept[0].status < 400:
            return False
        return isinstance(self.find(wanted), Wanted)

    def unsettled(self, wanted: Wanted) -> Wanted | None:
        """The request at the end of all redirects whose record is not decisive; None where all is said."""
        if wanted.key in self._settled:
            return None
        last, found = self._follow(wanted)
        settled = decisive(found) if isinstance(found, Answer) else False
        if settled or (isinstance(found, Unanswered) and found.kind in SETTLED):
            self._settled.add(wanted.key)
            return None
        return last

    def _follow(self, wanted: Wanted) -> tuple[Wanted, Found]:
        current = wanted
        seen: list[str] = []
        while True:
            if not self._permitted(current.url):
                return current, Unanswered("offsite", current.url)
            found = self._own(current)
            if found is None:
                return current, current
            if isinstance(found, Unanswered):
                return current, found
            if not (300 <= found.status < 400) or found.final_url == found.url:
                same = found.url == wanted.url and found.final_url == current.url
                return current, found if same else replace(found, url=wanted.url, final_url=current.url)
            seen.append(current.key)
            keep = found.status in (307, 308)
            method, body = (current.method, current.body) if keep else ("GET", "")
            current = replace(current, url=found.final_url, method=method, body=body)
            if current.key in seen or len(seen) >= _HOPS:
                return current, Unanswered("loop", "反复跳转，疑似设有访问防护", self._days(found))

    def stop_of(self, url: str) -> Unanswered | None:
        """Why a host was left alone before all was fetched (window, budget)."""
        kept = self._failures.get(host_key(url))
        return Unanswered(kept[-1].kind, kept[-1].detail) if kept else None

    def _own(self, wanted: Wanted) -> Answer | Unanswered | None:
        snapshots = self._snapshots.get(wanted.key, [])
        failures = self._failures.get(wanted.key, [])
        if not snapshots and not failures:
            return None
        answers = [self._answer(snapshot, wanted.holds) for snapshot in snapshots]
        for answer in reversed(answers):
            if decisive(answer):
                return answer
        days = tuple(sorted({_day(s.fetched_at) for s in snapshots} | {_day(f.at) for f in failures}))
        last = failures[-1] if failures else None
        if answers and (last is None or last.at < snapshots[-1].fetched_at):
            return replace(answers[-1], days=days)
        assert last is not None
        return Unanswered(last.kind, last.detail, days)

    def _answer(self, snapshot: Snapshot, holds: str) -> Answer:
        known = f"{snapshot.id} {holds}" if holds else snapshot.id
        made = self._at_hand.pop(known, None)
        if made is None:
            made = Answer(
                snapshot.url, snapshot.final_url, snapshot.status, snapshot.content_type,
                partial(self._payload, snapshot), snapshot, judged=self._verdicts.get(known), holds=holds,
            )  # fmt: skip
            self._verdicts.setdefault(known, made.verdict)
            while len(self._at_hand) >= _AT_HAND:
                del self._at_hand[next(iter(self._at_hand))]
        if snapshot.length <= _LARGE:
            self._at_hand[known] = made
        return made

    def _payload(self, snapshot: Snapshot) -> Payload:
        return self._fresh.get(snapshot.id) or read_payload(self._folder, snapshot.warc, snapshot.offset)

    def runs(self, key: str, today: date, tries: int) -> int:
        """In about how many runs of a day a request was made, of which each asks so many times for what fails."""
        answers = sum(_day(s.fetched_at) == today for s in self._snapshots.get(key, []))
        return -(-answers // tries) + sum(_day(f.at) == today for f in self._failures.get(key, []))

    def _days(self, answer: Answer) -> tuple[date, ...]:
        return (_day(answer.snapshot.fetched_at),) if answer.snapshot else ()


def host_key(url: str) -> str:
    """The key under which a stop of a whole host is recorded among the failures."""
    return f"host:{authority(url)}"


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])
