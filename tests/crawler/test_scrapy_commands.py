"""Scrapy's own commands from the repository's root."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.scrapy_crawl import ScrapyCrawl, job_of
from inspection.errors import UserError
from inspection.round_store import open_round
from inspection.types.portal import Listing, Page
from tests.crawler.portal_server import PortalServer, serve
from tests.crawler.portals_made import put_static

REPO = Path(__file__).resolve().parents[2]


@pytest.fixture
def portal() -> Iterator[PortalServer]:
    with serve() as server:
        yield server


def scrapy(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", *words]
    return subprocess.run(command, cwd=REPO, capture_output=True, encoding="utf-8", timeout=120, check=False)


def workspace(folder: Path, url: str) -> Path:
    made = folder / "江州"
    made.mkdir()
    made.joinpath("xuncha.toml").write_text(
        f"""[office]
name = "江州市政务公开办公室"
region = "江州市"
contact = "liaison@jiangzhou.example"
[crawl]
delay = 0.0
retry_wait = []
[[district]]
id = "wanghu"
name = "望湖区"
class = "区"
[[district.portal]]
url = "{url}"
allow_private = true
""",
        encoding="utf-8",
    )
    return made


def test_list_names_the_only_spider() -> None:
    done = scrapy("list")
    assert (done.returncode, done.stdout.split()) == (0, ["portal"])


def test_crawl_of_a_district_fills_its_round(portal: PortalServer, tmp_path: Path) -> None:
    root = workspace(tmp_path, put_static(portal))
    done = scrapy("crawl", "portal", "-a", f"workspace={root}", "-a", "district=wanghu", "-a", "round=2026-11")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr and "finished" in done.stderr
    folder = root / "rounds" / "2026-11" / "wanghu"
    with open_round(folder / "round.db") as store:
        assert len(store.read(Page)) == 8 and {one.state for one in store.read(Listing)} == {"complete"}
    assert {"0001.warc.gz", "requests.log"} <= {path.name for path in folder.iterdir()}
    assert all("liaison@jiangzhou.example" in agent for agent in portal.agents)


def test_crawl_of_one_address_into_a_folder(portal: PortalServer, tmp_path: Path) -> None:
    url = put_static(portal)
    words = ("-a", f"url={url}", "-a", f"folder={tmp_path / 'one'}", "-a", "allow_private=true")
    done = scrapy("crawl", "portal", *words)
    assert done.returncode == 0, done.stderr
    with open_round(tmp_path / "one" / "round.db") as store:
        assert len(store.read(Page)) == 8


def test_what_persons_settled_of_dates_counts_here_too(tmp_path: Path) -> None:
    root = workspace(tmp_path, "http://www.wanghu.example/zwgk/")
    table = "区,门户,页面所写,含义,说明\r\nwanghu,www.wanghu.example,生成日期,不采用,\r\n"
    (root / "portals.csv").write_text(table, encoding="utf-8-sig")
    words = {"workspace": str(root), "district": "wanghu", "round": "2026-11"}
    begun = ScrapyCrawl.begin(words)
    assert begun.store.fact("meanings") == {"wanghu.example": {"生成日期": ""}}
    begun.store.set_fact("purged_on", "2026-11-20")
    begun._open.close()
    with pytest.raises(UserError, match="已于 2026-11-20 清除"):
        ScrapyCrawl.begin(words)


def test_crawl_without_arguments_says_what_it_needs() -> None:
    done = scrapy("crawl", "portal")
    assert done.returncode == 2 and "缺少参数 workspace、district" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"workspace": "{root}"}, "缺少参数 district"),
        ({"workspace": "{root}", "district": "wangu"}, "是不是“wanghu”"),
        ({"workspace": "{root}", "district": "wanghu", "runde": "1"}, "不认识的参数“runde”"),
        ({"workspace": "nowhere", "district": "wanghu"}, "不是工作区"),
        ({"workspace": "{root}", "district": "wanghu", "round": "../x"}, "不能作文件夹名"),
        ({"url": "http://x.example/"}, "要与 folder 同用"),
        ({"url": "x.example", "folder": "x"}, "不是网址"),
        ({"url": "http://x.example/", "folder": "x", "allow_private": "ja"}, "allow_private"),
    ],
)
def test_wrong_arguments_are_the_users_to_mend(tmp_path: Path, words: dict[str, str], said: str) -> None:
    root = workspace(tmp_path, "http://127.0.0.1/zwgk/")
    with pytest.raises(UserError, match=said):
        job_of({name: value.format(root=root) for name, value in words.items()})
    assert not (root / "rounds").exists()
