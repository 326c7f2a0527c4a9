"""Every family served without a fault is read exactly as it is: columns, rows, pages, dates, and the ends of lists."""

from pathlib import Path

import pytest

from demo.simulator.opening import families
from demo.simulator.site import Site
from tests.crawler.simulated import crawl, untrue, untrue_pages
from tests.crawler.simulated_known import KNOWN_CLEAN
from tests.crawler.simulated_lots import is_read

SIZES = [15, 12, 5, 0, 1, 23, 4, 0, 15]
"""Three list pages, two and a bit, one exactly, none, one row, 工作动态 with many, a few, a note, three again."""
FAST = {"trs"}


def _cases() -> list[object]:
    cases = []
    for family in sorted(families()):
        marks = [] if family in FAST else [pytest.mark.slow]
        if family in KNOWN_CLEAN:
            marks.append(pytest.mark.xfail(strict=True, reason=KNOWN_CLEAN[family]))
        cases.append(pytest.param(family, marks=marks))
    return cases


@pytest.mark.parametrize("family", _cases())
def test_a_portal_without_faults_is_read_as_it_is(family: str, tmp_path: Path) -> None:
    if not is_read(family):
        pytest.skip(f"no crawler/portals/{family}.py yet")
    site = Site.planned(5, SIZES)
    crawled = crawl(tmp_path, family, site)
    assert [wrong for leaf in site.lists for wrong in untrue(crawled, leaf, reads=True)] == []
    assert [wrong for leaf in site.lists for wrong in untrue_pages(crawled, leaf, reads=True)] == []
    assert crawled.missing == ()
    read = {page.url for page in crawled.pages if crawled.document(page.url)}
    assert len(read) == sum(SIZES)
