"""What people said is found again: after new titles, new addresses, a new tree; never of another document."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from inspection.types.judgement import EntryKey, MatchWord
from inspection.types.portal import Column, ListedItem, Page, PageState
from matchers.folding import NameFolder
from matchers.remembered import EVERY_COLUMN, Recalled, column_place, match_id, page_place, recall
from matchers.settings import match_settings
from matchers.text_marks import marks_of, pieces_of, read_digest

AS_OF = date(2026, 11, 20)
HOST = "https://www.linjiang.example"
BUDGET: EntryKey = ("财政预决算", "财政预决算", "部门预算")
PLAN: EntryKey = ("应急管理", "应急预案", "专项预案")
FOLDER = NameFolder(match_settings().names)
SIGNS = "区部门预算收入支出项目资金管理公开情况说明机构职能年度安排绩效目标基本三公经费政府采购国有资产"


def text(seed: int, length: int = 600) -> str:
    """A text of its own."""
    chance = Random(seed)
    return "".join(chance.choice(SIGNS) for _ in range(length))


def edited(given: str, share: float, seed: int = 99) -> str:
    """The text with a stretch of it written anew."""
    cut = int(len(given) * share)
    return given[: len(given) - cut] + text(seed, cut)


def page(place: str, title: str, body: str, state: PageState = "ok") -> Page:
    return Page(f"{HOST}/{place}.html", "linjiang", "static", ("c1",), ("首页", "预算"), state, title=title, body=body)


def word(of: Page | Column, said: str = "confirm", key: EntryKey = BUDGET, items: tuple[str, ...] = ()) -> MatchWord:
    place = page_place(of) if isinstance(of, Page) else column_place(of, [of], listed(of, *items))
    return MatchWord(
        place.kind, place.subject, "linjiang", *key, said, place.title, place.path, place.digest,  # type: ignore[arg-type]  # one of two
        "已核", date(2026, 10, 20), "2026-10",
    )  # fmt: skip


def listed(column: Column, *titles: str) -> list[ListedItem]:
    return [ListedItem(column.id, n, f"{HOST}/{column.id}/{n}", title, None) for n, title in enumerate(titles)]


def of_pages(words: list[MatchWord], *pages: Page) -> Recalled:
    return recall(words, pages, [], {}, FOLDER, AS_OF)


def said(recalled: Recalled) -> dict[str, str]:
    """What counts, by the last part of the address."""
    return {subject.rpartition("/")[2]: word for (_, subject, _), word in recalled.said.items()}


def asked(recalled: Recalled) -> dict[str, str]:
    return {subject.rpartition("/")[2]: one.reason for (_, subject, _), one in recalled.asked.items()}


ONE = page("1", "临江区民政局2026年部门预算", text(1))
OTHER = page("2", "临江区教育局2026年部门预算", text(2))


def test_a_word_holds_while_its_page_stays() -> None:
    found = of_pages([word(ONE)], ONE, OTHER)
    assert (said(found), found.asked, found.moved) == ({"1.html": "confirm"}, {}, ())


def test_that_there_is_no_column_is_of_no_page_and_never_asleep() -> None:
    none = replace(word(ONE, "reject"), kind="column", subject=EVERY_COLUMN, title="", path=(), digest="")
    found = of_pages([none, word(OTHER)], ONE, OTHER)
    assert found.without_column == {BUDGET}
    assert (said(found), found.asked, found.asleep) == ({"2.html": "confirm"}, {}, ())


@pytest.mark.parametrize(
    "now",
    [
        replace(ONE, title="临江区民政局2026年部门预算公开说明"),
        replace(ONE, title="关于公布预算的通知"),
        replace(ONE, body=edited(ONE.body, 0.5)),
        replace(ONE, title="临江区民政局2026年预算", body=ONE.body + text(7, 300)),
        replace(ONE, state="failed", body="", title=None),
        replace(ONE, state="unread", body=""),
    ],
    ids=["title longer", "title another", "half the text", "both", "not fetched", "only listed"],
)
def test_a_word_survives_an_edit_at_its_address(now: Page) -> None:
    found = of_pages([word(ONE)], now, OTHER)
    assert said(found) == {"1.html": "confirm"}
    assert not found.asked


@pytest.mark.parametrize("said_", ["confirm", "reject"])
@pytest.mark.parametrize(
    "now",
    [
        replace(ONE, url=f"{HOST}/new/9.html"),
        replace(ONE, url=f"{HOST}/new/9.html", title="部门预算公开"),
        replace(ONE, url=f"{HOST}/new/9.html", body=edited(ONE.body, 0.05)),
    ],
    ids=["same", "new title", "some of the text"],
)
def test_a_word_follows_its_page_to_a_new_address(now: Page, said_: str) -> None:
    found = of_pages([word(ONE, said_)], now, OTHER)
    assert said(found)["9.html"] == said_
    assert "2.html" not in said(found)
    assert [(one.subject, one.now) for one in found.moved] == [(ONE.url, now.url)]
    # what was refused is not missed where it was; what was confirmed is answered by one page alone
    assert ("1.html" in said(found)) == (said_ == "reject")


def test_what_is_only_alike_goes_to_a_person() -> None:
    now = replace(ONE, url=f"{HOST}/new/9.html", title="民政局预算说明", body=edited(ONE.body, 0.25))
    found = of_pages([word(ONE)], now, OTHER)
    assert "网址已变" in asked(found)["9.html"]
    assert "9.html" not in said(found)
    assert not found.moved


def test_an_address_that_shows_something_else_is_asked_about_again() -> None:
    found = of_pages([word(ONE)], replace(ONE, title="临江区防汛应急预案", body=text(50)))
    assert not said(found)
    assert "内容已更换" in asked(found)["1.html"]


@pytest.mark.parametrize("title", [None, "部门预算公开"], ids=["titles tell", "titles do not tell"])
def test_swapped_contents_take_their_words_with_them(title: str | None) -> None:
    first = replace(ONE, title=title or "临江区2025年部门预算")
    second = page("2", title or "临江区2026年部门预算", edited(ONE.body, 0.06))
    words = [word(first, "confirm"), word(second, "reject")]
    swapped = (replace(first, url=second.url), replace(second, url=first.url))
    assert said(of_pages(words, *swapped)) == {"2.html": "confirm", "1.html": "reject"}
    assert said(of_pages(words, first, second)) == {"1.html": "confirm", "2.html": "reject"}
    # of one alone as well
    assert said(of_pages(words[:1], *swapped)) == {"2.html": "confirm"}


@pytest.mark.parametrize("length", [40, 600])
def test_the_budget_of_another_year_is_another_page(length: int) -> None:
    old = page("1", "临江区2025年部门预算", text(1, length))
    new = page("new/9", "临江区2026年部门预算", edited(old.body, 0.04))
    found = of_pages([word(old)], new)
    assert "9.html" not in said(found) | asked(found)
    assert len(found.asleep) == 1


def test_of_two_near_identical_pages_the_one_is_found() -> None:
    old = page("1", "部门预算公开", text(1))
    same, near = replace(old, url=f"{HOST}/new/9.html"), page("new/8", "部门预算公开", edited(old.body, 0.03))
    found = of_pages([word(old)], near, same)
    assert said(found).get("9.html") == "confirm"
    assert "8.html" not in said(found)


def test_where_two_are_alike_a_person_says_which() -> None:
    old = page("1", "部门预算公开", text(1))
    near = [page(f"new/{n}", "部门预算公开", edited(old.body, 0.04, seed=n)) for n in (8, 9)]
    found = of_pages([word(old)], *near)
    assert not said(found).keys() & {"8.html", "9.html"}
    # one word asks about one page
    assert len(asked(found)) == 1


def test_no_two_words_take_one_page_and_none_takes_a_page_with_its_own() -> None:
    now = replace(ONE, url=f"{HOST}/new/9.html")
    twins = [word(ONE), word(replace(ONE, url=f"{HOST}/3.html"), "reject")]
    found = of_pages(twins, now)
    assert said(found)["9.html"] == "confirm"
    assert [one.subject for one in found.asleep] == [f"{HOST}/3.html"]
    taken = of_pages([word(ONE), word(now, "reject")], now)
    assert said(taken)["9.html"] == "reject"


def form(number: int, title: str = "行政处罚决定书") -> Page:
    """One of many papers of the same form: only names and numbers differ."""
    told = (
        f"当事人于2026年{number}月购进商品{number * 17 + 100}件，货值{number * 313 + 1000}元，文号{number * 7 + 2000}。"
    )
    return page(str(number), title, text(1, 400) + told + text(2, 200))


def test_of_papers_of_one_form_none_stands_for_another() -> None:
    papers = [form(number) for number in range(1, 9)]
    for gone in papers:
        left = [one for one in papers if one is not gone]
        found = of_pages([word(gone)], *(replace(one, url=one.url.replace(HOST, f"{HOST}/new")) for one in left))
        assert not found.moved
        assert len(found.asked) <= 1
    moved = [replace(one, url=one.url.replace(HOST, f"{HOST}/new")) for one in papers]
    found = of_pages([word(one) for one in papers], *moved)
    assert [(one.subject.rpartition("/")[2], one.now.rpartition("/")[2]) for one in found.moved] == [
        (f"{number}.html",) * 2 for number in range(1, 9)
    ]


def test_a_guide_to_another_benefit_is_another_guide() -> None:
    about = "请{0}持身份证到窗口提出申请，经办人员核对{0}的材料，符合条件的按月发给{0}补贴，不符合条件的书面说明理由。"
    guide = text(1, 500) + about
    old = page("1", "老年人补贴办事指南", guide.format("老年人"))
    found = of_pages([word(old)], page("new/9", "残疾人补贴办事指南", guide.format("残疾人")))
    assert not found.moved
    assert "9.html" in asked(found)


def test_one_form_of_words_under_many_titles_moves_nothing() -> None:
    form_ = [page(str(n), title, text(1)) for n, title in enumerate(("某局领导分工", "某站地址电话", "某所办事时间"))]
    left = [replace(one, url=one.url.replace(HOST, f"{HOST}/new")) for one in form_[1:]]
    assert not of_pages([word(form_[0])], *left).moved


def test_a_page_that_was_there_before_is_not_one_that_moved() -> None:
    alike = replace(ONE, url=f"{HOST}/7.html", body=edited(ONE.body, 0.05))
    assert said(of_pages([word(ONE)], alike))["7.html"] == "confirm"
    found = of_pages([word(ONE)], replace(alike, first_seen=date(2026, 10, 20)))
    assert "7.html" not in said(found)
    assert "7.html" in asked(found)


def test_several_entries_of_one_page_go_together() -> None:
    found = of_pages([word(ONE), word(ONE, "reject", PLAN)], replace(ONE, url=f"{HOST}/new/9.html"))
    now = {key: word_ for (_, subject, key), word_ in found.said.items() if subject.endswith("9.html")}
    assert now == {BUDGET: "confirm", PLAN: "reject"}


def test_short_texts_need_their_title() -> None:
    old = page("1", "临江区防汛应急预案", "见附件")
    assert "9.html" not in said(of_pages([word(old)], page("new/9", "临江区旅游发展规划", "见附件")))
    found = of_pages([word(old)], page("new/9", "临江区防汛应急预案", "详见附件"))
    assert "9.html" in asked(found)


def test_what_carries_a_mark_is_never_a_candidate() -> None:
    assert len(of_pages([word(ONE)], replace(ONE, url=f"{HOST}/new/9.html", state="sealed")).asleep) == 1


def test_what_was_taken_down_is_found_elsewhere_or_stays_where_it_was() -> None:
    dead = replace(ONE, state="gone", body="", title=None)
    assert said(of_pages([word(ONE)], dead)) == {"1.html": "confirm"}
    assert said(of_pages([word(ONE)], dead, replace(ONE, url=f"{HOST}/new/9.html"))) == {"9.html": "confirm"}


# columns


def column(id_: str, *path: str, order: int = 0) -> Column:
    return Column(id_, HOST, "static", f"{HOST}/{id_}/", path, None, order, True, "list")


TITLES = tuple(f"临江区{name}2026年部门预算" for name in ("民政局", "教育局", "财政局", "水利局", "司法局", "统计局"))
LIST = column("a1", "首页", "政务公开", "重点领域", "财政预决算", "部门预算")


def of_columns(words: list[MatchWord], shown: dict[Column, tuple[str, ...]]) -> Recalled:
    items = {one.id: listed(one, *titles) for one, titles in shown.items()}
    return recall(words, [], list(shown), items, FOLDER, AS_OF)


def test_a_column_is_found_again_in_a_new_tree_by_what_it_lists() -> None:
    now = column("b2", "首页", "法定主动公开内容", "财政资金", "部门预算")
    news = column("b3", "首页", "新闻", "部门预算")
    found = of_columns([word(LIST, items=TITLES)], {now: (*TITLES, "临江区统计局2027年部门预算"), news: ("动态",) * 3})
    assert said(found) == {"b2": "confirm"}


def test_a_column_keeps_its_word_with_its_id_or_its_path() -> None:
    renamed = replace(LIST, path=(*LIST.path[:-1], "部门预算公开"))
    assert said(of_columns([word(LIST)], {renamed: ()})) == {"a1": "confirm"}
    moved = replace(LIST, id="b2")
    assert said(of_columns([word(LIST)], {moved: ()})) == {"b2": "confirm"}


def test_columns_that_changed_places_take_their_words_with_them() -> None:
    other = column("a2", "首页", "政务公开", "重点领域", "财政预决算", "政府预算")
    swapped = {replace(LIST, id="a2"): (), replace(other, id="a1"): ()}
    assert said(of_columns([word(LIST), word(other, "reject")], swapped)) == {"a2": "confirm", "a1": "reject"}


def test_a_column_that_is_used_for_something_else_is_asked_about() -> None:
    letters = replace(LIST, path=("首页", "互动交流", "区长信箱"))
    found = of_columns([word(LIST, items=TITLES)], {letters: ("来信",) * 3})
    assert not said(found)
    assert "改作他用" in asked(found)["a1"]


def test_the_same_name_over_another_list_is_another_column() -> None:
    elsewhere = column("b2", "首页", "街道", "部门预算")
    other = tuple(f"石桥镇第{n}批救助名单" for n in range(8))
    found = of_columns([word(LIST, items=TITLES)], {elsewhere: other})
    assert (said(found), asked(found)) == ({"a1": "confirm"}, {})
    assert len(found.asleep) == 1


def test_the_same_column_of_another_town_is_another_column() -> None:
    here, there = ("首页", "石桥镇", "社会救助", "低保对象"), ("首页", "青山镇", "社会救助", "低保对象")
    found = of_columns([word(column("a1", *here))], {column("b2", *there): ()})
    assert "b2" not in said(found)
    # where only a level was put in above it is the same
    found = of_columns([word(column("a1", *here))], {column("b2", "首页", "镇街", *here[1:]): ()})
    assert said(found)["b2"] == "confirm"


def test_a_short_list_tells_with_its_name_when_all_of_it_is_there() -> None:
    now = column("b2", "首页", "法定主动公开内容", "部门预算")
    assert said(of_columns([word(LIST, items=TITLES[:2])], {now: TITLES[:4]}))["b2"] == "confirm"
    assert "b2" in asked(of_columns([word(LIST, items=TITLES[:2])], {now: TITLES[1:4]}))


def test_only_the_name_is_left_and_a_person_is_asked() -> None:
    found = of_columns([word(LIST, items=TITLES)], {column("b2", "首页", "街道", "部门预算"): ()})
    assert "与其相近" in asked(found)["b2"]


# what it rests on


def test_marks_tell_how_much_two_texts_share() -> None:
    for share in (0.0, 0.1, 0.5, 0.9):
        shared = [marks_of(text(n)).resemblance(pieces_of(edited(text(n), share, n + 500))) for n in range(20)]
        exact = [
            len(pieces_of(text(n)) & pieces_of(edited(text(n), share, n + 500)))
            / len(pieces_of(text(n)) | pieces_of(edited(text(n), share, n + 500)))
            for n in range(20)
        ]
        assert sum(shared) / 20 == pytest.approx(sum(exact) / 20, abs=0.05)


def test_marks_are_the_same_in_every_process_and_can_be_read_again() -> None:
    marks = marks_of("临江区2026年部门预算公开说明")
    assert marks.digest == PINNED
    assert read_digest(marks.digest) == marks
    assert marks_of("　临江区 2026年\n部门预算公开说明").digest == PINNED
    assert (marks_of(" ").digest, read_digest("").count, read_digest("2.1.x.y").count) == ("", 0, 0)


PINNED = (
    "1.13.c681212461851804.02e5890619bd2e88343171805721849c5b15a5b689548d2bad99cd29b7"
    "d07c16d58fb50edf479353eccb296ef128cb2bf6c450f3.37fd"
)


def test_ids_of_matches_are_short_and_cannot_be_misread() -> None:
    made = {match_id("linjiang", "page", f"{HOST}/{n}.html", BUDGET) for n in range(5000)}
    assert len(made) == 5000
    assert all(len(id_) == 10 and id_[0] == "M" and not set(id_[1:]) & set("01ILOU") for id_ in made)
    assert match_id("wanghu", "page", f"{HOST}/1.html", BUDGET) not in made
