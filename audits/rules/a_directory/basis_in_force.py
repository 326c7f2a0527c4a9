"""A12: the basis is not what obliges to publish, or is no more in force."""

from collections.abc import Iterator

from audits.case import Case
from audits.cited_texts import repealed_in
from audits.names import fold
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DirectoryRow, DomainVolume

_OTHER_COLUMN = "事项设立依据"


@rule(
    "A12",
    name="公开依据已修订或废止",
    severity=3,
    mode="B",
    subject="row",
    files_alone=True,
    wordings={
        "repealed": Wording(
            "{domain}领域公开依据仍引用已修订或废止的“{document}”", "请更新公开依据，现行规定为{names}"
        ),
        "column": Wording(
            "{domain}领域目录以“{printed}”代替“公开依据”", "请填写公开该信息的依据，而不是设立该事项的依据"
        ),
    },
)
def basis_in_force(case: Case) -> Iterator[Answer]:
    """公开依据是公开该信息的依据，而不是设立事项的依据，并且现行有效；没有写明条款不是问题。

    为什么: 引用失效的文件，公开的义务就没有着落，群众核对时也会误解。
    怎样整改: 改为现行有效的法律法规和文件；确有专门规定仍然有效的，说明即可。
    依据: 国办发〔2019〕54号；国务院部门印发的试点领域基层政务公开标准指引。
    """
    directory = case.directory
    for row in directory.rows:
        if not row.basis:
            yield unknown(DirectoryRow(row), "没有读到公开依据")
            continue
        found = repealed_in(row.basis, case.pack, case.as_of)
        if not found:
            yield passed(DirectoryRow(row))
            continue
        words = {word for word, _ in found}
        by_guide = [
            word for item in directory.guide_items(row) for word, _ in repealed_in(item.basis, case.pack, case.as_of)
        ]
        yield fail(
            DirectoryRow(row), "repealed", suspected=True, severity=4 if words <= set(by_guide) else None,
            domain=row.domain, document="、".join(word for word, _ in found),
            names="、".join(dict.fromkeys(one.successor for _, one in found)),
        )  # fmt: skip
    for domain, tables in directory.tables_of.items():
        words = {fold(word) for table in tables for word in table.header}
        if _OTHER_COLUMN in words and "公开依据" not in words:
            yield fail(
                DomainVolume(domain, tables), "column", suspected=True, severity=4, domain=domain, printed=_OTHER_COLUMN
            )
