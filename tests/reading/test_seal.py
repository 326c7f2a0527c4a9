"""Marks are found before an answer is stored; the quick look before the reading lets none through."""

import random
from html import escape

import pytest

from crawler.answers import answer_of
from crawler.seal import Mark, mark_in, mark_in_list, mark_of_file, mark_told, may_carry_mark, must_be_sealed

URL = "http://www.linjiang.example/zwgk/t20260309_1.html"
MARKS = ("秘密★10年", "机密★", "绝密★30年", "内部资料 注意保存", "内部文件", "秘密", "机　密", "【内部资料】")
WORDS = "关于做好有关工作的通知，请各单位认真贯彻落实，并于月底前报送进展情况。"


def _written(sign: str, chance: random.Random) -> str:
    """One sign as it stands in a source: itself, a reference, wrapped in markup, with something invisible behind it."""
    form = chance.randrange(9)
    code = ord(sign)
    return (
        sign,
        f"&#{code};",
        f"&#x{code:x};",
        f"&#X{code:04X};",
        f"<b>{sign}</b>",
        f"<span style='x'>{sign}</span>",
        f"{sign}&#8203;",
        f"{sign}\u200b",
        f"{sign}<!-- a > b -->",
    )[form]


@pytest.mark.parametrize("seed", range(40))
def test_no_mark_escapes_the_quick_look(seed: int) -> None:
    chance = random.Random(seed)
    found = 0
    for mark in MARKS:
        source = "".join(_written(sign, chance) for sign in mark)
        page = f"<html><title>通知</title><body><div id='zoom'><p>{source}</p><p>{WORDS}</p></div></body></html>"
        encoding = chance.choice(("utf-8", "gb18030", "utf-16"))
        body = page.encode(encoding)
        if must_be_sealed(answer_of(URL, body), {}):
            found += 1
            assert may_carry_mark(page), source
    assert found >= 6


@pytest.mark.parametrize(
    "source",
    [
        "秘<script>var 提示 = 1</script>密★",
        "内<!-- 备注 -->部资料",
        "内\n\t部资料",
        "\\u79d8\\u5bc6\\u2605",
        "\\u5185\\u90e8\\u8d44\\u6599",
        "%u673A%u5BC6%u2605",
        "&amp;#31192;密★",
        "机{{x}}密★",
        "绝$[x]密★",
        "%E7%A7%98%E5%AF%86★",
    ],
)
def test_every_way_of_writing_is_looked_at(source: str) -> None:
    assert may_carry_mark(f"<p>{source}</p>")


@pytest.mark.parametrize(
    "source",
    [
        WORDS,
        "密切配合，严格保密，不得泄露密码。",
        "内容详见各部门网站。",
        escape("市内各区、各部门手机版"),
        "<p>司机驾驶证管理办法</p>",
    ],
)
def test_ordinary_pages_are_not_read_for_it(source: str) -> None:
    assert not may_carry_mark(source)
    assert not must_be_sealed(answer_of(URL, f"<div id=zoom><p>{source}</p></div>".encode()), {})


def test_a_mark_in_the_listed_title_is_looked_at() -> None:
    page = f"<div id=zoom><p>{WORDS}</p></div>".encode()
    assert must_be_sealed(answer_of(URL, page), {"title": "机密★关于某事项的通知"})


def test_answers_of_interfaces_are_looked_at() -> None:
    body = '{"data":{"title":"某事项","content":"<p>机密★5年</p>"}}'.encode()
    assert may_carry_mark(body.decode())


def test_files_are_not_read_as_text() -> None:
    assert not must_be_sealed(answer_of(URL, b"%PDF-1.4 x", content_type="application/pdf"), {})


@pytest.mark.parametrize(
    ("body", "title", "kind", "place"),
    [
        (f"<p>秘密★10年</p><div id=zoom><p>{WORDS}</p></div>", "", "秘密", "正文首部"),
        (f"<h1>绝密★关于某事项的通知</h1><div id=zoom><p>{WORDS}</p></div>", "", "绝密", "标题"),
        (f"<div id=zoom><p>内部资料 注意保存</p><p>{WORDS}</p></div>", "", "内部资料", "正文首部"),
        (f"<h1>关于某事项的通知</h1><div id=zoom><p>{WORDS}</p></div>", "机密★某通知", "机密", "列表标题"),
    ],
)
def test_kind_and_place_of_a_mark(body: str, title: str, kind: str, place: str) -> None:
    found = mark_in(answer_of(URL, body.encode()), {"title": title})
    assert found == Mark(kind, place)
    assert mark_told(found.detail) == found


def test_a_failure_without_a_mark_tells_that_it_is_not_known() -> None:
    assert mark_told("按涉密标志处理，未留存内容") == Mark("未辨明", "未记录")


def test_columns_that_are_one_paper_are_looked_at_and_lists_that_name_one_are_not() -> None:
    rows = "<ul><li><a href='1.html'>机密★关于某事项的通知</a></li><li>保守国家秘密法</li><li>内部资料</li></ul>"
    assert mark_in_list(answer_of(URL, rows.encode())) is None
    assert mark_in_list(answer_of(URL, f"<p>秘密★</p><p>{WORDS}</p>".encode())) == Mark("秘密", "栏目页面")


@pytest.mark.parametrize(
    ("name", "reason", "mark"),
    [
        ("机密★方案.pdf", None, Mark("机密", "附件名称")),
        ("方案.pdf", "文件带有密级或内部资料标识，按规定不保存文字，请线下处理（绝密）", Mark("绝密", "附件内")),
        ("方案.pdf", "文件带有密级或内部资料标识，按规定不保存文字，请线下处理", Mark("未辨明", "附件内")),
    ],
)
def test_mark_of_a_file(name: str, reason: str | None, mark: Mark) -> None:
    assert mark_of_file(name, reason) == mark
