"""Which files a detail page carries: links, boxes, scripts, viewers."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from crawler.attachments.choosing import worth_fetching
from crawler.reading.attachments import extension_of
from crawler.reading.fields import AttachmentLink
from crawler.reading.page import read_page

URL = "http://www.linjiang.example/zwgk/t20261101_1.html"
CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("attachments.yml").read_text(encoding="utf-8"))
_PAGE = """<html><head><title>关于供水的通知</title></head><body>
<div class="nav"><a href="/help.pdf">使用帮助</a></div>
<div class="article"><h1>关于供水的通知</h1><div class="TRS_Editor">
<p>各街道办事处，区政府各部门：现将方案印发给你们，请认真组织实施。</p>
<p>水质应当每日检测，检测结果于次日公开，具体安排见后。</p>{piece}</div></div>
<div class="footer"><a href="/manual.doc">网站手册</a>版权所有</div></body></html>"""


@pytest.mark.parametrize("name", CASES)
def test_files_of_a_page(name: str) -> None:
    page = read_page(_PAGE.format(piece=CASES[name]["html"]).encode(), url=URL)
    found = [[one.url, one.name, one.extension] for one in page.attachments]
    assert found == CASES[name]["files"]


@pytest.mark.parametrize(
    ("address", "extension"),
    [
        ("http://a.example/1.PDF?v=2", "pdf"), ("1.pdf#toolbar=0", "pdf"), ("办法#1.docx", "docx"), ("/a/1.html", None),
        ("%E5%8A%9E%E6%B3%95.wps", "wps"), ("http://[bad", None), ("", None),
    ],
)  # fmt: skip
def test_extensions(address: str, extension: str | None) -> None:
    assert extension_of(address) == extension


@pytest.mark.parametrize(
    ("extension", "worth"), [("pdf", True), (None, True), ("zip", True), ("jpg", False), ("rar", False), ("ceb", False)]
)
def test_what_is_worth_fetching(extension: str | None, worth: bool) -> None:
    assert worth_fetching(AttachmentLink("http://a.example/1", "附件", extension)) is worth
