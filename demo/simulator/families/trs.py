"""TRS WCM: static folders, `createPageHTML` with the number of list pages, articles as tYYYYMMDD_id.html."""

import re
from html import escape

from demo.server import Asked
from demo.simulator.html_portal import HtmlPortal
from demo.simulator.page_text import metadata, metadata_table
from demo.simulator.portal import Row, Spot
from demo.simulator.site import Column, Document

_PAGE = re.compile(r"/zwgk/[a-z0-9/]+/\d{6}/t\d{8}_(\d+)\.html")
_LIST = re.compile(r"/zwgk/([a-z0-9/]+)/(?:index(?:_(\d+))?\.html)?")
_FILE = re.compile(r"/zwgk/[a-z0-9/]+/\d{6}/P0\d{11}(\d{6})01\.pdf")


class Portal(HtmlPortal):
    """Page n of a list is index_{n-1}.html; links are relative to the page that they stand in."""

    family = "trs"
    entrance = "/zwgk/index.html"

    def spot(self, asked: Asked) -> Spot | None:
        if asked.path in ("/", "/zwgk/", self.entrance):
            return Spot("home")
        if found := _FILE.fullmatch(asked.path):
            return self.file_spot(f"/files/{int(found[1])}_1.pdf")
        if found := _PAGE.fullmatch(asked.path):
            spot = self.document_spot(found[1])
            return spot if spot and spot.document and self.page_path(spot.document) == asked.path else None
        if found := _LIST.fullmatch(asked.path):
            return self.list_spot(self.site.at(found[1].split("/")), int(found[2] or 0) + 1)
        return None

    def column_path(self, column: Column) -> str:
        return f"/zwgk/{'/'.join(column.slugs)}/"

    def page_path(self, document: Document) -> str:
        name = f"{document.published:%Y%m}/t{document.published:%Y%m%d}_{document.number}.html"
        return self.column_path(document.column) + name

    def files(self, document: Document) -> list[tuple[str, str]]:
        folder = self.page_path(document).rpartition("/")[0]
        stamp = f"{document.published:%Y%m%d}123"
        return [(name, f"{folder}/P0{stamp}{document.number:06d}01.pdf") for name in document.files]

    def row_html(self, row: Row) -> str:
        url = row.url
        if row.document and url == self.page_path(row.document):
            url = "./" + url.removeprefix(self.column_path(row.document.column))
        short = row.title if len(row.title) < 30 else f"{row.title[:28]}..."
        return (
            f'<li><a href="{escape(url)}" target="_blank" title="{escape(row.title)}">{short}</a>'
            f"<span>{row.shown}</span></li>"
        )

    def pager_html(self, column: Column, number: int) -> str:
        pages = self.stated_pages(column)
        return f'<div class="page"><script>createPageHTML({pages}, {number - 1}, "index", "html");</script></div>'

    def article_html(self, document: Document) -> str:
        return (
            f'<div class="xl_con">{metadata_table(metadata(document), "&nbsp;")}<h1>{escape(document.title)}</h1>'
            f'<div class="xl_time">发布时间：{document.published} {document.clock}　来源：{document.publisher}</div>'
            '<div class="view TRS_UEDITOR trs_paper_default trs_web">'
            f"{self.text_html(document)}</div></div>"
            '<div class="fujian"><h4>附件：</h4><ul></ul></div>'
        )
