"""`xuncha read`: every stored real page, and addresses served on loopback."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from console.cli import run
from inspection.rows import KEYS
from tests.shared_data import shared_path

PAGE = """<html><head><meta charset="utf-8"><title>关于开展低保年度复核的通知</title></head><body>
<h1>关于开展低保年度复核的通知</h1><div>发布时间：2026-05-08　来源：临江区民政局</div>
<div class="TRS_Editor"><p>各镇人民政府：现就低保年度复核有关事项通知如下，请遵照执行，联系人电话13800138000。</p>
<p>临江区民政局</p><p>2026年5月6日</p><p><a href="13800138000.pdf">13800138000名单.pdf</a></p></div></body></html>"""
ANSWERS: dict[str, tuple[int, str, str]] = {
    "/page.html": (200, PAGE, "text/html; charset=utf-8"),
    "/secret/page.html": (200, PAGE, "text/html; charset=utf-8"),
    "/gone.html": (404, "<html><title>404</title></html>", "text/html"),
    "/robots.txt": (200, "User-agent: *\nDisallow: /secret/\n", "text/plain"),
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path in ("/moved.html", "/loop.html"):
            self.send_response(302)
            self.send_header("Location", "/page.html" if self.path == "/moved.html" else "/loop.html")
            self.end_headers()
            return
        if self.path == "/cut.html":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(PAGE.encode())
            return
        status, body, kind = ANSWERS.get(self.path, ANSWERS["/gone.html"])
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Tests print nothing."""


@contextmanager
def _served() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_every_stored_page_reads(capsys: pytest.CaptureFixture[str]) -> None:
    files = sorted(path for path in shared_path("data/pages").rglob("*") if path.is_file())
    assert files
    for path in files:
        for form in ("json", "text"):
            assert run(["read", str(path), "--format", form]) == 0, path
            out = capsys.readouterr().out
            if form == "json":
                row = json.loads(out)
                assert set(row) >= {*KEYS["pages"], "kind", "body", "breadcrumb", "sources"}, path
                assert row["kind"] in ("page", "list", "tree", "error"), path


def test_an_address_is_read_with_leave(capsys: pytest.CaptureFixture[str]) -> None:
    with _served() as root:
        assert run(["read", f"{root}/moved.html", "--allow-private", "--format", "json"]) == 0
        row = json.loads(capsys.readouterr().out)
        assert (row["title"], row["published"], row["written"]) == (
            "关于开展低保年度复核的通知", "2026-05-08", "2026-05-06",
        )  # fmt: skip
        assert row["url"] == f"{root}/page.html"
        assert row["status"] == 200
        assert "13800138000" not in row["body"]
        assert row["files"][0]["name"] == "138****8000名单.pdf"
        assert run(["read", f"{root}/gone.html", "--allow-private"]) == 0
        assert "错误答复　已删除（404）" in capsys.readouterr().out


def test_a_classified_page_is_not_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.replace("<h1>", "<p>机密★5年</p><h1>"), encoding="utf-8")
    assert run(["read", str(page)]) == 0
    out = capsys.readouterr().out
    assert "带密级标志，已停止读取" in out
    assert "低保" not in out


@pytest.mark.parametrize(
    ("path", "leave", "said"),
    [
        ("/page.html", [], "--allow-private"),
        ("/secret/page.html", ["--allow-private"], "robots.txt"),
        ("/loop.html", ["--allow-private"], "不断跳转"),
        ("/cut.html", ["--allow-private"], "取不到（连接中断）"),
    ],
)
def test_what_may_not_be_read_is_said(
    path: str, leave: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with _served() as root:
        assert run(["read", root + path, *leave]) == 2
        assert said in capsys.readouterr().err


def test_an_address_that_does_not_answer_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with _served() as root:
        pass
    assert run(["read", f"{root}/page.html", "--allow-private"]) == 2
    assert "取不到（拒绝连接）" in capsys.readouterr().err
