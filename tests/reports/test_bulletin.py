"""The bulletins of a round, read back: what they tell, to whom, and what they never tell."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document

from audits.rule_texts import rule_texts
from inspection.china_time import CHINA
from inspection.types.judgement import Coverage, Finding, FindingState
from inspection.types.office import District, ReportSettings
from inspection.types.paperwork import EarlierDistrict, EarlierRound, IssuedNotice, Outcome
from inspection.types.score import Score
from reports import bulletin_annexes
from reports.bulletin_facts import facts_of
from reports.bulletin_words import ordinal, percent
from reports.templates.builders.bulletin import make
from reports.templates.make_templates import FOLDER
from reports.view import DistrictView, RoundView
from reports.writers.bulletin import INTERNAL, PUBLIC, write
from tests.reports.dashboard_round import HOSTILE, city_round
from tests.reports.small_round import small_round

_AT = datetime(2026, 10, 20, 9, tzinfo=CHINA)
_HEADING = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|附件 ?\d?$)")


def _round(**changed: Any) -> RoundView:
    return small_round(**{"rules": rule_texts(), **changed})


def _texts(view: RoundView, folder: Path) -> dict[str, str]:
    """The Word files' texts with their tables, by name."""
    found = {}
    for path in write(view, folder):
        if path.suffix == ".docx":
            document = Document(str(path))
            lines = [paragraph.text for paragraph in document.paragraphs]
            lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
            found[path.stem] = "\n".join(lines)
    return found


def _pdf_pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def _score(district: str, low: float, high: float, change: float | None = None) -> Score:
    return Score(
        "district", "2026-11", district, None, None, None, None, None, 100, low if low == high else None, low, high,
        0.0, 3, 4, change, 90, (), 0, "", "口径 1", "d",
    )  # fmt: skip


def _districts(*names: str, kind: str = "区", unfit: Iterable[str] = ()) -> tuple[DistrictView, ...]:
    return tuple(
        DistrictView(District(name, name, kind), unfit=("列表未能读全",) if name in unfit else ()) for name in names
    )


def _finding(view: RoundView, id_: str) -> Finding:
    return next(one for district in view.districts for one in district.findings if one.id == id_)


def _with(view: RoundView, *findings: Finding, **changed: Any) -> RoundView:
    """The round with other findings in its first district."""
    first = replace(view.districts[0], findings=findings, **changed)
    return replace(view, districts=(first, *view.districts[1:]))


def _outcome(finding: Finding, state: FindingState, **changed: Any) -> Outcome:
    return Outcome(replace(finding, state=state, **changed), _AT, "江政公开内3号", False)


def test_it_is_built_as_a_bulletin_is(tmp_path: Path) -> None:
    lines = _texts(_round(), tmp_path)[INTERNAL].splitlines()
    assert lines[:3] == ["江州市政务公开办公室", "关于2026年11月全市基层政务公开", "网上巡查情况的通报"]
    assert "各区人民政府办公室：" in lines
    headings = [line for line in lines if re.match(r"[一二三]、|（[一二三四]）", line)]
    assert headings == [
        "一、总体情况", "（一）巡查范围", "（二）上次通报问题整改情况", "二、存在的主要问题", "（一）信息加载方面",
        "（二）更新时效方面", "（三）公开属性方面", "三、下一步工作要求", "（一）限期整改", "（二）复查",
        "（三）举一反三",
    ]  # fmt: skip
    assert [line for line in lines if line.startswith(("附件：", "2."))] == ["附件：1.问题清单", "2.整改反馈表"]
    assert "（联系人：陈工，电话：0700-1234567）" in lines
    text = "\n".join(lines)
    assert "《中华人民共和国政府信息公开条例》第四十七条" in text
    assert "于2026年11月23日18时前反馈整改链接和说明" in text
    assert "自2026年11月24日起对到期事项逐项复查" in text


def _notice(round_: str, dues: dict[str, datetime]) -> IssuedNotice:
    return IssuedNotice(
        f"号{round_}", "notice", "整改通知", round_, "linjiang", "临江区", None, None, _AT, tuple(dues), dues
    )  # fmt: skip


