"""F09: an interpretation that lacks some of the six elements which Qinghai names."""

from collections.abc import Iterator

from audits.case import Case
from audits.interpretation_parts import judge_parts
from audits.rule import Answer, Wording, rule


@rule(
    "F09",
    name="解读要素不全（六项）",
    severity=3,
    mode="B",
    subject="page",
    yields_to=("B04", "B10", "F06"),
    wordings={"parts": Wording("《{title}》缺少{names}等内容", "请对照六项内容补充完善解读材料")},
)
def six_elements(case: Case) -> Iterator[Answer]:
    """解读材料写明政策背景、目标任务、主要内容、执行标准、工作流程和落实办法。

    为什么: 内容齐全，群众才能读懂政策、用上政策。
    怎样整改: 补充缺少的内容；在其他解读材料中已经写明的，相互关联。
    依据: 所用检查口径的规定。
    """
    yield from judge_parts(case, case.pack.part_lists.get("interpretation_six"), "parts")
