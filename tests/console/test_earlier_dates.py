"""What proves that a page's date of publication was moved to an earlier day, and what does not."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from console.earlier_lists import prove_dates
from inspection.errors import UserError
from inspection.round_store import RoundStore, open_round
from inspection.types.page_facts import EarlierAbsence, EarlierDate, PageFacts
from inspection.types.portal import Page, Snapshot
from inspection.workspace import Workspace, open_workspace
from tests.console.mapping_made import made_workspace

HOST = "https://www.linjiang.example"
URL, ELSEWHERE = f"{HOST}/a.html", f"{HOST}/new/a.html"
TITLE = "临江区养老服务补贴实施细则（试行）"
THEN, NOW = date(2026, 6, 16), date(2026, 4, 20)
BEFORE, AFTER = "<p>发布日期：2026-06-16</p>", "<p>发布日期：2026-04-20</p>"


class Rounds:
    """Two rounds of a district, and what answers lie in their archives."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.kept: dict[str, bytes] = {}

    def put(self, round_: str, as_of: str, earlier: str | None, pages: list[Page], texts: dict[str, str]) -> None:
        """A round with its pages; `texts` are their answers by address, kept if they are not empty."""
        with open_round(self.workspace.store_path(round_, "linjiang")) as store:
            store.set_fact("as_of", as_of)
            store.set_fact("earlier", {"round": earlier, "pages": 1} if earlier else None)
            store.replace(Page, pages)
            store.replace(PageFacts, [PageFacts(page.url, text_hash=f"text of {page.title}") for page in pages])
            for page in pages:
                warc = f"{round_}-{page.url}"
                at = f"{as_of}T09:00:00+08:00"
                name, digest = str(page.snapshot), str(page.sha256)
                store.add(Snapshot(name, name, page.url, page.url, 200, at, digest, warc, 0, 10, "text/html"))
                if texts.get(page.url):
                    self.kept[warc] = texts[page.url].encode()

    def read(self, _folder: Path, warc: str, _offset: int) -> tuple[bytes, str | None]:
        if warc not in self.kept:
            raise UserError("没有。")
        return self.kept[warc], None

    def store(self, round_: str) -> RoundStore:
        return open_round(self.workspace.store_path(round_, "linjiang"))

    def proved(self, round_: str = "2026-11") -> list[tuple[str, str, date, date, str]]:
        with self.store(round_) as store:
            prove_dates(self.workspace, store, "linjiang")
            found = store.read(EarlierDate)
        return [(one.url, one.round, one.looked_on, one.published, one.sha256) for one in found]


@pytest.fixture(name="rounds")
def two_rounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rounds]:
    rounds = Rounds(open_workspace(made_workspace(tmp_path / "江州")))
    monkeypatch.setattr("console.earlier_dates.read_payload", rounds.read)
    yield rounds


def shown(published: date | None, mark: str, url: str = URL, **more: Any) -> Page:
    fields: dict[str, Any] = {
        "sources": {"published": "header"},
        "title": TITLE,
        "first_seen": date(2026, 10, 28),
    } | more
    state = fields.pop("state", "ok")
    return Page(
        url, "linjiang", "static", ("c",), ("通知公告",), state,
        published=published, sha256=f"sha of {mark}", snapshot=f"snapshot of {mark}", **fields,
    )  # fmt: skip


def given(
    rounds: Rounds, *, then: dict[str, Any] | None = None, now: dict[str, Any] | None = None,
    before: str = BEFORE, after: str = AFTER,
) -> None:  # fmt: skip
    """A page dated the sixteenth of June in October, and the twentieth of April in November, but for what is said."""
    was: dict[str, Any] = {"published": THEN, "mark": "october"} | (then or {})
    is_: dict[str, Any] = {"published": NOW, "mark": "november"} | (now or {})
    old, new = shown(**was), shown(**is_)
    rounds.put("2026-10", "2026-10-28", None, [old], {old.url: before})
    rounds.put("2026-11", "2026-11-20", "2026-10", [new], {new.url: after})


PROOF = (URL, "2026-10", date(2026, 10, 28), THEN, "sha of october")


def test_the_same_field_in_two_answers_proves_it(rounds: Rounds) -> None:
    given(rounds)
    assert rounds.proved() == [PROOF]


