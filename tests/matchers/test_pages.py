"""`match_pages` on rows of any crawler."""

import pytest

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


def _decision(title: str, entry: Entry, **row: object) -> object:
    (answer,) = match_pages([{"id": "1", "title": title, **row}], [entry])
    return answer["decision"]


def test_tags_references_and_lists_are_read_as_text() -> None:
    plain = _answer(title="临江区民政局2025年度部门决算", publisher="临江区民政局")
    marked = _answer(title="<b>临江区</b>民政局2025年度<br/>部门&nbsp;决算", publisher=["<span>临江区民政局</span>"])
    assert marked == plain
    assert _answer(title=2025, breadcrumb=["首页", None, 3], body=["收入", "支出"])["decision"] == "none"


def test_a_very_long_body_is_cut() -> None:
    assert _answer(title="部门决算", body="<p>收入 支出</p>" * 100_000)["decision"] == "accept"


def test_the_same_id_twice_is_answered_twice() -> None:
    rows = [{"id": "1", "title": "部门决算"}, {"id": "1", "title": "死亡注销"}]
    assert [answer["id"] for answer in match_pages(rows, ENTRIES)] == ["1", "1"]


@pytest.mark.parametrize(
    ("title", "publisher", "entry"),
    [
        ("健康教育宣传资料印刷服务询价公告", "临江区疾控中心", ("医疗卫生", "公共卫生服务事项", "健康教育")),
        ("水利工程建设质量监督站招聘公告", "临江区水利局", ("水利", "水利工程建设", None)),
        ("《临江区义务教育招生方案》政策解读", "临江区教育局", ("义务教育", "招生管理", "招生政策")),
        ("关于做好2026年部门预算编制工作的通知", "临江区财政局", ("财政预决算", "财政预决算", "部门预算")),
        ("临江区消防救援大队行政处罚决定书", "", ("安全生产", "依法行政", "行政处罚")),
        ("法律援助中心2025年部门决算", "临江区司法局", ("公共法律服务", "法律援助", "法律援助服务")),
        ("安全生产监督检查规定（征求意见稿）", "临江区应急管理局", ("安全生产", "依法行政", "行政检查")),
        ("动物防疫条件合格证公示", "临江区农业农村局", ("涉农补贴", "动物防疫等补助经费", "强制扑杀补助")),
    ],
)
def test_what_only_touches_an_entry_is_not_accepted_even_when_it_is_the_only_one(
    title: str, publisher: str, entry: tuple[str, str, str | None]
) -> None:
    assert _decision(title, _entry(*entry), publisher=publisher) != "accept"


def test_the_longer_name_in_a_title_is_the_one_named() -> None:
    both = [_entry("户籍管理", "出生登记", "出生登记"), _entry("户籍管理", "出生登记", "港澳台地区出生登记")]
    (answer,) = match_pages([{"id": "1", "title": "港澳台地区出生登记", "breadcrumb": "户籍管理>出生登记"}], both)
    assert answer["candidates"][0]["level2"] == "港澳台地区出生登记"


def test_a_domain_of_the_offices_own_is_matched_by_its_names() -> None:
    own = _entry("民族宗教", "宗教事务", "宗教活动场所设立审批")
    assert _decision("宗教活动场所设立审批", own, breadcrumb="民族宗教>宗教事务") == "accept"
    assert _decision("关于开展消防检查的通知", own) == "none"


def test_equal_names_in_several_domains_need_the_domain() -> None:
    twins = [_entry("安全生产", "政策文件", "法律法规"), _entry("救灾", "政策文件", "法律法规")]
    (alone,) = match_pages([{"id": "1", "title": "法律法规"}], twins)
    (placed,) = match_pages([{"id": "1", "title": "法律法规", "breadcrumb": "救灾>政策文件>法律法规"}], twins)
    assert alone["decision"] != "accept"
    assert (placed["decision"], placed["candidates"][0]["domain"]) == ("accept", "救灾")


def test_attachments_are_names_or_rows_with_a_name() -> None:
    named = _answer(title="公示", attachments=["1.死亡注销户口办理流程.docx"])
    assert named == _answer(title="公示", attachments=[{"name": "1.死亡注销户口办理流程.docx", "url": "a.docx"}])
    first = named["candidates"][0]  # type: ignore[index]  # a list of candidates
    assert first["level2"] == "死亡注销" and first["reasons"]["attachments"] > 0.9


def test_an_unreadable_date_is_no_date() -> None:
    assert _answer(title="死亡注销", published="近日") == _answer(title="死亡注销", published="2026-03-05")
