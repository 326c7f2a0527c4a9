"""What a crawl could not see, told to the user: what another run should fetch, and what none will."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from crawler.browser import unavailable
from crawler.requests import authority
from inspection.types.office import District
from inspection.types.portal import Column, Incident, Listing

ROBOTS = "robots.txt："
AGAIN = frozenset((
    "not_fetched", "timeout", "dns", "refused", "reset", "tls", "failed", "protected", "other", "robots", "private",
    "window", "budget", "down", "loop", "slow",
))  # fmt: skip
_CURES = {
    "robots": "经授权可以采集的，请在 xuncha.toml 的 [crawl] 中写 robots = false 后重新运行",
    "private": "确为本单位内部网络的，请在该门户下写 allow_private = true 后重新运行",
    "window": "请在允许的时段内重新运行",
    "budget": "请调高 xuncha.toml 中的 requests_per_host 后重新运行",
    "protected": "请与网站主办单位商定采集方式后重新运行",
    "loop": "请与网站主办单位商定采集方式后重新运行",
}
_LATER = "请稍后重新运行，程序会接着采集"
_CHECK = "请核对网址、确认网站正常后重新运行（已采集的内容已保留）"
_NAMED = 5


def missing(
    district: District, listings: list[Listing], columns: list[Column], incidents: list[Incident]
) -> Iterator[str]:
    """What another run should fetch, each with its place and its cure."""
    if not district.portals:
        yield f"区“{district.name}”没有门户，请在 xuncha.toml 中为 id“{district.id}”写上 [[district.portal]]。"
        return
    unseen = [incident for incident in incidents if incident.kind in AGAIN]
    robots = {authority(i.url): i for i in unseen if i.what == "robots"}
    told = set()
    for incident in unseen:
        if incident.what == "portal":
            cause = robots.get(authority(incident.url), incident)
            told.add(authority(incident.url))
            why = cause.detail.removeprefix(ROBOTS)
            yield f"门户 {incident.url} 无法采集：{why}。{_CURES.get(cause.kind, _CHECK)}。"
    for host, incident in robots.items():
        if host not in told:
            yield f"{incident.url} 无法取得：{incident.detail.removeprefix(ROBOTS)}。请确认网站正常后重新运行。"
    yield from _unread_portals(listings, columns, unseen)
    yield from _unread_lists(listings, columns, unseen)
    yield from _unread_pages(unseen, "page", "页面")
    yield from _unread_pages(unseen, "attachment", "附件")


def notes(listings: list[Listing], columns: list[Column], incidents: list[Incident]) -> Iterator[str]:
    """Lists and pages that another run would not read any further."""
    paths = {column.id: " > ".join(column.path) for column in columns}
    again = {incident.column for incident in incidents if incident.kind in AGAIN and incident.what in ("list", "tree")}
    for listing in listings:
        if listing.column in again:
            continue
        if listing.state in ("cut_short", "script_only") or (listing.state == "unreadable" and listing.snapshots):
            yield f"栏目“{paths[listing.column]}”无法核验：{listing.reason}。"
    closed = [incident for incident in incidents if incident.kind == "login" and incident.what == "page"]
    if closed:
        yield f"有 {len(closed)} 个页面须登录才能查看，无法核验，如 {closed[0].url}。"
    missing_browser = unavailable()
    if missing_browser and any(listing.state == "script_only" for listing in listings):
        yield f"有栏目只由脚本显示，{missing_browser}；装好后重新运行即可读取。"


def _unread_portals(listings: list[Listing], columns: list[Column], unseen: list[Incident]) -> Iterator[str]:
    """Portals that answered, but of which nothing could be read beyond their own page."""
    failed = {authority(incident.url) for incident in unseen if incident.what == "portal"}
    states = {listing.column: listing.state for listing in listings}
    for portal in dict.fromkeys(column.portal for column in columns):
        own = [column for column in columns if column.portal == portal]
        if len(own) == 1 and states.get(own[0].id, "complete") != "complete" and authority(portal) not in failed:
            yield f"门户 {portal} 没有读出栏目，请核对网址是否为政务公开栏目首页，或在 xuncha.toml 中写明 family。"


def _unread_lists(listings: list[Listing], columns: list[Column], unseen: list[Incident]) -> Iterator[str]:
    of_lists = [incident for incident in unseen if incident.what in ("list", "tree")]
    paths = {column.id: " > ".join(column.path) for column in columns}
    for cure, same in _by_cure(of_lists).items():
        failed = {incident.column for incident in same}
        names = [f"{paths[one.column]}（{one.reason}）" for one in listings if one.column in failed and one.reason]
        if names:
            more = "等" if len(names) > _NAMED else ""
            yield f"有 {len(names)} 个栏目的列表未能读全：{'；'.join(names[:_NAMED])}{more}。{cure}。"


def _unread_pages(unseen: list[Incident], what: str, called: str) -> Iterator[str]:
    for cure, same in _by_cure(incident for incident in unseen if incident.what == what).items():
        words = list(dict.fromkeys(incident.detail for incident in same))
        more = "等" if len(words) > _NAMED else ""
        why = "、".join(words[:_NAMED]) + more
        yield f"有 {len(same)} 个{called}未能采集：{why}。如 {same[0].url}。{cure}。"


def _by_cure(incidents: Iterable[Incident]) -> dict[str, list[Incident]]:
    found = defaultdict(list)
    for incident in incidents:
        found[_CURES.get(incident.kind, _LATER)].append(incident)
    return found
