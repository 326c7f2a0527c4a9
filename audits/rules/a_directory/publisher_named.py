"""A15: a publisher that names nobody, or a body that is no more."""

from collections.abc import Iterator

from audits.case import Case
from audits.directory_case import item_name
from audits.names import fold, resolve_unit
from audits.publishing_bodies import abolished_body, is_vague, without_place
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DirectoryRow
from inspection.types.directory import Entry

_MASKED = ("*", "＊", "×", "某")


@rule(
    "A15",
    name="公开主体不明确",
    severity=4,
    mode="A",
    subject="row",
    files_alone=True,
    wordings={
        "vague": Wording("{domain}领域“{item}”公开主体表述为“{printed}”，责任不明确", "请明确具体公开主体"),
        "vague_named": Wording(
            "{domain}领域“{item}”公开主体表述为“{printed}”，责任不明确",
            "请明确具体公开主体（市级对应部门为{department}）",
        ),
        "abolished": Wording(
            "{domain}领域“{item}”公开主体“{printed}”已不再设立", "请改为承接其职能的机构（一般为{names}）"
        ),
    },
)
def publisher_named(case: Case) -> Iterator[Answer]:
    """公开主体尽可能写明具体机构，不用相关部门一类的说法，不写已经撤销的机构；与标准指引一致的表述不作为问题。

    为什么: 写相关部门等于没有人负责；机构已经撤销，责任也就落空。
    怎样整改: 谁制作谁公开、谁保存谁公开，写明机构的规范名称。
    依据: 中华人民共和国政府信息公开条例第十条；国办发〔2019〕54号。
    """
    for row in case.directory.rows:
        if not row.publisher:
            yield unknown(DirectoryRow(row), "没有读到公开主体")
        elif any(sign in name for name in row.publisher for sign in _MASKED):
            yield unknown(DirectoryRow(row), "公开主体被遮盖")
        else:
            yield _answer(case, row)


def _answer(case: Case, row: Entry) -> Answer:
    items = case.directory.guide_items(row)
    place = case.district.name
    by_guide = {fold(name) for item in items for name in item.publisher}
    gone = [
        (name, body)
        for name in row.publisher
        if (body := abolished_body(name, case.pack, case.as_of, case.district.name))
        and resolve_unit(name, case.units, case.district.name, case.as_of) is None
    ]
    vague = [
        name
        for name in row.publisher
        # 区相关审批部门 is the guide's 相关审批部门
        if is_vague(name, case.pack) and not by_guide & {fold(name), without_place(name, place)}
    ]
    item = item_name(row)
    if gone:
        names = "、".join(dict.fromkeys(body.successor for _, body in gone))
        printed = "、".join(name for name, _ in gone)
        return fail(
            DirectoryRow(row), "abolished", suspected=True, domain=row.domain, item=item, printed=printed, names=names
        )
    if not vague or fold("".join(row.publisher)) in {fold("".join(item.publisher)) for item in items}:
        return passed(DirectoryRow(row))
    # Beside a named body it may be meant so; in words that guides use, of an item whose guide we hold in part as well.
    doubt = len(vague) < len(row.publisher) or (
        not case.directory.knows_guide(row, "publisher")
        and any(without_place(name, place) in case.directory.guides_publishers for name in vague)
    )
    departments = "、".join(case.directory.departments_of(row.domain, case.as_of))
    return fail(
        DirectoryRow(row), "vague_named" if departments else "vague", suspected=doubt,
        domain=row.domain, item=item, printed="、".join(vague), department=departments,
    )  # fmt: skip
