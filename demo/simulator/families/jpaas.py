"""大汉 jpaas: a column's page holds only a script that asks for a built list; the answer is JSON around HTML."""

import json
import re
from html import escape

from demo.server import Answer, Asked
from demo.simulator.html_portal import HtmlPortal
from demo.simulator.page_text import metadata, metadata_table
from demo.simulator.portal import Row, Spot
from demo.simulator.site import Column, Document

_PAGE = re.compile(r"/col/col\d+/art/\d+/art_[0-9a-f]{26}(\d{6})\.html")
_LIST = re.compile(r"/col/col(\d+)/(?:index\.html)?")
_UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"


class Portal(HtmlPortal):
    """Only `paramJson` leads to further pages: a bare `pageNo` is ignored."""

    family = "jpaas"
    entrance = "/col/col2000/index.html"
    by_interface = True

    def spot(self, asked: Asked) -> Spot | None:
        if asked.path in ("/", "/index.html", self.entrance):
            return Spot("home")
        if asked.path == _UNIT:
            told = asked.parameters
            code = told.get("pageId", "")
            column = self.site.column(int(code)) if code.isdecimal() else None
            return Spot("interface", column, _page_number(told.get("paramJson", "")), rows=True) if column else None
        if found := _PAGE.fullmatch(asked.path):
            return self.document_spot(found[1])
        if found := _LIST.fullmatch(asked.path):
            column = self.site.column(int(found[1]))
            return Spot("node" if column.is_node else "list", column) if column else None
        return self.file_spot(asked.path)

    def show(self, spot: Spot, asked: Asked) -> Answer:
        if spot.role != "interface" or spot.column is None:
            return super().show(spot, asked)
        rows = "".join(self.row_html(row) for row in self.rows(spot.column, spot.number))
        total, pages = self.stated_total(spot.column), self.stated_pages(spot.column)
        html = (
            f'<ul>{rows}</ul><table class="pagination" rows="{self.per_page}" count="{total}" pageNo="{spot.number}" '
            f'totalpage="{pages}"><tr><td>共{total}条</td></tr></table>'
        )
        if not spot.column.size:
            html = '<ul></ul><table class="pagination" rows="5" count="0" pageNo="1"></table>'
        told = {"success": True, "message": "生成成功", "code": "200", "traceId": "6ca70f", "data": {"html": html}}
        return Answer(200, json.dumps(told, ensure_ascii=False).encode(), "application/json;charset=UTF-8")

    def column_path(self, column: Column) -> str:
        return f"/col/col{column.code}/index.html"

    def page_path(self, document: Document) -> str:
        stem = f"{document.column.code:026x}{document.number:06d}"
        return f"/col/col{document.column.code}/art/{document.published.year}/art_{stem}.html"

    def list_head(self, column: Column) -> str:
        return (
            f'<meta name="ColId" content="{column.code}">\n{super().list_head(column)}<meta id="pagetype" '
            f'content="2">\n'
            '<link rel="stylesheet" href="/cms_files/weblinjiang/images/hanweb.css">\n'
        )

    def document_head(self, document: Document) -> str:
        own = f'<meta name="ColId" content="{document.column.code}">\n<meta id="pagetype" content="1">\n'
        return own + super().document_head(document)

    def rows_html(self, column: Column, _number: int) -> str:
        query = (
            "{'parseType':'bulidstatic','webId':'3999','tplSetId':'o0Yc2Qs','pageType':'column','tagId':'信息列表',"
            f"'editType':'null','pageId':'{column.code}'}}"
        )
        html = (
            f'<div class="list-con"><script id="u{column.code}" src="/script/unitbuild.js" webId="3999" url="{_UNIT}" '
            f'queryData="{query}"></script></div>'
        )
        return self.list_block(column, [], html)

    def row_html(self, row: Row) -> str:
        short = row.title if len(row.title) < 30 else f"{row.title[:28]}..."
        return (
            f'<li class="clearfix"><a class="bt-left" title="{escape(row.title)}" href="{escape(row.url)}">'
            f'{escape(short)}</a><span class="bt-right">{row.shown}</span></li>'
        )

    def article_html(self, document: Document) -> str:
        return (
            f'{metadata_table(metadata(document))}<p class="bt-art-title">{escape(document.title)}</p>'
            f"<p>发布日期：{document.published} {document.clock}　信息来源：{document.publisher}</p>"
            f'<div id="zoom" class="bt-content">{self.text_html(document)}</div>'
        )


def _page_number(told: str) -> int:
    try:
        return max(int(json.loads(told)["pageNo"]), 1)
    except (ValueError, KeyError, TypeError):
        return 1
