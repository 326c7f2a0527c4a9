"""Personal data planted wherever a portal can show it: nothing that leaves a round holds it, only the archive does."""

import gzip
import html
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from console.cli import run
from tests.console.gkmlpt_city import AS_OF, City, workspace
from tests.crawler.portal_server import PortalServer, Reply, serve

MOBILE, NUMBER, CARD, PERSON = "13812341234", "450102199003074551", "6228480402564890018", "赵小河"
PLANTED = (MOBILE, NUMBER, CARD, PERSON)
KINDS = ("findings", "coverage", "matches", "pages", "columns", "entries")
TABLE = (
    "<table><tr><td>姓名</td><td>身份证号</td><td>病种</td><td>银行卡号</td></tr>"
    f"<tr><td>{PERSON}</td><td>{NUMBER}</td><td>慢性肾病</td><td>{CARD}</td></tr></table>"
    f"<p>申请人{PERSON}，身份证号{NUMBER}，电话{MOBILE}。</p>"
    f"<p><a href='/mzj/a.txt'>{PERSON}，身份证号{NUMBER}.txt</a></p>"
)


def plant(server: PortalServer) -> str:
    """The city's portal, its titles, names, numbers, texts and files holding personal data. Returns its address."""
    city = City(server)
    for path, reply in server.pages.items():
        assert isinstance(reply, Reply)
        text = reply.body.decode()
        for plain, personal in {
            "养老机构备案办事流程": f"养老机构备案办事流程（{MOBILE}）",
            "养老机构备案咨询电话": f"养老机构备案咨询电话{MOBILE}",
            "养老机构备案申请材料": f"养老机构备案申请材料（{PERSON}，身份证号{NUMBER}）",
            "养老机构备案受理地点": f"养老机构备案受理地点（卡号{CARD}）",
            "一图读懂养老机构备案": f"一图读懂养老机构备案（{MOBILE}）",
            '"name": "重点领域"': f'"name": "重点领域（{MOBILE}）"',
            '"publisher": "望湖区民政局"': f'"publisher": "望湖区民政局{MOBILE}"',
            '"document_number": ""': f'"document_number": "望民〔2026〕{MOBILE}号"',
            '"identifier": "006939991/2026-': f'"identifier": "{CARD} 2026-',
            "跟踪回访等各项工作。</p>": f"跟踪回访等各项工作。</p>{TABLE}",
        }.items():
            text = text.replace(plain, personal)
        server.pages[path] = Reply(text.encode(), reply.status, reply.kind, reply.headers)
    server.put("/mzj/a.txt", f"{PERSON}\t{NUMBER}", kind="text/plain; charset=utf-8")
    return city.url


@pytest.fixture(scope="module")
def portal() -> Iterator[PortalServer]:
    with serve() as server:
        yield server


@pytest.fixture(scope="module")
def inspected(portal: PortalServer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = workspace(tmp_path_factory.mktemp("personal") / "江州", plant(portal))
    assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
    return folder


def told_by(capfd: pytest.CaptureFixture[str], *words: str) -> str:
    capfd.readouterr()
    assert run(list(words)) in (0, 1), words
    return "".join(capfd.readouterr())


def exported(folder: Path, capfd: pytest.CaptureFixture[str], kind: str) -> list[dict[str, object]]:
    told = told_by(capfd, "export", str(folder), kind, "--format", "jsonl")
    return [json.loads(line) for line in told.splitlines() if line.startswith("{")]


def personal(told: str) -> list[str]:
    """The lines that hold what was planted."""
    return [line for line in told.splitlines() if any(word in line for word in PLANTED)]


def text_of(path: Path) -> str:
    """All that a file says. A number may be parted by the end of a line of a PDF, so its lines stand there joined as
    well; what markup writes in another way is written out."""
    if path.suffix in (".xlsx", ".docx", ".zip"):
        with zipfile.ZipFile(path) as parts:
            return html.unescape("\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist()))
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
        document.close()
        return f"{text}\n{''.join(text.split())}"
    text = path.read_text(encoding="utf-8")
    return f"{text}\n{html.unescape(text)}" if path.suffix == ".html" else text


def files_that_leave(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every file of the workspace but the round's archive: its store, its WARC files and the office's memory."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and ".db" not in path.name and not path.name.endswith((".warc.gz", "round.lock")):
            yield path, text_of(path)


def test_it_was_planted(inspected: Path) -> None:
    round_ = inspected / "rounds" / "2026-11" / "wanghu"
    kept = b"".join(gzip.decompress(path.read_bytes()) for path in round_.glob("*.warc.gz"))
    assert all(word.encode() in kept for word in PLANTED)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx"])
def test_tables(inspected: Path, kind: str, form: str, capfd: pytest.CaptureFixture[str]) -> None:
    out = inspected / f"{kind}.{form}"
    told_by(capfd, "export", str(inspected), kind, "--format", form, "--out", str(out))
    told = text_of(out)
    assert personal(told) == []
    if (kind, form) == ("pages", "jsonl"):
        assert "138****1234" in told


def test_reports_notices_and_what_commands_say(inspected: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = str(inspected)
    ids = [str(row["id"]) for row in exported(inspected, capfd, "findings")]
    addresses = [str(row["url"]) for row in exported(inspected, capfd, "pages")]
    assert len(ids) >= 5 and len(addresses) >= 8
    said = [told_by(capfd, "explain", folder, one) for one in (*ids, *addresses)]
    said.append(told_by(capfd, "decide", folder, *ids, "confirm", "--reason", "属实"))
    said.append(told_by(capfd, "inspect", folder, "--offline"))
    said.append(told_by(capfd, "report", folder))
    said.append(told_by(capfd, "verify", folder))
    said.append(told_by(capfd, "ledger", folder, "--month", "2026-11"))
    assert personal("\n".join(said)) == []
    texts = dict(files_that_leave(inspected))
    assert {".docx", ".html", ".pdf", ".xlsx"} <= {path.suffix for path in texts}
    # what a reader could not take in would hold nothing personal either
    assert all(len(text.strip()) > 100 for path, text in texts.items() if path.suffix in (".pdf", ".html"))
    assert {str(path): lines for path, text in texts.items() if (lines := personal(text))} == {}


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.usefixtures("inspected")
def test_read(portal: PortalServer, form: str, capfd: pytest.CaptureFixture[str]) -> None:
    pages = [path for path in portal.pages if "/content/" in path]
    for path in pages:
        told = told_by(capfd, "read", f"{portal.url}{path}", "--allow-private", "--format", form)
        assert personal(told) == []
    assert "45*************551" in told_by(
        capfd, "read", f"{portal.url}{pages[0]}", "--allow-private", "--format", form
    )


def test_survey(inspected: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert personal(told_by(capfd, "survey", str(inspected))) == []
    told = {path: text for path, text in files_that_leave(inspected) if "survey" in str(path) or path.suffix == ".csv"}
    assert any(path.suffix == ".xlsx" for path in told)
    assert {str(path): personal(text) for path, text in told.items() if personal(text)} == {}


def test_errors(inspected: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(inspected), f"{PERSON}，身份证号{NUMBER}，{MOBILE}"]) == 2
    assert personal("".join(capfd.readouterr())) == []
