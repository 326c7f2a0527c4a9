"""Portals that change between two rounds: a renamed column stays the same one, a hidden one is none."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from demo.simulator.opening import families
from demo.simulator.site import Column, Site
from tests.crawler.simulated import crawl, untrue, untrue_pages

SITE = Site.planned(5, [6, 3, 12, 4])
NEW_NAME = "通知通告"
FAST = {"trs"}


def _changed(site: Site, place: int, **more: object) -> Site:
    """The site with one list column changed."""
    leaf = site.lists[place]

    def made(column: Column) -> Column:
        if column.code == leaf.code:
            return replace(column, **more)  # type: ignore[arg-type]  # names and flags of a column
        return replace(column, children=tuple(made(child) for child in column.children))

    return replace(site, columns=tuple(made(node) for node in site.columns))


@pytest.mark.parametrize(
    "family", [pytest.param(one, marks=[] if one in FAST else [pytest.mark.slow]) for one in sorted(families())]
)
def test_a_renamed_column_stays_the_same(family: str, tmp_path: Path) -> None:
    leaf = SITE.lists[2]
    first = crawl(tmp_path / "first", family, SITE)
    renamed = _changed(SITE, 2, path=(*leaf.path[:-1], NEW_NAME))
    port = urlsplit(first.portal.root).port or 0
    second = crawl(tmp_path / "second", family, renamed, port=port)
    new = renamed.lists[2]
    assert untrue(second, new, reads=True) == [] and untrue_pages(second, new, reads=True) == []
    before, after = first.column(leaf), second.column(new)
    assert before is not None and after is not None
    assert before.id == after.id and after.path[-1] == NEW_NAME
    assert {one.id for one in first.columns} == {one.id for one in second.columns}


@pytest.mark.slow
def test_a_hidden_column_is_none(tmp_path: Path) -> None:
    site = _changed(SITE, 2, hidden=True)
    crawled = crawl(tmp_path, "jiangxi", site)
    assert crawled.column(site.lists[2]) is None
    for leaf in (*site.lists[:2], site.lists[3]):
        assert untrue(crawled, leaf, reads=True) == []
