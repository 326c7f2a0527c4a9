"""A hundred kills at random moments of a crawl of five hundred pages: the same rows in the end."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.crawler.portal_server import PortalServer, serve
from tests.crawler.portals_made import HOME, OPEN, static_page
from tests.crawler.rounds import NOON, Round, district, settings
from tests.crawler.test_crawl import archive_is_sound

REPO = Path(__file__).resolve().parents[2]
KILLS = 100
COLUMNS, PAGES, PER_LIST = 5, 500, 20
SEED = 20261121


def column_body(column: int, number: int, menu: str) -> str:
    """The number-th list page of a column, from 0."""
    each = PAGES // COLUMNS
    rows = "".join(
        f'<li><a href="./202605/t202605{n % 28 + 1:02d}_{n}.html">关于第{column}类第{n}号事项的通知</a>'
        f"<span>2026-05-{n % 28 + 1:02d}</span></li>"
        for n in range(number * PER_LIST, min(each, (number + 1) * PER_LIST))
    )
    lists = -(-each // PER_LIST)
    return f'{menu}<ul class="list">{rows}</ul><script>createPageHTML({lists}, {number}, "index", "html");</script>'


def put_large(server: PortalServer) -> str:
    """Five columns of a hundred pages each. Returns the portal's address."""
    links = "".join(f'<li><a href="/zwgk/c{n}/">第{n}类事项</a></li>' for n in range(COLUMNS))
    menu = f'<div class="leftmenu"><ul>{links}</ul></div>'
    server.put("/zwgk/", static_page("政务公开", [HOME, OPEN], menu))
    for column in range(COLUMNS):
        way = [HOME, OPEN, (f"第{column}类事项", f"/zwgk/c{column}/")]
        for number in range(PAGES // COLUMNS // PER_LIST):
            body = static_page(way[-1][0], way, column_body(column, number, menu))
            server.put(f"/zwgk/c{column}/index_{number}.html" if number else f"/zwgk/c{column}/", body)
        for n in range(PAGES // COLUMNS):
            title = f"关于第{column}类第{n}号事项的通知"
            text = f'<h1>{title}</h1><div class="info">发布时间：2026-05-{n % 28 + 1:02d}</div><div class="TRS_Editor">'
            text += "<p>各街道办事处：现就有关事项通知如下，请认真贯彻执行，并于月底前报送情况。</p></div>"
            day = f"t202605{n % 28 + 1:02d}_{n}"
            server.put(f"/zwgk/c{column}/202605/{day}.html", static_page(title, way, text))
    return f"{server.url}/zwgk/"


@pytest.fixture
def portal() -> Iterator[PortalServer]:
    with serve() as server:
        yield server


def crawling(folder: Path, url: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.crawler.crawl_once", str(folder), url]
    return subprocess.Popen(command, cwd=REPO, start_new_session=True)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="sends POSIX signals")
def test_a_hundred_kills_leave_the_same_rows(portal: PortalServer, tmp_path: Path) -> None:
    url = put_large(portal)
    straight = Round(tmp_path / "straight", district(url), settings())
    straight.crawl()
    expected = straight.lasting()
    assert len(expected["Page"]) == PAGES and {row["state"] for row in expected["Listing"]} == {"complete"}
    chance = random.Random(SEED)
    killed = finished = 0
    while killed < KILLS:
        folder = tmp_path / f"killed{finished}"
        while killed < KILLS:
            asked = len(portal.asked)
            process = crawling(folder, url)
            # Not by the clock alone: a machine under load must not be killed before it asked for anything.
            until = asked + chance.randrange(1, 60)
            while len(portal.asked) < until and process.poll() is None:
                time.sleep(0.002)
            time.sleep(chance.uniform(0, 0.05))
            if process.poll() is not None:
                break
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            killed += 1
        finished += 1
        last = Round(folder, district(url), settings())
        last.crawl(NOON + timedelta(minutes=5))
        assert last.lasting() == expected, f"after {killed} kills"
        assert archive_is_sound(folder)
