"""G12: another inspection could not reach the website. Taken over, not measured."""

from collections.abc import Iterator

from audits.case import Case
from audits.results_of_others import result_answers, told
from audits.rule import Answer, rule


@rule(
    "G12",
    name="网站无法访问",
    severity=1,
    mode="C",
    subject="result",
    wordings=told("请立即排查，恢复正常访问，并说明原因"),
)
def site_unreachable(case: Case) -> Iterator[Answer]:
    """门户网站能够稳定访问。只采用国家、省级检查的结果，不另行测算；按19号文口径提示，待人工核定。

    为什么: 网站打不开，一切公开都落空。
    怎样整改: 排查线路、域名、服务器，恢复访问；属于检查方网络原因的，说明情况。
    依据: 国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》（站点无法访问）。
    """
    yield from result_answers(case, "G12", severity=lambda _: 1)
