"""A floor under the reading of real pages: nearly everything right, nothing wrong, no label invented."""

from collections import Counter

from benchmarks.reading import (
    Outcome,
    counts,
    detail_outcomes,
    every_reading,
    record_outcomes,
    shown_record_outcomes,
)
from tests.shared_data import shared_path

FLOOR = 0.98


def test_every_file_is_read() -> None:
    pages = shared_path("data/pages")
    kinds = Counter(reading.kind for _, reading in every_reading(pages))
    assert sum(kinds.values()) >= 60
    assert kinds["page"] >= 20


def test_fields_of_detail_pages_keep_their_floor() -> None:
    fields = _checked(list(detail_outcomes(shared_path("data/pages"))))
    assert fields >= {"title", "published", "doc_number", "index_number", "publisher", "validity", "label"}


def test_records_keep_their_floor_read_from_their_text_alone() -> None:
    assert _checked(list(record_outcomes(shared_path("data/pages")))) >= {"label", "written"}


def test_records_keep_their_floor_shown_by_a_page() -> None:
    fields = _checked(list(shown_record_outcomes(shared_path("data/pages"))))
    assert fields == {"title", "index_number", "doc_number", "publisher", "published", "written"}


def _checked(outcomes: list[Outcome]) -> set[str]:
    assert [one for one in outcomes if one.verdict == "wrong"] == []
    found = counts(outcomes)
    for field, verdicts in found.items():
        assert verdicts["right"] >= FLOOR * verdicts.total(), field
    return set(found)
