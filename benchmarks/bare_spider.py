"""`python -m benchmarks.bare_spider ADDRESS`: a bare Scrapy spider for one family of the simulator, TRS.

It follows the links that a crawl of ours follows and does nothing else: columns out of the menus, list pages by their
pager, pages by their rows. Nothing is kept; pages are not even parsed. Scrapy's own settings but for the pace, which is
ours: no delay, one request at a time.
"""

import re
import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import HtmlResponse, Response
from scrapy.linkextractors import LinkExtractor

SETTINGS: dict[str, Any] = {
    "CONCURRENT_REQUESTS": 1,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": 0,
    "LOG_LEVEL": "ERROR",
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
}
_PAGER = re.compile(r"createPageHTML\((\d+), 0,")


class BareSpider(Spider):
    """Counts what it was answered in `seen`."""

    name = "bare"

    def __init__(self, address: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._address = address
        self._columns = LinkExtractor(allow=r"/zwgk/[a-z0-9/]+/$", restrict_css=".left-menu")
        self._pages = LinkExtractor(allow=r"/t\d{8}_\d+\.html$", restrict_css=".news-list")

    async def start(self) -> AsyncIterator[Request]:
        """The portal's address."""
        yield Request(self._address, self.parse_portal)

    def parse_portal(self, response: Response) -> Iterator[Request]:
        """The columns of the menu."""
        for link in self._columns.extract_links(_html(response)):
            yield Request(link.url, self.parse_list)

    def parse_list(self, response: Response) -> Iterator[Request]:
        """The rows of a list page; the first one counts the others."""
        page = _html(response)
        for link in self._pages.extract_links(page):
            yield Request(link.url, self.parse_page)
        pager = _PAGER.search(page.text)
        for number in range(1, int(pager[1]) if pager else 1):
            yield Request(page.urljoin(f"index_{number}.html"), self.parse_list)

    def parse_page(self, _response: Response) -> None:
        """Nothing."""


def _html(response: Response) -> HtmlResponse:
    assert isinstance(response, HtmlResponse)
    return response


def main() -> int:
    """Crawls and prints how many answers came."""
    process = AsyncCrawlerProcess(SETTINGS)
    crawler = process.create_crawler(BareSpider)
    process.crawl(crawler, address=sys.argv[1])
    process.start()
    assert crawler.stats is not None
    print(crawler.stats.get_value("response_received_count", 0))
    return 0


if __name__ == "__main__":
    sys.exit(main())
