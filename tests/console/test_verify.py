"""xuncha verify: what was kept is proven, and whatever was done to it since is told with its place."""

import gzip
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from console.cli import run
from console.seal_copies import SEALS, copied_seals, seal_round
from crawler.digest_chain import purge, sealed, seals, tombstone
from crawler.evidence import EvidenceFile, drop_torn_tails
from crawler.warc_record import members, parsed
from inspection.round_store import RoundStore, open_round
from inspection.types.directory import DirectoryFile
from inspection.types.judgement import Evidence, Finding
from inspection.types.portal import Listing, Page, Snapshot
from tests.console.gkmlpt_city import AS_OF, City, workspace
from tests.crawler.evidence_made import HOST, PAGE, kept, received, snapshot
from tests.crawler.portal_server import serve

AT = "2026-11-20T12:30:00+08:00"
TOML = """
[office]
name = "江州市政务公开办公室"
region = "江州市"

[[district]]
id = "linjiang"
name = "临江区"
class = "区"
[[district.portal]]
url = "http://www.linjiang.example/"
"""


class Office:
    """A workspace with one sealed round of four pages, a list and two findings."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir()
        (root / "xuncha.toml").write_text(TOML, encoding="utf-8")
        self.folder = root / "rounds" / "2026-11" / "linjiang"
        self.file = self.folder / "0001.warc.gz"
        self.rows = kept(self.folder, *(received(f"/{n}", f"{PAGE}{n}".encode()) for n in range(4)))
        with self.store() as store:
            store.replace(Snapshot, self.rows)
            first = self.rows[0]
            store.replace(Page, [Page(first.url, "linjiang", "static", (), (), "ok", snapshot=first.id)])
            store.replace(Listing, [Listing("l1", "c1", HOST, "complete", None, 1, 1, None, snapshots=(first.id,))])
            store.replace(DirectoryFile, [])
            store.replace(Finding, [
                finding("F1", Evidence(first.url, first.fetched_at, 200, first.sha256, first.warc, first.offset)),
                finding("F2", Evidence(listing="l1"), Evidence(url=f"{HOST}/dead")),
            ])  # fmt: skip
            self.seal(store)

    def store(self) -> RoundStore:
        return open_round(self.folder / "round.db")

    def seal(self, store: RoundStore, at: str = AT) -> None:
        seal_round(self.root, "2026-11", "linjiang", store, self.folder, at)

    def verify(self, *more: str) -> int:
        return run(["verify", str(self.root), *more])

    def change(self, sql: str, *values: object) -> None:
        with sqlite3.connect(self.folder / "round.db") as db:
            assert db.execute(sql, values).rowcount == 1
        db.close()

    def rewrite(self, number: int, body: str) -> None:
        """A record's content changed by one who knows the format: all digests of the record are right again."""
        rows = iter(self.rows)
        scratch = self.folder / "other"
        evidence = EvidenceFile(scratch, "Xuncha/0.1")
        moved = []
        for n, row in enumerate(rows):
            came = received(f"/{n}", (body if n == number else f"{PAGE}{n}").encode())
            moved.append(replace(snapshot(came, evidence.keep(came)), id=row.id))
        evidence.close()
        shutil.move(scratch / "0001.warc.gz", self.file)
        scratch.rmdir()
        with self.store() as store:
            store.replace(Snapshot, moved)
            first = moved[0]
            store.replace(Finding, [
                finding("F1", Evidence(first.url, first.fetched_at, 200, first.sha256, first.warc, first.offset)),
            ])  # fmt: skip


def finding(id_: str, *evidence: Evidence) -> Finding:
    return Finding(
        id_, id_, "2026-11", "linjiang", None, None, None, None, None, "B10", "内容", "A", 2, "suspected", None, HOST,
        "页面空白", "补齐", "", date(2026, 11, 20), evidence,
    )  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "江州")


