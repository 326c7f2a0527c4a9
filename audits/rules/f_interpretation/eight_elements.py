"""F04: an interpretation that lacks some of the eight elements which Wuhu prescribes."""

from collections.abc import Iterator

from audits.case import Case
from audits.interpretation_parts import judge_parts
from audits.rule import Answer, Wording, rule


@rule(
    "F04",
    name="解读要素不全（八项）",
    severity=3,
    mode="B",
    subject="page",
    yields_to=("B04", "B10", "F06"),
    wordings={"parts": Wording("《{title}》缺少{names}等要素", "请对照八项要素补充完善解读材料")},
)
def eight_elements(case: Case) -> Iterator[Answer]:
    """解读材料涵盖决策背景和依据、制定意义和总体考虑、研判和起草过程、工作目标、主要任务、创新举措、保障措施、解读机关和解读人及其联系方式八项内容。

    为什么: 要素齐全，群众才能知道政策为什么出台、怎么办、找谁问。
    怎样整改: 补充缺少的要素；在其他解读材料中已经写明的，相互关联。
    依据: 所用检查口径的规定。
    """
    yield from judge_parts(case, case.pack.part_lists.get("interpretation_eight"), "parts")
