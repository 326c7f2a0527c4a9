"""Classification marks over a whole round: nothing of what carries one is kept or shown, but on the sealed list."""

import gzip
import io
import sqlite3
import stat
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from console.cli import run
from console.seal_copies import seal_round
from crawler.evidence import EvidenceFile, Received
from inspection.round_store import open_round
from inspection.sealed_list import NAME, Sealed, add_sealed, read_sealed
from inspection.types.judgement import Match
from inspection.types.portal import Failure, Incident, ListedItem, Listing, Page, Snapshot
from tests.console.gkmlpt_city import workspace
from tests.crawler.portal_server import PortalServer, Reply, serve
from tests.crawler.portals_made import HOME, OPEN, detail, put_static, static_page

AS_OF = "2026-11-20"
SECRET = "望湖行动部署"
WORDS = "绝不可留存的内容"
KINDS = ("findings", "coverage", "matches", "pages", "columns", "entries")
HERE = "/zwgk/zdly/czyjs/202605"


def put_marked(portal: PortalServer) -> str:
    """A portal of which one page carries a mark, one is listed with one, and one has a file with one."""
    url = put_static(portal)
    marked = detail(3).replace("<h1>", "<p>机密★3年</p><h1>").replace("各街道办事处", WORDS)
    portal.put(f"{HERE}/t20260503_1003.html", marked.replace("关于第3号事项的通知", f"关于{SECRET}的通知"))
    file = '<p><a href="./P020260504.docx">附件：' + SECRET + "任务分工.docx</a></p></div>"
    carrying = detail(4).replace("关于第4号事项的通知", f"{SECRET}任务分工").replace("</p></div>", f"</p>{file}", 1)
    portal.put(f"{HERE}/t20260504_1004.html", carrying)
    portal.put(f"{HERE}/P020260504.docx", "", kind="application/octet-stream")
    portal.pages[f"{HERE}/P020260504.docx"].body = docx("秘密★5年", WORDS)  # type: ignore[union-attr]  # a Reply
    here = [HOME, OPEN, ("重点领域", "/zwgk/zdly/"), ("财政预决算", "/zwgk/zdly/czyjs/")]
    titles = {3: f"关于{SECRET}的通知", 4: f"{SECRET}任务分工", 2: f"绝密★{SECRET}来电"}
    listed = "".join(
        f'<li><a href="./202605/t202605{n:02d}_{1000 + n}.html">{titles.get(n, f"关于第{n}号事项的通知")}</a>'
        f"<span>2026-05-{n:02d}</span></li>"
        for n in (7, 6, 5, 4, 3, 2, 1)
    )
    page = static_page("财政预决算", here, f'<div class="list"><ul class="newslist">{listed}</ul></div>')
    portal.put("/zwgk/zdly/czyjs/", page)
    return url


def store_all_the_same(portal: PortalServer, folder: Path) -> None:
    """Puts the answers that were sealed into a round's files and rows."""
    evidence = EvidenceFile(folder, "Xuncha/0.1")
    with open_round(folder / "round.db") as store:
        failures = store.read(Failure)
        store.replace(Failure, [one for one in failures if one.kind != "sealed"])
        for one in (one for one in failures if one.kind == "sealed"):
            reply = portal.pages[urlsplit(one.url).path]
            assert isinstance(reply, Reply)
            at = datetime.fromisoformat(one.at)
            came = Received(
                one.url, "GET", (), b"", 200, (("Content-Type", reply.kind),), reply.body, "HTTP/1.1", at
            )  # fmt: skip
            kept = evidence.keep(came)
            store.add(
                Snapshot(
                    f"{one.key}.0", one.key, one.url, one.url, 200, one.at, kept.sha256, kept.warc, kept.offset,
                    kept.length, reply.kind,
                )
            )  # fmt: skip
    evidence.close()