def test_only_what_is_confirmed_is_told(tmp_path: Path) -> None:
    """Nor what is told by letter, by telephone or to one district alone."""
    view = _round()
    leak = replace(
        _finding(view, "FA2B3C4D5"), id="FP2B3C4D5", rule="B13", rule_name="泄露个人信息", message="露出证件号。"
    )
    texts = _texts(_with(view, *view.districts[0].findings, leak), tmp_path)
    for text in texts.values():
        for never in (
            "网上文本未见公开属性标注", "已驳回的问题", "绝不能写进清单", "密级", "露出证件号", "泄露个人信息",
            "没有税收内容", "13812341234", "=HYPERLINK", "B02", "D03",
        ):  # fmt: skip
            assert never not in text
    assert "共发现问题6个，涉及1个区，其中1个已经整改" in texts[INTERNAL]
    assert "涉及垂直管理单位的1个另行函告，2个线索正在核实，均未列入本通报。" in texts[INTERNAL]


def test_examples_name_district_unit_and_column(tmp_path: Path) -> None:
    text = _texts(_round(), tmp_path)[INTERNAL]
    assert "“事项未公开”" not in text, "the findings' own names of rules are used"
    assert "一是个别区存在“应公开未公开”问题（1个），如临江区民政局截至2026年11月16日未查找到“低保指南”。" in text
    assert "如临江区住房和城乡建设局（督促临江自来水公司）“供水”栏目：栏目没有内容" in text
    assert "屡查屡犯的问题1个：临江区1个。" in text


def test_serious_matters_are_counted_and_not_shown(tmp_path: Path) -> None:
    """A page that should not be read is not pointed at."""
    for text in _texts(_round(), tmp_path).values():
        assert "不予公开文件上网”问题（1个），涉及临江区1个" in text
        assert "救助 & 名单" not in text
        assert "页面载明" not in text
    assert "其中重大问题1个尚未整改" in _texts(_round(), tmp_path)[INTERNAL]


def test_the_public_reads_no_unit_and_nothing_unsettled(tmp_path: Path) -> None:
    text = _texts(_round(), tmp_path)[PUBLIC]
    body = text.partition("（此件公开发布）")[0]
    for never in (
        "民政局",
        "自来水公司",
        "生态环境分局",
        "联系人",
        "核实中",
        "线索",
        "函告",
        "待核实",
        "0700",
        "占33.3%",
    ):
        assert never not in body
    assert "（此件公开发布）" in text
    assert "因部分栏目采集不完整，部分事项本次未能核验，未作问题认定。" in text
    assert "如临江区“供水”栏目：栏目没有内容" in text
    assert "各地问题情况表" in text
    assert "整改反馈表" not in text


def test_nothing_confirmed_means_no_public_bulletin(tmp_path: Path) -> None:
    view = _round()
    write(view, tmp_path)
    assert (tmp_path / f"{PUBLIC}.docx").exists()
    texts = _texts(_with(view, _finding(view, "FH2B3C4D5")), tmp_path)
    assert list(texts) == [INTERNAL]
    assert not list(tmp_path.glob(f"{PUBLIC}*"))
    assert "本次巡查没有经核实确认、需要通报的问题。另有2个线索正在核实，未列入本通报。" in texts[INTERNAL]
    assert "限期整改" not in texts[INTERNAL]


@pytest.mark.parametrize(
    ("ranking", "said", "unsaid"),
    [
        ("ends", ["排名靠前的是甲区（95分）；排名靠后的是丁区（60—62分）"], ["乙区（", "名次依次为"]),
        ("full", ["名次依次为：甲区（第1名，95分）、乙区（第2–3名，80—85分）"], ["排名靠前的是"]),
        ("none", ["本次巡查不作排名"], ["甲区（", "得分排名表"]),
    ],
)
def test_ranking_as_the_office_chooses(ranking: str, said: list[str], unsaid: list[str], tmp_path: Path) -> None:
    view = _round(
        districts=_districts("甲区", "乙区", "丙区", "丁区", "戊区", unfit=["戊区"]),
        scores=(
            _score("甲区", 95, 95, 2.0), _score("乙区", 80, 85, -1.0), _score("丙区", 82, 84), _score("丁区", 60, 62),
            _score("戊区", 99, 99),
        ),
        settings=ReportSettings(ranking=ranking, ranking_ends=1, pdf=False),  # type: ignore[arg-type]  # a choice by name
    )  # fmt: skip
    text = _texts(view, tmp_path)[INTERNAL]
    for one in said:
        assert one in text
    for one in (*unsaid, "99分"):
        assert one not in text
    if ranking != "none":
        assert "戊区因本次采集不完整，不宜用于评分，不参加排名" in text
        assert "与上批次可比事项相比，得分1个上升、1个下降" in text


