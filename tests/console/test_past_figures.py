"""Figures of rounds before are counted once, counted anew when something changes, and the same either way."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from audits.ledger import Memory
from console import past_figures
from console.past_figures import past_districts
from inspection.round_store import open_round
from inspection.types.judgement import Coverage, Finding
from inspection.types.paperwork import EarlierDistrict
from inspection.workspace import open_workspace
from tests.console.test_reporting import AS_OF, workspace_of_two_districts  # noqa: F401 - the fixture `folder`

ROUND = "2026-11"


def _past(folder: Path) -> EarlierDistrict:
    space = open_workspace(folder)
    with Memory(space.memory_path) as memory:
        return past_districts(space, memory, space.district("临江区"), [ROUND, "2026-01"])[ROUND]


def _no_counting(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("counted again")

    monkeypatch.setattr(past_figures, "_counted", refuse)


def test_they_are_counted_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _past(folder)
    assert (first.as_of, first.findings, first.coverage) == (AS_OF, {}, {"content": 1})
    _no_counting(monkeypatch)
    assert _past(folder) == first


def test_a_decision_has_them_counted_anew(folder: Path) -> None:
    before = _past(folder)
    path = folder / "rounds" / ROUND / "linjiang" / "round.db"
    with Memory(folder / "xuncha.db") as memory, open_round(path) as store:
        ids = [one.id for one in store.read(Finding) if one.state == "suspected"]
        memory.decide(ids, "confirm", "已核", None, date(2026, 11, 18))
    after = _past(folder)
    assert after.findings == {"B03": 1} and after.scores != before.scores


def test_another_store_has_them_counted_anew(folder: Path) -> None:
    _past(folder)
    with open_round(folder / "rounds" / ROUND / "linjiang" / "round.db") as store:
        store.replace(Coverage, [replace(one, state="note") for one in store.read(Coverage)])
    assert _past(folder).coverage == {"note": 1}


def test_another_way_of_counting_has_them_counted_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _past(folder)
    monkeypatch.setattr(past_figures, "_method", lambda: "another")
    _no_counting(monkeypatch)
    with pytest.raises(AssertionError, match="counted again"):
        _past(folder)


def test_a_round_whose_store_is_gone_is_left_out(folder: Path) -> None:
    _past(folder)
    (folder / "rounds" / ROUND / "linjiang" / "round.db").unlink()
    with pytest.raises(KeyError):
        _past(folder)
