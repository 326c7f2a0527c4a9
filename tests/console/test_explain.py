"""`xuncha explain`: a page, a finding, an entry and a column, in words that an official understands."""

import json
import re
import shutil
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from audits.ledger import Memory
from audits.round import audit_round
from console.cli import run
from console.explaining import listing_lines
from inspection.round_store import RoundStore, open_round
from inspection.rule_pack import load_pack, to_json
from inspection.types.judgement import Coverage, Finding, NearMiss
from inspection.types.office import CrawlSettings, District, Office
from inspection.types.portal import Column, Listing, Page
from matchers.match import match_round
from matchers.settings import match_settings
from tests.matchers.made_round import HOST, made_round

PERSON = "张建国，身份证号110105199003077715"
ROUND: dict[str, Any] = yaml.safe_load("""
entries:
  - {domain: 养老服务, level1: 养老服务业务办理, level2: 老年人补贴, publisher: [民政局]}
  - {domain: 养老服务, level1: 养老服务业务办理, level2: 养老机构备案}
  - {domain: 户籍管理, level1: 出生登记, level2: 出生登记办事指南}
  - {domain: 户籍管理, level1: 注销登记, level2: 死亡注销办事指南}
  - {domain: 户籍管理, level1: 迁移登记, level2: 户口迁移登记办理指南}
  - {domain: 水利, level1: 移民管理, level2: 移民政策文件}
  - {domain: 统计, level1: 统计数据, level2: 年度统计公报办事指南, publisher: [统计局]}
columns:
  - {path: [政务公开, 养老服务, 养老服务业务办理, 老年人补贴], listing: complete, items: [临江区高龄津贴发放公示]}
  - {path: [政务公开, 养老服务, 养老服务业务办理, 养老机构备案], listing: complete, items: [养老机构备案办事指南]}
  - {path: [政务公开, 户籍管理, 户口迁移登记申办], listing: complete, items: [关于召开全区防汛工作会议的通知]}
  - {path: [政务公开, 户籍管理, 出生登记, 出生登记办事指南], listing: complete, items: ['']}
  - {path: [政务公开, 水利, 移民管理, 移民政策文件], listing: cut_short}
  - {path: [政务公开, 户籍管理], kind: node, leaf: false}
  - {path: [政务公开, 义务教育, 老年人补贴], listing: complete}
  - {path: [政务公开, 年度统计公报发布指南], listing: complete}
earlier: [{level2: 死亡注销办事指南, title: 死亡注销须知, column: -1, seen_on: 2026-10-20}]
triggers: [{domain: 水利, level1: 移民管理, trigger: periodic, reason: 每年公布一次}]
district_units: [临江区民政局]
""")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one judged round of one district, made by hand."""
    root = tmp_path_factory.mktemp("explain") / "江州"
    assert run(["init", str(root)]) == 0
    with made_round(root / "rounds" / "2026-11" / "linjiang" / "round.db", ROUND) as store:
        _frozen(store)
        pages = [_named(page) for page in store.read(Page)]
        store.replace(Page, pages)
        match_round(store)
        with Memory(root / "xuncha.db") as memory:
            audit_round(store, memory.id_for)
            memory.record_round("2026-11", "linjiang", store.read(Finding), date(2026, 11, 16))
    return root


def _frozen(store: RoundStore) -> None:
    store.set_fact("district", asdict(District("linjiang", "临江区", "区", [], [])))
    store.set_fact("office", asdict(Office("江州市政务公开办公室", "江州市", "national", "")))
    store.set_fact("crawl", asdict(CrawlSettings()))
    store.set_fact("rule_pack", to_json(load_pack("national", date(2026, 11, 16))))
    store.set_fact("calendar", None)


def _named(page: Page) -> Page:
    """The page whose title names a person, and the one that may not be named."""
    if page.title == "临江区高龄津贴发放公示":
        return replace(page, title=f"{page.title}（{PERSON}）")
    return replace(page, state="sealed", title=None) if not page.title else page


def _told(folder: Path, capfd: pytest.CaptureFixture[str], subject: str, *more: str) -> str:
    capfd.readouterr()
    assert run(["explain", str(folder), subject, *more]) == 0
    return capfd.readouterr().out


def test_a_page_says_why_this_entry_and_why_not_the_next(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    told = _told(folder, capfd, f"{HOST}/c01/0.html")
    assert "养老机构备案办事指南" in told.splitlines()[0]
    answered, other = told.index("已对应（系统，把握程度"), told.index("未对应（系统，可能性")
    assert answered < other
    why, why_not = re.findall(r"为什么：(.+)", told), re.findall(r"为什么不是：(.+)", told)
    assert why[0].startswith("所在栏目已对应该事项；")
    assert all(clause for line in why + why_not for clause in line.split("；"))
    assert not re.search(r"\b[01]\.\d", told), "no figures of confidence"


def test_every_scorer_can_be_put_in_words(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert not set(match_settings().scorers) & set(re.findall(r"[a-z]+", _told(folder, capfd, f"{HOST}/c01/0.html")))


def test_an_entry_by_its_path_or_its_name(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    whole = _told(folder, capfd, "养老服务/养老服务业务办理/老年人补贴")
    assert _told(folder, capfd, "老年人补贴") == whole
    assert _told(folder, capfd, "养老服务／老年人补贴", "--district", "linjiang") == whole
    assert "公开情况：已公开。" in whole and "公开情形：发生时公开（" in whole and "责任单位：临江区民政局" in whole
    assert "栏目 政务公开 > 养老服务 > 养老服务业务办理 > 老年人补贴：已对应（系统，把握程度高）" in whole
    assert "临江区高龄津贴发放公示" in whole


def test_an_entry_taken_down(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    told = _told(folder, capfd, "死亡注销办事指南")
    assert "无法核验" in told or "已撤下" in told
    assert "此前对应：2026年10月20日 《死亡注销须知》" in told


def test_an_unverifiable_entry_says_what_hides_it_and_the_offices_word(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    told = _told(folder, capfd, "移民政策文件")
    assert "因此无法核验：政务公开 > 水利 > 移民管理 > 移民政策文件（未读到底" in told
    assert "公开情形：定期公开（本单位在 triggers.csv 中写明：每年公布一次）" in told


def test_an_entry_says_where_else_to_look(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    told = _told(folder, capfd, "户口迁移登记办理指南")
    assert "可再核对：" in told and "“政务公开 > 户籍管理 > 户口迁移登记申办”名称与本事项相近" in told
    assert f"{HOST}/c02/" in told


def test_a_column_by_its_path_its_id_or_its_address(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    told = _told(folder, capfd, "c01")
    assert _told(folder, capfd, "政务公开 > 养老服务 > 养老服务业务办理 > 养老机构备案") == told
    assert _told(folder, capfd, f"{HOST}/c01/") == told
    assert "已读到底，1 条" in told and "已对应（系统，把握程度高）：养老服务 / 养老服务业务办理 / 养老机构备案" in told
    assert "1 个对应 养老服务 / 养老服务业务办理 / 养老机构备案" in told
    assert "只有下级栏目" in _told(folder, capfd, "政务公开 > 户籍管理")


def test_a_name_of_many_lists_them(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    told = _told(folder, capfd, "户籍管理")
    assert told.startswith("有 3 个事项可以这样称呼") and told.count("临江区　户籍管理 / ") == 3


def test_a_finding_says_what_was_searched_and_where_else_to_look(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", str(folder), "findings", "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    missing = next(row for row in rows if row["rule"] == "B02")
    told = _told(folder, capfd, missing["id"].lower())
    assert "公开情况：截至2026年11月16日未查找到" in told
    assert "1. 栏目“政务公开 > 年度统计公报发布指南”名称与本事项相近" in told and f"{HOST}/c07/" in told


def test_a_suspicion_shows_the_words_that_raised_it(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "江州"
    shutil.copytree(folder, root)
    with open_round(root / "rounds" / "2026-11" / "linjiang" / "round.db") as store:
        first, *others = store.read(Finding)
        store.replace(Finding, [replace(first, span=f"现任主任{PERSON}"), *others])
    assert "  提示来自原文：“现任主任张" in (told := _told(root, capfd, first.id))
    assert "110105199003077715" not in told
    assert "提示来自原文" not in _told(root, capfd, others[0].id)


def test_what_was_searched_begins_with_the_nearest(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Columns that may be the entry's, those beside them and of its domain; of all others only the number."""
    told = _told(folder, capfd, "年度统计公报办事指南")
    assert re.findall(r"查过：(.+?)（", told) == ["政务公开 > 年度统计公报发布指南"]
    assert re.findall(r"查过：(另有.+)", told) == ["另有 6 个栏目的列表，其中 5 个已读到底"]
    assert told.count("查过：") == 2


