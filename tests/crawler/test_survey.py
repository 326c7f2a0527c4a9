"""What a survey says of simulated portals, with and without faults."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from crawler.crawl import crawl_round
from crawler.survey import survey_of
from demo.simulator.faults import FAULTS
from demo.simulator.opening import simulated
from demo.simulator.portal import Fault
from demo.simulator.site import Site
from inspection.round_store import open_round
from inspection.types.portal import Page
from inspection.types.survey import DistrictSurvey
from tests.crawler.portal_server import serve
from tests.crawler.portals_made import put_static
from tests.crawler.rounds import NOON, district, settings

SITE = Site.made(3, 6, 60)


def _survey(
    folder: Path, family: str, faults: Mapping[int, tuple[Fault, ...]] | None = None, **more: object
) -> tuple[DistrictSurvey, list[Page]]:
    with simulated(family, SITE, faults) as opened:
        where, told = district(opened.url), settings(attachments=False, timeout=1.5, slowest=6.0, **more)
        with open_round(folder / "round.db") as store:
            store.set_fact("sample", 2)
            outcome = crawl_round(store, folder, where, told, contact="", clock=lambda: NOON)
            return survey_of(store, folder, where, told, outcome.missing, "没有浏览器"), store.read(Page)


@pytest.mark.parametrize("family", ["gkmlpt", "jcms", "trs"])
def test_a_sound_portal_is_known_from_a_few_of_its_pages(family: str, tmp_path: Path) -> None:
    survey, pages = _survey(tmp_path, family)
    (portal,) = survey.portals
    assert portal.unsaid is None
    assert portal.families == ((family, len(SITE.lists)),)
    lists = [one.listing for one in portal.columns if one.listing]
    assert [one.state for one in lists] == ["complete"] * len(lists)
    assert sum(one.seen for one in lists) == sum(len(list(SITE.documents(leaf))) for leaf in SITE.lists)
    assert len(pages) == survey.pages == survey.read == sum(min(2, leaf.size) for leaf in SITE.lists)
    readings = {one.label: one.reading for one in survey.dates}
    assert readings["发布日期"] == "发布日期" and readings["成文日期"] == "成文日期"
    assert [one.label for one in survey.dates if one.doubt] == []
    assert survey.missing == ()
    (host,) = survey.hosts
    assert host.answers > len(pages) and host.median_ms is not None and not host.challenged


def test_faults_are_said_where_they_lie(tmp_path: Path) -> None:
    names = ("second_page_fails", "list_412", "robots", "links_out")
    faults = {leaf.code: (FAULTS[name],) for leaf, name in zip(SITE.lists, names, strict=False)}
    survey, _ = _survey(tmp_path, "static", faults)
    (portal,) = survey.portals
    states = {one.column.path[-2:]: one.listing.state for one in portal.columns if one.listing}
    assert [states[leaf.path[-2:]] for leaf in SITE.lists[1:3]] == ["unreadable", "unreadable"]
    assert states[SITE.lists[3].path[-2:]] == "complete"
    assert portal.unsaid is not None and "个栏目列表中有" in portal.unsaid
    (linked,) = survey.linked
    assert (linked.columns, linked.rows, linked.allowed) == (0, 1, False)
    (host,) = survey.hosts
    assert "有禁止采集的目录" in host.robots
    assert host.challenged >= 1
    assert survey.missing


def test_pages_that_cannot_be_seen_are_no_base_for_a_judgement(tmp_path: Path) -> None:
    with serve() as server:
        where, told = district(put_static(server)), settings(attachments=False)
        for path in [path for path in server.pages if "/t2026" in path]:
            server.put(path, "<title>500</title>", status=500)
        with open_round(tmp_path / "round.db") as store:
            store.set_fact("sample", 3)
            outcome = crawl_round(store, tmp_path, where, told, contact="", clock=lambda: NOON)
            (portal,) = survey_of(store, tmp_path, where, told, outcome.missing, "").portals
    assert portal.unsaid is not None and "抽取的 4 个页面中有 3 个未能读取" in portal.unsaid
