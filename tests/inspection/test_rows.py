"""Rows that leave have the contract's keys in its order, plain JSON values, and nobody's numbers."""

import json
from dataclasses import replace
from datetime import date

import pytest

from inspection.rows import (
    KEYS,
    Row,
    column_row,
    coverage_row,
    entry_row,
    finding_row,
    match_row,
    page_row,
    reminder_row,
    score_row,
)
from inspection.types.directory import Entry, Limit
from inspection.types.judgement import Coverage, Evidence, Finding, Match
from inspection.types.page_facts import Reminder
from inspection.types.portal import Column, Listing, Page, PageState
from inspection.types.score import Score

# The contract, written out: the rows must follow it and not the other way round.
CONTRACT = {
    "findings": "id, round, district, unit, domain, level1, level2, column, rule, rule_name, mode, severity, state, "
    "title, url, message, demand, basis, found_on, due, first_round, overdue, repeat, evidence",
    "coverage": "round, district, domain, level1, level2, unit, trigger, state, pages, newest, confidence, columns, "
    "reason",
    "matches": "page, title, district, domain, level1, level2, confidence, decision, reasons",
    "pages": "url, district, family, column, title, published, written, doc_number, index_number, publisher, topic, "
    "validity, label, body_chars, images, attachments, first_seen, fetched_at, status, sha256",
    "entries": "district, file, sheet, cells, seq, domain, level1, level2, level3, elements, basis, time_limit, "
    "limits, publisher, channels, audience, method, level",
}
# What we add at the end of the contract's rows: the words of the page that raised a suspicion.
ADDED = {"findings": ["span"]}
PHONE, MASKED = "电话13812341234", "电话138****1234"


def _finding() -> Finding:
    return Finding(
        id="F1", identity="i", round="2026-11", district="linjiang", unit=None, domain="社会救助", level1="公示",
        level2=None, column=("首页", "公示"), rule="B13", rule_name="个人信息", mode="A", severity=1, state="confirmed",
        title=PHONE, url="https://www.linjiang.example/13812341234.html", message=PHONE, demand=PHONE, basis="条例",
        found_on=date(2026, 11, 16),
        evidence=(
            Evidence("https://www.linjiang.example/", "2026-11-16T09:00:00+08:00", 200, "ab", "a.warc.gz", 7),
            Evidence(listing="l1"),
        ),
        due=date(2026, 11, 23),
    )  # fmt: skip


def _page(state: PageState = "ok") -> Page:
    return Page(
        url="https://www.linjiang.example/1.html", district="linjiang", family="static", columns=("c1",),
        column=("首页", "公示"), state=state, title=PHONE, published=date(2026, 3, 6), first_seen=date(2026, 11, 16),
        fetched_at="2026-11-16T09:00:00+08:00", status=200, sha256="ab", doc_number="江政发〔2026〕1号",
    )  # fmt: skip


def _rows() -> dict[str, Row]:
    coverage = Coverage(
        "2026-11",
        "linjiang",
        "社会救助",
        "公示",
        None,
        None,
        "event",
        "content",
        2,
        date(2026, 10, 1),
        0.9,
        ("c1",),
        "有",
    )
    match = Match(
        "page", "https://www.linjiang.example/1.html", PHONE, "linjiang", "社会救助", "公示", None, 0.9, "accept",
        reasons={"name": 0.9},
    )  # fmt: skip
    entry = Entry(
        "linjiang", "directories/a.xlsx", "Sheet1", "A5:L5", "1", "社会救助", "公示", None, None, elements=("名单",),
        time_limit="20个工作日内", limits=(Limit("deadline", 20, "workday"), Limit("permanent")), level=("county",),
    )  # fmt: skip
    column = Column("c1", "p", "static", "https://www.linjiang.example/a/", ("首页", "公示"), None, 1, True, "list", 3)
    listing = Listing("l1", "c1", "u", "cut_short", "没有读完", 3, 2, date(2026, 10, 1))
    score = Score(
        "item", "2026-11", "linjiang", "镇街", "东岸镇", "社会救助", "公示", None, 1, None, 80.0, 100.0, 0.0, 0, 1,
        -2.5, 1, ("5 个空白栏目",), 0, PHONE, "广西口径 1a2b3c4d", "2 个文件 5e6f7a8b",
    )  # fmt: skip
    return {
        "findings": finding_row(_finding()),
        "coverage": coverage_row(coverage, {"c1": ("首页", "公示")}),
        "matches": match_row(match),
        "pages": page_row(_page()),
        "columns": column_row(column, "linjiang", listing),
        "entries": entry_row(entry),
        "scores": score_row(score),
        "reminders": reminder_row(
            Reminder(
                "2026-11", "linjiang", "临江区民政局", ("首页", "公示"), "u", date(2026, 6, 1), date(2026, 12, 1), PHONE
            )
        ),
    }


