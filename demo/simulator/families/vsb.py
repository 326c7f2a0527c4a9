"""博达 VSB: a column is name.htm, its older pages are name/N.htm counted downwards, articles info/COLUMN/N.htm."""

import re
from html import escape

from demo.server import Asked
from demo.simulator.html_portal import HtmlPortal
from demo.simulator.page_text import site_metas
from demo.simulator.portal import Row, Spot
from demo.simulator.site import Column, Document

_PAGE = re.compile(r"/info/(\d+)/(\d+)\.htm")
_LIST = re.compile(r"/(zwgk/[a-z0-9/]+?)(?:/(\d+))?\.htm")


class Portal(HtmlPortal):
    """The last list page is number 1, the second is the number of list pages less one. No standard metas."""

    family = "vsb"
    entrance = "/zwgk.htm"

    def spot(self, asked: Asked) -> Spot | None:
        if asked.path in ("/", "/index.htm", self.entrance):
            return Spot("home")
        if found := _PAGE.fullmatch(asked.path):
            return self.document_spot(found[2])
        if found := _LIST.fullmatch(asked.path):
            column = self.site.at(found[1].split("/")[1:])
            if column is None or not found[2]:
                return self.list_spot(column, 1)
            # Beyond the first page there are no more files than pages, whatever the pager says.
            number = self.stated_pages(column) - int(found[2]) + 1
            return self.list_spot(column, number) if number > 1 else None
        return self.file_spot(asked.path)

    def column_path(self, column: Column) -> str:
        return f"/zwgk/{'/'.join(column.slugs)}.htm"

    def closing(self, column: Column) -> list[str]:
        path = self.column_path(column)
        return [path, path.removesuffix(".htm") + "/"]

    def page_path(self, document: Document) -> str:
        return f"/info/{document.column.code}/{document.number}.htm"

    def list_head(self, _column: Column) -> str:
        return '<link rel="stylesheet" href="/system/resource/css/pagedown/sys.css">\n' + site_metas(self.site)

    def document_head(self, _document: Document) -> str:
        return '<meta name="pageType" content="3">\n'

    def row_html(self, row: Row) -> str:
        number = row.document.number if row.document else 0
        return (
            f'<li id="line_u7_{number % 20}"><span>{row.shown}</span><a href="{escape(row.url)}" '
            f'title="{escape(row.title)}"><em>{escape(row.title)}</em></a></li>'
        )

    def pager_html(self, column: Column, number: int) -> str:
        pages, total = self.stated_pages(column), self.stated_total(column)
        own = self.column_path(column)
        folder = own.removesuffix(".htm")

        def address(page: int) -> str:
            return own if page == 1 else f"{folder}/{pages - page + 1}.htm"

        parts = [f'<span class="p_t">共{total}条</span> <span class="p_pages">']
        for word, name, page, here in (("首页", "first", 1, number > 1), ("上页", "prev", number - 1, number > 1)):
            parts.append(_step(word, name, address(page) if here else ""))
        for page in range(max(1, number - 3), min(pages, number + 3) + 1):
            one = f'<span class="p_no_d">{page}</span>' if page == number else ""
            parts.append(one or f'<span class="p_no"><a href="{address(page)}">{page}</a></span>')
        for word, name, page in (("下页", "next", number + 1), ("尾页", "last", pages)):
            parts.append(_step(word, name, address(page) if number < pages else ""))
        return f'<div class="pb_sys_common pb_sys_normal pb_sys_style1">{"".join(parts)}</span></div>'

    def document_html(self, document: Document) -> str:
        page = super().document_html(document)
        # The title names the column; the text stands in a form.
        return page.replace(
            f"{escape(document.title)}_{self.site.name}", f"{escape(document.title)}-{document.column.name}"
        )

    def article_html(self, document: Document) -> str:
        further = "".join(f"&nbsp;&nbsp;{name}：{value}" for name, value in document.header)
        return (
            '<form name="_newscontent_fromname"><div class="main-content">'
            f'<h1 align="center">{escape(document.title)}</h1><div '
            f'class="info">发布时间：{document.published}&nbsp;&nbsp;'
            f"来源：{document.publisher}&nbsp;&nbsp;点击：[<span>12</span>]{further}</div>"
            f'<div id="vsb_content"><div class="v_news_content">{self.text_html(document)}</div></div></div></form>'
        )


def _step(word: str, name: str, address: str) -> str:
    if not address:
        return f'<span class="p_{name}_d p_fun_d">{word}</span>'
    return f'<span class="p_{name} p_fun"><a href="{address}">{word}</a></span>'
