"""Where something was looked for that was not found, and whether it may stand where nothing could be read."""

from collections.abc import Callable
from urllib.parse import urlsplit

from audits.case import Case
from audits.documents import documents_of, nameless_pages
from audits.front_page import front_links
from inspection.types.portal import Column


def naming(*words: str) -> Callable[[Column], bool]:
    """Whether a column's path holds one of the words."""
    return lambda column: any(word in name for name in column.path for word in words)


def unread_among(case: Case, may_hold: Callable[[Column], bool]) -> bool:
    """Whether a thing may stand in a list that was not read to its end: one of the columns that may hold it, or, where
    the portal has no such column, any."""
    lost = any(incident.what in ("portal", "tree") for incident in case.incidents)
    wanted = [column for column in case.columns if column.kind == "list" and column.leaf and may_hold(column)]
    if lost or not wanted:
        return documents_of(case).unread_lists()
    ids = {column.id for column in wanted}
    if any(not ids.isdisjoint(page.columns) for page in nameless_pages(case)):
        return True
    listings = (case.listing_of.get(column.id) for column in wanted)
    return any(listing is None or listing.state != "complete" for listing in listings)


def leads_away(case: Case, *words: str) -> bool:
    """Whether a column or a link of a front page that is called by one of the words leads to a site nobody read."""
    if any(column.kind == "link_out" and any(word in column.path[-1] for word in words) for column in case.columns):
        return True
    read = [column.url for column in case.columns if column.kind != "link_out"]
    hosts = {urlsplit(url).hostname for url in (*read, *(home.url for home in case.homes))}
    called = [link for link in front_links(case) if any(word in link.text for word in words)]
    return any(urlsplit(link.url).hostname not in hosts for link in called)


def searched_among(case: Case, may_hold: Callable[[Column], bool]) -> tuple[str, ...]:
    """The ids of the listings in which it was looked for."""
    ids = {column.id for column in case.columns if may_hold(column)}
    found = tuple(listing.id for listing in case.listings if listing.column in ids)
    return found or tuple(listing.id for listing in case.listings)
