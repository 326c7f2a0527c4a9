"""政府信息公开平台 of Guangdong: the tree is a script object, lists come from an interface, articles hold themselves as
data."""

import json
import re
from datetime import date, datetime, timedelta, timezone
from html import escape
from typing import Any

from demo.server import Answer, Asked
from demo.simulator.page_text import body_html, frame, metadata, metadata_table, note_html
from demo.simulator.portal import Row, SimulatedPortal, Spot, page
from demo.simulator.site import Column, Document

_CHINA = timezone(timedelta(hours=8))
_API = re.compile(r"/gkmlpt/api/all/(\d+)")
_PAGE = re.compile(r"/gkmlpt/content/\d+/\d+/m?post_(\d+)\.html")
_SID = 999041


class Portal(SimulatedPortal):
    """Page 0 of the interface is page 1; the end is an empty list."""

    family = "gkmlpt"
    entrance = "/gkmlpt/index"
    by_interface = True

    def spot(self, asked: Asked) -> Spot | None:
        if asked.path in ("/", self.entrance):
            return Spot("home")
        if found := _API.fullmatch(asked.path):
            column = self.site.column(int(found[1]))
            number = max(int(asked.parameters.get("page", "1") or 1), 1)
            return Spot("interface", column, number, rows=True) if column else None
        if found := _PAGE.fullmatch(asked.path):
            return self.document_spot(found[1])
        return self.file_spot(asked.path)

    def column_path(self, column: Column) -> str:
        return f"{self.entrance}#{column.code}"

    def closing(self, column: Column) -> list[str]:
        return [f"/gkmlpt/api/all/{column.code}"]

    def page_path(self, document: Document) -> str:
        number = document.number
        return f"/gkmlpt/content/{number // 1_000_000}/{number // 1_000}/post_{number}.html"

    def show(self, spot: Spot, _asked: Asked) -> Answer:
        if spot.role == "interface" and spot.column:
            rows = [self._article(row) for row in self.rows(spot.column, spot.number)]
            stated = self.stated_total(spot.column)
            answer = {"classify": {"id": spot.column.code, "post_count": stated}, "articles": rows, "total": stated}
            return Answer(200, json.dumps(answer, ensure_ascii=False).encode(), "application/json")
        if spot.role == "page" and spot.document:
            return page(self._document_html(spot.document))
        tree = json.dumps([self._node(column) for column in self.site.columns], ensure_ascii=False)
        script = f"window._CONFIG = {{ SID: '{_SID}', SERVICE_AREA_ID: 1, LANG: 'zh', TREE: {tree} }}"
        body = (
            f'<div id="app"></div><script>{script}</script><script src="/gkmlpt/gkml/pc/js/chunk-common.js"></script>'
        )
        return page(frame("政府信息公开平台", "", body))

    def _node(self, column: Column) -> dict[str, Any]:
        return {
            "id": column.code, "name": column.name, "children": [self._node(child) for child in column.children],
            "jump_url": "", "post_count": 0 if column.is_node else self.stated_total(column),
        }  # fmt: skip

    def _article(self, row: Row) -> dict[str, Any]:
        document = row.document
        url = row.url if row.url.startswith("http") else self.root + row.url
        told = {
            "id": document.number if document else 1, "title": row.title, "url": url, "post_url": url,
            "display_publish_time": _epoch(row.published), "created_at": f"{row.published} 09:00:00",
        }  # fmt: skip
        return {**told, **(self._told(document) if document else {})}

    def _told(self, document: Document) -> dict[str, Any]:
        return {
            "date": _epoch(document.written or document.published), "first_publish_time": _epoch(document.published),
            "document_number": document.doc_number or "", "identifier": document.index_number,
            "publisher": document.publisher, "is_abolished": 0,
            "is_expired": int(("有效性", "失效") in document.header),
            "attachment": [
                {"id": document.number, "type": "pdf", "name": name, "url": self.root + path}
                for name, path in self.files(document)
            ],
        }  # fmt: skip

    def _document_html(self, document: Document) -> str:
        text = body_html(document, self.files(document))
        detail = {
            **self._article(self.row(document)), **self._told(document), "content": text,
            "classify_main_name": document.column.name,
        }  # fmt: skip
        body = (
            f'<div class="position">您所在的位置：<a href="{self.entrance}">政府信息公开</a></div>'
            f"{metadata_table(metadata(document))}<h1>{escape(document.title)}</h1>"
            f"<div class=\"article-content\">{text}</div><script>window._CONFIG = {{ SID: '{_SID}', "
            f"DETAIL: {json.dumps(detail, ensure_ascii=False)}, TREE: [] }}</script>"
        )
        return frame(document.title, "", body)

    def note(self, column: Column) -> str:
        """The platform has no place for a note; it would be an article."""
        return note_html(column.name)


def _epoch(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, 9, tzinfo=_CHINA).timestamp())
