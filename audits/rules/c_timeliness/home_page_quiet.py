"""C05: another inspection found the front page without anything new. Taken over, not measured."""

from collections.abc import Iterator

from audits.case import Case
from audits.results_of_others import result_answers, told
from audits.rule import Answer, rule


@rule(
    "C05",
    name="首页不更新",
    severity=1,
    mode="C",
    subject="result",
    wordings=told("请立即更新首页信息，并说明原因"),
)
def home_page_quiet(case: Case) -> Iterator[Answer]:
    """门户网站首页及时更新。只采用国家、省级检查的结果，不另行测算；按19号文口径提示，待人工核定。

    为什么: 首页长期没有新信息，群众会以为网站已经停用。
    怎样整改: 更新首页信息，落实日常更新责任；已经整改的，提供截图和链接。
    依据: 国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》（首页不更新）。
    """
    yield from result_answers(case, "C05", severity=lambda _: 1)
