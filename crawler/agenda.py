"""What a round still has to ask for, phase by phase: columns and lists to their end, then pages, then their files."""

from collections.abc import Callable, Iterable

from crawler.archive import Archive
from crawler.page_answers import file_request, page_answers
from crawler.requests import Wanted
from crawler.walk import list_requests, walk
from inspection.types.office import CrawlSettings, District

Open = Callable[[Wanted], Wanted | None]


def agenda(district: District, crawl: CrawlSettings, archive: Archive, still_open: Open) -> list[Wanted]:
    """The requests of the first phase in which anything is open; empty when nothing is.

    `still_open` gives the request at the end of all redirects that is to be made for one, None where all is said. Each
    is there once.
    """
    lists = _open(list_requests(district.portals, archive), still_open)
    if lists:
        return lists
    walked = walk(district.portals, archive)
    pages = _open((page.wanted for page in walked.pages.values() if page.wanted), still_open)
    if pages or not crawl.attachments:
        return pages
    answers = page_answers(archive, district)
    links = (link for page in walked.pages.values() for link in answers.files(page, crawl))
    return _open((wanted for link in links if (wanted := file_request(link))), still_open)


def _open(requests: Iterable[Wanted], still_open: Open) -> list[Wanted]:
    found = (last for request in requests if (last := still_open(request)) is not None)
    return list({wanted.key: wanted for wanted in found}.values())
