"""What proves that a page was not there when its list was last looked at, and what does not."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from console.earlier_lists import prove_dates
from inspection.round_store import RoundStore, open_round
from inspection.types.page_facts import EarlierAbsence
from inspection.types.portal import ListedItem, Listing, Page, Snapshot
from inspection.workspace import Workspace, open_workspace
from tests.console.mapping_made import made_workspace

HOST = "https://www.linjiang.example"
LIST = f"{HOST}/tzgg/"
TITLE = "临江区养老服务补贴实施细则（试行）"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return open_workspace(made_workspace(tmp_path / "江州"))


@pytest.fixture
def now(workspace: Workspace) -> Iterator[RoundStore]:
    with open_round(workspace.store_path("2026-11", "linjiang")) as store:
        store.set_fact("as_of", "2026-11-20")
        store.set_fact("earlier", {"round": "2026-10", "pages": 1})
        yield store


def _before(
    workspace: Workspace, *titles: str, state: Any = "complete", seen: int | None = None, pages: int = 2, url: str = ""
) -> None:
    """The round of October: its list of two pages, looked at on the 27th and the 28th."""
    with open_round(workspace.store_path("2026-10", "linjiang")) as store:
        store.set_fact("as_of", "2026-10-28")
        names = ("s.1", "s.2")
        listing = Listing("l", "c", LIST, state, None, None, len(titles) if seen is None else seen, None, None, names)
        store.replace(Listing, [listing])
        items = [ListedItem("c", n, url or f"{HOST}/old/{n}.html", title, None) for n, title in enumerate(titles)]
        store.replace(ListedItem, items)
        for number, name in enumerate(names[:pages]):
            at = f"2026-10-{28 - number}T09:00:00+08:00"
            store.add(Snapshot(name, name, LIST, LIST, 200, at, f"sha{number}", "1.warc.gz", 0, 10, "text/html"))


def _proved(workspace: Workspace, store: RoundStore, **page: Any) -> list[tuple[str, date, str]]:
    shown = {"published": date(2026, 10, 10), "first_seen": date(2026, 11, 20)} | page
    store.replace(Page, [Page(f"{HOST}/a.html", "linjiang", "static", ("c",), ("通知公告",), "ok", TITLE, **shown)])
    prove_dates(workspace, store, "linjiang")
    return [(one.round, one.looked_on, one.sha256) for one in store.read(EarlierAbsence)]


@pytest.mark.parametrize("first_seen", [date(2026, 11, 20), date(2026, 11, 16)])
def test_a_list_read_to_its_end_proves_it(workspace: Workspace, now: RoundStore, first_seen: date) -> None:
    _before(workspace, "关于供水的通知")
    # counted from the page of the list that was looked at first; met in this round, whenever it was looked at
    assert _proved(workspace, now, first_seen=first_seen) == [("2026-10", date(2026, 10, 27), "sha0")]


@pytest.mark.parametrize(
    "before",
    [
        pytest.param({"state": "cut_short"}, id="list_cut_short"),
        pytest.param({"seen": 5}, id="rows_not_kept"),
        pytest.param({"pages": 1}, id="answer_not_kept"),
        pytest.param({"url": f"{HOST}/a.html"}, id="same_address"),
    ],
)
def test_what_was_not_seen_whole_proves_nothing(workspace: Workspace, now: RoundStore, before: dict[str, Any]) -> None:
    _before(workspace, "关于供水的通知", **before)
    assert _proved(workspace, now) == []


@pytest.mark.parametrize("title", [TITLE, TITLE.replace("（", " ("), f"{TITLE[:12]}…", f"{TITLE}（2026年修订）"])
def test_a_title_that_was_known_moved(workspace: Workspace, now: RoundStore, title: str) -> None:
    _before(workspace, title)
    assert _proved(workspace, now) == []


@pytest.mark.parametrize(
    "page",
    [
        pytest.param({"published": date(2026, 10, 27)}, id="dated_on_the_day_of_the_look"),
        pytest.param({"published": None}, id="without_a_date"),
        pytest.param({"first_seen": date(2026, 9, 20)}, id="met_before"),
        pytest.param({"note": True}, id="a_note"),
        pytest.param({"conflicts": {"published": ("2026-11-02",)}}, id="states_a_later_date_too"),
    ],
)
def test_pages_that_are_not_asked(workspace: Workspace, now: RoundStore, page: dict[str, Any]) -> None:
    _before(workspace, "关于供水的通知")
    assert _proved(workspace, now, **page) == []


def test_without_the_round_before_what_was_proved_stays(workspace: Workspace, now: RoundStore) -> None:
    _before(workspace, "关于供水的通知")
    proved = _proved(workspace, now)
    workspace.store_path("2026-10", "linjiang").unlink()
    prove_dates(workspace, now, "linjiang")
    assert [(one.round, one.looked_on, one.sha256) for one in now.read(EarlierAbsence)] == proved != []
