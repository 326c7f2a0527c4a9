"""The annexes of a notice: its problems, what earlier notices told of, and the evidence with the lists that were
searched for what is absent."""

from collections.abc import Mapping, Sequence
from typing import Any

from inspection.types.judgement import Evidence, Unit
from reports.addressing import responsible
from reports.notice_drafts import Draft, Unfinished
from reports.notice_text import Item, numbers_words
from reports.problem_rows import place_words
from reports.sheets import Link
from reports.view import DistrictView
from reports.words import day, listing_words, moment, path_words, state_words, told, writable

# So much of a SHA-256 tells two snapshots apart on paper; the whole one is in the evidence pack.
DIGEST_CHARS = 16


def problem_row(district: DistrictView, item: Item) -> dict[str, Any]:
    """One row of the list of problems."""
    finding = item.finding
    # what stands in a file that was handed in has no page
    url = "" if finding.place else writable(finding.url)
    return {
        "number": item.number,
        "id": finding.id,
        "unit": item.unit,
        "domain": told(finding.domain),
        "entry": told("\n".join(filter(None, (finding.domain, finding.level1, finding.level2)))),
        "place": place_words(finding),
        "problem": told(finding.rule_name) + ("\n（屡查屡犯）" if finding.repeat else ""),
        "message": told(finding.message),
        "basis": told(finding.basis),
        "url": url,
        "link": Link(url),
        "seen": moment(district.seen_at(finding)),
        "demand": told(finding.demand),
        "due": item.due.text,
    }


def unfinished_row(number: int, one: Unfinished, units: dict[str, Unit]) -> dict[str, Any]:
    """One row of the list of what earlier notices told of."""
    finding = one.finding
    url = "" if finding.place else writable(finding.url)
    return {
        "number": number,
        "id": finding.id,
        "notice": told(one.notice),
        "notified": day(one.notified_at.date()) if one.notified_at else "",
        "unit": told(responsible(finding, units)),
        "entry": told("\n".join(filter(None, (finding.domain, finding.level1, finding.level2)))),
        "place": place_words(finding),
        "problem": told(finding.rule_name),
        "message": told(finding.message),
        "url": url,
        "link": Link(url),
        "due": day(finding.due_at.date() if finding.due_at else finding.due),
        "state": state_words(finding),
    }


def evidence_rows(draft: Draft, items: Sequence[Item]) -> list[dict[str, Any]]:
    """What the problems rest on: first the answers, in the order of the problems, then every list that was read to its
    end and searched, once, with the problems that it shows the absence for."""
    answers: dict[tuple[str, str, str], tuple[Evidence, list[int]]] = {}
    lists: dict[str, list[int]] = {}
    for item in items:
        for one in item.finding.evidence:
            if one.listing:
                _add(lists.setdefault(one.listing, []), item.number)
            elif one.url:
                key = (one.url, one.sha256 or "", one.fetched_at or "")
                _add(answers.setdefault(key, (one, []))[1], item.number)
    rows = [_answer_row(one, numbers) for one, numbers in answers.values()]
    return rows + _list_rows(draft.district, lists)


def _add(numbers: list[int], number: int) -> None:
    if number not in numbers:
        numbers.append(number)


def _answer_row(one: Evidence, numbers: Sequence[int]) -> dict[str, Any]:
    url = writable(one.url or "")
    return {
        "numbers": numbers_words(numbers),
        # what a district handed in is a file of the workspace and has no address
        "what": "页面" if "://" in url else "报送文件",
        "url": url,
        "link": Link(url),
        "seen": moment(one.fetched_at),
        "status": "" if one.status is None else str(one.status),
        "read": "",
        "digest": (one.sha256 or "")[:DIGEST_CHARS],
    }


def _list_rows(district: DistrictView, lists: Mapping[str, Sequence[int]]) -> list[dict[str, Any]]:
    """The lists in the order in which the portal has them; one that the round does not hold any more is left out."""
    snapshots = {one.id: one for one in district.snapshots}
    rows = []
    for listing in district.listings:
        if listing.id not in lists:
            continue
        pages = [snapshots[one] for one in listing.snapshots if one in snapshots]
        path = path_words(district.paths.get(listing.column))
        state, count = listing_words(listing)
        url = writable(listing.url)
        rows.append(
            {
                "numbers": numbers_words(sorted(lists[listing.id])),
                "what": told(f"列表：{path}" if path else "列表"),
                "url": url,
                "link": Link(url),
                "seen": moment(max((one.fetched_at for one in pages), default=None)),
                "status": "、".join(dict.fromkeys(str(one.status) for one in pages)),
                "read": f"{state}{f'{len(pages)}页' if pages else ''}，{count}",
                "digest": _digests([one.sha256 for one in pages]),
            }
        )
    return rows


def _digests(digests: Sequence[str]) -> str:
    if not digests:
        return ""
    more = f"（首页，另有{len(digests) - 1}页）" if len(digests) > 1 else ""
    return f"{digests[0][:DIGEST_CHARS]}{more}"
