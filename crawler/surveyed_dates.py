"""Which date is which on a portal: every way in which its pages write a date, beside the other dates of the same page.

A person is asked only where two pages or more speak against the reading: one odd page is no habit of a portal.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from crawler.reading.labels_of_fields import field_of
from inspection.portal_notes import BARE_DATE
from inspection.types.survey import Agreement, ShownDate

_STAMPS = (
    re.compile(r"/t(\d{4})(\d{2})(\d{2})_\d+"),
    re.compile(r"/(\d{4})[-/](\d{1,2})[-/](\d{1,2})/"),
    re.compile(r"/(\d{4})(\d{2})(\d{2})/"),
)
# Days that a page speaks of; nobody takes them for a day of publication.
_OF_THE_MATTER = re.compile(r"生效|实施|施行|失效|废止|终止|截止|开始|结束|有效|公示|时限")
_UNSURE = frozenset(("生成日期", "生成时间"))
_FEWEST = 2
_SHARE = 0.1
WORDS = {"published": "发布日期", "written": "成文日期", "issued": "印发日期", "": "不采用"}
_DEPENDS = "视其他日期而定"


@dataclass(frozen=True)
class PageDates:
    """The dates of one page: those it shows with their labels, and those of its list, tag, address and signature;
    `published` is what was read."""

    host: str
    url: str
    shown: tuple[tuple[str, date], ...]
    listed: date | None
    meta: date | None
    address: date | None
    signed: date | None
    published: date | None

    @property
    def others(self) -> frozenset[date]:
        """What else than the shown dates tells of the day of publication; nothing where only the address has a date:
        pages that were moved carry the day of the move in it."""
        stated = {one for one in (self.listed, self.meta) if one}
        return frozenset(stated | {self.address} if self.address else stated) if stated else frozenset()


def address_date(url: str) -> date | None:
    """The whole date that an address carries, None for none."""
    for stamp in _STAMPS:
        found = stamp.search(url)
        if found:
            try:
                return date(*map(int, found.groups()))
            except ValueError:
                return None
    return None


def shown_dates(pages: Iterable[PageDates], meanings: Mapping[str, Mapping[str, str]]) -> tuple[ShownDate, ...]:
    """The ways of writing a date, host by host, those on most pages first. `meanings` are what persons settled: the
    field of a label by host ('' for none)."""
    met: dict[tuple[str, str], list[tuple[date, PageDates]]] = defaultdict(list)
    for page in pages:
        for label, value in dict(reversed(page.shown)).items():
            met[page.host, label].append((value, page))
    found = [_shown(host, label, on, meanings.get(host, {}).get(label)) for (host, label), on in met.items()]
    return tuple(sorted(found, key=lambda one: (one.host, -one.pages, one.label)))


def _shown(host: str, label: str, on: list[tuple[date, PageDates]], settled: str | None) -> ShownDate:
    default = "published" if label == BARE_DATE else field_of(label) or ""
    if settled is not None:
        reading, doubt = WORDS[settled], None
    else:
        reading, doubt = WORDS.get(default, _DEPENDS), _doubt(label, default, on)
        reading = _DEPENDS if label in _UNSURE else reading
    return ShownDate(
        host,
        label,
        len(on),
        _agreement(on, lambda page: page.listed),
        _agreement(on, lambda page: page.meta),
        _agreement(on, lambda page: page.address),
        _agreement(on, lambda page: page.signed),
        reading,
        settled is not None,
        doubt,
        on[0][1].url,
    )


def _agreement(on: list[tuple[date, PageDates]], other: Callable[[PageDates], date | None]) -> Agreement:
    both = [(value, found) for value, page in on if (found := other(page)) is not None]
    return Agreement(sum(value == found for value, found in both), len(both))


def _doubt(label: str, default: str, on: list[tuple[date, PageDates]]) -> str | None:
    """In Chinese what speaks against reading a label as what it usually means."""
    if default == "published":
        against = sum(
            bool(others) and value not in others
            for value, page in on
            for others in [page.others or (frozenset() if page.address == value else _rivals(label, page))]
        )
        return "与列表、meta、网址中的日期都不同" if _many(against, len(on)) else None
    if default == "sent" or label in _UNSURE:
        return _doubt_of_either(on)
    if default in ("written", "issued"):
        late = sum(bool(page.others) and value > max(page.others) for value, page in on)
        if _many(late, len(on)):
            return "晚于列表、meta、网址中的日期"
        told = [(value, page) for value, page in on if page.signed and default == "written"]
        unlike = sum(value != page.signed and value not in page.others for value, page in told)
        return "与落款日期不同" if _many(unlike, len(told)) else None
    if not default and not _OF_THE_MATTER.search(label):
        alone = sum(page.published is None for _, page in on)
        return "页面和列表没有别的发布日期" if _many(alone, len(on)) else None
    return None


def _doubt_of_either(on: list[tuple[date, PageDates]]) -> str | None:
    """发文日期 and 生成日期 are the day of signing on some portals and of publication on others. Where some pages say
    the one and some the other, only the signatures can tell."""
    told = [(value, page) for value, page in on if page.others]
    same = sum(value in page.others for value, page in told)
    unlike = len(told) - same
    if not same or not _many(unlike, len(told)):
        return None
    signed = [(value, page.signed) for value, page in told if page.signed and page.signed not in page.others]
    if signed and all(value == by for value, by in signed):
        return None
    return f"{same} 个页面与列表等的日期相同，{unlike} 个不同，不能断定是发布还是成文"


def _rivals(label: str, page: PageDates) -> frozenset[date]:
    """Other shown dates of publication, where nothing else tells of it."""
    return frozenset(
        value
        for other, value in page.shown
        if other != label and (other == BARE_DATE or field_of(other) == "published")
    )


def _many(count: int, among: int) -> bool:
    return count >= _FEWEST and count > _SHARE * among
