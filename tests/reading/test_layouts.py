"""Small pages, each with one trap of a real template."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from crawler.reading.page import read_page

CASES: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "layouts.yml").read_text(encoding="utf-8"))
LETTER = (
    "<p>各镇人民政府：</p><p>根据有关规定，现将有关事项通知如下，请结合实际认真贯彻落实，遇到问题请及时向区政务公开办反映。</p>"
    "<p>各单位要加强组织领导，明确责任分工，确保各项任务按期完成，并于月底前报送进展情况。</p>"
)


@pytest.mark.parametrize("name", CASES)
def test_layout(name: str) -> None:
    case = CASES[name]
    page = f"<html><head><meta charset=utf-8>{case['html'].replace('{text}', LETTER)}"
    reading = read_page(page.encode(), url="http://www.linjiang.example/zwgk/a.html")
    for field, expected in case.items():
        if field != "html":
            got = getattr(reading, field)
            assert (list(got) if isinstance(got, tuple) else got) == expected, field
