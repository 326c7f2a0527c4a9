"""A renamed matter keeps the identity of its faults; another that takes a name does not."""

from dataclasses import replace

from audits.identity import identities
from audits.renamed import first_known, former_fact, read_former
from audits.subjects import ColumnAnswer, DirectoryRow
from inspection.types.renames import FormerNames
from tests.audits.case_file import read_case

OLD, NEW = ("统计", "统计信息", "统计数据"), ("统计", "统计信息", "统计数据情况")
FORMER = (FormerNames(NEW, (OLD,), "2026-10-31"),)
GIVEN = {
    "entries": [{"name": "统计/统计信息/统计数据"}],
    "columns": [{"path": "首页/统计", "answers": ["统计/统计信息/统计数据"]}],
}


def test_entries_and_their_columns_keep_their_identity() -> None:
    before = read_case(GIVEN)
    named = {key: key.replace("统计数据", "统计数据情况") for key in ("统计/统计信息/统计数据",)}
    after = read_case(
        {
            "entries": [{"name": name} for name in named.values()],
            "columns": [{"path": "首页/统计", "answers": list(named.values())}],
        }
    )
    followed = replace(after, former_names=FORMER)
    identity, other, same = identities(before), identities(after), identities(followed)
    assert identity("B02", before.coverage[0]) == same("B02", after.coverage[0])
    assert identity("B02", before.coverage[0]) != other("B02", after.coverage[0])
    answers = [ColumnAnswer(case.columns[0], None, case.coverage[0].key) for case in (before, after)]
    assert identity("B03", answers[0]) == same("B03", answers[1])


def test_directory_rows_keep_their_identity_and_the_guides_items_do_not_take_it() -> None:
    before = read_case({"rows": [{"name": "统计/统计信息/统计数据"}]})
    after = replace(read_case({"rows": [{"name": "统计/统计信息/统计数据情况"}]}), former_names=FORMER)
    lacking = DirectoryRow(replace(before.entries[0], file="baseline"))
    identity, same = identities(before), identities(after)
    assert identity("A05", DirectoryRow(before.entries[0])) == same("A05", DirectoryRow(after.entries[0]))
    assert same("A05", lacking) != same("A05", DirectoryRow(after.entries[0]))


def test_a_new_matter_under_an_old_name_is_not_the_old_one() -> None:
    prints = first_known(FORMER, [OLD, NEW])
    assert prints[NEW] == "统计/统计信息/统计数据"
    assert prints[OLD] == "统计/统计信息/统计数据#2"


def test_a_name_that_was_given_back_is_itself() -> None:
    back = FormerNames(OLD, (NEW, OLD), "2026-09-30")
    assert first_known([back], [OLD])[OLD] == "统计/统计信息/统计数据"


def test_former_names_survive_being_frozen() -> None:
    assert read_former(former_fact(FORMER)) == FORMER
    assert read_former(None) == ()
