"""Rows in datastores: what is read of them, which windows are asked for, and what an answer says of the rest."""

from datetime import date
from typing import Any

import pytest

from crawler.answers import answer_of
from crawler.family import ListPage
from crawler.structure.datastore import Unit, overlap, rows_of, store_of, units_of, window, window_shown

PAGE = "https://www.linjiang.example/col/col5/index.html"
AT = "https://www.linjiang.example/module/web/jpage/dataproxy.jsp?columnid=5&unitid=8"


def record(number: int, day: str = "2026-05-04") -> str:
    row = f"<li><a href='/art/2026/5/4/art_5_{number}.html'>通知{number}</a><b>{day}</b></li>"
    return f"<record><![CDATA[{row}]]></record>"


def stored(numbers: range, total: int | None) -> str:
    said = f"<totalrecord>{total}</totalrecord>" if total is not None else ""
    return f"<datastore>{said}<recordset>{''.join(record(number) for number in numbers)}</recordset></datastore>"


def units_in(markup: str) -> tuple[Unit, ...]:
    answer = answer_of(PAGE, f"<html><body>{markup}</body></html>".encode())
    return units_of(answer.tree, answer.text, PAGE, "dataproxy.jsp")


def shown(text: str, **context: Any) -> ListPage:
    told = {"at": AT, "have": 0, "most": 3, "total": None, "page": PAGE, "before": (), "per_page": None, **context}
    return window_shown(store_of(text), told, "jcms")


@pytest.mark.parametrize(
    ("cdata", "title", "day"),
    [
        (
            "<li><a href='/art/1.html' title='全文标题'>全文...</a><span>2026-05-04</span></li>",
            "全文标题",
            date(2026, 5, 4),
        ),
        ("<tr><td>1</td><td><a href='/art/1.html'>许可</a></td><td>2026/5/4</td></tr>", "许可", date(2026, 5, 4)),
        ("<a href='/art/1.html'>公告</a>[2026-05-04]", "公告", date(2026, 5, 4)),
        ("<div><h3><a href='/art/1.html'>公示</a></h3><p>2026年5月4日</p></div>", "公示", date(2026, 5, 4)),
        ("<li><i>05-04</i><a href='/art/2026/5/4/art_5_1.html'>清单</a></li>", "清单", date(2026, 5, 4)),
        ("<li><a href='/art/1.html'>没有日期的事项说明</a></li>", "没有日期的事项说明", None),
    ],
)
def test_records_of_many_forms(cdata: str, title: str, day: date | None) -> None:
    store = store_of(f"<datastore><recordset><record><![CDATA[{cdata}]]></record></recordset></datastore>")
    assert store is not None
    read = rows_of(store.records, PAGE)
    assert [(item.title, item.published) for item in read.items] == [(title, day)] and not read.unread


def test_a_record_that_only_a_script_opens_is_counted() -> None:
    assert rows_of(["<li><a href='javascript:show(3)'>通知</a><b>2026-05-04</b></li>"], PAGE).unread == 1
    assert rows_of(["<li class='line'></li>"], PAGE).unread == 0


@pytest.mark.parametrize(
    ("have", "most", "per_page", "asked"),
    [
        (30, 30, None, "page=2&startrecord=31&endrecord=60&perpage=30"),
        (4, 30, None, "startrecord=5&endrecord=34&perpage=30"),
        (60, 30, 10, "startrecord=61&endrecord=90&perpage=10"),
    ],
)
def test_windows(have: int, most: int, per_page: int | None, asked: str) -> None:
    at = AT.replace("?", "?page=1&")
    assert window(at, have, most, per_page) == f"{AT}&{asked}"


def test_a_sealed_link_is_followed_as_it_is() -> None:
    sealed = "https://www.linjiang.example/module/web/jpage/dataproxy.jsp?s=a%252B"
    assert window(sealed, 30, 30) == sealed


def test_the_call_with_the_rows_knows_the_total() -> None:
    call = (
        "$('#8').jpage({{totalRecord:{total},{store}perPage:5,groupSize:2,proxyUrl:'/x/dataproxy.jsp',ajaxParam:p}});"
    )
    ready = call.format(total=12, store="dataStore:$('#8').children('script').html(),")
    holder = call.format(total=1000, store="")
    body = f'<div id="8"><script type="text/xml">{stored(range(2), None)}</script></div>'
    param = "var p={col:1,columnid:'5,6',unitid:'8'};"
    for code in (f"{param}{holder}{ready}", f"{param}{ready}{holder}"):
        (unit,) = units_in(f"{body}<script>{code}</script>")
        assert (unit.total, unit.window, unit.columns) == (12, 10, frozenset({"5", "6"}))
        assert unit.at.endswith("/x/dataproxy.jsp?col=1&columnid=5%2C6&unitid=8")
    (unit,) = units_in(f"{body}<script>{param}{holder}</script>")
    assert unit.total is None


def test_scripts_in_comments_are_no_units() -> None:
    assert not units_in("<!--<script>$('#8').jpage({proxyUrl:'/x/dataproxy.jsp'});</script>-->")


def test_scripts_that_hide_their_code_from_old_browsers_are_read() -> None:
    (unit,) = units_in("<script><!--\n$('#8').jpage({proxyUrl:'/x/dataproxy.jsp',perPage:7});\n//--></script>")
    assert (unit.name, unit.per_page) == ("8", 7)


def test_overlap_counts_the_rows_that_came_again() -> None:
    items = rows_of([record(number)[17:-12] for number in range(3, 7)], PAGE).items
    before = [item.url for item in rows_of([record(number)[17:-12] for number in range(5)], PAGE).items]
    assert len(items) == 4 and overlap(items, before) == 2
    assert overlap(items, before[:2]) == 0


@pytest.mark.parametrize(
    ("total", "have", "known"), [(0, 3, 9), (9, 3, None), (None, 0, None), (0, 3, None), (None, 3, 9), (None, 3, None)]
)
def test_an_empty_answer_is_no_end_where_more_is_known(total: int | None, have: int, known: int | None) -> None:
    assert shown(stored(range(0), total), have=have, total=known).problem == "unreadable"


def test_an_empty_answer_is_the_end_where_all_was_read() -> None:
    page = shown(stored(range(0), 3), have=3)
    assert page.ended and not page.problem and page.claimed == 3


def test_what_is_no_datastore_is_unreadable() -> None:
    assert shown("<html><body>请登录</body></html>").problem == "unreadable"


def test_a_list_without_total_goes_on_until_nothing_is_new() -> None:
    page = shown(stored(range(3), None))
    assert page.next is not None and not page.ended and page.reason
    assert shown(stored(range(3), 3)).ended


def test_a_total_that_the_rows_exceed_is_none() -> None:
    page = shown(stored(range(3), 2))
    assert page.next is not None and page.claimed is None and not page.ended
    assert shown(stored(range(0), 2), have=3).ended
    (unit,) = units_in(f'<div id="8"><script type="text/xml">{stored(range(3), 2)}</script></div>')
    assert unit.total is None
