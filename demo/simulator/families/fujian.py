"""The Fujian flavour of TRS: avalon pages hold rows in blocks of five, the whole list comes from /fjdzapp/search."""

import json
import re
from html import escape
from typing import Any

from demo.server import Answer, Asked
from demo.simulator.html_portal import HtmlPortal
from demo.simulator.page_text import metadata
from demo.simulator.portal import Row, Spot
from demo.simulator.site import Column, Document

_PAGE = re.compile(r"/zwgk/[a-z0-9/]+/\d{6}/t\d{8}_(\d+)\.htm")
_LIST = re.compile(r"/zwgk/([a-z0-9/]+)/(?:index\.htm)?")
_CHANNEL = "229105"


class Portal(HtmlPortal):
    """Ten rows stand in the page, of which the last is of another column where there is one."""

    family = "fujian"
    entrance = "/zwgk/index.htm"
    by_interface = True
    at_once = 75
    shown_rows = 10

    def spot(self, asked: Asked) -> Spot | None:
        if asked.path in ("/", "/zwgk/", self.entrance):
            return Spot("home")
        if asked.path == "/fjdzapp/search":
            told = {**asked.parameters, **asked.form}
            code = re.search(r"chnlid=(\d+)", told.get("classsql", ""))
            column = self.site.column(int(code[1])) if code and told.get("channelid") == _CHANNEL else None
            if column is None:
                return None
            size = int(told.get("prepage") or 15)
            start = (max(int(told.get("page") or 1), 1) - 1) * size
            return Spot("interface", column, start // self.per_page + 1, rows=True, start=start, stop=start + size)
        if found := _PAGE.fullmatch(asked.path):
            return self.document_spot(found[1])
        if found := _LIST.fullmatch(asked.path):
            return self.list_spot(self.site.at(found[1].split("/")), 1)
        return self.file_spot(asked.path)

    def show(self, spot: Spot, asked: Asked) -> Answer:
        if spot.role != "interface" or spot.column is None:
            return super().show(spot, asked)
        told = {**asked.parameters, **asked.form}
        size, total = int(told.get("prepage") or 15), self.stated_total(spot.column)
        rows = [self._told(row) for row in self.window(spot.column, spot.start or 0, spot.stop or 0)]
        answer = {"data": rows, "pageCount": -(-total // size), "pagenum": told.get("page"), "count": total}
        return Answer(200, json.dumps(answer, ensure_ascii=False).encode(), "application/json;charset=UTF-8")

    def _told(self, row: Row) -> dict[str, Any]:
        url = row.url if row.url.startswith("http") else self.root + row.url
        return {
            "docid": str(row.document.number if row.document else 1), "doctitle": row.title, "docpuburl": url,
            "chnldocurl": url, "docreltime": f"{row.published:%Y.%m.%d} 09:00:00", "linkurl": "",
        }  # fmt: skip

    def column_path(self, column: Column) -> str:
        return f"/zwgk/{'/'.join(column.slugs)}/"

    def page_path(self, document: Document) -> str:
        name = f"{document.published:%Y%m}/t{document.published:%Y%m%d}_{document.number}.htm"
        return self.column_path(document.column) + name

    def list_head(self, column: Column) -> str:
        metas = f'<meta name="ChnlId" content="{column.code}">\n<meta name="SiteId" content="31">\n'
        return super().list_head(column) + metas + '<link rel="stylesheet" href="/images/trt_ui_v2.css">\n'

    def document_head(self, document: Document) -> str:
        metas = (
            f'<meta name="DocId" content="{document.number}">\n<meta name="ChnlId" content="{document.column.code}">\n'
        )
        return super().document_head(document) + metas + '<link rel="stylesheet" href="/images/trt_ui_v2.css">\n'

    def rows_html(self, column: Column, number: int) -> str:
        if not column.size:
            return super().rows_html(column, number)
        rows = self.window(column, 0, self.shown_rows)
        blocks = [
            f'<div ms-visible="$showStatic({at + 1})"><ul '
            f'class="list-gl">{"".join(self.row_html(one) for one in rows[at : at + 5])}'
            "</ul></div>"
            for at in range(0, len(rows), 5)
        ]
        search = (
            f"avalon.define({{$id: 'list', recordCount: '{self.stated_total(column)}', prepage: 5, url: "
            f"'/fjdzapp/search', "
            f"data: {{channelid: '{_CHANNEL}', sortfield: '-docorderpri,-docreltime', classsql: "
            f"'chnlid={column.code}', "
            "classcol: 'publishyear', classnum: '100', classsort: '0', cache: 'true', page: 1, prepage: 75}})"
        )
        html = f'<div ms-controller="list" class="gl-list">{"".join(blocks)}</div><script>{search}</script>'
        return self.list_block(column, rows, html)

    def article_html(self, document: Document) -> str:
        box = "".join(
            f'<li><font>{name}：</font><em class="red_base">{escape(value)}</em></li>'
            for name, value in metadata(document)
        )
        return (
            f'<div class="index_box"><ul>{box}</ul></div><div class="article_title">{escape(document.title)}</div>'
            f"<div "
            f'class="article_time">发布时间：{document.published} {document.clock}　来源：{document.publisher}</div>'
            f'<div class="TRS_Editor">{self.text_html(document)}</div>'
        )
