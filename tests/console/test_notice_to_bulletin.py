"""From round one to round two as an office lives it: found, confirmed, sent for comment, issued, answered in the unit's
own list, looked at again; the next bulletin tells what became of it."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from console.cli import run
from inspection.china_time import CHINA
from tests.console.gkmlpt_city import City, workspace
from tests.console.test_three_rounds import Office
from tests.crawler.portal_server import serve

pytestmark = pytest.mark.slow
FIRST, SECOND = "2026-11-20", "2026-12-10"
TOLD = ("B02", "B03", "B04", "C01", "C03")
UNIT = "望湖区民政局"


class Year:
    """What was written and said on the way, kept as it was when it happened."""

    def __init__(self, office: Office, city: City) -> None:
        self.office, self.city = office, city
        self.ids: dict[str, str] = {}
        self.early = self.wrong = 0
        self.issued: dict[str, str] = {}
        self.states: dict[str, dict[str, str]] = {}
        self.choices: set[str] = set()

    @property
    def papers(self) -> Path:
        return self.office.folder / "rounds"

    def note(self, when: str) -> None:
        """Keeps the states of the findings of round one."""
        rows = self.office.rows("2026-11")
        self.states[when] = {rule: rows[rule]["state"] for rule in TOLD}


@pytest.fixture(scope="module", name="year")
def two_rounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    with serve() as server, pytest.MonkeyPatch.context() as clock:
        city = City(server)
        folder = workspace(tmp_path_factory.mktemp("rounds") / "江州", city.url)
        row = f"区,单位名称,简称,类别,上级单位\n望湖区,{UNIT},民政局,区属,\n"
        (folder / "units.csv").write_text(row, encoding="utf-8-sig")
        year = Year(Office(folder, clock), city)
        _first_round(year)
        _issue(year)
        _answer(year)
        _look_again(year)
        assert year.office.at(f"{SECOND}T09:00", "inspect", "--as-of", SECOND) == 0
        assert year.office.at(f"{SECOND}T16:00", "report") == 0
        yield year


def _first_round(year: Year) -> None:
    office = year.office
    assert office.at(f"{FIRST}T09:00", "inspect", "--as-of", FIRST) == 0
    year.ids = {rule: row["id"] for rule, row in office.rows("2026-11").items()}
    told = [year.ids[rule] for rule in TOLD]
    assert office.at("2026-11-20T15:00", "decide", *told, "confirm", "--reason", "已核对页面") == 0
    assert office.at("2026-11-20T16:00", "handle", *told, "征求意见", "--due", "2026-11-23 18:00") == 0


def _issue(year: Year) -> None:
    # what its unit may still object to does not go out
    year.early = year.office.at("2026-11-23T09:00", "notice")
    assert year.office.at("2026-11-24T09:00", "notice") == 0
    year.issued = {path.suffix: path.name for path in (year.papers / "2026-11/reports/通知").iterdir()}
    assert year.office.at("2026-11-24T10:00", "report") == 0
    year.note("issued")


def _answer(year: Year) -> None:
    """The unit fills its list in: two put right, one not yet, one explained, one left empty; first with a mistake."""
    path = year.papers / "2026-11/reports/望湖区问题清单.xlsx"
    year.choices = _choices(path)
    done = f"{year.city.server.url}{year.city._path(960012)}"
    answers: dict[str, dict[str, str]] = {
        "B03": {"整改情况": "已整改", "整改链接": done, "说明": "栏目已补充内容"},
        "B04": {"整改情况": "已整改", "整改链接": f"{year.city.server.url}{year.city._path(960005)}"},
        "B02": {"整改情况": "未整改", "原因": "系统故障", "说明": "栏目正在开设"},
        "C01": {"整改情况": "仅说明", "原因": "其他", "说明": "经办人变动，今后按时限公开"},
    }
    wrong = _filled(year, path, {**answers, "B03": {"整改情况": "已整改", "整改链接": "已经改好了"}}, "填错.xlsx")
    year.wrong = _import(year, wrong)
    year.note("refused")
    assert _import(year, _filled(year, path, answers, "填好.xlsx")) == 0
    year.note("answered")


def _look_again(year: Year) -> None:
    city, office = year.city, year.office
    city._list(12, city._article(960012, "望湖区养老服务扶持政策措施清单", "2026-11-24", "2026-11-26"))
    city._article(960005, "望湖区养老机构备案咨询电话", "2026-08-10", "2026-08-12")
    assert office.at("2026-12-02T10:00", "recheck", "--as-of", "2026-12-02") in (0, 1)
    assert office.at("2026-12-03T09:00", "handle", year.ids["B03"], "销号", "--reason", "复查通过，予以销号") == 0
    year.note("rechecked")


def _import(year: Year, path: Path) -> int:
    now = datetime.fromisoformat("2026-11-27T09:00").replace(tzinfo=CHINA)
    year.office._clock.setattr("console.cli.china_now", lambda: now)
    return run(["reply", "import", str(year.office.folder), str(path)])


def _filled(year: Year, path: Path, answers: dict[str, dict[str, str]], name: str) -> Path:
    """The list as a clerk fills it in and saves it under another name."""
    book = load_workbook(path)
    sheet = book["问题清单"]
    assert isinstance(sheet, Worksheet)
    heads, first = _heads(sheet)
    rows = {str(sheet.cell(row, heads["问题编号"]).value): row for row in range(first, sheet.max_row + 1)}
    for rule, cells in answers.items():
        for head, text in cells.items():
            cell = sheet.cell(rows[year.ids[rule]], heads[head])
            assert not (sheet.protection.sheet and cell.protection.locked), f"{head} cannot be filled in"
            cell.value = text
    out = path.parent.parent / name
    book.save(out)
    return out


def _heads(sheet: Worksheet) -> tuple[dict[str, int], int]:
    """The columns by their heads, and the first row below them."""
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if "问题编号" in row:
            return {str(text): place for place, text in enumerate(row, start=1) if text}, number + 1
    raise AssertionError("no head")


def _choices(path: Path) -> set[str]:
    """What can be chosen in the list."""
    rules: Any = load_workbook(path)["问题清单"].data_validations.dataValidation
    return {choice for rule in rules if rule.type == "list" for choice in str(rule.formula1).strip('"').split(",")}


def _bulletin(year: Year, round_: str) -> str:
    document = Document(str(year.papers / round_ / "reports" / "巡查通报（内部）.docx"))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def _part(text: str, heading: str) -> str:
    """What stands below a heading, up to the next one."""
    found = re.search(rf"{heading}\n(.*?)(?:\n（[一二三四五]）|\n[一二三四五]、|\Z)", text, re.S)
    assert found, text
    return found[1]


def test_nothing_goes_out_while_the_unit_may_still_object(year: Year) -> None:
    assert year.early == 2
    assert set(year.issued) == {".docx", ".pdf"}
    assert set(year.states["issued"].values()) == {"notified"}


def test_the_list_offers_choices_and_what_does_not_fit_is_refused_whole(year: Year) -> None:
    assert {"已整改", "未整改", "系统故障"} <= year.choices
    assert year.wrong == 2
    assert year.states["refused"] == year.states["issued"]


def test_the_filled_list_comes_back_and_recheck_tells_what_is_true(year: Year) -> None:
    answered = year.states["answered"]
    assert (answered["B03"], answered["B04"], answered["C03"]) == ("replied", "replied", "notified")
    rechecked = year.states["rechecked"]
    assert (rechecked["B03"], rechecked["B04"]) == ("closed", "fixed")
    assert (rechecked["B02"], rechecked["C03"]) == ("unfixed", "unfixed")


def test_the_next_bulletin_tells_what_became_of_it(year: Year) -> None:
    assert "上次通报问题整改情况" not in _bulletin(year, "2026-11") or "首次巡查" in _bulletin(year, "2026-11")
    told = _part(_bulletin(year, SECOND[:7]), "（[一二三]）上次通报问题整改情况")
    assert "应整改5个" in told
    assert "已销号1个" in told and "复查通过待销号1个" in told and "复查不通过2个" in told
    late = re.search(r"未按要求完成的有(.*?)。", told)
    assert late and UNIT in late[1] and "2个" in late[1], told


def test_the_next_notice_list_still_asks_for_what_is_unfinished(year: Year) -> None:
    book = load_workbook(year.papers / SECOND[:7] / "reports" / "望湖区问题清单.xlsx")
    ids = {
        str(row[heads["问题编号"] - 1])
        for sheet in book
        if isinstance(sheet, Worksheet) and sheet.title in ("问题清单", "往期未整改问题")
        for heads, first in [_heads(sheet)]
        for row in sheet.iter_rows(min_row=first, values_only=True)
    }
    assert {year.ids["B02"], year.ids["C03"]} <= ids
    assert year.ids["B03"] not in ids, "what was put right and closed is asked of nobody"
