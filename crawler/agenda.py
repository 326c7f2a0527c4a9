"""What a round still has to ask for, phase by phase: columns and lists to their end, then pages, then their files."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from crawler.answers import Answer
from crawler.archive import Archive
from crawler.page_answers import PageAnswers, file_request, page_answers
from crawler.requests import Wanted
from crawler.walk import Walk, WalkedPage, list_requests, walk
from inspection.types.office import CrawlSettings, District

Open = Callable[[Wanted], Wanted | None]


@dataclass(frozen=True)
class Due:
    """What is to be asked for now, each once; nothing when the round is done. `walked` is the walk that it was found
    on, once the lists were read (None before)."""

    requests: list[Wanted] = field(default_factory=list)
    walked: Walk | None = None


def agenda(district: District, crawl: CrawlSettings, archive: Archive, still_open: Open) -> Due:
    """The requests of the first phase in which anything is open.

    `still_open` gives the request at the end of all redirects that is to be made for one, None where all is said.
    """
    lists = _open(list_requests(district.portals, archive), still_open)
    if lists:
        return Due(lists)
    walked = walk(district.portals, archive)
    listed = (page.wanted for page in walked.pages.values() if page.wanted)
    besides = (Wanted(url, "page") for url in archive.besides if archive.permits(url))
    pages = _open((*listed, *besides), still_open)
    if pages or not crawl.attachments or archive.sample:
        return Due(pages, walked)
    answers = page_answers(archive, district)
    return Due(_open(_files(walked.pages.values(), answers, crawl), still_open), walked)


def _files(pages: Iterable[WalkedPage], answers: PageAnswers, crawl: CrawlSettings) -> Iterator[Wanted]:
    """The files of all pages; one of a page that was not asked for says so, since it need not be either."""
    for page in pages:
        for link in answers.files(page, crawl):
            wanted = file_request(link)
            if wanted is None:
                continue
            found = answers.of(page)
            kept = found.snapshot if isinstance(found, Answer) else None
            rests = kept is not None and kept.carried == "not_asked"
            yield replace(wanted, context={"page_not_asked": page.wanted}) if rests else wanted


def _open(requests: Iterable[Wanted], still_open: Open) -> list[Wanted]:
    found = (last for request in requests if (last := still_open(request)) is not None)
    return list({wanted.key: wanted for wanted in found}.values())
