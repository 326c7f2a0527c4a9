"""苏州: columns are folders of plain HTML whose rows come as JSON from one interface, asked by POST with a number."""

import json
import re
from typing import Any

from demo.server import Answer, Asked
from demo.simulator.html_portal import HtmlPortal
from demo.simulator.page_text import metadata, metadata_table
from demo.simulator.portal import Row, Spot
from demo.simulator.site import Column, Document

_PAGE = re.compile(r"/szqrmzf/[a-z0-9/]+/\d{6}/([0-9a-f]{32})\.shtml")
_LIST = re.compile(r"/szqrmzf/([a-z0-9/]+)/(?:xxgk_list\.shtml)?")
_MARK = 0xA7 * 10**36
_LOAD = "/szinf/xxgk/interfacesWebZcwj/loadData"


class Portal(HtmlPortal):
    """The interface states the number of rows and of pages; a row names number and date of its document."""

    family = "suzhou"
    entrance = "/szqrmzf/zwgk.shtml"
    by_interface = True
    at_once = 15

    def spot(self, asked: Asked) -> Spot | None:
        if asked.path in ("/", self.entrance):
            return Spot("home")
        if asked.path == _LOAD:
            return self._window({**asked.parameters, **asked.form})
        if found := _PAGE.fullmatch(asked.path):
            return self.document_spot(str(int(found[1], 16) % 10**8))
        if found := _LIST.fullmatch(asked.path):
            column = self.site.at(found[1].split("/"))
            return Spot("node" if column.is_node else "list", column) if column else None
        return self.file_spot(asked.path)

    def _window(self, told: dict[str, str]) -> Spot | None:
        code = told.get("channel_id", "").rpartition("-")[2]
        column = self.site.column(int(code)) if code.isdecimal() else None
        if column is None or column.is_node:
            return None
        size, page = int(told.get("pageSize") or self.at_once), int(told.get("pageIndex") or 1)
        start = (page - 1) * size
        return Spot("interface", column, start // self.per_page + 1, rows=True, start=start, stop=start + size)

    def show(self, spot: Spot, asked: Asked) -> Answer:
        if spot.role != "interface" or spot.column is None:
            return super().show(spot, asked)
        start, stop = spot.start or 0, spot.stop or self.at_once
        rows = [self._told(row) for row in self.window(spot.column, start, stop)]
        total = self.stated_total(spot.column)
        data = {"allRow": total, "totalPage": -(-total // (stop - start)), "currentPage": start // (stop - start) + 1}
        told = {"code": 200, "data": {**data, "list": rows}}
        return Answer(200, json.dumps(told, ensure_ascii=False).encode(), "application/json;charset=UTF-8")

    def _told(self, row: Row) -> dict[str, Any]:
        document = row.document
        url = row.url if row.url.startswith("http") else self.root + row.url
        told: dict[str, Any] = {"TITLE": row.title, "URL": url, "PUBLISHED_TIME_FORMAT": row.shown}
        if document is None:
            return told
        written = str(document.written) if document.written else None
        return {**told, "C_WJBH": document.doc_number, "C_SYH": document.index_number, "C_FWRQ_FORMAT": written}

    def column_path(self, column: Column) -> str:
        return f"/szqrmzf/{'/'.join(column.slugs)}/xxgk_list.shtml"

    def closing(self, column: Column) -> list[str]:
        return [self.column_path(column)]

    def page_path(self, document: Document) -> str:
        folder = self.column_path(document.column).rpartition("/")[0]
        return f"{folder}/{document.published:%Y%m}/{_MARK + document.number:032x}.shtml"

    def rows_html(self, column: Column, _number: int) -> str:
        html = (
            '<div class="list-con"><ul id="infolist" class="infolist"></ul><div id="pager"></div></div>'
            f"<script>var channelId = '6a1b2c3d-0000-4000-8000-{column.code:012d}';\n"
            f"function load(index) {{ $.post('{_LOAD}?pageSize={self.at_once}', "
            "{pageIndex: index, channel_id: channelId}, showRows, 'json'); }\nload(1);</script>"
        )
        return self.list_block(column, [], html)

    def article_html(self, document: Document) -> str:
        return (
            f'<div class="xxgk-con">{metadata_table(metadata(document))}<h1>{document.title}</h1>'
            f'<div class="time">发布时间：{document.published} {document.clock}　来源：{document.publisher}</div>'
            f'<div id="zoomcon" class="article-content">{self.text_html(document)}</div></div>'
        )
