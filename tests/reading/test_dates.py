"""Dates as portals write them; what is not certain is None."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from crawler.reading.dates import find_dates, from_epoch, read_date

CASES = yaml.safe_load((Path(__file__).parent / "dates.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[str(text) or "empty" for text, _ in CASES])
def test_read_date(text: object, expected: date | None) -> None:
    assert read_date(str(text)) == expected


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        (1636646400, date(2021, 11, 12)),
        ("1636646400", date(2021, 11, 12)),
        (1749181130585, date(2025, 6, 6)),
        (0, None),
        (None, None),
        ("", None),
        ("2021", None),
    ],
)
def test_time_stamps_are_days_in_china(stamp: int | str | None, expected: date | None) -> None:
    assert from_epoch(stamp) == expected


def test_dates_are_found_in_order_with_their_places() -> None:
    text = "经2024年5月1日会议通过，自2024-06-01起施行"
    found = find_dates(text)
    assert [one.value for one in found] == [date(2024, 5, 1), date(2024, 6, 1)]
    assert text[found[0].start : found[0].end] == "2024年5月1日"
