"""Which content elements of an entry its pages speak of."""

from pathlib import Path
from typing import Any

import pytest

from inspection.round_store import open_round
from inspection.types.directory import Entry
from inspection.types.page_facts import ElementsFound
from inspection.types.portal import Attachment, Page
from matchers.elements_found import asked_elements, elements_found, is_met
from matchers.folding import NameFolder, fold
from matchers.round_pages import PageAnswer
from matchers.settings import match_settings
from matchers.target import Targets

URL = "https://www.linjiang.example/a.html"
FOLDER = NameFolder(match_settings().names)


def _entry(*elements: str) -> Entry:
    place = ("linjiang", "directories/x.xlsx", None, None, None)
    return Entry(*place, "户籍管理", "出生登记", None, None, elements=elements)


def _rows(path: Path, entry: Entry, page: dict[str, Any], *files: Attachment, decision: Any = "accept") -> Any:
    target = Targets([entry], match_settings()).items[0]
    body = page.pop("body")
    shown = Page(URL, "linjiang", "static", (), (), "ok", body=body, body_chars=len(body), **page)
    with open_round(path / "round.db") as store:
        store.replace(Page, [shown])
        store.replace(Attachment, files)
        return list(elements_found(store, [PageAnswer(shown, target, 0.9, decision, "machine", {})]))


@pytest.mark.parametrize(
    ("element", "text"),
    [
        ("办理时限", "自受理之日起五个工作日办结"),
        ("咨询、监督投诉方式", "咨询电话0700-1234567"),
        ("低保对象名单", "本月最低生活保障对象名单如下"),
        ("行政处罚自由裁量基准", "附行政处罚自由裁量的基准"),
        ("办理材料", "要带什么：户口簿、身份证原件"),
        ("收费依据及标准", "要不要钱：不要钱"),
        ("处罚决定书文号", "临市监罚〔2026〕12号"),
        ("违法事实", "经查，当事人采购未经检验的肉类"),
        ("救济渠道", "如不服本决定，可申请行政复议"),
    ],
)
def test_what_speaks_for_an_element_meets_it(element: str, text: str) -> None:
    plain = fold(text)
    assert is_met(element, plain, FOLDER) or is_met(element, FOLDER.same(plain), FOLDER)


def test_what_a_text_does_not_speak_of_is_not_met() -> None:
    assert not is_met("救济渠道", fold("当事人违法占道经营，罚款二百元。"), FOLDER)
    assert not is_met("收费依据及标准", fold("符合条件的居民带上身份证到大厅办理。"), FOLDER)


def test_elements_are_asked_without_numbering_and_brackets() -> None:
    entry = _entry("1.办理条件", "（二）所需材料（原件）", "法律法规和政策文件", "同上", "救济渠道；")
    assert asked_elements(entry) == ("办理条件", "所需材料", "救济渠道")


def test_what_stands_in_every_pages_head_is_not_asked() -> None:
    entry = _entry("标题", "发布日期", "生成日期", "正文", "发布机构", "关键词", "补贴标准", "开工时间")
    assert asked_elements(entry) == ("补贴标准", "开工时间")


def test_elements_are_looked_for_in_text_and_files(tmp_path: Path) -> None:
    form = Attachment(URL, 0, f"{URL}/0", "流程图.pdf", "pdf", "ok", text="救济渠道：申请行政复议。")
    entry = _entry("办理流程", "救济渠道", "听证笔录")
    page = {"title": "出生登记", "body": "现将有关事项公布如下。", "attachments": 1}
    assert _rows(tmp_path, entry, page, form) == [
        ElementsFound(URL, "户籍管理", "出生登记", "", ("办理流程", "救济渠道"), ("听证笔录",), True)
    ]


@pytest.mark.parametrize(
    ("page", "state"),
    [
        ({"images": 1}, None),
        ({"attachments": 1}, None),
        ({"attachments": 1}, "scanned"),
        ({"body": "详见链接。"}, None),
    ],
)
def test_what_was_not_read_is_told(tmp_path: Path, page: dict[str, Any], state: Any) -> None:
    files = [Attachment(URL, 0, f"{URL}/0", "流程图.pdf", "pdf", state)] if state else []
    shown = {"title": "出生登记", "body": "救济渠道见后。"} | page
    [row] = _rows(tmp_path, _entry("听证笔录", "救济渠道"), shown, *files)
    assert not row.read


def test_only_accepted_pages_of_entries_with_elements_are_looked_at(tmp_path: Path) -> None:
    page = {"title": "出生登记", "body": "现将有关事项公布如下。"}
    assert _rows(tmp_path, _entry("听证笔录", "救济渠道"), dict(page), decision="review") == []
    assert _rows(tmp_path, _entry("听证笔录"), dict(page)) == []
    assert _rows(tmp_path, _entry("听证笔录", "救济渠道"), dict(page) | {"note": True}) == []
