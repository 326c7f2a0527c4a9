"""The files of a page as rows: what came for each, and what could be read of it."""

from collections.abc import Iterator

from crawler.answers import Answer, Unanswered, Verdict
from crawler.archive import Archive
from crawler.attachments.reading import read_file
from crawler.chain import Trouble
from crawler.page_answers import file_request
from crawler.reading.fields import AttachmentLink
from crawler.requests import Wanted
from inspection.types.office import CrawlSettings
from inspection.types.portal import Attachment, AttachmentState, Page

_OF_VERDICT: dict[Verdict, AttachmentState] = {
    "gone": "gone", "soft_404": "gone", "protected": "refused", "login": "refused", "failed": "failed",
}  # fmt: skip
_OF_FAILURE: dict[str, AttachmentState] = {
    "size": "too_large", "sealed": "sealed", "robots": "listed", "private": "listed", "window": "listed",
    "budget": "listed", "down": "listed", "loop": "refused",
}  # fmt: skip
_REFUSING = frozenset({401, 403, 407, 451})


class FileReader:
    """Reads the files of pages out of the archive."""

    def __init__(self, archive: Archive, settings: CrawlSettings) -> None:
        self._archive = archive
        self._settings = settings

    def read(self, page: Page, links: tuple[AttachmentLink, ...], troubles: list[Trouble]) -> Iterator[Attachment]:
        """One row for every file that a page names, in its order; what could not be had is noted in `troubles`."""
        asked = 0
        for position, link in enumerate(links):
            bare = Attachment(page.url, position, link.url, link.name, link.extension)
            wanted = file_request(link)
            if wanted is None or not self._archive.permits(wanted.url):
                yield _with(bare, "listed", "附件不在本门户的网站上，未采集")
                continue
            asked += 1
            if not self._settings.attachments or asked > self._settings.attachments_per_page:
                why = "按设置不采集附件" if not self._settings.attachments else "本页附件过多，未全部采集"
                yield _with(bare, "listed", why)
                continue
            yield self._row(bare, page, wanted, troubles)

    def _row(self, bare: Attachment, page: Page, wanted: Wanted, troubles: list[Trouble]) -> Attachment:
        found = self._archive.find(wanted)
        at = page.columns[0] if page.columns else None
        if isinstance(found, Wanted):
            stop = self._archive.stop_of(found.url) or Unanswered("not_fetched", "尚未采集到")
            troubles.append(Trouble(wanted.url, "attachment", stop.kind, stop.detail, at))
            return _with(bare, "listed", stop.detail)
        if isinstance(found, Unanswered):
            troubles.append(Trouble(wanted.url, "attachment", found.kind, found.detail, at, days=found.days))
            return _with(bare, _OF_FAILURE.get(found.kind, "failed"), found.detail)
        state = "refused" if found.status in _REFUSING else _OF_VERDICT.get(found.verdict)
        if state is not None:
            troubles.append(Trouble(wanted.url, "attachment", found.verdict, found.trouble, at, found, found.days))
            return _answered(_with(bare, state, found.trouble), found)
        read = read_file(found.body, name=bare.name, extension=bare.extension, content_type=found.content_type)
        return _answered(
            Attachment(
                bare.page, bare.position, bare.url, bare.name, bare.extension, read.state, read.kind, read.text,
                read.chars, read.sheets, read.reason,
            ),
            found,
        )  # fmt: skip


def _with(bare: Attachment, state: AttachmentState, reason: str) -> Attachment:
    return Attachment(bare.page, bare.position, bare.url, bare.name, bare.extension, state, reason=reason)


def _answered(row: Attachment, answer: Answer) -> Attachment:
    kept = answer.snapshot
    return Attachment(
        row.page, row.position, row.url, row.name, row.extension, row.state, row.kind, row.text, row.chars, row.sheets,
        row.reason, answer.status, kept.sha256 if kept else None, kept.id if kept else None,
    )  # fmt: skip
