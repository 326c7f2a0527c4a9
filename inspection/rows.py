"""The rows that leave: values as plain JSON under the keys of the contract, in its order, with personal data masked.

Dates are ISO text, tuples are lists, a field that is not there is null. Addresses, hashes and places in the archive are
left as they are: evidence that was altered proves nothing.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from inspection.masking import mask
from inspection.types.directory import Entry, Limit
from inspection.types.judgement import Coverage, Evidence, Finding, Match
from inspection.types.page_facts import Reminder
from inspection.types.portal import Column, Listing, Page
from inspection.types.score import Score

Row = dict[str, Any]

FINDING_KEYS = (
    "id", "round", "district", "unit", "domain", "level1", "level2", "column", "rule", "rule_name", "mode", "severity",
    "state", "title", "url", "message", "demand", "basis", "found_on", "due", "first_round", "overdue", "repeat",
    "evidence", "span",
)  # fmt: skip
COVERAGE_KEYS = (
    "round", "district", "domain", "level1", "level2", "unit", "trigger", "state", "pages", "newest", "confidence",
    "columns", "reason",
)  # fmt: skip
MATCH_KEYS = ("page", "title", "district", "domain", "level1", "level2", "confidence", "decision", "reasons")
PAGE_KEYS = (
    "url", "district", "family", "column", "title", "published", "written", "doc_number", "index_number", "publisher",
    "topic", "validity", "label", "body_chars", "images", "attachments", "first_seen", "fetched_at", "status", "sha256",
)  # fmt: skip
ENTRY_KEYS = (
    "district", "file", "sheet", "cells", "seq", "domain", "level1", "level2", "level3", "elements", "basis",
    "time_limit", "limits", "publisher", "channels", "audience", "method", "level",
)  # fmt: skip
COLUMN_KEYS = (
    "district", "id", "portal", "family", "url", "path", "parent", "order", "leaf", "kind", "claimed", "listing",
    "seen", "newest", "note", "reason",
)  # fmt: skip
SCORE_KEYS = (
    "level", "round", "district", "unit_class", "unit", "domain", "level1", "level2", "items", "points", "low", "high",
    "deducted", "unverifiable", "undecided", "change", "compared", "vetoes", "red_lines", "reason", "pack",
    "directories", "sample",
)  # fmt: skip
REMINDER_KEYS = ("round", "district", "unit", "column", "url", "newest", "due", "message")
KEYS: dict[str, tuple[str, ...]] = {
    "findings": FINDING_KEYS,
    "coverage": COVERAGE_KEYS,
    "matches": MATCH_KEYS,
    "pages": PAGE_KEYS,
    "columns": COLUMN_KEYS,
    "entries": ENTRY_KEYS,
    "scores": SCORE_KEYS,
    "reminders": REMINDER_KEYS,
}

_EVIDENCE_KEYS = ("url", "fetched_at", "status", "sha256", "warc", "offset")
# A page with a classification mark is handled by telephone: its row says where it was met and nothing that it holds.
_SEALED_KEYS = ("url", "district", "family", "first_seen", "fetched_at", "status")
_LEFT_AS_IS = frozenset(
    {"id", "url", "page", "portal", "parent", "note", "listing", "evidence", "sha256", "fetched_at", "file", "cells"}
)


def finding_row(finding: Finding) -> Row:
    """A row of `findings`."""
    values = _values(finding, FINDING_KEYS)
    return _leaving(values | {"evidence": [_evidence(one) for one in finding.evidence]})


def coverage_row(coverage: Coverage, paths: Mapping[str, tuple[str, ...]]) -> Row:
    """A row of `coverage`; `paths` are the paths of the district's columns by id. Raises KeyError for an unknown id."""
    values = _values(coverage, COVERAGE_KEYS)
    return _leaving(values | {"columns": [paths[column] for column in coverage.columns]})


def match_row(match: Match) -> Row:
    """A row of `matches`, for a match of a page; `decision` is the machine's."""
    values = {key: getattr(match, "subject" if key == "page" else key) for key in MATCH_KEYS}
    return _leaving(values)


def page_row(page: Page) -> Row:
    """A row of `pages`. Of a sealed page only its place is told."""
    values = _values(page, PAGE_KEYS)
    if page.state == "sealed":
        values = {key: values[key] if key in _SEALED_KEYS else None for key in PAGE_KEYS}
    return _leaving(values)


def entry_row(entry: Entry) -> Row:
    """A row of `entries`; a limit holds only the keys that apply to it."""
    values = _values(entry, ENTRY_KEYS)
    return _leaving(values | {"limits": [_limit(limit) for limit in entry.limits]})


def score_row(score: Score) -> Row:
    """A row of `scores`."""
    return _leaving(_values(score, SCORE_KEYS))


def reminder_row(reminder: Reminder) -> Row:
    """A row of `reminders`: an early warning, which is no finding."""
    return _leaving(_values(reminder, REMINDER_KEYS))


def column_row(column: Column, district: str, listing: Listing | None = None) -> Row:
    """A row of `columns`: the column of a district, and what reading its list showed (null where it was not read).

    `listing` is the state of that reading, `seen` the number of distinct items, `reason` says why it is not complete.
    """
    read = {key: getattr(listing, key, None) for key in ("seen", "newest", "note", "reason")}
    values = {key: getattr(column, key) for key in COLUMN_KEYS[1:11]} | read | {"district": district}
    values["listing"] = listing.state if listing else None
    return _leaving({key: values[key] for key in COLUMN_KEYS})


def _values(value: object, keys: tuple[str, ...]) -> Row:
    return {key: getattr(value, key) for key in keys}


def _evidence(evidence: Evidence) -> Row:
    if evidence.listing is not None:
        return {"listing": evidence.listing}
    return _values(evidence, _EVIDENCE_KEYS)


def _limit(limit: Limit) -> Row:
    return {f.name: getattr(limit, f.name) for f in fields(limit) if getattr(limit, f.name) is not None}


def _leaving(values: Row) -> Row:
    return {key: value if key in _LEFT_AS_IS else _told(value) for key, value in values.items()}


def _told(value: Any) -> Any:
    """A value as JSON has it, with personal data masked in every text below it."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_told(item) for item in value]
    if isinstance(value, dict):
        return {key: _told(item) for key, item in value.items()}
    return value
