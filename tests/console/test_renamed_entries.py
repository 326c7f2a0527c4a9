"""What people said of a matter goes with it when the directory calls it otherwise."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from audits.ledger import Memory
from audits.ledger_matches import SaidWord
from audits.renamed import former_fact, read_former
from console.cli import run
from console.renamed_entries import (
    PresentNames,
    decisions_under_new_names,
    follow_renames,
    idle_names,
    under_new_names,
    words_under_new_names,
)
from inspection.types.directory import Entry
from inspection.types.judgement import ColumnNote, Decision, EntryKey, MatchWord, Waiver
from inspection.types.renames import FormerNames, RenameNote
from matchers.seen import match_identity
from tests.console.gkmlpt_city import AS_OF, City, workspace
from tests.crawler.portal_server import serve

LATER = "2026-12-10"
OCTOBER, NOVEMBER = date(2026, 10, 31), date(2026, 11, 30)
RENAMED = {
    "养老机构评估信息": "养老机构评估情况",
    "养老服务扶持政策措施清单": "惠老举措汇编",
}
ADDED = "养老机构消防监督抽查通报"


def rows(folder: Path, kind: str, round_: str) -> list[dict[str, Any]]:
    out = folder / f"{kind}-{round_}.jsonl"
    assert run(["export", str(folder), kind, "--round", round_, "--format", "jsonl", "--out", str(out)]) == 0
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def write(folder: Path, name: str, *lines: str) -> None:
    with (folder / name).open("a", encoding="utf-8") as table:
        table.writelines(f"{line}\n" for line in lines)


@pytest.fixture(scope="module")
def two_rounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Two rounds of a district whose directory calls two matters otherwise in the second one and has a new one. In the
    first, a finding was rejected, a column mapped by its matter's name, and a matter excused from a rule by name."""
    with serve() as server:
        folder = workspace(tmp_path_factory.mktemp("renamed") / "江州", City(server).url)
        write(folder, "waivers.csv", "wanghu,养老服务,,养老服务扶持政策措施清单,,B03,报备,系统改造,,2027-06-30")
        write(
            folder,
            "columns.csv",
            "wanghu,养老服务通用政策>养老服务扶持政策措施清单,,,,养老服务,,养老服务扶持政策措施清单",
        )
        assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
        missing = of(rows(folder, "findings", "2026-11"), "B02", "养老机构评估信息")
        assert run(["decide", str(folder), missing["id"], "reject", "--reason", "另有公开"]) == 0
        entries = rows(folder, "entries", "2026-11")
        text = "\n".join(
            json.dumps(entry, ensure_ascii=False) for entry in [*entries, {**entries[-1], "level2": ADDED}]
        )
        for old, new in RENAMED.items():
            text = text.replace(old, new)
        write(
            folder,
            "renames.csv",
            "wanghu,养老服务,养老服务通用政策,养老服务扶持政策措施清单,养老服务通用政策,惠老举措汇编",
        )
        place = folder / "directories" / "望湖区"
        (place / "养老服务.xlsx").unlink()
        (place / "养老服务.jsonl").write_text(text, encoding="utf-8")
        assert run(["inspect", str(folder), "--as-of", LATER]) == 0
        yield folder


def of(found: list[dict[str, Any]], rule: str, level2: str) -> dict[str, Any]:
    (one,) = [row for row in found if (row["rule"], row["level2"]) == (rule, level2)]
    return one


def test_a_rejected_finding_stays_rejected_under_its_id(two_rounds: Path) -> None:
    before = of(rows(two_rounds, "findings", "2026-11"), "B02", "养老机构评估信息")
    after = of(rows(two_rounds, "findings", "2026-12"), "B02", "养老机构评估情况")
    assert after["id"] == before["id"]
    assert (after["state"], after["first_round"]) == ("rejected", "2026-11")


def test_a_new_matter_inherits_nothing(two_rounds: Path) -> None:
    before = {row["id"] for row in rows(two_rounds, "findings", "2026-11")}
    new = of(rows(two_rounds, "findings", "2026-12"), "B02", ADDED)
    assert new["id"] not in before
    assert (new["state"], new["repeat"]) == ("suspected", 0)


