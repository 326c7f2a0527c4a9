"""Consultations on drafts (意见征集) and what came of them: which result belongs to which call.

A call and its result belong together by the name of the draft in both titles, or by a link either way.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from audits.case import Case
from audits.interpretations import first_shown, plain_address
from audits.names import fold
from audits.once import once_a_case
from audits.parts_found import is_of
from audits.searched import leads_away, naming, unread_among
from audits.titles import consulted_names, even, even_text
from inspection.types.portal import Page
from inspection.workdays import months_after

_GONE = ("gone", "soft_404")
PLACES = naming("征集", "征求", "意见", "调查", "互动", "参与", "听证", "决策", "公告", "公示")
# The names of columns that are for nothing else.
_OWN_PLACES = ("征集", "征求", "征询", "听证", "民意", "意见采纳", "意见反馈", "公众参与")
_RESULT = re.compile("采纳|反馈|结果|汇总|情况")
_OPINIONS = re.compile("征求|征集|意见|建议|听证")
_RESULT_IN_TEXT = re.compile(
    "(?:意见|建议)(?:征集|征求)?(?:的)?(?:采纳|反馈|处理)(?:情况|结果)|征集结果|征求意见情况|采纳情况|共收到"
)
# Asked about a draft of a document, not for wishes, votes, or works to be sent in.
_DRAFT = re.compile(
    "《|征求意见稿|草案|送审稿|讨论稿|意见稿|初稿|(?:办法|规定|细则|规划|方案|条例|措施|标准|制度|规则|政策|计划)"
    "(?:[（(][^）)]*[）)])?(?:公开)?(?:征求|征集|的?意见|公告|$)"
)
# Committees of villagers and residents are nobody's unit.
_VILLAGERS = re.compile("(?:村|社区)(?:民|居民)?委(?:员)?会|居民委员会|居委会")
_EXPLANATION = re.compile("(?:起草|编制|制定|修订|修改)(?:的)?(?:情况|工作)?(?:的)?说明$")
_DRAFT_WORD = re.compile("(?:公开)?(?:征求|征集)意见(?:建议)?稿|意见稿")
# What belongs to a draft, by its title.
_DRAFT_TOLD = re.compile("说明|草案|意见稿|征求|征集|送审稿|讨论稿|公示|听证|背景|依据|初稿|修订稿")
_ASKS_FOR_OTHER = re.compile("问卷|线索|作品|口号|标识|LOGO|选题|项目库|听证代表|体验官|监督员")


@dataclass(frozen=True)
class Asked:
    """A call or a result as the portal shows it; `page` is None for a row of a list that leads elsewhere."""

    url: str
    title: str
    day: date | None
    page: Page | None
    names: tuple[str, ...]


@dataclass
class Consultations:
    """The calls and results of one portal by the names of their drafts, and the results by what they link to and
    by their own addresses."""

    calls: tuple[Asked, ...]
    results: tuple[Asked, ...]
    calls_on: dict[str, list[Asked]] = field(default_factory=lambda: defaultdict(list))
    results_on: dict[str, list[Asked]] = field(default_factory=lambda: defaultdict(list))
    linking: dict[str, list[Asked]] = field(default_factory=lambda: defaultdict(list))
    at: dict[str, Asked] = field(default_factory=dict)

    def named_results(self, title: str) -> tuple[Asked, ...]:
        """The results whose titles name the draft that a call's title names."""
        return _each_once(one for name in consulted_names(title) for one in self.results_on.get(name, ()))

    def results_of(self, case: Case, page: Page) -> tuple[Asked, ...]:
        """The results that belong to a call in any way."""
        facts = case.facts_of(page)
        found = [*self.named_results(case.title_of(page)), *self.linking.get(plain_address(page.url), ())]
        targets = [plain_address(link.url) for link in (facts.links if facts else ())]
        found += [self.at[target] for target in targets if target in self.at]
        return _each_once(found)


@once_a_case
def asked_out_of_sight(case: Case) -> str | None:
    """Why a call for opinions or its result may be there all the same, in Chinese; None where it would be met."""
    if leads_away(case, *_OWN_PLACES):
        return "征求意见的栏目链接到其他网站，没有采集"
    if unread_among(case, PLACES):
        return "可能公开征求意见及其结果的栏目没有全部读完，不能认定没有"
    return None


