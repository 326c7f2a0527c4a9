"""E08: a document that was converted to public and is not on the portal."""

from collections.abc import Iterator

from audits.case import Case
from audits.documents import Documents, documents_of, each_once, printed_name, time_is_over
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import SubmittedRow
from inspection.types.submitted import ListedDocument


@rule(
    "E08",
    name="转为主动公开的文件未上网",
    severity=2,
    mode="A",
    subject="document",
    wordings={
        "not_online": Wording(
            "{document}已调整为主动公开，截至{as_of}未查找到",
            "请公开并更新公开属性；已在其他位置公开的，请提供链接",
        ),
    },
)
def converted_not_online(case: Case) -> Iterator[Answer]:
    """经定期评估审查转为主动公开的文件，审定后及时在政府网站公开。

    为什么: 只调整属性而不上网，评估审查就没有结果。
    怎样整改: 在政府网站公开并更新公开属性；已在其他位置公开的，提供链接。
    依据: 中华人民共和国政府信息公开条例第十八条、第二十六条。
    """
    documents = documents_of(case)
    hidden = documents.unread_lists()
    for row in each_once(one for one in case.listed_documents if one.kind == "converted"):
        yield _judge(case, documents, hidden, row)


def _judge(case: Case, documents: Documents, hidden: bool, row: ListedDocument) -> Answer:
    subject, limit = SubmittedRow(row), case.pack.item_limit
    shown = documents.is_shown(row)
    if shown:
        return passed(subject)
    if row.decided_on and limit:
        over = time_is_over(case, row.decided_on, limit)
        if over is not True:
            return passed(subject) if over is False else unknown(subject, "放假安排尚未公布，工作日数无法确定")
    if shown is None:
        return unknown(subject, "网站上有同名而文号不同或者未能读取的页面，须人工核对")
    if hidden:
        return unknown(subject, "门户的列表没有全部读完，不能认定未公开")
    listings = tuple(listing.id for listing in case.listings)
    return fail(
        subject,
        "not_online",
        suspected=True,
        listings=listings,
        document=printed_name(row.number, row.title),
        as_of=case.as_of,
    )
