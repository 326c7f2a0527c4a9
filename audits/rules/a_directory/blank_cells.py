"""A11: required cells that are blank."""

from collections import defaultdict
from collections.abc import Iterator

from audits.case import Case
from audits.directory_case import item_name, may_lose_cells, row_number
from audits.names import fold
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DirectoryRow, DomainVolume
from inspection.types.directory import Entry

_REQUIRED = {
    "elements": "公开内容（要素）", "basis": "公开依据", "time_limit": "公开时限", "publisher": "公开主体",
    "channels": "公开渠道和载体",
}  # fmt: skip
_NOTHING = ("", "无")
# From this share of a table's rows on, and from this many, blanks are more likely ours or a merged cell's than theirs.
_MANY, _SEVERAL = 0.3, 3


@rule(
    "A11",
    name="标准目录有空白栏",
    severity=3,
    mode="A",
    subject="row",
    files_alone=True,
    wordings={
        "row": Wording("{domain}领域第{row}行“{field}”为空", "请补全“{field}”，不以“无”或“/”代替"),
        "item": Wording("{domain}领域“{item}”的“{field}”为空", "请补全“{field}”，不以“无”或“/”代替"),
        "column": Wording("{domain}领域目录“{field}”整栏为空", "请逐项补全“{field}”"),
    },
)
def blank_cells(case: Case) -> Iterator[Answer]:
    """标准目录逐项填全，公开内容、依据、时限、主体、渠道不留空白，不以“无”或“/”代替。

    为什么: 空着的一格就是说不清的一项责任，检查时也无从对照。
    怎样整改: 逐格补全；与上一项相同的写明或合并单元格。
    依据: 国办发〔2019〕54号；国务院部门印发的试点领域基层政务公开标准指引。
    """
    directory = case.directory
    blank_columns: dict[str, dict[str, None]] = defaultdict(dict)
    doubtful: dict[str, dict[str, None]] = defaultdict(dict)
    for (_, _, domain), rows in directory.rows_of_table.items():
        columns = directory.fields_of(rows[0])
        if not columns:
            yield unknown(_volume(case, domain), "没有表头，不知有哪些栏")
            continue
        blanks: dict[int, list[str]] = defaultdict(list)
        for field, name in _REQUIRED.items():
            asked = [place for place, row in enumerate(rows) if field in columns and _needs(field, row)]
            empty = [
                place
                for place in asked
                if _is_blank(rows[place], field) and not directory.guide_leaves_blank(rows[place], field)
            ]
            if empty and len(empty) == len(asked) and len(asked) > 1:
                # Boxes of a kind that nobody could read leave every channel cell empty.
                (doubtful if field == "channels" else blank_columns)[domain][name] = None
            elif len(empty) >= _SEVERAL and len(empty) >= _MANY * len(asked):
                doubtful[domain][name] = None
            else:
                for place in empty:
                    blanks[place].append(name)
        for place, row in enumerate(rows):
            yield _answer(row, blanks[place]) if place in blanks else passed(DirectoryRow(row))
    for domain, names in blank_columns.items():
        yield fail(_volume(case, domain), "column", suspected=True, domain=domain, field="、".join(names))
    for domain, names in doubtful.items():
        yield unknown(_volume(case, domain), f"多行没有读到“{'、'.join(names)}”，可能是读取所致，请人工查看")


def _answer(row: Entry, names: list[str]) -> Answer:
    number, field = row_number(row), "、".join(names)
    # A reader may lose a tick box or a cell; words in a cell of a sheet it does not lose.
    doubt = "公开渠道和载体" in names or may_lose_cells(row)
    if number is None or row.cells is None:
        return fail(DirectoryRow(row), "item", suspected=doubt, domain=row.domain, item=item_name(row), field=field)
    return fail(DirectoryRow(row), "row", suspected=doubt, domain=row.domain, row=number, field=field)


def _volume(case: Case, domain: str) -> DomainVolume:
    return DomainVolume(domain, case.directory.tables_of.get(domain, ()))


def _needs(field: str, row: Entry) -> bool:
    """What is given on request, or to nobody knows whom, may have no channel."""
    return field != "channels" or row.method == "proactive"


def _is_blank(row: Entry, field: str) -> bool:
    value = getattr(row, field)
    texts = (value,) if isinstance(value, str) else value or ()
    return all(fold(text) in _NOTHING for text in texts)
