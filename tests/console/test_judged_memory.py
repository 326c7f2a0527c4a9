"""What a round is told of those before it, and what must not stay in it."""

from datetime import date
from pathlib import Path

from audits.followed import known_fact, read_known
from audits.ledger import Memory
from console.judged_memory import forget_subjects, known_before, remember_judged
from inspection.round_store import open_round
from inspection.types.judged_before import KNOWN_SUBJECTS, SUBJECTS, KnownSubject

OCTOBER, NOVEMBER = date(2026, 10, 31), date(2026, 11, 30)


def page(number: int, url: str = "") -> KnownSubject:
    address = url or f"https://www.linjiang.example/{number}.html"
    return KnownSubject(f"page:{number}", "page", address, f"{number}", "2026-05-01", "", "aa", (), "")


def test_a_round_is_told_what_the_latest_before_it_saw(tmp_path: Path) -> None:
    with Memory(tmp_path / "xuncha.db") as memory, open_round(tmp_path / "round.db") as store:
        store.set_fact(SUBJECTS, known_fact([page(1), page(2)]))
        assert remember_judged(memory, store, "2026-10", "linjiang", OCTOBER) == []
        moved = page(1, "https://new.linjiang.example/1.html")
        store.set_fact(SUBJECTS, known_fact([moved]))
        remember_judged(memory, store, "2026-11", "linjiang", NOVEMBER)

        def told(round_: str, as_of: date, district: str = "linjiang") -> list[KnownSubject]:
            return list(read_known(known_before(memory, district, round_, as_of)[KNOWN_SUBJECTS]))

        assert told("2026-12", date(2026, 12, 31)) == [moved, page(2)]
        # judged again, a round is told what it was told before
        assert told("2026-11", NOVEMBER) == [page(1), page(2)]
        assert told("2026-10", OCTOBER) == []
        assert told("2026-12", date(2026, 12, 31), "wanghu") == []


def test_what_must_not_be_named_is_forgotten(tmp_path: Path) -> None:
    with open_round(tmp_path / "round.db") as store:
        for name in (KNOWN_SUBJECTS, SUBJECTS):
            store.set_fact(name, known_fact([page(1), page(2)]))
        assert forget_subjects(store, [page(1).url])
        assert read_known(store.fact(KNOWN_SUBJECTS)) == read_known(store.fact(SUBJECTS)) == (page(2),)
        assert not forget_subjects(store, [page(1).url])