def docx(*paragraphs: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    kinds = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        parts.writestr("[Content_Types].xml", kinds)
        parts.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    return made.getvalue()


@pytest.fixture(scope="module")
def portal() -> Iterator[PortalServer]:
    with serve() as server:
        yield server


@pytest.fixture(scope="module")
def inspected(portal: PortalServer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = workspace(tmp_path_factory.mktemp("sealed") / "江州", put_marked(portal))
    assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
    return folder


def round_of(folder: Path) -> Path:
    return folder / "rounds" / "2026-11" / "wanghu"


def outputs(folder: Path, capfd: pytest.CaptureFixture[str]) -> str:
    """Everything that leaves: tables in every form, reports, what the commands say, the logs."""
    capfd.readouterr()
    for kind in KINDS:
        for form in ("csv", "jsonl"):
            assert run(["export", str(folder), kind, "--format", form]) == 0
    assert run(["report", str(folder)]) == 0
    for finding in ("findings",):
        run(["explain", str(folder), finding])
    texts = ["".join(capfd.readouterr())]
    for path in folder.rglob("*"):
        if path.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(path) as parts:
                texts += [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
        elif path.suffix in (".log", ".jsonl", ".csv"):
            texts.append(path.read_text(encoding="utf-8"))
    return "\n".join(texts)


def test_the_sealed_list_says_where_and_what_kind_and_no_more(
    inspected: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    hits = read_sealed(inspected)
    found = {(hit.address.rpartition("_")[2], hit.file.rpartition("/")[2], hit.mark, hit.place) for hit in hits}
    assert found == {
        ("1003.html", "", "机密", "正文首部"), ("1004.html", "P020260504.docx", "秘密", "附件内"),
        ("1002.html", "", "绝密", "列表标题"),
    }  # fmt: skip
    assert {(hit.district, hit.round) for hit in hits} == {("wanghu", "2026-11")}
    assert all(hit.at.endswith("+08:00") for hit in hits)
    assert stat.S_IMODE((inspected / NAME).stat().st_mode) == 0o600
    capfd.readouterr()
    assert run(["sealed", str(inspected)]) == 0
    said = capfd.readouterr().out
    assert said.startswith("按涉密标志处理，请电话核实，勿在通报、通知书、清单中出现")
    assert "望湖区" in said and "机密（正文首部）" in said and "P020260504.docx" in said
    assert SECRET not in said and WORDS not in said


def test_nothing_of_it_leaves_or_is_kept(inspected: Path, capfd: pytest.CaptureFixture[str]) -> None:
    told = outputs(inspected, capfd)
    assert SECRET not in told and WORDS not in told
    for address in ("_1003.html", "_1004.html", "_1002.html", "P020260504"):
        lines = [line for line in told.splitlines() if address in line]
        # the request log names every address alike, as it was asked for
        assert all("\tGET\t" in line for line in lines), lines
    folder = round_of(inspected)
    assert SECRET.encode() not in (folder / "round.db").read_bytes()
    for path in (*folder.glob("*.db*"), inspected / "xuncha.db", inspected / NAME):
        assert SECRET.encode() not in path.read_bytes() and WORDS.encode() not in path.read_bytes(), path
    kept = b"".join(gzip.decompress(path.read_bytes()) for path in folder.glob("*.warc.gz"))
    assert WORDS.encode() not in kept


def test_rows_hold_the_place_alone_and_accuse_nobody(inspected: Path) -> None:
    with open_round(round_of(inspected) / "round.db") as store:
        sealed = [page for page in store.read(Page) if page.state == "sealed"]
        assert len(sealed) == 3 and all(page.title is None and not page.body for page in sealed)
        addresses = {page.url for page in sealed}
        assert {item.title for item in store.read(ListedItem) if item.url in addresses} == {""}
        assert not any(incident.kind == "sealed" or incident.url in addresses for incident in store.read(Incident))
        assert not any(match.subject in addresses for match in store.read(Match))


def test_offline_tells_the_same_once(inspected: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = read_sealed(inspected)
    capfd.readouterr()
    assert run(["inspect", str(inspected), "--offline"]) == 0
    said = "".join(capfd.readouterr())
    assert "有 3 处须由专人处理" in said and "密" not in said.replace("xuncha sealed", "")
    assert read_sealed(inspected) == before
    assert run(["verify", str(inspected)]) == 0


def test_explain_knows_no_such_page(inspected: Path, capfd: pytest.CaptureFixture[str]) -> None:
    address = read_sealed(inspected)[0].address
    assert run(["explain", str(inspected), address]) == 2
    assert SECRET not in "".join(capfd.readouterr())


def test_no_hit_makes_no_file_and_rights_are_narrowed(tmp_path: Path) -> None:
    assert add_sealed(tmp_path, []) == 0 and not (tmp_path / NAME).exists()
    sqlite3.connect(tmp_path / NAME).close()
    (tmp_path / NAME).touch(mode=0o644)
    hit = Sealed("linjiang", "2026-11", "https://www.linjiang.example/1.html", "", "", "机密", "标题")
    assert add_sealed(tmp_path, [hit, hit]) == 1 and add_sealed(tmp_path, [hit]) == 0
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600
    assert read_sealed(tmp_path) == [hit]


def test_hits_that_cannot_be_written_down_wait_for_the_next_run(
    portal: PortalServer, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = workspace(tmp_path / "江州", put_marked(portal))
    (folder / NAME).mkdir()
    assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
    assert "无法写入" in (said := capfd.readouterr().err) and "3 处须由专人处理" in said
    assert run(["sealed", str(folder)]) == 2 and "打不开" in capfd.readouterr().err
    (folder / NAME).rmdir()
    assert run(["inspect", str(folder), "--offline"]) == 0
    assert len(read_sealed(folder)) == 3


def test_a_check_up_keeps_to_it_too(portal: PortalServer, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = workspace(tmp_path / "江州", put_marked(portal))
    assert run(["survey", str(folder), "--pages", "9"]) == 0
    said = "".join(capfd.readouterr())
    assert "2 处须由专人处理" in said and SECRET not in said
    assert {hit.mark for hit in read_sealed(folder)} == {"机密", "绝密"}
    # The files of pages are not looked at: the page that carries one is known by a round.
    assert f"关于{SECRET}的通知".encode() not in (folder / "survey" / "wanghu" / "round.db").read_bytes()


def test_what_was_kept_before_its_mark_was_seen_is_taken_out(
    portal: PortalServer, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Pages and a file were stored by a version that knew no marks; a later one judges the round offline."""
    folder = workspace(tmp_path / "江州", put_marked(portal))
    one = round_of(folder)
    assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
    store_all_the_same(portal, one)
    (folder / NAME).unlink()
    assert WORDS.encode() in b"".join(gzip.decompress(path.read_bytes()) for path in one.glob("*.warc.gz"))
    assert run(["inspect", str(folder), "--offline"]) == 0
    records = b"".join(gzip.decompress(path.read_bytes()) for path in one.glob("*.warc.gz"))
    assert WORDS.encode() not in records
    assert {(hit.mark, hit.place) for hit in read_sealed(folder)} == {
        ("机密", "正文首部"), ("秘密", "附件内"), ("绝密", "列表标题"),
    }  # fmt: skip
    assert SECRET.encode() not in (one / "round.db").read_bytes()
    capfd.readouterr()
    assert run(["inspect", str(folder), "--offline"]) == 0
    with open_round(one / "round.db") as store:
        seal_round(folder, "2026-11", "wanghu", store, one, "2026-11-22T12:00:00+08:00")
        assert sum(page.state == "sealed" for page in store.read(Page)) == 3
    assert len(read_sealed(folder)) == 3
    assert run(["verify", str(folder)]) == 0, capfd.readouterr()


def test_a_column_that_is_one_marked_paper_is_unread_and_not_told(
    portal: PortalServer, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = workspace(tmp_path / "江州", put_marked(portal))
    guide = "/zwgk/zfxxgkzn/"
    reply = portal.pages[guide]
    assert isinstance(reply, Reply)
    marked = reply.body.decode().replace("<h1>", "<p>秘密★10年</p><h1>").replace("特编制本指南", WORDS)
    portal.put(guide, marked)
    run(["inspect", str(folder), "--as-of", AS_OF])
    said = "".join(capfd.readouterr())
    assert guide in {"/" + hit.address.split("/", 3)[3] for hit in read_sealed(folder)}
    with open_round(round_of(folder) / "round.db") as store:
        listing = next(one for one in store.read(Listing) if one.url.endswith(guide))
        assert listing.state == "unreadable" and listing.reason == "栏目内容未能读取"
        assert not any(one.kind == "sealed" for one in store.read(Incident))
    told = said + outputs(folder, capfd)
    assert "涉密" not in told and "秘密" not in told and WORDS not in told
    kept = b"".join(gzip.decompress(path.read_bytes()) for path in round_of(folder).glob("*.warc.gz"))
    assert WORDS.encode() not in kept
