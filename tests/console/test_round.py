"""A whole round by the command line: found, judged again, interrupted, refused."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from console.cli import run
from crawler.evidence import read_payload
from tests.console.gkmlpt_city import AS_OF, City, workspace
from tests.crawler.portal_server import PortalServer, Reply, serve
from tests.crawler.test_crawl import archive_is_sound

REPO = Path(__file__).resolve().parents[2]
KINDS = ("findings", "coverage", "matches", "pages", "columns", "entries")
LATER = frozenset({"fetched_at", "warc", "offset"})
COVERAGE = {
    "养老服务政策文件": "content",
    "养老服务扶持政策措施清单": "blank",
    "养老机构投资指南": "note",
    "养老机构备案": "content",
    "养老机构备案信息": "content",
    "养老机构评估信息": "missing",
}
FINDINGS = {
    ("B02", "index"), ("B03", "index#12"), ("B04", "post_960005.html"), ("B10", "post_960007.html"),
    ("C01", "post_960004.html"), ("C03", "index#31"), ("C07", "post_960006.html"),
}  # fmt: skip


@pytest.fixture(scope="module")
def city() -> Iterator[City]:
    with serve() as server:
        yield City(server)


@pytest.fixture(scope="module")
def inspected(city: City, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = workspace(tmp_path_factory.mktemp("round") / "江州", city.url)
    assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
    return folder


def exported(folder: Path) -> dict[str, str]:
    """All tables, as text."""
    found = {}
    for kind in KINDS:
        out = folder / f"{kind}.jsonl"
        assert run(["export", str(folder), kind, "--format", "jsonl", "--out", str(out)]) == 0
        found[kind] = out.read_text(encoding="utf-8")
    return found


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def lasting(tables: dict[str, str]) -> dict[str, Any]:
    """Tables without what may differ between a straight round and one that was interrupted."""

    def without(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: without(part) for name, part in value.items() if name not in LATER}
        return [without(part) for part in value] if isinstance(value, list) else value

    return {kind: without(rows(text)) for kind, text in tables.items()}


def test_finds_what_was_planted_and_nothing_else(inspected: Path) -> None:
    tables = exported(inspected)
    assert {row["level2"]: row["state"] for row in rows(tables["coverage"])} == COVERAGE
    found = [(row["rule"], row["url"].rpartition("/")[2]) for row in rows(tables["findings"])]
    assert set(found) == FINDINGS
    assert len(found) == len(FINDINGS)
    titles = {row["title"] for row in rows(tables["pages"])}
    assert "望湖区“养老服务”实施办法" in titles


def test_evidence_opens_where_the_findings_say(inspected: Path) -> None:
    folder = inspected / "rounds" / "2026-11" / "wanghu"
    named = [proof for row in rows(exported(inspected)["findings"]) for proof in row["evidence"] if proof.get("warc")]
    assert len(named) == 4
    for proof in named:
        body, _ = read_payload(folder, proof["warc"], proof["offset"])
        assert sha256(body).hexdigest() == proof["sha256"]
    assert archive_is_sound(folder)


def test_judged_again_offline_or_run_again_it_gives_the_same_to_the_byte(city: City, inspected: Path) -> None:
    before, asked = exported(inspected), len(city.server.asked)
    for more in (["--offline"], []):
        assert run(["inspect", str(inspected), "--as-of", AS_OF, *more]) == 0
        assert exported(inspected) == before
    assert len(city.server.asked) == asked


def command(folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "console.entry", "inspect", str(folder), "--as-of", AS_OF],
        cwd=REPO,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


class Held:
    """A page of the city that is not answered before `go_on`."""

    def __init__(self, city: City) -> None:
        self._pages, self._path = city.server.pages, city.held
        self._reply = self._pages[city.held]
        self.reached, self.go_on = threading.Event(), threading.Event()
        self._pages[city.held] = self._hold

    def _hold(self) -> Reply:
        assert isinstance(self._reply, Reply)
        self.reached.set()
        return Reply(self._reply.body, wait=self.go_on)

    def release(self) -> None:
        self.go_on.set()
        self._pages[self._path] = self._reply


@pytest.fixture
def held(city: City) -> Iterator[Held]:
    holding = Held(city)
    yield holding
    holding.release()


@pytest.mark.skipif(os.name != "posix", reason="sends POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_stopped_half_way_it_goes_on_to_the_same_rows(
    city: City, inspected: Path, tmp_path: Path, held: Held, number: signal.Signals
) -> None:
    folder = workspace(tmp_path / "江州", city.url)
    process = command(folder)
    assert held.reached.wait(60)
    if number == signal.SIGKILL:
        for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
            os.kill(int(child), number)
    os.kill(process.pid, number)
    _, said = process.communicate(timeout=60)
    held.release()
    if number == signal.SIGINT:
        assert process.returncode == 1
        assert said.strip().splitlines()[-1] == "已停止，做完的部分都已保存；再运行同一条命令即可继续。"
        assert "Traceback" not in said
    assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
    assert lasting(exported(folder)) == lasting(exported(inspected))
    assert archive_is_sound(folder / "rounds" / "2026-11" / "wanghu")


def test_second_command_on_the_same_round_is_refused(
    city: City, tmp_path: Path, held: Held, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = workspace(tmp_path / "江州", city.url)
    process = command(folder)
    assert held.reached.wait(60)
    capsys.readouterr()
    assert run(["inspect", str(folder), "--as-of", AS_OF]) == 2
    said = capsys.readouterr().err.strip().splitlines()
    held.release()
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert len(said) == 1
    assert "望湖区" in said[0]
    assert "等它结束" in said[0]


def _dead() -> str:
    with serve() as server:
        return f"{server.url}/gkmlpt/index"


def _plain(server: PortalServer) -> str:
    return f"{server.url.replace('http:', 'https:')}/gkmlpt/index"


@pytest.mark.parametrize(
    ("kind", "cause"),
    [("dead", "拒绝连接"), ("500", "500"), ("tls", "加密连接失败"), ("404", "没有读出栏目"), ("name", "域名无法解析")],
)
def test_portal_that_cannot_be_had_is_one_sentence_and_keeps_what_was_done(
    kind: str, cause: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serve() as server:
        if kind == "500":
            server.pages["*"] = Reply(b"busy", 500)
        url = {"dead": _dead(), "tls": _plain(server), "name": "http://no-such-portal.invalid/gkmlpt/index"}.get(
            kind, f"{server.url}/gkmlpt/index"
        )
        folder = workspace(tmp_path / "江州", url)
        capsys.readouterr()
        assert run(["inspect", str(folder), "--as-of", AS_OF]) == 1
    said = capsys.readouterr().err
    named = [line for line in said.splitlines() if url in line]
    assert len(named) == 1
    assert cause in named[0]
    assert "Traceback" not in said
    tables = exported(folder)
    assert {row["state"] for row in rows(tables["coverage"])} == {"unverifiable"}
    assert tables["findings"] == ""
    assert len(rows(tables["entries"])) == 6
