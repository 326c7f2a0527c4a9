"""From answers to findings: precedence, states, waivers, decisions, identities, evidence."""

from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from audits.audit import judge
from audits.case import Case
from audits.identity import identities
from audits.ledger import derived_id
from audits.round import audit_round
from audits.rule import BY_PACK, all_rules
from inspection.round_store import open_round
from inspection.rule_pack import to_json
from inspection.types.directory import Entry
from inspection.types.judgement import Coverage, Evidence, Finding, Match
from inspection.types.page_facts import PageFacts
from inspection.types.portal import Attachment, Column, ListedItem, Listing, Page, Snapshot
from tests.audits.case_file import read_case


def _case(text: str) -> Case:
    given: dict[str, Any] = yaml.safe_load(text)
    return read_case(given)


# The cases hold no directories of their own, so those of the directories are asked elsewhere.
ASKED = tuple(rule for rule in all_rules() if not rule.code.startswith("A"))


def _findings(case: Case) -> list[Finding]:
    return list(judge(case, ASKED, derived_id)[0].findings)


def _codes(case: Case) -> list[str]:
    return sorted(finding.rule for finding in _findings(case))


LATE = "pages: [{title: 关于供水的通知, written: 2026-05-06, published: 2026-07-10}]"
BLANK = """
entries: [{name: 统计/统计数据, state: blank}]
columns: [{path: 政务公开 > 统计数据, answers: 统计/统计数据}]
"""


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "pages: [{title: 甲, state: gone, status: 404, body: '', written: 2026-05-06, published: 2026-05-01}]",
            ["B04"],
        ),
        (
            "pages: [{title: 关于甲的通知, official: true, label: 此件不予公开, doc_number: 临政〔2026〕1号,"
            " written: 2026-05-06, published: 2026-05-07}]",
            ["D03"],
        ),
        (
            "pages: [{title: 关于甲的通知, official: true, label: 此件主动公开, written: 2026-05-06,"
            " published: 2026-05-07}]",
            ["D02"],
        ),
        (
            "pages: [{title: 甲, doc_number: 临政〔2025〕1号, written: 2026-05-06, published: 2026-07-10}]",
            ["C07"],
        ),
        (
            """
entries: [{name: 统计/甲, state: missing, trigger: periodic, columns: [政务公开 > 甲],
           limits: [{kind: periodic, period: month}]}]
columns: [{path: 政务公开 > 甲, answers: 统计/甲, items: [2020-01-01]}, {path: 政务公开 > 乙, answers: 统计/甲}]
""",
            ["B02"],
        ),
    ],
)
def test_one_fault_is_told_once(text: str, codes: list[str]) -> None:
    assert _codes(_case(text)) == codes


def test_two_columns_of_one_entry_are_two_faults() -> None:
    case = _case("""
entries: [{name: 统计/甲, trigger: periodic, limits: [{kind: periodic, period: month}]}]
columns: [{path: 政务公开 > 甲, answers: 统计/甲, items: [2020-01-01]}, {path: 政务公开 > 乙, answers: 统计/甲}]
""")
    assert _codes(case) == ["B03", "C03"]


def test_nothing_is_said_of_an_entry_that_cannot_be_verified() -> None:
    case = _case("""
entries: [{name: 统计/甲, state: unverifiable, trigger: periodic, limits: [{kind: periodic, period: month}]}]
columns: [{path: 政务公开 > 甲, answers: 统计/甲, items: [2020-01-01]}, {path: 政务公开 > 乙, answers: 统计/甲}]
""")
    assert _codes(case) == []


def test_what_the_machine_may_confirm_waits_for_a_person_by_default() -> None:
    (waiting,) = _findings(_case(LATE))
    assert (waiting.state, waiting.confirmed_by, waiting.suspected_only) == ("suspected", None, False)
    (confirmed,) = _findings(_case(LATE + "\nreview_all: false"))
    assert (confirmed.state, confirmed.confirmed_by) == ("confirmed", "machine")


@pytest.mark.parametrize(
    "text",
    [
        "entries: [{name: 城市综合执法/处罚, trigger: event, state: missing}]",
        "pages: [{title: 关于甲的通知, label: 此件不予公开}]",
        "pages: [{title: 关于甲的通知, official: true, written: 2026-05-06}]",
        "pages: [{title: 关于甲的通知, doc_number: 临政〔2025〕1号, written: 2026-01-06}]",
    ],
)
def test_questions_stay_suspected_without_review_too(text: str) -> None:
    (finding,) = _findings(_case(text + "\nreview_all: false"))
    assert (finding.state, finding.suspected_only) == ("suspected", True)


