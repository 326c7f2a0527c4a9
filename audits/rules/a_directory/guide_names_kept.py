"""A08: items whose name is not the guide's."""

from collections.abc import Iterator

from audits.case import Case
from audits.directory_case import folded_names
from audits.names import fold
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DirectoryRow, DomainVolume


@rule(
    "A08",
    name="事项名称与指引不一致",
    severity=3,
    mode="B",
    subject="row",
    files_alone=True,
    wordings={
        "renamed": Wording("{domain}领域“{printed}”与标准指引“{guide}”不一致", "请按标准指引表述规范事项名称"),
    },
)
def guide_names_kept(case: Case) -> Iterator[Answer]:
    """事项名称与国务院部门标准指引一致，不自行改动；本地新增的事项不在此列。

    为什么: 同一事项各地各叫一名，就无法汇总，群众换个地方便找不到。
    怎样整改: 确是指引中的同一事项的，改用指引表述；属于本地新增的事项，说明即可。
    依据: 国办发〔2019〕54号；国务院部门印发的试点领域基层政务公开标准指引。
    """
    directory = case.directory
    for domain in directory.rows_of:
        volume = DomainVolume(domain, directory.own_tables(domain))
        if domain not in directory.items_of:
            yield unknown(volume, "没有该领域指引的事项可以对照")
            continue
        if directory.is_of_a_town(domain):
            yield unknown(volume, "镇街的目录，不与指引全文对照")
            continue
        said: set[str] = set()
        for row in directory.own_rows_of[domain]:
            changed = directory.renamed.get(folded_names(row))
            first = directory.renamed_first_levels.get((fold(domain), fold(row.level1)))
            printed, guide = row.level1, first
            if changed and not changed.part:
                printed, guide = row.level2 or row.level1, changed.item.level2 or changed.item.level1
            if guide and guide not in said:
                said.add(guide)
                yield fail(
                    DirectoryRow(row), "renamed", suspected=True, domain=domain, printed=printed, guide=guide
                )  # fmt: skip
            elif directory.guide_items(row):
                yield passed(DirectoryRow(row))
