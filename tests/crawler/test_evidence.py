"""What lies in the WARC files, asked of a standard reader wherever there is one."""

import gzip
import hashlib
from argparse import Namespace
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from crawler.evidence import EvidenceFile, Place, drop_torn_tails, evidence_files, read_payload
from crawler.warc_record import members
from inspection.errors import UserError
from tests.crawler.evidence_made import HOST, NOON, PAGE, kept, received, snapshot


def is_sound(folder: Path) -> bool:
    """What `warcio check` says: structure and digests of every record."""
    checker = Checker(Namespace(inputs=[str(path) for path in evidence_files(folder)], verbose=False))
    checker.process_all()
    return not checker.exit_value


def records(path: Path) -> list[Any]:
    """Type, header fields, HTTP status line and payload of each record, as warcio reads them."""
    with path.open("rb") as file:
        return [
            (one.rec_type, one.rec_headers, one.http_headers, one.raw_stream.read()) for one in ArchiveIterator(file)
        ]


def test_a_file_describes_itself_and_holds_answers_with_their_requests(tmp_path: Path) -> None:
    form = received("/so?x=1", b"{}", method="POST", sent_body="词=公开".encode())
    kept(tmp_path, received(), form)
    found = records(tmp_path / "0001.warc.gz")
    assert [kind for kind, *_ in found] == ["warcinfo", "response", "request", "response", "request"]
    (_, info, _, text), (_, answer, http, body), (_, asked, line, _) = found[:3]
    assert info.protocol == "WARC/1.1" and info.get_header("WARC-Filename") == "0001.warc.gz"
    assert b"software: Xuncha/0.1\r\n" in text and b"format: WARC File Format 1.1\r\n" in text
    assert answer.get_header("WARC-Target-URI") == f"{HOST}/zwgk/1.html"
    assert answer.get_header("WARC-Date") == "2026-11-20T04:00:00Z"
    assert answer.get_header("Content-Type") == "application/http; msgtype=response"
    assert answer.get_header("WARC-Warcinfo-ID") == info.get_header("WARC-Record-ID")
    assert http.get_statuscode() == "200" and body == PAGE.encode()
    assert asked.get_header("WARC-Concurrent-To") == answer.get_header("WARC-Record-ID")
    assert line.protocol == "GET" and line.get_header("User-Agent") == "Xuncha"
    assert found[4][3] == "词=公开".encode()
    ids = [headers.get_header("WARC-Record-ID") for _, headers, *_ in found]
    assert len(set(ids)) == len(ids) and is_sound(tmp_path)


def test_payload_is_what_came_with_its_encoding_told(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE.encode())
    headers = (("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"), ("X-Name", "\xe4\xb8\xad"))
    one, empty = kept(tmp_path, received(body=packed, headers=headers), received("/2", b"", status=204, headers=()))
    assert read_payload(tmp_path, one.warc, one.offset) == (packed, "gzip")
    assert read_payload(tmp_path, empty.warc, empty.offset) == (b"", None)
    assert one.sha256 == hashlib.sha256(packed).hexdigest() and one.length == len(packed)
    assert is_sound(tmp_path)


@pytest.mark.parametrize("offset", [7, 10**6])
def test_a_record_that_is_not_there_is_told_with_its_place(tmp_path: Path, offset: int) -> None:
    kept(tmp_path, received())
    with pytest.raises(UserError, match=rf"0001\.warc\.gz.*位置 {offset}"):
        read_payload(tmp_path, "0001.warc.gz", offset)
    with pytest.raises(UserError, match="缺失或损坏"):
        read_payload(tmp_path, "0009.warc.gz", 0)


