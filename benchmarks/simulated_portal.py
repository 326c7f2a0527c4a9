"""`python -m benchmarks.simulated_portal FAMILY COLUMNS PAGES ROWS`: serves a simulated portal in a process of its own
until its standard input ends; prints the address. ROWS stand on each list page."""

import sys

from demo.simulator.opening import families, simulated
from demo.simulator.site import Site


def main() -> int:
    """Serves."""
    family, columns, pages, rows = sys.argv[1], *(int(number) for number in sys.argv[2:5])
    kind = families()[family]
    kind.per_page = rows
    with simulated(family, Site.made(1, columns, pages), validators=True) as opened:
        print(opened.url, flush=True)
        sys.stdin.read()
    return 0


if __name__ == "__main__":
    sys.exit(main())
