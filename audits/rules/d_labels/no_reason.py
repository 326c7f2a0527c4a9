"""D05: a document that is registered as not public, or public on request only, without a reason and its basis."""

import re
from collections.abc import Iterator

from audits.case import Case
from audits.documents import discreet, each_once, shown_name
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from inspection.types.submitted import RegisterRow

# A reason that names its clause, in a register without a column for it.
_CLAUSE = re.compile("第[一二三四五六七八九十百0-9]+条|条例|法》|办法》|规定》|依据|根据|依照|按照")


@rule(
    "D05",
    name="不予公开理由未登记",
    severity=3,
    mode="C",
    subject="document",
    wordings={
        "not_public": Wording(
            "公文公开属性登记表中{document}未填写不予公开的理由",
            "请补充理由和依据",
        ),
        "on_request": Wording(
            "公文公开属性登记表中{document}定为依申请公开，未填写不主动公开的理由",
            "请补充理由和依据",
        ),
        "basis": Wording(
            "公文公开属性登记表中{document}未填写不主动公开或者不予公开的依据",
            "请补充所依据的条款",
        ),
    },
)
def no_reason(case: Case) -> Iterator[Answer]:
    """拟定为依申请公开或者不予公开的公文，说明理由并注明依据，随公文一并报批、登记。

    为什么: 不公开是例外，有理由、有依据才能审核，日后申请、评估时也有据可查。
    怎样整改: 补充理由和所依据的条款，在登记表中补记。
    依据: 国办发〔2019〕54号；中华人民共和国政府信息公开条例第十七条；所用检查口径的规定。
    """
    clause = case.pack.labels.source.clause if case.pack.labels else None
    for row in each_once(case.register):
        if row.attribute in ("on_request", "not_public"):
            yield _judge(row, clause)
        elif row.label and row.attribute is None:
            yield unknown(discreet(row), "登记表中的公开属性无法辨认")


def _judge(row: RegisterRow, clause: str | None) -> Answer:
    subject, document = discreet(row), shown_name(row)
    if row.reason:
        if "basis" in row.fields and not row.basis and not _CLAUSE.search(row.reason):
            return fail(subject, "basis", clause=clause, document=document)
        return passed(subject)
    if row.basis and "reason" not in row.fields:
        return unknown(subject, "登记表只有依据一栏，理由是否写在其中须人工核对")
    return fail(subject, row.attribute or "not_public", clause=clause, document=document)
