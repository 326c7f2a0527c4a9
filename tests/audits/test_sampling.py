"""Draws anyone can repeat, that avoid what was drawn lately and fall on every class."""

from datetime import date
from pathlib import Path

import pytest

from audits.ledger import Memory
from audits.sampling import Lot, Pass, draw, shares
from inspection.errors import UserError

UNITS = [Lot("镇街", f"第{n}镇") for n in range(12)] + [Lot("区属", f"第{n}局") for n in range(30)]
ON = date(2026, 11, 20)


def test_a_draw_follows_from_its_seed_alone() -> None:
    counts = {"镇街": 3, "区属": 5}
    first = draw(UNITS, counts, "2026年第一次")
    assert draw(list(reversed(UNITS)), counts, "2026年第一次") == first
    assert draw([*UNITS, *UNITS], counts, "2026年第一次") == first
    assert [lot.stratum for lot in first] == ["区属"] * 5 + ["镇街"] * 3
    assert len({tuple(draw(UNITS, counts, str(seed))) for seed in range(20)}) == 20


def test_every_unit_has_its_chance() -> None:
    drawn = [lot.name for seed in range(600) for lot in draw(UNITS, {"镇街": 3}, str(seed))]
    times = [drawn.count(f"第{n}镇") for n in range(12)]
    assert sum(times) == 1_800 and min(times) > 100 and max(times) < 200


def test_what_was_drawn_lately_comes_last() -> None:
    first = draw(UNITS, {"镇街": 6}, "甲")
    second = draw(UNITS, {"镇街": 6}, "乙", recently=first)
    assert not set(first) & set(second)
    third = draw(UNITS, {"镇街": 9}, "乙", recently=first)
    assert third[:6] == second and len(set(third) & set(first)) == 3


def test_a_class_gives_no_more_than_it_has() -> None:
    assert len(draw(UNITS, {"镇街": 40, "派出": 2}, "甲")) == 12


@pytest.mark.parametrize(
    ("sizes", "count", "expected"),
    [
        ({"C01": 80, "C03": 15, "B10": 5}, 10, {"B10": 1, "C01": 7, "C03": 2}),
        ({"C01": 80, "C03": 15, "B10": 5}, 2, {"B10": 0, "C01": 1, "C03": 1}),
        ({"C01": 2, "C03": 1, "B10": 0}, 40, {"C01": 2, "C03": 1}),
        ({}, 40, {}),
    ],
)
def test_shares_leave_no_class_out_as_far_as_they_go(
    sizes: dict[str, int], count: int, expected: dict[str, int]
) -> None:
    assert shares(sizes, count) == expected
    assert all(given <= sizes[name] for name, given in shares(sizes, count).items())


def _pass(id_: str) -> Pass:
    return Pass(
        id_, "C01", "逾期公开", "按时公开", "linjiang", None, "关于补贴的公告", "https://www.linjiang.example/1"
    )


def test_the_memory_keeps_draws_and_forgets_those_of_long_ago(tmp_path: Path) -> None:
    with Memory(tmp_path / "xuncha.db") as memory:
        for month, lot in zip((8, 9, 10), UNITS, strict=False):
            memory.draws.record(f"2026-{month:02}", "linjiang", "units", [lot], "种子", date(2026, month, 5))
        memory.draws.record("2026-10", "linjiang", "domains", [Lot("领域", "救灾")], "种子", date(2026, 10, 5))
        assert memory.draws.recently("2026-11", "linjiang", "units", 2) == {UNITS[1], UNITS[2]}
        memory.draws.record("2026-10", "linjiang", "units", [UNITS[5]], "另一种子", date(2026, 10, 6))
        assert memory.draws.recently("2026-11", "linjiang", "units", 1) == {UNITS[5]}
        assert memory.draws.recently("2026-11", "wanghu", "units", 2) == set()


def test_looks_measure_the_machine_and_unknown_ones_change_nothing(tmp_path: Path) -> None:
    with Memory(tmp_path / "xuncha.db") as memory:
        draws = memory.draws
        assert draws.record_passes("2026-11", [_pass("P1"), _pass("P2"), _pass("P3")], "种子", ON) == 3
        draws.look(["p1"], "right", "", ON, "2026-11")
        draws.look(["P2"], "missed", "附件是空的", ON, "2026-11")
        with pytest.raises(UserError, match="P9"):
            draws.look(["P3", "P9"], "missed", "x", ON, "2026-11")
        found = draws.measured("2026-11", "linjiang")
        assert (found.drawn, found.looked, found.missed) == (3, 2, 1)
        # drawing again adds to what is there and keeps what people said
        assert draws.record_passes("2026-11", [_pass("P2"), _pass("P4")], "种子二", ON) == 1
        assert [one.verdict for one in draws.looks("2026-11", "linjiang")] == ["right", "missed", None, None]