def test_a_waiver_follows(two_rounds: Path) -> None:
    before = of(rows(two_rounds, "findings", "2026-11"), "B03", "养老服务扶持政策措施清单")
    after = of(rows(two_rounds, "findings", "2026-12"), "B03", "惠老举措汇编")
    assert (before["state"], after["state"], after["id"]) == ("waived", "waived", before["id"])


def test_the_change_of_scores_follows(two_rounds: Path) -> None:
    items = {row["level2"]: row for row in rows(two_rounds, "scores", "2026-12") if row["level"] == "item"}
    renamed = items["养老机构评估情况"]
    assert (renamed["low"], renamed["change"], renamed["compared"]) == (100.0, 0.0, 1)
    assert items[ADDED]["compared"] == 0


def test_a_mapping_follows_and_what_people_wrote_stays(two_rounds: Path) -> None:
    (coverage,) = [row for row in rows(two_rounds, "coverage", "2026-12") if row["level2"] == "惠老举措汇编"]
    assert [path[-1] for path in coverage["columns"]] == ["养老服务扶持政策措施清单"]
    assert coverage["state"] == "blank"
    assert "惠老举措汇编" not in (two_rounds / "columns.csv").read_text(encoding="utf-8-sig")


def test_judged_again_offline_it_is_the_same(two_rounds: Path) -> None:
    before = rows(two_rounds, "findings", "2026-12")
    assert run(["inspect", str(two_rounds), "--round", "2026-12", "--offline"]) == 0
    assert rows(two_rounds, "findings", "2026-12") == before
    assert run(["audit", str(two_rounds), "--round", "2026-11"]) == 0
    assert of(rows(two_rounds, "findings", "2026-11"), "B02", "养老机构评估信息")["state"] == "rejected"


# without a portal


def entry(level2: str, *elements: str, level1: str = "统计信息") -> Entry:
    return Entry("linjiang", "目录.xlsx", None, None, None, "统计", level1, level2, None, elements=elements)


def key(level2: str, level1: str = "统计信息") -> EntryKey:
    return ("统计", level1, level2)


STAYS = entry("统计制度", "全文")
OLD = [STAYS, entry("供水统计数据", "数据", "说明")]
NEW = [STAYS, entry("供气统计数据", "数据", "说明")]


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory(tmp_path / "xuncha.db") as opened:
        yield opened


def follow(
    memory: Memory, old: list[Entry], new: list[Entry], *notes: RenameNote
) -> tuple[list[tuple[EntryKey, EntryKey]], tuple[str, ...]]:
    following = follow_renames(memory, "linjiang", "2026-11", NOVEMBER, old, new, notes)
    return [(one.first, one.now) for one in following.former], following.doubts


def test_what_is_possible_is_asked_in_one_sentence_with_the_cure(memory: Memory) -> None:
    former, (doubt,) = follow(memory, OLD, NEW)
    assert former == []
    assert "“统计信息—供水统计数据”改为“统计信息—供气统计数据”" in doubt
    assert "renames.csv" in doubt


def test_a_person_confirms_or_denies(memory: Memory) -> None:
    confirmed = RenameNote("linjiang", key("供水统计数据"), key("供气统计数据"))
    assert follow(memory, OLD, NEW, confirmed) == ([(key("供水统计数据"), key("供气统计数据"))], ())
    # asked again, the round is recorded anew
    assert follow(memory, OLD, NEW, replace(confirmed, new=None)) == ([], ())


def test_a_person_denies_what_seemed_certain(memory: Memory) -> None:
    new = [STAYS, entry("供水统计数据情况", "数据", "说明")]
    assert follow(memory, OLD, new)[0] == [(key("供水统计数据"), key("供水统计数据情况"))]
    assert follow(memory, OLD, new, RenameNote("linjiang", key("供水统计数据"), None)) == ([], ())


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [("统计制度", "供气统计数据", "仍是本区目录中的事项"), ("供水统计数据", "没有的事项", "不在本区目录中")],
)
def test_a_row_that_cannot_be_meant_is_said(memory: Memory, old: str, new: str, why: str) -> None:
    _, doubts = follow(memory, OLD, NEW, RenameNote("linjiang", key(old), key(new)))
    assert any(why in doubt and "不起作用" in doubt for doubt in doubts)