@pytest.mark.parametrize(
    ("decision", "state", "by"),
    [
        ("{kind: reject}", "rejected", None),
        ("{kind: confirm}", "confirmed", "person"),
        ("{kind: waive, until: 2026-11-30}", "waived", None),
        ("{kind: waive, until: 2026-11-29}", "suspected", None),
    ],
)
def test_what_people_decided_returns(decision: str, state: str, by: str | None) -> None:
    case = _case(LATE)
    (finding,) = _findings(case)
    told = yaml.safe_load(decision) | {"identity": finding.identity}
    decided = read_case(yaml.safe_load(LATE) | {"decisions": [told]})
    (after,) = _findings(decided)
    assert (after.state, after.confirmed_by) == (state, by)


def test_the_newest_decision_counts() -> None:
    (finding,) = _findings(_case(LATE))
    decisions = [
        {"kind": "reject", "identity": finding.identity, "decided_on": date(2026, 9, 1)},
        {"kind": "confirm", "identity": finding.identity, "decided_on": date(2026, 10, 1)},
    ]
    (after,) = _findings(read_case(yaml.safe_load(LATE) | {"decisions": decisions}))
    assert after.state == "confirmed"


@pytest.mark.parametrize(
    ("waiver", "state"),
    [
        ("{domain: 统计, level1: 统计数据, until: 2026-12-31}", "waived"),
        ("{domain: 统计, level1: 统计数据, rule: B03, until: 2026-12-31}", "waived"),
        ("{column: 首页 > 政务公开 > 统计数据, rule: B03, until: 2026-11-30}", "waived"),
        ("{column: 政务公开 > 统计数据, rule: C03, until: 2026-12-31}", "suspected"),
        ("{domain: 税收管理, until: 2026-12-31}", "suspected"),
        ("{domain: 统计, until: 2026-11-29}", "suspected"),
        ("{domain: 统计, since: 2026-12-01, until: 2026-12-31}", "suspected"),
        ("{domain: 统计, district: wanghu, until: 2026-12-31}", "suspected"),
    ],
)
def test_waivers_hold_for_their_subject_and_time(waiver: str, state: str) -> None:
    (finding,) = _findings(_case(BLANK + f"waivers: [{waiver}]"))
    assert finding.state == state


def test_identity_does_not_come_from_an_address() -> None:
    text = "pages: [{title: 关于供水的通知, written: 2026-05-06, published: 2026-07-10, url: %s}]"
    (before,) = _findings(_case(text % "https://www.linjiang.example/a/1.html"))
    (after,) = _findings(_case(text % "https://new.linjiang.example/b/2.html"))
    assert before.url != after.url
    assert (before.identity, before.id) == (after.identity, after.id)


def test_identity_folds_how_a_name_is_written() -> None:
    (one,) = _findings(_case("entries: [{name: 统计/统计 数据（月报）, state: missing}]"))
    (two,) = _findings(_case("entries: [{name: '统计/统计数据(月报)', state: missing}]"))
    assert one.identity == two.identity


def test_equal_pages_are_told_apart() -> None:
    case = _case("""
pages:
  - {title: 关于供水的通知, written: 2026-05-06, published: 2026-07-10}
  - {title: 关于供水的通知, written: 2026-05-06, published: 2026-07-11}
""")
    found = _findings(case)
    assert len({finding.identity for finding in found}) == 2


def test_equal_pages_keep_their_identity_when_their_addresses_change_places() -> None:
    text = """
pages:
  - {title: 关于供水的通知, written: 2026-05-06, published: 2026-07-10, url: %s}
  - {title: 关于供水的通知, written: 2026-05-06, published: 2026-07-11, url: %s}
"""
    before = {finding.message: finding.identity for finding in _findings(_case(text % ("https://a/1", "https://a/2")))}
    after = {finding.message: finding.identity for finding in _findings(_case(text % ("https://a/9", "https://a/3")))}
    assert before == after