def test_a_run_goes_on_in_the_last_file(tmp_path: Path) -> None:
    (first,) = kept(tmp_path, received("/1"))
    (second,) = kept(tmp_path, received("/2"))
    assert first.warc == second.warc == "0001.warc.gz"
    assert [kind for kind, *_ in records(tmp_path / "0001.warc.gz")].count("warcinfo") == 2
    kept(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["0001.warc.gz"] and is_sound(tmp_path)


def test_files_are_rotated_by_size(tmp_path: Path) -> None:
    came = [received(f"/{number}", hashlib.sha512(b"%d" % number).digest() * 20) for number in range(12)]
    found = kept(tmp_path, *came, limit=4_000)
    files = evidence_files(tmp_path)
    assert len(files) > 2 and all(path.stat().st_size <= 4_000 for path in files)
    assert [one.warc for one in found] == sorted(one.warc for one in found)
    assert all(read_payload(tmp_path, s.warc, s.offset)[0] == c.body for s, c in zip(found, came, strict=True))
    (large,) = kept(tmp_path, received("/large", bytes(range(256)) * 40), limit=600)
    assert large.warc == f"{len(files) + 1:04d}.warc.gz" and is_sound(tmp_path)


def test_a_kill_loses_the_record_in_hand_alone(tmp_path: Path) -> None:
    """Cut at every byte of the last answer and its request: what was told before is there, and the file is sound."""
    first, second = kept(tmp_path, received("/1"), received("/2"))
    path = tmp_path / "0001.warc.gz"
    whole = path.read_bytes()
    ends = {member.offset + member.length for member in members(path)}
    for length in range(second.offset, len(whole), 37):
        path.write_bytes(whole[:length])
        drop_torn_tails(tmp_path)
        assert read_payload(tmp_path, first.warc, first.offset)[0] == PAGE.encode()
        assert path.stat().st_size in ends
    (third,) = kept(tmp_path, received("/3"))
    assert read_payload(tmp_path, third.warc, third.offset)[0] == PAGE.encode() and is_sound(tmp_path)


def test_a_full_disk_leaves_no_half_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    evidence = EvidenceFile(tmp_path, "Xuncha")
    evidence.keep(received("/1"))
    file = evidence._file
    assert file is not None
    size = file.tell()

    class Full:
        tell, truncate, seek = file.tell, file.truncate, file.seek

        def write(self, data: bytes) -> int:
            if file.tell() > size:
                raise OSError(28, "No space left on device")
            return file.write(bytes(data[:100]))

    monkeypatch.setattr(evidence, "_file", Full())
    with pytest.raises(OSError, match="space"):
        evidence.keep(received("/2"))
    monkeypatch.undo()
    evidence.keep(received("/3"))
    evidence.close()
    urls = [headers.get_header("WARC-Target-URI") for _, headers, *_ in records(evidence.path)]
    assert urls == [None, *[f"{HOST}/1"] * 2, *[f"{HOST}/3"] * 2] and is_sound(tmp_path)


def test_an_answer_of_an_earlier_round_is_carried_byte_for_byte(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    _, wanted, _ = kept(old, received("/1"), received("/2", b"two"), received("/3"))
    evidence = EvidenceFile(new, "Xuncha")
    place = evidence.carry(old, wanted)
    evidence.close()
    assert (place.sha256, place.length) == (wanted.sha256, wanted.length)
    assert read_payload(new, place.warc, place.offset) == (b"two", None)
    before = {member.sha256: member for member in members(old / wanted.warc)}
    copied = [member for member in members(new / place.warc) if member.sha256 in before]
    assert [member.record and member.record.kind for member in copied] == ["response", "request"]
    assert is_sound(new)


def test_what_is_not_as_its_row_says_is_not_carried(tmp_path: Path) -> None:
    (row,) = kept(tmp_path / "old", received())
    evidence = EvidenceFile(tmp_path / "new", "Xuncha")
    for wrong in (replace(row, sha256="0" * 64), replace(row, url=f"{HOST}/other"), replace(row, offset=3)):
        with pytest.raises(UserError, match="备份"):
            evidence.carry(tmp_path / "old", wrong)
    evidence.close()
    assert not list((tmp_path / "new").iterdir())


@pytest.mark.parametrize(("status", "body", "profile"), [
    (304, b"", "server-not-modified"),
    (200, PAGE.encode(), "identical-payload-digest"),
])  # fmt: skip
def test_an_unchanged_answer_refers_to_the_earlier_one(tmp_path: Path, status: int, body: bytes, profile: str) -> None:
    (row,) = kept(tmp_path / "old", received())
    evidence = EvidenceFile(tmp_path / "new", "Xuncha")
    place = evidence.carry(tmp_path / "old", row)
    again = received(status=status, body=body, at=NOON + timedelta(days=30))
    told = evidence.revisit(again, place)
    evidence.close()
    assert told == Place(place.warc, told.offset, row.length, row.sha256)
    _, (_, original, *_), _, (kind, headers, http, payload), (request, asked, *_) = records(
        tmp_path / "new" / told.warc
    )
    assert (kind, request, payload) == ("revisit", "request", b"")
    assert headers.get_header("WARC-Profile") == f"http://netpreserve.org/warc/1.1/revisit/{profile}"
    assert headers.get_header("WARC-Refers-To") == original.get_header("WARC-Record-ID")
    assert headers.get_header("WARC-Refers-To-Target-URI") == row.url
    assert headers.get_header("WARC-Refers-To-Date") == "2026-11-20T04:00:00Z"
    assert headers.get_header("WARC-Date") == "2026-12-20T04:00:00Z"
    assert headers.get_header("WARC-Payload-Digest") == original.get_header("WARC-Payload-Digest")
    assert (http.get_statuscode() if http else "304") == str(status)
    assert asked.get_header("WARC-Concurrent-To") == headers.get_header("WARC-Record-ID")
    assert is_sound(tmp_path / "new")


def test_a_changed_answer_is_no_revisit(tmp_path: Path) -> None:
    evidence = EvidenceFile(tmp_path, "Xuncha")
    place = evidence.keep(received())
    with pytest.raises(ValueError, match="changed"):
        evidence.revisit(received(body=b"other"), place)
    evidence.close()


def test_a_page_as_a_browser_showed_it_is_a_resource(tmp_path: Path) -> None:
    evidence = EvidenceFile(tmp_path, "Xuncha")
    place = evidence.keep_rendered(f"{HOST}/list", PAGE.encode(), NOON)
    evidence.close()
    _, (kind, headers, http, body) = records(tmp_path / place.warc)
    assert (kind, http, body) == ("resource", None, PAGE.encode())
    assert headers.get_header("Content-Type") == "text/html; charset=utf-8"
    assert read_payload(tmp_path, place.warc, place.offset) == (PAGE.encode(), None)
    row = snapshot(received("/list"), place, rendered=True)
    again = EvidenceFile(tmp_path / "next", "Xuncha")
    carried = again.carry(tmp_path, row)
    again.close()
    assert read_payload(tmp_path / "next", carried.warc, carried.offset)[0] == PAGE.encode()
    assert is_sound(tmp_path) and is_sound(tmp_path / "next")
