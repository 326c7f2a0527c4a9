"""A round is judged without its texts: they stay in the store and are read one by one."""

from pathlib import Path

import yaml

from audits.audit import judge
from audits.ledger import derived_id
from audits.round import audit_round, gather
from audits.rule import Rule, Wording, all_rules, fail
from inspection.round_store import open_round
from inspection.types.judgement import Finding
from inspection.types.page_facts import PageFacts
from tests.audits.case_file import read_case
from tests.audits.test_audit import stored

CASE = """
pages:
  - title: 关于供水的通知
    body: 供水的正文
    written: 2026-05-06
    published: 2026-07-10
    files: [{name: a.doc, text: 附件的文字}]
  - {title: 关于停水的公告, body: ""}
"""


def test_texts_stay_in_the_store_until_they_are_asked_for(tmp_path: Path) -> None:
    given = read_case(yaml.safe_load(CASE))
    stored(tmp_path / "round.db", given)
    with open_round(tmp_path / "round.db") as store:
        case = gather(store)
        assert [page.body for page in case.pages] == ["", ""]
        assert {page.title: case.text_of(page) for page in case.pages} == {
            "关于供水的通知": "供水的正文",
            "关于停水的公告": "",
        }
        assert [(file.text, case.text_of_file(file)) for file in case.attachments] == [("", "附件的文字")]


def test_rules_give_the_same_without_the_texts(tmp_path: Path) -> None:
    given = read_case(yaml.safe_load(CASE))
    stored(tmp_path / "round.db", given)
    with open_round(tmp_path / "round.db") as store:
        found = {one.identity for one in audit_round(store, derived_id).findings}
    assert found == {one.identity for one in judge(given, all_rules(), derived_id)[0].findings}


def test_a_store_from_before_the_facts_is_judged_without_them(tmp_path: Path) -> None:
    given = read_case(yaml.safe_load(CASE))
    stored(tmp_path / "round.db", given)
    with open_round(tmp_path / "round.db") as store:
        store.replace(PageFacts, [])
        case = gather(store)
        assert [case.facts_of(page) for page in case.pages] == [None, None]
        assert audit_round(store, derived_id).verdicts


def test_the_words_that_raised_a_fault_are_kept_masked_and_short(tmp_path: Path) -> None:
    given = read_case(yaml.safe_load(CASE))
    span = "申请人电话\n13812341234，" + "甲" * 300
    asked = Rule(
        "Z01", "试", 3, "B", "page", "fix", (), False, {"one": Wording("甲", "乙")}, "", {"依据": "条例"}, "",
        lambda case: iter([fail(case.pages[0], "one", span=span), fail(case.pages[1], "one")]),
    )  # fmt: skip
    one, other = judge(given, (asked,), derived_id)[0].findings
    spans = sorted((one.span or "", other.span or ""))
    assert spans[0] == "" and spans[1].startswith("申请人电话 138****1234，甲") and len(spans[1]) == 201
    with open_round(tmp_path / "round.db") as store:
        store.replace(Finding, [one, other])
        assert sorted(row.span or "" for row in store.read(Finding)) == spans
