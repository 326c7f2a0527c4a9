"""Fault by fault: under none of them is a column called blank that is not, a page dead that lives, anything invented.

Each fault lies on a column of its own; all of a lot are crawled together, once.
"""

import pytest

from demo.simulator.faults import FAULTS
from demo.simulator.opening import families
from tests.crawler.simulated import untrue, untrue_files, untrue_pages
from tests.crawler.simulated_known import KNOWN
from tests.crawler.simulated_lots import Lot, crawled_lot, is_read, lot_of

FAST = {("trs", "lists")}
"""Lots that every run of the tests crawls; the others run when CI=true."""


def _cases() -> list[object]:
    cases = []
    for family, kind in sorted(families().items()):
        for fault in sorted(FAULTS.values(), key=lambda one: (lot_of(one), one.name)):
            if not fault.fits(kind):
                continue
            marks = [] if (family, lot_of(fault)) in FAST else [pytest.mark.slow]
            why = KNOWN.get((family, fault.name)) or KNOWN.get(("*", fault.name))
            if why:
                marks.append(pytest.mark.xfail(strict=True, reason=why))
            marks.append(pytest.mark.xdist_group(f"{family} {lot_of(fault)}"))
            cases.append(pytest.param(family, fault.name, id=f"{family}-{fault.name}", marks=marks))
    return cases


def _lot(family: str, name: str) -> Lot:
    if not is_read(family):
        pytest.skip(f"no crawler/portals/{family}.py yet")
    return crawled_lot(family, name)


@pytest.mark.parametrize(("family", "name"), _cases())
def test_nothing_untrue_is_said_under(family: str, name: str) -> None:
    fault = FAULTS[name]
    lot = _lot(family, lot_of(fault))
    leaf = lot.columns[name]
    assert untrue(lot.crawled, leaf, reads=fault.reads) == []
    assert untrue_pages(lot.crawled, leaf, reads=fault.reads) == []
    assert untrue_files(lot.crawled, leaf, fault.files) == []


@pytest.mark.slow
@pytest.mark.parametrize("family", sorted(families()))
def test_the_column_beside_them_is_read(family: str) -> None:
    lot = _lot(family, "pages")
    leaf = lot.columns[""]
    assert untrue(lot.crawled, leaf, reads=True) == []
    assert untrue_pages(lot.crawled, leaf, reads=True) == []


def test_there_are_enough_faults() -> None:
    assert len(FAULTS) >= 30
    assert all(fault.says and any(fault.fits(kind) for kind in families().values()) for fault in FAULTS.values())
