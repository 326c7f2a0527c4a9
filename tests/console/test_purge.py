"""xuncha purge: what portals answered goes, what was found and its proof stay."""

import gzip
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from console.cli import run
from console.purging import months_before
from crawler import purging
from inspection.round_store import open_round
from inspection.types.portal import Page, Purged, Snapshot
from tests.console.gkmlpt_city import AS_OF, City, workspace
from tests.crawler.portal_server import serve
from tests.crawler.test_crawl import archive_is_sound

WORDS = "现将有关事项通知如下"


@pytest.fixture(scope="module")
def city() -> Iterator[City]:
    with serve() as server:
        yield City(server)


@pytest.fixture
def office(city: City, tmp_path: Path) -> Path:
    folder = workspace(tmp_path / "江州", city.url)
    assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
    return folder


def kept_bytes(folder: Path) -> bytes:
    round_ = folder / "rounds" / "2026-11" / "wanghu"
    records = b"".join(gzip.decompress(path.read_bytes()) for path in round_.glob("*.warc.gz"))
    return records + b"".join(path.read_bytes() for path in round_.glob("round.db*"))


def test_a_purged_round_holds_no_texts_and_is_still_proven(office: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert WORDS.encode() in kept_bytes(office)
    assert run(["export", str(office), "findings", "--format", "jsonl", "--out", str(office / "before.jsonl")]) == 0
    assert run(["purge", str(office), "--round", "2026-11"]) == 0
    assert "已清除" in capfd.readouterr().err
    assert WORDS.encode() not in kept_bytes(office)
    assert archive_is_sound(office / "rounds" / "2026-11" / "wanghu")
    assert run(["verify", str(office)]) == 0
    assert "已按登记清除" in capfd.readouterr().out
    assert run(["export", str(office), "findings", "--format", "jsonl", "--out", str(office / "after.jsonl")]) == 0
    assert (office / "after.jsonl").read_bytes() == (office / "before.jsonl").read_bytes()
    with open_round(office / "rounds" / "2026-11" / "wanghu" / "round.db") as store:
        assert store.count(Snapshot) and not any(page.body for page in store.read(Page))


@pytest.mark.slow
@pytest.mark.parametrize("words", [["inspect", "--offline"], ["inspect", "--as-of", AS_OF], ["match"], ["audit"]])
def test_a_purged_round_is_not_judged_again(office: Path, words: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["purge", str(office), "--round", "2026-11"]) == 0
    capfd.readouterr()
    assert run([words[0], str(office), *words[1:]]) == 2
    assert "已于" in (said := capfd.readouterr().err) and "清除" in said


def test_a_purge_that_was_cut_short_is_finished_by_another(
    office: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def killed(*_: object) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(purging, "tombstone", killed)
        assert run(["purge", str(office), "--round", "2026-11"]) == 1
    assert run(["verify", str(office)]) == 1
    assert "请再次清除" in capfd.readouterr().err
    assert run(["purge", str(office), "--round", "2026-11"]) == 0
    assert run(["verify", str(office)]) == 0
    assert WORDS.encode() not in kept_bytes(office)
    with open_round(office / "rounds" / "2026-11" / "wanghu" / "round.db") as store:
        places = [(one.warc, one.offset) for one in store.read(Purged)]
    assert len(places) == len(set(places))


def test_rounds_go_by_their_date_but_not_while_their_findings_are_open(
    office: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    capfd.readouterr()
    assert run(["purge", str(office)]) == 0
    assert "没有可清除的网页留痕" in capfd.readouterr().err
    assert run(["purge", str(office), "--before", AS_OF]) == 0
    assert "没有可清除的网页留痕" in capfd.readouterr().err
    assert run(["export", str(office), "findings", "--format", "csv"]) == 0
    first = capfd.readouterr().out.splitlines()[1].split(",")[0]
    assert run(["decide", str(office), first, "confirm", "--reason", "属实"]) == 0
    assert run(["purge", str(office), "--before", "2026-11-21"]) == 0
    assert "还有 1 个属实问题没有整改" in capfd.readouterr().err
    assert WORDS.encode() in kept_bytes(office)
    assert run(["decide", str(office), first, "reject", "--reason", "已核实"]) == 0
    assert run(["purge", str(office), "--before", "2026-11-21"]) == 0
    assert WORDS.encode() not in kept_bytes(office)
    capfd.readouterr()
    assert run(["purge", str(office), "--before", "2026-11-21"]) == 0
    assert "没有可清除" in capfd.readouterr().err


@pytest.mark.slow
def test_a_check_up_goes_by_its_date_too(office: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = office / "survey" / "wanghu"
    assert run(["survey", str(office)]) in (0, 1)
    assert (folder / "round.db").exists() and list(folder.glob("*.warc.gz"))
    assert run(["purge", str(office), "--before", "2020-01-01"]) == 0
    assert (folder / "round.db").exists()
    capfd.readouterr()
    assert run(["purge", str(office), "--before", "2999-01-01"]) == 0
    assert "门户检查望湖区：已清除" in capfd.readouterr().err
    assert not (folder / "round.db").exists() and not list(folder.glob("*.warc.gz"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--round", "2020-01"], "没有批次“2020-01”"),
        (["--before", "2026-11-21", "--round", "2026-11"], "只能写一个"),
    ],
)
def test_wrong_use(office: Path, words: list[str], said: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["purge", str(office), *words]) == 2
    assert said in capfd.readouterr().err


def test_without_a_limit_the_date_must_be_given(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = workspace(tmp_path / "江州", "http://www.wanghu.example/")
    path = folder / "xuncha.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("months = 24", "months = 0"), encoding="utf-8")
    assert run(["purge", str(folder)]) == 2
    assert "retention_months = 0" in capfd.readouterr().err
    path.write_text(path.read_text(encoding="utf-8").replace("months = 0", "months = -1"), encoding="utf-8")
    assert run(["purge", str(folder)]) == 2
    assert "“retention_months”不能小于 0" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 21), 24, date(2024, 11, 21)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 12, 31), 10, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
    ],
)
def test_months_before(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


@pytest.mark.slow
def test_a_round_behind_a_purged_one_asks_for_everything(office: Path, city: City) -> None:
    assert run(["purge", str(office), "--round", "2026-11"]) == 0
    city.server.asked.clear()
    assert run(["inspect", str(office), "--as-of", "2026-12-20"]) == 0
    assert sum("/content/" in path for path in city.server.asked) >= 6
    with open_round(office / "rounds" / "2026-12" / "wanghu" / "round.db") as store:
        assert any(WORDS in page.body for page in store.read(Page))
