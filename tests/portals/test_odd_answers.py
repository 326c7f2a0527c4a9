"""Interfaces whose answers are not what they should be: nothing breaks, and nothing is called empty that is not."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from crawler.answers import answer_of
from crawler.family import ListPage, Place, families

ODD: tuple[Any, ...] = (None, 0, -1, 10**20, True, "", "x", "\ud800", [], [None], [[1]], {}, {"a": 1})
PORTAL = "http://www.linjiang.example/zwgk/"
QUERIED = {"pairs": (("current", "1"),), "per_page": 15, "page": 1, "base": PORTAL}
SITE = {"category": "1", "department": "", "front": "EWB-FRONT", "wrapped": False, "page": PORTAL, "number": "n"}
SAMPLES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "jiangxi": (
        {"queried": QUERIED},
        {"data": {"total": 2, "results": [{"source": {"title": "甲", "pubDate": "2026-05-01", "urls": {"pc": "/1.html"},
         "metadata": {"LinkTitle": "/2.html"}, "articleFiles": [{"filePath": "/a.pdf", "fileName": "a.pdf"}]}}]}},
    ),
    "epoint": (
        {"site": {**SITE, "index": 0, "seen": 0, "size": 0}},
        {"custom": {"total": 2, "data": [{"title": "甲", "infourl": "/1.html", "infodate": "2026-05-01"}]}},
    ),
    "ucap": (
        {"channel": True},
        {"data": {"total": 2, "results": [{"title": "甲", "url": "/1.html", "publishedTimeStr": "2026-05-01",
         "domainMetaList": [{"resultList": [{"key": "refno", "value": "1号"}]}]}]}},
    ),
    "infogate": ({}, {"num": 2, "data": [{"title": "甲", "puburl": "/1.html", "tip": {"dates": "2026-05-01"}}]}),
    "suzhou": (
        {"loaded": {"channel": "c", "page": 1}},
        {"data": {"allRow": 2, "totalPage": 2, "list": [{"TITLE": "甲", "URL": "/1.html", "C_WJBH": "1号"}]}},
    ),
    "gkmlpt": (
        {"category": "1", "base": "http://www.linjiang.example", "sid": "1", "index": PORTAL, "in_tree": None},
        {"classify": {"post_count": 2}, "articles": [{"id": 7, "title": "甲", "url": "/1.html", "date": 1773072000,
         "display_publish_time": 1773072000, "attachment": [{"url": "/a.pdf", "name": "a"}]}]},
    ),
}  # fmt: skip


def mutated(value: Any) -> Iterator[Any]:
    """The value with one part after another replaced by something odd, or left out."""
    yield from ODD
    if isinstance(value, dict):
        for key in value:
            yield {name: kept for name, kept in value.items() if name != key}
            yield from ({**value, key: other} for other in mutated(value[key]))
    if isinstance(value, list):
        yield from ([other] for one in value for other in mutated(one))


@pytest.mark.parametrize("name", SAMPLES)
def test_odd_parts_of_an_answer(name: str) -> None:
    family = families()[name]
    context, sample = SAMPLES[name]
    place = Place(PORTAL, "column", PORTAL, context=context)
    for said in mutated(sample):
        text = json.dumps(said)
        answer = answer_of(f"{PORTAL}zf_list.jsp", text.encode(), content_type="application/json")
        page = family.listed(answer, place)
        assert _is_honest(page), text
        assert family.columns(answer, place) == ()
        for item in page.items:
            item.title.encode()
            family.details(answer_of(item.url, b"<html></html>"), item.row)


def _is_honest(page: ListPage) -> bool:
    """A list without rows is only ended where its number of rows is said to be none."""
    return bool(page.items or page.problem or page.next or page.reason or page.claimed is not None)
