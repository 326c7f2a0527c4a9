"""Small pages, each with one trap of a real template."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from crawler.reading.page import read_page
from crawler.reading.reading import PageReading

HERE = Path(__file__).parent
FILES = ("layouts", "tables", "hazards", "kinds")
CASES: dict[str, dict[str, Any]] = {
    f"{file}-{name}": case
    for file in FILES
    for name, case in yaml.safe_load((HERE / f"{file}.yml").read_text(encoding="utf-8")).items()
}
PARTS = {
    "text": (
        "<p>各镇人民政府：</p><p>根据有关规定，现将有关事项通知如下，请结合实际认真贯彻落实，遇到问题请及时向区政务公开办反映。</p>"
        "<p>各单位要加强组织领导，明确责任分工，确保各项任务按期完成，并于月底前报送进展情况。</p>"
    ),
    "signed": "<p>临江区人民政府办公室</p><p>2026年3月5日</p>",
    "nav": (
        "<div class=top>2026年11月20日 星期五</div><ul class=nav><li><a href='/'>首页</a></li>"
        "<li><a href='/zwgk/'>政务公开</a></li></ul>"
        "<div class=dqwz>当前位置：<a href='/'>首页</a> &gt; <a href='/zwgk/'>政务公开</a> &gt; "
        "<a href='/t/'>通知公告</a></div>"
    ),
    "foot": "<div class=footer>主办单位：临江区人民政府办公室 网站标识码4401000001 江ICP备05000001号</div>",
    "deep": "<div>" * 400,
    "rows": "<ul>"
    + "".join(f"<li><a href={n}.html>关于第{n}项工作的通知</a><i>2026-03-0{n}</i></li>" for n in range(1, 9))
    + "</ul>",
    "table": "".join(
        f"<tr><td>{n}</td><td><a href={n}.html>关于第{n}项工作的通知</a></td><td>临府〔2026〕{n}号</td>"
        f"<td>2026-03-0{n}</td></tr>"
        for n in range(1, 9)
    ),
    "blocks": "".join(
        f"<li><a href={n}.html>关于第{n}项工作的通知</a><table><tr><td>索引号：</td><td>1/2026-{n}</td>"
        f"<td>发布日期：</td><td>2026-03-0{n}</td></tr><tr><td>文号：</td><td>临府〔2026〕{n}号</td></tr></table></li>"
        for n in range(1, 9)
    ),
    "terms": "".join(f"<dt>2026-03-0{n}</dt><dd><a href={n}.html>关于第{n}项工作的通知</a></dd>" for n in range(1, 9)),
}


@pytest.mark.parametrize("name", CASES)
def test_layout(name: str) -> None:
    case = CASES[name]
    page = case["html"]
    for part, html in PARTS.items():
        page = page.replace(f"{{{part}}}", html)
    reading = read_page(f"<html><meta charset=utf-8>{page}".encode(), url="http://www.linjiang.example/zwgk/a.html")
    for field, expected in case.items():
        if field != "html":
            assert _of(reading, field) == expected, field


def _of(reading: PageReading, field: str) -> object:
    if field == "files":
        return [one.url for one in reading.attachments]
    got = getattr(reading, field)
    return list(got) if isinstance(got, tuple) else got


NATURES = yaml.safe_load((HERE / "natures.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("title", "text", "source", "note", "forwarded"), NATURES, ids=[row[0] for row in NATURES])
def test_nature(title: str, text: str, source: str, note: bool, forwarded: bool) -> None:
    byline = f"<div>发布时间：2026-03-09　来源：{source}</div>"
    page = f"<title>{title}</title><h1>{title}</h1>{byline}<div id=zoom><p>{text}</p></div>"
    reading = read_page(page.encode(), url="http://www.linjiang.example/zwgk/a.html")
    assert (reading.note, reading.forwarded, reading.publisher) == (note, forwarded, source)
