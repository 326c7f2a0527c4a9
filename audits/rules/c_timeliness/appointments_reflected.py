"""C12: a page still names a person in a post that a notice on the portal took from them."""

from collections.abc import Iterator

from audits.bodies_and_posts import PostChange, body_core, is_of_post, is_of_the_past, post_changes
from audits.case import Case
from audits.page_dates import publications
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from inspection.openness_values import Threshold
from inspection.types.page_facts import Contact
from inspection.types.portal import Page


@rule(
    "C12",
    name="任免变动未更新",
    severity=2,
    mode="B",
    subject="page",
    yields_to=("B04", "B05"),
    wordings={
        "still_named": Wording(
            "《{title}》仍载{holder}任{field}，《{document}》已于{start}宣布变动，至{as_of}已过{days}个工作日",
            "请核实并更新",
        ),
    },
)
def appointments_reflected(case: Case) -> Iterator[Answer]:
    """任免、机构变动后，领导信息、机构职能栏目在20个工作日内更新。

    为什么: 任免通知已经公布而栏目未改，群众看到的是过时的信息。
    怎样整改: 核实后更新领导信息和机构职能页面。
    依据: 中华人民共和国政府信息公开条例第二十条、第二十六条（形成或者变更之日起20个工作日内）。
    """
    limit = case.pack.thresholds.get("changed_facts")
    changes = post_changes(case) if limit else []
    if limit is None or not changes:
        return
    for page in case.judged_pages():
        facts = case.facts_of(page)
        if facts is None:
            yield unknown(page, "没有该页面的正文特征，不能比对")
        elif facts.contacts and not is_of_the_past(case, page):
            yield _judge(case, page, facts.contacts, changes, limit)


def _judge(
    case: Case, page: Page, contacts: tuple[Contact, ...], changes: list[PostChange], limit: Threshold
) -> Answer:
    for contact in contacts:
        core = body_core(case, contact.name) if contact.name else ""
        met = [change for change in changes if is_of_post(change, contact, core)]
        if not met or met[-1].taken or met[-1].notice.url == page.url:
            continue
        last = met[-1]
        taken = case.calendar.elapsed(last.day, case.as_of)
        if taken.most <= limit.n:
            continue
        if taken.least <= limit.n:
            return unknown(page, "放假安排尚未公布，工作日数无法确定")
        if max(publications(page), default=last.day) > last.day:
            return unknown(page, "页面在任免之后更新过，须人工核对是否另有任职")
        return fail(
            page,
            "still_named",
            suspected=True,
            title=case.title_of(page),
            holder=contact.value,
            field=contact.role,
            document=case.title_of(last.notice).replace("《", "〈").replace("》", "〉"),
            start=last.day,
            as_of=case.as_of,
            days=taken.least,
        )
    return passed(page)
