"""Our evidence in the tools that others use: pywb serves it, fastwarc checks it (both from .venv-replay)."""

import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.evidence import EvidenceFile, evidence_files
from tests.crawler.evidence_made import HOST, NOON, PAGE, kept, received

TOOLS = Path(__file__).resolve().parents[2] / ".venv-replay"
LATER = NOON + timedelta(days=30)
FIRST, SECOND = "20261120040000", "20261220040000"
LIST = "<html><body><ul><li>浏览器显示的列表</li></ul></body></html>"
GBK = "<html><body>公开年报</body></html>".encode("gbk")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (TOOLS / ".ready").exists(), reason="NOT TESTED IN STANDARD REPLAY TOOLS: run `make replay` first"
    ),
]


def _evidence(folder: Path) -> list[Path]:
    """A second round: carried answers, one of each kind of revisit, a rendered list, a redirect, GBK and gzip."""
    gbk = received(
        "/gbk.html",
        GBK,
        headers=(("Content-Type", "text/html; charset=gbk"),),
    )
    old, again = kept(folder / "old", received("/1.html"), received("/2.html"))
    evidence = EvidenceFile(folder / "new", "Xuncha", limit=2_500)
    evidence.revisit(received("/1.html", b"", status=304, at=LATER), evidence.carry(folder / "old", old))
    evidence.revisit(received("/2.html", at=LATER), evidence.carry(folder / "old", again))
    evidence.keep_rendered(f"{HOST}/list", LIST.encode(), NOON)
    evidence.keep(received("/go", b"", status=302, headers=(("Location", f"{HOST}/1.html"),)))
    evidence.keep(gbk)
    evidence.close()
    return evidence_files(folder / "new")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return _evidence(tmp_path_factory.mktemp("evidence"))


@pytest.fixture(scope="module")
def replay(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address under which pywb shows the files."""
    folder = tmp_path_factory.mktemp("pywb")
    for command in (["init", "round"], ["add", "round", *map(str, files)]):
        subprocess.run([TOOLS / "bin" / "wb-manager", *command], cwd=folder, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [TOOLS / "bin" / "wayback", "-b", "127.0.0.1", "-p", str(port)], cwd=folder, stdout=log, stderr=log
        )
    try:
        for _ in range(300):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            assert server.poll() is None, (folder / "log").read_text()
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/round"
    finally:
        server.kill()
        server.wait()


def shown(address: str) -> tuple[int, bytes]:
    """Status and body, redirects followed."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def test_files_are_whole_for_another_reader(files: list[Path]) -> None:
    assert len(files) > 1
    for file in files:
        done = subprocess.run([TOOLS / "bin" / "fastwarc", "check", file], capture_output=True, text=True, check=False)
        said = done.stdout + done.stderr
        assert done.returncode == 0 and "verified successfully" in said and "0 failed" in said, said


@pytest.mark.parametrize(("moment", "path", "text"), [
    (FIRST, "/1.html", "现予公布"),
    (SECOND, "/1.html", "现予公布"),
    (FIRST, "/2.html", "现予公布"),
    (SECOND, "/2.html", "现予公布"),
    (FIRST, "/list", "浏览器显示的列表"),
    (FIRST, "/go", "现予公布"),
])  # fmt: skip
def test_pages_are_shown_as_they_were(replay: str, moment: str, path: str, text: str) -> None:
    status, page = shown(f"{replay}/{moment}mp_/{HOST}{path}")
    assert status == 200 and text in page.decode()


def test_bytes_are_given_as_they_came(replay: str) -> None:
    """`id_` is the answer without any change by the tool."""
    assert shown(f"{replay}/{FIRST}id_/{HOST}/1.html") == (200, PAGE.encode())
    assert shown(f"{replay}/{FIRST}id_/{HOST}/gbk.html") == (200, GBK)


def test_what_was_never_kept_is_not_shown(replay: str) -> None:
    assert shown(f"{replay}/mp_/{HOST}/never")[0] == 404
