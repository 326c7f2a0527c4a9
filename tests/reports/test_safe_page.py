"""A stranger's page made harmless: nothing of it runs, loads or leads away, nothing personal stays, its words do."""

import json
import re
from html.parser import HTMLParser

import pytest

from crawler.facts.personal import personal_data
from crawler.facts.seen import SeenPage
from crawler.reading.charset import decode
from inspection.masked_words import MaskForms, masked_as
from inspection.masking import mask
from reports.safe_markup import BLOCKS, DROPPED, KEPT, clean_style
from reports.safe_page import CUT, MOST_SIGNS, WITHHELD, document, safe_data, safe_page, safe_text, shown
from reports.safe_text import HIDDEN
from tests.reports.hostile_pages import HOSTILE, MOBILE, NUMBER, PERSON, PERSONAL, PROBE

# What our own fragments may consist of; everything else would be the page's.
_ATTRIBUTES = {
    "style", "title", "colspan", "rowspan", "span", "start", "width", "border", "cellpadding", "cellspacing", "align",
    "valign", "color", "face", "size", "nowrap", "datetime",
}  # fmt: skip
_STYLE = re.compile(r"(?:[a-z-]+:[^:;\"'<>\\@(]*(?:rgb\([\d, ]+\))?;?)*")


class _Reader(HTMLParser):
    """What a fragment is made of, as a parser that is not ours reads it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.words = ""
        self.others: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)


def read(fragment: str) -> _Reader:
    reader = _Reader()
    reader.feed(fragment)
    reader.close()
    return reader


def is_personal(text: str) -> bool:
    return bool(personal_data(SeenPage("", (), text, ())))


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_of_a_hostile_page_is_more_than_words(name: str) -> None:
    page = safe_page(HOSTILE[name], base="http://www.linjiang.example/a/b.html", is_personal=is_personal)
    there = read(page.html)
    assert there.tags <= KEPT | {"mark"}
    assert {attribute for attribute, _ in there.attributes} <= _ATTRIBUTES
    assert all(_STYLE.fullmatch(value) for attribute, value in there.attributes if attribute == "style")
    assert not there.others
    assert all(PROBE not in value for attribute, value in there.attributes if attribute != "title")
    if page.cut:  # the parser gave up, and the page says so
        assert name == "deep"
        assert CUT in there.words
    else:
        assert "正文" in re.sub(r"\s", "", page.text)
        assert "正文" in re.sub(r"\s", "", there.words)


@pytest.mark.parametrize("name", PERSONAL)
def test_nothing_personal_is_in_the_source_of_what_is_shown(name: str) -> None:
    page = safe_page(PERSONAL[name], base="http://www.linjiang.example/", is_personal=is_personal)
    source = f"{page.html}{page.title}{page.text}"
    for plain in (MOBILE, NUMBER, PERSON, "１３８１２３４１２３４", "138 1234 1234"):
        assert plain not in source
    assert mask(page.text) == page.text


def test_a_clean_page_keeps_every_word_and_its_tables() -> None:
    html = (
        "<h1>通知</h1><p align=center style='text-indent:2em;color:#f00'>各镇街：<b>现将</b>标准调整如下。</p>"
        "<table border=1><tr><td colspan=2>标准</td></tr><tr><td>一档</td><td>600元</td></tr></table>"
    )
    page = safe_page(html)
    assert page.html == (
        '<h1>通知</h1><p align="center" style="text-indent:2em;color:#f00">各镇街：<b>现将</b>标准调整如下。</p>'
        '<table border="1"><tr><td colspan="2">标准</td></tr><tr><td>一档</td><td>600元</td></tr></table>'
    )
    assert not page.masked and not page.cut


def test_masking_reaches_over_tags_and_leaves_the_rest_in_its_place() -> None:
    page = safe_page(
        "<p>电话<span>138</span><b>1234</b>1234，<a href='/x'>办事指南</a>。</p>", base="http://a.example/"
    )
    assert page.html == (
        '<p>电话<span>138</span><b>****</b>1234，<a title="链接：http://a.example/x">办事指南</a>。</p>'
    )
    assert page.masked


def test_the_forms_of_the_pack_hold() -> None:
    with masked_as(MaskForms(mobile=(0, 2))):
        assert "*********34" in safe_page(f"<p>{MOBILE}</p>").html


def test_what_masking_does_not_know_is_hidden_line_by_line() -> None:
    html = "<p>各镇街：</p><p>患者赵小河，因身患肺癌申请救助。</p><p>特此公示。</p>"
    page = safe_page(html, is_personal=is_personal)
    assert page.html == f"<p>各镇街：</p><p>{HIDDEN}</p><p>特此公示。</p>"
    assert page.masked


def test_what_stays_personal_all_the_same_is_withheld() -> None:
    page = safe_page("<p>甲</p><p>乙</p>", is_personal=lambda text: "甲" in text and "乙" in text)
    assert page.html == f"<p>{WITHHELD}</p>"
    assert page.text == ""
    assert page.masked


def test_titles_beside_what_was_masked_go() -> None:
    row = f"<tr><td title='{PERSON}'>{PERSON}</td><td>{NUMBER}</td></tr>"
    page = safe_page(f"<table><tr><td>姓名</td><td>身份证号</td></tr>{row}</table>")
    assert PERSON not in page.html
    assert "title" not in page.html


def test_words_are_marked_over_tags_and_blanks() -> None:
    page = safe_page("<p>（此件<b>不 予</b>\n公开）</p><p>（此件不予公开）</p>", spans=("（此件不予公开）",))
    assert page.marked
    assert page.html == (
        "<p><mark>（此件</mark><b><mark>不 予</mark></b><mark>\n公开）</mark></p><p><mark>（此件不予公开）</mark></p>"
    )


def test_masked_words_are_marked_where_they_stand_masked() -> None:
    page = safe_page(f"<p>联系电话{MOBILE}。</p>", spans=(mask(f"电话{MOBILE}"),))
    assert "<mark>电话138****1234</mark>" in page.html


def test_words_that_are_not_there_mark_nothing() -> None:
    assert not safe_page("<p>正文</p>", spans=("别的", "", " \u202e")).marked


def test_links_that_must_not_be_named_go_with_their_words() -> None:
    html = "<ul><li><a href='/s/1.html' title='部署'>行动部署</a></li><li><a href='/2.html'>通知</a></li></ul>"
    page = safe_page(html, base="http://a.example/", hides_link=lambda url: url.endswith("/s/1.html"))
    assert "部署" not in page.html
    assert "通知" in page.html
    assert page.masked


def test_signs_that_turn_or_hide_are_gone() -> None:
    page = safe_page("<p title='a\u202eb'>正\u202e文\u200b\x07\ud800</p>")
    assert page.html == '<p title="ab">正文</p>'


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8", "utf-16"])
def test_pages_of_any_encoding(encoding: str) -> None:
    raw = f"<html><head><meta charset={encoding}></head><body><p>关于调整补贴标准的通知</p></body></html>".encode(
        encoding
    )
    assert "关于调整补贴标准的通知" in safe_page(decode(raw, None).text).text


def test_a_page_too_long_is_cut_and_says_so() -> None:
    page = safe_page("".join(f"<p>第{n}条 关于有关事项的通知</p>" for n in range(100_000)))
    assert page.cut
    assert len(page.text) < MOST_SIGNS * 1.2
    assert page.text.endswith(CUT)


def test_data_is_shown_as_tables_and_masked_as_such() -> None:
    rows = [{"姓名": PERSON, "身份证号": NUMBER}, {"姓名": "钱*", "身份证号": "***"}]
    page = safe_data(json.dumps({"list": rows, "total": 2, "html": "<script>x</script>"}, ensure_ascii=False))
    assert page is not None
    assert PERSON not in page.html
    assert NUMBER not in page.html
    assert "&lt;script&gt;" in page.html
    assert "<th>姓名</th>" in page.html


@pytest.mark.parametrize("text", ["", "[", "{'a': 1}", "正文", "<p>[1]</p>", "f(", "[" * 10_000])
def test_what_is_no_data_is_not_taken_for_it(text: str) -> None:
    assert safe_data(text) is None


def test_data_handed_to_a_function_and_deep_data() -> None:
    called = safe_data('callback({"title": "通知"});')
    assert called is not None and "通知" in called.text
    deep = safe_data("[" * 60 + '"深"' + "]" * 60)
    assert deep is not None and "深" in deep.text


def test_plain_text_keeps_its_lines_and_is_masked_like_a_table() -> None:
    page = safe_text(f"姓名\t身份证号\n{PERSON}\t{NUMBER}\n<b>")
    assert page.html.startswith("<pre>姓名\t身份证号\n赵**\t")
    assert page.html.endswith("\n&lt;b&gt;</pre>")


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("color:red;text-align:center", "color:red;text-align:center"),
        ("COLOR: Red !important", "color:Red"),
        ("color:white", ""),
        ("color:#fefefe", ""),
        ("color:rgb(255, 255, 250)", ""),
        ("color:expression(alert(1))", ""),
        ("background:url(x)", ""),
        ("background-image:image-set('x')", ""),
        ("position:fixed", ""),
        ("display:none", ""),
        ("font-size:1px", ""),
        ("font-size:22pt", "font-size:22pt"),
        ("font-family:仿宋_GB2312,\"FangSong\"", "font-family:仿宋_GB2312,FangSong"),
        ("width:1px;width:99999999px", "width:1px"),
        ("margin-left:-9999px", ""),
        ("color:red}body{display:none", ""),
        ("/*x*/color:red", ""),
        ("col\\6fr:red", ""),
        ("border:1px solid #000", "border:1px solid #000"),
        ("content:'x'", ""),
        ("a" * 3000, ""),
    ],
)  # fmt: skip
def test_style_is_taken_word_by_word(style: str, kept: str) -> None:
    assert clean_style(style) == kept


def test_no_element_is_both_kept_and_dropped() -> None:
    assert not KEPT & DROPPED
    assert not BLOCKS & DROPPED


def test_a_page_of_ours_forbids_everything_once_more() -> None:
    text = document("标题<script>", "<p>正文</p>")
    assert "default-src 'none'" in text
    assert "base-uri 'none'" in text
    assert "<title>标题&lt;script&gt;</title>" in text
    assert 'http-equiv="refresh"' not in text


def test_words_of_ours_are_masked_and_escaped() -> None:
    assert shown(f"<b>{MOBILE}\u202e") == "&lt;b&gt;138****1234"


def test_the_same_page_gives_the_same_bytes() -> None:
    html = "".join(HOSTILE.values()) + "".join(PERSONAL.values())
    assert safe_page(html, spans=("正文",)) == safe_page(html, spans=("正文",))