@once_a_case
def consultations(case: Case) -> Consultations:
    """Every call for opinions and every result that the portal shows, read or not."""
    shown = list(_shown(case))
    calls = tuple(one for one in shown if is_call(case, one.title))
    results = tuple(one for one in shown if is_result(one.title))
    found = Consultations(calls, results)
    for one in calls:
        for name in one.names:
            found.calls_on[name].append(one)
    for one in results:
        found.at.setdefault(plain_address(one.url), one)
        for name in one.names:
            found.results_on[name].append(one)
        facts = case.facts_of(one.page) if one.page else None
        for url in dict.fromkeys(plain_address(link.url) for link in (facts.links if facts else ())):
            found.linking[url].append(one)
    return found


def is_call(case: Case, title: str) -> bool:
    """Whether a title calls for opinions."""
    given = case.pack.part_lists.get("consultation")
    return given is not None and is_of(given, title) and not is_result(title)


def is_result(title: str) -> bool:
    """Whether a title tells what came of a call for opinions."""
    plain = even(title)
    head, _, tail = plain.rpartition("》")
    return bool(_RESULT.search(tail)) and bool(_OPINIONS.search(tail if head else plain))


def own_calls(case: Case) -> Iterator[Page]:
    """The pages on which the district's own units ask about a draft, of the last year: older ones are closed and
    cannot be mended."""
    since = months_after(case.as_of, -case.pack.periods["year"].n)
    for page in case.judged_pages():
        title, shown = case.title_of(page), first_shown(page)
        recent = shown is not None and since <= shown <= case.as_of
        asks = recent and is_call(case, title) and is_on_draft(title) and not page.note
        of_villagers = _VILLAGERS.search(page.publisher or "") is not None
        if asks and not of_villagers and case.is_own(page) and not _is_beside_a_call(case, page):
            yield page


def _is_beside_a_call(case: Case, page: Page) -> bool:
    """Whether a page is what a call comes with: the explanation, or the bare draft without days for answers."""
    plain = even(case.title_of(page))
    if _EXPLANATION.search(plain):
        return True
    facts = case.facts_of(page)
    asks = _OPINIONS.search(_DRAFT_WORD.sub("", plain))
    return not asks and (facts is None or facts.closes is None)


def is_on_draft(title: str) -> bool:
    """Whether a call's title asks about the draft of a document."""
    plain = even(title)
    return bool(_DRAFT.search(plain)) and not _ASKS_FOR_OTHER.search(plain)


def tells_result(case: Case, page: Page) -> bool:
    """Whether a call's own page also tells what came of it."""
    return bool(_RESULT_IN_TEXT.search(even_text(case.text_of(page))))


def leads_to(case: Case, page: Page, other: Page) -> bool:
    """Whether a page shows a link to another."""
    facts = case.facts_of(page)
    target = plain_address(other.url)
    return any(plain_address(link.url) == target for link in (facts.links if facts else ()) if not link.hidden)


def titles_with(case: Case, word: str) -> tuple[str, ...]:
    """The folded titles on the portal, each once, that hold a word."""
    plain = fold(word)
    return tuple(title for title in _titles(case) if plain in title) if plain else ()


@once_a_case
def _titles(case: Case) -> tuple[str, ...]:
    pages = (case.title_of(page) for page in case.pages if page.state not in _GONE)
    told = map(fold, (*pages, *(item.title for item in case.items)))
    return tuple(dict.fromkeys(title for title in told if _DRAFT_TOLD.search(title)))


def _shown(case: Case) -> Iterator[Asked]:
    pages = {page.url for page in case.pages}
    for page in case.pages:
        title = case.title_of(page)
        if page.state not in _GONE and _OPINIONS.search(title):
            yield Asked(page.url, title, first_shown(page), page, consulted_names(title))
    for item in case.items:
        if item.url not in pages and _OPINIONS.search(item.title):
            yield Asked(item.url, item.title, item.published, None, consulted_names(item.title))


def _each_once(found: Iterable[Asked]) -> tuple[Asked, ...]:
    unique = {one.url: one for one in found}
    return tuple(sorted(unique.values(), key=lambda one: (str(one.day or ""), one.url)))
