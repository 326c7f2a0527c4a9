"""Whole crawls against a portal on this machine."""

import threading
from argparse import Namespace
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from crawler.replay import replay_round
from inspection.errors import UserError
from inspection.round_store import open_round
from inspection.types.portal import Column, Failure, Incident, ListedItem, Listing, Page, Snapshot
from tests.crawler.portal_server import PortalServer, Reply, serve
from tests.crawler.portals_made import HOME, OPEN, detail, put_gkmlpt, put_static, static_page
from tests.crawler.rounds import NOON, Round, district, settings


@pytest.fixture
def portal() -> Iterator[PortalServer]:
    with serve() as server:
        yield server


def round_of(folder: Path, *urls: str, **more: object) -> Round:
    return Round(folder, district(*urls), settings(**more))


def listing_of(one: Round, name: str) -> Listing:
    column = next(c for c in one.rows(Column) if c.path[-1] == name)
    return next(found for found in one.rows(Listing) if found.column == column.id)


def archive_is_sound(folder: Path) -> bool:
    files = [str(path) for path in sorted(folder.glob("*.warc.gz"))]
    checker = Checker(Namespace(inputs=files, verbose=False))
    checker.process_all()
    return bool(files) and not checker.exit_value


@pytest.mark.slow
def test_gkmlpt_portal_is_read_to_the_end_of_its_paged_lists(portal: PortalServer, tmp_path: Path) -> None:
    one = round_of(tmp_path, put_gkmlpt(portal))
    outcome = one.crawl()
    assert outcome.complete and outcome.missing == () and outcome.pages == 103
    assert {c.path: c.kind for c in one.rows(Column)} == {
        ("政府信息公开指南",): "link_out",
        ("财政预决算",): "node",
        ("财政预决算", "部门预算"): "list",
        ("养老服务",): "list",
    }
    read = listing_of(one, "部门预算")
    assert (read.state, read.claimed, read.seen, len(read.snapshots)) == ("complete", 103, 103, 2)
    assert (listing_of(one, "养老服务").state, listing_of(one, "养老服务").seen) == ("complete", 0)
    page = one.rows(Page)[0]
    assert page.doc_number == "临江府〔2026〕960000号" and page.written == date(2026, 3, 21)
    assert page.first_seen == date(2026, 11, 20) and "请各单位遵照执行" in page.body
    assert archive_is_sound(tmp_path)


def test_list_that_stops_before_its_total_is_cut_short(portal: PortalServer, tmp_path: Path) -> None:
    url = put_gkmlpt(portal, count=2)
    one = round_of(tmp_path, url)
    one.crawl()
    read = listing_of(one, "部门预算")
    assert read.state == "cut_short" and read.seen == 2 and "103" in str(read.reason)


def test_static_portal(portal: PortalServer, tmp_path: Path) -> None:
    one = round_of(tmp_path, put_static(portal))
    outcome = one.crawl()
    assert outcome.complete
    assert [(c.path, c.kind) for c in one.rows(Column)] == [
        (("政务公开",), "node"),
        (("政务公开", "信息公开指南"), "page"),
        (("政务公开", "重点领域"), "node"),
        (("政务公开", "重点领域", "财政预决算"), "list"),
        (("政务公开", "重点领域", "养老服务"), "list"),
        (("政务公开", "数据开放平台"), "link_out"),
    ]
    read = listing_of(one, "财政预决算")
    assert (read.state, read.seen, read.newest) == ("complete", 7, date(2026, 5, 7))
    assert (listing_of(one, "养老服务").state, listing_of(one, "养老服务").seen) == ("complete", 0)
    assert {p.title for p in one.rows(Page)} >= {f"关于第{n}号事项的通知" for n in range(1, 8)}
    assert not any("jiangzhou" in path for path in portal.asked)


def test_who_asks_and_what_is_kept(portal: PortalServer, tmp_path: Path) -> None:
    one = round_of(tmp_path, put_static(portal))
    one.crawl()
    assert all("Xuncha" in agent and "010" in agent for agent in portal.agents)
    assert archive_is_sound(tmp_path)
    with (tmp_path / "0001.warc.gz").open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file)]
    assert kinds[0] == "warcinfo" and kinds.count("response") == kinds.count("request") == len(one.rows(Snapshot))


def test_offline_gives_the_same_rows(portal: PortalServer, tmp_path: Path) -> None:
    one = round_of(tmp_path, put_static(portal))
    one.crawl()
    before = one.path.read_bytes(), one.lasting(), [p.fetched_at for p in one.rows(Page)]
    asked = len(portal.asked)
    with open_round(one.path) as store:
        replay_round(store, tmp_path, one.district, one.settings)
    assert (one.lasting(), [p.fetched_at for p in one.rows(Page)]) == before[1:]
    assert len(portal.asked) == asked


