"""What goes wrong with lists."""

import json
from dataclasses import replace
from html import escape

from demo.simulator.portal import Fault, Row, SimulatedPortal
from demo.simulator.site import Column
from demo.simulator.troubles import (
    bursting,
    captcha,
    challenge,
    cut,
    dripping,
    emptied,
    empty_envelope,
    envelope,
    failing,
    first_again,
    half,
    jiasule,
    limited,
    login,
    not_there,
    on_rows,
    packed,
    packed_badly,
    recoded,
    repeating,
    reset,
    silent,
    status,
    to_home,
    to_itself,
    two_bytes,
)


def _with_session(_portal: SimulatedPortal, _column: Column, rows: list[Row]) -> list[Row]:
    return [replace(row, url=f"{row.url};jsessionid=8A3F20C1D{len(row.title):03d}") for row in rows]


def _month_and_day(_portal: SimulatedPortal, _column: Column, rows: list[Row]) -> list[Row]:
    return [replace(row, shown=f"{row.published:%m-%d}") for row in rows]


def _twice(_portal: SimulatedPortal, _column: Column, rows: list[Row]) -> list[Row]:
    return [one for row in rows for one in (row, row)]


def _with_others(portal: SimulatedPortal, column: Column, rows: list[Row]) -> list[Row]:
    other = next((leaf for leaf in portal.site.lists if leaf.code != column.code and leaf.size > 4), column)
    mixed = [
        replace(portal.row(document), url=portal.root + portal.page_path(document))
        for document in portal.site.documents(other, 0, 1)
    ]
    return [*rows, *mixed] if rows else rows


def _with_links_out(_portal: SimulatedPortal, column: Column, rows: list[Row]) -> list[Row]:
    if not rows:
        return rows
    url = f"https://mp.weixin.qq.example/s/{column.code}"
    day = rows[0].published
    return [Row(url, f"一图读懂：{column.path[-2]}政策", day, str(day)), *rows]


def _in_comment(_portal: SimulatedPortal, _rows: list[Row], html: str) -> str:
    return f'<div class="list"><ul><!-- {html} --></ul></div><script src="/js/list.js"></script>'


def _in_cdata(_portal: SimulatedPortal, _rows: list[Row], html: str) -> str:
    return (
        f'<div id="list"><script type="text/xml"><datastore><record><![CDATA[{html}]]></record>'
        f"</datastore></script></div>"
    )


def _as_data(_portal: SimulatedPortal, rows: list[Row], _html: str) -> str:
    told = [{"bt": row.title, "dz": row.url, "rq": row.shown} for row in rows]
    return (
        f'<div id="list"></div><script>var listRows = {json.dumps(told, ensure_ascii=False)};'
        'render("list", listRows);</script><script src="/js/render.js"></script>'
    )


def _by_script(_portal: SimulatedPortal, _rows: list[Row], _html: str) -> str:
    return '<div class="list-box" id="list-box"></div><script src="/static/js/app.9f31c2.js"></script>'


def _with_calendar(portal: SimulatedPortal, rows: list[Row], html: str) -> str:
    own = portal.column_path(rows[0].document.column) if rows and rows[0].document else "/"
    mark = "&" if "?" in own else "?"
    days = "".join(f'<a href="{escape(f"{own}{mark}year=2026&month={n}")}">{n}月</a>' for n in range(1, 13))
    return f'<div class="calendar"><a href="{escape(f"{own}{mark}year=2025&month=12")}">上月</a>{days}</div>{html}'


def _with_facets(portal: SimulatedPortal, rows: list[Row], html: str) -> str:
    own = portal.column_path(rows[0].document.column) if rows and rows[0].document else "/"
    mark = "&" if "?" in own else "?"
    names = ("按时间", "按标题", "按热度", "通知", "公告", "意见")
    links = "".join(f'<a href="{escape(f"{own}{mark}sort={n}&type={n}")}">{name}</a>' for n, name in enumerate(names))
    return f'<div class="filter">排序：{links}</div>{html}'


