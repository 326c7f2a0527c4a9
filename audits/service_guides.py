"""Service guides (办事指南) of a portal: which pages are, and a sample of each unit's.

The same case draws the same guides, whatever the order of the pages.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from hashlib import sha256
from urllib.parse import urlsplit

from audits.case import Case
from audits.once import once_a_case
from audits.parts_found import whole_text
from audits.titles import even
from inspection.types.portal import Page

_GUIDE = re.compile("(?:办事|服务|办理)(?:指南|须知)")
# Ways on to where matters are handled, which may stand on the portal's own host and send elsewhere.
_LEADS_ON = re.compile("在线办理|网上办理|立即办理|我要办|查看(?:详情|指南)|(?:办事|服务|办理)指南$")
_NO_GUIDE = re.compile("通知|方案|征求|解读|公告|公示|公布|目录|清单|汇编|一本通|更新|调整|新闻|发布")


def drawn_guides(case: Case, size: int) -> list[Page]:
    """So many guides of each unit, by lot; the round's name is the seed."""
    units: dict[str, list[Page]] = defaultdict(list)
    for page in case.judged_pages():
        if _may_be_guide(case, page) and case.is_own(page) and not page.note:
            units[case.unit_of(page) or ""].append(page)
    found = []
    for name in sorted(units):
        found += sorted(units[name], key=lambda page: (_lot(case.round, page), page.url))[:size]
    return found


@once_a_case
def guide_texts(case: Case) -> dict[str, str]:
    """What the drawn guides say, with their titles and files, by address: several rules ask, each text is read once."""
    size = case.pack.thresholds.get("service_guide_sample")
    drawn = drawn_guides(case, size.n) if size else []
    return {page.url: f"{case.title_of(page)}\n{whole_text(case, page)}" for page in drawn}


def lacking_of(parts: Mapping[str, tuple[str, ...]], lacking: list[str], title: str) -> list[str]:
    """The parts that a guide lacks. The first of all parts is the name of its matter, which stands in its title."""
    named = len(_GUIDE.sub("", even(title))) > 1
    first = next(iter(parts), "")
    return [name for name in lacking if not (named and name == first)]


def leads_away(case: Case, page: Page) -> bool:
    """Whether a page's own text leads on to where the whole guide may be: another site, or a page called so."""
    facts, host = case.facts_of(page), urlsplit(page.url).hostname
    own = [link for link in (facts.links if facts else ()) if not link.around and not link.hidden]
    return any(
        ((there := urlsplit(link.url).hostname) and there != host) or _LEADS_ON.search(even(link.text)) for link in own
    )


def _may_be_guide(case: Case, page: Page) -> bool:
    title = case.title_of(page)
    place = page.column[-1] if page.column else ""
    called = bool(_GUIDE.search(title)) or bool(_GUIDE.search(place))
    return called and not _NO_GUIDE.search(title)


def _lot(seed: str, page: Page) -> str:
    return sha256(f"{seed}|{page.url}".encode()).hexdigest()
