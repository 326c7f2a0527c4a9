"""One fact is one finding: among the rules on loading and on time."""

import pytest
import yaml

from audits.audit import judge
from audits.ledger import derived_id
from audits.rule import all_rules
from tests.audits.case_file import read_case

PAGE, OTHER = "https://www.linjiang.example/a.html", "https://www.linjiang.example/b.html"
# What no page of the district speaks of is asked of none; here another entry's page does.
ELEMENTS = f"""
elements_found:
  - {{page: "{PAGE}", entry: 户籍管理/出生登记, found: [办理条件, 所需材料], missing: [办理时限]}}
  - {{page: "{OTHER}", entry: 户籍管理/死亡登记, found: [办理条件, 所需材料, 办理时限], missing: []}}
"""


def _codes(text: str) -> list[str]:
    outcome, _ = judge(read_case(yaml.safe_load(text)), all_rules(), derived_id)
    return sorted(finding.rule for finding in outcome.findings if finding.rule[0] in "BC")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param(
            """
entries: [{name: 统计/年鉴, trigger: periodic, limits: [{kind: fixed_date, month: 6, day: 30}]}]
columns: [{path: 政务公开 > 年鉴, answers: 统计/年鉴, items: [2024-05-20]}]
""",
            ["C03"],
            id="overdue_and_nothing_of_the_year",
        ),
        pytest.param(
            """
entries: [{name: 统计/年鉴, trigger: periodic, limits: [{kind: fixed_date, month: 6, day: 30}]}]
columns: [{path: 政务公开 > 年鉴, answers: 统计/年鉴, items: [2025-08-20]}]
""",
            ["B08"],
            id="only_nothing_of_the_year",
        ),
        pytest.param(
            f"""
entries: [{{name: 户籍管理/出生登记}}]
pages: [{{title: 出生登记, url: "{PAGE}", body: "", answers: 户籍管理/出生登记}}]
{ELEMENTS}
""",
            ["B10"],
            id="no_text_and_no_elements",
        ),
        pytest.param(
            f"""
entries: [{{name: 户籍管理/出生登记}}]
pages: [{{title: 出生登记, url: "{PAGE}", answers: 户籍管理/出生登记}}]
{ELEMENTS}
""",
            ["B06"],
            id="only_elements",
        ),
        pytest.param(
            "pages: [{title: 关于供水的通知, landed: list, body: '', written: 2026-05-06, published: 2026-05-01}]",
            ["B05"],
            id="landed_on_a_list",
        ),
        pytest.param(
            "pages: [{title: 行政处罚决定书, written: 2026-06-01, published: 2026-08-11}]",
            ["C10"],
            id="late_by_its_own_law_and_by_the_general_one",
        ),
        pytest.param(
            """
pages:
  - title: 行政处罚决定书
    written: 2026-06-01
    published: 2026-05-11
    body: 当事人违法占道经营，依法予以行政处罚。处罚决定日期：2026年4月1日。
""",
            ["C07"],
            id="dates_at_odds_and_late",
        ),
    ],
)
def test_one_fact_is_one_finding(text: str, codes: list[str]) -> None:
    assert _codes(text) == codes


def test_evidence_of_an_earlier_round_stands_beside_the_pages_own() -> None:
    case = read_case(
        yaml.safe_load(f"""
columns: [{{path: 首页 > 通知公告}}]
pages: [{{title: 关于供水的通知, published: 2026-10-10, column: 首页 > 通知公告, url: "{PAGE}"}}]
earlier_absences: [{{url: "{PAGE}", column: 首页 > 通知公告, looked_on: 2026-10-28}}]
values: {{thresholds: {{backdating_days: {{n: 3, unit: day}}}}}}
""")
    )
    found = [one for one in judge(case, all_rules(), derived_id)[0].findings if one.rule == "C08"]
    assert [[evidence.url for evidence in one.evidence] for one in found] == [
        [PAGE, "https://www.linjiang.example/list/"]
    ]
    assert found[0].kind == "explain"