LISTS: tuple[Fault, ...] = (
    Fault("list_fails", "every request for rows is answered 500", answer=on_rows(failing)),
    Fault("second_page_fails", "list pages from the second on are answered 500", answer=on_rows(failing, 2)),
    Fault("list_silent", "no answer comes in time", answer=on_rows(silent)),
    Fault("list_reset", "the connection is reset in mid-body", answer=on_rows(reset)),
    Fault("list_cut", "the connection ends before the promised length", answer=on_rows(cut)),
    Fault("list_half", "half a body comes that says it is whole", answer=on_rows(half)),
    Fault("list_drips", "a byte now and then", answer=on_rows(dripping)),
    Fault("error_as_success", "an error with status 200", answer=on_rows(envelope)),
    Fault("empty_success", "status 200, no rows, total null", lists="interface", answer=on_rows(empty_envelope)),
    Fault("second_page_empty", "list pages from the second on come without rows", answer=on_rows(emptied, 2)),
    Fault("second_page_404", "list pages from the second on are gone", answer=on_rows(status(404), 2)),
    Fault("second_page_home", "list pages from the second on lead to the front page", answer=on_rows(to_home, 2)),
    Fault("second_page_login", "list pages from the second on are behind a login", answer=on_rows(login, 2)),
    Fault("second_page_first", "list pages from the second on show the first again", answer=on_rows(first_again, 2)),
    Fault("rows_missing", "every list page comes without its rows, its total is as it was",
          rows=lambda _portal, _column, _rows: []),
    Fault("total_too_high", "the stated total is a placeholder", total=lambda total: total + 40),
    Fault("total_too_low", "the stated total is capped below the real one", lists="interface",
          total=lambda total: max(total - 6, 1)),
    Fault("past_end_last", "beyond the end the last page comes again", total=lambda total: total + 8,
          past_end=repeating("last")),
    Fault("past_end_first", "beyond the end the first page comes again", total=lambda total: total + 8,
          past_end=repeating("first")),
    Fault("past_end_other", "beyond the end another column comes", total=lambda total: total + 8,
          past_end=repeating("other")),
    Fault("past_end_home", "beyond the end the home page comes", lists="html", total=lambda total: total + 8,
          past_end=repeating("home")),
    Fault("list_soft_404", "the list is a page of status 200 that says 不存在", answer=on_rows(not_there)),
    Fault("list_404", "the list is gone, the menu still leads to it", answer=on_rows(status(404))),
    Fault("rows_in_comment", "rows stand in a comment", lists="html", list_html=_in_comment),
    Fault("rows_in_cdata", "rows stand in CDATA", lists="html", list_html=_in_cdata),
    Fault("rows_as_data", "rows are a script's data", lists="html", list_html=_as_data),
    Fault("rows_by_script", "rows come by an unknown script only", list_html=_by_script,
          families=frozenset({"static", "trs", "nfcms", "vsb", "ucap", "lonsun", "jcms", "jpaas", "jiangxi", "fujian",
                              "epoint", "infogate", "anhui", "truecms", "suzhou"})),
    Fault("list_412", "a challenge with status 412", answer=on_rows(challenge(412))),
    Fault("list_521", "a challenge with status 521", answer=on_rows(jiasule)),
    Fault("list_challenged", "a challenge with status 200", answer=on_rows(challenge(200))),
    Fault("captcha_later", "a captcha from the third list page on", answer=on_rows(captcha, 3)),
    Fault("cookie_loop", "a redirect to itself with a cookie, without end", answer=on_rows(to_itself)),
    Fault("list_to_home", "a redirect to the front page", answer=on_rows(to_home)),
    Fault("list_login", "a login page in place of the list", answer=on_rows(login)),
    Fault("list_two_bytes", "a body of two bytes", answer=on_rows(two_bytes)),
    Fault("gzip_unasked", "gzip that nobody asked for", reads=True, answer=on_rows(packed)),
    Fault("gzip_broken", "gzip that breaks off", answer=on_rows(packed_badly)),
    Fault("said_gb2312_is_utf8", "gb2312 declared, utf-8 sent", True, "html",
          answer=on_rows(recoded("gb2312", "utf-8"))),
    Fault("said_utf8_is_gbk", "utf-8 declared, GBK sent", True, "html", answer=on_rows(recoded("utf-8", "gb18030"))),
    Fault("undeclared_gbk", "GBK without a word about it", True, "html", answer=on_rows(recoded("", "gb18030"))),
    Fault("header_lies", "the header says gb2312, the bytes are utf-8", True, "html",
          answer=on_rows(recoded("utf-8", "utf-8", "gb2312"))),
    Fault("robots", "robots.txt closes the column", closed=True),
    Fault("session_in_links", "links carry a session id", True, "html", rows=_with_session,
          families=frozenset({"static", "trs", "nfcms", "vsb", "ucap", "anhui"})),
    Fault("month_and_day", "rows show month and day only", True, "html", rows=_month_and_day),
    Fault("rows_twice", "every row stands twice, for computers and telephones", True, "html", rows=_twice),
    Fault("rows_of_others", "a row of another column stands among them", lists="html", rows=_with_others),
    Fault("links_out", "a row leads to another host", True, rows=_with_links_out, lists="html"),
    Fault("calendar", "a calendar leads to the list of every month", True, "html", list_html=_with_calendar),
    Fault("facets", "filters lead to the same list again", True, "html", list_html=_with_facets),
    Fault("too_many_requests", "429 with Retry-After, then an answer", True, answer=on_rows(limited)),
    Fault("busy_at_first", "503 at the first try", True, answer=on_rows(bursting)),
)  # fmt: skip
