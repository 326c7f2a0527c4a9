"""A17: audience, method or level are not ticked, or both methods are."""

from collections import Counter
from collections.abc import Iterator

from audits.case import Case
from audits.directory_case import item_name, may_lose_cells, row_number
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DirectoryRow, DomainVolume
from inspection.types.directory import Entry

_COLUMNS = {
    "audience": ("公开对象", {"audience", "public", "group"}),
    "method": ("公开方式", {"method", "proactive", "on_request"}),
    "level": ("公开层级", {"level"}),
}
# A column whose ticks were lost in most rows says nothing of the others.
_MOST = 0.8
# From this share of a table's rows on, and from this many, ticking both is how the table was made.
_MANY, _SEVERAL = 0.3, 3


@rule(
    "A17",
    name="公开对象、方式、层级勾选不当",
    severity=4,
    mode="A",
    subject="row",
    files_alone=True,
    wordings={
        "none": Wording("{domain}领域第{row}行{field}未勾选", "请规范勾选{field}"),
        "none_of_item": Wording("{domain}领域“{item}”{field}未勾选", "请规范勾选{field}"),
        "both": Wording("{domain}领域“{item}”{field}重复勾选", "请规范勾选{field}；部分内容依申请公开的，请写明"),
        "often": Wording("{domain}领域有{n}个事项{field}重复勾选", "请规范勾选{field}；部分内容依申请公开的，请写明"),
    },
)
def ticks_consistent(case: Case) -> Iterator[Answer]:
    """公开对象、公开方式、公开层级逐项勾选，主动公开和依申请公开只勾一项；与标准指引一致的不作为问题。

    为什么: 没有勾选，就不知道向谁公开、是否主动公开、由哪一级公开。
    怎样整改: 逐项勾选；一项之中部分主动公开、部分依申请公开的，写明各是哪一部分。
    依据: 国务院部门印发的试点领域基层政务公开标准指引；国办发〔2019〕54号。
    """
    directory = case.directory
    often: Counter[str] = Counter()
    for rows in directory.rows_of_table.values():
        known = _known(directory.fields_of(rows[0]), rows)
        both = {id(row) for row in rows if "method" in known and _is_both(case, row)}
        if len(both) >= _SEVERAL and len(both) >= _MANY * len(rows):
            often[rows[0].domain] += len(both)
            both = set()
        for row in rows:
            if known:
                yield _answer(
                    row,
                    [f for f in known if getattr(row, f) or not directory.guide_leaves_blank(row, f)],
                    both=id(row) in both,
                )
            else:
                yield unknown(DirectoryRow(row), "没有读到勾选，或该栏没有表头")
    for domain, n in often.items():
        volume = DomainVolume(domain, directory.tables_of.get(domain, ()))
        yield fail(volume, "often", suspected=True, domain=domain, n=n, field="公开方式")


def _known(columns: frozenset[str], rows: tuple[Entry, ...]) -> list[str]:
    """The fields for which the table has columns and most of its rows a tick."""
    return [
        field
        for field, (_, names) in _COLUMNS.items()
        if names & columns and _mostly(sum(bool(getattr(row, field)) for row in rows), len(rows))
    ]


def _mostly(ticked: int, rows: int) -> bool:
    """Whether so many of the rows have a tick that the others were left out; in a small table all but one."""
    return ticked >= _MOST * rows or (ticked >= _SEVERAL - 1 and rows - ticked == 1)


def _is_both(case: Case, row: Entry) -> bool:
    return row.method == "both" and not any(item.method == "both" for item in case.directory.guide_items(row))


def _answer(row: Entry, known: list[str], *, both: bool) -> Answer:
    none = [_COLUMNS[field][0] for field in known if not getattr(row, field)]
    if none:
        number, names = row_number(row) if row.cells else None, "、".join(none)
        wording = "none" if number else "none_of_item"
        return fail(
            DirectoryRow(row), wording, suspected=may_lose_cells(row),
            domain=row.domain, item=item_name(row), row=number, field=names,
        )  # fmt: skip
    if both:
        return fail(DirectoryRow(row), "both", suspected=True, domain=row.domain, item=item_name(row), field="公开方式")
    return passed(DirectoryRow(row))
