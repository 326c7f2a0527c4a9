"""The UCAP platform of Jiangxi: tree and first rows are data in the page, further rows come from /queryList."""

import json
import re
from html import escape
from typing import Any

from demo.server import Answer, Asked
from demo.simulator.html_portal import HtmlPortal
from demo.simulator.page_text import metadata, metadata_table, note_html
from demo.simulator.portal import Row, Spot
from demo.simulator.site import Column, Document

_PAGE = re.compile(r"/ljxxgk/col/col\d+/content/content_19512\d{8}(\d{6})\.html")
_LIST = re.compile(r"/ljxxgk/col/col(\d+)/(?:index\.html)?")
_TOP = 42062


class Portal(HtmlPortal):
    """`urls` is JSON inside a string; objects end with a comma too many; the first ten rows stand in the page."""

    family = "jiangxi"
    entrance = f"/ljxxgk/col/col{_TOP}/index.html"
    by_interface = True
    at_once = 15
    preloaded = 10

    def spot(self, asked: Asked) -> Spot | None:
        if asked.path in ("/", "/ljxxgk/", self.entrance):
            return Spot("home")
        if asked.path == "/queryList":
            told = asked.form
            code = (told.get("channelCode[]") or told.get("channelCode") or "").removeprefix("col")
            column = self.site.column(int(code)) if code.isdecimal() else None
            if column is None:
                return None
            size = int(told.get("perPage") or told.get("pageSize") or 15)
            start = (max(int(told.get("current") or 1), 1) - 1) * size
            return Spot("interface", column, start // self.per_page + 1, rows=True, start=start, stop=start + size)
        if found := _PAGE.fullmatch(asked.path):
            return self.document_spot(found[1])
        if found := _LIST.fullmatch(asked.path):
            return self.list_spot(self.site.column(int(found[1])), 1)
        return self.file_spot(asked.path)

    def show(self, spot: Spot, asked: Asked) -> Answer:
        if spot.role != "interface" or spot.column is None:
            return super().show(spot, asked)
        rows = [
            {"source": self._article(row, nested=True)}
            for row in self.window(spot.column, spot.start or 0, spot.stop or 0)
        ]
        told = {"code": "200", "data": {"total": self.stated_total(spot.column), "results": rows}, "success": True}
        return Answer(200, json.dumps(told, ensure_ascii=False).encode(), "application/json;charset=UTF-8")

    def column_path(self, column: Column) -> str:
        return f"/ljxxgk/col/col{column.code}/index.html"

    def page_path(self, document: Document) -> str:
        return f"/ljxxgk/col/col{document.column.code}/content/content_1951212345678{document.number:06d}.html"

    def list_head(self, column: Column) -> str:
        return '<base href="/ljxxgk/">\n' + super().list_head(column) + self._data(column)

    def home_html(self) -> str:
        return super().home_html().replace("</head>", self._data(None) + "</head>", 1)

    def rows_html(self, column: Column, _number: int) -> str:
        if not column.size and column.blank == "note":
            return f'<div class="content">{note_html(column.name)}</div>'
        rows = self.window(column, 0, self.preloaded)
        articles = json.dumps([self._article(row) for row in rows], ensure_ascii=False)
        html = (
            '<ul class="List_list" id="div380055"></ul>'
            f"<script>var listData = {{ articleList: {articles}, \n total: {self.stated_total(column)}, }};\n"
            "var unitid = '380055', perPage = '15', listUrl = '/queryList';</script>"
        )
        return self.list_block(column, rows, html)

    def menu_html(self) -> str:
        return '<div class="left-menu" id="menu"></div>'

    def _article(self, row: Row, *, nested: bool = False) -> dict[str, Any]:
        document = row.document
        held = {"xxgk_gkfs": "主动公开"} if document and document.label else {}
        return {
            "id": str(document.number if document else 1), "title": escape(row.title),
            "showTitle": f"<p>{escape(row.title)}</p>",
            "pubDate": f"{row.shown} {document.clock if document else '09:00'}",
            "contentSource": document.publisher if document else "",
            "urls": json.dumps({"pc": row.url}), "metadata": json.dumps(held, ensure_ascii=False) if nested else held,
            "articleFiles": [
                {"fileName": name, "filePath": path, "domainName": self.root, "delFlag": 0}
                for name, path in (self.files(document) if document else [])
            ] or [{}],
        }  # fmt: skip

    def _data(self, column: Column | None) -> str:
        """The page's own column, and the tree."""
        children = [self._channel(one) for one in self.site.columns]
        top = {"code": f"col{_TOP}", "name": "政务公开", "children": children, "childCount": len(children),
               "articleCount": 0, "showOrNot": 1, "channelType": "0", "id": str(10**18 + _TOP),
               "urls": json.dumps({"pc": self.entrance})}  # fmt: skip
        own = self._channel(column, tree=False) if column else {**top, "children": []}
        code = column.code if column else _TOP
        return (
            f"<script>var websiteCode = 'ljxxgk', codeName = 'col{code}';\n"
            f"var channelsTagSelf = {json.dumps(own, ensure_ascii=False)}; //当前栏目信息\n"
            f"var channelsTagParent = [ {json.dumps(top, ensure_ascii=False)}, ]; //父级栏目信息\n</script>\n"
        )

    def _channel(self, column: Column, *, tree: bool = True) -> dict[str, Any]:
        way = [{"name": "政务公开", "urls": {"pc": self.entrance}}]
        above = next((node for node in self.site.columns if column in node.children), None)
        way += [{"name": one.name, "urls": {"pc": self.column_path(one)}} for one in (above, column) if one]
        told: dict[str, Any] = {
            "code": f"col{column.code}", "name": column.name, "showName": f"<p>{column.name}</p>",
            "id": str(10**18 + column.code), "articleCount": self.stated_total(column),
            "childCount": len(column.children),
            "showOrNot": 0 if column.hidden else 1, "channelType": "0", "aggregationChannel": "0", "crumbs": way,
            "urls": json.dumps({"pc": self.column_path(column)}),
        }  # fmt: skip
        if tree and column.children:
            told["children"] = [self._channel(child) for child in column.children]
        return told

    def article_html(self, document: Document) -> str:
        return (
            f'<div class="article"><h1>{escape(document.title)}</h1>{metadata_table(metadata(document))}'
            f'<div class="info">发布时间：{document.published} {document.clock}　来源：{document.publisher}</div>'
            f'<div class="jgzn_content"><ucapcontent>{self.text_html(document)}</ucapcontent></div></div>'
        )
