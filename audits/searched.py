"""Where something was looked for that was not found, and whether it may stand where nothing could be read."""

from collections.abc import Callable

from audits.case import Case
from audits.documents import documents_of
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
    listings = (case.listing_of.get(column.id) for column in wanted)
    return any(listing is None or listing.state != "complete" for listing in listings)


def searched_among(case: Case, may_hold: Callable[[Column], bool]) -> tuple[str, ...]:
    """The ids of the listings in which it was looked for."""
    ids = {column.id for column in case.columns if may_hold(column)}
    found = tuple(listing.id for listing in case.listings if listing.column in ids)
    return found or tuple(listing.id for listing in case.listings)