def test_second_run_asks_nothing_again(portal: PortalServer, tmp_path: Path) -> None:
    one = round_of(tmp_path, put_static(portal))
    one.crawl()
    before, asked = one.lasting(), len(portal.asked)
    one.crawl(NOON + timedelta(days=1))
    assert one.lasting() == before and len(portal.asked) == asked
    assert [path.name for path in tmp_path.glob("*.warc.gz")] == ["0001.warc.gz"]


def test_robots_txt_is_obeyed_and_said(portal: PortalServer, tmp_path: Path) -> None:
    url = put_static(portal)
    portal.put("/robots.txt", "User-agent: Xuncha\nDisallow: /zwgk/zdly/czyjs/\n", kind="text/plain")
    one = round_of(tmp_path, url)
    outcome = one.crawl()
    assert not any(path.startswith("/zwgk/zdly/czyjs") for path in portal.asked)
    assert listing_of(one, "财政预决算").state == "unreadable"
    assert "robots.txt" in outcome.missing[0] and "财政预决算" in outcome.missing[0]
    assert {f.kind for f in one.rows(Failure)} == {"robots"}


def test_robots_txt_is_not_asked_for_where_the_office_has_authority(portal: PortalServer, tmp_path: Path) -> None:
    url = put_static(portal)
    portal.put("/robots.txt", "User-agent: *\nDisallow: /\n", kind="text/plain")
    one = round_of(tmp_path, url, robots=False)
    assert one.crawl().complete
    assert "/robots.txt" not in portal.asked


def test_private_address_is_refused(portal: PortalServer, tmp_path: Path) -> None:
    url = put_static(portal)
    one = Round(tmp_path, district(url, allow_private=False), settings())
    outcome = one.crawl()
    assert portal.asked == []
    assert "内部网络地址" in outcome.missing[0] and url in outcome.missing[0]
    assert [c.kind for c in one.rows(Column)] == ["node"] and one.rows(Listing)[0].state == "unreadable"


def test_name_of_a_private_address_is_refused_at_connection_time(portal: PortalServer, tmp_path: Path) -> None:
    url = put_static(portal).replace("127.0.0.1", "localhost")
    outcome = Round(tmp_path, district(url, allow_private=False), settings()).crawl()
    assert portal.asked == [] and "内部网络地址" in outcome.missing[0]


def test_redirect_to_another_host_is_not_followed(portal: PortalServer, tmp_path: Path) -> None:
    url = put_static(portal)
    with serve() as inner:
        inner.put("/secret.html", "<h1>内网系统</h1>")
        target = f"{inner.url}/secret.html"
        portal.pages["/zwgk/zdly/czyjs/202605/t20260507_1007.html"] = Reply(status=302, headers={"Location": target})
        one = round_of(tmp_path, url)
        one.crawl()
        assert inner.asked == []
    page = next(p for p in one.rows(Page) if p.url.endswith("1007.html"))
    assert page.state == "external" and page.body == ""


def test_redirect_on_the_same_host_is_followed(portal: PortalServer, tmp_path: Path) -> None:
    url = put_static(portal)
    portal.put("/new/1007.html", detail(7))
    portal.pages["/zwgk/zdly/czyjs/202605/t20260507_1007.html"] = Reply(
        status=301, headers={"Location": "/new/1007.html"}
    )
    one = round_of(tmp_path, url)
    one.crawl()
    page = next(p for p in one.rows(Page) if p.url.endswith("t20260507_1007.html"))
    snapshots = {s.id: s for s in one.rows(Snapshot)}
    assert page.state == "ok" and page.snapshot and snapshots[page.snapshot].url.endswith("/new/1007.html")
    hop = next(s for s in snapshots.values() if s.status == 301)
    assert hop.final_url.endswith("/new/1007.html")


def test_portal_that_answers_500(portal: PortalServer, tmp_path: Path) -> None:
    portal.pages["*"] = Reply(b"error", 500)
    one = round_of(tmp_path, f"{portal.url}/zwgk/")
    outcome = one.crawl()
    assert not outcome.complete and len(outcome.missing) == 1
    assert f"{portal.url}/zwgk/" in outcome.missing[0] and "500" in outcome.missing[0]
    assert one.rows(Listing)[0].state == "unreadable"


def test_portal_that_is_not_there(tmp_path: Path) -> None:
    with serve() as server:
        url = f"{server.url}/zwgk/"
    outcome = round_of(tmp_path, url).crawl()
    assert not outcome.complete and len(outcome.missing) == 1
    assert url in outcome.missing[0] and "拒绝连接" in outcome.missing[0]


