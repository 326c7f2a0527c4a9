"""One fact about a document is one finding (一事不二扣), and each keeps its own identity."""

from datetime import date
from typing import Any

from audits.audit import judge
from audits.identity import identities
from audits.rule import all_rules
from audits.subjects import DistrictAsWhole
from tests.audits.case_file import read_case

GROUPS = "DEFI"
DOCUMENT: dict[str, Any] = {
    "title": "临江区养犬管理办法",
    "doc_number": "临政办〔2020〕5号",
    "official": True,
    "written": date(2020, 5, 1),
    "published": date(2020, 5, 6),
    "publisher": "临江区人民政府办公室",
    "index_number": "000014349/2020-5",
    "column": "政务公开 > 规范性文件",
    "label": "此件公开发布",
    "facts": {
        "terms": [{"starts": date(2020, 5, 1), "ends": date(2025, 4, 30), "years": 5, "months": None, "quoted": "五年"}]
    },
}
LISTED = {"kind": "lapsed", "list_title": "失效文件目录", "number": "临政办〔2020〕5号", "decided_on": date(2026, 2, 1)}
COLUMNS = [
    {"path": "政务公开 > 规范性文件", "items": [date(2026, 11, 5)]},
    {"path": "政务公开 > 政策解读", "items": []},
]
DUTY = {"validity_duty": {"shown": True, "fields": ["validity", "publisher"]}}


def faults(**given: Any) -> list[str]:
    case = read_case({"columns": COLUMNS, "values": DUTY, **given})
    rules = tuple(rule for rule in all_rules() if rule.code[0] in GROUPS)
    outcome, _ = judge(case, rules, lambda identity: f"F{identity}")
    return [finding.rule for finding in outcome.findings]


def test_a_lapsed_document_is_told_once() -> None:
    assert faults(pages=[DOCUMENT], listed_documents=[LISTED]) == ["E03"]


def test_an_expired_one_is_told_once() -> None:
    assert faults(pages=[DOCUMENT]) == ["E02"]


def test_one_in_force_is_asked_for_its_validity_and_for_an_interpretation() -> None:
    later = {"written": date(2021, 5, 1), "published": date(2021, 5, 6), "doc_number": "临政办〔2021〕5号", "facts": {}}
    assert faults(pages=[DOCUMENT | later]) == ["F01", "E01"]


def test_a_document_that_must_not_be_there_is_nothing_else() -> None:
    assert faults(pages=[{**DOCUMENT, "label": "此件不予公开"}], listed_documents=[LISTED]) == ["D03"]


def test_what_a_district_owes_is_told_apart_by_what_it_is() -> None:
    case = read_case({})
    identity = identities(case)
    owed = [DistrictAsWhole("临江区"), DistrictAsWhole("临江区", "现行有效规范性文件目录")]
    assert [identity("E05", one) for one in owed] == [
        "E05|linjiang|district",
        "E05|linjiang|district:现行有效规范性文件目录",
    ]
