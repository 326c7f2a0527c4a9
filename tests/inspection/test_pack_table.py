"""Packs as people read them, and the tables of docs/packs.md."""

from datetime import date

import pytest

from inspection.pack_docs import DOC, MARK, pack_tables, with_tables
from inspection.pack_schema import GROUPS, SINGLE
from inspection.pack_table import SECTIONS, in_force, pack_rows, untold_keys
from inspection.rule_pack import PACKS, pack_names


def test_every_section_and_key_has_a_chinese_name() -> None:
    assert set(SECTIONS) == {*SINGLE, *GROUPS}
    assert untold_keys([*SINGLE.values(), *GROUPS.values()]) == []


@pytest.mark.parametrize("name", pack_names())
def test_every_value_is_told_in_words(name: str) -> None:
    for row in pack_rows(PACKS / f"{name}.toml"):
        assert row.text, row.place
        assert row.period()


def test_rows_say_what_is_settled_and_since_when() -> None:
    rows = {row.place: row for row in pack_rows(PACKS / "qinghai.toml")}
    assert rows["tasks.attribute_review"].text == (
        "对不予公开的信息和依申请公开较为集中的信息进行全面自查，可转为主动公开的主动公开；"
        "责任单位：各县（市、区、行委）政府、各部门；每年；时限：12-31；检查项：D08、D10"
    )
    assert "多少个工作日内：0" in rows["interpretation"].text
    assert rows["catalogue_due"].period() == "2020-06-10至2021-03-31"
    national = {row.place: row for row in pack_rows(PACKS / "national.toml")}
    assert national["thresholds.early_warning"].text == "5个工作日"
    assert national["validity_duty"].text == "须标注有效性：否"
    assert national["deductions.severity_4"].text == "每处：0；上限：0；程度：提示"
    assert national["migration"].period() == "长期"
    assert national["item_limit"].period() == "2019-05-15起"


def test_rows_out_of_force_are_left_out() -> None:
    rows = pack_rows(PACKS / "guangzhou.toml")
    places = [row.place for row in in_force(rows, date(2026, 11, 21))]
    assert "catalogue_due" not in places
    assert places.count("site_documents.participation_rule") == 1


def test_the_tables_in_the_documents_are_current() -> None:
    text = DOC.read_text(encoding="utf-8")
    assert MARK in text
    assert text == with_tables(text), "run python -m inspection.pack_docs"


def test_a_city_stands_behind_its_province() -> None:
    text = pack_tables()
    places = [text.index(f"`{name}`\n") for name in ("national", "anhui", "wuhu", "guangdong", "guangzhou", "qinghai")]
    assert places == sorted(places)
