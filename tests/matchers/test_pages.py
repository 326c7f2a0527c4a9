"""`match_pages` on rows of any crawler."""

from inspection.types.directory import Entry
from matchers.pages import match_pages
from matchers.subject import split_breadcrumb


def _entry(domain: str, level1: str, level2: str | None) -> Entry:
    return Entry(None, "x.csv", None, None, None, domain, level1, level2, None)


ENTRIES = [
    _entry("财政预决算", "财政预决算", "部门决算"),
    _entry("财政预决算", "财政预决算", "政府决算"),
    _entry("户籍管理", "注销登记", "死亡注销"),
    _entry("安全生产", "行政管理", "事故通报"),
]


def _answer(**row: object) -> dict[str, object]:
    (answer,) = match_pages([{"id": "1", **row}], ENTRIES)
    return answer


def test_accepts_what_is_named() -> None:
    answer = _answer(title="临江区民政局2025年度部门决算公开", publisher="临江区民政局")
    assert answer["decision"] == "accept"
    first = answer["candidates"][0]  # type: ignore[index]  # a list of candidates
    assert (first["domain"], first["level2"]) == ("财政预决算", "部门决算")
    assert first["reasons"]["wording"] == 1.0


def test_a_question_is_never_accepted() -> None:
    assert _answer(title="生产安全事故调查报告应当包括哪些内容？", breadcrumb="应急局>政策问答")["decision"] != "accept"


def test_an_answer_to_a_deputy_is_not_accepted() -> None:
    assert _answer(title="关于对政协临江区第十届二次会议第52号提案的答复（部门决算公开）")["decision"] != "accept"


def test_rows_may_lack_everything() -> None:
    assert _answer() == {"id": "1", "candidates": [], "decision": "none"}
    (answer,) = match_pages([{"url": "https://www.linjiang.example/1", "title": None, "body": None}], ENTRIES)
    assert answer["id"] == "https://www.linjiang.example/1"


def test_no_entries_no_candidates() -> None:
    assert list(match_pages([{"id": "1", "title": "公告"}], [])) == [{"id": "1", "candidates": [], "decision": "none"}]


def test_equal_candidates_keep_the_order_of_the_directory() -> None:
    twins = [_entry("户籍管理", "甲", "死亡注销"), _entry("户籍管理", "乙", "死亡注销")]
    (answer,) = match_pages([{"id": "1", "title": "死亡注销"}], twins)
    assert [one["level1"] for one in answer["candidates"]] == ["甲", "乙"]
    assert answer["decision"] == "review"


def test_breadcrumb_as_printed_or_as_a_list() -> None:
    assert split_breadcrumb("当前位置：首页 > 政务公开 >> 户籍管理 → 死亡注销") == (
        "首页",
        "政务公开",
        "户籍管理",
        "死亡注销",
    )
    printed = _answer(title="须知", breadcrumb="户籍管理 > 注销登记 > 死亡注销")
    assert printed == _answer(title="须知", breadcrumb=["户籍管理", "注销登记", "死亡注销"])
    assert printed["decision"] == "accept"
