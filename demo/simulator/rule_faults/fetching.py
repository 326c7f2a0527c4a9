"""Faults of fetching on a planted district: what our own failure looks like, which no rule may hold against a unit."""

from demo.simulator.faults import FAULTS as KNOWN
from demo.simulator.opening import families
from demo.simulator.portal import Fault
from demo.simulator.rule_faults.ground import Ground

# 5xx, silence, broken connections, challenges, lists that only scripts fill, lists and pages that are cut short.
ON_LISTS = (
    "list_fails",
    "second_page_fails",
    "list_challenged",
    "rows_by_script",
    "list_reset",
    "second_page_empty",
    "list_412",
    "list_half",
    "list_silent",
    "error_as_success",
    "list_two_bytes",
    "captcha_later",
    "list_cut",
)
ON_PAGES = ("pages_fail", "pages_challenged", "pages_half", "pages_captcha", "pages_412", "pages_two_bytes")
_EVERY = 4


def fetching_faults(family: str, ground: Ground, turn: int) -> dict[int, tuple[Fault, ...]]:
    """Faults by the code of their column: pages fail in most columns, and where `turn` is odd lists too. `turn` also
    shifts which column has which."""
    kind = families()[family]
    lists = [KNOWN[name] for name in ON_LISTS if KNOWN[name].fits(kind)]
    pages = [KNOWN[name] for name in ON_PAGES if KNOWN[name].fits(kind)]
    found: dict[int, tuple[Fault, ...]] = {}
    for place, column in enumerate(ground.site().lists, turn):
        if turn % 2 and place % _EVERY == 0:
            found[column.code] = (lists[place // _EVERY % len(lists)],)
        elif place % _EVERY:
            found[column.code] = (pages[place % len(pages)],)
    return found
