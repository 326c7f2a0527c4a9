"""A10: items that a district added to the guide's and did not number on."""

from collections.abc import Iterator

from audits.case import Case
from audits.directory_case import DirectoryCase, folded_names, item_name, may_lose_cells
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DirectoryRow, DomainVolume
from inspection.types.directory import Entry


@rule(
    "A10",
    name="新增事项未顺序编码",
    severity=4,
    mode="A",
    subject="row",
    files_alone=True,
    wordings={"numbering": Wording("{domain}领域新增事项“{item}”未顺序编码", "请在同一类别中顺序编码，并补全要素")},
)
def added_items(case: Case) -> Iterator[Answer]:
    """本地新增的事项在同一类别中顺序编码；新增本身不是问题，要素是否填全另项检查。

    为什么: 编码断开或缺失，目录就不能引用，事项容易漏看。
    怎样整改: 在同一类别中接续编码。
    依据: 国办发〔2019〕54号；国务院部门印发的试点领域基层政务公开标准指引。
    """
    directory = case.directory
    numbered = {key: _is_numbered(rows) for key, rows in directory.rows_of_table.items()}
    for domain, rows in directory.rows_of.items():
        if not directory.is_complete(domain):
            volume = DomainVolume(domain, directory.tables_of.get(domain, ()))
            yield unknown(volume, "基准没有收全该领域指引的事项，不能判断哪些是新增")
            continue
        for before, row in zip((None, *rows), rows, strict=False):
            if directory.guide_items(row) or folded_names(row) in directory.renamed:
                continue
            if _is_numbered_on(directory, before, row, numbered[directory.table_key(row)]):
                yield passed(DirectoryRow(row))
            else:
                # The row between may be one that we could not read, the number in a merged cell.
                doubt = row.seq is not None or may_lose_cells(row)
                yield fail(DirectoryRow(row), "numbering", suspected=doubt, domain=domain, item=item_name(row))


def _is_numbered_on(directory: DirectoryCase, before: Entry | None, row: Entry, numbered: bool) -> bool:
    """False where a row has no number while its table is numbered, or its number does not follow the one before it.

    One number may stand for all items of a first level, so the same number again is no fault.
    """
    own = _number(row)
    if not numbered or "seq" not in (directory.fields_of(row) or {"seq"}):
        return True
    if own is None:
        return row.seq is not None
    if before is None or (before.file, before.sheet) != (row.file, row.sheet) or before.level1 != row.level1:
        return True
    last = _number(before)
    return last is None or own in (last, last + 1)


def _is_numbered(rows: tuple[Entry, ...]) -> bool:
    """Whether all rows of a table have numbers, but for some that were added."""
    return sum(_number(row) is not None for row in rows) >= 0.8 * (len(rows) - 1)


def _number(row: Entry) -> int | None:
    digits = (row.seq or "").strip().rstrip(".、．;；")
    return int(digits) if digits.isdecimal() else None
