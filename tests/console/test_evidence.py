"""xuncha evidence: what proves a finding leaves in one ZIP, masked, and whoever gets it can prove it without us."""

import csv
import gzip
import hashlib
import io
import re
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from audits.ledger import Memory
from console.cli import run
from console.evidence_pack import CHECKLIST, MANUAL, SUMS
from console.inspection_run import plan
from console.snapshot_pages import write_snapshots
from crawler.browser import unavailable
from inspection.round_store import open_round
from inspection.types.judgement import Finding
from inspection.workspace import open_workspace
from reports.safe_text import HIDDEN
from reports.snapshot_links import has_snapshot, snapshot_link
from tests.console.evidence_round import AS_OF, BODIES, SECRET, made
from tests.reports.hostile_pages import MOBILE, NUMBER, PERSON, PROBE

Office = tuple[Path, dict[str, str]]
PERSONAL = (MOBILE, NUMBER, PERSON)


@pytest.fixture(scope="module", name="office")
def workspace_with_evidence(tmp_path_factory: pytest.TempPathFactory) -> Office:
    root = tmp_path_factory.mktemp("evidence") / "江州"
    return root, made(root)


def packed(office: Office, out: Path, *names: str, more: tuple[str, ...] = ()) -> dict[str, bytes]:
    """The files of a pack of these findings, written without pictures."""
    root, ids = office
    path = out / "包.zip"
    assert run(["evidence", str(root), *(ids[name] for name in names), "--out", str(path), "--no-pictures", *more]) == 0
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def refused(office: Office, capfd: pytest.CaptureFixture[str], *names: str) -> str:
    root, ids = office
    capfd.readouterr()
    assert run(["evidence", str(root), *(ids.get(name, name) for name in names), "--no-pictures"]) == 2
    return capfd.readouterr().err


def test_the_hash_in_the_finding_can_be_computed_from_the_pack_alone(office: Office, tmp_path: Path) -> None:
    root, ids = office
    files = packed(office, tmp_path, "clean", "packed")
    with open_round(root / "rounds/2026-11/linjiang/round.db") as store:
        wanted = [one.evidence[0].sha256 for one in store.read(Finding) if one.id in (ids["clean"], ids["packed"])]
    originals = {name: data for name, data in files.items() if name.endswith("-原件.bin")}
    assert sorted(hashlib.sha256(data).hexdigest() for data in originals.values()) == sorted(map(str, wanted))
    for name, data in originals.items():
        record = files[name.replace("-原件.bin", "-归档记录.warc.gz")]
        raw = gzip.decompress(record)
        assert data in raw
        with io.BytesIO(record) as stream:
            kinds = [(one.rec_type, one.raw_stream.read()) for one in ArchiveIterator(stream, check_digests="raise")]
        assert [kind for kind, _ in kinds] == ["response", "request"]
        assert kinds[0][1] == data
        assert files[name.replace("-原件.bin", "-响应头.txt")] in raw


