"""Answers of interfaces that are one document."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from crawler.reading.page import read_page

CASES: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "records.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_record(name: str) -> None:
    case = CASES[name]
    reading = read_page(case["body"].encode(), url="http://www.linjiang.example/api/article?id=5")
    assert reading.kind == case.get("kind", "page")
    for field, expected in case.items():
        if field not in ("body", "kind"):
            assert getattr(reading, field) == expected, field


def test_the_text_of_a_record_is_read_like_any_other() -> None:
    reading = read_page(CASES["article_inside_an_envelope_with_files"]["body"].encode(), url="http://a.example/1")
    assert reading.body.startswith("各镇人民政府：\n为进一步规范")
    assert reading.official
