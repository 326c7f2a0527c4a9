"""Portals whose columns are HTML pages with a menu beside them; what the families of that kind share."""

from html import escape

from demo.server import Answer, Asked
from demo.simulator.page_text import (
    body_html,
    crumbs,
    frame,
    metadata,
    metadata_table,
    metas,
    note_html,
    site_metas,
)
from demo.simulator.portal import Row, SimulatedPortal, Spot, page
from demo.simulator.site import Column, Document


class HtmlPortal(SimulatedPortal):
    """A portal with a front page, a menu of two levels and a breadcrumb on every page."""

    def show(self, spot: Spot, _asked: Asked) -> Answer:
        if spot.role == "page" and spot.document:
            return page(self.document_html(spot.document))
        if spot.role == "list" and spot.column:
            return page(self.list_html(spot.column, spot.number))
        if spot.role == "node" and spot.column:
            return page(self.node_html(spot.column))
        return page(self.home_html())

    def pager_html(self, _column: Column, _number: int) -> str:
        """The way to the other list pages; nothing where rows come from an interface."""
        return ""

    def list_head(self, column: Column) -> str:
        """What stands in the head of a list page."""
        name = escape(column.name)
        return (
            site_metas(self.site) + f'<meta name="ColumnName" content="{name}">\n<meta name="ColumnType" content="">\n'
        )

    def document_head(self, document: Document) -> str:
        """What stands in the head of an article."""
        return metas(self.site, document)

    def article_html(self, document: Document) -> str:
        """Title, metadata and text of an article."""
        return (
            f'<div class="article"><h1>{escape(document.title)}</h1>{metadata_table(metadata(document))}'
            f'<div class="info">发布时间：{document.published} {document.clock}　来源：{document.publisher}</div>'
            f'<div class="article-con">{self.text_html(document)}</div></div>'
        )

    def row_html(self, row: Row) -> str:
        """One row of a list."""
        short = row.title if len(row.title) < 34 else f"{row.title[:32]}…"
        return (
            f'<li><a href="{escape(row.url)}" title="{escape(row.title)}" target="_blank">{escape(short)}</a>'
            f"<span>{row.shown}</span></li>"
        )

    def text_html(self, document: Document) -> str:
        """The text of an article."""
        return body_html(document, self.files(document))

    def document_html(self, document: Document) -> str:
        """The whole page of a document."""
        body = self.top_html() + self.crumbs_html(document.column, "正文") + self.article_html(document)
        return frame(f"{document.title}_{self.site.name}", self.document_head(document), body)

    def list_html(self, column: Column, number: int) -> str:
        """The whole page of a list."""
        main = f'<div class="list-box"><h2>{escape(column.name)}</h2>{self.rows_html(column, number)}</div>'
        body = self.top_html() + self.crumbs_html(column) + self.menu_html() + main
        return frame(f"{column.name}_{self.site.name}", self.list_head(column), body)

    def rows_html(self, column: Column, number: int) -> str:
        """The block with the rows and the pager, or what stands in an empty column."""
        if not column.size:
            words = {"words": "<p>暂无信息</p>", "note": note_html(column.name), "nothing": ""}
            return f'<ul class="news-list"></ul><div class="column-note">{words[column.blank]}</div>'
        rows = self.rows(column, number)
        lines = "".join(self.row_html(row) for row in rows)
        html = f'<ul class="news-list">{lines}</ul>{self.pager_html(column, number)}'
        return self.list_block(column, rows, html)

    def node_html(self, column: Column) -> str:
        """The whole page of a column that only leads to its children."""
        links = "".join(f'<li><a href="{self.link(child)}">{child.name}</a></li>' for child in _shown(column))
        main = f'<div class="sub-columns"><h2>{column.name}</h2><ul>{links}</ul></div>'
        body = self.top_html() + self.crumbs_html(column) + self.menu_html() + main
        return frame(f"{column.name}_{self.site.name}", self.list_head(column), body)

    def home_html(self) -> str:
        """The page at which the openness columns start."""
        links = "".join(f'<li><a href="{self.link(column)}">{column.name}</a></li>' for column in self.site.columns)
        main = f'<div class="sub-columns"><h2>基层政务公开</h2><ul>{links}</ul></div>'
        way = crumbs([("首页", "/"), ("政务公开", self.entrance)])
        head = site_metas(self.site) + '<meta name="ColumnName" content="政务公开">\n'
        return frame(f"政务公开_{self.site.name}", head, self.top_html() + way + self.menu_html() + main)

    def link(self, column: Column) -> str:
        """The address of a column as it is written in links."""
        return escape(self.column_path(column))

    def top_html(self) -> str:
        """The site's own navigation, on every page."""
        return (
            f'<div class="header"><div class="logo">{self.site.name}</div><ul class="nav"><li><a href="/">首页</a></li>'
            f'<li><a href="/xwzx/">新闻中心</a></li><li><a href="{escape(self.entrance)}">政务公开</a></li>'
            '<li><a href="http://zwfw.jiangzhou.example/">政务服务</a></li></ul></div>'
        )

    def menu_html(self) -> str:
        """The menu of all columns."""
        lines = []
        for node in self.site.columns:
            below = "".join(f'<li><a href="{self.link(leaf)}">{leaf.name}</a></li>' for leaf in _shown(node))
            lines.append(f'<li><a href="{self.link(node)}">{node.name}</a><ul>{below}</ul></li>')
        return f'<div class="left-menu"><ul>{"".join(lines)}</ul></div>'

    def crumbs_html(self, column: Column, last: str = "") -> str:
        """The breadcrumb of a column or of a page in it."""
        way = [("首页", "/"), ("政务公开", escape(self.entrance))]
        above = next((node for node in self.site.columns if column in node.children), None)
        way += [(one.name, self.link(one)) for one in (above, column) if one is not None]
        return crumbs(way) + (f'<span class="here">{last}</span>' if last else "")


def _shown(column: Column) -> list[Column]:
    return [child for child in column.children if not child.hidden]
