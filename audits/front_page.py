"""What the front pages of a district's portals show, and whether it may be said of them that something is not there."""

from audits.case import Case
from audits.names import fold
from audits.once import once_a_case
from inspection.types.page_facts import PageLink

# What names the way to the front page itself is on every page.
_HOME = ("首页", "网站首页", "主页")


def front_links(case: Case) -> tuple[PageLink, ...]:
    """The links of all front pages that were read."""
    return tuple(link for home in case.homes for link in home.links)


def front_page_unread(case: Case) -> str | None:
    """Why something may stand on a front page, or behind it, that nobody saw, in Chinese; None where all were read."""
    if not case.columns:
        return "没有采集门户栏目"
    if any(incident.what in ("portal", "tree") for incident in case.incidents):
        return "门户或者栏目树未能读取"
    if not case.homes or any(home.state != "ok" for home in case.homes):
        return "门户首页未能读取"
    return None


def menu_unread(case: Case) -> str | None:
    """Why an entry may stand on a front page all the same, in Chinese; None where the front pages were read with their
    menus: what is not shown there is not there, but for pictures without a name."""
    if reason := front_page_unread(case):
        return reason
    return None if _menu_seen(case) else "门户首页的导航由脚本生成或者没有读到"


@once_a_case
def _menu_seen(case: Case) -> bool:
    """Whether the front pages show at least one of the columns, or lead to the portal itself: then their menus are
    there as they are read."""
    names = {fold(name) for column in case.columns for name in column.path} - set(_HOME)
    places = {column.url for column in case.columns} | {portal.url for portal in case.district.portals}
    places -= {home.url for home in case.homes}
    return any(fold(link.text) in names or link.url in places for link in front_links(case))
