"""A floor under the reading of real pages: no wrong publication date, no wrong number, no invented label."""

from collections import Counter

from benchmarks.reading import counts, detail_outcomes, every_reading, record_outcomes
from tests.shared_data import shared_path

FLOOR = {"title": 0.95, "published": 0.95, "doc_number": 1.0, "index_number": 1.0, "publisher": 0.9, "validity": 1.0}


def test_every_file_is_read() -> None:
    pages = shared_path("data/pages")
    kinds = Counter(reading.kind for _, reading in every_reading(pages))
    assert sum(kinds.values()) >= 60
    assert kinds["page"] >= 20


def test_fields_of_detail_pages_keep_their_floor() -> None:
    outcomes = list(detail_outcomes(shared_path("data/pages")))
    found = counts(outcomes)
    wrong = [one for one in outcomes if one.verdict == "wrong" and one.field in {"published", "doc_number", "label"}]
    assert wrong == []
    for field, floor in FLOOR.items():
        assert found[field]["right"] >= floor * sum(found[field].values()), field


def test_records_are_read_without_a_wrong_value() -> None:
    wrong = [one for one in record_outcomes(shared_path("data/pages")) if one.verdict == "wrong"]
    assert wrong == []
