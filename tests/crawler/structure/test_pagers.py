"""What a list page says of the way on: calls of pager scripts, links, counts, and what only looks like them."""

import pytest

from crawler.answers import answer_of
from crawler.structure.filling import without_comments
from crawler.structure.look import look
from crawler.structure.pagers import Pager, numbered_file, read_call, read_pager

PAGE = "https://www.linjiang.example/zwgk/gg/index.html"
ROWS = '<ul class="l"><li><a href="./202606/t20260608_1.html">停水通知</a><span>2026-06-08</span></li></ul>'


def pager_of(markup: str, *, url: str = PAGE, number: int = 1, rows: int = 1) -> Pager:
    body = ROWS.replace("</ul>", ROWS[14:-5] * (rows - 1) + "</ul>")
    answer = answer_of(url, f"<html><body>{body}{markup}</body></html>".encode())
    seen = look(answer)
    assert seen.main is not None
    return read_pager(seen.tree, without_comments(answer.text), url, number, seen.main)


@pytest.mark.parametrize(
    ("call", "following", "pages", "rows"),
    [
        ('createPageHTML(3, 0, "index", "html");', "index_1.html", 3, None),
        ("createPageHTML(3,0,'list','shtml')", "list_1.shtml", 3, None),
        ("createPageHTML('page_div', 3, 1, 'list', 'shtml', 41);", "list_2.shtml", 3, 41),
        ('createPageHTML2("p", "3", "0", "index", ".htm")', "index_1.htm", 3, None),
        ("Pager({size:3, current:0, prefix:'index',suffix:'htm'});", "index_1.htm", 3, None),
        ('Pager({"size":"3","current":"1","prefix":"index","suffix":"html"});', "index_2.html", 3, None),
        ('createPageHTML(1,0,"t3714581","htm"); createPageHTML(3,0,"index","html");', "index_1.html", 3, None),
        ('//createPageHTML(9,0,"index","html");\ncreatePageHTML(3,0,"index","html");', "index_1.html", 3, None),
        ('/* createPageHTML(9,0,"index","html"); */ createPageHTML(3,0,"index","html");', "index_1.html", 3, None),
        ('createPageHTML(9,0,"other","html"); createPageHTML(3,0,"index","html");', "index_1.html", 3, None),
    ],
)
def test_calls_of_pager_scripts(call: str, following: str, pages: int, rows: int | None) -> None:
    found = pager_of(f"<script>{call}</script>")
    assert (found.next, found.pages, found.rows) == (f"https://www.linjiang.example/zwgk/gg/{following}", pages, rows)
    assert not found.ended


@pytest.mark.parametrize(
    "call",
    [
        'createPageHTML(4,0,"t3714581","htm")',
        'createPageHTML(4,0,"t20260608_3001","html")',
        'createPageHTML(4,0,"post_12","html")',
        'function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){ document.write("x"); }',
        "Pager({size: total, current: 0, prefix: 'index', suffix: 'html'})",
    ],
)
def test_no_calls_of_a_list(call: str) -> None:
    assert read_call(f"<script>{call}</script>", PAGE, 1) is None


@pytest.mark.parametrize(
    ("call", "doubted"),
    [
        ('createPageHTML(500, 499, "index", "html")', True),
        ('createPageHTML(100, 99, "index", "html")', True),
        ("createPageHTML('p', 100, 100, 'list', 'shtml', 1500)", True),
        ("createPageHTML('p', 25, 25, 'list', 'shtml', 500)", True),
        ("createPageHTML('p', 100, 100, 'list', 'shtml', 1493)", False),
        ('createPageHTML(37, 36, "index", "html")', False),
    ],
)
def test_round_ends_may_be_caps(call: str, doubted: bool) -> None:
    found = read_call(call, PAGE, 500)
    assert found is not None and found.ended
    assert (found.reason is not None) == doubted


@pytest.mark.parametrize(
    ("markup", "rows", "pages"),
    [
        ("<td>共243条&nbsp;&nbsp;1/13&nbsp;</td>", 243, 13),
        ("<p>共 31 页</p>", None, 31),
        ('<div>为您找到相关结果<span> 4484 </span>条，用时0.014秒</div>', 4484, None),
        ("<span>找到4165条结果</span>", 4165, None),
        ("<script>$('.p').pagination({totalData: 96, showData: 20});</script>", 96, None),
        ('<script>var m_nRecordCount = "35"; var m_nPageSize = 20;</script>', 35, None),
        ("<script>pagination_script_config = { pageNumber: '0', total: '4' };</script>", None, 4),
        ('<input type="hidden" name="article_paging_list_hidden" totalpage="17">', None, 17),
    ],
)  # fmt: skip
def test_counts(markup: str, rows: int | None, pages: int | None) -> None:
    found = pager_of(markup)
    assert (found.rows, found.pages) == (rows, pages)


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="calendar"><table><tr><td><a href="?d=1">1</a><td><a href="?d=2">2</a></table></div>',
        '<p><a href="?year=1">1</a> <a href="?year=2">2</a> <a href="?year=3">3</a></p>',
        '<div class="rili"><a href="/zwgk/day/1.html">1</a><a href="/zwgk/day/2.html">2</a></div>',
        '<p><a href="?sort=1">1</a><a href="?sort=2">2</a></p>',
    ],
)
def test_days_and_facets_are_no_pages(markup: str) -> None:
    found = pager_of(markup)
    assert found.next is None and found.ended


@pytest.mark.parametrize(
    ("markup", "following"),
    [
        ('<p><a href="?page=1">1</a><a href="?page=2&amp;year=26">2</a><a href="?page=3">3</a></p>', "?page=2&year=26"),
        ('<div class="pages"><a>1</a><a href="index_2.html">2</a></div>', "index_2.html"),
        ('<a class="pagingNormal" tagname="/zwgk/gg/5f2c1a7b-2.html">下一页</a>', "5f2c1a7b-2.html"),
        ("<a href=\"javascript:void(0)\" onclick=\"q(this,'/zwgk/gg/17081-2.html')\">下一页</a>", "17081-2.html"),
    ],
)  # fmt: skip
def test_links_on(markup: str, following: str) -> None:
    base = PAGE if following.startswith("?") else "https://www.linjiang.example/zwgk/gg/"
    assert pager_of(markup).next == base + following


def test_full_page_with_a_pager_script_is_not_called_the_end() -> None:
    script = '<script src="../../js/fenye.js"></script>'
    assert pager_of(script, rows=3).ended
    assert not pager_of(script, rows=20).ended


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (PAGE, "https://www.linjiang.example/zwgk/gg/index_2.html"),
        ("https://www.linjiang.example/zwgk/gg/", "https://www.linjiang.example/zwgk/gg/index_2.html"),
        ("https://www.linjiang.example/zwgk/gg/list_1.shtml", "https://www.linjiang.example/zwgk/gg/list_2.shtml"),
    ],
)
def test_numbered_file(url: str, expected: str) -> None:
    assert numbered_file(url, 2) == expected