def test_columns_of_one_path_are_told_apart() -> None:
    case = _case(BLANK)
    double = replace(case.columns[0], id="another", order=9)
    match = replace(case.matches[0], subject="another")
    listing = replace(case.listings[0], id="another", column="another")
    both = replace(
        case,
        columns=(*case.columns, double),
        matches=(*case.matches, match),
        listings=(*case.listings, listing),
    )
    assert len({finding.identity for finding in _findings(both)}) == 2


def test_two_rules_on_one_thing_have_two_identities() -> None:
    case = _case(LATE)
    identity = identities(case)
    assert identity("C01", case.pages[0]) != identity("C07", case.pages[0])


def test_page_checks_name_their_snapshot() -> None:
    case = _case(LATE.replace("}]", ", snapshot: s1}]"))
    kept = Snapshot(
        "s1",
        "GET",
        case.pages[0].url,
        case.pages[0].url,
        200,
        "2026-11-20T10:00:00+08:00",
        "ab",
        "a.warc.gz",
        7,
        9,
        None,
    )
    other = replace(kept, id="s2", url="https://www.linjiang.example/other")
    (finding,) = _findings(replace(case, snapshots=(other, kept)))
    assert finding.evidence == (Evidence(kept.url, "2026-11-20T10:00:00+08:00", 200, "ab", "a.warc.gz", 7, None),)
    assert finding.url == case.pages[0].url


def test_absence_names_every_listing_that_was_searched() -> None:
    (finding,) = _findings(_case("entries: [{name: 统计/统计数据, state: missing, listings: [b, a]}]"))
    assert finding.evidence == (Evidence(listing="a"), Evidence(listing="b"))
    assert finding.url == "https://www.linjiang.example/"


def test_basis_names_only_clauses_that_bind_the_office() -> None:
    text = "pages: [{title: 关于甲的通知, official: true, written: 2026-05-06}]"
    (finding,) = _findings(_case(text))
    assert finding.basis == "国办发〔2019〕54号；桂政办发〔2020〕35号三（二）3"
    (late,) = _findings(_case(LATE))
    assert late.basis == "中华人民共和国政府信息公开条例第二十六条"
    assert BY_PACK not in late.basis


def test_the_unit_comes_from_the_offices_table() -> None:
    text = "pages: [{title: 关于供水的通知, written: 2026-05-06, published: 2026-07-10, publisher: 民政局}]\n"
    (printed,) = _findings(_case(text))
    assert printed.unit == "民政局"
    (resolved,) = _findings(_case(text + "units: [{name: 临江区民政局, short: 区民政局}]"))
    assert resolved.unit == "临江区民政局"
    (unknown,) = _findings(_case(text + "units: [{name: 临江区水利局}]"))
    assert unknown.unit is None
    (abolished,) = _findings(_case(text + "units: [{name: 临江区民政局, until: 2026-01-01}]"))
    assert abolished.unit is None


def test_nothing_sealed_is_ever_found() -> None:
    case = _case("""
pages:
  - title: 关于甲的通知
    state: sealed
    label: 此件不予公开
    official: true
    body: ""
    written: 2026-05-06
    published: 2026-05-01
""")
    assert _findings(case) == []


def stored(path: Path, case: Case) -> None:
    with open_round(path) as store:
        facts = {
            "round": case.round, "as_of": case.as_of.isoformat(), "district": asdict(case.district),
            "office": asdict(case.office), "rule_pack": to_json(case.pack), "calendar": None,
        }  # fmt: skip
        for name, value in facts.items():
            store.set_fact(name, value)
        for kind, values in (
            (Entry, case.entries), (Coverage, case.coverage), (Column, case.columns), (Listing, case.listings),
            (ListedItem, case.items), (Page, case.pages), (Match, case.matches),
            (Attachment, case.attachments), (PageFacts, case.facts),
        ):  # fmt: skip
            store.replace(kind, values)


WHOLE = """
entries: [{name: 统计/统计数据, state: blank}, {name: 统计/普查, state: missing}]
columns: [{path: 政务公开 > 统计数据, answers: 统计/统计数据}, {path: 首页 > 通知公告, items: [2020-01-01, null]}]
pages:
  - {title: 关于供水的通知, written: 2026-05-06, published: 2026-07-10}
  - {title: 关于停水的公告}
"""


