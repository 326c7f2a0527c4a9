import shutil
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from inspection.errors import UserError
from inspection.round_store import SCHEMA_VERSION, open_round
from inspection.types.directory import DirectoryTable, Entry, GuideItem, Limit
from inspection.types.judgement import Coverage, Evidence, Finding, MatchWord, NearMiss
from inspection.types.page_facts import Contact, EarlierDate, LabelHit, PageFacts, PageLink, PersonalHit, Term, WordHit
from inspection.types.portal import Attachment, Failure, Page, Snapshot

ENTRY = Entry(
    "linjiang", "directories/a.xlsx", "Sheet1", "A5:L5", "1", "社会救助", "最低生活保障", "审核信息", None,
    elements=("初审对象名单",), limits=(Limit("deadline", n=20, unit="workday", anchor="created_or_changed"),),
    level=("county", "township"),
)  # fmt: skip
MOVED = EarlierDate("http://a/p1", "2026-10", date(2026, 10, 16), date(2026, 9, 1), "http://a/p1", "2026-10-16", "9f")
PAGE = Page(
    "http://a/1", "linjiang", "static", ("c2", "c1"), ("首页", "公告"), "ok", title="公告", written=date(2026, 1, 5),
    sources={"title": "header"}, conflicts={"written": ("2026-01-06",)}, official=True,
)  # fmt: skip


def test_values_come_back_as_they_went_in(tmp_path: Path) -> None:
    finding = Finding(
        "F1", "B02|linjiang", "2026-11", "linjiang", None, "社会救助", None, None, ("首页", "公告"), "B02", "未公开",
        "A", 2, "suspected", None, "http://a", "…", "…", "…", date(2026, 11, 16), (Evidence(listing="L1"),),
    )  # fmt: skip
    with open_round(tmp_path / "round.db") as store:
        store.replace(Entry, [ENTRY])
        store.replace(Page, [PAGE])
        store.replace(Finding, [finding])
        store.set_fact("as_of", "2026-11-16")
    with open_round(tmp_path / "round.db") as store:
        assert store.read(Entry) == [ENTRY]
        assert store.read(Page) == [PAGE]
        assert store.read(Finding) == [finding]
        assert store.fact("as_of") == "2026-11-16"
        assert store.fact("absent") is None


def test_replace_is_all_or_nothing(tmp_path: Path) -> None:
    with open_round(tmp_path / "round.db") as store:
        store.replace(Page, [PAGE])
        with pytest.raises((TypeError, AttributeError, KeyError)):
            store.replace(Page, [PAGE, "not a page"])  # type: ignore[list-item]  # the wrong value is the point
        assert store.read(Page) == [PAGE]


def test_what_was_received_is_there_at_once(tmp_path: Path) -> None:
    snapshot = Snapshot(
        "s1", "k", "http://a", "http://a", 200, "2026-11-16T09:00:00+08:00", "0" * 64, "1.warc.gz", 0, 3, None
    )
    with open_round(tmp_path / "round.db") as store, open_round(tmp_path / "round.db") as other:
        store.add(snapshot)
        store.add(Failure("k", "http://a", "2026-11-16T09:00:00+08:00", "timeout", "30 秒无应答"))
        assert other.read(Snapshot) == [snapshot]
        assert other.count(Failure) == 1


def test_rows_do_not_depend_on_the_order_of_writing(tmp_path: Path) -> None:
    pages = [PAGE, *(Page(f"http://a/{n}", "linjiang", "static", (), (), "ok") for n in range(2, 6))]
    with open_round(tmp_path / "a.db") as one, open_round(tmp_path / "b.db") as two:
        one.replace(Page, pages)
        two.replace(Page, reversed(pages))
        assert one.read(Page) == two.read(Page)


