"""D04: a document that is registered for publication and is not on the portal when its time is over."""

from collections.abc import Iterator

from audits.case import Case
from audits.documents import Documents, documents_of, each_once, number_key, printed_name, time_is_over, unbracketed
from audits.names import fold, is_foreign
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import SubmittedRow
from inspection.rule_values import ItemLimit
from inspection.types.submitted import RegisterRow


@rule(
    "D04",
    name="应公开文件未上网",
    severity=2,
    mode="A",
    subject="document",
    wordings={
        "not_online": Wording(
            "登记为“{label}”的{document}未按期上网（登记表所载日期{start}，截至{as_of}未查找到）",
            "请公开并反馈链接；已在其他位置公开的，请提供链接",
        ),
    },
)
def public_not_online(case: Case) -> Iterator[Answer]:
    """登记为主动公开的公文，自形成之日起20个工作日内在政府网站公开。

    为什么: 公开属性定为主动公开而没有上网，群众仍然看不到，源头认定就落空了。
    怎样整改: 在政府网站公开并反馈链接；已在其他位置公开的，提供链接。
    依据: 中华人民共和国政府信息公开条例第二十六条；国办发〔2019〕54号。
    """
    limit = case.pack.item_limit
    if limit is None:
        return
    documents = documents_of(case)
    hidden = documents.unread_lists()
    converted = [one for one in case.listed_documents if one.kind == "converted"]
    numbers = {number_key(one.number) for one in converted} - {None}
    titles = {fold(one.title) for one in converted} - {""}
    for row in each_once(case.register):
        listed = number_key(row.number) in numbers or fold(row.title) in titles
        if row.attribute == "public" and not listed and not _is_others(case, row):
            yield _judge(case, documents, hidden, limit, row)


def _is_others(case: Case, row: RegisterRow) -> bool:
    """Whether a document is another body's to publish: forwarded, or registered by a higher body."""
    if "转发" in (row.title or "") or "转载" in (row.title or ""):
        return True
    return is_foreign(row.unit, case.units, case.district.name, case.office.region, case.as_of)


def _judge(case: Case, documents: Documents, hidden: bool, limit: ItemLimit, row: RegisterRow) -> Answer:
    subject = SubmittedRow(row)
    shown = documents.is_shown(row)
    if shown:
        return passed(subject)
    if row.written is None:
        return unknown(subject, "登记表中的成文日期无法判读")
    if row.written > case.as_of or (limit.source.valid_from and row.written < limit.source.valid_from):
        return unknown(subject, "成文日期不在现行公开时限适用的期间内")
    over = time_is_over(case, row.written, limit)
    if over is False:
        return passed(subject)
    if over is None:
        return unknown(subject, "放假安排尚未公布，工作日数无法确定")
    if shown is None:
        return unknown(subject, "网站上有同名而文号不同或者未能读取的页面，须人工核对")
    if hidden:
        return unknown(subject, "门户的列表没有全部读完，不能认定未公开")
    return fail(
        subject,
        "not_online",
        suspected=True,
        listings=tuple(listing.id for listing in case.listings),
        label=unbracketed(row.label or ""),
        document=printed_name(row.number, row.title),
        start=row.written,
        as_of=case.as_of,
    )
