"""A walked page's answer and what it was read as: the crawl looks there for files to fetch, the rows are made of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import urlsplit

from crawler.answers import Answer, Unanswered
from crawler.archive import Archive
from crawler.family import broken, details_of, families
from crawler.reading.fields import AttachmentLink
from crawler.reading.page import read_page
from crawler.reading.reading import PageReading
from crawler.requests import Wanted, identity, normalised
from crawler.walk import WalkedPage
from inspection.portal_notes import labels_at
from inspection.types.office import CrawlSettings, District
from inspection.types.portal import Landing

# A page without any of these carries no file: most pages need not be read to know that.
_FILE_SIGNS = re.compile(
    r"\.(?:pdf|ofd|docx?|wps|wpt|xlsx?|et|pptx?|dps|rtf|txt|csv|zip|rar|7z|ceb)\b|down(?:file|load)|attach|fujian|附件|file",
    re.I,
)
# The path of a page of search results, or of the form for it.
_SEARCH = re.compile(r"/(?:so|search|searchresult|qwjs|jiansuo|znss)(?:\.\w+|/|$)", re.I)


@dataclass(frozen=True)
class PageAnswers:
    """What the archive holds of a district's pages. `homes` are the identities of its portals' own addresses."""

    archive: Archive
    homes: frozenset[str]

    def of(self, walked: WalkedPage) -> Answer | Unanswered | None:
        """The page's answer; why there is none; None for pages of other hosts."""
        if walked.wanted is None:
            return None
        found = self.archive.find(walked.wanted)
        if isinstance(found, Wanted):
            return self.archive.stop_of(found.url) or Unanswered("not_fetched", "尚未采集到")
        if isinstance(found, Unanswered) or found.verdict == "ok":
            return found
        return Unanswered(found.verdict, found.trouble, found.days)

    def reading(self, walked: WalkedPage, answer: Answer) -> PageReading:
        """The page as it is read, with what its family and its list know of it; unread where that breaks."""
        try:
            return self._read(walked, answer)
        except Exception as error:  # noqa: BLE001  any fault of ours on a page is a state of that page
            return PageReading(kind="error", url=answer.final_url, state="unread", trouble=broken(error))

    def _read(self, walked: WalkedPage, answer: Answer) -> PageReading:
        fields = details_of(families()[walked.family], answer, walked.row)
        reading = read_page(
            answer.body,
            url=answer.final_url,
            content_type=answer.content_type,
            family_fields=fields,
            list_title=walked.title or None,
            list_date=walked.published,
            meanings=labels_at(self.archive.meanings, answer.final_url),
        )
        landed = self._landing(walked, answer, reading)
        if landed == "home":
            # what the front page is called and says is not the page's
            return PageReading("error", reading.url, "soft_404", encoding=reading.encoding, landed=landed)
        return replace(reading, landed=landed)

    def _landing(self, walked: WalkedPage, answer: Answer, reading: PageReading) -> Landing:
        """Where a redirect led instead of to the matter."""
        final = identity(answer.final_url)
        if final == identity(walked.url):
            return ""
        if final in self.homes or "/" not in final:
            return "home"
        if _SEARCH.search(urlsplit(answer.final_url).path) and not _SEARCH.search(urlsplit(walked.url).path):
            return "search"
        return "list" if reading.kind == "list" else ""

    def files(self, walked: WalkedPage, settings: CrawlSettings) -> tuple[AttachmentLink, ...]:
        """The files that are fetched for a page: those on hosts that may be asked, up to the office's limit."""
        answer = self.of(walked)
        if not isinstance(answer, Answer) or answer.snapshot is None:
            return ()
        given = answer
        found = self.archive.remember(("files", answer.snapshot.id), lambda: self._links(walked, given))
        return tuple(islice(self._permitted(found), settings.attachments_per_page))

    def _links(self, walked: WalkedPage, answer: Answer) -> tuple[AttachmentLink, ...]:
        if not _FILE_SIGNS.search(answer.text) and not _names_files(walked.row):
            return ()
        reading = self.reading(walked, answer)
        return reading.attachments if reading.state == "ok" else ()

    def _permitted(self, links: tuple[AttachmentLink, ...]) -> Iterator[AttachmentLink]:
        for link in links:
            wanted = file_request(link)
            if wanted is not None and self.archive.permits(wanted.url):
                yield link


def page_answers(archive: Archive, district: District) -> PageAnswers:
    """The answers of a district's pages."""
    return PageAnswers(archive, frozenset(identity(portal.url) for portal in district.portals))


def file_request(link: AttachmentLink) -> Wanted | None:
    """The request for a file; None for what is no http address."""
    try:
        return Wanted(normalised(link.url), "attachment")
    except ValueError:
        return None


def _names_files(row: Mapping[str, object]) -> bool:
    return any(isinstance(value, list) and value for value in row.values())
