"""G15: another inspection found messages of the public without an answer. Taken over, not measured."""

import re
from collections.abc import Iterator

from audits.case import Case
from audits.results_of_others import result_answers, told
from audits.rule import Answer, rule
from inspection.types.submitted import CheckResult

_VETO = "单项否决|互动回应差"
# What is denied, and the time that an answer may take.
_DENIED = re.compile(
    "(?:未|不|没有|无|非)(?!(?:及时|按时|按期|依法)?(?:答复|回复|回应|办理|处理))[^，。；、,;]{0,8}|[0-9一二三四五六七八九]+个月(?:以|之)?内"
)
_NUMERALS = "零一二三四五六七八九"


@rule(
    "G15",
    name="留言未及时答复",
    severity=3,
    mode="C",
    subject="result",
    wordings=told("请尽快答复，并落实留言办理时限"),
)
def messages_unanswered(case: Case) -> Iterator[Answer]:
    """有效留言在规定期限内答复。只采用国家、省级检查的结果；超过三个月等情形按19号文口径提示，待人工核定。

    为什么: 留言没有回音，群众就不再留言。
    怎样整改: 答复留言并公开；不宜公开答复的，说明情况。
    依据: 国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》（互动回应差）。
    """
    limit = case.pack.thresholds.get("message_answer")
    months = f"|(?:{limit.n}|{_NUMERALS[limit.n]})个月" if limit and limit.n < len(_NUMERALS) else ""
    veto = re.compile(_VETO + months)

    def severity(row: CheckResult) -> int | None:
        return 1 if veto.search(_DENIED.sub("", f"{row.item or ''} {row.problem}")) else None

    yield from result_answers(case, "G15", severity=severity)
