"""A05: towns and streets that no directory covers."""

import re
from collections.abc import Iterator

from audits.case import Case
from audits.names import fold
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DistrictAsWhole
from inspection.types.judgement import Unit

# A publisher that stands for every town: 镇人民政府（街道办事处）, 各镇街, 乡镇, but not 双槐镇人民政府.
_ALL_TOWNS = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,6}[区县市])?(?:各|全[区县市])?(?:乡级|镇级|街道|乡镇|镇街|街镇|[镇乡](?=人民政府|政府|街道|$))"
)


@rule(
    "A05",
    name="标准目录未覆盖镇街",
    severity=2,
    mode="A",
    subject="district",
    files_alone=True,
    wordings={
        "towns": Wording(
            "{district}目录未覆盖{names}",
            "请补充{names}政务公开事项，或在领域目录中以公开层级区分",
        ),
    },
)
def towns_covered(case: Case) -> Iterator[Answer]:
    """标准目录覆盖区本级、镇政府和街道办事处，或者在领域目录中以公开层级区分。

    为什么: 群众的许多事在镇街办，目录不写到镇街，镇街就没有公开的依据。
    怎样整改: 补充镇街的公开事项，或者在领域目录中勾选乡级；镇街自行编制的目录一并报送。
    依据: 国办发〔2019〕54号；国务院部门印发的试点领域基层政务公开标准指引。
    """
    district = DistrictAsWhole(case.district.name)
    directory = case.directory
    if blind := directory.blind():
        yield unknown(district, blind)
        return
    towns = [unit for unit in case.units if unit.kind == "镇街" and _exists(unit, case)]
    publishers = {fold(body) for row in directory.rows for body in row.publisher}
    if any("township" in row.level for row in directory.rows) or any(map(_ALL_TOWNS.match, publishers)):
        yield passed(district)
    elif not towns:
        yield unknown(district, "units.csv 没有登记镇街")
    elif not publishers:
        yield unknown(district, "没有读到公开主体和公开层级")
    else:
        titles = [fold(text) for table in directory.tables for text in (table.title, table.sheet, table.file) if text]
        absent = [unit.name for unit in towns if not _named(unit, [*publishers, *titles])]
        if absent:
            yield fail(district, "towns", suspected=True, district=case.district.name, names="、".join(absent))
        else:
            yield passed(district)


def _exists(unit: Unit, case: Case) -> bool:
    return (unit.since is None or unit.since <= case.as_of) and (unit.until is None or case.as_of <= unit.until)


def _named(unit: Unit, texts: list[str]) -> bool:
    """Whether a town is named anywhere: by its name, its short name, or its name without what kind of body it is."""
    bare = re.sub(r"(?:人民政府|办事处)$", "", unit.name)
    names = [fold(name) for name in (unit.name, unit.short, bare) if name]
    return any(name in text or (len(text) > 2 and text in name) for name in names for text in texts)