def test_a_moment_in_data_is_a_day_as_well(rounds: Rounds) -> None:
    # nine o'clock on the sixteenth of June 2026 in China
    given(rounds, before='{"publish_time": 1781571600}')
    assert rounds.proved() == [PROOF]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"now": {"published": date(2026, 7, 1)}}, id="corrected_to_a_later_day"),
        pytest.param({"now": {"published": THEN}}, id="not_moved"),
        pytest.param({"now": {"published": None}}, id="no_date_now"),
        pytest.param({"then": {"published": None}}, id="no_date_then"),
        pytest.param({"then": {"sources": {"published": "list"}}}, id="read_from_the_list_then"),
        pytest.param({"now": {"sources": {"published": "list"}}}, id="read_from_the_list_now"),
        pytest.param({"now": {"sources": {"published": "meta"}}}, id="another_field_now"),
        pytest.param({"then": {"conflicts": {"published": ("2026-04-20",)}}}, id="both_days_were_stated_then"),
        pytest.param({"now": {"conflicts": {"published": ("2026-06-16",)}}}, id="list_or_page_keep_the_later_day"),
        pytest.param({"now": {"issued": THEN}}, id="the_later_day_has_another_name_now"),
        pytest.param({"now": {"first_published": THEN}}, id="platform_keeps_the_first_time"),
        pytest.param({"then": {"first_published": NOW}}, id="platform_kept_the_earlier_first_time_then"),
        pytest.param({"then": {"state": "soft_404"}}, id="not_read_then"),
        pytest.param({"now": {"state": "failed"}}, id="not_read_now"),
        pytest.param({"now": {"note": True}}, id="a_note"),
        pytest.param({"now": {"mark": "october"}}, id="the_same_bytes_read_in_another_way"),
        pytest.param({"after": "<p>更新日期：2026-06-16</p>"}, id="the_later_day_still_stands_there"),
        pytest.param({"before": "<p>临江区</p>"}, id="the_later_day_did_not_stand_there"),
        pytest.param({"before": ""}, id="answer_then_is_not_kept"),
        pytest.param({"after": ""}, id="answer_now_is_not_kept"),
        pytest.param({"now": {"url": ELSEWHERE, "title": "临江区养老服务补贴申领指南（试行）"}}, id="another_page"),
    ],
)
def test_what_proves_nothing(rounds: Rounds, said: dict[str, Any]) -> None:
    given(rounds, **said)
    assert rounds.proved() == []


def test_what_a_label_means_was_settled_since(rounds: Rounds) -> None:
    given(rounds)
    with rounds.store("2026-11") as store:
        store.set_fact("meanings", {"www.linjiang.example": {"时间": "written"}})
    assert rounds.proved() == []


def _rebuilt(rounds: Rounds, moved: int, **now: Any) -> None:
    """A portal of ten pages at other addresses; so many of them show another day."""
    old = [shown(THEN, f"o{n}", f"{HOST}/{n}.html", title=f"{TITLE}第{n}号") for n in range(10)]
    new = [
        shown(NOW if n < moved else THEN, f"n{n}", f"{HOST}/new/{n}.html", title=f"{TITLE}第{n}号", **now)
        for n in range(10)
    ]
    rounds.put("2026-10", "2026-10-28", None, old, {page.url: BEFORE for page in old})
    rounds.put("2026-11", "2026-11-20", "2026-10", new, {page.url: AFTER for page in new})


def test_a_page_is_followed_where_the_portal_carried_its_dates_over(rounds: Rounds) -> None:
    _rebuilt(rounds, 1)
    assert [one[0] for one in rounds.proved()] == [f"{HOST}/new/0.html"]


def test_a_portal_that_dates_its_pages_anew_proves_nothing(rounds: Rounds) -> None:
    _rebuilt(rounds, 3)
    assert rounds.proved() == []


def test_a_page_with_another_text_is_another_page(rounds: Rounds) -> None:
    _rebuilt(rounds, 1)
    with rounds.store("2026-11") as store:
        store.replace(PageFacts, [PageFacts(f"{HOST}/new/0.html", text_hash="another")])
    assert rounds.proved() == []


def _third(rounds: Rounds, published: date, mark: str = "november") -> None:
    text = f"<p>发布日期：{published}</p>"
    rounds.put("2026-12", "2026-12-10", "2026-11", [shown(published, mark)], {URL: text})


def test_a_proof_is_carried_on(rounds: Rounds) -> None:
    given(rounds)
    assert rounds.proved() == [PROOF]
    _third(rounds, NOW)
    assert rounds.proved("2026-12") == [PROOF]
    # nothing new is found when it is judged again
    assert rounds.proved("2026-12") == [PROOF]


def test_a_day_that_was_put_back_is_not_asked_about_any_more(rounds: Rounds) -> None:
    given(rounds)
    rounds.proved()
    _third(rounds, THEN, "december")
    assert rounds.proved("2026-12") == []


def test_a_round_whose_answers_are_gone_proves_nothing(rounds: Rounds) -> None:
    given(rounds)
    rounds.proved()
    _third(rounds, NOW)
    with rounds.store("2026-10") as store:
        store.set_fact("purged_on", "2026-12-01")
    assert rounds.proved("2026-12") == []


def test_an_absence_is_carried_on_as_well(rounds: Rounds) -> None:
    given(rounds)
    proof = EarlierAbsence(URL, "c", "2026-10", date(2026, 10, 28), "l", f"{HOST}/", "2026-10-28T09:00:00+08:00", "s")
    with rounds.store("2026-11") as store:
        store.replace(EarlierAbsence, [proof])
    _third(rounds, NOW)
    rounds.proved("2026-12")
    with rounds.store("2026-12") as store:
        assert store.read(EarlierAbsence) == [proof]
