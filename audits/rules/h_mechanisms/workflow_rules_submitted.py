"""H01: rules of the work of disclosure that were not handed in."""

from collections.abc import Iterator

from audits.case import Case
from audits.reports_wanted import report_answers, report_wordings
from audits.rule import Answer, rule


@rule(
    "H01",
    name="政务公开工作制度未报送",
    severity=3,
    mode="C",
    subject="district",
    wordings=report_wordings("请报送；已报送的，请补报"),
)
def workflow_rules_submitted(case: Case) -> Iterator[Answer]:
    """报送信息管理、信息发布、解读回应、依申请公开、公众参与、监督考核等工作制度。只在检查口径列明须报送时核对。

    为什么: 制度齐了，公开工作才不因人而异。
    怎样整改: 报送制度文件；已报送的，补充放入报送材料。
    依据: 国办发〔2019〕54号（七）；所用检查口径的规定。
    """
    yield from report_answers(case, "H01")
