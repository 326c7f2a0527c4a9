"""One district as a stranger would set it up: a gkmlpt portal with planted faults, a directory as officials make it."""

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import xlsxwriter

from console.cli import run
from tests.crawler.portal_server import PortalServer, Reply

CHINA = timezone(timedelta(hours=8))
AS_OF = "2026-11-20"
BODY = "<p>各街道办事处：现将有关事项通知如下，请结合实际认真贯彻落实，做好政策宣传、业务受理和跟踪回访等各项工作。</p>"
SIGNED = "<p>望湖区民政局</p><p>{0}</p><p>（此件公开发布）</p>"
HEADS = (
    "序号", ("公开事项", "一级事项", "二级事项"), "公开内容（要素）", "公开依据", "公开时限", "公开主体",
    "公开渠道和载体",
    ("公开对象", "全社会", "特定群体"), ("公开方式", "主动", "依申请公开"), ("公开层级", "县级", "乡级"),
)  # fmt: skip
LAW, STANDING = "《中华人民共和国政府信息公开条例》", "自信息形成或者变更之日起20个工作日内"
ENTRIES = (
    ("养老服务通用政策", "养老服务政策文件", "文件名称；文号；发文部门", STANDING),
    ("养老服务通用政策", "养老服务扶持政策措施清单", "措施名称；扶持对象；实施部门", "同上"),
    ("养老服务通用政策", "养老机构投资指南", "投资环境简介；审批条件及依据", "同上"),
    ("养老服务业务办理", "养老机构备案", "申请材料清单；备案流程；咨询电话", "同上"),
    ("养老服务行业管理信息", "养老机构备案信息", "已备案养老机构数量；名称；床位数量", "每季度更新"),
    ("养老服务行业管理信息", "养老机构评估信息", "评估事项申请数量；评估总体结果", "每年更新"),
)


def node(number: int, name: str, *children: dict[str, Any], jump: str = "", count: int = 0) -> dict[str, Any]:
    return {"id": number, "name": name, "children": list(children), "jump_url": jump, "post_count": count}


def epoch(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=CHINA).timestamp())


