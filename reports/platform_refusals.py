"""Where a round shows that a platform refused the collection, and who is to be asked to permit it.

Refused is what the platform itself kept back: a robots.txt that forbids, a challenge, an answer 401 or 403, a list that
only scripts fill. A site that did not answer at all, an hour or a budget of our own refused nothing. A host that serves
one district is that district's matter; one that several share is the platform's.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import urlsplit

from inspection.types.portal import Incident
from reports.view import DistrictView, RoundView
from reports.words import path_words, told

Way = Literal["robots", "rules", "challenge", "forbidden", "script"]
WAYS: dict[Way, str] = {
    "robots": "robots.txt 不允许采集",
    "rules": "robots.txt 返回错误，采集规则不明",
    "challenge": "访问防护（验证、跳转、限速）拦截",
    "forbidden": "拒绝访问（401、403）",
    "script": "列表只由脚本生成，页面中没有可读内容",
}
_CHALLENGES = ("protected", "loop")
_FORBIDDING = (401, 403, 407)


@dataclass(frozen=True)
class Refusal:
    """One way in which one host refused, of one district: how often, where for example, when first and last (ISO, or
    a day alone; None where it is not known), and what the host answered."""

    host: str
    district: DistrictView
    way: Way
    count: int
    places: tuple[str, ...]
    url: str
    first: str | None
    last: str | None
    statuses: tuple[int, ...]


@dataclass(frozen=True)
class Asked:
    """One letter: to the keeper of a district's site, or of a platform that several districts share."""

    addressee: str
    hosts: tuple[str, ...]
    districts: tuple[DistrictView, ...]
    refusals: tuple[Refusal, ...]


def asked_of(view: RoundView) -> list[Asked]:
    """The letters that a round gives cause for, in the order of its districts; none where nothing was refused."""
    found = [one for district in view.districts for one in _refusals(district)]
    districts: dict[str, dict[str, DistrictView]] = defaultdict(dict)
    for one in found:
        districts[one.host][one.district.district.id] = one.district
    made: dict[str, list[Refusal]] = defaultdict(list)
    for one in found:
        shared = len(districts[one.host]) > 1
        # an id has no slash and no space: the two kinds of keys do not meet
        made[f"host {one.host}" if shared else one.district.district.id].append(one)
    return [_asked(tuple(same)) for same in made.values()]


def _asked(refusals: tuple[Refusal, ...]) -> Asked:
    districts = tuple({one.district.district.id: one.district for one in refusals}.values())
    hosts = tuple(dict.fromkeys(one.host for one in refusals))
    keeper = f"{told(districts[0].district.name)}政府门户网站主办（承办）单位"
    if len(districts) > 1:
        keeper = f"{hosts[0]} 平台主办（承办）单位"
    return Asked(keeper, hosts, districts, refusals)


def _refusals(district: DistrictView) -> list[Refusal]:
    """The refusals of one district by host and way, in the order in which they were met."""
    answers = _answers(district)
    met: dict[tuple[str, Way], list[tuple[str, str, str | None, int | None]]] = defaultdict(list)
    challenged = {_host(one.url) for one in district.incidents if _way(one) in ("challenge", "forbidden")}
    ruleless = {_host(one.url) for one in district.incidents if _way(one) == "rules"}
    for incident in district.incidents:
        way = _way(incident)
        if way == "robots" and _host(incident.url) in ruleless:
            way = "rules"
        # a list that is empty because a challenge came in its place is not made by scripts
        if way is not None and not (way == "script" and _host(incident.url) in challenged):
            at, status = answers.get(incident.url, (None, None))
            at = at or (max(incident.days).isoformat() if incident.days else None)
            place = path_words(district.paths.get(incident.column or ""))
            met[_host(incident.url), way].append((incident.url, place, at, incident.status or status))
    known = {one.url for one in district.incidents if _way(one) == "script"}
    for listing in district.listings:
        if listing.state == "script_only" and listing.url not in known and _host(listing.url) not in challenged:
            at, status = answers.get(listing.url, (None, None))
            met[_host(listing.url), "script"].append(
                (listing.url, path_words(district.paths.get(listing.column)), at, status)
            )
    return [_refusal(district, host, way, found) for (host, way), found in met.items() if host]


def _refusal(
    district: DistrictView, host: str, way: Way, found: list[tuple[str, str, str | None, int | None]]
) -> Refusal:
    times = sorted(at for _, _, at, _ in found if at)
    return Refusal(
        host, district, way, len({url for url, _, _, _ in found}),
        tuple(dict.fromkeys(place for _, place, _, _ in found if place)), found[0][0],
        times[0] if times else None, times[-1] if times else None,
        tuple(sorted({status for _, _, _, status in found if status})),
    )  # fmt: skip


def _way(incident: Incident) -> Way | None:
    """How a platform refused, None where it did not."""
    if incident.what == "robots":
        # rules that cannot be had forbid everything (RFC 9309); a host that does not answer at all refuses nothing
        return "rules" if incident.status is not None and incident.status >= 500 else None
    if incident.kind == "robots":
        return "robots"
    if incident.kind in _CHALLENGES:
        return "challenge"
    if incident.status in _FORBIDDING:
        return "forbidden"
    return "script" if incident.kind == "script_only" else None


def _answers(district: DistrictView) -> Mapping[str, tuple[str | None, int | None]]:
    """When an address last answered, and what."""
    found: dict[str, tuple[str | None, int | None]] = {}
    for one in sorted(district.snapshots, key=lambda one: one.fetched_at):
        found[one.url] = (one.fetched_at, one.status)
    return found


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def days_of(refusals: Iterable[Refusal]) -> tuple[date, date] | None:
    """The first and the last day of which something is known."""
    found = sorted(at[:10] for one in refusals for at in (one.first, one.last) if at)
    return (date.fromisoformat(found[0]), date.fromisoformat(found[-1])) if found else None
