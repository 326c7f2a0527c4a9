"""What the check-up of a portal found: a pure function of its store and its folder, like the rows of a round."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from crawler.answers import Answer, Unanswered
from crawler.archive import Archive
from crawler.family import details_of, families
from crawler.job import open_archive
from crawler.manners import robots_request, rules_of
from crawler.page_answers import page_answers
from crawler.reading.shown_dates import dates_on
from crawler.request_log import COLUMNS, NAME
from crawler.requests import authority
from crawler.surveyed_dates import PageDates, address_date, shown_dates
from crawler.unfinished import AGAIN
from crawler.walk import Walk, WalkedPage, walk
from inspection.round_store import RoundStore
from inspection.types.office import CrawlSettings, District
from inspection.types.portal import Column, Failure, Incident, ListedItem, Listing, Page, Snapshot
from inspection.types.survey import AskedHost, DistrictSurvey, LinkedHost, PortalSurvey, SurveyedColumn

_CHALLENGES = frozenset({"protected", "loop"})
_SILENT = frozenset({"timeout", "slow", "dns", "refused", "reset", "tls", "other"})
_UNREAD = frozenset({"failed", "protected", "login", "unread"})
_SLOW_MS = 3_000
# As in `crawler.fitness`: of a handful of lists a share says nothing.
_FEWEST_LISTS = 3


def survey_of(
    store: RoundStore, folder: Path, district: District, settings: CrawlSettings, missing: tuple[str, ...], browser: str
) -> DistrictSurvey:
    """What is known of a district's portals. `missing` and `browser` are handed on: they are no part of the store."""
    archive = open_archive(store, folder, district, settings)
    walked = walk(district.portals, archive)
    columns, listings = store.read(Column), {one.column: one for one in store.read(Listing)}
    pages, incidents = store.read(Page), store.read(Incident)
    meanings = store.fact("meanings") or {}
    asked = [page for page in pages if page.state != "external"]
    read = [page for page in asked if page.state == "ok"]
    moments = sorted(snapshot.fetched_at for snapshot in store.each(Snapshot))
    portals = tuple(
        _portal(portal.url, [one for one in columns if one.portal == portal.url], listings, incidents, asked, settings)
        for portal in {portal.url: portal for portal in district.portals}.values()
    )
    return DistrictSurvey(
        name=district.name,
        portals=portals,
        dates=shown_dates(_dated(walked, archive, district, {page.url: page for page in read}), meanings),
        linked=tuple(_linked(columns, store.each(ListedItem), archive)),
        hosts=tuple(_hosts(walked, archive, store, folder, settings)),
        pages=len(asked),
        read=len(read),
        undated=sum(page.published is None for page in read),
        newest=max((one.newest for one in listings.values() if one.newest), default=None),
        collected=(moments[0], moments[-1]) if moments else None,
        browser=browser,
        missing=missing,
    )


def _portal(
    url: str,
    columns: list[Column],
    listings: Mapping[str, Listing],
    incidents: list[Incident],
    pages: list[Page],
    settings: CrawlSettings,
) -> PortalSurvey:
    own = [listings[one.id] for one in columns if one.id in listings]
    ids = {one.id for one in columns}
    # A portal that could not be read has one column, which stands for all that was not seen.
    known = not (len(columns) == 1 and columns[0].kind == "node" and own and own[0].state != "complete")
    # What only leads on is read by anybody: what a column is made with shows in its list or its page.
    seen = {one.column for one in own if one.state in ("complete", "cut_short")}
    made = [one for one in columns if one.kind in ("list", "page") and one.id in seen] or columns
    counted = Counter(one.family for one in made if one.kind != "link_out") if known else Counter()
    of_portal = [page for page in pages if ids.intersection(page.columns)]
    failed = {one.column for one in incidents if one.what in ("list", "tree") and one.kind in AGAIN}
    unread = [one for one in own if one.column in failed and one.state in ("unreadable", "cut_short")]
    unsaid = None
    if not known:
        unsaid = own[0].reason or "没有读出栏目"
    elif not columns:
        unsaid = "没有读出栏目"
    elif _too_many(len(unread), len(own), settings.unfit_lists):
        unsaid = f"{len(own)} 个栏目列表中有 {len(unread)} 个未能读全，如“{unread[0].reason}”"
    elif 2 * sum(page.state in _UNREAD for page in of_portal) > len(of_portal) or not of_portal:
        unsaid = _too_few_pages(own, of_portal, incidents)
    surveyed = tuple(SurveyedColumn(one, listings.get(one.id)) for one in columns)
    return PortalSurvey(url, tuple(counted.most_common()), surveyed, unsaid)


def _too_many(unread: int, lists: int, share: float) -> bool:
    """Whether the lists that were not read are more than the office's share; of a few lists, half of them."""
    return unread > share * lists and (unread >= _FEWEST_LISTS or 2 * unread >= lists)


