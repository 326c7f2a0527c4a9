"""The leader's one page, read back: what it asks, what it only counts, and that it is one page."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pypdfium2
from docx import Document

from audits.rule_texts import rule_texts
from inspection.china_time import CHINA
from inspection.types.office import District, ReportSettings
from inspection.types.page_facts import Reminder
from inspection.types.paperwork import Outcome
from reports.templates.builders.approval import make
from reports.templates.make_templates import FOLDER
from reports.view import RoundView
from reports.writers.approval import NAME, write
from tests.reports.dashboard_round import HOSTILE, city_round
from tests.reports.small_round import small_round


def _text(view: RoundView, folder: Path) -> str:
    write(view, folder)
    document = Document(str(folder / f"{NAME}.docx"))
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def _pages(folder: Path) -> int:
    with pypdfium2.PdfDocument(folder / f"{NAME}.pdf") as document:
        return len(document)


def test_it_says_what_a_leader_reads(tmp_path: Path) -> None:
    view = small_round(rules=rule_texts())
    found = view.districts[0].findings
    at = datetime(2026, 10, 20, 9, tzinfo=CHINA)
    outcomes = tuple(Outcome(replace(found[0], state=state), at, None, False) for state in ("unfixed", "closed"))
    leak = replace(found[0], id="FP2B3C4D5", rule="B13", severity=1, message="露出证件号。")
    reminder = Reminder(
        "2026-11", "linjiang", None, ("首页",), "https://www.linjiang.example/", view.as_of, view.as_of, "即将超期。"
    )  # fmt: skip
    first = replace(
        view.districts[0], findings=(*found, leak), outcomes=outcomes, sealed=2, reminders=(reminder,)
    )  # fmt: skip
    text = _text(replace(view, districts=(first, view.districts[1])), tmp_path)
    for said in (
        "2026年11月巡查情况呈批", "巡查概况", "得分排名", "重大问题", "未完成事项", "请示事项", "领导批示",
        "重大问题1个：临江区1个。待下发1个", "涉及个人信息1个，一律单独函告，不入通报和清单。待下发1个",
        "另有2处另行电话报告。",
        "往次下发应整改2个，已完成1个（50%），复查不通过1个。", "未按要求完成：临江区1个。", "另有2个待核实",
        "1.印发巡查通报", "下发整改通知2份（临江区人民政府办公室、江州市生态环境局）", "发出函1份（江州市税务局）",
        "发出个人信息处置函1份（临江区民政局）", "发出栏目更新提醒单1份", "妥否，请批示。",
        "承办人：陈工，电话：0700-1234567",
    ):  # fmt: skip
        assert said in text
    for never in ("露出证件号", "绝不能写进清单", "救助 & 名单", "密件"):
        assert never not in text


def test_nothing_to_decide_is_said(tmp_path: Path) -> None:
    view = small_round(rules=rule_texts())
    bare = replace(view, districts=tuple(replace(one, findings=()) for one in view.districts))
    text = _text(bare, tmp_path)
    assert "没有需要印发的文件，呈阅。" in text
    assert "没有经核实的重大问题。" in text
    assert "电话报告" not in text


def test_it_is_one_page(tmp_path: Path) -> None:
    for findings in (220, 5_000):
        _text(city_round(findings), tmp_path)
        assert _pages(tmp_path) == 1


def test_long_names_and_many_districts_stay_on_one_page(tmp_path: Path) -> None:
    view = city_round(220)
    kinds = [f"{number}{HOSTILE[4]}" for number in range(6)]
    districts = [
        replace(one, district=District(f"{one.district.id}{copy}", f"{copy}{HOSTILE[4]}", kinds[copy]))
        for one in view.districts
        for copy in range(6)
    ]  # fmt: skip
    scores = tuple(replace(score, district=f"{score.district}{copy}") for score in view.scores for copy in range(6))
    text = _text(replace(view, districts=tuple(districts), scores=scores), tmp_path)
    assert _pages(tmp_path) == 1
    assert len(text) < 4_000


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    view = small_round(rules=rule_texts(), settings=ReportSettings(notice_title="#panic()]{{ 1 }}"))
    text = _text(view, tmp_path)
    assert "#panic()]{{ 1 }}" in text
    assert _pages(tmp_path) == 1


def test_written_twice_it_is_the_same(tmp_path: Path) -> None:
    view = small_round()
    first = [path.read_bytes() for path in write(view, tmp_path)]
    assert [path.read_bytes() for path in write(view, tmp_path)] == first


def test_the_shipped_template_is_what_its_builder_makes(tmp_path: Path) -> None:
    for path in make(tmp_path):
        assert path.read_bytes() == (FOLDER / path.name).read_bytes()