@pytest.mark.slow
def test_dead_page_is_decisive_and_a_broken_one_is_tried_again(portal: PortalServer, tmp_path: Path) -> None:
    url = put_static(portal)
    gone, broken = (f"/zwgk/zdly/czyjs/202605/t2026050{n}_100{n}.html" for n in (1, 2))
    del portal.pages[gone]
    portal.pages[broken] = Reply(b"busy", 503)
    one = round_of(tmp_path, url)
    outcome = one.crawl()
    states = {p.url.rpartition("/")[2]: p.state for p in one.rows(Page)}
    assert states["t20260501_1001.html"] == "gone" and states["t20260502_1002.html"] == "failed"
    assert not outcome.complete and "503" in outcome.missing[0]
    one.crawl(NOON + timedelta(days=1))
    assert portal.asked.count(gone) == 1 and portal.asked.count(broken) == 2
    days = {i.url.rpartition("/")[2]: len(i.days) for i in one.rows(Incident)}
    assert days == {"t20260501_1001.html": 1, "t20260502_1002.html": 2}
    portal.put(broken, detail(2))
    assert one.crawl(NOON + timedelta(days=2)).complete
    assert {p.state for p in one.rows(Page)} == {"ok", "gone"}


def test_attempts_are_repeated_with_waits_and_all_answers_kept(portal: PortalServer, tmp_path: Path) -> None:
    url = put_static(portal)
    page = "/zwgk/zdly/czyjs/202605/t20260502_1002.html"
    replies = iter([Reply(b"busy", 503), Reply(b"busy", 503)])
    portal.pages[page] = lambda: next(replies, Reply(detail(2).encode()))
    one = round_of(tmp_path, url, retry_wait=[0.01, 0.01])
    assert one.crawl().complete
    assert [s.status for s in one.rows(Snapshot) if s.url.endswith("1002.html")] == [503, 503, 200]


def test_time_out(portal: PortalServer, tmp_path: Path) -> None:
    url = put_static(portal)
    never = threading.Event()
    portal.pages["/zwgk/zdly/czyjs/202605/t20260502_1002.html"] = Reply(b"late", wait=never)
    one = round_of(tmp_path, url, timeout=0.5)
    outcome = one.crawl()
    never.set()
    assert "超时" in outcome.missing[0]
    assert [f.kind for f in one.rows(Failure)] == ["timeout"]


def test_budget_of_a_host_leaves_lists_unverifiable(portal: PortalServer, tmp_path: Path) -> None:
    one = round_of(tmp_path, put_static(portal), requests_per_host=4)
    outcome = one.crawl()
    assert len(portal.asked) == 4 and not outcome.complete
    assert "4 次请求的上限" in " ".join(outcome.missing)
    assert listing_of(one, "养老服务").state == "unreadable"


def test_outside_the_window_nothing_is_asked(portal: PortalServer, tmp_path: Path) -> None:
    outcome = round_of(tmp_path, put_static(portal), window="22:00-06:00").crawl()
    assert portal.asked == [] and "22:00-06:00" in outcome.missing[0]


def test_other_hosts_are_listed_and_not_asked(portal: PortalServer, tmp_path: Path) -> None:
    url = put_static(portal)
    rows = '<li><a href="http://www.other.example/a/t20260601_1.html">转载外部网站的一条通知</a><span>2026-06-01</span></li>'
    body = f'<ul class="list">{rows}</ul>'
    portal.put("/zwgk/zdly/ylfw/", static_page("养老服务", [HOME, OPEN, ("养老服务", "/zwgk/zdly/ylfw/")], body))
    one = round_of(tmp_path, url)
    assert one.crawl().complete
    item = next(i for i in one.rows(ListedItem) if "other.example" in i.url)
    page = next(p for p in one.rows(Page) if "other.example" in p.url)
    assert item.external and (page.state, page.published, page.snapshot) == ("external", date(2026, 6, 1), None)


def test_classified_page_is_stored_nowhere(portal: PortalServer, tmp_path: Path) -> None:
    url = put_static(portal)
    secret = detail(3).replace("<h1>", "<p>机密★3年</p><h1>").replace("各街道办事处", "绝不可留存的内容")
    portal.put("/zwgk/zdly/czyjs/202605/t20260503_1003.html", secret)
    one = round_of(tmp_path, url)
    one.crawl()
    page = next(p for p in one.rows(Page) if p.url.endswith("1003.html"))
    assert (page.state, page.title, page.body, page.snapshot) == ("sealed", None, "", None)
    with (tmp_path / "0001.warc.gz").open("rb") as file:
        assert not any("绝不可留存".encode() in r.content_stream().read() for r in ArchiveIterator(file))
    assert "绝不可留存".encode() not in one.path.read_bytes()


def test_unknown_family_is_the_users_to_mend(portal: PortalServer, tmp_path: Path) -> None:
    one = Round(tmp_path, district(put_static(portal), family="gkmlp"), settings())
    with pytest.raises(UserError, match=r"gkmlpt.*static"):
        one.crawl()
    assert portal.asked == []