def test_a_round_is_judged_from_its_store_and_the_same_again(tmp_path: Path) -> None:
    case = _case(WHOLE)
    stored(tmp_path / "round.db", case)
    with open_round(tmp_path / "round.db") as store:
        first = audit_round(store, derived_id)
        rows = store.read(Finding)
        assert sorted(row.rule for row in rows) == ["A01", "B02", "B03", "C01"]
        assert store.fact("verdicts")["C01"] == {"pass": 0, "fail": 1, "unknown": 1}
        assert store.fact("unjudged")["C03"] == {"列表中有信息没有可判读的日期": 1}
        again = audit_round(store, derived_id)
        assert (again, store.read(Finding)) == (first, rows)


def test_the_store_gives_the_case_that_was_put_in(tmp_path: Path) -> None:
    case = _case(WHOLE)
    stored(tmp_path / "round.db", case)
    with open_round(tmp_path / "round.db") as store:
        audit_round(store, derived_id)
        kept = {row.identity for row in store.read(Finding)}
    assert kept == {finding.identity for finding in judge(case, all_rules(), derived_id)[0].findings}


def test_a_store_without_its_facts_is_refused(tmp_path: Path) -> None:
    with open_round(tmp_path / "round.db") as store, pytest.raises(KeyError, match="rule_pack"):
        audit_round(store, derived_id)


def test_an_entry_that_is_not_involved_is_no_leave_for_what_must_not_be_public() -> None:
    text = """
entries: [{name: 统计/甲}]
pages: [{title: 关于甲的通知, label: 此件不予公开, answers: 统计/甲}]
waivers: [{domain: 统计, kind: 不涉及, until: 2026-12-31%s}]
"""
    (open_,) = _findings(_case(text % ""))
    assert open_.state == "suspected"
    (agreed,) = _findings(_case(text % ", rule: d03"))
    assert agreed.state == "waived"


@pytest.mark.parametrize(
    "waiver",
    [
        "{domain: 统计领域, level1: 一、统计数据, rule: B03, until: 2026-12-31}",
        "{column: 领域公开 > 统计数据, rule: B03, until: 2026-12-31}",
    ],
)
def test_waivers_are_understood_as_offices_write_them(waiver: str) -> None:
    text = BLANK.replace("政务公开 > 统计数据", "首页 > 政务公开 > 领域公开 > 统计数据")
    (finding,) = _findings(_case(text + f"waivers: [{waiver}]"))
    assert finding.state == "waived"


def test_what_was_said_of_one_of_many_like_pages_stays_with_it_when_old_ones_fall_off_the_list() -> None:
    pages = [f"{{title: 情况公示, body: '', published: 2026-0{month}-10}}" for month in (3, 4, 5)]
    before = {f.evidence[0].url: f for f in _findings(_case(f"pages: [{', '.join(pages)}]"))}
    after = _findings(_case(f"pages: [{', '.join(pages[1:])}]"))
    known = [f.identity for f in before.values()]
    assert len(set(known)) == 3
    assert {f.identity for f in after} == set(known[1:])


def test_a_page_that_failed_on_two_days_names_the_answers_of_both() -> None:
    days = "days: [2026-11-28, 2026-11-30]"
    case = _case(f"pages: [{{title: 关于停水的公告, state: failed, status: 503, snapshot: s2, {days}}}]")
    first = Snapshot("s1", "GET", case.pages[0].url, "", 503, "2026-11-28T10:00:00+08:00", "a", "a", 1, 9, None)
    second = replace(first, id="s2", fetched_at="2026-11-30T10:00:00+08:00")
    (finding,) = _findings(replace(case, snapshots=(second, first)))
    assert [one.fetched_at for one in finding.evidence] == [first.fetched_at, second.fetched_at]


def test_a_reposted_document_is_still_its_publishers_to_mend() -> None:
    (dead,) = _findings(
        _case("pages: [{title: 国务院关于供水的意见, state: gone, status: 404, publisher: 临江区水利局}]")
    )
    assert (dead.rule, dead.unit) == ("B04", "临江区水利局")


def test_the_same_document_in_two_columns_is_one_fault() -> None:
    case = _case(LATE)
    listed = replace(case.pages[0], columns=("政务公开 > 甲", "政务公开 > 乙"))
    assert len(_findings(replace(case, pages=(listed,)))) == 1
