"""`xuncha survey`: a portal's check-up, the dates that a person settles once, and rounds that rest on what was said."""

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from console.cli import run
from inspection.workspace import open_workspace
from tests.crawler.portal_server import PortalServer, serve
from tests.crawler.portals_made import HOME, OPEN, put_static, static_page

COLUMN = "/zwgk/zdly/czyjs"
# The day of publication is 2026-05-0N by list and address; pages with an even number name an earlier one.
NAMED = {number: f"2026-05-{number:02d}" if number % 2 else f"2026-04-{number + 10:02d}" for number in range(1, 8)}


def _detail(number: int) -> str:
    return static_page(
        f"关于第{number}号事项的通知",
        [HOME, OPEN, ("财政预决算", f"{COLUMN}/")],
        f'<h1>关于第{number}号事项的通知</h1><div class="info">发文日期：{NAMED[number]} 来源：望湖区财政局</div>'
        '<div class="TRS_Editor"><p>各街道办事处：现就有关事项通知如下，请认真贯彻执行，并于月底前报送情况。</p>'
        '<p><a href="/files/plan.pdf">附件：工作方案.pdf</a></p></div>',
    )


@pytest.fixture
def portal() -> Iterator[PortalServer]:
    with serve() as server:
        put_static(server)
        for number in NAMED:
            server.put(f"{COLUMN}/202605/t202605{number:02d}_{1000 + number}.html", _detail(number))
        yield server


def _workspace(folder: Path, url: str, more: str = "") -> Path:
    assert run(["init", str(folder)]) == 0
    text = (folder / "xuncha.toml").read_text(encoding="utf-8").partition("[[district]]")[0]
    text = text.replace("delay = 0.5", "delay = 0").replace("[5, 30, 120]", "[]") + more
    text += '[[district]]\nid = "wanghu"\nname = "望湖区"\nclass = "区"\n'
    text += f'[[district.portal]]\nurl = "{url}"\nallow_private = true\n'
    (folder / "xuncha.toml").write_text(text, encoding="utf-8")
    return folder


def _questions(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / "portals.csv").read_text(encoding="utf-8-sig"))))


def _answer(folder: Path, meaning: str) -> bytes:
    path = folder / "portals.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace("发文日期,,", f"发文日期,{meaning},"), "utf-8-sig")
    return path.read_bytes()


def _exported(folder: Path, kind: str, out: Path) -> str:
    assert run(["export", str(folder), kind, "--round", "2026-11", "--format", "jsonl", "--out", str(out)]) == 0
    return out.read_text(encoding="utf-8")


