"""A second round rests on the first: lists are read again, pages only where something speaks for it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.crawl import crawl_round
from crawler.replay import replay_round
from inspection.round_store import open_round
from inspection.types.portal import Page, Snapshot
from tests.crawler.portal_server import PortalServer, Reply, serve
from tests.crawler.portals_made import HOME, OPEN, static_page
from tests.crawler.rounds import NOON, Round, district, settings
from tests.crawler.test_crawl import archive_is_sound

PAGES = 60


def put(server: PortalServer, titles: dict[int, str], texts: dict[int, str], etag: str = "") -> str:
    """One column; `titles` and `texts` are what differs from the usual."""
    menu = '<div class="leftmenu"><ul><li><a href="/zwgk/tz/">通知公告</a></li></ul></div>'
    way = [HOME, OPEN, ("通知公告", "/zwgk/tz/")]
    rows = ""
    for n in range(PAGES):
        title = titles.get(n, f"关于第{n}号事项的通知")
        rows += f'<li><a href="./t{n}.html">{title}</a><span>2026-05-{n % 28 + 1:02d}</span></li>'
        text = texts.get(n, "各街道办事处：现就有关事项通知如下，请认真贯彻执行，并于月底前报送情况。")
        more = '<p><a href="/files/a.txt">附件：名单.txt</a></p>' if n == 3 else ""
        body = f'<h1>{title}</h1><div class="info">发布时间：2026-05-{n % 28 + 1:02d}</div>'
        body += f'<div class="TRS_Editor"><p>{text}</p>{more}</div>'
        server.put(f"/zwgk/tz/t{n}.html", static_page(title, way, body), headers={"ETag": etag} if etag else {})
    server.put("/zwgk/", static_page("政务公开", [HOME, OPEN], menu))
    server.put("/zwgk/tz/", static_page("通知公告", way, f'{menu}<ul class="list">{rows}</ul><div>共1页</div>'))
    server.pages["/files/a.txt"] = Reply("甲、乙、丙".encode(), kind="text/plain; charset=utf-8")
    return f"{server.url}/zwgk/"


@pytest.fixture
def portal() -> Iterator[PortalServer]:
    with serve() as server:
        yield server


def rounds(portal: PortalServer, folder: Path, count: int, within: int) -> Iterator[Round]:
    """The rounds of a district, a month apart, each resting on the one before."""
    earlier: Path | None = None
    for number in range(count):
        url = f"{portal.url}/zwgk/"
        one = Round(folder / f"2026-{number + 1:02d}", district(url), settings(look_again_within=within))
        at = NOON + timedelta(days=30 * number)
        with open_round(one.path) as store:
            store.set_fact("as_of", at.date().isoformat())
            crawl_round(
                store, one.folder, one.district, one.settings, contact="", clock=lambda at=at: at, earlier=earlier
            )
        earlier = one.path
        yield one


def titles_of(one: Round) -> dict[str, str | None]:
    return {page.url.rpartition("/")[2]: page.title for page in one.rows(Page)}


def test_only_lists_what_changed_and_a_rotating_part_are_asked_for(portal: PortalServer, tmp_path: Path) -> None:
    put(portal, {}, {})
    going = rounds(portal, tmp_path, 2, within=20)
    first = next(going)
    asked = len(portal.asked)
    assert asked >= PAGES
    put(portal, {7: "关于第7号事项的补充通知"}, {7: "各街道办事处：现将补充事项通知如下，请遵照执行，按月报送。"})
    second = next(going)
    again = portal.asked[asked:]
    assert "/zwgk/tz/" in again and "/zwgk/tz/t7.html" in again
    assert sum(path.startswith("/zwgk/tz/t") for path in again) < 0.25 * PAGES
    assert titles_of(second) == {**titles_of(first), "t7.html": "关于第7号事项的补充通知"}
    how = {row.carried for row in second.rows(Snapshot)}
    assert "not_asked" in how
    assert archive_is_sound(second.folder)
    bodies = {page.url: page.body for page in first.rows(Page)}
    assert all(page.body == bodies[page.url] for page in second.rows(Page) if "t7" not in page.url)


@pytest.mark.slow
def test_a_round_needs_nothing_but_its_own_folder(portal: PortalServer, tmp_path: Path) -> None:
    put(portal, {}, {})
    first, second = list(rounds(portal, tmp_path, 2, within=20))
    (first.folder / "round.db").unlink()
    for file in first.folder.glob("*.warc.gz"):
        file.unlink()
    before = second.lasting()
    with open_round(second.path) as store:
        replay_round(store, second.folder, second.district, second.settings)
    assert second.lasting() == before
    assert all(page.state == "ok" for page in second.rows(Page))


@pytest.mark.slow
def test_every_page_is_looked_at_again_in_so_many_rounds(portal: PortalServer, tmp_path: Path) -> None:
    put(portal, {}, {})
    going = rounds(portal, tmp_path, 5, within=4)
    next(going)
    silent = dict.fromkeys(range(PAGES), "各街道办事处：本页已悄悄改动，标题和日期都没有变化，列表上看不出来。")
    asked = len(portal.asked)
    put(portal, {}, silent)
    last = list(going)[-1]
    looked_at = {path for path in portal.asked[asked:] if path.startswith("/zwgk/tz/t")}
    assert looked_at == {f"/zwgk/tz/t{n}.html" for n in range(PAGES)}
    assert all("悄悄改动" in page.body for page in last.rows(Page))


@pytest.mark.slow
def test_a_file_of_a_page_that_was_not_asked_for_is_not_asked_for_either(portal: PortalServer, tmp_path: Path) -> None:
    put(portal, {}, {})
    first, second = list(rounds(portal, tmp_path, 2, within=1_000))
    assert portal.asked.count("/files/a.txt") <= 2
    kept = [row for row in second.rows(Snapshot) if row.url.endswith("a.txt")]
    assert [row.sha256 for row in kept] == [row.sha256 for row in first.rows(Snapshot) if row.url.endswith("a.txt")]


@pytest.mark.slow
def test_a_damaged_earlier_round_is_asked_for_anew(portal: PortalServer, tmp_path: Path) -> None:
    put(portal, {}, {})
    going = rounds(portal, tmp_path, 2, within=20)
    first = next(going)
    for file in first.folder.glob("*.warc.gz"):
        file.write_bytes(file.read_bytes()[:200] + b"\0" * 5_000)
    second = next(going)
    assert {page.state for page in second.rows(Page)} == {"ok"}
    assert {row.carried for row in second.rows(Snapshot)} == {""}
    assert archive_is_sound(second.folder)


@pytest.mark.slow
def test_a_304_to_a_question_never_asked_is_no_answer(portal: PortalServer, tmp_path: Path) -> None:
    put(portal, {}, {})
    portal.pages["/zwgk/tz/t5.html"] = Reply(b"", 304)
    (first,) = rounds(portal, tmp_path, 1, within=20)
    states = {page.url.rpartition("/")[2]: page.state for page in first.rows(Page)}
    assert states["t5.html"] == "failed" and set(states.values()) == {"ok", "failed"}
