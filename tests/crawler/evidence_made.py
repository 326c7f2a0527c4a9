"""Answers and rounds of evidence made without a portal."""

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from crawler.evidence import EvidenceFile, Place, Received
from crawler.requests import Wanted
from inspection.types.portal import Snapshot

CHINA = timezone(timedelta(hours=8))
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=CHINA)
HOST = "http://www.linjiang.example"
PAGE = "<html><head><title>关于调整补贴标准的通知</title></head><body><p>各镇街：现予公布。</p></body></html>"


def received(path: str = "/zwgk/1.html", body: bytes = PAGE.encode(), **more: Any) -> Received:
    given: dict[str, Any] = {
        "url": HOST + path,
        "method": "GET",
        "sent_headers": (("Host", "www.linjiang.example"), ("User-Agent", "Xuncha")),
        "sent_body": b"",
        "status": 200,
        "headers": (("Content-Type", "text/html; charset=utf-8"), ("ETag", '"a1"')),
        "body": body,
        "protocol": "HTTP/1.1",
        "at": NOON,
    }
    return Received(**{**given, **more})


def snapshot(came: Received, place: Place, **more: Any) -> Snapshot:
    key = Wanted(came.url, "page").key
    given: dict[str, Any] = {
        "id": f"{key}.0",
        "key": key,
        "url": came.url,
        "final_url": came.url,
        "status": came.status,
        "fetched_at": came.at.isoformat(timespec="seconds"),
        "sha256": place.sha256,
        "warc": place.warc,
        "offset": place.offset,
        "length": place.length,
        "content_type": came.header("Content-Type"),
        "etag": came.header("ETag"),
        "last_modified": came.header("Last-Modified"),
    }
    return Snapshot(**{**given, **more})


def kept(folder: Path, *came: Received, **more: Any) -> list[Snapshot]:
    evidence = EvidenceFile(folder, "Xuncha/0.1", **more)
    found = [snapshot(one, evidence.keep(one)) for one in came]
    evidence.close()
    return found