def test_lists_stand_by_nearness(tmp_path: Path) -> None:
    paths = [
        ["政务公开", "通知公告"], ["政务公开", "养老服务", "通用政策", "办事指南"],
        ["政务公开", "养老服务", "业务办理", "老年人补助"], ["政务公开", "养老服务", "业务办理", "机构备案"],
        ["政务公开", "户籍管理", "业务办理", "办事指南"], ["专题", "助老", "津贴"],
    ]  # fmt: skip
    entries = [{"domain": "养老服务", "level1": "养老服务业务", "level2": "办事指南"}]
    columns = [{"path": path, "listing": "complete"} for path in paths]
    with made_round(tmp_path / "round.db", {"entries": entries, "columns": columns}) as store:
        ids = [column.id for column in store.read(Column)]
        lists = {listing.column: listing.id for listing in store.read(Listing)}
        near = NearMiss("renamed_column", ids[2], "", "", 0.6, "")
        searched = tuple(lists.values())
        coverage = Coverage(
            "2026-11", "linjiang", "养老服务", "养老服务业务", "办事指南", None, "standing", "missing", 0, None, None,
            (ids[5],), "", searched, (near,),
        )  # fmt: skip
        told = listing_lines(store, searched, "查过", coverage)
    shown = [re.search(r"：(.+?)（", line) for line in told]
    assert [one[1] for one in shown if one] == [
        "专题 > 助老 > 津贴", "政务公开 > 养老服务 > 业务办理 > 老年人补助",
        "政务公开 > 养老服务 > 通用政策 > 办事指南", "政务公开 > 养老服务 > 业务办理 > 机构备案",
    ]  # fmt: skip
    assert told[-1] == "  查过：另有 2 个栏目的列表，都已读到底"


@pytest.mark.parametrize("subject", ["没有这样的事项", f"{HOST}/none.html", f"{HOST}/c03/0.html"])
def test_what_is_unknown_or_may_not_be_shown(subject: str, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    capfd.readouterr()
    assert run(["explain", str(folder), subject]) == 2
    assert "批次“2026-11”中没有" in capfd.readouterr().err


def test_the_id_of_an_unknown_match_is_told_where_ids_stand(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    capfd.readouterr()
    assert run(["explain", str(folder), "m22222222a"]) == 2
    said = capfd.readouterr().err
    assert "批次“2026-11”中没有编号为 M22222222A 的目录对应" in said
    assert "export" not in said, "no table shows the ids of matches"


def test_nothing_personal_is_shown(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    subjects = ("老年人补贴", f"{HOST}/c00/0.html", "c00", "养老机构备案", "移民政策文件")
    told = "".join(_told(folder, capfd, subject) for subject in subjects)
    assert "高龄津贴发放公示" in told
    assert "建国" not in told and "199003077715" not in told
