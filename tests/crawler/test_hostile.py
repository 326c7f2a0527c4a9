"""Portals that answer as none should: every answer ends in a state that accuses nobody, and the crawl ends."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.answers import answer_of, decompressed
from crawler.job import permitted
from crawler.requests import absolute
from inspection.types.portal import Failure, Page, Snapshot
from tests.crawler.hostile_server import HostileServer, endless, hostile, said, silent
from tests.crawler.portals_made import detail, put_static
from tests.crawler.rounds import Round, district, settings

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
TEXT = detail(1).encode()


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with hostile() as one:
        yield one


def path_of(number: int) -> str:
    return f"/zwgk/zdly/czyjs/202605/t2026050{number}_100{number}.html"


def states(one: Round) -> dict[int, str]:
    """The states of the list's pages by their number."""
    return {int(page.url[-6]): page.state for page in one.rows(Page) if "_100" in page.url}


def kinds(one: Round) -> dict[int, str]:
    return {int(failure.url[-6]): failure.kind for failure in one.rows(Failure) if "_100" in failure.url}


def redirect(target: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()


def test_answers_without_end_are_ended(server: HostileServer, tmp_path: Path) -> None:
    url = put_static(server)
    server.answers |= {
        path_of(7): endless(HEAD + b"\r\n", b"<p>", pause=0.2),
        path_of(5): silent(HEAD + b"\r\n" + TEXT),  # without a length only the end of the connection ends it
        path_of(3): endless(HEAD, b"X-Flood: " + b"x" * 8000 + b"\r\n"),
        path_of(1): endless(HEAD + b"\r\n", b"<p>" * 4000),
    }
    one = Round(tmp_path, district(url), settings(timeout=3.0, slowest=6.0, page_mb=0.5))
    outcome = one.crawl()
    assert kinds(one) == {7: "slow", 5: "timeout", 3: "size", 1: "size"}
    found = states(one)
    assert {found[number] for number in (7, 5, 3, 1)} <= {"unread", "failed"}
    assert {found[number] for number in (6, 4, 2)} == {"ok"}
    assert not outcome.complete and "传输过慢" in " ".join(outcome.missing)
    assert not [s for s in one.rows(Snapshot) if s.url.endswith((path_of(7), path_of(5), path_of(3), path_of(1)))]


def test_answers_that_lead_astray_are_not_followed(server: HostileServer, tmp_path: Path) -> None:
    url = put_static(server)
    bomb = gzip.compress(b"<p>" * (30 << 20))
    targets = {
        7: f"http://2130706433:{server.port}/inner", 6: "file:///etc/passwd", 5: "javascript:alert(1)",
        4: f"http://127.0.0.1:{server.port}@[::1]/inner",
    }  # fmt: skip
    for number, target in targets.items():
        reply = redirect(target)
        server.answers[path_of(number)] = lambda connection, _, reply=reply: connection.sendall(reply)
    server.answers[path_of(3)] = said(bomb, "Content-Encoding: gzip")
    server.answers[path_of(2)] = said(b"", status="304 Not Modified")
    loop = [redirect(f"{server.url}/loop/{n % 3}") for n in range(1, 4)]
    for n, reply in enumerate(loop):
        server.answers[f"/loop/{n}"] = lambda connection, _, reply=reply: connection.sendall(reply)
    server.answers[path_of(1)] = server.answers["/loop/2"]
    one = Round(tmp_path, district(url), settings())
    outcome = one.crawl()
    assert states(one) == {
        7: "external", 6: "protected", 5: "protected", 4: "external", 3: "failed", 2: "failed", 1: "protected",
    }  # fmt: skip
    assert "/inner" not in server.asked and not outcome.complete
    assert {path.name for path in tmp_path.iterdir()} <= {
        "round.db", "round.db-wal", "round.db-shm", "0001.warc.gz", "requests.log",
    }  # fmt: skip


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_host_that_asks_for_a_short_wait_is_asked_again(server: HostileServer, tmp_path: Path, status: str) -> None:
    url = put_static(server)
    good = server.answers[path_of(7)]
    replies = iter([said(b"busy", "Retry-After: 0", status=status)])
    server.answers[path_of(7)] = lambda connection, over: next(replies, good)(connection, over)
    one = Round(tmp_path, district(url), settings(retry_wait=[0.01]))
    assert one.crawl().complete and states(one)[7] == "ok"
    lines = (tmp_path / "requests.log").read_text(encoding="utf-8").splitlines()
    tried = [line.split("\t") for line in lines if path_of(7) in line]
    assert [(fields[3], fields[6]) for fields in tried] == [(status[:3], "1"), ("200", "2")]
    assert len(lines) == 1 + len(server.asked)


def test_host_that_asks_for_a_long_wait_is_left_alone(server: HostileServer, tmp_path: Path) -> None:
    url = put_static(server)
    server.answers[path_of(7)] = said(b"busy", "Retry-After: 7200", status="503 Service Unavailable")
    one = Round(tmp_path, district(url), settings(retry_wait=[0.01]))
    outcome = one.crawl()
    assert len([path for path in server.asked if "_100" in path]) == 1
    assert not outcome.complete and "网站要求 7200 秒后再访问（503）" in " ".join(outcome.missing)
    assert set(states(one).values()) <= {"unread", "failed"}


def test_bomb_is_no_whole_answer() -> None:
    bomb = gzip.compress(b"\0" * (65 << 20))
    assert decompressed(bomb, "gzip") == bomb
    assert decompressed(zlib.compress(b"\0" * (65 << 20)), "deflate")[:2] == b"\x78\x9c"
    assert decompressed(gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0", "gzip") == b"one two"
    tight = gzip.compress(b"\0" * (9 << 20))
    assert decompressed(tight, "gzip") == tight
    members = gzip.compress(b"") * 2_000
    assert decompressed(members, "gzip") == members
    many = b"text"
    for _ in range(6):
        many = gzip.compress(many)
    assert decompressed(many, ", ".join(["gzip"] * 6)) == many
    assert answer_of("http://x.example/", b"").verdict == "protected"


@pytest.mark.parametrize(
    "target",
    [
        "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/", "http://0.0.0.0/", "http://[::]/",
        "http://[::ffff:127.0.0.1]/", "http://www.wanghu.example@127.0.0.1/", "http://127.0.0.1#@www.wanghu.example/",
        "http://127.0.0.1\\@www.wanghu.example/", "//127.0.0.1/", "http://www.wanghu.example.evil.example/",
        "http://169.254.169.254/latest/", "http://www.wanghu.example:8080/",
    ],
)  # fmt: skip
def test_redirects_out_of_the_portal_are_not_permitted(target: str) -> None:
    found = absolute("http://www.wanghu.example/zwgk/", target)
    assert found is None or not permitted(district("http://www.wanghu.example/zwgk/"), settings())(found)


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "data:text/html,x", "javascript:x()", "gopher://h/", "ftp://h/"]
)
def test_only_web_addresses_are_addresses(target: str) -> None:
    assert absolute("http://www.wanghu.example/", target) is None
