"""Which pages a second round need not ask for, and what an answer that did not change means."""

import hashlib
import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.evidence import EvidenceFile, Place
from crawler.requests import Wanted
from crawler.second_round import (
    TURN,
    EarlierRound,
    ListedRows,
    Turn,
    carried,
    next_turn,
    open_earlier,
    row_digest,
    slot,
    turn_of,
)
from inspection.round_store import open_round, read_round
from inspection.types.judgement import Evidence, Finding
from inspection.types.portal import Attachment, ListedItem, Listing, Page, Snapshot
from tests.crawler.evidence_made import HOST, NOON, PAGE, received, snapshot

URL = f"{HOST}/zwgk/1.html"
FILE = f"{HOST}/zwgk/1.pdf"
LIST = f"{HOST}/zwgk/"
WITHIN = 20
WANTED = Wanted(URL, "page")
ROW = ListedItem("c1", 0, URL, "关于调整补贴标准的通知", date(2026, 10, 8), digest="d1")


def not_due(url: str = URL) -> Turn:
    return Turn((slot(url, WITHIN) + 1) % WITHIN + WITHIN, (NOON.isoformat(),))


class Earlier:
    """A first round with one list, one page and its file; `page` and `kept` say what was different."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answers = {
            url: self._answer(url, role) for url, role in ((URL, "page"), (FILE, "attachment"), (LIST, "list"))
        }
        self.page = Page(URL, "linjiang", "static", ("c1",), ("公开",), "ok", snapshot=self.answers[URL].id)
        self.rows = [ROW]
        self.state: Any = "complete"
        self.extra: list[Snapshot] = []
        self.findings: list[Finding] = []

    def _answer(self, url: str, role: Any, **more: Any) -> Snapshot:
        key = Wanted(url, role).key
        modified = (("Last-Modified", "Thu, 08 Oct 2026 02:00:00 GMT"),)
        came = received(url=url, headers=(*received().headers, *modified))
        return snapshot(
            came, Place("0001.warc.gz", 0, 3, hashlib.sha256(PAGE.encode()).hexdigest()), id=f"{key}.0", key=key, **more
        )

    def open(self, turn: Turn | None = None, within: int = WITHIN) -> EarlierRound:
        with open_round(self.folder / "round.db") as store:
            store.replace(Snapshot, [*self.answers.values(), *self.extra])
            store.replace(Page, [self.page])
            store.replace(
                Attachment, [Attachment(URL, 0, FILE, "附件.pdf", "pdf", "ok", snapshot=self.answers[FILE].id)]
            )
            store.replace(ListedItem, self.rows)
            store.replace(Finding, self.findings)
            store.replace(Listing, [
                Listing("c1", "c1", LIST, self.state, None, None, 1, None, snapshots=(self.answers[LIST].id,))
            ])  # fmt: skip
        return open_earlier(self.folder / "round.db", self.folder, turn or not_due(), within)


@pytest.fixture
def earlier(tmp_path: Path) -> Earlier:
    return Earlier(tmp_path)


def test_a_page_whose_rows_are_the_same_need_not_be_asked_for(earlier: Earlier) -> None:
    assert earlier.open().unchanged(WANTED, ListedRows([ROW])) == (earlier.answers[URL],)


def found_on(url: str, evidence: str | None = None) -> Finding:
    return Finding(
        "1", "i", "2026-10", "linjiang", None, None, None, None, None, "B10", "只有标题", "A", 3, "suspected", None,
        url, "", "", "", date(2026, 10, 20), (Evidence(url=evidence),),
    )  # fmt: skip


@pytest.mark.parametrize("finding", [found_on(URL), found_on(URL.replace("http:", "https:")), found_on(LIST, URL)])
def test_a_page_on_which_something_was_found_is_asked_for_in_full(earlier: Earlier, finding: Finding) -> None:
    earlier.findings = [finding]
    before = earlier.open()
    assert not before.unchanged(WANTED, ListedRows([ROW]))
    assert not before.unchanged(Wanted(FILE, "attachment"), ListedRows([ROW]), of=WANTED)
    assert not before.headers(WANTED, ListedRows([replace(ROW, title="新题")]))


@pytest.mark.parametrize("same", [
    [replace(ROW, position=7)],
    [replace(ROW, column="c2")],
    [ROW, replace(ROW, column="c2", position=3)],
])  # fmt: skip
def test_a_page_that_was_moved_is_the_same(earlier: Earlier, same: list[ListedItem]) -> None:
    assert earlier.open().unchanged(WANTED, ListedRows(same))


@pytest.mark.parametrize("now", [
    [replace(ROW, title="关于调整补贴标准的通知（修订）")],
    [replace(ROW, published=date(2026, 11, 2))],
    [replace(ROW, published=None)],
    [replace(ROW, digest="d2")],
    [replace(ROW, url=URL.replace("http:", "https:"))],
    [ROW, replace(ROW, column="c2", title="补贴标准")],
    [replace(ROW, url=f"{HOST}/zwgk/2.html")],
    [],
])  # fmt: skip
def test_whatever_a_list_says_differently_asks_again(earlier: Earlier, now: list[ListedItem]) -> None:
    assert earlier.open().unchanged(WANTED, ListedRows(now)) == ()


@pytest.mark.parametrize("state", ["gone", "soft_404", "failed", "protected", "login", "sealed", "unread", "external"])
def test_a_page_that_was_not_read_is_asked_again(earlier: Earlier, state: Any) -> None:
    earlier.page = replace(earlier.page, state=state)
    found = earlier.open()
    assert found.unchanged(WANTED, ListedRows([ROW])) == () and found.headers(WANTED, ListedRows([])) == {}


def test_a_page_read_from_another_answer_than_the_last_is_asked_again(earlier: Earlier) -> None:
    earlier.extra = [replace(earlier.answers[URL], id=f"{WANTED.key}.1", status=503)]
    assert earlier.open().unchanged(WANTED, ListedRows([ROW])) == ()


@pytest.mark.parametrize("wanted", [
    Wanted(LIST, "list"), Wanted(LIST, "portal"), Wanted(f"{HOST}/robots.txt", "robots"), Wanted(LIST, "tree"),
    replace(WANTED, method="POST"), replace(WANTED, rendered=1),
])  # fmt: skip
def test_lists_and_all_that_leads_to_them_are_always_asked_for(earlier: Earlier, wanted: Wanted) -> None:
    present = ListedRows([ROW, replace(ROW, url=LIST)])
    earlier.rows = [ROW, replace(ROW, url=LIST)]
    assert earlier.open().unchanged(wanted, present) == ()


def test_redirects_are_carried_with_the_page_they_lead_to(earlier: Earlier) -> None:
    moved = Wanted(f"{HOST}/new/1.html", "page")
    target = replace(earlier.answers[URL], id=f"{moved.key}.0", key=moved.key, url=moved.url, final_url=moved.url)
    first = replace(earlier.answers[URL], status=302, final_url=moved.url)
    earlier.answers[URL], earlier.extra = first, [target]
    earlier.page = replace(earlier.page, snapshot=target.id)
    assert earlier.open().unchanged(WANTED, ListedRows([ROW])) == (first, target)
    earlier.extra = []
    assert earlier.open().unchanged(WANTED, ListedRows([ROW])) == ()


def test_a_redirect_that_never_ends_is_asked_again(earlier: Earlier) -> None:
    there, back = (Wanted(f"{HOST}/{name}", "page") for name in "ab")
    hop = earlier.answers[URL]
    earlier.answers[URL] = replace(hop, status=302, final_url=there.url)
    earlier.extra = [
        replace(hop, id=f"{one.key}.0", key=one.key, url=one.url, status=302, final_url=to.url)
        for one, to in ((there, back), (back, there))
    ]
    assert earlier.open().unchanged(WANTED, ListedRows([ROW])) == ()


def test_a_file_rests_on_its_page(earlier: Earlier) -> None:
    wanted = Wanted(FILE, "attachment")
    found = earlier.open()
    assert found.unchanged(wanted, ListedRows([ROW]), of=WANTED) == (earlier.answers[FILE],)
    assert found.unchanged(wanted, ListedRows([ROW])) == ()
    assert found.unchanged(wanted, ListedRows([replace(ROW, title="另")]), of=WANTED) == ()


def test_whose_turn_it_is_is_asked_for_and_in_full(earlier: Earlier) -> None:
    due = earlier.open(Turn(slot(URL, WITHIN), (NOON.isoformat(),)))
    assert due.unchanged(WANTED, ListedRows([ROW])) == ()
    assert due.headers(WANTED, ListedRows([ROW])) == {}
    assert earlier.open(within=1).unchanged(WANTED, ListedRows([ROW])) == ()


def test_validators_are_sent_for_what_is_asked_again(earlier: Earlier) -> None:
    found, changed = earlier.open(), ListedRows([replace(ROW, title="另")])
    both = {"If-None-Match": '"a1"', "If-Modified-Since": "Thu, 08 Oct 2026 02:00:00 GMT"}
    assert found.headers(WANTED, changed) == both
    assert found.headers(Wanted(FILE, "attachment"), changed) == both
    assert found.headers(Wanted(LIST, "list"), changed) == {"If-None-Match": '"a1"'}
    assert found.headers(Wanted(f"{HOST}/unknown", "page"), changed) == {}
    assert found.headers(replace(WANTED, method="POST"), changed) == {}


def test_a_list_that_was_not_read_to_its_end_must_answer_in_full(earlier: Earlier) -> None:
    earlier.state = "cut_short"
    assert earlier.open().headers(Wanted(LIST, "list"), ListedRows([])) == {}


def test_what_says_that_nothing_changed(earlier: Earlier) -> None:
    found = earlier.open()
    asked = (("If-None-Match", '"a1"'),)
    kept = earlier.answers[URL]
    assert found.same(WANTED, received(status=304, body=b"", sent_headers=asked)) == kept
    assert found.same(WANTED, received(status=304, body=b"")) is None
    assert found.same(WANTED, received()) == kept
    assert found.same(WANTED, received(body=b"other")) is None
    assert found.same(WANTED, received(status=404)) is None
    assert found.same(WANTED, received(headers=(("Content-Type", "text/plain"),))) is None
    assert found.same(Wanted(f"{HOST}/x", "page"), received()) is None


def test_an_answer_carried_over_says_how_and_when(earlier: Earlier, tmp_path: Path) -> None:
    evidence = EvidenceFile(tmp_path / "a", "x")
    place = evidence.keep(received())
    evidence.close()
    kept = earlier.answers[URL]
    idle = carried(kept, place, "k.0", "not_asked")
    assert (idle.carried, idle.checked_at, idle.fetched_at) == ("not_asked", None, kept.fetched_at)
    later = received(status=304, at=NOON + timedelta(days=30), headers=(("ETag", '"a2"'),))
    again = carried(kept, place, "k.0", "unchanged", later)
    assert (again.carried, again.checked_at, again.fetched_at, again.etag, again.last_modified) == (
        "unchanged", "2026-12-20T12:00:00+08:00", kept.fetched_at, '"a2"', kept.last_modified,
    )  # fmt: skip
    assert (again.warc, again.offset, again.sha256) == (place.warc, place.offset, kept.sha256)


def test_counters_of_readers_change_no_row() -> None:
    row = {"id": 7, "hits": 3, "viewCount": 5, "identifier": "11440105"}
    assert row_digest(row) == row_digest({**row, "hits": 4, "viewCount": 9}) != ""
    assert row_digest(row) != row_digest({**row, "identifier": "11440106"})
    assert row_digest({}) == row_digest({"hits": 1}) == ""


def test_the_earlier_store_is_only_read(earlier: Earlier, tmp_path: Path) -> None:
    earlier.open().store.close()
    with read_round(tmp_path / "round.db") as store, pytest.raises(Exception, match="readonly"):
        store.set_fact("as_of", "2026-11-20")


class Office:
    """Many rounds of one district, each resting on the one before as the crawl does."""

    def __init__(self, seed: int, within: int) -> None:
        self.random = random.Random(seed)
        self.within = within
        self.turn: Turn | None = None
        self.asked: dict[str, list[int]] = {}
        self.earlier: dict[str, Snapshot] = {}
        self.months = 0

    def hold(self, pages: list[str]) -> set[str]:
        """A round; some months before it had none. Returns what was asked for."""
        self.months += self.random.choice((1, 1, 2, 5))
        began = (NOON + timedelta(days=30 * self.months)).isoformat()
        number = self.turn.number + 1 if self.turn else 1
        before = self.turn.began if self.turn else ()
        self.turn = Turn(number, (*before, began)[-self.within - 1 :])
        now: dict[str, Snapshot] = {}
        asked = set()
        for page in pages:
            kept = self.earlier.get(page)
            if kept is None or self.turn.is_due(kept, page, self.within):
                asked.add(page)
                at = NOON + timedelta(days=30 * self.months, hours=1)
                place = Place("0001.warc.gz", 0, 1, "0" * 64)
                kept = snapshot(received(url=page, at=at), place)
            now[page] = kept
        self.earlier = now
        return asked


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("within", [2, 7, 20])
def test_every_page_is_asked_for_once_in_every_window_of_rounds(seed: int, within: int) -> None:
    """20 rounds and more, months skipped, pages added, moved away and back: no page rests longer than its window."""
    office = Office(seed, within)
    pages = [f"{HOST}/zwgk/{number}.html" for number in range(300)]
    listed = [set(office.random.sample(pages, 280)) for _ in range(within + 20)]
    asked = [office.hold(sorted(now)) for now in listed]
    for start in range(len(listed) - within + 1):
        window = range(start, start + within)
        always = set.intersection(*(listed[number] for number in window))
        assert always <= set.union(*(asked[number] for number in window))
    # and no more than its share is asked for again: those of one slot, and those that were away
    stays = [now - new for now, new in zip(listed[within:], asked[within:], strict=True)]
    assert all(len(now) > 280 * (1 - 1 / within) * 0.8 - 20 for now in stays)


def test_a_window_made_smaller_is_kept_from_the_next_round_on() -> None:
    office = Office(1, 20)
    pages = [f"{HOST}/zwgk/{number}.html" for number in range(200)]
    for _ in range(20):
        office.hold(pages)
    office.within = 5
    asked = [office.hold(pages) for _ in range(8)]
    for start in range(4):
        assert set(pages) == set.union(*asked[start : start + 5])


def test_rounds_are_counted_as_they_are_held(tmp_path: Path) -> None:
    assert turn_of(None) is None
    with open_round(tmp_path / "1.db") as first:
        first.set_fact(TURN, next_turn(None, "2026-09-01T08:00:00+08:00", 2))
        for number, month in ((2, "10"), (3, "12"), (4, "12")):
            fact = next_turn(first, f"2026-{month}-01T08:00:00+08:00", 2)
            assert fact["number"] == number and len(fact["began"]) <= 3
            first.set_fact(TURN, fact)
        assert turn_of(first.fact(TURN)) is not None


def test_slots_are_spread_and_belong_to_the_page() -> None:
    slots = [slot(f"{HOST}/zwgk/{number}.html", 20) for number in range(4_000)]
    assert all(120 < slots.count(one) < 280 for one in range(20))
    assert slot("http://linjiang.example/a/", 20) == slot("https://www.linjiang.example/a/index.html", 20)
