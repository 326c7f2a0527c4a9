"""How the crawl deals with what fails: again after a wait, all of it together; in the end it lets the host alone."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.crawl import CrawlProgress
from inspection.types.portal import Failure, Page, Snapshot
from tests.crawler.portal_server import PortalServer, Reply, serve
from tests.crawler.portals_made import detail, put_gkmlpt, put_static
from tests.crawler.rounds import NOON, Round, district, settings
from tests.crawler.test_crawl import archive_is_sound, listing_of, round_of

PAGES = "/zwgk/zdly/czyjs/202605/t2026050{0}_100{0}.html"


@pytest.fixture
def portal() -> Iterator[PortalServer]:
    with serve() as server:
        yield server


def broken(portal: PortalServer, *numbers: int) -> list[str]:
    paths = [PAGES.format(number) for number in numbers]
    for path in paths:
        portal.pages[path] = Reply(b"busy", 503)
    return paths


def test_what_failed_is_asked_again_together_after_one_wait(portal: PortalServer, tmp_path: Path) -> None:
    url = put_static(portal)
    paths = broken(portal, 2, 4, 6)
    said: list[CrawlProgress] = []
    round_of(tmp_path, url, retry_wait=[0.01, 0.02]).crawl(progress=said.append)
    asked = [path for path in portal.asked if path in paths]
    assert [set(asked[place : place + 3]) for place in (0, 3, 6)] == [set(paths)] * 3
    assert len(asked) == 9
    waits = [state.note for state in said if state.note]
    assert (
        len(waits) == 2 and "等 3 个地址" in waits[0] and "服务器返回 503" in waits[0] and "0.01 秒后重试" in waits[0]
    )


@pytest.mark.slow
def test_every_run_asks_again_but_waits_less_and_less(portal: PortalServer, tmp_path: Path) -> None:
    url = put_static(portal)
    (path,) = broken(portal, 2)
    one = round_of(tmp_path, url, retry_wait=[0.01])
    for run, times in enumerate((2, 4, 5, 6)):
        one.crawl(NOON + timedelta(minutes=run))
        assert portal.asked.count(path) == times
    portal.put(path, detail(2))
    assert one.crawl(NOON + timedelta(hours=1)).complete


def test_host_that_falls_silent_is_left_alone(portal: PortalServer, tmp_path: Path) -> None:
    url = put_static(portal)
    for number in range(1, 8):
        portal.pages[PAGES.format(number)] = Reply(b"", 200, headers={"Content-Length": "99"})
    one = round_of(tmp_path, url)
    outcome = one.crawl()
    asked = [path for path in portal.asked if "t202605" in path]
    assert len(asked) == 3 and not outcome.complete
    assert "网站连续多次无法访问（连接被中断）" in " ".join(outcome.missing)
    assert {page.state for page in one.rows(Page) if "t202605" in page.url} <= {"unread", "failed"}


def test_host_behind_a_challenge_is_not_fought(portal: PortalServer, tmp_path: Path) -> None:
    url = put_static(portal)
    for number in range(1, 8):
        portal.pages[PAGES.format(number)] = Reply(b"<script>$_ts={}</script>", 412)
    one = round_of(tmp_path, url, retry_wait=[0.01])
    outcome = one.crawl()
    asked = Counter(path for path in portal.asked if "t202605" in path)
    assert len(asked) == 5 and set(asked.values()) == {1}
    assert "网站设有访问防护（412）" in " ".join(outcome.missing)


def test_interface_that_asks_for_a_session_gets_it_again_after_an_interruption(
    portal: PortalServer, tmp_path: Path
) -> None:
    url = put_gkmlpt(portal, count=2)
    portal.guarded, portal.cookie = "/gkmlpt/api/", "JSESSIONID=1"
    index = portal.pages["/gkmlpt/index"]
    assert isinstance(index, Reply)
    index.headers["Set-Cookie"] = "JSESSIONID=1; Path=/"
    one = round_of(tmp_path, url, requests_per_host=2)
    one.crawl()
    assert listing_of(one, "部门预算").state == "unreadable" and not [p for p in portal.asked if "/api/" in p]
    goes_on = Round(tmp_path, one.district, settings())
    goes_on.crawl(NOON + timedelta(minutes=1))
    straight = Round(tmp_path / "straight", district(url), settings())
    straight.crawl()
    assert listing_of(goes_on, "部门预算").seen == 2
    without = {name: rows for name, rows in goes_on.lasting().items() if name != "Incident"}
    assert without == {name: rows for name, rows in straight.lasting().items() if name != "Incident"}
    assert portal.asked.count("/gkmlpt/index") == 3 and archive_is_sound(tmp_path)


def test_error_told_with_status_200_is_no_list(portal: PortalServer, tmp_path: Path) -> None:
    url = put_gkmlpt(portal, count=2)
    path = "/gkmlpt/api/all/30?page=1&sid=999041"
    good = portal.pages[path]
    portal.put(path, "<html><title>政府信息公开平台</title>请重新登录</html>")
    one = round_of(tmp_path, url)
    outcome = one.crawl()
    assert listing_of(one, "养老服务").state == "unreadable" and "养老服务（状态为 200" in outcome.missing[0]
    assert isinstance(good, Reply)
    last: Reply = good
    replies = iter([Reply('{"success":false,"msg":"系统错误"}'.encode(), kind="application/json")])
    portal.pages[path] = lambda: next(replies, last)
    again = Round(tmp_path, one.district, settings(retry_wait=[0.01]))
    assert again.crawl(NOON + timedelta(minutes=1)).complete is True
    assert (listing_of(again, "养老服务").state, listing_of(again, "养老服务").seen) == ("complete", 0)


def test_page_that_cannot_be_unpacked_is_not_read(portal: PortalServer, tmp_path: Path) -> None:
    url = put_static(portal)
    portal.pages[PAGES.format(2)] = Reply(b"\x1f\x8b\x08\x00torn", headers={"Content-Encoding": "gzip"})
    portal.pages[PAGES.format(3)] = Reply(detail(3).encode(), headers={"Content-Encoding": "gzip"})
    one = round_of(tmp_path, url)
    outcome = one.crawl()
    states = {page.url.rpartition("_")[2]: page.state for page in one.rows(Page)}
    assert (states["1002.html"], states["1003.html"]) == ("failed", "ok")
    assert "压缩编码无法还原" in outcome.missing[0] and archive_is_sound(tmp_path)


def test_crawl_that_dies_is_told_and_what_it_had_is_kept(
    portal: PortalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = put_static(portal)
    monkeypatch.setattr("sys.executable", "/bin/false")
    one = round_of(tmp_path, url)
    outcome = one.crawl()
    assert not outcome.complete and "采集进程意外结束" in outcome.missing[0] and one.rows(Snapshot) == []
    monkeypatch.undo()
    assert one.crawl(NOON + timedelta(minutes=1)).complete and one.rows(Failure) == []
