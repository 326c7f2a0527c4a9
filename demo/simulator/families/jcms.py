"""大汉 JCMS: the first rows of a column stand in its page as XML, the others come from dataproxy.jsp as XML."""

import re
from html import escape

from demo.server import Answer, Asked
from demo.simulator.html_portal import HtmlPortal
from demo.simulator.page_text import metadata, metadata_table, note_html
from demo.simulator.portal import Row, Spot
from demo.simulator.site import Column, Document

_PAGE = re.compile(r"/art/\d+/\d+/\d+/art_(\d+)_(\d+)\.html")
_LIST = re.compile(r"/col/col(\d+)/(?:index\.html)?")
_PROXY = "/module/web/jpage/dataproxy.jsp"
_PRELOADED = 3


class Portal(HtmlPortal):
    """Three pages of rows are preloaded; windows include both ends. The page states a placeholder (1000) beside the
    real total."""

    family = "jcms"
    entrance = "/col/col2000/index.html"
    by_interface = True
    at_once = 15

    def spot(self, asked: Asked) -> Spot | None:
        if asked.path in ("/", "/index.html", self.entrance):
            return Spot("home")
        if asked.path == _PROXY:
            return self._window(asked)
        if found := _PAGE.fullmatch(asked.path):
            return self.document_spot(found[2])
        if found := _LIST.fullmatch(asked.path):
            column = self.site.column(int(found[1]))
            return self.list_spot(column, 1)
        return self.file_spot(asked.path)

    def _window(self, asked: Asked) -> Spot | None:
        told = {**asked.parameters, **asked.form}
        code = told.get("columnid", "")
        column = self.site.column(int(code)) if code.isdecimal() else None
        if column is None or told.get("unitid") != _unit(column):
            return None
        per_page = int(told.get("perpage") or self.per_page)
        if told.get("startrecord", "").isdecimal():
            start = int(told["startrecord"]) - 1
            stop = int(told.get("endrecord") or start + per_page)
        else:
            start = (int(told.get("page") or 1) - 1) * per_page * _PRELOADED
            stop = start + per_page * _PRELOADED
        number = start // self.per_page + 1
        return Spot("interface", column, number, rows=True, start=start, stop=stop)

    def show(self, spot: Spot, asked: Asked) -> Answer:
        if spot.role != "interface" or spot.column is None:
            return super().show(spot, asked)
        rows = "".join(self._record(row) for row in self.window(spot.column, spot.start or 0, spot.stop or 0))
        total, pages = self.stated_total(spot.column), self.stated_pages(spot.column)
        xml = (
            f"<datastore><totalrecord>{total}</totalrecord><totalpage>{pages}</totalpage>"
            f"<recordset>{rows}</recordset></datastore>"
        )
        return Answer(200, xml.encode(), "text/xml; charset=utf-8")

    def column_path(self, column: Column) -> str:
        return f"/col/col{column.code}/index.html"

    def page_path(self, document: Document) -> str:
        day = document.published
        return f"/art/{day.year}/{day.month}/{day.day}/art_{document.column.code}_{document.number}.html"

    def list_head(self, column: Column) -> str:
        return (
            "<meta name='WebId' content='7'>\n<meta name='Maketime' content='2026-11-19 09:25:38'>\n"
            '<link href="/images/31/hanweb.min.css" rel="stylesheet">\n' + super().list_head(column)
        )

    def rows_html(self, column: Column, _number: int) -> str:
        unit = _unit(column)
        if not column.size and column.blank == "note":
            return f'<div class="main-txt">{note_html(column.name)}</div>'
        rows = self.window(column, 0, self.per_page * _PRELOADED)
        records = "".join(self._record(row) for row in rows)
        further = (
            f'<nextgroup><![CDATA[<a href="{_PROXY}?page=1&appid=1&appid=1&webid=7&path=/&columnid={column.code}'
            f'&unitid={unit}&webname=%25E4%25B8%25B4%25E6%25B1%259F%25E5%258C%25BA&permissiontype=0"></a>]]></nextgroup>'
        )
        total = self.stated_total(column)
        html = (
            f'<div id="{unit}"><script type="text/xml"><datastore>\n{further}<recordset><ul class="column-list"></ul>'
            f"{records}</recordset></datastore></script></div>"
            '<script src="/module/web/jpage/jquery.jpage.js"></script>'
            f"<script>var param_{unit} = {{col:1,appid:'1',webid:7,path:'/',columnid:{column.code},sourceContentType:1,"
            f"unitid:'{unit}',webname:'临江区',permissiontype:0}}; function jpage_{unit}(){{$('#{unit}').jpage({{"
            f"themeName:'default',totalRecord:1000,perPage:{self.per_page},groupSize:{_PRELOADED},proxyUrl:'{_PROXY}',"
            f"ajaxParam:param_{unit}}});}} $(function(){{$('#{unit}').jpage({{themeName:'default',showMode:'full',"
            f"totalRecord:{total},dataBefore:'<ul>',dataAfter:'</ul>',perPage:{self.per_page},groupSize:{_PRELOADED},"
            f"barPosition:'bottom',proxyUrl:'{_PROXY}',ajaxParam:param_{unit}}});}});</script>"
        )
        return self.list_block(column, rows, html)

    def _record(self, row: Row) -> str:
        return (
            f'<record><![CDATA[<li class="clearfix"><a title=\'{escape(row.title)}\' target="_blank" '
            f'href="{escape(row.url)}">{escape(row.title)}</a><span class="bt-list-time">{row.shown}</span>'
            f"</li>]]></record>\n"
        )

    def article_html(self, document: Document) -> str:
        table = metadata_table(metadata(document)).replace('class="xxgk-info"', 'class="xxgktab"')
        return (
            f'{table}<p class="con-title">{escape(document.title)}</p><p '
            f'class="con-time">发布日期：{document.published} '
            f"{document.clock}　来源：{document.publisher}</p><!--<$[信息内容]>begin-->"
            f'<div id="zoom" class="bt-content main-txt">{self.text_html(document)}</div><!--<$[信息内容]>end-->'
        )


def _unit(column: Column) -> str:
    """The number of the unit that shows the list in its page."""
    return str(420_000 + column.code)
