"""A13: the content column holds whole texts."""

from collections.abc import Iterator

from audits.case import Case
from audits.directory_case import item_name
from audits.names import fold
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DirectoryRow
from inspection.types.directory import Entry


@rule(
    "A13",
    name="公开内容栏直接粘贴材料全文",
    severity=4,
    mode="B",
    subject="row",
    files_alone=True,
    wordings={"pasted": Wording("{domain}领域“{item}”公开内容栏直接粘贴材料全文", "建议仅列要素名称")},
)
def content_in_full(case: Case) -> Iterator[Answer]:
    """公开内容栏列出要素名称，不粘贴材料全文。

    为什么: 目录是清单，全文粘贴后要素反而看不出来。
    怎样整改: 只列要素名称，全文放到对应栏目公开。
    依据: 国办发〔2019〕54号；国务院部门印发的试点领域基层政务公开标准指引。
    """
    form = case.pack.directory_form
    if form is None:
        return
    for row in case.directory.rows:
        if not row.elements:
            yield unknown(DirectoryRow(row), "没有读到公开内容")
        elif sum(map(len, row.elements)) <= form.max_content_chars or _is_the_guides(case, row.elements, row):
            yield passed(DirectoryRow(row))
        else:
            yield fail(
                DirectoryRow(row), "pasted", suspected=True, domain=row.domain, item=item_name(row)
            )  # fmt: skip


def _is_the_guides(case: Case, elements: tuple[str, ...], row: Entry) -> bool:
    own = fold("".join(elements))
    return any(fold("".join(item.elements)) == own for item in case.directory.guide_items(row))