def test_an_untouched_round_is_proven_in_one_line(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path.name: path.read_bytes() for path in office.folder.glob("*.warc.gz")}
    assert office.verify() == 0
    (line,) = capsys.readouterr().out.splitlines()
    head = copied_seals(office.root, "2026-11", "linjiang")[-1].head
    assert line == (
        "批次“2026-11”核验无误：1 个区，4 份网页留痕、3 条问题依据、9 条归档记录；"
        f"封存摘要 {head[:16]}，与工作区中的副本一致。"
    )
    assert office.verify("--round", "2026-11", "--district", "linjiang") == 0
    assert {path.name: path.read_bytes() for path in office.folder.glob("*.warc.gz")} == before


def _flip(office: Office) -> None:
    data = bytearray(office.file.read_bytes())
    data[office.rows[2].offset + 200] ^= 0xFF
    office.file.write_bytes(data)


def _swap(office: Office) -> None:
    """A record's bytes replaced by another body, its own digests left."""
    found = list(members(office.file))
    at = next(one for one in found if one.offset == office.rows[1].offset)
    raw = gzip.decompress(office.file.read_bytes()[at.offset : at.offset + at.length]).replace(
        "公布".encode(), b"000000"
    )
    data = office.file.read_bytes()
    office.file.write_bytes(data[: at.offset] + gzip.compress(raw) + data[at.offset + at.length :])


def _add_record(office: Office) -> None:
    evidence = EvidenceFile(office.folder, "Other")
    evidence.keep(received("/added"))
    evidence.close()


def _foreign(office: Office) -> None:
    shutil.copy(office.file, office.folder / "extra.warc.gz")


def _torn(office: Office) -> None:
    office.file.write_bytes(office.file.read_bytes() + b"\x1f\x8b\x08\x00half")


def _row(sql: str) -> Callable[[Office], None]:
    return lambda office: office.change(sql, office.rows[1].id)


@pytest.mark.parametrize(("harm", "told"), [
    (_flip, "不是完整的记录"),
    (_swap, "与登记的 SHA-256 不符"),
    (_swap, "与其自带的校验值不符"),
    (_add_record, "封存之后又多出 0 份登记、3 条记录"),
    (_foreign, "不是本程序写的文件"),
    (_torn, "不是完整的记录"),
    (lambda office: office.file.unlink(), "0001.warc.gz 不在了"),
    (_row("update snapshots set status = 404 where id = ?"), "登记的状态是 404，记录中是 200"),
    (_row("update snapshots set sha256 = 'ab' where id = ?"), "与登记的 SHA-256 不符"),
    (_row("update snapshots set url = 'http://www.linjiang.example/x' where id = ?"), "是另一个网址"),
    (_row("update snapshots set fetched_at = '2026-10-01T09:00:00+08:00' where id = ?"), "网页留痕登记与工作区"),
    (_row("update snapshots set offset = 5 where id = ?"), "没有记录"),
    (_row("delete from snapshots where id = ?"), "网页留痕登记与工作区 seals.jsonl 中"),
    (lambda office: office.change("update pages set snapshot = 'gone.0'"), "页面 http://www.linjiang.example/0"),
    (lambda office: office.change("""update listings set snapshots = '["gone.0"]'"""), "不能再证明其中没有"),
    (lambda office: office.change("delete from listings"), "问题 F2（页面空白）的依据 l1"),
    (lambda office: office.change("delete from facts where name = 'seals'"), "批次中的封存被删去了"),
])  # fmt: skip
def test_each_harm_is_told_with_its_place(
    office: Office, capsys: pytest.CaptureFixture[str], harm: Callable[[Office], None], told: str
) -> None:
    harm(office)
    assert office.verify() == 1
    said = capsys.readouterr()
    assert told in said.err and "临江区：" in said.err and not said.out


