"""The score style and the matrix of domains and districts."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from inspection.reply_forms import read_code
from inspection.types.office import ReportSettings
from inspection.types.score import Score
from reports.view import DistrictView
from reports.writers import problem_list_matrix, problem_list_scores
from reports.writers.problem_list_matrix import marks_of
from tests.reports.small_round import small_round

HOSTILE = ['=cmd|"/c calc"!A1', "<script>alert(1)</script>", "\u202eabc", "长" * 5000, "a\x07b", "😀{{ 7*7 }}#panic()]"]


def score(level: str, key: tuple[str | None, str | None, str | None], points: float | None, **more: object) -> Score:
    low = more.pop("low", points)
    high = more.pop("high", points)
    return Score(
        level, "2026-11", "linjiang", None, "临江区民政局", *key, 1, points, low, high, 0.0, 0, 0, None, 0, (), 0,  # type: ignore[arg-type]  # by hand
        str(more.pop("reason", "")), "p", "d",
    )  # fmt: skip


SCORES = (
    score("district", (None, None, None), None, low=80.0, high=90.5),
    score("item", ("社会救助", "办事指南", "低保指南"), 0.0),
    score("item", ("社会救助", "政策文件", "政策法规文件"), 98.0),
    score("item", ("社会救助", "情况说明", "有说明的"), 80.0, reason="有情况说明，按80%计"),
    score("item", ("养老服务", "公示", "补贴公示"), None, low=0.0, high=100.0, reason="采集不完整，无法核验"),
    score("item", ("养老服务", "政策", "好的"), 100.0),
)


def rows_of(path: Path, sheet: str) -> list[dict[str, object]]:
    head, *rows = list(load_workbook(path)[sheet].iter_rows(min_row=3, values_only=True))
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_items_with_what_they_lost_and_why(tmp_path: Path) -> None:
    (path,) = problem_list_scores.write(small_round(scores=SCORES), tmp_path)
    assert path.name == "临江区问题清单（得分式）.xlsx"
    rows = rows_of(path, "问题清单")
    shown = [(row["二级事项"], row["得分"], row["失分"], row["扣分说明"], row["问题编号"]) for row in rows]
    assert shown[:3] == [
        ("低保指南", 0, 100, "应公开未公开", "FA2B3C4D5"),
        ("有说明的", 80, 20, "有情况说明，按80%计", None),
        ("政策法规文件", 98, 2, "逾期公开", "FC2B3C4D5"),
    ]
    assert "补贴公示" not in {row["二级事项"] for row in rows}, "what cannot be verified lost nothing"
    assert "好的" not in {row["二级事项"] for row in rows}
    apart = [row for row in rows[3:] if row["得分"] is None and row["权重（分值）"] is None]
    assert {row["问题编号"] for row in apart} == {"FB2B3C4D5", "FD2B3C4D5", "FE2B3C4D5", "FG2B3C4D5", "FK2B3C4D5"}
    code = read_code(str(rows[0]["登记码"]))
    assert code is not None
    assert code.finding == "FA2B3C4D5"
    title = load_workbook(path)["问题清单"].cell(2, 1).value
    assert "本批次得分80–90.5。" in str(title)
    assert "另有1个事项" in str(title)


def test_a_row_without_a_fault_asks_nothing(tmp_path: Path) -> None:
    (path,) = problem_list_scores.write(small_round(scores=SCORES), tmp_path)
    sheet = load_workbook(path)["问题清单"]
    heads = [cell.value for cell in sheet[3]]
    place = heads.index("整改情况")
    assert not sheet[4][place].protection.locked
    assert sheet[5][place].protection.locked


def test_without_scores_there_is_no_score_list(tmp_path: Path) -> None:
    assert problem_list_scores.write(small_round(scores=SCORES), tmp_path)
    assert problem_list_scores.write(small_round(), tmp_path) == []
    assert not list(tmp_path.iterdir())


def test_the_matrix_tells_right_wrong_and_doubtful_apart(tmp_path: Path) -> None:
    (path,) = problem_list_matrix.write(small_round(), tmp_path)
    rows = {row["领域"]: row for row in rows_of(path, "矩阵")}
    assert (rows["社会救助"]["临江区"], rows["社会救助"]["望湖区"]) == ("○（3）", "—")
    assert (rows["养老服务"]["临江区"], rows["养老服务"]["望湖区"]) == ("△", "△"), "unverifiable; suspected"
    assert rows["社会救助"]["存在的主要问题"] == "临江区：不予公开文件上网1个，应公开未公开1个，逾期公开1个"
    assert (rows["合格率"]["临江区"], rows["合格率"]["望湖区"]) == ("0.0%", "—")
    assert rows["不合格"]["临江区"] == 4
    assert [row["标记"] for row in rows_of(path, "图例")] == ["√", "○（n）", "△", "—", "合格率"]


def _changed(district: DistrictView, states: Sequence[str], findings: Sequence[object]) -> DistrictView:
    covered = tuple(replace(district.coverage[0], state=state) for state in states)  # type: ignore[arg-type]  # by hand
    return replace(district, coverage=covered, findings=tuple(findings))  # type: ignore[arg-type]  # by hand


@pytest.mark.parametrize(
    ("states", "mark"),
    [
        (("content", "note"), "√"), (("content", "unverifiable"), "△"), (("content", "missing"), "△"),
        (("not_due", "not_applicable", "waived"), "—"), (("content", "not_due"), "√"), (("withdrawn",), "△"),
    ],
)  # fmt: skip
def test_marks_by_coverage(states: tuple[str, ...], mark: str) -> None:
    district = _changed(small_round().districts[0], states, ())
    assert marks_of(district)["社会救助"].mark == mark


def test_what_was_settled_is_no_longer_doubtful() -> None:
    district = small_round().districts[0]
    missing = next(one for one in district.findings if one.id == "FA2B3C4D5")
    covered = (replace(district.coverage[1], state="missing"),)
    for state, mark in (("fixed", "√"), ("rejected", "√"), ("confirmed", "○"), ("suspected", "△")):
        told = replace(district, coverage=covered, findings=(replace(missing, state=state),))  # type: ignore[arg-type]  # by hand
        assert marks_of(told)["社会救助"].mark == mark, state


def test_styles_are_the_offices_choice(tmp_path: Path) -> None:
    problem_list_matrix.write(small_round(), tmp_path)
    settings = ReportSettings(list_styles=["website"])
    assert problem_list_matrix.write(small_round(settings=settings), tmp_path) == []
    assert problem_list_scores.write(small_round(settings=settings, scores=SCORES), tmp_path) == []
    assert not list(tmp_path.iterdir())


def test_hostile_texts_stay_texts_and_bytes_stay_the_same(tmp_path: Path) -> None:
    view = small_round(scores=SCORES)
    district = view.districts[0]
    findings = tuple(
        replace(district.findings[0], id=f"FX{n}", title=text, message=text, domain=text, rule_name=text[:40])
        for n, text in enumerate(HOSTILE)
    )
    view = replace(view, districts=(replace(district, findings=findings),))
    for writer in (problem_list_scores, problem_list_matrix):
        (path,) = writer.write(view, tmp_path)
        data = path.read_bytes()
        assert writer.write(view, tmp_path)[0].read_bytes() == data
        cells = [cell for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f"]
        told = {str(cell.value) for cell in cells}
        assert any(HOSTILE[0] in text for text in told)
        assert not [text for text in told if "\x07" in text]