def test_what_the_manual_says_to_run_runs(office: Office, tmp_path: Path) -> None:
    files = packed(office, tmp_path, "clean", "packed", "column")
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    checked = subprocess.run(["sha256sum", "-c", SUMS], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    text = files[MANUAL].decode()
    (script,) = re.findall(r"python3 - (\S+) &lt;&lt;&#x27;END&#x27;\n(.*?)\nEND", text, re.S)
    program = script[1].replace("&quot;", '"').replace("&#x27;", "'")
    told = subprocess.run(
        [sys.executable, "-", script[0]], input=program, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    expected = hashlib.sha256((tmp_path / script[0].replace("归档记录.warc.gz", "原件.bin")).read_bytes()).hexdigest()
    assert told.stdout.strip() == expected
    for tool in ("certutil -hashfile 留痕\\001-原件.bin SHA256", "Get-FileHash -Algorithm SHA256 留痕\\001-原件.bin"):
        assert tool in text


def test_the_checklist_names_every_other_file_with_its_hash(office: Office, tmp_path: Path) -> None:
    files = packed(office, tmp_path, "clean", "absence")
    rows = list(csv.reader(io.StringIO(files[CHECKLIST].decode("utf-8-sig"))))
    assert rows[0] == ["文件", "SHA-256", "是什么"]
    assert {row[0] for row in rows[1:]} == set(files) - {CHECKLIST, SUMS}
    assert all(hashlib.sha256(files[row[0]]).hexdigest() == row[1] and row[2] for row in rows[1:])


@pytest.mark.parametrize("name", ["private", "private too"])
def test_what_is_personal_leaves_masked_and_without_its_original(office: Office, tmp_path: Path, name: str) -> None:
    files = packed(office, tmp_path, name)
    assert not [one for one in files if one.endswith((".bin", ".warc.gz"))]
    for one, data in files.items():
        assert not [word for word in PERSONAL if word.encode() in data], one
    text = files[MANUAL].decode()
    assert hashlib.sha256(BODIES["private"][0]).hexdigest() in text
    assert "原件不随附，由本办按上列 SHA-256 保存" in text
    assert "45*************551" in files["留痕/001-网页.html"].decode()


def test_a_pack_with_personal_data_is_for_one_unit(
    office: Office, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    told = refused(office, capfd, "private", "other unit")
    assert "涉及个人信息" in told
    assert "单独给一个责任单位" in told
    assert packed(office, tmp_path, "private", "clean")
    assert packed(office, tmp_path, "private too", "other unit")


def test_the_classified_is_refused_and_to_be_handled_by_telephone(
    office: Office, capfd: pytest.CaptureFixture[str]
) -> None:
    assert "只以电话处置" in refused(office, capfd, "classified", "clean")


def test_what_nobody_confirmed_does_not_leave(office: Office, capfd: pytest.CaptureFixture[str]) -> None:
    assert "没有核查属实" in refused(office, capfd, "not confirmed")
    assert "没有编号为 FXXXXXXXX" in refused(office, capfd, "FXXXXXXXX")
    assert "二者写一种" in refused(office, capfd)


def test_nothing_names_what_carries_a_mark(office: Office, tmp_path: Path) -> None:
    files = packed(office, tmp_path, "naming", "sealed column", "absence")
    for one, data in files.items():
        assert SECRET.encode() not in data, one
        if one.endswith(".warc.gz"):
            assert SECRET.encode() not in gzip.decompress(data), one
    assert "内容不宜随附" in files[MANUAL].decode()


def test_hostile_pages_and_words_are_only_words(office: Office, tmp_path: Path) -> None:
    files = packed(office, tmp_path, "hostile")
    page, text = files["留痕/001-网页.html"].decode(), files[MANUAL].decode()
    for one in (page, text):
        assert not re.search(r"<(script|iframe|img|svg|form|object|link|base)\b", one, re.I)
        assert not re.search(rf'(src|href|action)="?{PROBE}', one)
        assert one.count("<style>") == 1
    assert "&lt;b&gt;hostile" in text


def test_words_of_the_finding_are_marked(office: Office, tmp_path: Path) -> None:
    files = packed(office, tmp_path, "packed")
    assert "<mark>（此件不予公开）</mark>" in files["留痕/001-网页.html"].decode()


def test_absence_names_every_list_with_its_end(office: Office, tmp_path: Path) -> None:
    files = packed(office, tmp_path, "absence")
    text = files[MANUAL].decode()
    assert "查过9个栏目的列表（9页、9条），其中8个已读到末页。" in text
    assert "列表未读完（第2页未能读取）" in text
    assert all(f"栏目{number}" in text for number in range(1, 10))
    assert text.count("打开</a>") == 2  # three answers in all: data, a list, and the one that is not shown


def test_data_is_shown_readably(office: Office, tmp_path: Path) -> None:
    page = packed(office, tmp_path, "column")["留痕/001-网页.html"].decode()
    assert "<th>title</th>" in page
    assert "<td>关于通知</td>" in page


def test_files_leave_only_where_they_were_read_and_are_not_personal(office: Office, tmp_path: Path) -> None:
    files = packed(office, tmp_path, "files")
    originals = [data for name, data in files.items() if name.endswith(".bin")]
    assert originals == [BODIES["file"][0]]
    text = files[MANUAL].decode()
    assert "附件含个人信息" in text
    assert "附件的文字没有读出" in text


def test_what_was_handed_in_has_its_hash(office: Office, tmp_path: Path) -> None:
    files = packed(office, tmp_path, "directory")
    assert set(files) == {MANUAL, CHECKLIST, SUMS}
    assert "0" * 64 in files[MANUAL].decode()
    assert "报送文件" in files[MANUAL].decode()


def test_the_manual_tells_the_rule_and_never_its_code(office: Office, tmp_path: Path) -> None:
    text = packed(office, tmp_path, "clean")[MANUAL].decode()
    for word in ("非公开文件上网", "检查要求", "文本版本", "2026年11月巡查，以2026年11月20日为准", "封存，摘要"):
        assert word in text
    assert "D03" not in text


def test_the_same_round_gives_the_same_bytes(office: Office, tmp_path: Path) -> None:
    names = ("clean", "packed", "absence", "hostile")
    first = packed(office, tmp_path, *names)
    before = (tmp_path / "包.zip").read_bytes()
    assert packed(office, tmp_path, *names) == first
    assert (tmp_path / "包.zip").read_bytes() == before
    with zipfile.ZipFile(tmp_path / "包.zip") as archive:
        assert archive.namelist() == sorted(archive.namelist())
        assert {one.date_time for one in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}


def test_without_a_browser_the_pack_says_so_in_one_line(
    office: Office,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("console.commands.evidence.why_none", lambda: "没有找到浏览器")
    root, ids = office
    assert run(["evidence", str(root), ids["clean"], "--out", str(tmp_path / "a.zip")]) == 0
    assert "没有截图：没有找到浏览器。" in capfd.readouterr().err
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert "没有截图：没有找到浏览器。" in archive.read(MANUAL).decode()
        assert "留痕/001-原件.bin" in archive.namelist()


@pytest.mark.skipif(bool(unavailable()), reason=f"no browser: {unavailable()}")
def test_pictures_are_of_pages_and_not_of_lists_searched_in_vain(office: Office, tmp_path: Path) -> None:
    root, ids = office
    out = tmp_path / "包"
    assert run(["evidence", str(root), ids["clean"], ids["absence"], "--out", str(out)]) == 0
    (path,) = out.iterdir()
    with zipfile.ZipFile(path) as archive:
        shots = [name for name in archive.namelist() if name.endswith(".png")]
        assert shots == ["留痕/001-截图.png"]
        assert archive.read(shots[0]).startswith(b"\x89PNG")
        assert shots[0] in archive.read(MANUAL).decode()


def test_a_pack_of_a_notice(tmp_path: Path) -> None:
    root, ids = made_again(tmp_path)
    assert run(["notice", str(root), "--only", ids["clean"], "--only", ids["column"]]) == 0
    with Memory(root / "xuncha.db") as memory:
        (notice,) = memory.notices.all()
    assert run(["evidence", str(root), "--notice", notice.number, "--no-pictures"]) == 0
    (path,) = (root / "rounds/2026-11/reports/证据包").iterdir()
    with zipfile.ZipFile(path) as archive:
        text = archive.read(MANUAL).decode()
    assert ids["clean"] in text
    assert ids["column"] in text
    assert notice.number in text
    assert "整改期限" in text


def made_again(folder: Path) -> Office:
    root = folder / "江州"
    return root, made(root)


def test_a_purged_round_says_so_and_proves_by_hashes_alone(tmp_path: Path) -> None:
    office = made_again(tmp_path)
    assert run(["purge", str(office[0]), "--round", "2026-11"]) == 0
    files = packed(office, tmp_path, "clean", "absence")
    assert set(files) == {MANUAL, CHECKLIST, SUMS}
    text = files[MANUAL].decode()
    assert "按规定清除" in text
    assert hashlib.sha256(BODIES["clean"][0]).hexdigest() in text


def test_what_was_altered_is_no_evidence(tmp_path: Path) -> None:
    office = made_again(tmp_path)
    store = office[0] / "rounds/2026-11/linjiang/round.db"
    with sqlite3.connect(store) as db:
        db.execute("update snapshots set sha256 = ? where url like '%/1.html'", ["f" * 64])
    db.close()
    files = packed(office, tmp_path, "clean")
    assert set(files) == {MANUAL, CHECKLIST, SUMS}
    assert "与登记的 SHA-256 不符" in files[MANUAL].decode()


def test_local_pages_are_there_for_what_lists_may_name(tmp_path: Path) -> None:
    root, ids = made_again(tmp_path)
    reports = root / "rounds/2026-11/reports"
    workspace = open_workspace(root)
    run_ = plan(
        workspace, today=AS_OF, clock=lambda: pytest.fail("no clock"), say=print, progress=lambda *_: None, known=True
    )
    count = write_snapshots(run_, reports)
    with Memory(root / "xuncha.db") as memory, open_round(root / "rounds/2026-11/linjiang/round.db") as store:
        findings = memory.lives(store.read(Finding))
    for one in findings:
        assert (reports / snapshot_link(one)).exists() == has_snapshot(one)
    assert count == sum(map(has_snapshot, findings)) == len(ids) - 3
    assert not (reports / "留痕" / f"{ids['private']}.html").exists()
    pages = {path: path.read_bytes() for path in (reports / "留痕").iterdir()}
    for data in pages.values():
        assert not [word for word in (*PERSONAL, SECRET) if word.encode() in data]
        assert b"<script" not in data
    absence = (reports / "留痕" / f"{ids['absence']}.html").read_text()
    (lists,) = re.findall(r'href="(列表-[0-9a-f]{12}\.html)"', absence)
    assert "栏目9" in (reports / "留痕" / lists).read_text()
    assert write_snapshots(run_, reports) == count
    assert {path: path.read_bytes() for path in (reports / "留痕").iterdir()} == pages


def test_local_pages_go_with_what_they_prove(tmp_path: Path) -> None:
    root, ids = made_again(tmp_path)
    reports = root / "rounds/2026-11/reports"
    assert run(["report", str(root)]) == 0
    page = reports / "留痕" / f"{ids['clean']}.html"
    assert page.exists()
    assert run(["decide", str(root), ids["clean"], "reject", "--reason", "另有依据"]) == 0
    assert run(["report", str(root)]) == 0
    assert not page.exists()


def test_local_pages_are_purged_with_their_round(tmp_path: Path) -> None:
    root, ids = made_again(tmp_path)
    assert run(["report", str(root)]) == 0
    page = root / "rounds/2026-11/reports/留痕" / f"{ids['clean']}.html"
    assert "现予公布" in page.read_text()
    assert run(["purge", str(root), "--round", "2026-11"]) == 0
    assert not page.exists()
    assert run(["report", str(root)]) == 0
    assert "按规定清除" in page.read_text()
    assert "现予公布" not in page.read_text()


def test_a_name_beside_an_illness_is_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "<p>各镇街：</p><p>患者赵小河，因身患肺癌申请救助。</p>"
    monkeypatch.setitem(BODIES, "clean", (text.encode(), "text/html", {}))
    files = packed(made_again(tmp_path), tmp_path, "clean")
    assert PERSON.encode() not in b"".join(files.values())
    assert HIDDEN in files["留痕/001-网页.html"].decode()
    assert not [name for name in files if name.endswith(".bin")]
