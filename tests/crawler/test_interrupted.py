"""A crawl that ends before its time, by force or by Ctrl-C, and goes on."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.evidence import drop_torn_tails
from inspection.types.portal import Snapshot
from tests.crawler.portal_server import PortalServer, Reply, serve
from tests.crawler.portals_made import detail, put_static
from tests.crawler.rounds import NOON, Round, district, settings
from tests.crawler.test_crawl import archive_is_sound

REPO = Path(__file__).resolve().parents[2]
HELD = "/zwgk/zdly/czyjs/202605/t20260505_1005.html"


@pytest.fixture
def portal() -> Iterator[PortalServer]:
    with serve() as server:
        yield server


class Interruption:
    """A portal that holds one answer back until the crawl was interrupted."""

    def __init__(self, portal: PortalServer) -> None:
        self.url = put_static(portal)
        self.reached = threading.Event()
        self.go_on = threading.Event()
        portal.pages[HELD] = self._reply

    def _reply(self) -> Reply:
        self.reached.set()
        return Reply(detail(5).encode(), wait=self.go_on)


def interrupted(held: Interruption, folder: Path, number: signal.Signals) -> int:
    process = subprocess.Popen([sys.executable, "-m", "tests.crawler.crawl_once", str(folder), held.url], cwd=REPO)
    assert held.reached.wait(60)
    os.kill(process.pid, number)
    code = process.wait(60)
    held.go_on.set()
    return code


@pytest.mark.skipif(os.name != "posix", reason="sends POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_goes_on_where_it_stopped_with_the_same_rows(
    portal: PortalServer, tmp_path: Path, number: signal.Signals
) -> None:
    held = Interruption(portal)
    code = interrupted(held, tmp_path / "stopped", number)
    assert code == (130 if number == signal.SIGINT else -signal.SIGKILL)
    stopped = Round(tmp_path / "stopped", district(held.url), settings())
    kept = len(stopped.rows(Snapshot))
    before = len(portal.asked)
    stopped.crawl(NOON + timedelta(minutes=5))
    assert kept > 3 and len(portal.asked) - before == len(stopped.rows(Snapshot)) - kept
    straight = Round(tmp_path / "straight", district(held.url), settings())
    straight.crawl()
    assert stopped.lasting() == straight.lasting()
    assert {s.warc for s in stopped.rows(Snapshot)} == {"0001.warc.gz"}
    assert archive_is_sound(tmp_path / "stopped")


def test_torn_tail_is_cut_off_and_whole_records_stay(portal: PortalServer, tmp_path: Path) -> None:
    one = Round(tmp_path, district(put_static(portal)), settings())
    one.crawl()
    file = tmp_path / "0001.warc.gz"
    whole = file.read_bytes()
    file.write_bytes(whole + whole[:150])
    drop_torn_tails(tmp_path)
    with file.open("rb") as stream:
        assert sum(record.rec_type == "response" for record in ArchiveIterator(stream)) == len(one.rows(Snapshot))
    assert file.read_bytes()[: len(whole)] == whole and archive_is_sound(tmp_path)