def test_two_old_names_for_one_are_said(memory: Memory) -> None:
    old = [*OLD, entry("供热统计数据", "热量")]
    notes = [RenameNote("linjiang", key(name), key("供气统计数据")) for name in ("供水统计数据", "供热统计数据")]
    former, doubts = follow(memory, old, NEW, *notes)
    assert former == [(key("供水统计数据"), key("供气统计数据"))]
    assert any("两个原名" in doubt for doubt in doubts)


def test_a_row_that_was_obeyed_is_not_recorded_again(memory: Memory) -> None:
    note = RenameNote("linjiang", key("供水统计数据"), key("供气统计数据"))
    first = follow_renames(memory, "linjiang", "2026-10", OCTOBER, OLD, NEW, [note])
    later = follow_renames(memory, "linjiang", "2026-11", NOVEMBER, NEW, NEW, [note])
    assert later.former == first.former
    assert later.former[0].since == "2026-10-31"


def test_a_row_that_led_to_a_name_on_the_way_is_not_complained_of(memory: Memory) -> None:
    notes = [RenameNote("linjiang", key("供水统计数据"), key("供气统计数据"))]
    follow_renames(memory, "linjiang", "2026-10", OCTOBER, OLD, NEW, notes)
    newest = [STAYS, entry("燃气报表", "数据", "说明")]
    notes.append(RenameNote("linjiang", key("供气统计数据"), key("燃气报表")))
    for round_, as_of in (("2026-11", NOVEMBER), ("2026-12", date(2026, 12, 31))):
        following = follow_renames(
            memory, "linjiang", round_, as_of, NEW if round_ == "2026-11" else newest, newest, notes
        )
    assert [(one.first, one.now) for one in following.former] == [(key("供水统计数据"), key("燃气报表"))]
    assert following.doubts == ()


def test_the_guide_is_no_older_version_of_a_directory(memory: Memory) -> None:
    guide = [replace(one, file="baseline") for one in OLD]
    assert follow(memory, guide, [STAYS, entry("供水统计数据情况", "数据", "说明")]) == ([], ())


FORMER = [FormerNames(key("数据发布", "新统计"), (key("数据", "统计信息"),), "2026-10-31")]


def test_what_names_a_whole_first_level_follows_it_when_all_of_it_moved() -> None:
    note = ColumnNote("linjiang", ("首页", "统计"), "区统计局", None, None, "统计", "统计信息", None)
    whole = under_new_names([note], FORMER, [entry("数据发布", level1="新统计")])
    assert [(one.level1, one.level2) for one in whole] == [("统计信息", None), ("新统计", None)]
    part = under_new_names([note], FORMER, [entry("数据发布", level1="新统计"), entry("公报", level1="新统计")])
    assert [(one.level1, one.level2) for one in part] == [("统计信息", None), ("新统计", "数据发布")]


def test_what_names_no_matter_or_another_stays_alone() -> None:
    waivers = [
        Waiver("linjiang", "统计", level1, level2, None, None, "报备", "在建", None, NOVEMBER)
        for level1, level2 in ((None, None), ("统计信息", "公报"), ("新统计", "数据发布"))
    ]
    assert under_new_names(waivers, FORMER, [entry("数据发布", level1="新统计")]) == waivers


def test_confirmed_matches_follow() -> None:
    made = [
        Decision("F22222222", match_identity("page", url, known), "confirm", "属实", None, OCTOBER, "2026-10")
        for url, known in (("https://a.example/1", FORMER[0].first), ("https://a.example/2", key("公报")))
    ]
    # said as of the very day of the rename: the round was judged again with the new directory
    names = PresentNames("linjiang", tuple(FORMER), frozenset({FORMER[0].now, key("公报")}), {})
    moved, kept = decisions_under_new_names(made, names)
    assert moved.identity == match_identity("page", "https://a.example/1", FORMER[0].now)
    assert kept == made[1]


