"""What other districts settled, and what people may have to say again, becomes a question: never an answer."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspection.round_store import RoundStore
from inspection.types.judgement import Coverage, Match, MatchWord
from inspection.types.portal import Page
from matchers.match import match_round
from matchers.questions import moves, questions, sleeping
from matchers.remembered import page_place
from matchers.seen import DISTRICTS
from tests.matchers.made_round import HOST, made_round

ENTRY = {"domain": "养老服务", "level1": "业务办理", "level2": "养老机构备案"}
OTHER = {"domain": "养老服务", "level1": "业务办理", "level2": "老年人补贴"}
CALLED = {"linjiang": "临江区", "wanghu": "望湖区"}
TEXT = "为了方便群众办理有关事项，现将需要准备的材料、办理的流程和咨询的方式说明如下，请各单位遵照执行。" * 6


def case(*columns: dict[str, Any]) -> dict[str, Any]:
    return {"entries": [ENTRY, OTHER], "columns": list(columns)}


def column(*path: str, items: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"path": ["首页", *path], "items": list(items), "listing": "complete"}


def word(kind: str, subject: str, **more: Any) -> MatchWord:
    plain = MatchWord(
        kind, subject, "wanghu", "养老服务", "业务办理", "养老机构备案", "confirm", "", (), "", "已核",  # type: ignore[arg-type]  # one of two
        date(2026, 10, 1), "2026-10",
    )  # fmt: skip
    return replace(plain, **more)


def matched(tmp_path: Path, made: dict[str, Any], *words: MatchWord, called: dict[str, str] = CALLED) -> RoundStore:
    store = made_round(tmp_path / "round.db", made)
    store.replace(MatchWord, words)
    store.set_fact(DISTRICTS, called)
    match_round(store)
    return store


def decided(store: RoundStore, subject: str, level2: str = "养老机构备案") -> tuple[str, str, set[str]] | None:
    found = [one for one in store.read(Match) if (one.subject, one.level2) == (subject, level2)]
    return (found[0].decision, found[0].decided_by, set(found[0].reasons)) if found else None


ODD = column("办事大厅", "银发机构落地", items=("办理指引",))
THERE = word("column", "x1", title="首页 > 银发机构落地", path=("首页", "银发机构落地"))


def test_a_column_settled_in_another_district_is_proposed(tmp_path: Path) -> None:
    with matched(tmp_path, case(ODD), THERE) as store:
        decision, by, reasons = decided(store, "c00") or ("", "", set())
        assert (decision, by) == ("review", "machine")
        assert "elsewhere" in reasons
        told, before = questions(store)["column", "c00", ("养老服务", "业务办理", "养老机构备案")]
        assert told == "望湖区已将同名栏目“首页 > 银发机构落地”核定为该事项，请核对是否也适用于本区"
        assert before is None
        (coverage,) = [one for one in store.read(Coverage) if one.level2 == "养老机构备案"]
        assert coverage.state == "unverifiable"


@pytest.mark.parametrize(
    "left_out",
    [
        replace(THERE, word="reject"),
        replace(THERE, district="shiqiao"),
        replace(THERE, level2="养老机构年检"),
        replace(THERE, path=("首页", "银发机构注销")),
    ],
    ids=["refused there", "district is gone", "no such entry here", "another name"],
)
def test_what_proposes_nothing(tmp_path: Path, left_out: MatchWord) -> None:
    with matched(tmp_path, case(ODD), left_out) as store:
        assert not questions(store)
        found = decided(store, "c00")
        assert found is None or "elsewhere" not in found[2]


def test_a_name_that_every_department_has_is_proposed_below_the_same_parent_alone(tmp_path: Path) -> None:
    many = [column(f"{name}局", "银发机构落地") for name in ("民政", "教育", "水利", "司法")]
    settled = replace(THERE, path=("首页", "水利局", "银发机构落地"))
    with matched(tmp_path, case(*many), settled) as store:
        assert [subject for _, subject, _ in questions(store)] == ["c02"]


def test_a_person_of_this_district_is_not_asked(tmp_path: Path) -> None:
    here = word("column", "c00", district="linjiang", word="reject", path=("首页", "办事大厅", "银发机构落地"))
    with matched(tmp_path, case(ODD), THERE, here) as store:
        found = decided(store, "c00")
        assert found is None or found[:2] == ("reject", "person")
        assert not questions(store)


def test_titles_of_one_pattern_are_proposed_whatever_the_place_and_the_year(tmp_path: Path) -> None:
    shown = column("办事大厅", "通知", items=("临江区2026年银发机构落地一次性告知单", "临江区银发机构搬迁告知单"))
    there = word("page", f"{HOST}/x.html", title="望湖区2025年银发机构落地一次性告知单")
    with matched(tmp_path, case(shown), there) as store:
        assert [subject for _, subject, _ in questions(store)] == [f"{HOST}/c00/0.html"]
        assert decided(store, f"{HOST}/c00/0.html")[:2] == ("review", "machine")  # type: ignore[index]  # it is there


def test_what_the_machine_accepts_by_itself_stays(tmp_path: Path) -> None:
    with matched(tmp_path, case(column("养老服务", "业务办理", "养老机构备案")), THERE) as store:
        plain = decided(store, "c00")
    there = replace(THERE, path=("首页", "养老机构备案"))
    with matched(tmp_path, case(column("养老服务", "业务办理", "养老机构备案")), there) as store:
        assert decided(store, "c00") == plain
        assert plain is not None
        assert plain[0] == "accept"
        assert not questions(store)


def test_a_refusal_whose_page_changed_makes_the_machines_answer_a_question(tmp_path: Path) -> None:
    columns = case(column("养老服务", "业务办理", "养老机构备案", items=("养老机构备案办事指南",)))
    url = f"{HOST}/c00/0.html"
    # said of another document at this address
    refused = word("page", url, district="linjiang", word="reject", title="某某会议召开", digest="")
    with matched(tmp_path, columns, refused) as store:
        assert decided(store, url)[:2] == ("review", "machine")  # type: ignore[index]  # it is there
        told, before = questions(store)["page", url, ("养老服务", "业务办理", "养老机构备案")]
        assert (told, before) == ("曾核定不对应“养老服务—业务办理—养老机构备案”，该网址的内容已更换，请核对", url)


def test_a_word_that_follows_its_page_outranks_scores_there(tmp_path: Path) -> None:
    columns = case(column("通知", items=("一次性告知单", "动态")))
    store = made_round(tmp_path / "round.db", columns)
    pages = [replace(one, body=TEXT) if one.title == "一次性告知单" else one for one in store.read(Page)]
    store.replace(Page, pages)
    place = page_place(replace(pages[0], url=f"{HOST}/old.html"))
    gone = word("page", place.subject, district="linjiang", title=place.title, path=place.path, digest=place.digest)
    lost = word("page", f"{HOST}/lost.html", district="linjiang", title="早已撤下的办法")
    store.replace(MatchWord, [gone, lost])
    match_round(store)
    first = store.read(Match)
    assert decided(store, pages[0].url)[:2] == ("accept", "person")  # type: ignore[index]  # it is there
    assert moves(store) == [("page", f"{HOST}/old.html", pages[0].url)]
    assert sleeping(store) == 1
    match_round(store)
    assert store.read(Match) == first
    store.close()
