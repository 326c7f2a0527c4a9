"""Ordinary columns of Guangdong portals: list pages count from index_2, articles are content/post_N.html."""

import re
from html import escape

from demo.server import Asked
from demo.simulator.html_portal import HtmlPortal
from demo.simulator.portal import Spot
from demo.simulator.site import Column, Document

_PAGE = re.compile(r"/zwgk/[a-z0-9/]+/content/m?post_(\d+)\.html")
_LIST = re.compile(r"/zwgk/([a-z0-9/]+)/(?:index(?:_(\d+))?\.html)?")


class Portal(HtmlPortal):
    """After the last list page comes a 404; every article has a mobile twin mpost_N.html."""

    family = "nfcms"
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
        return f"/zwgk/{'/'.join(column.slugs)}/index.html"

    def page_path(self, document: Document) -> str:
        return f"/zwgk/{'/'.join(document.column.slugs)}/content/post_{document.number}.html"

    def list_head(self, column: Column) -> str:
        kind = f'window.NFCMS_SITE_ID=999007;window.NFCMS_PUB_TYPE="page";window.NFCMS_CAT_ID="{column.code}"'
        return super().list_head(column) + f"<script>{kind}</script>\n"

    def document_head(self, document: Document) -> str:
        kind = (
            f'window.NFCMS_SITE_ID=999007;window.NFCMS_PUB_TYPE="post";window.NFCMS_POST_ID="{document.number}";'
            f'window.NFCMS_CAT_ID="{document.column.code}"'
        )
        return super().document_head(document) + f"<script>{kind}</script>\n"

    def pager_html(self, column: Column, number: int) -> str:
        pages = self.stated_pages(column)
        if pages == 1:
            return ""
        onward = (
            f'<a class="next" href="{_address(number + 1)}">下一页</a>'
            if number < pages
            else '<span class="next">下一页</span>'
        )
        numbers = "".join(
            f'<span class="current">{page}</span>' if page == number else f'<a href="{_address(page)}">{page}</a>'
            for page in range(max(1, number - 2), min(pages, number + 2) + 1)
        )
        first, last = (
            f'<a class="first" href="{_address(1)}">首页</a>',
            f'<a class="last" href="{_address(pages)}">尾页</a>',
        )
        return f'<div class="page">{first}{numbers}{onward}{last}</div>'

    def article_html(self, document: Document) -> str:
        further = "".join(f"<span>{name} : {value}</span>" for name, value in document.header)
        return (
            f'<div class="content_article"><h1 class="content_title">{escape(document.title)}</h1>'
            f'<div class="content_attr"><span class="time">时间 : {document.published} {document.clock}:12</span>'
            f"<span>来源 : {document.publisher}</span>{further}</div>"
            f'<div id="zoomcon" class="article-content">{self.text_html(document)}</div></div>'
        )


def _address(page: int) -> str:
    return "index.html" if page == 1 else f"index_{page}.html"
