"""`python -m benchmarks.simulated_portal FAMILY COLUMNS PAGES ROWS`: serves a simulated portal in a process of its own;
prints the address. ROWS stand on each list page.

Every line on standard input changes the titles of two pages in a hundred, on the pages and in the lists, and is
answered by their number; its end is the end.
"""

import sys
from dataclasses import replace

from demo.simulator.opening import families, simulated
from demo.simulator.site import Column, Document, Site

CHANGED = "（修订）"
_ONE_IN = 50


class ChangedSite(Site):
    """A site of which some documents were changed."""

    def _made(self, column: Column, number: int) -> Document:
        made = super()._made(column, number)
        return replace(made, title=f"{made.title}{CHANGED}") if number % _ONE_IN == 0 else made


def main() -> int:
    """Serves."""
    family, columns, pages, rows = sys.argv[1], *(int(number) for number in sys.argv[2:5])
    families()[family].per_page = rows
    site = Site.made(1, columns, pages)
    with simulated(family, site, validators=True) as opened:
        print(opened.url, flush=True)
        for _ in sys.stdin:
            opened.portal.site = ChangedSite(site.seed, site.columns)
            last = [range(leaf.first, leaf.first + leaf.size) for leaf in site.lists]
            print(sum(number % _ONE_IN == 0 for numbers in last for number in numbers), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
