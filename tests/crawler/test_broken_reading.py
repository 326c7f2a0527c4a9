"""A page that breaks the program which reads it costs no more than itself."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import crawler.keeping
import crawler.page_answers
import crawler.portals.static
from audits.rules.b_loading import dead_link
from crawler.answers import Answer
from crawler.archive import Archive
from crawler.evidence import EvidenceFile, Received
from crawler.family import ListPage, Place, families
from crawler.keeping import Keeper
from crawler.replay import _STATES, replay_round
from crawler.requests import Wanted
from inspection.round_store import open_round
from inspection.types.portal import Column, Incident, Listing, Page, Snapshot
from tests.crawler.portal_server import serve
from tests.crawler.portals_made import put_static
from tests.crawler.rounds import NOON, Round, district, settings


@pytest.fixture
def crawled(tmp_path: Path) -> Iterator[Round]:
    """A round of a sound portal; the families are read anew before and after."""
    with serve() as server:
        one = Round(tmp_path, district(put_static(server), family="static"), settings())
        assert one.crawl().complete
    families.cache_clear()
    yield one
    families.cache_clear()


def again(one: Round) -> None:
    with open_round(one.path) as store:
        replay_round(store, one.folder, one.district, one.settings)


def test_a_page(crawled: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = crawler.page_answers.read_page

    def read(body: bytes, **known: Any) -> Any:
        if "第3号" in body.decode():
            raise RecursionError("too deep")
        return sound(body, **known)

    before = {page.url for page in crawled.rows(Page) if page.state == "ok"}
    monkeypatch.setattr(crawler.page_answers, "read_page", read)
    again(crawled)
    states = {page.url: page.state for page in crawled.rows(Page)}
    broken = [url for url in before if states[url] != "ok"]
    assert len(broken) == 1 and states[broken[0]] == "unread"
    incidents = [(one.url, one.kind, one.detail) for one in crawled.rows(Incident) if one.what == "page"]
    assert incidents == [(broken[0], "unread", "页面结构异常，程序未能判读（RecursionError）")]
    assert "unread" not in dead_link._FAILURES


def test_a_list(crawled: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = crawler.portals.static.listed

    def listed(answer: Answer, place: Place) -> ListPage:
        if place.path[-1:] == ("养老服务",):
            raise KeyError("rows")
        return sound(answer, place)

    monkeypatch.setattr(crawler.portals.static, "listed", listed)
    again(crawled)
    names = {column.id: column.path[-1] for column in crawled.rows(Column)}
    states = {names[one.column]: (one.state, one.reason) for one in crawled.rows(Listing)}
    assert states["养老服务"] == ("unreadable", "页面结构异常，程序未能判读（KeyError）")
    assert states["财政预决算"][0] == "complete"


def test_columns_below_a_page(crawled: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = crawler.portals.static.columns

    def columns(answer: Answer, place: Place) -> Any:
        if place.path[-1:] == ("重点领域",):
            raise ValueError("tree")
        return sound(answer, place)

    monkeypatch.setattr(crawler.portals.static, "columns", columns)
    again(crawled)
    trees = [one for one in crawled.rows(Incident) if one.what == "tree"]
    assert [(one.kind, one.detail) for one in trees] == [("unreadable", "页面结构异常，程序未能判读（ValueError）")]


def test_what_cannot_be_looked_through_for_marks_is_our_failure_and_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(*_: Any) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(crawler.keeping, "mark_in", look)
    url = "http://www.linjiang.example/zwgk/1.html"
    evidence = EvidenceFile(tmp_path, "marks")
    with open_round(tmp_path / "round.db") as store:
        keeper = Keeper(store, Archive(tmp_path, [], [], lambda _: True), evidence)
        received = Received(url, "GET", (), b"", 200, (), b"<p>x</p>", "HTTP/1.1", NOON)
        refusal = asyncio.run(keeper.answer(Wanted(url, "page"), received))
        assert store.read(Snapshot) == []
    evidence.close()
    assert refusal is not None and refusal.kind == "broken" and refusal.kind not in dead_link._FAILURES
    assert _STATES[refusal.kind] == "unread"
