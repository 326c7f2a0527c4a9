"""What lies beyond the limits of the walk is said to be unread."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

import crawler.walk
from crawler.archive import Archive
from crawler.evidence import EvidenceFile, Received
from crawler.requests import Wanted
from crawler.walk import walk
from inspection.types.office import Portal
from inspection.types.portal import Snapshot

PORTAL = "https://www.linjiang.example/gkmlpt/index"
TREE = ",".join(f'{{"id":{n},"name":"栏目{n}","post_count":0,"children":[]}}' for n in range(1, 9))
PAGE = f"<html><script>window._CONFIG = {{SID: '1', TREE: [{TREE}]}}</script></html>".encode()


def test_columns_beyond_the_limit_are_said_to_be_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawler.walk, "MAX_COLUMNS", 5)
    evidence = EvidenceFile(tmp_path, "limits")
    at = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
    place = evidence.keep(Received(PORTAL, "GET", (), b"", 200, (), PAGE, "HTTP/1.1", at))
    evidence.close()
    key = Wanted(PORTAL, "portal").key
    kept = Snapshot(
        f"{key}.0", key, PORTAL, PORTAL, 200, "2026-11-20T12:00:00+08:00", place.sha256, place.warc, place.offset,
        place.length, "text/html",
    )  # fmt: skip
    found = walk([Portal(PORTAL)], Archive(tmp_path, [kept], [], lambda _: True))
    assert len(found.columns) == 5
    assert [(one.what, one.kind) for one in found.troubles if one.what == "tree"] == [("tree", "cut_short")]