def test_a_newer_store_and_a_foreign_file_are_refused(tmp_path: Path) -> None:
    newer = tmp_path / "newer.db"
    with sqlite3.connect(newer) as db:
        db.execute(f"pragma user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(UserError, match="升级"):
        open_round(newer)
    (tmp_path / "foreign.db").write_text("不是数据库" * 300, encoding="utf-8")
    with pytest.raises(UserError, match="不是巡查批次的数据文件"):
        open_round(tmp_path / "foreign.db")


def test_a_store_of_the_first_version_is_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "round.db"
    shutil.copy(Path(__file__).parent / "stores" / "version1.db", path)
    with open_round(path) as store:
        assert [(table.title, table.fields, table.cells) for table in store.read(DirectoryTable)] == [
            ("（一）公共文化服务领域", (), None)
        ]
        assert [entry.level2 for entry in store.read(Entry)] == ["法律法规"]
        assert store.fact("as_of") == "2026-11-16"
        assert store.read(GuideItem) == []
        store.replace(GuideItem, [GuideItem("救灾", "灾后救助", "灾害救助", None)])
    with open_round(path) as store:
        assert [item.level2 for item in store.read(GuideItem)] == ["灾害救助"]


def test_a_store_of_the_second_version_is_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "round.db"
    shutil.copy(Path(__file__).parent / "stores" / "version2.db", path)
    with open_round(path) as store:
        (attachment,) = store.read(Attachment)
        assert (attachment.name, attachment.state, attachment.text, attachment.kind) == (
            "附件.docx",
            "listed",
            "",
            None,
        )
        (snapshot,) = store.read(Snapshot)
        assert (snapshot.carried, snapshot.etag, snapshot.rendered) == ("", None, False)
        assert [page.title for page in store.read(Page)] == ["关于调整标准的通知"]


def test_a_store_of_the_third_version_is_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "round.db"
    shutil.copy(Path(__file__).parent / "stores" / "version3.db", path)
    with open_round(path) as store:
        (coverage,) = store.read(Coverage)
        assert (coverage.state, coverage.near) == ("content", ())
        assert store.read(MatchWord) == []
        near = NearMiss("renamed_column", "c2", "招生简章", "http://a/c2", 0.7, "栏目名称相近")
        store.replace(Coverage, [replace(coverage, near=(near,))])
    with open_round(path) as store:
        assert store.read(Coverage)[0].near == (near,)


def test_a_store_of_the_fourth_version_is_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "round.db"
    shutil.copy(Path(__file__).parent / "stores" / "version4.db", path)
    link = PageLink("http://a/jd", "政策解读", around=True)
    facts = PageFacts(
        "http://a/p1", "9f", 17, (3, 5), links=(link,), terms=(Term(None, date(2031, 3, 1), 5, None, ""),)
    )
    with open_round(path) as store:
        assert [page.title for page in store.read(Page)] == ["关于印发办法的通知"]
        assert [word.word for word in store.read(MatchWord)] == ["confirm"]
        assert store.read(PageFacts) == []
        store.replace(PageFacts, [facts])
    with open_round(path) as store:
        assert store.read(PageFacts) == [facts]


def test_a_store_of_the_fifth_version_is_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "round.db"
    shutil.copy(Path(__file__).parent / "stores" / "version5.db", path)
    with open_round(path) as store:
        assert [page.title for page in store.read(Page)] == ["关于印发办法的通知"]
        assert store.read(EarlierDate) == []
        store.replace(EarlierDate, [MOVED])
    with open_round(path) as store:
        assert store.read(EarlierDate) == [MOVED]


def test_fields_may_be_left_out_and_read_one_by_one(tmp_path: Path) -> None:
    page = replace(PAGE, body="正文")
    file = Attachment("http://a/1", 0, "http://a/1.doc", "附件", "doc", "ok", text="附件的文字", chars=5)
    with open_round(tmp_path / "round.db") as store:
        store.replace(Page, [page])
        store.replace(Attachment, [file])
        assert store.read(Page, without=("body",)) == [PAGE]
        assert store.read(Attachment, without=("text",)) == [replace(file, text="")]
        assert store.page_text("http://a/1") == "正文" and store.file_text("http://a/1", 0) == "附件的文字"
        assert store.page_text("http://a/2") == "" and store.file_text("http://a/1", 1) == ""


def test_facts_come_back_as_they_went_in(tmp_path: Path) -> None:
    facts = PageFacts(
        "http://a/1", "0" * 32, 30, tuple(range(64)), (1, 2**32 - 1), (PageLink("http://b/", "乙", hidden=True),),
        ("image",), (PersonalHit("mobile", "body", "", "138****1234", "电话", 2, True),),
        (LabelHit("（此件公开发布）", "public", "note"),), True, True,
        (Term(date(2026, 3, 1), None, 5, None, "有效期五年"),), ("临府规〔2025〕3号",), ("养老服务办法",),
        (Contact("局长", "临江区民政局", "赵小河"),), date(2026, 3, 1), date(2026, 3, 31),
        (WordHit("按步就班", "按部就班", "按步就班推进", False, 1),), (3,), (4,), 1,
    )  # fmt: skip
    with open_round(tmp_path / "round.db") as store:
        store.replace(PageFacts, [facts])
        assert store.read(PageFacts) == [facts]