def test_whose_place_is_open_is_named_at_neither_end(tmp_path: Path) -> None:
    view = _round(
        districts=(*_districts("甲区", "乙区"), *_districts("丙县", kind="县")),
        scores=(_score("甲区", 70, 90), _score("乙区", 75, 80), _score("丙县", 50, 50)),
    )
    text = _texts(view, tmp_path)[INTERNAL]
    assert "得分区间相互重叠，名次有待核定，本次不列出靠前、靠后名单" in text
    assert "丙县（50分）没有同类别的参加排名" in text


def test_classes_are_never_mixed(tmp_path: Path) -> None:
    points = {"甲区": 90, "乙区": 80, "丙县": 99, "丁县": 10}
    view = _round(
        districts=(*_districts("甲区", "乙区"), *_districts("丙县", "丁县", kind="县")),
        scores=tuple(_score(name, number, number) for name, number in points.items()),
    )
    text = _texts(view, tmp_path)[INTERNAL]
    assert "参加排名的2个区中，排名靠前的是甲区（90分）；排名靠后的是乙区（80分）" in text
    assert "参加排名的2个县中，排名靠前的是丙县（99分）；排名靠后的是丁县（10分）" in text
    assert "各区（县）人民政府办公室" in text


def test_what_became_of_the_last_round(tmp_path: Path) -> None:
    view = _round()
    one = _finding(view, "FA2B3C4D5")
    outcomes = (
        _outcome(one, "closed"), _outcome(one, "fixed"), _outcome(one, "received"), _outcome(one, "replied"),
        _outcome(one, "notified", overdue=True, due=date(2026, 10, 27)), _outcome(one, "unfixed", overdue=True),
        _outcome(one, "confirmed", repeat=1), _outcome(one, "suspected"), _outcome(one, "rejected"),
        _outcome(replace(one, rule="B13"), "unfixed"), _outcome(replace(one, unit="临江区税务局"), "unfixed"),
    )  # fmt: skip
    texts = _texts(_with(view, *view.districts[0].findings, outcomes=outcomes), tmp_path)
    text = texts[INTERNAL]
    assert (
        "应整改7个，已销号1个、复查通过待销号1个、整改中或待复查2个、逾期未完成1个、复查不通过1个、整改后复发1个，整改完成率28.5%。"
        in text
    )
    assert "未按要求完成的有临江区3个（临江区民政局3个）（清单见附件3）。" in text
    assert "另有1个正在重新核实，未计入。" in text
    assert "上次通报问题未销号清单" in text
    assert "江政公开内3号" in text
    assert "2026年10月20日" in text
    assert "2026年10月27日" in text
    assert "未按要求完成的有临江区3个。" in texts[PUBLIC]
    assert "江政公开内3号" not in texts[PUBLIC]


def test_a_first_round_has_no_last_one(tmp_path: Path) -> None:
    view = _round()
    first = replace(view, districts=tuple(replace(one, first=True) for one in view.districts))
    for text in _texts(first, tmp_path).values():
        assert "本次为首次巡查，没有上次通报的问题。" in text


