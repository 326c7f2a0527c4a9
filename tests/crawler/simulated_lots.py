"""Crawls that many cases share: one family with many faults, each on a column of its own."""

import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from crawler.family import families as read_families
from demo.simulator.faults import FAULTS
from demo.simulator.opening import families as simulated_families
from demo.simulator.portal import Fault
from demo.simulator.site import Column, Site
from tests.crawler.simulated import Crawled, crawl

LOTS: dict[str, tuple[str, ...]] = {
    "silence": ("list_silent", "list_drips"),
    "charsets": (
        "said_gb2312_is_utf8",
        "said_utf8_is_gbk",
        "undeclared_gbk",
        "header_lies",
        "pages_gbk",
        "pages_said_gb2312",
    ),
    "rates": ("too_many_requests",),
}
"""Faults that are crawled apart from the others of their kind: slow ones, and such as hold for the whole host."""
APART = {name for names in LOTS.values() for name in names}


@dataclass(frozen=True)
class Lot:
    """A crawl with the columns on which its faults lie; the column under '' has none."""

    crawled: Crawled
    columns: dict[str, Column]


def lot_of(fault: Fault) -> str:
    """The name of the lot in which a fault is crawled."""
    named = next((lot for lot, names in LOTS.items() if fault.name in names), None)
    if named:
        return named
    if fault.name.startswith("file_"):
        return "files"
    if fault.name.startswith("page"):
        # A host that refuses its pages is soon left alone: the pages that can be read need a host of their own.
        return "pages" if fault.reads else "refused"
    return "lists"


def fitting(family: str, lot: str) -> list[Fault]:
    """The faults of a lot that make sense for a family."""
    return [one for one in FAULTS.values() if one.fits(simulated_families()[family]) and lot_of(one) == lot]


@cache
def crawled_lot(family: str, lot: str) -> Lot:
    """The crawl of a lot, made once in a run of the tests."""
    faults = fitting(family, lot)
    size = {"lists": simulated_families()[family].at_once * 5 // 2 + 3, "files": 16}.get(lot, 15)
    # 工作动态 has a test of its own: a family that does not see it must not hide what faults do.
    site = Site.planned(7, [*(size for _ in faults), 9], items=5)
    plan = {leaf.code: (fault,) for leaf, fault in zip(site.lists, faults, strict=False)}
    folder = Path(tempfile.mkdtemp(prefix="xuncha-simulated-"))
    waits = [1.2, 1.2] if lot == "rates" else [0.0, 0.05]
    crawled = crawl(folder, family, site, plan, attachment_mb=5.0, page_mb=5.0, retry_wait=waits)
    return Lot(crawled, dict(zip([*(one.name for one in faults), ""], site.lists, strict=True)))


def is_read(family: str) -> bool:
    """Whether the crawler has a file for the family."""
    return family in read_families()
