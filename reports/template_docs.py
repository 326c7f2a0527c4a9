"""The page on what each shipped template can use (docs/templates.md), made from the templates: `python -m
reports.template_docs`."""

import re
from pathlib import Path

from docxtpl import DocxTemplate

from reports.documents import SHIPPED

PAGE = Path(__file__).resolve().parent.parent / "docs" / "templates.md"
_TYPST = re.compile(r"\bdata\.([a-z_]+)")
PAPERS = {
    "notice": "整改通知", "letter": "函", "privacy_letter": "个人信息处置函", "bulletin": "通报",
    "approval": "呈批材料", "platform_letter": "致网站主办（承办）单位的函", "reminder_slip": "栏目更新提醒单",
    "summary": "半年、全年总结",
}  # fmt: skip
MEANINGS = {
    "office": "本办名称", "title": "标题", "draft": "“（草稿，未编号）”，下发的为空", "number": "文号，草稿为空",
    "addressee": "主送", "you": "称呼：你区、你单位、贵单位", "unit": "单位的通知：单位名称", "district": "区名",
    "round": "批次，如“2026年11月巡查”", "as_of": "数据截止日期", "date": "成文日期",
    "contact": "联系人、电话，没有填写的为空", "copy_to": "抄送，没有的为空", "remark": "附注",
    "reissue": "重发说明，不是重发的为空", "opening": "开头一段",
    "sections": "各部分：heading（标题）、lines（各段）；通报、总结另有二级标题", "annexes": "附件名称",
    "annex_numbers": "各附件的序号", "rows": "主表各行", "rows_name": "主表名称",
    "unfinished": "前次通知未完成事项各行",
    "evidence": "取证清单各行", "total": "个数", "units": "所涉单位", "legal_basis": "依据",
    "objection": "异议说明的期限", "asked": "要求，各段", "public": "是否公开版", "ranks": "得分排名各行",
    "form": "整改反馈表各行", "counted": "只计数、不列出的说明", "parts": "各部分", "by": "呈报人",
    "heads": "各附表的表头", "at": "统计截止时间", "account": "年度指标得分各行", "kinds": "各类问题各行",
    "left": "未完成事项各行", "rounds": "各批次各行", "scores": "各区得分各行", "work": "工作情况各行",
}  # fmt: skip


def used_by(stem: str) -> list[str]:
    """The values that a template's two forms use, in order of name."""
    found = set(_TYPST.findall((SHIPPED / f"{stem}.typ").read_text(encoding="utf-8")))
    found |= set(DocxTemplate(str(SHIPPED / f"{stem}.docx")).get_undeclared_template_variables())
    return sorted(found)


def page() -> str:
    """The whole page."""
    lines = [
        "# 材料模板",
        "",
        "`xuncha templates 江州 notice` 把模板抄进 `江州/templates`，改好后 `report`、`notice` 即用改过的；",
        "删去即恢复自带的。DOCX 决定 Word 文件（Jinja2 标记，`{{ title }}`、`{%p for … %}`），同名的 TYP 决定 PDF",
        "（Typst，值在 `data.title`）。写错的标记，会指出在哪一段、哪一行。版式（页边距、行距、字体）在 `official.typ`",
        "和 Word 样式中。看板的模板在 `templates/dashboard/`。各模板可以用的内容如下；",
        "行内的内容见自带模板中的 `row.…`。",
        "",
    ]
    for stem, name in PAPERS.items():
        lines += [f"## {name}（{stem}.docx、{stem}.typ）", "", "| 写作 | 内容 |", "| --- | --- |"]
        lines += [f"| `{one}` | {MEANINGS[one]} |" for one in used_by(stem)]
        lines.append("")
    return "\n".join([*lines, "由模板生成：`python -m reports.template_docs`。", ""])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)
