"""开普 UCAP: lists stem.shtml, stem_2.shtml and so on, articles c{id}/YYYYMM/N.shtml."""

import json
import re
from html import escape

from demo.server import Answer, Asked
from demo.simulator.html_portal import HtmlPortal
from demo.simulator.page_text import frame, metadata, metadata_table
from demo.simulator.portal import Row, Spot, page
from demo.simulator.site import Column, Document

_PAGE = re.compile(r"/ljq/c\d+/\d{6}/(\d+)\.shtml")
_LIST = re.compile(r"/ljq/c(\d+)/(?:zwgklist(?:_(\d+))?\.shtml)?")
_SEARCH = re.compile(r"/common/search/[0-9a-f]{26}(\d+)")


class Portal(HtmlPortal):
    """The pager's call names the container, the number of list pages, the present one, stem, ending and total."""

    family = "ucap"
    entrance = "/ljq/zwgk/index.shtml"

    def spot(self, asked: Asked) -> Spot | None:
        if asked.path in ("/", "/ljq/", self.entrance):
            return Spot("home")
        if found := _SEARCH.fullmatch(asked.path):
            column = self.site.column(int(found[1]))
            return Spot("interface", column, int(asked.parameters.get("page") or 1), rows=True) if column else None
        if found := _PAGE.fullmatch(asked.path):
            return self.document_spot(found[1])
        if found := _LIST.fullmatch(asked.path):
            return self.list_spot(self.site.column(int(found[1])), int(found[2] or 1))
        return self.file_spot(asked.path)

    def show(self, spot: Spot, asked: Asked) -> Answer:
        if spot.role != "interface" or spot.column is None:
            return super().show(spot, asked)
        rows = self.rows(spot.column, spot.number)
        if asked.parameters.get("_isJson") == "true":
            results = [{"title": row.title, "url": row.url, "publishedTimeStr": row.shown} for row in rows]
            told = {"data": {"total": self.stated_total(spot.column), "page": spot.number, "results": results}}
            return Answer(200, json.dumps(told, ensure_ascii=False).encode(), "application/json;charset=UTF-8")
        lines = "".join(
            f'<li><div class="title"><a href="{escape(row.url)}">{escape(row.title)}</a></div>'
            f'<div class="date">{row.shown}</div></li>' for row in rows
        )  # fmt: skip
        return page(frame(spot.column.name, "", f'<ul id="body">{lines}</ul>'))

    def column_path(self, column: Column) -> str:
        return f"/ljq/c{column.code}/zwgklist.shtml"

    def closing(self, column: Column) -> list[str]:
        return [f"/ljq/c{column.code}/"]

    def page_path(self, document: Document) -> str:
        return f"/ljq/c{document.column.code}/{document.published:%Y%m}/{document.number}.shtml"

    def list_head(self, column: Column) -> str:
        generated = (
            '<meta name="others" content="页面生成时间 2026-11-19 09:25:38">\n<meta name="template" '
            'content="ljq,list,2">\n'
        )
        return super().list_head(column) + generated + '<script>var websiteCode = "ljq";</script>\n'

    def row_html(self, row: Row) -> str:
        return (
            f'<li>\n<a target="_blank" href="{escape(row.url)}" '
            f'title="{escape(row.title)}">\n{escape(row.title)}\n</a>\n'
            f"<b>{row.shown}</b>\n</li>"
        )

    def pager_html(self, column: Column, number: int) -> str:
        pages, total = self.stated_pages(column), self.stated_total(column)
        return (
            f'<div id="page_div"></div>'
            f"<script>createPageHTML('page_div',{pages}, {number},'zwgklist','shtml',{total})</script>"
        )

    def article_html(self, document: Document) -> str:
        return (
            f'<div class="article">{metadata_table(metadata(document))}<ucaptitle>'
            f"<h1>{escape(document.title)}</h1></ucaptitle>"
            f'<div class="info">发布时间：{document.published} {document.clock}　来源：{document.publisher}</div>'
            f'<div class="content"><ucapcontent>{self.text_html(document)}</ucapcontent></div></div>'
        )
