"""龙讯: one tree of categories per organ, lists as /public/column/{organ}?type=4&catId=, further rows as fragments."""

import re
from html import escape

from demo.server import Answer, Asked
from demo.simulator.html_portal import HtmlPortal
from demo.simulator.page_text import metadata, metadata_table
from demo.simulator.portal import Row, Spot, page
from demo.simulator.site import Column, Document

_ORGAN = 6596211
_SITE = 6795621
_PAGE = re.compile(rf"/public/{_ORGAN}/(\d+)\.html")
_COLUMN = f"/public/column/{_ORGAN}"
_LABEL = "/site/label/8888"


class Portal(HtmlPortal):
    """The page carries the first rows; `pageIndex` leads on, in the page's own address and in the fragment's."""

    family = "lonsun"
    entrance = f"{_COLUMN}?type=4&action=list"

    def spot(self, asked: Asked) -> Spot | None:
        told = asked.parameters
        number = int(told.get("pageIndex") or 1)
        code = told.get("catId", "")
        column = self.site.column(int(code)) if code.isdecimal() else None
        if asked.path == "/" or (asked.path == _COLUMN and not code):
            return Spot("home")
        if asked.path == _COLUMN:
            return self.list_spot(column, number)
        if asked.path == _LABEL and column and not column.is_node:
            return Spot("interface", column, number, rows=True)
        if found := _PAGE.fullmatch(asked.path):
            return self.document_spot(found[1])
        return self.file_spot(asked.path)

    def show(self, spot: Spot, asked: Asked) -> Answer:
        if spot.role == "interface" and spot.column:
            return page(self._rows(spot.column, spot.number))
        return super().show(spot, asked)

    def column_path(self, column: Column) -> str:
        return f"{_COLUMN}?type=4&catId={column.code}&action=list"

    def page_path(self, document: Document) -> str:
        return f"/public/{_ORGAN}/{document.number}.html"

    def list_head(self, column: Column) -> str:
        return super().list_head(column) + '<meta name="HtmlGenerateTime" content="2026-11-19 09:30">\n'

    def rows_html(self, column: Column, number: int) -> str:
        if not column.size:
            return super().rows_html(column, number)
        rows = self.rows(column, number)
        html = f"<!--StartLabelHtml_publicInfoList-->{self._rows(column, number)}<!--EndLabelHtml_publicInfoList-->"
        return self.list_block(column, rows, html)

    def _rows(self, column: Column, number: int) -> str:
        lines = "".join(self.row_html(row) for row in self.rows(column, number))
        return (
            f'<div class="xxgk_navli"><ul class="clearfix xxgk_nav_list">{lines}</ul>'
            f"</div>{self.pager_html(column, number)}"
        )

    def row_html(self, row: Row) -> str:
        return (
            f'<li class="clearfix"><a href="{escape(row.url)}" target="_blank" title="{escape(row.title)}" '
            f'class="left">'
            f'{escape(row.title)}</a><span class="right date">{row.shown}</span></li>'
        )

    def pager_html(self, column: Column, number: int) -> str:
        pages, total = self.stated_pages(column), self.stated_total(column)
        link = f"{_COLUMN}?type=4&amp;catId={column.code}&amp;action=list&amp;nav=3&amp;pageIndex="
        label = (
            f"{_LABEL}?labelName=publicInfoList&siteId={_SITE}&pageSize={self.per_page}&action=list&isDate=true"
            f"&dateFormat=yyyy-MM-dd&length=80&organId={_ORGAN}&type=4&catId={column.code}&file=/xxgk/publicInfoList_newest"
        )
        onward = f'<a href="{link}{number + 1}" aria-label="跳转至下一页">下一页</a>' if number < pages else ""
        return (
            f'<div class="pagination" id="page_public_info"><span>共 {total} 条</span>{onward}'
            f'<a href="{link}{pages}">尾页</a></div><script>Ls.pagination("#page_public_info", '
            f"{{pageIndex:{number}, pageSize:{self.per_page}, pageCount:{pages}, total:{total}, "
            f'url:"{label}"}});</script>'
        )

    def article_html(self, document: Document) -> str:
        table = metadata_table(metadata(document))
        return (
            f'<div class="gk_container">{table}<h1 class="wztit">{escape(document.title)}</h1>'
            f'<div class="wzbjxx">发布时间：{document.published} {document.clock}　信息来源：{document.publisher}</div>'
            f'<div id="zoom" class="j-fontContent wzcon">{self.text_html(document)}</div></div>'
        )