def test_of_a_first_round_only_the_gravest_lines_are_told(tmp_path: Path) -> None:
    """As the pack's cap has it; the rest is told to the district alone."""
    view = _round()
    given = view.pack.first_round
    assert given is not None
    one = _finding(view, "FA2B3C4D5")
    many = [
        replace(one, id=f"F{number:08}", column=("首页", f"栏目{number:02}"), message=f"第{number:02}处。", severity=3)
        for number in range(given.cap + 4)
    ]
    text = _texts(_with(view, *many, first=True), tmp_path)[INTERNAL]
    assert f"共发现问题{given.cap}个" in text
    assert "首次巡查的地区其余4个点对点告知" in text


def test_the_soft_voice_names_no_unit_and_orders_nothing(tmp_path: Path) -> None:
    text = _texts(_round(settings=ReportSettings(voice="soft", pdf=False)), tmp_path)[INTERNAL]
    body = text.partition("附件：")[0]
    for never in ("存在的主要问题", "视为未整改", "立行立改", "民政局", "点名", "要求"):
        assert never not in body
    for said in (
        "需要进一步完善的方面",
        "下一步工作建议",
        "个别单位",
        "请各地各有关单位",
        "到期确有困难的，请告知我办",
    ):
        assert said in body


def test_hints_are_no_problems_of_a_bulletin(tmp_path: Path) -> None:
    view = _round()
    hint = replace(_finding(view, "FA2B3C4D5"), id="FQ2B3C4D5", severity=4, message="只作提示。")
    texts = _texts(_with(view, _finding(view, "FA2B3C4D5"), hint), tmp_path)
    assert "提示性问题1个另行点对点提示" in texts[INTERNAL]
    assert not [name for name, text in texts.items() if "只作提示" in text]


def test_praise_needs_figures(tmp_path: Path) -> None:
    view = _round()
    covered = [_coverage(state) for state in ("content", "content", "missing")]
    before = EarlierRound(
        "2026-10", date(2026, 10, 16),
        (EarlierDistrict("linjiang", date(2026, 10, 16), {}, {"content": 1, "missing": 1}),),
    )  # fmt: skip
    assert "从巡查情况看" not in _texts(view, tmp_path)[INTERNAL]
    better = _with(replace(view, earlier=(before,)), *view.districts[0].findings, coverage=tuple(covered))
    assert "应公开事项的公开比例由上次的50%提高到66.6%" in _texts(better, tmp_path)[INTERNAL]
    worse = _with(better, *view.districts[0].findings, coverage=(_coverage("missing"),))
    assert "从巡查情况看" not in _texts(worse, tmp_path)[INTERNAL]
    unfit = _with(better, *view.districts[0].findings, unfit=("列表未能读全",))
    assert "从巡查情况看" not in _texts(unfit, tmp_path)[INTERNAL]


def _coverage(state: str) -> Coverage:
    return Coverage("2026-11", "linjiang", "社会救助", None, None, None, "standing", state, 1, None, None, (), "")  # type: ignore[arg-type]  # a state by name


def test_deadlines_that_were_issued_are_the_bulletins(tmp_path: Path) -> None:
    view = _round()
    assert "（草稿，期限按2026年11月16日印发推算，印发时请核改）" in _texts(view, tmp_path)[INTERNAL]
    due, past = datetime(2026, 12, 1, 18, tzinfo=CHINA), datetime(2026, 10, 27, 18, tzinfo=CHINA)
    one = replace(view.districts[0].findings[0], state="notified", due_at=due)
    old = replace(one, id="FR2B3C4D5", due_at=past, overdue=True, column=("首页", "旧栏目"))
    notices = (_notice("2026-11", {one.id: due}), _notice("2026-10", {old.id: past}))
    text = _texts(_with(view, one, old, issued=notices), tmp_path)[INTERNAL]
    assert "于2026年12月1日18时前反馈整改链接" in text
    assert "2026年10月27日18时前（已逾期）" in text
    assert "印发推算" not in text


