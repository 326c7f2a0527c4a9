"""A06: the table of a domain lacks the column of a required element."""

from collections.abc import Iterator

from audits.case import Case
from audits.directory_case import DirectoryCase, has_column
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DomainVolume
from inspection.types.directory import DirectoryTable, Entry

# What each element is called, the columns that hold it, and the value of a row that shows it without a column.
_ELEMENTS = {
    "name": ("公开事项", ("level1", "level2"), ("level1", "level2")),
    "elements": ("公开内容（要素）", ("elements",), ("elements",)),
    "basis": ("公开依据", ("basis",), ("basis",)),
    "time_limit": ("公开时限", ("time_limit",), ("time_limit",)),
    "publisher": ("公开主体", ("publisher",), ("publisher",)),
    "method": ("公开方式", ("proactive", "on_request", "method"), ("method",)),
    "channels": ("公开渠道和载体", ("channels",), ("channels",)),
    "audience": ("公开对象", ("public", "group", "audience"), ("audience",)),
    "level": ("公开层级", ("level",), ("level",)),
}


@rule(
    "A06",
    name="标准目录要素不全",
    severity=2,
    mode="A",
    subject="volume",
    files_alone=True,
    wordings={"missing": Wording("{domain}领域目录缺少“{field}”栏", "请按规定要素补全目录表头及内容")},
)
def required_elements(case: Case) -> Iterator[Answer]:
    """各领域标准目录具备公开事项的名称、内容、依据、时限、主体、方式、渠道、公开对象等要素，检查口径另有规定的从其规定。

    为什么: 少一个要素，就说不清这一事项由谁、按什么、在何时何处公开。
    怎样整改: 按国务院部门标准指引的表头补上缺少的栏，并逐项填写。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    form = case.pack.directory_form
    if form is None:
        return
    for domain, tables in case.directory.tables_of.items():
        lacking: dict[str, None] = {}
        faulty: list[DirectoryTable] = []
        for table in tables:
            if table.fields and (names := _missing(case.directory, table, form.fields)):
                faulty.append(table)
                lacking |= dict.fromkeys(names)
        volume = DomainVolume(domain, tuple(faulty) or tables)
        if faulty:
            yield fail(volume, "missing", clause=form.source.clause, domain=domain, field="、".join(lacking))
        elif all(not table.fields for table in tables):
            yield unknown(volume, "没有表头，不知有哪些栏")
        else:
            yield passed(volume)


def _missing(directory: DirectoryCase, table: DirectoryTable, wanted: tuple[str, ...]) -> list[str]:
    """The elements that a table has neither a column for nor, printed once for the whole table, a value of."""
    rows = directory.rows_of_table.get((table.file, table.sheet, table.domain or ""), ())
    lacking = []
    for element in wanted:
        if element in _ELEMENTS:
            name, columns, values = _ELEMENTS[element]
            if not has_column(table, element, columns) and not any(_has(row, values) for row in rows):
                lacking.append(name)
    return lacking


def _has(row: Entry, values: tuple[str, ...]) -> bool:
    return any(getattr(row, value) for value in values)
