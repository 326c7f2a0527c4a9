"""D06: a register of openness attributes in which what it must say is left blank. Gaps in its numbers are no fault."""

from collections import defaultdict
from collections.abc import Iterator

from audits.case import Case
from audits.documents import discreet, each_once, shown_name
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import SubmittedRow
from inspection.types.submitted import RegisterRow

# A number may be left out rightly (a document without one), a day may be printed in a way that cannot be read.
_NAMES = {"title": "标题", "label": "公开属性", "reviewer": "审核人"}


@rule(
    "D06",
    name="公文公开属性登记不完整",
    severity=4,
    mode="C",
    subject="document",
    yields_to=("D01",),
    wordings={
        "blank": Wording(
            "公文公开属性登记表中{document}未填写{names}",
            "请补全登记",
        ),
        "column": Wording(
            "公文公开属性登记表（{file}）没有{names}栏",
            "请在登记表中增设并补填；另有登记的，请报送",
        ),
    },
)
def register_incomplete(case: Case) -> Iterator[Answer]:
    """公文公开属性登记表逐件写明标题、公开属性和审核人。登记编号不连续的，不作为问题。

    为什么: 登记完整，公文应不应当公开、由谁审核，日后才查得到。
    怎样整改: 补全登记；编号空缺可能是不宜列入的公文，不需要说明。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    clause = case.pack.labels.source.clause if case.pack.labels else None
    tables: dict[tuple[str, str | None], list[RegisterRow]] = defaultdict(list)
    for row in each_once(case.register):
        tables[row.file, row.sheet].append(row)
    for rows in tables.values():
        yield from _of_table(rows, clause)


def _of_table(rows: list[RegisterRow], clause: str | None) -> Iterator[Answer]:
    """A column that the whole table lacks is told once, with the row that stands first."""
    known = {name for row in rows for name in row.fields}
    if not known:
        yield unknown(discreet(rows[0]), "登记表的表头未能读全，不能认定漏填")
        return
    absent = [_NAMES[name] for name in ("label", "reviewer") if name not in known]
    if absent:
        subject, file = _of_the_table(rows[0]), _file_name(rows[0])
        yield fail(subject, "column", suspected=True, clause=clause, file=file, names="、".join(absent))
    for row in rows:
        blank = [_NAMES[name] for name in _NAMES if name in row.fields and _is_blank(row, name)]
        if blank and not (row.number or row.title):
            yield unknown(discreet(row), "登记表的这一行未能认出是哪一件公文")
        elif blank:
            yield fail(discreet(row), "blank", clause=clause, document=shown_name(row), names="、".join(blank))
        else:
            yield passed(discreet(row))


def _is_blank(row: RegisterRow, name: str) -> bool:
    """Whether a cell that must be filled is not; the title of what is not public may be kept back rightly."""
    if name == "label":
        return not (row.label or row.original)
    if name == "title":
        return row.attribute == "public" and not row.title
    return not row.reviewer


def _of_the_table(row: RegisterRow) -> SubmittedRow:
    """The table itself, known by its name."""
    bare = {"number": None, "title": _file_name(row), "attribute": None, "label": None, "cells": None}
    return SubmittedRow(RegisterRow(**{**vars(row), **bare}))


def _file_name(row: RegisterRow) -> str:
    name = row.file.rpartition("/")[2]
    return f"{name} {row.sheet}" if row.sheet else name