def test_says_what_was_found_and_asks_what_it_cannot_know(
    portal: PortalServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = _workspace(tmp_path / "江州", f"{portal.url}/zwgk/")
    assert run(["survey", str(folder), "--pages", "7"]) == 0
    said = capsys.readouterr()
    assert str(folder / "survey" / "wanghu.xlsx") in said.out
    for words in (
        "平台类型：",
        "个列表读到末尾",
        "“发文日期”作视其他日期而定：7 个页面，与列表相同 4/7",
        "4 个页面与列表等的日期相同，3 个不同",
        "data.jiangzhou.example：栏目 1 个，不在 allow_hosts 中",
        'allow_hosts = ["data.jiangzhou.example"]',
        "robots.txt 没有，不限制采集",
        "1 处日期须由人定（本次新增 1 行）",
    ):
        assert words in said.err, words
    (row,) = _questions(folder)
    assert (row["区"], row["门户"], row["页面所写"]) == ("望湖区", f"127.0.0.1:{portal.port}", "发文日期")
    assert row["含义"] == "" and "不能断定是发布还是成文" in row["说明"]
    assert "/files/plan.pdf" not in portal.asked
    assert open_workspace(folder).rounds() == []
    book = openpyxl.load_workbook(folder / "survey" / "wanghu.xlsx")
    assert book.sheetnames == ["概况", "栏目", "日期", "外部网站", "采集情况"]
    dates = list(book["日期"].iter_rows(min_row=4, values_only=True))
    assert [row[1:5] for row in dates] == [("发文日期", 7, "4/7", None)]


@pytest.mark.slow
def test_a_few_pages_of_a_list_are_enough_and_nothing_is_asked_twice(portal: PortalServer, tmp_path: Path) -> None:
    folder = _workspace(tmp_path / "江州", f"{portal.url}/zwgk/")
    assert run(["survey", str(folder), "--pages", "2"]) == 0
    details = [path for path in portal.asked if "/t2026" in path]
    assert details == [f"{COLUMN}/202605/t20260507_1007.html", f"{COLUMN}/202605/t20260501_1001.html"]
    assert f"{COLUMN}/index_2.html" in portal.asked
    asked = len(portal.asked)
    assert run(["survey", str(folder), "--pages", "2"]) == 0
    assert len(portal.asked) == asked
    assert run(["survey", str(folder), "--pages", "3"]) == 0
    assert portal.asked[asked:] == [f"{COLUMN}/202605/t20260504_1004.html"]
    assert run(["survey", str(folder), "--again"]) == 0
    assert len(portal.asked) == 2 * asked + 2


@pytest.mark.slow
def test_what_a_person_settles_holds_for_all_rounds_and_elsewhere(
    portal: PortalServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = _workspace(tmp_path / "江州", f"{portal.url}/zwgk/")
    assert run(["survey", str(folder), "--pages", "7"]) == 0
    table = _answer(folder, "发布日期")
    capsys.readouterr()
    assert run(["survey", str(folder), "--pages", "7"]) == 0
    said = capsys.readouterr().err
    assert "“发文日期”作发布日期（人工确定）" in said
    assert "须由人定" not in said
    assert (folder / "portals.csv").read_bytes() == table

    assert run(["inspect", str(folder), "--round", "2026-11"]) == 0
    pages = _exported(folder, "pages", tmp_path / "pages.jsonl")
    assert '"published": "2026-04-12"' in pages

    inner = tmp_path / "内网"
    shutil.copytree(folder / "rounds" / "2026-11", inner / "rounds" / "2026-11")
    shutil.copy(folder / "xuncha.toml", inner)
    asked = len(portal.asked)
    assert run(["inspect", str(inner), "--offline", "--round", "2026-11"]) == 0
    assert len(portal.asked) == asked
    for kind in ("pages", "columns", "coverage", "findings", "matches", "entries"):
        assert _exported(inner, kind, tmp_path / "b.jsonl") == _exported(folder, kind, tmp_path / "a.jsonl"), kind


def test_offline_elsewhere_says_what_is_missing(
    portal: PortalServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = _workspace(tmp_path / "江州", f"{portal.url}/zwgk/")
    assert run(["crawl", str(folder), "--round", "2026-11"]) == 0
    inner = tmp_path / "内网"
    shutil.copytree(folder / "rounds" / "2026-11", inner / "rounds" / "2026-11")
    settings = (folder / "xuncha.toml").read_text(encoding="utf-8")
    other = settings.replace('"wanghu"', '"linjiang"').replace("望湖区", "临江区")
    (inner / "xuncha.toml").write_text(settings + other[other.index("[[district]]") :], encoding="utf-8")
    capsys.readouterr()
    assert run(["inspect", str(inner), "--offline", "--round", "2026-11"]) == 0
    said = capsys.readouterr().err
    assert "临江区：批次“2026-11”中没有留痕" in said and "round.db" in said
    for file in (inner / "rounds/2026-11/wanghu").glob("*.warc.gz"):
        file.unlink()
    assert run(["inspect", str(inner), "--offline", "--round", "2026-11"]) == 2
    assert "warc.gz 缺失或损坏" in capsys.readouterr().err
    (inner / "xuncha.toml").write_text(other, encoding="utf-8")
    shutil.copytree(inner / "rounds/2026-11/wanghu", inner / "rounds/2026-11/linjiang")
    assert run(["inspect", str(inner), "--offline", "--round", "2026-11"]) == 2
    said = capsys.readouterr().err
    assert "批次“2026-11”中 wanghu 的留痕未判断" in said
    assert "是 wanghu 的留痕，不是 linjiang 的" in said


def test_another_meaning_is_refused_before_anything_is_asked(
    portal: PortalServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = _workspace(tmp_path / "江州", f"{portal.url}/zwgk/")
    (folder / "portals.csv").write_text("区,门户,页面所写,含义\n望湖区,wanghu.example,时间,发表日期\n", "utf-8")
    for command in (["survey", str(folder)], ["inspect", str(folder)]):
        assert run(command) == 2
        assert "第 2 行：“含义”应为发布日期、成文日期、印发日期、不采用之一" in capsys.readouterr().err
    assert portal.asked == []


@pytest.mark.slow
def test_rows_for_no_portal_of_the_district_are_told(
    portal: PortalServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = _workspace(tmp_path / "江州", f"{portal.url}/zwgk/")
    (folder / "portals.csv").write_text("区,门户,页面所写,含义\n望湖区,wanghu.example,时间,发布日期\n", "utf-8")
    assert run(["survey", str(folder)]) == 0
    assert "门户“wanghu.example”不是本区的网站" in capsys.readouterr().err
    assert run(["crawl", str(folder)]) == 0
    assert "门户“wanghu.example”不是本区的网站" in capsys.readouterr().err


@pytest.mark.slow
def test_stopped_by_its_budget_it_goes_on_where_it_stopped(
    portal: PortalServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = _workspace(tmp_path / "江州", f"{portal.url}/zwgk/")
    settings = (folder / "xuncha.toml").read_text(encoding="utf-8")
    less = settings.replace("requests_per_host = 0", "requests_per_host = 6")
    (folder / "xuncha.toml").write_text(less, encoding="utf-8")
    assert run(["survey", str(folder)]) == 1
    assert "未能检查清楚" in capsys.readouterr().err
    (folder / "xuncha.toml").write_text(settings, encoding="utf-8")
    assert run(["survey", str(folder)]) == 0
    assert len(portal.asked) == len(set(portal.asked))


def test_a_portal_that_cannot_be_had_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _workspace(tmp_path / "江州", "http://127.0.0.1:9/zwgk/")
    assert run(["survey", str(folder)]) == 1
    said = capsys.readouterr().err
    assert "望湖区：门户 http://127.0.0.1:9/zwgk/：" in said
    assert (folder / "survey" / "wanghu.xlsx").exists()
    assert not (folder / "portals.csv").read_text(encoding="utf-8-sig").strip().count("\n")


def test_wrong_use_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _workspace(tmp_path / "江州", "http://127.0.0.1:9/")
    for pages in ("0", "x", "101", "1e1"):
        assert run(["survey", str(folder), "--pages", pages]) == 2
        assert f"--pages 的值不对（“{pages}”应为 1 至 100 的整数）" in capsys.readouterr().err
    assert run(["survey", str(folder), "--district", "wangh"]) == 2
    assert "是不是“wanghu”" in capsys.readouterr().err
    assert run(["survey", str(tmp_path / "没有")]) == 2
