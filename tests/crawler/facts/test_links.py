"""Links of a page: those of the text, those around it, those that nobody can see."""

from pathlib import Path

import pytest
import yaml

from crawler.facts.links import links_of
from crawler.reading.fields import PageFields
from crawler.reading.page import read_page

CASES = yaml.safe_load((Path(__file__).parent / "links.yml").read_text(encoding="utf-8"))
HOST = "http://www.linjiang.example"
URL = f"{HOST}/zwgk/t20260301_1.html"
TEXT = "<p>临江区民政局发布关于养老服务的通知，各有关单位遵照执行，并做好宣传工作。</p>" * 3


def _links(html: str, fields: PageFields | None = None) -> list[str]:
    shown = html.replace("@", TEXT)
    page = f"<html><head><title>通知</title></head><body><h1>关于养老服务的通知</h1>{shown}</body></html>"
    reading = read_page(page.encode(), url=URL, family_fields=fields)
    assert reading.article is not None
    marks = {(True, False): "h ", (False, True): "a ", (False, False): ""}
    return [
        f"{marks[link.hidden, link.around]}{link.url.removeprefix(HOST)}" for link in links_of(reading.article, URL)
    ]


@pytest.mark.parametrize("name", CASES)
def test_links(name: str) -> None:
    assert _links(CASES[name]["html"]) == CASES[name]["links"]


def test_the_platforms_own_text_has_its_links_and_its_hidden_ones() -> None:
    own = f"{TEXT}<a href='a.html'>原文</a><p style='display:none'><a href='http://bet.example/'>彩票</a></p>"
    fields = PageFields(title="关于养老服务的通知", body_html=own)
    assert _links("<div class='related'><a href='/jd/1.html'>解读</a></div>", fields) == [
        "/zwgk/a.html", "a /jd/1.html", "h http://bet.example/",
    ]  # fmt: skip


def test_words_of_a_link_are_masked() -> None:
    reading = read_page(f"<div class=TRS_Editor>{TEXT}<a href='a.html'>致13812341234</a></div>".encode(), url=URL)
    assert reading.article is not None
    assert [link.text for link in links_of(reading.article, URL)] == ["致138****1234"]
