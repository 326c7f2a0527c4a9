"""The process that runs one crawl: `python -m crawler.process` with the job on standard input.

A Twisted reactor runs once in a process, so every crawl has its own. Standard output carries progress, one JSON object
a line. `stop` on standard input ends the crawl in good order; the end of standard input means that the parent is gone,
and ends it at once: whatever was received is stored already.
"""

import json
import os
import sys
import threading
import time
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings
from scrapy.utils.defer import deferred_from_coro

from crawler.evidence import EvidenceFile
from crawler.job import Job
from crawler.settings import USER_AGENT
from crawler.spiders.portal import PortalSpider
from inspection.round_store import open_round

_GRACE = 2.0


def settings_for(job: Job) -> Settings:
    """The Scrapy settings of one round. What Scrapy has to say is of use to a person only where it failed."""
    settings = Settings()
    settings.setmodule("crawler.settings")
    settings.setdict({**job.scrapy_settings(), "LOG_LEVEL": "ERROR"})
    return settings


def run(job: Job) -> int:
    """Runs the crawl to its end. Returns 0, or 3 when the spider itself failed."""
    process = AsyncCrawlerProcess(settings_for(job))
    with open_round(job.store) as store:
        evidence = EvidenceFile(job.folder, USER_AGENT)
        crawler = process.create_crawler(PortalSpider)
        process.crawl(crawler, job=job, store=store, evidence=evidence, report=_report)
        _watch_input(process)
        process.start(install_signal_handlers=False)
        evidence.close()
    assert crawler.stats is not None
    return 3 if crawler.stats.get_value("spider_exceptions/count") else 0


def _report(progress: dict[str, Any]) -> None:
    print(json.dumps(progress, ensure_ascii=True), flush=True)


def _watch_input(process: AsyncCrawlerProcess) -> None:
    from twisted.internet import reactor

    loop: Any = reactor

    def watch() -> None:
        if sys.stdin.readline().strip() != "stop":
            os._exit(1)
        loop.callFromThread(lambda: deferred_from_coro(process.stop()))
        # What is on its way may still arrive; the loop itself may be busy and is not waited for.
        time.sleep(_GRACE)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def main() -> int:
    """Entry of the process."""
    return run(Job.from_json(sys.stdin.readline()))


if __name__ == "__main__":
    sys.exit(main())
