"""The openness label: read in the place of the note, not where a text talks about labels."""

from pathlib import Path

import pytest
import yaml

from crawler.reading.fields import PageFields
from crawler.reading.label import openness_of
from crawler.reading.page import read_page

CASES = yaml.safe_load((Path(__file__).parent / "labels.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_label(name: str) -> None:
    case = CASES[name]
    fields = PageFields(
        title="关于某事项的通知", body_html=f"各有关单位：\n有关事项已经研究同意，请遵照执行。\n{case['text']}"
    )
    assert read_page(b"", url="http://www.linjiang.example/a.html", family_fields=fields).label == case["label"]


@pytest.mark.parametrize(
    ("wording", "meaning"),
    [
        ("（此件公开发布）", "public"),
        ("主动公开", "public"),
        ("此件可依申请公开", "on_request"),
        ("此件依申请公开", "on_request"),
        ("此件不公开", "not_public"),
        ("（此件不予公开）", "not_public"),
    ],
)
def test_meaning_of_wordings(wording: str, meaning: str) -> None:
    assert openness_of(wording) == meaning


def test_table_field_counts_where_the_text_has_no_label_and_conflicts_where_it_differs() -> None:
    table = "<table><tr><td>索引号：</td><td>1/2024-1</td><td>文号：</td><td>临府〔2024〕1号</td></tr>"
    table += "<tr><td>公开方式：</td><td>主动公开</td><td>名称：</td><td>关于某事项的通知</td></tr></table>"
    text = "<p>各镇人民政府：</p><p>有关事项已经研究同意，请认真遵照执行，并及时报告进展情况。</p>"
    plain = read_page(f"<body>{table}<div id='zoom'>{text}</div>".encode(), url="http://www.linjiang.example/a.html")
    assert (plain.label, plain.sources["label"]) == ("主动公开", "header")
    marked = f"<body>{table}<div id='zoom'>{text}<p>（此件不予公开）</p></div>"
    other = read_page(marked.encode(), url="http://www.linjiang.example/a.html")
    assert (other.label, other.conflicts["label"]) == ("（此件不予公开）", ("主动公开",))
