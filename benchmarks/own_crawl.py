"""`python -m benchmarks.own_crawl FOLDER ADDRESS [EARLIER]`: one round of ours in a process of its own, as `xuncha`
has it: the crawl in a process, then the rows out of the archive in this one. EARLIER is the folder of the round a month
before, on which it may rest.

Prints one JSON object: what came of it, and the peak of memory of both processes in megabytes (Linux; else the larger
of both for both).
"""

import json
import resource
import sqlite3
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

from benchmarks.simulated_portal import CHANGED
from crawler.crawl import crawl_round
from crawler.request_log import NAME
from inspection.round_store import open_round
from inspection.types.office import CrawlSettings, District, Portal

_MONTH = timedelta(days=30)
_BEGUN = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=8)))


def main() -> int:
    """Crawls and tells."""
    folder, address = Path(sys.argv[1]), sys.argv[2]
    earlier = Path(sys.argv[3]) / "round.db" if len(sys.argv) > 3 else None
    begun = _BEGUN + _MONTH if earlier else _BEGUN
    district = District("linjiang", "临江区", "区", portals=[Portal(address, allow_private=True)])
    settings = CrawlSettings(delay=0.0, retry_wait=[], attachments=False)
    with open_round(folder / "round.db") as store:
        store.set_fact("as_of", begun.date().isoformat())
        outcome = crawl_round(
            store, folder, district, settings, contact="江州市 010", clock=lambda: begun, earlier=earlier
        )
    rows = sqlite3.connect(folder / "round.db")
    (read,) = rows.execute("select count(*) from pages where state = 'ok'").fetchone()
    (changed,) = rows.execute("select count(*) from pages where title like ?", [f"%{CHANGED}"]).fetchone()
    lists = [state for (state,) in rows.execute("select state from listings")]
    told = {
        "complete": outcome.complete,
        "answers": outcome.answers,
        "asked": sum(1 for _ in (folder / NAME).open(encoding="utf-8")) - 1,
        "read": read,
        "changed": changed,
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
