"""Notices by unit, in the soft voice, about personal data, of what is unfinished, said again: as they are printed."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from inspection.china_time import CHINA
from inspection.types.judgement import Finding, Unit
from inspection.types.office import ReportSettings
from inspection.types.paperwork import IssuedNotice, Outcome
from reports.notice_drafts import Draft, drafts
from reports.view import RoundView
from reports.writers.notice import write, write_draft
from tests.reports.small_round import small_round

BUREAU, OFFICE, TAX = "临江区民政局", "临江区人民政府办公室", "江州市税务局"
SCHOOLS = Unit("linjiang", "临江区教育局", "教育局", "区属", None, None, None, None)
WENT_OUT = datetime(2026, 10, 20, 9, tzinfo=CHINA)


def finding(id_: str, **changed: Any) -> Finding:
    """The first finding of the small round (B02, confirmed, of the bureau) under another id."""
    given = small_round().districts[0].findings[0]
    return replace(given, **{"id": id_, "message": f"{id_}未公开", **changed})


def view_of(*findings: Finding, issued: tuple[IssuedNotice, ...] = (), **settings: Any) -> RoundView:
    view = small_round()
    first = view.districts[0]
    district = replace(first, findings=findings, issued=issued, units=(*first.units, SCHOOLS))
    return replace(view, districts=(district,), settings=ReportSettings(pdf=False, **settings))


def notice(addressee: str, *findings: str, **changed: Any) -> IssuedNotice:
    made = IssuedNotice("江〔2026〕1号", "notice", "整改通知", "2026-11", "linjiang", addressee, None, None, WENT_OUT,
                        findings)  # fmt: skip
    return replace(made, **changed)


def text_of(view: RoundView, draft: Draft, folder: Path, issued: IssuedNotice | None = None) -> str:
    return all_text(write_draft(view, draft, folder, issued)[0])


def all_text(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def who(found: list[Draft]) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.addressee, tuple(sorted(told.id for told in one.findings))) for one in found]


# --- by unit


def test_a_notice_for_every_own_unit_beside_the_districts() -> None:
    both = finding("F1", unit=f"{BUREAU}、临江区教育局")
    water = finding("F2", unit="临江自来水公司")
    tax, village = finding("F3", unit="临江区税务局"), finding("F4", unit="东村村民委员会")
    found = (both, water, tax, village)
    assert who(drafts(view_of(*found))) == [(OFFICE, ("F1", "F2", "F4")), (TAX, ("F3",))]
    made = drafts(view_of(*found, unit_notices=True))
    assert who(made) == [
        (OFFICE, ("F1", "F2", "F4")), (TAX, ("F3",)), ("临江区住房和城乡建设局", ("F2",)), ("临江区教育局", ("F1",)),
        (BUREAU, ("F1",)),
    ]  # fmt: skip
    units = [one for one in made if one.unit]
    assert [(one.unit, one.copy_to, one.you, one.kind) for one in units] == [
        (one.addressee, OFFICE, "你单位", "notice") for one in units
    ]


def test_a_units_paper_says_nothing_of_others(tmp_path: Path) -> None:
    view = view_of(finding("F1"), finding("F2", unit="临江区教育局"), unit_notices=True)
    names = [path.name for path in write(view, tmp_path)]
    assert names == [
        "临江区整改通知（草稿）.docx", "临江区整改通知（草稿）_临江区教育局.docx",
        f"临江区整改通知（草稿）_{BUREAU}.docx",
    ]  # fmt: skip
    text = all_text(tmp_path / names[-1])
    assert "由你单位负责的问题1个" in text and f"抄送：{OFFICE}" in text and "F1" in text
    assert "F2" not in text and "教育局" not in text
    write(view_of(finding("F1"), finding("F2", unit="临江区教育局")), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == names[:1], "the drafts of a setting that was taken back go"


def test_who_was_not_told_is_told_after_the_others() -> None:
    """The district's notice went out; the unit's, and the letter to whom is not subordinate, are still to go."""
    told = finding("F1", state="notified", unit=f"{BUREAU}、临江区税务局")
    issued = (notice(OFFICE, "F1"),)
    assert who(drafts(view_of(told, issued=issued))) == [(TAX, ("F1",))]
    assert who(drafts(view_of(told, issued=issued, unit_notices=True))) == [(TAX, ("F1",)), (BUREAU, ("F1",))]
    every = (*issued, notice(TAX, "F1"), notice(BUREAU, "F1"))
    assert drafts(view_of(told, issued=every, unit_notices=True)) == []


def test_who_got_a_copy_was_told() -> None:
    told = finding("F1", state="notified")
    issued = (notice(BUREAU, "F1", unit=BUREAU, copy_to=OFFICE),)
    assert drafts(view_of(told, issued=issued, unit_notices=True)) == []
    assert who(drafts(view_of(told, finding("F2"), issued=issued))) == [(OFFICE, ("F2",))]


# --- voice


def test_the_soft_voice_reminds_and_does_not_order(tmp_path: Path) -> None:
    found = (
        finding("F1"), finding("F2", kind="explain"), finding("F3", severity=1), finding("F4", state="unfixed"),
    )  # fmt: skip
    texts = {}
    for voice in ("plain", "soft"):
        view = view_of(*found, voice=voice)
        texts[voice] = text_of(view, drafts(view)[0], tmp_path)
    assert "需要由你区完善" in texts["soft"] and "需要协助的，请与我办联系" in texts["soft"]
    for order in ("视为未整改", "通报批评", "立即", "书面说明"):
        assert order in texts["plain"]
        body = texts["soft"].partition("附件：")[0]
        assert order not in body
    for due in ("2026年11月23日18时前", "2026年11月19日18时前"):
        assert due in texts["soft"], "the deadlines are the same"


# --- personal data


def personal(**changed: Any) -> Finding:
    given = {
        "rule": "B13", "rule_name": "个人信息未去标识化", "severity": 1, "message": "公示表载有手机13812341234。",
        "url": "https://www.linjiang.example/p/1.html", "title": "救助公示 13812341234",
    }  # fmt: skip
    return finding("FPRIVATE1", **{**given, **changed})


def test_personal_data_stand_in_a_letter_to_the_unit_alone(tmp_path: Path) -> None:
    view = view_of(finding("F1"), personal(), unit_notices=True)
    made = drafts(view)
    private = [one for one in made if one.private]
    assert who(private) == [(BUREAU, ("FPRIVATE1",))]
    assert (private[0].kind, private[0].copy_to, private[0].unit) == ("letter", None, BUREAU)
    texts = {one.private: text_of(view, one, tmp_path) for one in made}
    assert "手机138" in texts[True] and "/p/1.html" in texts[True]
    assert "关于处置网上公开个人信息的函" in texts[True] and "抄送" not in texts[True] and "F1" not in texts[True]
    for text in (text_of(view, one, tmp_path) for one in made if not one.private):
        assert "手机" not in text and "/p/1.html" not in text and "个人信息" not in text
    assert not any("13812341234" in text for text in texts.values())


def test_each_unit_gets_a_letter_of_its_own_about_personal_data() -> None:
    view = view_of(personal(unit=f"{BUREAU}、临江区税务局"), personal(id="FPRIVATE2", unit="临江区教育局"))
    assert who(drafts(view)) == [("临江区教育局", ("FPRIVATE2",)), (BUREAU, ("FPRIVATE1",)), (TAX, ("FPRIVATE1",))]
    told = view_of(
        personal(unit=f"{BUREAU}、临江区税务局", state="notified"), issued=(notice(BUREAU, "FPRIVATE1", kind="letter"),)
    )
    assert who(drafts(told)) == [(TAX, ("FPRIVATE1",))], "the other one is still to be told"


@pytest.mark.parametrize("state", ["suspected", "rejected", "fixed", "notified"])
def test_no_letter_about_what_is_not_confirmed_or_was_told(state: str) -> None:
    assert drafts(view_of(personal(state=state))) == []


def test_a_sealed_page_is_in_no_paper() -> None:
    assert drafts(view_of(finding("F1", rule="D09", severity=1), unit_notices=True)) == []


# --- what earlier notices told of


def test_what_is_unfinished_stands_under_its_old_number(tmp_path: Path) -> None:
    due = datetime(2026, 10, 27, 18, tzinfo=CHINA)
    unfixed = finding("FUNFIXED", state="unfixed", due_at=due, due=due.date())
    late = finding("FLATE", state="notified", overdue=True, due_at=due)
    returned = finding("FRETURN", state="received", marks=("退回整改",))
    waiting = finding("FWAIT", state="notified")
    old = "江〔2026〕7号"
    outcomes = (Outcome(unfixed, WENT_OUT, old, True), Outcome(late, WENT_OUT, old, False))
    view = view_of(finding("FNEW"), unfixed, late, returned, waiting)
    view = replace(view, districts=(replace(view.districts[0], outcomes=outcomes),))
    (draft,) = drafts(view)
    assert who([draft]) == [(OFFICE, ("FNEW",))]
    assert [(one.finding.id, one.notice) for one in draft.unfinished] == [
        ("FLATE", old), ("FUNFIXED", old), ("FRETURN", None),
    ]  # fmt: skip
    text = text_of(view, draft, tmp_path)
    assert "前次通知未完成事项" in text and "前次通知的3个问题尚未完成（附件2）" in text
    assert f"{old}（2026年10月20日下发）：2个，其中复查不通过1个、逾期未反馈1个。" in text
    assert "未编号的通知：1个。" in text
    assert "问题1个（详见附件）" in text, "what is old is not counted as new"
    table = [[cell.text for cell in row.cells] for row in _tables(view, draft, tmp_path)[1].rows]
    assert table[0][1:3] == ["原通知", "下发日期"]
    assert [(row[1], row[2]) for row in table[1:]] == [(old, "2026年10月20日")] * 2 + [("", "")]
    assert "2026年10月27日" in "".join(table[2])
    assert "FWAIT" not in text, "what still runs is not unfinished"


def _tables(view: RoundView, draft: Draft, folder: Path) -> Any:
    return Document(str(write_draft(view, draft, folder, None)[0])).tables


def test_nothing_unfinished_no_section(tmp_path: Path) -> None:
    view = view_of(finding("FNEW"))
    assert "前次" not in text_of(view, drafts(view)[0], tmp_path)


# --- said again


def test_a_paper_that_is_issued_again_says_which_one_it_replaces(tmp_path: Path) -> None:
    first = notice(OFFICE, "F1", "F2", "F3")
    view = view_of(
        finding("F1", state="notified"), finding("F2", state="closed"), finding("F3", state="unfixed"), finding("F4")
    )
    (draft,) = drafts(view, again=first)
    assert who([draft]) == [(OFFICE, ("F1", "F3"))], "what is done is not said again, what is new neither"
    again = replace(first, number="江〔2026〕9号", reissue_of=first.number, reason="附件有误。")
    text = text_of(view, draft, tmp_path, again)
    assert "（重发：本件替代江〔2026〕1号，原件作废。重发原因：附件有误。）" in text
    assert "江〔2026〕9号" in text and "草稿" not in text
    assert "重发" not in text_of(view, draft, tmp_path, replace(first, number="江〔2026〕10号"))
    assert drafts(view, again=notice(OFFICE, "F2")) == []


def test_a_private_letter_issued_again_stays_private() -> None:
    first = notice(BUREAU, "FPRIVATE1", kind="letter", unit=BUREAU)
    (draft,) = drafts(view_of(personal(state="notified"), finding("F1")), again=first)
    assert draft.private and draft.copy_to is None and who([draft]) == [(BUREAU, ("FPRIVATE1",))]
