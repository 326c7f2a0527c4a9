"""Every `cases/*.html` is read as its `.yml` says; a page without expectations fails."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from crawler.reading.page import read_page

CASES = Path(__file__).parent / "cases"
_SPECIAL = {"about", "url", "encode", "body_lacks", "body_has", "attachments", "breadcrumb", "sources", "conflicts"}


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.html")))
def test_case(name: str) -> None:
    expected: dict[str, Any] = yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    source = (CASES / f"{name}.html").read_text(encoding="utf-8")
    reading = read_page(source.encode(expected.get("encode", "utf-8")), url=expected["url"], content_type=None)
    for field in expected.keys() - _SPECIAL:
        assert getattr(reading, field) == expected[field], f"{name}.{field}"
    assert expected.get("body_lacks", "\x00") not in reading.body
    assert expected.get("body_has", "") in reading.body
    if "attachments" in expected:
        assert [one.url for one in reading.attachments] == expected["attachments"]
    if "breadcrumb" in expected:
        assert list(reading.breadcrumb) == expected["breadcrumb"]
    for field, source_name in expected.get("sources", {}).items():
        assert reading.sources[field] == source_name, field
    for field, values in expected.get("conflicts", {}).items():
        assert list(reading.conflicts[field]) == [str(value) for value in values], field


def test_every_expectation_names_a_field_with_a_date_or_a_text() -> None:
    for path in CASES.glob("*.yml"):
        expected = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert isinstance(expected.get("published"), date | None)
        assert (CASES / f"{path.stem}.html").exists()
