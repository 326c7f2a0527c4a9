"""长春 infogate: columns and articles are TRS pages, the rows of a column come as JSONP from a search interface."""

import json
from html import escape

from demo.server import Answer, Asked
from demo.simulator.families import trs
from demo.simulator.portal import Spot
from demo.simulator.site import Column

_INTERFACE = "/govsearch/jsonp/gkml/zf_list.jsp"


class Portal(trs.Portal):
    """The interface's parameters are partly repeated; `num` counts all rows, `nPage` is the page."""

    family = "infogate"
    by_interface = True

    def spot(self, asked: Asked) -> Spot | None:
        if asked.path == _INTERFACE:
            code = asked.parameters.get("channelId", "")
            column = self.site.column(int(code)) if code.isdecimal() else None
            return (
                Spot("interface", column, max(int(asked.parameters.get("page") or 1), 1), rows=True) if column else None
            )
        spot = super().spot(asked)
        if spot and spot.role == "list":
            return Spot("list", spot.column) if spot.number == 1 else None
        return spot

    def show(self, spot: Spot, asked: Asked) -> Answer:
        if spot.role != "interface" or spot.column is None:
            return super().show(spot, asked)
        rows = [
            {"title": row.title, "puburl": row.url if row.url.startswith("http") else self.root + row.url,
             "tip": {"dates": str(row.published)}}
            for row in self.rows(spot.column, spot.number)
        ]  # fmt: skip
        told = {"num": self.stated_total(spot.column), "nPage": spot.number, "data": rows}
        name = asked.parameters.get("callback") or "result"
        return Answer(
            200, f"\r\n\r\n{name}({json.dumps(told, ensure_ascii=False)});\r\n".encode(), "text/html;charset=UTF-8"
        )

    def rows_html(self, column: Column, _number: int) -> str:
        call = (
            f"{_INTERFACE}?page=1&lb={column.code}&sword=&searchColumn=all&searchYear=all&pubURL={self.root}"
            f"&SType=1&searchColumnYear=all&searchYear=all&pubURL=&SType=1&channelId={column.code}&callback=result"
        )
        html = (
            f'<div class="zlyxxgk"><ul id="gkml_list"></ul><div id="page"></div></div>'
            f'<script type="text/javascript" src="{escape(call)}"></script>'
        )
        return self.list_block(column, [], html)
