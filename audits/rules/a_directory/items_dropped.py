"""A09: second-level items of the guide that a domain's directory lacks."""

import re
from collections.abc import Iterator

from audits.case import Case
from audits.directory_case import DirectoryCase, folded_names, item_name, last_name
from audits.names import fold
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DirectoryRow, DomainVolume
from inspection.types.directory import Entry, GuideItem

_PARTS = re.compile("[、和与及]")
_SAID_WHY = re.compile(
    "未开展|没有开展|无此|无该|不涉及|不适用|取消|下放|上收|划转|删除|删减|不列|不再|暂停|由.{2,20}公开"
)

# So many items, of a volume with less than this share of the guide, are more than an office leaves out.
_SEVERAL, _MOST = 3, 0.8


@rule(
    "A09",
    name="删减指引事项",
    severity=2,
    mode="A",
    subject="row",
    files_alone=True,
    wordings={
        "dropped": Wording(
            "{domain}领域删减二级事项“{item}”且未在公开依据中说明",
            "请恢复该事项，或在“公开依据”中说明情况并注明依据",
        ),
        "perhaps": Wording(
            "{domain}领域目录未列二级事项“{item}”",
            "请核对：未开展该项业务的可以不列，请作说明；已开展的请补列",
        ),
    },
)
def items_dropped(case: Case) -> Iterator[Answer]:
    """标准指引中的二级事项只增不减；确需删减的，在公开依据中说明情况并注明依据。

    为什么: 指引是最低要求，删去一项，群众就少了一项依法能看到的信息。
    怎样整改: 恢复该事项；未开展该项业务或者依法由其他机关公开的，在公开依据中写明，或书面说明并登记报备。
    依据: 国办发〔2019〕54号；国务院部门印发的试点领域基层政务公开标准指引。
    """
    directory = case.directory
    free = {terms.domain for terms in case.pack.domain_terms.values() if terms.may_omit or terms.optional}
    for domain in directory.rows_of:
        volume = DomainVolume(domain, directory.own_tables(domain))
        if not directory.is_complete(domain):
            yield unknown(volume, "基准没有收全该领域指引的事项，不能判断是否删减")
        elif directory.is_part(domain):
            yield unknown(volume, "像是镇街或部门的目录，不与指引全文对照")
        else:
            dropped = list(_dropped(directory, domain))
            # A volume that lacks much may be one part of the domain's directory.
            doubt = domain in free or (len(dropped) >= _SEVERAL and directory.share_of_guide(domain) < _MOST)
            # What is missing may stand in a row that could not be read.
            files = {table.file for table in volume.tables}
            doubt = doubt or any(file.unread for file in directory.files if file.file in files)
            for item in dropped:
                wording = "perhaps" if domain in free else "dropped"
                entry = _as_entry(item, volume)
                yield fail(DirectoryRow(entry), wording, suspected=doubt, domain=domain, item=item_name(item))
            if not dropped:
                yield passed(volume)


def _dropped(directory: DirectoryCase, domain: str) -> Iterator[GuideItem]:
    """Each item of the guide that stands nowhere in the district's own rows of the domain and of which no 公开依据 says
    why. Items that the guide gives to towns or to the city alone are not asked of the district."""
    rows = directory.own_rows_of[domain]
    names = {fold(name) for row in rows for name in (row.level1, row.level2, row.level3) if name}
    joined = "|".join(sorted(names))
    reasons = fold("；".join(text for row in rows for text in row.basis if _SAID_WHY.search(text)))
    renamed = {folded_names(one.item) for one in directory.renamed.values()}
    seen: set[tuple[str, str, str]] = set()
    for item in directory.items_of.get(domain, ()):
        key, last = folded_names(item), last_name(item)
        if key in seen or key in renamed or not item.level2 or (item.level and "county" not in item.level):
            continue
        seen.add(key)
        parts = [fold(part) for part in _PARTS.split(item.level2) if len(fold(part)) > 1]
        split_up = len(parts) > 1 and all(any(part in name for name in names) for part in parts)
        if last not in joined and last not in reasons and not split_up:
            yield item


def _as_entry(item: GuideItem, volume: DomainVolume) -> Entry:
    """The item as a row that should stand in the domain's first table, and stands nowhere in it."""
    table = volume.tables[0] if volume.tables else None
    file, sheet = (table.file, table.sheet) if table else ("", None)
    return Entry(None, file, sheet, None, None, item.domain, item.level1, item.level2, item.level3)