def test_the_appraisal_and_the_addressee_are_the_offices_own(tmp_path: Path) -> None:
    settings = ReportSettings(bulletin_to="各成员单位：", appraisal="2026年度绩效考核", pdf=False)
    text = _texts(_round(settings=settings), tmp_path)[INTERNAL]
    assert "各成员单位：" in text.splitlines()
    assert "复查结果纳入2026年度绩效考核" in text


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    view = _round()
    one = _finding(view, "FD2B3C4D5")
    found = [
        replace(one, id=f"F{number:08}", title=hostile, message=hostile, column=("首页", hostile), unit=hostile)
        for number, hostile in enumerate(HOSTILE)
    ]
    text = _texts(_with(view, *found), tmp_path)[INTERNAL]
    for said in ("=cmd|' /C calc'!A0", "<script>alert(1)</script>", "{{ office }} {% raw %}", "#panic()]", "长" * 5000):
        assert said in text
    assert "\x00" not in text
    pages = "".join(_pdf_pages(tmp_path / f"{INTERNAL}.pdf"))
    assert "#panic()]" in pages.replace("\u200b", "")


def test_written_twice_it_is_the_same(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
        write(city_round(220), folder)
    names = sorted(path.name for path in first.iterdir())
    assert names == sorted(f"{name}.{ending}" for name in (INTERNAL, PUBLIC) for ending in ("docx", "pdf"))
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_the_shipped_template_is_what_its_builder_makes(tmp_path: Path) -> None:
    for path in make(tmp_path):
        assert path.read_bytes() == (FOLDER / path.name).read_bytes()


def test_of_a_big_round_the_serious_ones_are_listed_and_the_districts_lists_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulletin_annexes, "MOST_LISTED", 100)
    view = city_round(400)
    texts = _texts(view, tmp_path)
    serious = sum(one.finding.severity == 1 for one in facts_of(view).told)
    assert serious > 0
    assert re.search(r"（重大问题见附件\d，其余详见各地问题清单）", texts[INTERNAL])
    assert "重大问题清单" in texts[INTERNAL]
    assert "对照问题清单逐条整改" in texts[INTERNAL]
    rows = bulletin_annexes.problem_rows(view, facts_of(view))
    assert {row["message"] for row in rows} == {"具体情况见发有关单位的整改通知"}
    assert len(_pdf_pages(tmp_path / f"{INTERNAL}.pdf")) < 40
    assert "各地问题清单" not in texts[PUBLIC]


def test_who_is_still_being_decided_is_not_faultless_to_the_public() -> None:
    view = _round()
    district = view.districts[0]
    open_ = tuple(replace(one, state="suspected") for one in district.findings)
    view = replace(view, districts=(replace(district, findings=open_), *view.districts[1:]))
    row = bulletin_annexes.public_rows(view, facts_of(view))[0]
    assert (row["total"], row["mended"], row["kinds"]) == ("—", "—", "尚在核实")


def test_an_only_annex_has_no_number(tmp_path: Path) -> None:
    view = _round(settings=ReportSettings(ranking="none", pdf=False))
    assert "（见附件）" in _texts(view, tmp_path)[PUBLIC]


def test_a_long_one_has_no_heading_at_a_foot_and_no_cut_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page of the list begins with the table's head and a row's number."""
    monkeypatch.setattr(bulletin_annexes, "MOST_LISTED", 10_000)
    write(city_round(1500), tmp_path)
    pages = [
        [line.strip() for line in page.splitlines() if line.strip() and not re.fullmatch(r"— ?\d+ ?—", line.strip())]
        for page in _pdf_pages(tmp_path / f"{INTERNAL}.pdf")
    ]
    assert len(pages) > 30
    assert not [lines[-1] for lines in pages if _HEADING.match(lines[-1])]
    listed = [lines for lines in pages if "栏目/事项/标题" in " ".join(lines)]
    assert len(listed) > 25
    for lines in listed[1:]:
        begin = next(number for number, line in enumerate(lines) if line.endswith("整改时限"))
        assert re.match(r"\d+", lines[begin + 1])


@pytest.mark.parametrize(("number", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五")])
def test_ordinals(number: int, said: str) -> None:
    assert ordinal(number) == said


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 0, "0%"), (0, 5, "0%"), (1, 3, "33.3%"), (2999, 3000, "99.9%"), (1, 3000, "0.1%"), (5, 5, "100%"),
    ],
)  # fmt: skip
def test_shares_are_whole_only_where_they_are(part: int, whole: int, said: str) -> None:
    assert percent(part, whole) == said
