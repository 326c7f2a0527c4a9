"""大汉 truecms: the first rows of a column stand hidden in its page, the others come as XML inside JSONP."""

import json
import re
from html import escape

from demo.server import Answer, Asked
from demo.simulator.html_portal import HtmlPortal
from demo.simulator.page_text import metadata, metadata_table, note_html
from demo.simulator.portal import Row, Spot
from demo.simulator.site import Column, Document

_PROXY = "/truecms/messageController/getMessage.do"
_UUID = "754f6db5-d294-46d5-b25c-"
_PAGE = re.compile(rf"/ljqzf/[a-z0-9]+/content/{_UUID}(\d{{12}})\.html")
_LIST = re.compile(r"/ljqzf/([a-z0-9]+)/\1\.html")
_GROUP = 3


class Portal(HtmlPortal):
    """Every column has a folder of its own beside all others; windows include both ends, and three pages make one."""

    family = "truecms"
    entrance = "/ljqzf/zwgk/zwgk.html"
    by_interface = True
    at_once = 15

    def spot(self, asked: Asked) -> Spot | None:
        if asked.path in ("/", self.entrance):
            return Spot("home")
        if asked.path == _PROXY:
            return self._window(asked.parameters)
        if found := _PAGE.fullmatch(asked.path):
            return self.document_spot(str(int(found[1])))
        if found := _LIST.fullmatch(asked.path):
            column = next((one for one in self._columns() if _slug(one) == found[1]), None)
            return self.list_spot(column, 1)
        return self.file_spot(asked.path)

    def _columns(self) -> list[Column]:
        return [one for node in self.site.columns for one in (node, *node.children)]

    def _window(self, told: dict[str, str]) -> Spot | None:
        code = told.get("columnId", "").rpartition("-")[2]
        column = self.site.column(int(code)) if code.isdecimal() else None
        start, stop = told.get("startrecord", ""), told.get("endrecord", "")
        if column is None or column.is_node or not (start.isdecimal() and stop.isdecimal()):
            return None
        first = int(start) - 1
        return Spot("interface", column, first // self.per_page + 1, rows=True, start=first, stop=int(stop))

    def show(self, spot: Spot, asked: Asked) -> Answer:
        if spot.role != "interface" or spot.column is None:
            return super().show(spot, asked)
        rows = self.window(spot.column, spot.start or 0, spot.stop or 0)
        records = "".join(f"<record><![CDATA[{self.row_html(row)}]]></record>" for row in rows)
        total, pages = self.stated_total(spot.column), self.stated_pages(spot.column)
        xml = (
            f"<datastore><totalrecord>{total}</totalrecord><totalpage>{pages}</totalpage>"
            f"<recordset>{records}</recordset></datastore>"
        )
        called = asked.parameters.get("callback", "callback")
        text = f"{called}({json.dumps({'result': xml}, ensure_ascii=False)})"
        return Answer(200, text.encode(), "text/javascript;charset=UTF-8")

    def column_path(self, column: Column) -> str:
        return f"/ljqzf/{_slug(column)}/{_slug(column)}.html"

    def closing(self, column: Column) -> list[str]:
        return [f"/ljqzf/{_slug(column)}/{_slug(column)}.html"]

    def page_path(self, document: Document) -> str:
        return f"/ljqzf/{_slug(document.column)}/content/{_UUID}{document.number:012d}.html"

    def row_html(self, row: Row) -> str:
        title = escape(row.title)
        return f'<li><a href="{escape(row.url)}" title="{title}">{title}</a><span>{row.shown}</span></li>'

    def rows_html(self, column: Column, _number: int) -> str:
        if not column.size and column.blank == "note":
            return f'<div class="main-txt">{note_html(column.name)}</div>'
        rows = self.window(column, 0, self.per_page * _GROUP)
        lines = "".join(self.row_html(row) for row in rows)
        html = (
            f'<div id="initData" style="display:none"><ul>{lines}</ul></div><div id="content"></div>'
            f"<script>$(document).ready(function(){{ $('#content').jpage({{ totalRecord:{self.stated_total(column)}, "
            f"dataStore:$('#initData').html(), proxyUrl:'{_PROXY}', perPage:{self.per_page}, groupSize:{_GROUP}, "
            f"ajaxParam:{{ columnId:'{_UUID}{column.code:012d}' }} }}); }});</script>"
        )
        return self.list_block(column, rows, html)

    def article_html(self, document: Document) -> str:
        return (
            f'{metadata_table(metadata(document))}<h1 class="con-title">{escape(document.title)}</h1>'
            f'<p class="con-time">发布日期：{document.published} {document.clock}　来源：{document.publisher}</p>'
            f'<div id="zoom" class="main-txt">{self.text_html(document)}</div>'
        )


def _slug(column: Column) -> str:
    return "".join(column.slugs)
