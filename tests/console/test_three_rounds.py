"""Three rounds of one district: what was put right, what was not, what came back, what was excused and until when.

The second round comes after a partial rectification: the tree has other names and one page another title and another
date of publication, so that nothing but the findings' identities tells that they are the same.
"""

import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from console.cli import run
from inspection.china_time import CHINA
from tests.console.gkmlpt_city import City, workspace
from tests.crawler.portal_server import Reply, serve

pytestmark = pytest.mark.slow
FIRST, SECOND, THIRD = "2026-11-20", "2026-12-10", "2027-01-11"
RULES = ("B02", "B03", "B04", "B10", "C01", "C03", "C07")
NOTICE = "江巡〔2026〕1号"
TREE = "/mzj/gkmlpt/index"


class Office:
    """The city office at its desk: commands at given times, and what stands in the tables."""

    def __init__(self, folder: Path, clock: pytest.MonkeyPatch) -> None:
        self.folder, self._clock = folder, clock
        self.ids: dict[str, str] = {}

    def at(self, moment: str, *words: str) -> int:
        """A command at a moment (2026-11-23T09:00)."""
        now = datetime.fromisoformat(moment).replace(tzinfo=CHINA)
        self._clock.setattr("console.cli.china_now", lambda: now)
        command, *rest = words
        return run([command, str(self.folder), *rest])

    def rows(self, round_: str) -> dict[str, dict[str, Any]]:
        """The findings of a round by rule, of the rules that this is about."""
        out = self.folder / "rows.jsonl"
        arguments = ["findings", "--round", round_, "--format", "jsonl", "--out", str(out)]
        assert run(["export", str(self.folder), *arguments]) == 0
        rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
        return {row["rule"]: row for row in rows if row["rule"] in RULES}

    def shown(self, round_: str, *keys: str) -> dict[str, tuple[Any, ...]]:
        """Some keys of those rows."""
        return {rule: tuple(row[key] for key in keys) for rule, row in sorted(self.rows(round_).items())}


@pytest.fixture(scope="module", name="past")
def three_rounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with serve() as server, pytest.MonkeyPatch.context() as clock:
        city = City(server)
        office = Office(workspace(tmp_path_factory.mktemp("rounds") / "江州", city.url), clock)
        _first_round(office)
        _rectify_in_part(city)
        assert office.at("2026-12-01T10:00", "recheck", "--as-of", "2026-12-01") in (0, 1)
        _redesign(city)
        assert office.at("2026-12-10T09:00", "inspect", "--as-of", SECOND) == 0
        done = (office.ids["B03"], office.ids["B04"])
        assert office.at("2026-12-11T09:00", "handle", *done, "销号", "--reason", "复查通过，予以销号") == 0
        _come_back(city)
        assert office.at("2027-01-11T09:00", "inspect", "--as-of", THIRD) == 0
        yield office


