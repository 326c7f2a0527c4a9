"""Every family against its cases: a folder is a small portal as answers, `case.yml` says what must be read from it.

`answers` maps addresses (or `POST address body` for an interface that is posted to, `rendered N address` for what a
browser shows) to the body (or `{body, file, status, type, to, encoding}`), put where `[[body]]` stands in the
`frame` of the case unless it is a whole page; `read` names columns by their path with
kind, state, seen, claimed, newest, a part of the reason, titles and dates of the items; pages by address with any
fields; and `wanted`, the addresses that the walk still asks for. Only what is named is compared, but all columns must
be named. `families` names those that read the columns where they are not only the folder's.
"""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from crawler.evidence import EvidenceFile, Received
from crawler.family import families
from crawler.front_pages import front_request
from crawler.job import open_archive
from crawler.replay import replay_round
from crawler.requests import Wanted, absolute
from crawler.walk import walk
from inspection.round_store import RoundStore, open_round
from inspection.types.office import CrawlSettings, District, Portal
from inspection.types.portal import Column, ListedItem, Listing, Page, Snapshot

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/*/case.yml"))
AT = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


def told_answers(given: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The answers of a case, bodies put into the frame that its pages share."""
    answers = {}
    for url, answer in given["answers"].items():
        told = answer if isinstance(answer, dict) else {"body": answer}
        body = str(told.get("body") or "")
        if "frame" in given and "status" not in told and not body.lstrip().startswith(("<html", "<!")):
            body = given["frame"].replace("[[body]]", body)
        answers[url] = {"encoding": given.get("encoding", "utf-8"), **told, "body": body}
    return answers


def asked_for(told: str) -> tuple[Wanted, str]:
    """The request that a case's key names, and its address."""
    first, _, rest = told.partition(" ")
    if first == "POST":
        url, _, body = rest.partition(" ")
        return Wanted(url, "list", "POST", body), url
    if first == "rendered":
        number, _, url = rest.partition(" ")
        return Wanted(url, "list", rendered=int(number)), url
    return Wanted(told, "page"), told


def keep(store: RoundStore, folder: Path, case: Path, answers: dict[str, dict[str, Any]]) -> None:
    evidence = EvidenceFile(folder, "cases")
    for url, told in answers.items():
        body = (case.parent / told["file"]).read_bytes() if "file" in told else told["body"].encode(told["encoding"])
        kind = told.get("type", "application/json" if body[:1] in b"{[" and body else "text/html; charset=utf-8")
        wanted, url = asked_for(url)
        received = Received(
            url, "GET", (), b"", told.get("status", 200), (("Content-Type", kind),), body, "HTTP/1.1", AT
        )
        place = evidence.keep(received)
        final = absolute(url, told["to"]) or url if "to" in told else url
        snapshot = Snapshot(
            id=f"{wanted.key}.0",
            key=wanted.key,
            url=url,
            final_url=final,
            status=received.status,
            fetched_at="2026-11-20T12:00:00+08:00",
            sha256=place.sha256,
            warc=place.warc,
            offset=place.offset,
            length=place.length,
            content_type=kind,
        )
        store.add(snapshot)
    evidence.close()


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.parent.name}-{path.parent.name}")
def test_case(case: Path, tmp_path: Path) -> None:
    given = yaml.safe_load(case.read_text(encoding="utf-8"))
    district = District("linjiang", "临江区", "区", portals=[Portal(given["portal"], given.get("family", "auto"))])
    with open_round(tmp_path / "round.db") as store:
        store.set_fact("as_of", "2026-11-20")
        keep(store, tmp_path, case, told_answers(given))
        replay_round(store, tmp_path, district, CrawlSettings())
        fronts = {front_request(portal).key for portal in district.portals}
        archive = open_archive(store, tmp_path, district, CrawlSettings())
        wanted = [one.url for one in walk(district.portals, archive).wanted if one.key not in fronts]
        check_rows(store, given["read"], wanted, given.get("families", [case.parent.parent.name]))


def check_rows(store: RoundStore, expected: dict[str, Any], wanted: list[str], families: list[str]) -> None:
    columns = {" > ".join(column.path): column for column in store.read(Column)}
    listings = {one.column: one for one in store.read(Listing)}
    assert {column.family for column in columns.values()} == set(families)
    assert list(columns) == list(expected["columns"])
    for path, told in expected["columns"].items():
        column = columns[path]
        listing = listings.get(column.id)
        known = {**(asdict(listing) if listing else {}), "kind": column.kind, "leaf": column.leaf, "url": column.url}
        for name, value in (told or {}).items():
            if name == "items":
                items = [i for i in store.read(ListedItem) if i.column == column.id]
                assert [[i.title, i.published] for i in items] == value, path
            elif name == "reason":
                assert value in str(known["reason"]), path
            elif name == "note":
                assert (known["note"] is not None) == value, path
            else:
                assert known.get(name) == value, (path, name)
    pages = {page.url: asdict(page) for page in store.read(Page)}
    for url, told in (expected.get("pages") or {}).items():
        assert {name: pages[url][name] for name in told} == told
    if "wanted" in expected:
        assert wanted == expected["wanted"]


def test_every_family_has_a_case() -> None:
    assert {case.parent.parent.name for case in CASES} == set(families())
