"""`python -m benchmarks.own_crawl FOLDER ADDRESS`: one round of ours in a process of its own, as `xuncha run` has it:
the crawl in a process, then the rows out of the archive in this one.

Prints one JSON object: what came of it, and the peak of memory of both processes in megabytes (Linux; else the larger
of both for both).
"""

import json
import resource
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

from crawler.crawl import crawl_round
from inspection.round_store import open_round
from inspection.types.office import CrawlSettings, District, Portal
from inspection.types.portal import Listing, Page

_BEGUN = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=8)))


def main() -> int:
    """Crawls and tells."""
    folder, address = Path(sys.argv[1]), sys.argv[2]
    district = District("linjiang", "临江区", "区", portals=[Portal(address, allow_private=True)])
    settings = CrawlSettings(delay=0.0, retry_wait=[], attachments=False)
    with open_round(folder / "round.db") as store:
        store.set_fact("as_of", "2026-11-20")
        outcome = crawl_round(store, folder, district, settings, contact="江州市 010", clock=lambda: _BEGUN)
        lists = [listing.state for listing in store.each(Listing)]
        read = sum(page.state == "ok" for page in store.each(Page))
    told = {
        "complete": outcome.complete,
        "answers": outcome.answers,
        "read": read,
        "lists": len(lists),
        "lists_complete": lists.count("complete"),
        "crawl_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        "rows_mb": peak_here(),
    }
    print(json.dumps(told))
    return 0


def peak_here() -> float:
    """The peak of this process in megabytes. A process's own figure begins with that of whoever started it; Linux
    counts apart what it needed itself."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
