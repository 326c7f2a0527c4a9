"""Which papers with a number are no official documents: those of one case, and those of the Party."""

import json
from datetime import date

import pytest

from inspection.rule_pack import from_json, load_pack, to_json

PACK = load_pack("national", date(2026, 11, 20))
KINDS = PACK.document_kinds


def test_packs_frozen_before_there_were_kinds_know_them_all_the_same() -> None:
    frozen = json.loads(to_json(PACK))
    del frozen["document_kinds"]
    for line in frozen["veto_lines"].values():
        del line["levels"]
    pack = from_json(json.dumps(frozen))
    assert pack.document_kinds == KINDS
    assert {line.levels for line in pack.veto_lines.values()} == {1}


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("行政处罚决定书（临市监处罚〔2026〕5号）", ""),
        ("不动产登记告知书 第5号", ""),
        ("关于某公司的处罚信息", ""),
        ("关于某某路占道的批复", "临许准字〔2026〕3号"),
        ("认定结论", "临人社工伤[2026]18号"),
        ("关于某项目的函", "（2026）临复决字5号"),
    ],
)
def test_papers_of_one_case(title: str, number: str) -> None:
    assert KINDS["one_case"].covers(title, number)


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("关于做好工作的意见书面征询的通知", "临政办〔2026〕6号"),
        ("临江区养犬管理办法", "临政规〔2026〕1号"),
    ],
)
def test_documents_are_not_papers_of_one_case(title: str, number: str) -> None:
    assert not KINDS["one_case"].covers(title, number)


@pytest.mark.parametrize(
    "number", ["临委办〔2026〕5号", "临江委发[2026]2号", "临党发〔2026〕1号", "临组通（2026）7号", "临纪发〔2026〕3号"]
)
def test_documents_of_the_party(number: str) -> None:
    assert KINDS["party"].covers("", number)


@pytest.mark.parametrize(
    "number", ["临发改委发〔2026〕5号", "临卫健委办〔2026〕1号", "临高管委发〔2026〕2号", "临政办〔2026〕委办5号", ""]
)
def test_commissions_of_the_government_are_not_the_party(number: str) -> None:
    assert not KINDS["party"].covers("", number)
