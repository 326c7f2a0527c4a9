"""新点 Epoint: column pages are shells; rows come from getgovinfolist, asked with a guid that stands in a script."""

import json
import re
from html import escape
from typing import Any

from demo.server import Answer, Asked
from demo.simulator.html_portal import HtmlPortal
from demo.simulator.page_text import metadata, metadata_table
from demo.simulator.portal import Row, Spot
from demo.simulator.site import Column, Document

_GUID = "7eb5f7f1-3999-43ad-8e13-8fcb82ea831a"
_PAGE = re.compile(r"/\d+/\d{8}/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-0{6}(\d{6})\.html")
_SHELL = "/dynamic/zwgk/govInfoPub.html"
_LIST = "/EWB-FRONT/rest/lightfrontaction/getgovinfolist"


class Portal(HtmlPortal):
    """`pageIndex` starts at 0. What is not there is a page of status 200 that says so."""

    family = "epoint"
    entrance = f"{_SHELL}?categorynum=003"
    by_interface = True
    at_once = 20

    def spot(self, asked: Asked) -> Spot | None:
        if asked.path == "/js/webBuilderCommon.js":
            return Spot("side")
        if asked.path == _LIST:
            return self._rows_spot(asked)
        if found := _PAGE.fullmatch(asked.path):
            return self.document_spot(found[1])
        if asked.path == _SHELL:
            code = asked.parameters.get("categorynum", "").removeprefix("003")
            column = self.site.column(int(code)) if code.isdecimal() else None
            if column is None:
                return Spot("home") if not code else None
            return Spot("node" if column.is_node else "list", column)
        return Spot("home") if asked.path == "/" else self.file_spot(asked.path)

    def _rows_spot(self, asked: Asked) -> Spot | None:
        try:
            told = json.loads(asked.body)
        except ValueError:
            return None
        told = told.get("params", told) if isinstance(told, dict) else {}
        code = str(told.get("categorynum", "")).removeprefix("003")
        column = self.site.column(int(code)) if code.isdecimal() else None
        if column is None or told.get("siteGuid") != _GUID:
            return None
        size = int(told.get("pageSize") or 20)
        start = int(told.get("pageIndex") or 0) * size
        return Spot("interface", column, start // self.per_page + 1, rows=True, start=start, stop=start + size)

    def show(self, spot: Spot, asked: Asked) -> Answer:
        if spot.role == "side":
            script = f'var siteInfo = {{"siteGuid":"{_GUID}","projectName":"/EWB-FRONT"}};'
            return Answer(200, script.encode(), "application/javascript")
        if spot.role != "interface" or spot.column is None:
            return super().show(spot, asked)
        rows = [self._told(row) for row in self.window(spot.column, spot.start or 0, spot.stop or 0)]
        told = {
            "custom": {"data": rows, "total": self.stated_total(spot.column)},
            "status": {"code": 200, "text": "ok"},
        }
        return Answer(200, json.dumps(told, ensure_ascii=False).encode(), "application/json;charset=UTF-8")

    def _told(self, row: Row) -> dict[str, Any]:
        short = row.title if len(row.title) < 24 else f"{row.title[:22]}..."
        return {"infourl": row.url, "realtitle": row.title, "title": short, "infodate": row.shown, "deptname": ""}

    def column_path(self, column: Column) -> str:
        return f"{_SHELL}?categorynum=003{column.code}"

    def page_path(self, document: Document) -> str:
        guid = f"{document.column.code:08x}-1a2b-4c3d-8e5f-{document.number:012d}"
        return f"/003{document.column.code}/{document.published:%Y%m%d}/{guid}.html"

    def list_head(self, column: Column) -> str:
        return super().list_head(column) + '<script src="/js/webBuilderCommon.js"></script>\n'

    def home_html(self) -> str:
        return super().home_html().replace("</head>", '<script src="/js/webBuilderCommon.js"></script>\n</head>', 1)

    def rows_html(self, column: Column, _number: int) -> str:
        html = (
            '<div class="ewb-catalog-table"><table><thead><tr><th>序号</th><th>名称</th><th>发布日期</th></tr></thead>'
            '<tbody id="govInfoList"></tbody></table><div id="page"></div></div>'
            '<script src="/js/govInfoPub.js"></script>'
        )
        return self.list_block(column, [], html)

    def article_html(self, document: Document) -> str:
        return (
            f'<div class="ewb-article">{metadata_table(metadata(document))}<h1>{escape(document.title)}</h1>'
            f'<div class="ewb-info">发布日期：{document.published}　信息来源：{document.publisher}</div>'
            f'<div class="ewb-article-content">{self.text_html(document)}</div></div>'
        )
