"""A page that breaks the program which reads it costs no more than itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import crawler.page_answers
import crawler.portals.static
from crawler.answers import Answer
from crawler.family import ListPage, Place, families
from crawler.replay import replay_round
from inspection.round_store import open_round
from inspection.types.portal import Column, Incident, Listing, Page
from tests.crawler.portal_server import serve
from tests.crawler.portals_made import put_static
from tests.crawler.rounds import Round, district, settings


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
    assert len(broken) == 1 and states[broken[0]] == "failed"
    assert [one.url for one in crawled.rows(Incident) if one.what == "page"] == broken


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
