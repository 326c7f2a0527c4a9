"""The front page of each portal's website: what it links to, so that a column or an entrance can be looked for there.

A portal of the workspace is often a platform below the website (…/gkmlpt/index); its front page is the host's own
address. It is no column: what it lists is not walked, and its failing hides nothing.
"""

from urllib.parse import urlsplit, urlunsplit

from lxml.html import HtmlElement

from crawler.answers import Answer, Unanswered
from crawler.archive import Archive
from crawler.requests import Wanted
from crawler.structure.links import address
from crawler.structure.look import base_of
from inspection.types.office import Portal
from inspection.types.page_facts import HomePage, PageLink

_LONGEST = 60


def front_request(portal: Portal) -> Wanted:
    """The request for the front page of a portal's website."""
    parts = urlsplit(portal.url)
    return Wanted(urlunsplit((parts.scheme, parts.netloc, "/", "", "")), "portal")


def front_pages(portals: list[Portal], archive: Archive) -> list[HomePage]:
    """The front pages as they were kept, one a portal; `unread` where nothing came."""
    return [_front_page(portal, archive) for portal in portals]


def _front_page(portal: Portal, archive: Archive) -> HomePage:
    request = front_request(portal)
    answer = archive.find(request)
    if isinstance(answer, Wanted | Unanswered):
        return HomePage(portal.url, request.url, "unread")
    kept = answer.snapshot.id if answer.snapshot else None
    if answer.verdict != "ok":
        return HomePage(portal.url, answer.final_url, answer.verdict, snapshot=kept)
    links = tuple(_links(answer))
    # A page without links is filled by its scripts or leads on by one: nothing can be said of what it shows.
    return HomePage(portal.url, answer.final_url, "ok" if links else "unread", links, kept)


def _links(answer: Answer) -> list[PageLink]:
    base = base_of(answer)
    found: dict[tuple[str, str], PageLink] = {}
    for element in answer.tree.iter("a", "area"):
        target, name = address(element, base), _name(element)
        if target is not None and name:
            found.setdefault((target, name), PageLink(target, name))
    return list(found.values())


def _name(element: HtmlElement) -> str:
    """What a link is called: its words, else its own title, else that of its picture."""
    pictures = (str(one.get("alt") or one.get("title") or "") for one in element.iter("img"))
    given = ["".join(element.itertext()), str(element.get("title") or element.get("alt") or ""), *pictures]
    return next((" ".join(one.split())[:_LONGEST] for one in given if one.strip()), "")