def test_a_damaged_place_hides_no_sound_record_behind_it(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    _flip(office)
    assert office.verify() == 1
    said = capsys.readouterr().err
    assert "linjiang.example/2（" in said and "linjiang.example/3（" not in said


def test_store_and_files_altered_together_are_noticed_by_the_copy(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rows, records, digests and the round's own seal all agree again; only the copy knows."""
    office.rewrite(0, PAGE.replace("现予公布", "不予公布"))
    with office.store() as store:
        store.set_fact("seals", [])
        sealed(store, office.folder, AT)
    assert office.verify() == 1
    said = capsys.readouterr().err
    assert "网页留痕登记和网页留痕文件与工作区 seals.jsonl 中" in said and said.count("\n") == 2
    (office.root / SEALS).unlink()
    assert office.verify() == 0
    assert "工作区中没有其副本，仅凭批次自身核对" in capsys.readouterr().out


def test_a_round_without_a_seal_is_not_proven(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.change("delete from facts where name = 'seals'")
    (office.root / SEALS).unlink()
    assert office.verify() == 1
    assert "本批次没有封存" in capsys.readouterr().err


def test_a_later_crawl_of_the_round_adds_behind_its_seals(office: Office) -> None:
    (more,) = kept(office.folder, received("/late"))
    with office.store() as store:
        store.add(more)
        assert office.verify() == 1
        office.seal(store, "2026-11-21T09:00:00+08:00")
        office.seal(store, "2026-11-21T10:00:00+08:00")
        assert [one.answers for one in seals(store)] == [4, 5]
    assert len(copied_seals(office.root, "2026-11", "linjiang")) == 2
    assert office.verify() == 0


def test_a_purged_record_is_gone_and_the_rest_still_proven(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    row = office.rows[2]
    size = office.file.stat().st_size
    with office.store() as store:
        purge(store, office.folder, row.warc, row.offset, date(2026, 12, 1), "含个人信息，依申请删除")
        purge(store, office.folder, row.warc, row.offset, date(2026, 12, 2), "再次")
    assert office.file.stat().st_size == size
    drop_torn_tails(office.folder)
    assert office.verify() == 0
    assert "（其中 1 条已按登记清除）" in capsys.readouterr().out
    kept_still = b"".join(one.record.block for one in members(office.file) if one.record)
    assert f"{PAGE}2".encode() not in kept_still and f"{PAGE}3".encode() in kept_still
    office.change("delete from purged")
    assert office.verify() == 1
    assert "没有登记清除的缘由" in capsys.readouterr().err


@pytest.mark.parametrize("length", [330, 331, 400, 65_535, 65_900, 65_901, 65_902, 65_903, 65_904, 200_000])
def test_a_tombstone_is_as_long_as_what_lay_there(length: int) -> None:
    packed = tombstone(length, date(2026, 12, 1))
    assert len(packed) == length
    record = parsed(gzip.decompress(packed))
    assert record.kind == "metadata" and not record.block.strip()


def test_a_damaged_copy_is_told(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    with (office.root / SEALS).open("a", encoding="utf-8") as file:
        file.write(json.dumps({"round": "2026-11"}) + "\n")
    assert office.verify() == 2
    assert "seals.jsonl 第 2 行" in capsys.readouterr().err


def test_the_copy_can_be_read_by_any_program(office: Office) -> None:
    (line,) = (office.root / SEALS).read_text(encoding="utf-8").splitlines()
    seal = json.loads(line)
    head = hashlib.sha256(b"xuncha round 1").hexdigest()
    for row in office.rows:
        values = [
            row.id, row.key, row.url, row.final_url, row.status, row.fetched_at, row.sha256, row.length,
            row.content_type, row.etag, row.last_modified, row.carried, row.checked_at, row.rendered,
        ]  # fmt: skip
        text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
        head = hashlib.sha256(f"{head}\n{text}".encode()).hexdigest()
    assert (seal["round"], seal["district"], seal["answers"], seal["head"]) == ("2026-11", "linjiang", 4, head)


def test_a_round_as_it_is_inspected_is_proven(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serve() as server:
        folder = workspace(tmp_path / "江州", City(server).url)
        for _ in range(2):
            assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
            capsys.readouterr()
            assert run(["verify", str(folder)]) == 0
            assert "与工作区中的副本一致" in capsys.readouterr().out
    assert run(["inspect", str(folder), "--as-of", AS_OF, "--offline"]) == 0
    assert run(["verify", str(folder)]) == 0
