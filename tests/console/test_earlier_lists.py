"""A page dated before a look at its list that did not show it is asked about, with the proof of the round before."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from console.cli import run
from inspection.round_store import read_round
from inspection.types.page_facts import EarlierAbsence
from tests.console.gkmlpt_city import AS_OF, City, workspace
from tests.crawler.portal_server import serve

LATER = "2026-12-10"
# Long before any look of a test's own clock.
BACK = "2020-03-02"


@pytest.fixture(scope="module")
def two_rounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """In the second round lists show pages that claim to have been there for years: one new, one known under another
    address."""
    with serve() as server:
        city = City(server)
        folder = workspace(tmp_path_factory.mktemp("earlier-lists") / "江州", city.url)
        assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
        city._list(
            11,
            city._article(960001, "望湖区&ldquo;养老服务&rdquo;实施办法", "2026-06-08", "2026-06-10"),
            city._article(960041, "望湖区养老服务补贴实施细则", BACK, BACK),
            city._article(960042, "望湖区养老机构备案办事流程", "2026-08-03", BACK),
        )
        assert run(["inspect", str(folder), "--as-of", LATER]) == 0
        yield folder


def _findings(folder: Path) -> list[dict[str, Any]]:
    out = folder / "findings.jsonl"
    assert run(["export", str(folder), "findings", "--round", "2026-12", "--format", "jsonl", "--out", str(out)]) == 0
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_only_what_certainly_was_not_there_is_asked_about(two_rounds: Path) -> None:
    [asked] = [row for row in _findings(two_rounds) if row["rule"] == "C08"]
    assert (asked["title"], asked["state"]) == ("望湖区养老服务补贴实施细则", "suspected")
    assert "标注发布于2020年3月2日" in asked["message"]
    assert "倒签" not in json.dumps(asked, ensure_ascii=False)
    with read_round(two_rounds / "rounds" / "2026-12" / "wanghu" / "round.db") as store:
        [proof] = store.read(EarlierAbsence)
    assert proof.round == "2026-11"
    assert {one["sha256"] for one in asked["evidence"]} >= {proof.sha256}


def test_it_is_verified_and_judged_again_the_same(two_rounds: Path) -> None:
    assert run(["verify", str(two_rounds), "--round", "2026-12"]) == 0
    before = _findings(two_rounds)
    assert run(["inspect", str(two_rounds), "--as-of", LATER, "--offline"]) == 0
    assert _findings(two_rounds) == before


def test_the_first_round_has_nothing_to_compare_with(two_rounds: Path) -> None:
    with read_round(two_rounds / "rounds" / "2026-11" / "wanghu" / "round.db") as store:
        assert store.read(EarlierAbsence) == []
