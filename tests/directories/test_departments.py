"""The map of a city's departments: what ships, and what an office writes over it."""

from datetime import date
from pathlib import Path

import pytest

from directories.departments import read_departments, shipped_cities
from directories.domains import domains
from inspection.errors import UserError


def test_every_shipped_city_names_all_pilot_domains_with_clause_and_date() -> None:
    pilots = {domain.name for domain in domains() if domain.pilot}
    assert "芜湖市" in shipped_cities()
    for city in shipped_cities():
        rows = read_departments(city, None)
        assert {row.domain for row in rows} == pilots
        assert all(row.bodies and row.clause and row.city == city for row in rows)
        assert all(row.since is not None and not set("、， ") & set("".join(row.bodies)) for row in rows)


def test_one_domain_may_have_several_bodies() -> None:
    by_domain = {row.domain: row.bodies for row in read_departments("芜湖市", None)}
    assert by_domain["公共资源交易"] == ("市公管局", "市财政局", "市自然资源和规划局", "市国资委")
    assert by_domain["养老服务"] == by_domain["社会救助"] == ("市民政局",)


def test_nothing_is_known_of_another_city(tmp_path: Path) -> None:
    assert read_departments("江州市", tmp_path / "departments.csv") == []


def test_the_offices_table_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "departments.csv"
    path.write_text(
        "领域,部门,起始日期,截止日期\n环境保护领域,市环保局,2018-01-01,2019-12-31\n"
        "生态环境,市生态环境局、市城管局,2020-01-01,\n",
        encoding="gb18030",
    )
    rows = [row for row in read_departments("芜湖市", path) if row.domain == "生态环境"]
    assert [(row.bodies, row.since, row.until, row.clause) for row in rows] == [
        (("市环保局",), date(2018, 1, 1), date(2019, 12, 31), "departments.csv"),
        (("市生态环境局", "市城管局"), date(2020, 1, 1), None, "departments.csv"),
    ]
    assert len(read_departments("芜湖市", path)) == 27


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("生态环境,,,", "第 2 行：“部门”不能空"),
        (",市生态环境局,,", "第 2 行：“领域”不能空"),
        ("生态环境,市生态环境局,去年,", "起始日期"),
        ("生态环境,市生态环境局,2020-01-01,2019-01-01", "早于"),
    ],
)
def test_wrong_rows_are_named(line: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "departments.csv"
    path.write_text(f"领域,部门,起始日期,截止日期\n{line}\n", encoding="utf-8-sig")
    with pytest.raises(UserError, match=told):
        read_departments("江州市", path)
