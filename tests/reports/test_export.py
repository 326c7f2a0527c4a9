"""Tables as CSV, JSON lines and XLSX, read back by the programs that others use."""

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from inspection.errors import UserError
from inspection.rows import KEYS, Row, coverage_row, finding_row, page_row
from reports.export import FORMATS, KINDS, export_rows, harmless
from tests.reports.small_round import small_round


def _rows(kind: str = "findings") -> list[Row]:
    district = small_round().districts[0]
    if kind == "coverage":
        return [coverage_row(coverage, district.paths) for coverage in district.coverage]
    if kind == "pages":
        return [page_row(page) for page in district.pages]
    return [finding_row(finding) for finding in district.findings]


@pytest.mark.parametrize("kind", ["findings", "coverage", "pages"])
def test_json_lines_hold_the_rows_as_they_are(tmp_path: Path, kind: str) -> None:
    export_rows(kind, _rows(kind), "jsonl", tmp_path / "out.jsonl")
    lines = (tmp_path / "out.jsonl").read_bytes().decode("utf-8").split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == [row for row in _rows(kind) if row.get("rule") != "D09"]
    assert [list(json.loads(line)) for line in lines] == [list(KEYS[kind])] * len(lines)


def test_csv_has_the_mark_that_spreadsheets_need_and_lists_as_json(tmp_path: Path) -> None:
    export_rows("findings", _rows(), "csv", tmp_path / "out.csv")
    data = (tmp_path / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert list(rows[0]) == list(KEYS["findings"])
    row = next(row for row in rows if row["id"] == "FA2B3C4D5")
    assert json.loads(row["evidence"]) == [{"listing": "l1"}]
    assert (row["severity"], row["overdue"], row["title"], row["found_on"]) == ("2", "false", "", "2026-11-16")


def test_standard_output_has_no_mark(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    export_rows("coverage", _rows("coverage"), "csv", None)
    assert capsysbinary.readouterr().out.startswith(b"round,district,")


def test_nothing_runs_as_a_formula(tmp_path: Path) -> None:
    export_rows("findings", _rows(), "csv", tmp_path / "out.csv")
    cells = [cell for row in csv.reader(io.StringIO((tmp_path / "out.csv").read_text("utf-8-sig"))) for cell in row]
    assert '\'=HYPERLINK("x")' in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    export_rows("findings", _rows(), "xlsx", tmp_path / "out.xlsx")
    sheet = load_workbook(tmp_path / "out.xlsx")["findings"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("=1+1", "'=1+1"), ("+86", "'+86"), ("-x", "'-x"), ("@a", "'@a"), ("＝1", "'＝1"), ("-", "-"), ("标题", "标题")],
)
def test_harmless(text: str, expected: str) -> None:
    assert harmless(text) == expected


def test_xlsx_keeps_numbers_and_order(tmp_path: Path) -> None:
    export_rows("coverage", _rows("coverage"), "xlsx", tmp_path / "out.xlsx")
    head, first, *_ = list(load_workbook(tmp_path / "out.xlsx")["coverage"].iter_rows(values_only=True))
    assert head == KEYS["coverage"]
    row = dict(zip(head, first, strict=True))
    assert (row["pages"], row["confidence"], row["level2"]) == (2, 0.9312, "政策法规文件")
    assert json.loads(str(row["columns"])) == [["首页", "政务公开", "社会救助"]]


def test_a_text_too_long_for_a_cell_says_so(tmp_path: Path) -> None:
    row = _rows()[0] | {"message": "长" * 40_000}
    export_rows("findings", [row], "xlsx", tmp_path / "out.xlsx")
    head, first = list(load_workbook(tmp_path / "out.xlsx")["findings"].iter_rows(values_only=True))
    assert str(first[head.index("message")]).endswith("全文请用 jsonl 导出）")


def test_a_separator_of_lines_does_not_break_a_line(tmp_path: Path) -> None:
    row = _rows()[0] | {"message": "上\u2028下\u0085末"}
    export_rows("findings", [row], "jsonl", tmp_path / "out.jsonl")
    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["message"] for line in lines] == ["上\u2028下\u0085末"]


def test_what_is_told_by_telephone_is_in_no_table(tmp_path: Path) -> None:
    for fmt in ("csv", "jsonl"):
        export_rows("findings", _rows(), fmt, tmp_path / "out")
        assert "绝不能写进清单" not in (tmp_path / "out").read_text("utf-8")


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_same_rows_give_the_same_bytes(tmp_path: Path, fmt: str) -> None:
    for name in ("one", "two"):
        export_rows("findings", _rows(), fmt, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fmt", FORMATS)
def test_an_empty_table_has_its_header(tmp_path: Path, kind: str, fmt: str) -> None:
    export_rows(kind, [], fmt, tmp_path / "out")
    if fmt == "csv":
        assert (tmp_path / "out").read_text("utf-8-sig").split("\n")[0].strip() == ",".join(KEYS[kind])
    assert (tmp_path / "out").stat().st_size > 0 or fmt == "jsonl"


def test_wrong_use_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a file"):
        export_rows("findings", [], "xlsx", None)
    with pytest.raises(ValueError, match="unknown format"):
        export_rows("findings", [], "pdf", None)
    with pytest.raises(KeyError):
        export_rows("points", [], "csv", None)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"没有 .*没有这里 这个文件夹，请先新建，或改用别的路径"):
        export_rows("findings", _rows(), "csv", tmp_path / "没有这里" / "out.csv")
