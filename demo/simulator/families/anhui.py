"""安徽 of the other vendor: /OpennessContent/ with a number for the organ and one for the category, plain HTML."""

import re
from html import escape

from demo.server import Asked
from demo.simulator.html_portal import HtmlPortal
from demo.simulator.page_text import metadata, metadata_table
from demo.simulator.portal import Spot
from demo.simulator.site import Column, Document

_ORGAN = 1442
_PAGE = re.compile(r"/OpennessContent/show/(\d+)\.html")
_LIST = re.compile(rf"/OpennessContent/showList/{_ORGAN}/(\d+)/page_(\d+)\.html")
_HOME = 7


class Portal(HtmlPortal):
    """The pager states rows and pages and leads on by the page's number in the address."""

    family = "anhui"
    entrance = f"/OpennessContent/showList/{_ORGAN}/{_HOME}/page_1.html"

    def spot(self, asked: Asked) -> Spot | None:
        if asked.path in ("/", self.entrance):
            return Spot("home")
        if found := _PAGE.fullmatch(asked.path):
            return self.document_spot(found[1])
        if found := _LIST.fullmatch(asked.path):
            return self.list_spot(self.site.column(int(found[1])), int(found[2]))
        return self.file_spot(asked.path)

    def column_path(self, column: Column) -> str:
        return self._address(column, 1)

    def _address(self, column: Column, number: int) -> str:
        return f"/OpennessContent/showList/{_ORGAN}/{column.code}/page_{number}.html"

    def closing(self, column: Column) -> list[str]:
        return [f"/OpennessContent/showList/{_ORGAN}/{column.code}/"]

    def page_path(self, document: Document) -> str:
        return f"/OpennessContent/show/{document.number}.html"

    def pager_html(self, column: Column, number: int) -> str:
        pages, total = self.stated_pages(column), self.stated_total(column)
        onward = (
            f'<a href="{self._address(column, number + 1)}">下一页</a>' if number < pages else "<span>下一页</span>"
        )
        last = f'<a href="{self._address(column, pages)}">尾页</a>'
        return f'<div class="pages"><span>共{total}条</span><span>{number}/{pages}页</span>{onward}{last}</div>'

    def article_html(self, document: Document) -> str:
        table = metadata_table(metadata(document))
        return (
            f'<div class="xxgk-show">{table}<h1 class="title">{escape(document.title)}</h1>'
            f'<div class="info">发布时间：{document.published} {document.clock}　来源：{document.publisher}</div>'
            f'<div class="con" id="zoom">{self.text_html(document)}</div></div>'
        )
