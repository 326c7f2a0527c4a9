"""G09: an application for disclosure whose answer, by the district's own register, is late or still missing."""

from collections import defaultdict
from collections.abc import Iterator

from audits.case import Case
from audits.names import fold
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import SubmittedRow
from inspection.openness_values import Threshold
from inspection.types.submitted import Application
from inspection.workdays import months_after


@rule(
    "G09",
    name="依申请公开逾期答复",
    severity=4,
    mode="C",
    subject="application",
    wordings={
        "late": Wording(
            "登记台账中{number}号申请{start}收到，{answered}答复，超过{n}个工作日",
            "请核实；有延长答复、征求第三方意见等情形的，请在台账中注明",
        ),
        "open": Wording(
            "登记台账中{number}号申请{start}收到，截至{as_of}未登记答复，超过{n}个工作日",
            "请核实并依法答复；已经答复或者依法延长的，请补充登记",
        ),
    },
)
def application_answered_late(case: Case) -> Iterator[Answer]:
    """收到政府信息公开申请，在规定期限内答复，办理情况登记在台账中。

    为什么: 逾期答复侵犯申请人的权利，也容易在复议、诉讼中败诉。
    怎样整改: 尽快答复；有依法延长等情形的，在台账中注明。
    依据: 中华人民共和国政府信息公开条例第三十三条。
    """
    limit = case.pack.thresholds.get("application_answer")
    # A register handed in every month holds the same application again, answered or not yet.
    alike: dict[object, list[Application]] = defaultdict(list)
    for row in case.applications:
        # Numbers begin anew every year.
        year = row.received.year if row.received else None
        alike[(fold(row.number), year) if fold(row.number) else (row.file, row.sheet, row.cells)].append(row)
    if limit is None:
        return
    for rows in alike.values():
        yield _judge(case, max(rows, key=lambda row: (not row.countable, row.told)), limit)


def _judge(case: Case, row: Application, limit: Threshold) -> Answer:
    subject = SubmittedRow(row)
    if row.received is None:
        return unknown(subject, "台账没有写明收到申请的日期")
    if limit.source.valid_from is not None and row.received < limit.source.valid_from:
        return unknown(subject, "收到申请时现行答复期限尚未施行")
    if row.answered is not None and months_after(row.answered, case.pack.periods["year"].n) < case.as_of:
        return unknown(subject, "往年答复的申请，不再提示")
    if not row.countable:
        return unknown(subject, "台账登记有延长、征求第三方意见、补正或者撤回等情形，期限须人工计算")
    if row.told and row.answered is None:
        return unknown(subject, "台账所写的答复日期无法辨认")
    if not row.number:
        return unknown(subject, "台账没有登记编号，须人工核对")
    end = row.answered or case.as_of
    if end < row.received:
        return unknown(subject, "台账所写的答复日期早于收到日期")
    taken = case.calendar.elapsed(row.received, end)
    if taken.least > limit.n and limit.unit == "workday":
        return _late(case, subject, row, limit)
    if taken.most > limit.n or limit.unit != "workday":
        return unknown(subject, "该年度节假日安排尚未公布，工作日数不能确定")
    return passed(subject) if row.answered else unknown(subject, "尚未到答复期限")


def _late(case: Case, subject: SubmittedRow, row: Application, limit: Threshold) -> Answer:
    return fail(
        subject,
        "late" if row.answered else "open",
        # an extension need not be in the register
        suspected=True,
        number=row.number,
        start=row.received,
        answered=row.answered,
        as_of=case.as_of,
        n=limit.n,
    )
