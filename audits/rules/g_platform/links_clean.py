"""G11: a page that carries links which nobody can see, and what the portal links to beside government sites."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from ipaddress import ip_address
from typing import NamedTuple

from audits.case import Case
from audits.front_page import front_links
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DistrictAsWhole
from inspection.openness_values import Hosts
from inspection.types.judgement import Evidence
from inspection.types.page_facts import PageFacts
from inspection.types.portal import Page

_SHOWN = 5
_HINT = 4


class _PageHosts(NamedTuple):
    """A page, and strange hosts to which it links."""

    page: Page
    hosts: list[str]


@rule(
    "G11",
    name="存在暗链或者外链",
    severity=3,
    mode="A",
    subject="page",
    wordings={
        "hidden": Wording("《{title}》疑似存在暗链：{host}", "请立即核查，确属暗链的清除并排查网站安全"),
        "everywhere": Wording(
            "{district}门户网站有{n}个页面疑似存在暗链：{names}",
            "请立即核查，确属暗链的清除并排查网站安全",
        ),
        "outside": Wording(
            "{district}门户网站有{n}个页面链接到政府网站以外的地址（{names}）",
            "请核对是否仍为原来的内容；不需要的请清除，确需保留的不作整改",
        ),
    },
)
def links_clean(case: Case) -> Iterator[Answer]:
    """页面没有暗链；链接到政府网站以外的地址，应当确有需要、内容未被改换。

    为什么: 暗链是网站被入侵的痕迹；外部域名停用后常被他人改作不良网站。
    怎样整改: 清除暗链，排查网站安全；逐一核对外部链接。
    依据: 国办发〔2017〕47号（政府网站域名、链接管理）；所用检查口径的规定。
    """
    known = case.pack.link_hosts
    if known is None:
        return
    own, in_menus = _own_hosts(case), {_host(link.url) for link in front_links(case) if not link.hidden}
    unseen: list[_PageHosts] = []
    outside: list[_PageHosts] = []
    for page in case.judged_pages():
        facts = case.facts_of(page)
        if facts is None:
            yield unknown(page, "页面的链接没有读取")
            continue
        hidden, shown = _strange_hosts(facts, known, own)
        hidden = [host for host in hidden if host not in in_menus]
        if hidden:
            unseen.append(_PageHosts(page, hidden))
        else:
            yield passed(page)
        if shown:
            outside.append(_PageHosts(page, shown))
    yield from _hidden(case, known, unseen)
    if outside:
        yield _of_all(case, known, DistrictAsWhole(case.district.name), "outside", outside, severity=_HINT)


def _hidden(case: Case, known: Hosts, unseen: list[_PageHosts]) -> Iterator[Answer]:
    """One fault a page; what stands on many pages came through their template and is one."""
    pages_of = Counter(host for one in unseen for host in one.hosts)
    limit = case.pack.thresholds.get("hidden_link_pages")
    most = limit.n if limit else len(unseen) + 1
    everywhere = sorted(host for host, pages in pages_of.items() if pages >= most)
    for page, hosts in unseen:
        alone = [host for host in hosts if host not in everywhere]
        if alone:
            shown = _named(alone)
            # what scripts show and hide later looks alike
            yield fail(
                page,
                "hidden",
                suspected=True,
                clause=known.source.clause,
                span=shown,
                title=case.title_of(page),
                host=shown,
            )
    for host in everywhere:
        found = [_PageHosts(page, [host]) for page, hosts in unseen if host in hosts]
        yield _of_all(case, known, DistrictAsWhole(case.district.name, host), "everywhere", found)


def _of_all(
    case: Case,
    known: Hosts,
    subject: DistrictAsWhole,
    wording: str,
    found: list[_PageHosts],
    *,
    severity: int | None = None,
) -> Answer:
    hosts = Counter(host for one in found for host in one.hosts)
    often = sorted(hosts, key=lambda host: (-hosts[host], host))
    return fail(
        subject,
        wording,
        suspected=True,
        severity=severity,
        clause=known.source.clause,
        beside=_proof(case, found),
        district=case.district.name,
        n=len(found),
        names=_named(often),
    )


def _proof(case: Case, found: list[_PageHosts]) -> tuple[Evidence, ...]:
    """The snapshots of the first pages of many."""
    kept = [case.snapshot_by_id.get(one.page.snapshot or "") for one in found[:_SHOWN]]
    return tuple(Evidence(s.url, s.fetched_at, s.status, s.sha256, s.warc, s.offset) for s in kept if s is not None)


def _named(hosts: list[str]) -> str:
    return "、".join(hosts[:_SHOWN]) + ("等" if len(hosts) > _SHOWN else "")


def _own_hosts(case: Case) -> frozenset[str]:
    """The hosts of the district's portals, columns and pages, and those that were found to hold its contents."""
    urls = [portal.url for portal in case.district.portals]
    urls += [home.url for home in case.homes] + [column.url for column in case.columns if column.kind != "link_out"]
    urls += [page.url for page in case.pages if page.state != "external"]
    return frozenset(host for host in map(_host, urls) if host)


def _strange_hosts(facts: PageFacts, known: Hosts, own: frozenset[str]) -> tuple[list[str], list[str]]:
    """The hosts to which a page links unseen, and openly, each once; own ones and those of the pack left out. What is
    hidden in one place and shown in another is only a menu for another screen."""
    found: tuple[dict[str, None], dict[str, None]] = ({}, {})
    for link in facts.links:
        if link.around and not link.hidden:
            continue
        host = _host(link.url)
        if host and host not in own and not _is_known(host, known.ends):
            found[0 if link.hidden else 1][host] = None
    unseen, told = found
    anywhere = {_host(link.url) for link in facts.links if not link.hidden} if unseen else set()
    return [host for host in unseen if host not in anywhere], list(told)


def _host(url: str) -> str:
    """The host of a whole address, without its port; pages have too many links to take each apart by all its rules."""
    parts = url.split("/", 3)
    host = parts[2].rpartition("@")[2].lower() if len(parts) > 2 else ""
    return host.partition("]")[0].strip("[") if host.startswith("[") else host.partition(":")[0]


@lru_cache(65536)
def _is_known(host: str, ends: tuple[str, ...]) -> bool:
    """Whether a host is one of the pack's, or an address of an inner network, which no reader is led to."""
    if any(host == end or host.endswith(f".{end}") for end in ends):
        return True
    if "." not in host and ":" not in host:
        return True
    try:
        return ip_address(host).is_private
    except ValueError:
        return False