def _chain(memory: Memory) -> PresentNames:
    """供水 became 用水 in October; a new 供水 came in November and became 供热 in December; in January there is another
    new 供水."""
    for round_, as_of, old, new in (
        ("2026-10", OCTOBER, "供水", "用水"), ("2026-12", date(2026, 12, 31), "供水", "供热"),
    ):  # fmt: skip
        memory.record_renames("linjiang", round_, as_of, [(key(old), key(new))])
    for round_, as_of in (("2026-09", date(2026, 9, 30)), ("2026-11", NOVEMBER)):
        memory.record_round(round_, "linjiang", [], as_of)
    entries = [entry(name) for name in ("用水", "供热", "供水")]
    return follow_renames(memory, "linjiang", "2027-01", date(2027, 1, 31), entries, entries, []).names


@pytest.mark.parametrize(
    ("round_", "said_on", "now"),
    [
        ("2026-09", date(2027, 1, 5), "用水"),
        ("2026-11", date(2026, 12, 2), "供热"),
        ("2027-01", date(2027, 1, 31), "供水"),
        ("2025-12", date(2025, 12, 30), "用水"),
    ],
)
def test_a_name_that_others_bore_since_inherits_nothing(memory: Memory, round_: str, said_on: date, now: str) -> None:
    """A word is of the matter that bore the name in the round in which it was said, whenever that was."""
    names = _chain(memory)
    said = MatchWord(
        "page", "https://a.example/1", "linjiang", *key("供水"), "confirm", "", (), "", "已核", said_on, round_
    )
    (word,) = words_under_new_names([SaidWord(1, said, None)], names)
    assert word.word.key == key(now)
    decision = Decision("F2", match_identity("page", said.subject, said.key), "confirm", "属实", None, said_on, round_)
    (moved,) = decisions_under_new_names([decision], names)
    assert moved.identity == match_identity("page", said.subject, key(now))


def test_what_was_said_of_a_matter_that_is_gone_goes_to_nobody(memory: Memory) -> None:
    names = replace(_chain(memory), keys=frozenset({key("用水"), key("供热")}))
    assert names.of(key("供水"), "linjiang", "2027-01", date(2027, 1, 31)) == key("供水")
    # of another district only the name is known
    assert names.of(key("供水"), "wanghu", "2027-01", date(2027, 1, 31)) == key("供热")


def test_when_each_name_was_given_up_is_frozen(memory: Memory) -> None:
    memory.record_renames("linjiang", "2026-10", OCTOBER, [(key("供水"), key("用水"))])
    memory.record_renames("linjiang", "2026-11", NOVEMBER, [(key("用水"), key("用水量"))])
    (one,) = memory.former_names("linjiang", [key("用水量")], "2026-11", NOVEMBER)
    assert one.given_up == ((key("用水"), "2026-11-30"), (key("供水"), "2026-10-31"))
    assert read_former(former_fact([one])) == (one,)
    (older,) = read_former([{"now": list(one.now), "before": [list(old) for old in one.before], "since": one.since}])
    assert {left for _, left in older.given_up} == {one.since}


def test_what_people_wrote_of_a_matter_that_is_gone_is_said() -> None:
    def waiver(level1: str | None, level2: str | None) -> Waiver:
        return Waiver("linjiang", "统计", level1, level2, None, None, "报备", "在建", None, NOVEMBER)

    keys = [FORMER[0].now, key("公报")]
    effective = [waiver(None, None), waiver("统计信息", None), waiver(None, "公报"), waiver("统计信息", "数据")]
    assert idle_names(effective, "waivers.csv", FORMER, keys) == []
    (said,) = idle_names([*effective, waiver("统计信息", "年鉴")], "waivers.csv", FORMER, keys)
    assert said.startswith("waivers.csv 中有 1 个事项（“统计信息—年鉴”）不在本区目录中")
    assert "renames.csv" in said
