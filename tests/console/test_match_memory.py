"""What a round is given of people's words on matches: its own district's, moved to present names, and proposals."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from audits.ledger import Memory
from console.cli import run
from console.match_memory import forget_words, freeze_words, learn_places, words_asleep
from console.renamed_entries import PresentNames
from inspection.round_store import RoundStore, open_round
from inspection.types.directory import Entry
from inspection.types.judgement import EntryKey, MatchWord
from inspection.types.portal import Page
from inspection.types.renames import FormerNames
from inspection.workspace import open_workspace
from matchers.match import match_round
from matchers.remembered import page_place
from matchers.seen import DISTRICTS
from tests.console.mapping_made import HOST, made_workspace

OCTOBER, NOVEMBER = date(2026, 10, 31), date(2026, 11, 16)
FILING: EntryKey = ("养老服务", "养老服务业务办理", "养老机构备案")
OLD: EntryKey = ("养老服务", "养老服务业务办理", "养老机构设立备案")
WORD = MatchWord(
    "page", f"{HOST}/old.html", "linjiang", *FILING, "confirm", "某指引", ("首页",), "", "已核", OCTOBER, "2026-10"
)
TEXT = "；".join(f"第{n}项材料由第{n}窗口核对原件后退还申请人" for n in range(40))
NOTE = "wanghu,民政>机构投资,区民政局,,,养老服务,养老服务通用政策,养老机构投资指南\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made_workspace(tmp_path / "江州", NOTE)


@pytest.fixture
def store(folder: Path) -> Iterator[RoundStore]:
    with open_round(folder / "rounds" / "2026-11" / "linjiang" / "round.db") as opened:
        yield opened


@pytest.fixture
def memory(folder: Path) -> Iterator[Memory]:
    with Memory(folder / "xuncha.db") as opened:
        yield opened


def frozen(
    folder: Path, store: RoundStore, memory: Memory, *words: MatchWord, former: tuple[FormerNames, ...] = ()
) -> list[MatchWord]:
    memory.matches.record((word, None) for word in words)
    keys = frozenset(entry.key for entry in store.each(Entry))
    freeze_words(store, memory, open_workspace(folder), "linjiang", PresentNames("linjiang", former, keys, {}))
    return store.read(MatchWord)


def test_words_go_by_the_present_names_of_entries(folder: Path, store: RoundStore, memory: Memory) -> None:
    said = replace(WORD, level2=OLD[2])
    again = replace(WORD, word="reject", decided_on=NOVEMBER)
    former = (FormerNames(FILING, (OLD,), "2026-11-01"),)
    kept = frozen(folder, store, memory, said, former=former)
    assert [(one.subject, one.key) for one in kept if one.district == "linjiang"] == [(WORD.subject, FILING)]
    # said of both names it is one match, and the later word counts
    kept = frozen(folder, store, memory, again, former=former)
    assert [one.word for one in kept if one.district == "linjiang"] == ["reject"]


def test_other_districts_propose_what_they_confirmed_by_word_or_by_table(
    folder: Path, store: RoundStore, memory: Memory
) -> None:
    there = [replace(WORD, district="wanghu", subject=f"{HOST}/{n}.html") for n in range(2)]
    kept = frozen(folder, store, memory, WORD, there[0], replace(there[1], word="reject"))
    assert [(one.district, one.source, one.subject) for one in kept] == [
        ("wanghu", "mapping", ""), ("wanghu", "decision", f"{HOST}/0.html"), ("linjiang", "decision", WORD.subject),
    ]  # fmt: skip
    assert store.fact(DISTRICTS) == {"linjiang": "临江区", "wanghu": "望湖区"}


def test_a_district_that_the_office_has_no_more_proposes_nothing(
    folder: Path, store: RoundStore, memory: Memory
) -> None:
    gone = replace(WORD, district="shiqiao")
    assert [one.district for one in frozen(folder, store, memory, gone)] == ["wanghu"]
    # and its words are kept for when it comes back
    assert [one.word for one in memory.matches.words("2026-11", NOVEMBER)] == [gone]


def test_without_words_and_tables_a_round_freezes_nothing(tmp_path: Path) -> None:
    folder = made_workspace(tmp_path / "空白")
    with open_round(folder / "rounds" / "2026-11" / "linjiang" / "round.db") as store:
        with Memory(folder / "xuncha.db") as memory:
            assert frozen(folder, store, memory) == []
        assert store.fact(DISTRICTS) == {}


def test_the_next_round_begins_where_this_one_found_it(folder: Path, store: RoundStore, memory: Memory) -> None:
    first = store.read(Page)[0]
    store.replace(Page, [replace(one, body=TEXT) if one.url == first.url else one for one in store.read(Page)])
    place = page_place(replace(first, body=TEXT))
    lost = replace(WORD, subject=f"{HOST}/lost.html", title="早已撤下的办法")
    frozen(folder, store, memory, replace(WORD, title=place.title, digest=place.digest), lost)
    match_round(store)
    assert words_asleep(store) == [
        "以前核定的对应中有 1 条，所指的网页或栏目本批次没有见到，也没有找到相近的，暂不起作用。"
    ]
    for _ in range(2):
        learn_places(memory, store)
        now = {one.word.subject: one.word for one in memory.matches.words("2026-12", date(2026, 12, 31))}
        assert set(now) == {first.url, lost.subject}
        assert now[first.url].digest == place.digest
    assert {one.word.subject for one in memory.matches.words("2026-11", NOVEMBER)} == {WORD.subject, lost.subject}


def test_what_may_not_be_named_is_taken_out(folder: Path, store: RoundStore, memory: Memory) -> None:
    frozen(folder, store, memory, WORD, replace(WORD, subject=f"{HOST}/2.html"))
    assert forget_words(store, [WORD.subject])
    assert not forget_words(store, [WORD.subject])
    assert [one.subject for one in store.read(MatchWord) if one.district == "linjiang"] == [f"{HOST}/2.html"]


def test_an_official_reads_who_settled_it_and_where(
    folder: Path, store: RoundStore, memory: Memory, capsys: pytest.CaptureFixture[str]
) -> None:
    first = store.read(Page)[0]
    store.replace(Page, [replace(one, body=TEXT) if one.url == first.url else one for one in store.read(Page)])
    place = page_place(replace(first, body=TEXT))
    there = replace(WORD, kind="column", district="wanghu", path=("民政", "服现役注销"), title="民政 > 服现役注销")
    frozen(folder, store, memory, replace(WORD, title="备案须知", digest=place.digest), there)
    match_round(store)
    store.close()
    capsys.readouterr()
    assert run(["explain", str(folder), "户籍管理 > 服现役注销", "--district", "linjiang"]) == 0
    told = capsys.readouterr().out
    assert "待核（系统" in told
    assert "望湖区已将同名栏目“民政 > 服现役注销”核定为该事项，请核对是否也适用于本区。" in told
    assert run(["explain", str(folder), first.url, "--district", "linjiang"]) == 0
    told = capsys.readouterr().out
    assert f"2026年10月31日核查：已核，当时为《备案须知》{WORD.subject}。" in told
    id_ = re.search(r"已对应（人工核查）：.*　编号 (M\w{9})", told)[1]  # type: ignore[index]  # it is there
    assert run(["explain", str(folder), id_]) == 0
    assert capsys.readouterr().out == told
