"""A portal of plain HTML that no known system made: folders, numbered pages, links to every list page."""

import re

from demo.server import Asked
from demo.simulator.html_portal import HtmlPortal
from demo.simulator.portal import Spot
from demo.simulator.site import Column, Document

_PAGE = re.compile(r"/\d{4}/\d{2}-\d{2}/(\d+)\.html")
_LIST = re.compile(r"/zwgk/([a-z0-9/]+)/(?:list_(\d+)\.html|index\.html|)")


class Portal(HtmlPortal):
    """Articles lie outside the folders of their columns, by year and day."""

    family = "static"
    entrance = "/zwgk/index.html"

    def spot(self, asked: Asked) -> Spot | None:
        if asked.path in ("/", "/zwgk/", self.entrance):
            return Spot("home")
        if found := _PAGE.fullmatch(asked.path):
            return self.document_spot(found[1])
        if found := _LIST.fullmatch(asked.path):
            return self.list_spot(self.site.at(found[1].split("/")), int(found[2] or 1))
        return self.file_spot(asked.path)

    def column_path(self, column: Column) -> str:
        return f"/zwgk/{'/'.join(column.slugs)}/"

    def page_path(self, document: Document) -> str:
        return f"/{document.published:%Y/%m-%d}/{document.number}.html"

    def pager_html(self, column: Column, number: int) -> str:
        pages = self.stated_pages(column)
        if pages == 1:
            return ""
        links = [f'<a href="{_address(1)}">首页</a>']
        links += [f'<a href="{_address(number - 1)}">上一页</a>'] if number > 1 else []
        for page in range(max(1, number - 4), min(pages, number + 4) + 1):
            links.append(f"<b>{page}</b>" if page == number else f'<a href="{_address(page)}">{page}</a>')
        links += [f'<a href="{_address(number + 1)}">下一页</a>'] if number < pages else []
        links.append(f'<a href="{_address(pages)}">尾页</a>')
        total = self.stated_total(column)
        return f'<div class="pages">共{total}条 {" ".join(links)}</div>'


def _address(page: int) -> str:
    return "index.html" if page == 1 else f"list_{page}.html"