def _too_few_pages(listings: list[Listing], pages: list[Page], incidents: list[Incident]) -> str:
    """Why most pages of a portal, or all, could not be read."""
    by_script = sum(one.state == "script_only" for one in listings)
    unread = {page.url for page in pages if page.state in _UNREAD}
    why = next((f"（{one.detail}）" for one in incidents if one.url in unread), "")
    if pages:
        return f"抽取的 {len(pages)} 个页面中有 {len(unread)} 个未能读取{why}，无从判断页面上的日期"
    if by_script:
        return f"{by_script} 个列表只由脚本生成，没有读到一个页面，无从判断页面上的日期"
    return "列表中没有读出一个页面，无从判断页面上的日期"


def _dated(walked: Walk, archive: Archive, district: District, read: Mapping[str, Page]) -> Iterator[PageDates]:
    """The dates of the pages that could be read."""
    answers = page_answers(archive, district)
    for page in walked.pages.values():
        known, answer = read.get(page.url), answers.of(page)
        if known is not None and isinstance(answer, Answer):
            yield _dates_of(page, answer, known)


def _dates_of(walked: WalkedPage, answer: Answer, page: Page) -> PageDates:
    fields = details_of(families()[walked.family], answer, walked.row)
    found = dates_on(answer.body, answer.content_type, fields, walked.title or None)
    return PageDates(
        host=authority(answer.final_url),
        url=page.url,
        shown=found.shown,
        listed=walked.published,
        meta=found.meta,
        address=address_date(page.url),
        signed=found.signed,
        published=page.published,
    )


def _linked(columns: list[Column], items: Iterable[ListedItem], archive: Archive) -> Iterator[LinkedHost]:
    """The other hosts that columns and rows lead to, those with most rows first."""
    own = {authority(column.portal) for column in columns}
    met: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    example: dict[str, str] = {}
    out = [(0, column.url) for column in columns if column.kind == "link_out"]
    for place, url in [*out, *((1, item.url) for item in items)]:
        host = authority(url)
        if urlsplit(url).scheme in ("http", "https") and host not in own:
            met[host][place] += 1
            example.setdefault(host, url)
    for host, (named, rows) in sorted(met.items(), key=lambda one: (-one[1][0], -one[1][1], one[0])):
        yield LinkedHost(host, named, rows, archive.permits(example[host]), example[host])


def _hosts(
    walked: Walk, archive: Archive, store: RoundStore, folder: Path, settings: CrawlSettings
) -> Iterator[AskedHost]:
    """How each host answered that was asked."""
    asked = dict.fromkeys(authority(one.url) for one in walked.requests if archive.permits(one.url))
    first = {authority(one.url): one.url for one in reversed(walked.requests)}
    times = _times(folder / NAME)
    answers = Counter(authority(one.url) for one in store.each(Snapshot))
    failures = [one for one in store.each(Failure) if not one.key.startswith("host:")]
    failed = Counter(authority(one.url) for one in failures if one.kind in _SILENT)
    troubles = {(one.url, one.kind): one for one in store.each(Incident) if one.kind in _CHALLENGES}
    challenged = Counter(authority(one.url) for one in troubles.values())
    for host in asked:
        took = times.get(host, [])
        yield AskedHost(
            host,
            _robots(first[host], archive, settings),
            answers[host],
            round(median(took)) if took else None,
            max(took, default=None),
            sum(one >= _SLOW_MS for one in took),
            challenged[host],
            failed[host],
        )


def _times(log: Path) -> dict[str, list[int]]:
    """How many milliseconds each answer of a host took, from the request log."""
    found: dict[str, list[int]] = defaultdict(list)
    if not log.exists():
        return found
    for line in log.read_text(encoding="utf-8").splitlines():
        row = dict(zip(COLUMNS, line.split("\t"), strict=False))
        if row.get("ms", "").isdigit() and row.get("status", "").isdigit():
            found[authority(row["address"])].append(int(row["ms"]))
    return found


def _robots(url: str, archive: Archive, settings: CrawlSettings) -> str:
    """What a host's robots.txt says, in Chinese."""
    if not settings.robots:
        return "按设置未遵守（robots = false）"
    found = archive.find(robots_request(url))
    if not isinstance(found, Answer | Unanswered):
        return "未读取"
    rules = rules_of(found)
    if rules.refused is not None:
        return f"读不到，整站未采集（{rules.refused.detail}）"
    if rules.parsed is None:
        return "没有，不限制采集"
    slower = f"，要求间隔 {rules.delay:g} 秒" if rules.delay else ""
    assert isinstance(found, Answer)
    closed = rules.refusal(f"{urlsplit(url).scheme}://{urlsplit(url).netloc}/") is not None
    forbids = "禁止采集整站" if closed else "有禁止采集的目录" if _forbids(found) else "不限制采集"
    return f"有，{forbids}{slower}"


def _forbids(answer: Answer) -> bool:
    """Whether any line of the file forbids anything to anybody."""
    lines = (line.partition("#")[0].strip().lower() for line in answer.text.splitlines())
    return any(line.startswith("disallow:") and line.removeprefix("disallow:").strip() for line in lines)