@pytest.mark.parametrize("kind", CONTRACT)
def test_keys_are_the_contracts_in_its_order(kind: str) -> None:
    assert list(_rows()[kind]) == [*CONTRACT[kind].split(", "), *ADDED.get(kind, [])] == list(KEYS[kind])


@pytest.mark.parametrize("kind", KEYS)
def test_rows_are_plain_json(kind: str) -> None:
    row = _rows()[kind]
    assert json.loads(json.dumps(row)) == row
    assert list(row) == list(KEYS[kind])


def test_findings_name_their_evidence() -> None:
    row = finding_row(_finding())
    assert row["evidence"] == [
        {
            "url": "https://www.linjiang.example/", "fetched_at": "2026-11-16T09:00:00+08:00", "status": 200,
            "sha256": "ab", "warc": "a.warc.gz", "offset": 7,
        },
        {"listing": "l1"},
    ]  # fmt: skip
    assert (row["column"], row["found_on"], row["due"], row["overdue"]) == (
        ["首页", "公示"], "2026-11-16", "2026-11-23", False,
    )  # fmt: skip


def test_a_suspicion_shows_the_words_that_raised_it() -> None:
    assert finding_row(replace(_finding(), span=PHONE))["span"] == MASKED
    assert finding_row(_finding())["span"] is None


def test_limits_hold_only_the_keys_that_apply() -> None:
    limits = _rows()["entries"]["limits"]
    assert limits == [{"kind": "deadline", "n": 20, "unit": "workday"}, {"kind": "permanent"}]


def test_columns_of_coverage_are_paths_and_an_unknown_one_is_refused() -> None:
    assert _rows()["coverage"]["columns"] == [["首页", "公示"]]
    with pytest.raises(KeyError):
        coverage_row(
            Coverage("r", "d", "x", None, None, None, "event", "content", 1, None, None, ("gone",), ""), {"c1": ("a",)}
        )


def test_columns_say_how_their_list_was_read() -> None:
    row = _rows()["columns"]
    assert (row["listing"], row["seen"], row["newest"], row["reason"]) == ("cut_short", 2, "2026-10-01", "没有读完")
    unread = column_row(Column("c1", "p", "static", "u", ("a",), None, 1, True, "list"), "linjiang")
    assert (unread["listing"], unread["seen"]) == (None, None)


def test_personal_data_is_masked_but_not_in_addresses() -> None:
    rows = _rows()
    assert [rows["findings"][key] for key in ("title", "message", "demand")] == [MASKED] * 3
    assert rows["findings"]["url"] == "https://www.linjiang.example/13812341234.html"
    assert rows["matches"]["title"] == rows["pages"]["title"] == MASKED


def test_of_a_sealed_page_only_its_place_is_told() -> None:
    told = {key for key, value in page_row(_page("sealed")).items() if value is not None}
    assert told == {"url", "district", "family", "first_seen", "fetched_at", "status"}