class City:
    """The portal: `url` is its address, `held` the path of a page that tests hold back."""

    def __init__(self, server: PortalServer) -> None:
        self.server = server
        self.root = f"{server.url}/mzj/gkmlpt"
        self.url = f"{self.root}/index"
        server.guarded, server.cookie = "/mzj/gkmlpt/api/", "SESSION=1"
        made, cited = self._article, "https://mp.weixin.qq.com/s/1"
        self._list(11, made(960001, "望湖区&ldquo;养老服务&rdquo;实施办法", "2026-06-08", "2026-06-10"))
        self._list(12)
        note = "<p>情况说明：截至目前，本区暂无养老机构投资项目，故本栏目暂无相关信息。特此说明。</p>"
        self._list(13, made(960003, "养老机构投资指南情况说明", "2026-05-08", "2026-05-11", note))
        late = made(960004, "望湖区养老机构备案办事流程", "2026-08-03", "2026-09-14")
        gone = made(960005, "望湖区养老机构备案咨询电话", "2026-08-10", "2026-08-12")
        early = made(960006, "望湖区养老机构备案申请材料", "2026-09-21", "2026-09-18")
        bare = made(960007, "望湖区养老机构备案受理地点", "2026-08-11", "2026-08-13", "<p></p>")
        twin = {**late, "url": late["url"].replace("post_", "mpost_")}
        outside = {**made(960008, "一图读懂养老机构备案", "2026-08-11", "2026-08-13"), "url": cited}
        self._list(21, late, gone, early, bare, twin, outside)
        del server.pages[self._path(960005)]
        self._list(31, made(960009, "望湖区2026年第一季度养老机构备案信息", "2026-03-31", "2026-04-02"))
        self._plant_tree()
        self.held = self._path(960007)

    def rectify(self) -> None:
        """What a district may do after a notice: a column and pages are there now, one page is worse than before."""
        self._plant_tree(node(32, "养老机构评估信息", count=1))
        self._list(32, self._article(960032, "望湖区2026年养老机构评估结果", "2026-11-24", "2026-11-26"))
        self._list(12, self._article(960012, "望湖区养老服务扶持政策措施清单", "2026-11-24", "2026-11-26"))
        self._article(960005, "望湖区养老机构备案咨询电话", "2026-08-10", "2026-08-12")
        self.server.pages[self._path(960006)] = Reply(b"<title>500</title>", 500)

    def _plant_tree(self, *more: dict[str, Any]) -> None:
        tree = [
            node(1, "政府信息公开指南", jump="/zwgk/zfxxgkzn/"),
            node(2, "重点领域", node(3, "养老服务",
                node(10, "养老服务通用政策", node(11, "养老服务政策文件", count=1),
                     node(12, "养老服务扶持政策措施清单"), node(13, "养老机构投资指南", count=1)),
                node(20, "养老服务业务办理", node(21, "养老机构备案", count=6)),
                node(30, "养老服务行业管理信息", node(31, "养老机构备案信息", count=1), *more))),
        ]  # fmt: skip
        shown = json.dumps(tree, ensure_ascii=False)
        script = (
            f"window._CONFIG = {{ // SID: '1'\n SID: '755099', on: function () {{ return {{}}; }}, TREE: {shown}, }};"
        )
        cookie = {"Set-Cookie": "SESSION=1; Path=/"}
        self.server.pages["/mzj/gkmlpt/index"] = Reply(f"<script>{script}</script>".encode(), headers=cookie)

    def _path(self, number: int) -> str:
        return f"/mzj/gkmlpt/content/0/{number // 1000}/post_{number}.html"

    def _article(self, number: int, title: str, written: str, shown: str, text: str | None = None) -> dict[str, Any]:
        day = datetime.fromisoformat(written)
        article = {
            "id": number, "title": title, "url": f"{self.server.url}{self._path(number)}", "date": epoch(written),
            "first_publish_time": epoch(shown), "display_publish_time": epoch(shown), "publisher": "望湖区民政局",
            "document_number": "", "identifier": f"006939991/2026-{number}", "is_abolished": 0, "is_expired": 0,
        }  # fmt: skip
        content = BODY + SIGNED.format(f"{day.year}年{day.month}月{day.day}日") if text is None else text
        detail = json.dumps({**article, "content": content}, ensure_ascii=False)
        page = f"<html><title>{title}</title><script>window._CONFIG = {{ DETAIL: {detail}, TREE: [] }}</script></html>"
        self.server.put(self._path(number), page)
        return article

    def _list(self, number: int, *articles: dict[str, Any]) -> None:
        told = {"classify": {"post_count": len(articles)}, "articles": articles, "total": len(articles)}
        self.server.put_json(f"/mzj/gkmlpt/api/all/{number}?page=1&sid=755099", told)


def workspace(folder: Path, url: str) -> Path:
    """A workspace made with `init` and filled in."""
    assert run(["init", str(folder)]) == 0
    settings = (folder / "xuncha.toml").read_text(encoding="utf-8")
    settings = settings.replace("delay = 0.5", "delay = 0").replace("[5, 30, 120]", "[0.01]")
    settings = settings.partition("[[district]]")[0]
    settings += '[[district]]\nid = "wanghu"\nname = "望湖区"\nclass = "区"\ndirectories = ["directories/望湖区/*"]\n'
    settings += f'[[district.portal]]\nurl = "{url}"\nallow_private = true\n'
    (folder / "xuncha.toml").write_text(settings, encoding="utf-8")
    _directory(folder / "directories" / "望湖区" / "养老服务.xlsx")
    return folder


def _directory(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("养老服务")
        sheet.merge_range(0, 0, 0, 12, "望湖区养老服务领域基层政务公开标准目录")
        at = 0
        for head in HEADS:
            if isinstance(head, str):
                sheet.merge_range(1, at, 2, at, head)
                at += 1
            else:
                sheet.merge_range(1, at, 1, at + 1, head[0])
                sheet.write_row(2, at, head[1:])
                at += 2
        for place, (level1, level2, elements, limit) in enumerate(ENTRIES):
            first = place == 0 or ENTRIES[place - 1][0] != level1
            same = [row for row, entry in enumerate(ENTRIES) if entry[0] == level1]
            if first and len(same) > 1:
                sheet.merge_range(3 + place, 1, 3 + same[-1], 1, level1)
            elif first:
                sheet.write(3 + place, 1, level1)
            law, unit = (LAW, "望湖区民政局") if place == 0 else ("同上", "同上")
            cells = (level2, elements.replace("；", "\n"), law, limit, unit, "■政府网站 □两微一端\n□公示栏 □其他")
            sheet.write(3 + place, 0, place + 1)
            sheet.write_row(3 + place, 2, (*cells, "√", "", "√", "", "√", ""))