@pytest.fixture(name="office")
def after_three_rounds(past: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The same workspace for each test, to do with as it likes."""
    office = Office(tmp_path / "江州", monkeypatch)
    shutil.copytree(past.folder, office.folder)
    office.ids = dict(past.ids)
    return office


def _first_round(office: Office) -> None:
    assert office.at("2026-11-20T09:00", "inspect", "--as-of", FIRST) == 0
    office.ids = {rule: row["id"] for rule, row in office.rows("2026-11").items()}
    told = [office.ids[rule] for rule in ("B02", "B03", "B04", "C01", "C03")]
    assert office.at("2026-11-23T09:00", "decide", *told, "confirm", "--reason", "已核对页面") == 0
    short = ("waive", "--reason", "材料修订中", "--until", "2026-12-05")
    assert office.at("2026-11-23T09:00", "decide", office.ids["C07"], *short) == 0
    long = ("waive", "--reason", "地点调整，办事大厅在建", "--until", "2027-06-30")
    assert office.at("2026-11-23T09:00", "decide", office.ids["B10"], *long) == 0
    assert office.at("2026-11-23T16:00", "handle", *told, "下发", "--notice", NOTICE) == 0
    assert office.at("2026-11-24T10:00", "handle", *told, "签收", "--who", "望湖区政务公开办") == 0


def _rectify_in_part(city: City) -> None:
    city._list(12, city._article(960012, "望湖区养老服务扶持政策措施清单", "2026-11-24", "2026-11-26"))
    city._article(960005, "望湖区养老机构备案咨询电话", "2026-08-10", "2026-08-12")


def _redesign(city: City) -> None:
    tree = city.server.pages[TREE]
    assert isinstance(tree, Reply)
    body = tree.body.decode()
    for old, new in (
        ('"name": "养老服务行业管理信息"', '"name": "行业管理"'),
        ('"name": "重点领域"', '"name": "重点领域信息公开"'),
        ('"post_count": 6', '"post_count": 4'),
    ):
        assert old in body
        body = body.replace(old, new)
    city.server.pages[TREE] = Reply(body.encode(), headers=tree.headers)
    made = city._article
    edited = made(960006, "望湖区养老机构备案申请材料清单", "2026-09-21", "2026-09-18")
    back_dated = made(960007, "望湖区养老机构备案受理地点", "2026-07-11", "2026-07-30", "<p></p>")
    late = made(960004, "望湖区养老机构备案办事流程", "2026-08-03", "2026-08-20")
    answered = made(960005, "望湖区养老机构备案咨询电话", "2026-08-10", "2026-08-12")
    city._list(21, late, answered, edited, back_dated)


def _come_back(city: City) -> None:
    city._list(12)


def test_identities_outlast_the_redesign_and_the_edits(office: Office) -> None:
    first, second = office.rows("2026-11"), office.rows("2026-12")
    for round_ in ("2026-12", "2027-01"):
        assert {rule: row["id"] for rule, row in office.rows(round_).items()}.items() <= office.ids.items()
    assert first["C03"]["column"] != second["C03"]["column"], "the tree has other names"
    assert (first["C07"]["title"], second["C07"]["title"]) == (
        "望湖区养老机构备案申请材料",
        "望湖区养老机构备案申请材料清单",
    )
    assert set(second) == {"B02", "B10", "C03", "C07"}


def test_lives_over_three_rounds(office: Office) -> None:
    keys = ("state", "repeat", "overdue", "due", "first_round")
    unfixed = ("unfixed", 0, True, "2026-11-30", "2026-11")
    waived = ("waived", 0, False, None, "2026-11")
    asked_again = ("suspected", 0, False, None, "2026-11")  # its waiver has ended
    closed = ("closed", 0, False, "2026-11-30", "2026-11")
    again = {"B02": unfixed, "B10": waived, "C03": unfixed, "C07": asked_again}
    # a date that was moved back hides the lateness and closes nothing
    moved = ("received", 0, True, "2026-11-30", "2026-11")
    assert office.shown("2026-11", *keys) == again | {"B03": closed, "B04": closed, "C01": moved}
    assert office.shown("2026-12", *keys) == again
    # what came back is asked of a person again, and counts
    assert office.shown("2027-01", *keys) == again | {"B03": ("suspected", 1, False, None, "2026-11")}
    told = office.ids["B03"]
    assert office.at("2027-01-12T09:00", "decide", told, "confirm", "--reason", "又成空白") == 0
    assert office.at("2027-01-12T10:00", "handle", told, "下发", "--due", "2027-01-19 18:00") == 0
    assert office.shown("2027-01", *keys)["B03"] == ("notified", 1, False, "2027-01-19", "2026-11")
    assert office.shown("2026-11", *keys)["B03"] == closed


def test_what_was_done_is_told_from_the_beginning(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert office.at("2027-01-12T09:00", "history", office.ids["B03"]) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert [line.split("　")[:2] for line in lines[1:-2]] == [
        ["2026年11月20日", "批次“2026-11”发现（待核实）"],
        ["2026年11月23日", "认定属实"],
        ["2026年11月23日16时", "下发"],
        ["2026年11月24日10时", "签收"],
        ["2026年12月1日", "复查通过"],
        ["2026年12月11日9时", "销号"],
        ["2027年1月11日", "批次“2027-01”发现（待核实）"],
    ]
    assert f"文号：{NOTICE}" in lines[3] and "期限：2026年11月30日18时前" in lines[3]
    assert lines[-2].startswith("现为：待核实；屡查屡犯")
    assert "认定属实" in lines[-1] and "销号" not in lines[-1]


def test_waivers_that_ended_are_said_and_offline_all_stays(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    before = office.rows("2026-12")
    capsys.readouterr()
    assert office.at("2027-01-12T09:00", "inspect", "--offline", "--round", "2026-12") == 0
    assert f"问题 {office.ids['C07']} 的报备已于2026-12-05到期" in capsys.readouterr().err
    assert office.rows("2026-12") == before
