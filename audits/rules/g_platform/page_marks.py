"""G10: another inspection found marks of the website or of its pages lacking. Taken over, not measured."""

from collections.abc import Iterator

from audits.case import Case
from audits.results_of_others import result_answers, told
from audits.rule import Answer, rule


@rule(
    "G10",
    name="网站标识不规范",
    severity=4,
    mode="C",
    subject="result",
    wordings=told("请按规范补充网站标识和页面标签"),
)
def page_marks(case: Case) -> Iterator[Answer]:
    """网站底部标明党政机关标识、网站标识码、备案号、主办单位和联系方式，页面标签齐全。只采用国家、省级检查的结果。

    为什么: 标识齐全，群众才能辨认真假，搜索引擎才能正确收录。
    怎样整改: 由网站主办单位按规范补充。
    依据: 国办发〔2017〕47号（网页设计规范）；国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》。
    """
    yield from result_answers(case, "G10")
