"""Three rounds of a city of three districts, each a simulated portal of another family: first look, partial
rectification with a back-dated page and a redesign, and a third round in which one fault is back.

Every district has the same faults and puts the same of them right; so whatever a platform hides, the lives must be the
same. The one that was built anew has other addresses for all, other columns for some; one takes its leak off the list
first and down only later.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from audits.life_acts import STATES
from console.cli import run
from demo.simulator.changes import ChangingPortal
from demo.simulator.opening import simulated
from demo.simulator.portal import Fault
from demo.simulator.rule_faults.all_faults import rule_faults
from demo.simulator.rule_faults.ground import Ground, prose
from demo.simulator.rule_faults.workspace import Inspected, write_city
from demo.simulator.troubles import failing, on_pages
from inspection.china_time import CHINA

pytestmark = pytest.mark.slow
ONE, TWO, THREE = "2026-11", "2026-12", "2027-01"
DISTRICTS = {"linjiang": ("临江区", "gkmlpt"), "wanghu": ("望湖区", "trs"), "yunxi": ("云溪区", "jcms")}
BUILT_ANEW, UNLISTS = "wanghu", "yunxi"
PLANTED = ("B02", "B03", "B04", "B10", "B11", "B12", "C01", "C03", "C07", "D03", "E02", "E03")
TOLD = ("B02", "B03", "B04", "B11", "B12", "C01", "C03", "D03", "E02", "E03")
NOTICE = "江巡〔2026〕1号"
CITY, STANDARD = ("工作信息", "城市管理"), ("社会救助", "特困人员供养标准")
BLANK = ("社会救助", "临时救助发放结果")
MOVED = {
    BLANK: ("民生保障", "临时救助发放结果"),
    STANDARD: ("民生保障", "特困供养标准"),
    CITY: ("部门工作", "城市管理工作"),
    ("新闻中心", "部门动态"): ("要闻动态", "部门动态"),
}
LATE, GONE = "关于开展夜市经营秩序整治的通知", "河口镇秋季防汛物资盘点情况"
NOT_PUBLIC, TERM = "关于调整内部值班安排的通知", "关于城区犬只管理有关事项的通知"
TWICE, NO_FILE = "新安街道道路保洁安排", "城东街道绿化养护情况"
BACK_DATED = "城北片区园林养护安排"
QUIET, MOVED_DAY = "规范性文件", "moved"
DOWN = Fault("down", "every page is answered 500", answer=on_pages(failing))


def planted() -> Ground:
    """The ground of a district: the planted faults beside their look-alikes."""
    ground = Ground()
    for fault in rule_faults():
        if fault.code in PLANTED:
            fault.plant(ground)
            if not fault.apart:
                fault.twin(ground)
    title = "关于做好冬季便民服务的通知"
    ground.document("政策公开", "部门发文", title, "临城管发〔2026〕15号", "2026-11-10", by="城市管理局")
    return ground


def news(portal: ChangingPortal, day: str) -> None:
    """What keeps the lively column lively."""
    title = f"河口镇{day[5:7]}月{day[8:]}日召开安全例会"
    portal.ground.paper("新闻中心", "镇街动态", title, day, *prose(title, 4), by="水务局")


class Office:
    """The city office at its desk: commands at given times, and what stands in the tables."""

    def __init__(self, folder: Path, clock: pytest.MonkeyPatch) -> None:
        self.folder, self._clock = folder, clock
        self.ids: dict[tuple[str, str], str] = {}

    def at(self, moment: str, *words: str) -> int:
        """A command at a moment (2026-11-23T09:00)."""
        now = datetime.fromisoformat(moment).replace(tzinfo=CHINA)
        self._clock.setattr("console.cli.china_now", lambda: now)
        command, *rest = words
        return run([command, str(self.folder), *rest])

    def rows(self, round_: str) -> dict[tuple[str, str], dict[str, Any]]:
        """The findings of a round by district and rule, of the rules that this is about. The column of policies that
        is quiet of itself goes by its name, and so does the document whose day was moved."""
        out = self.folder / "rows.jsonl"
        arguments = ["findings", "--round", round_, "--format", "jsonl", "--out", str(out)]
        assert run(["export", str(self.folder), *arguments]) == 0
        found: dict[tuple[str, str], dict[str, Any]] = {}
        for line in out.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            named = "quiet" if row["rule"] == "C03" and row["column"][-1] == QUIET else row["rule"]
            named = MOVED_DAY if row["rule"] == "C08" and row["title"] == LATE else named
            if row["rule"] in (*PLANTED, "C08"):
                assert (row["district"], named) not in found, row["message"]
                found[row["district"], named] = row
        return found

    def of(self, *rules: str, districts: tuple[str, ...] = tuple(DISTRICTS)) -> list[str]:
        """The ids of the first findings of rules, in several districts."""
        return [self.ids[district, rule] for district in districts for rule in rules]


@pytest.fixture(scope="module", name="past")
def three_rounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with ExitStack() as stack:
        clock = stack.enter_context(pytest.MonkeyPatch.context())
        opened = {
            id_: stack.enter_context(simulated(family, planted().site())) for id_, (_, family) in DISTRICTS.items()
        }
        portals = {id_: ChangingPortal(one.portal, planted(), DISTRICTS[id_][0]) for id_, one in opened.items()}
        inspected = [Inspected(id_, DISTRICTS[id_][0], one.url, portals[id_].ground) for id_, one in opened.items()]
        office = Office(write_city(tmp_path_factory.mktemp("rounds") / "江州", inspected), clock)
        _first_round(office)
        for id_, portal in portals.items():
            _rectify_in_part(portal, leak_opens=id_ == UNLISTS)
        assert office.at("2026-12-01T10:00", "recheck", "--as-of", "2026-12-01") == 1
        for id_, portal in portals.items():
            if id_ == UNLISTS:
                portal.take_down(NOT_PUBLIC)
            _change_more(portal, anew=id_ == BUILT_ANEW)
        _second_round(office)
        for id_, portal in portals.items():
            portal.empty(MOVED[BLANK] if id_ == BUILT_ANEW else BLANK)
            news(portal, "2027-01-08")
            portal.publish()
        assert office.at("2027-01-11T09:00", "inspect", "--as-of", "2027-01-11") == 0
        yield office


@pytest.fixture(name="office")
def after_three_rounds(past: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The same workspace for each test, to do with as it likes."""
    office = Office(tmp_path / "江州", monkeypatch)
    shutil.copytree(past.folder, office.folder)
    office.ids = dict(past.ids)
    return office


def _first_round(office: Office) -> None:
    assert office.at("2026-11-20T09:00", "inspect", "--as-of", "2026-11-20") == 0
    office.ids = {key: row["id"] for key, row in office.rows(ONE).items()}
    told = office.of(*TOLD)
    assert office.at("2026-11-23T09:00", "decide", *told, "confirm", "--reason", "已核对页面") == 0
    short = ("waive", "--reason", "材料修订中", "--until", "2026-12-05")
    assert office.at("2026-11-23T09:00", "decide", *office.of("C07"), *short) == 0
    long = ("waive", "--reason", "设施改造，明年六月前补齐", "--until", "2027-06-30")
    assert office.at("2026-11-23T09:00", "decide", *office.of("B10"), *long) == 0
    assert office.at("2026-11-23T16:00", "handle", *told, "下发", "--notice", NOTICE) == 0
    assert office.at("2026-11-24T10:00", "handle", *told, "签收", "--who", "各区政务公开办") == 0
    answered = ("反馈", "--choice", "其他", "--reason", "重复的一件已撤下")
    assert office.at("2026-11-27T10:00", "handle", *office.of("B12"), *answered) == 0


def _rectify_in_part(portal: ChangingPortal, *, leak_opens: bool) -> None:
    """Six are put right; of the late document only the day that it shows. The leak may be off its list only."""
    ground = portal.ground
    ground.paper(*STANDARD, "临江区特困人员供养标准（2026年）", "2026-11-26", *prose("供养标准", 4), by="民政局")
    title = "2026年10月临时救助发放结果公示"
    ground.paper(*BLANK, title, "2026-11-26", *prose(title, 4), by="民政局")
    portal.edit(GONE, answer="")
    portal.take_down(TWICE)
    if leak_opens:
        portal.unlist(NOT_PUBLIC)
    else:
        portal.take_down(NOT_PUBLIC)
    portal.edit(TERM, header=(("有效性", "失效"),))
    portal.edit(LATE, published=datetime.fromisoformat("2026-04-20").date())
    portal.publish({CITY: DOWN})


def _change_more(portal: ChangingPortal, *, anew: bool) -> None:
    """A page that comes after the first look and says that it came before, a file that is there again."""
    title = BACK_DATED
    portal.ground.paper(*CITY, title, "2026-10-21", *prose(title, 4), by="城市管理局")
    portal.edit(NO_FILE, answer="")
    news(portal, "2026-12-08")
    if anew:
        portal.build_anew(MOVED)
    portal.publish()


def _second_round(office: Office) -> None:
    assert office.at("2026-12-10T09:00", "inspect", "--as-of", "2026-12-10") == 0
    done = office.of("B02", "B03")
    assert office.at("2026-12-11T09:00", "handle", *done, "销号", "--reason", "复查通过，予以销号") == 0
    asked = [row["id"] for (_, rule), row in office.rows(TWO).items() if rule == "C08"]
    assert office.at("2026-12-11T09:00", "decide", *asked, "confirm", "--reason", "已核对两次留痕") == 0
    assert office.at("2026-12-11T10:00", "handle", *asked, "下发", "--notice", "江巡〔2026〕2号") == 0
    said = ("说明", "--reason", "该信息为12月补录，误按办理日期填写，已更正")
    assert office.at("2026-12-12T10:00", "handle", *asked, *said) == 0
    assert office.at("2026-12-14T09:00", "handle", *asked, "销号", "--reason", "说明属实") == 0
    for round_ in (ONE, TWO):
        assert office.at("2026-12-14T10:00", "recheck", "--round", round_, "--as-of", "2026-12-14") == 0


EACH = tuple(DISTRICTS)
OF_DATES = ("C08", MOVED_DAY)
KEYS = ("state", "repeat", "overdue", "due", "first_round")
UNFIXED = ("unfixed", 0, True, "2026-11-30", ONE)
WAIVED = ("waived", 0, False, None, ONE)
ASKED_AGAIN = ("suspected", 0, False, None, ONE)
UNTOUCHED = ASKED_AGAIN
CLOSED = ("closed", 0, False, "2026-11-30", ONE)
FIXED = ("fixed", 0, False, "2026-11-30", ONE)
# A day that was moved hides the lateness; it closes nothing.
HIDDEN = ("received", 0, True, "2026-11-30", ONE)
# B10 is excused until June, C07 was until the 5th of December; nobody decided on the quiet column.
LASTING = {"B10": WAIVED, "C03": UNFIXED, "C07": ASKED_AGAIN, "E03": UNFIXED, "quiet": UNTOUCHED}
PUT_RIGHT = {
    "B02": CLOSED,
    "B03": CLOSED,
    "B04": FIXED,
    "B11": FIXED,
    "B12": FIXED,
    "E02": FIXED,
    "D03": ("fixed", 0, False, "2026-11-26", ONE),
}
BACK = ("suspected", 1, False, None, ONE)


def _shown(office: Office, round_: str, district: str) -> dict[str, tuple[Any, ...]]:
    rows = office.rows(round_).items()
    return {
        rule: tuple(row[key] for key in KEYS) for (of, rule), row in rows if of == district and rule not in OF_DATES
    }


def _rechecked(office: Office, round_: str, day: str) -> dict[str, dict[str, str | None]]:
    """The rows of a recheck's table by the id of the finding."""
    path = office.folder / "rounds" / round_ / "reports" / f"{round_}复查结果（{day}）.xlsx"
    rows = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))
    head = next(place for place, row in enumerate(rows) if row[0] == "问题编号")
    names = [str(name) for name in rows[head]]
    return {str(row[0]): dict(zip(names, (str(cell or "") for cell in row), strict=True)) for row in rows[head + 1 :]}


def _history(office: Office, capsys: pytest.CaptureFixture[str], finding: str) -> list[str]:
    capsys.readouterr()
    assert office.at("2027-01-12T09:00", "history", finding) == 0
    return [line.strip() for line in capsys.readouterr().out.splitlines()]


def test_every_planted_fault_is_found_in_the_first_round_of_every_district(office: Office) -> None:
    assert set(office.ids) == {(district, rule) for district in EACH for rule in (*PLANTED, "quiet")}


@pytest.mark.parametrize("district", EACH)
def test_lives_over_three_rounds(office: Office, district: str) -> None:
    assert _shown(office, ONE, district) == LASTING | PUT_RIGHT | {"C01": HIDDEN}
    assert _shown(office, TWO, district) == LASTING
    assert _shown(office, THREE, district) == LASTING | {"B03": BACK}


def test_ids_outlast_edits_and_the_redesign(office: Office) -> None:
    for round_ in (TWO, THREE):
        ids = {key: row["id"] for key, row in office.rows(round_).items() if key[1] not in OF_DATES}
        assert ids.items() <= office.ids.items()
    first, second, third = (office.rows(round_) for round_ in (ONE, TWO, THREE))
    for rule in ("B10", "C03", "E03", "C07", "quiet"):
        before, after = first[BUILT_ANEW, rule], second[BUILT_ANEW, rule]
        assert before["url"] != after["url"], rule
    assert second[BUILT_ANEW, "B10"]["column"][-2:] == ["部门工作", "城市管理工作"]
    assert third[BUILT_ANEW, "B03"]["column"][-2:] == ["民生保障", "临时救助发放结果"]
    assert second["linjiang", "B10"]["url"] == first["linjiang", "B10"]["url"]


def test_what_came_back_counts_and_is_notified_again(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    told = office.of("B03")
    assert office.at("2027-01-12T09:00", "decide", *told, "confirm", "--reason", "又成空白") == 0
    assert office.at("2027-01-12T10:00", "handle", *told, "下发", "--due", "2027-01-19 18:00") == 0
    for district in EACH:
        assert _shown(office, THREE, district)["B03"] == ("notified", 1, False, "2027-01-19", ONE)
        assert _shown(office, ONE, district)["B03"] == CLOSED
        lines = _history(office, capsys, office.ids[district, "B03"])
        assert [line.split("　")[1] for line in lines[1:-3]] == [
            f"批次“{ONE}”发现（待核实）",
            "认定属实",
            "下发",
            "签收",
            "复查通过",
            "销号",
            f"批次“{THREE}”发现（待核实）",
            "认定属实",
            "下发",
        ]
        assert "屡查屡犯" in lines[-3]


def test_history_says_what_stood_when_a_round_found_it_again(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    for district in EACH:
        lines = _history(office, capsys, office.ids[district, "C03"])
        assert [line.split("　")[1] for line in lines if "批次“" in line] == [
            f"批次“{ONE}”发现（待核实）",
            f"批次“{TWO}”发现（{STATES['unfixed']}）",
            f"批次“{THREE}”发现（{STATES['unfixed']}）",
        ]
        lines = _history(office, capsys, office.ids[district, "C07"])
        # the waiver of the 23rd of November ended on the 5th of December
        assert [line.split("　")[1] for line in lines if "批次“" in line] == [
            f"批次“{round_}”发现（待核实）" for round_ in (ONE, TWO, THREE)
        ]
        lines = _history(office, capsys, office.ids[district, "B10"])
        assert [line.split("　")[1] for line in lines if "批次“" in line][1:] == [
            f"批次“{round_}”发现（{STATES['waived']}）" for round_ in (TWO, THREE)
        ]


def test_a_waiver_that_ended_is_said_and_one_that_lasts_is_not(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert office.at("2027-01-12T09:00", "inspect", "--offline", "--round", TWO) == 0
    said = capsys.readouterr().err
    for district in EACH:
        assert f"问题 {office.ids[district, 'C07']} 的报备已于2026-12-05到期" in said
        assert office.ids[district, "B10"] not in said
        assert any("报备已于2026-12-05到期" in line for line in _history(office, capsys, office.ids[district, "C07"]))


def test_a_moved_day_closes_nothing_and_is_followed(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """The late document shows an earlier day since; its lateness is not found again, and is not put right either."""
    for district in EACH:
        id_ = office.ids[district, "C01"]
        assert all((district, "C01") not in office.rows(round_) for round_ in (TWO, THREE))
        assert _rechecked(office, ONE, "2026-12-01")[id_]["复查结果"] != "已整改"
        lines = _history(office, capsys, id_)
        assert not any("　复查通过" in line or "　销号" in line for line in lines)
        assert any(line.startswith("现为：已签收") and "逾期" in line for line in lines)


def test_a_back_dated_page_is_asked_about_and_never_called_so(office: Office) -> None:
    second = office.rows(TWO)
    speaking = {district: row for (district, rule), row in second.items() if rule == "C08"}
    # Where every list has another address, none of the first round proves anything of one of the second.
    assert set(speaking) == set(EACH) - {BUILT_ANEW}
    for row in speaking.values():
        assert row["title"] == BACK_DATED and row["first_round"] == TWO and row["mode"] == "B"
        assert f"《{BACK_DATED}》标注发布于2026年10月21日，2026年11月20日巡查" in row["message"]
        assert row["message"].endswith("时尚未见该信息，页面发布时间与巡查留痕不一致，请说明")
        assert "倒签" not in row["message"] + row["demand"] and "伪造" not in row["message"] + row["demand"]
        assert {str(one["fetched_at"])[:10] for one in row["evidence"]} == {"2026-11-20", "2026-12-10"}
        assert row["state"] == "closed"
    third = {district: row for (district, rule), row in office.rows(THREE).items() if rule == "C08"}
    # the proof of the first round holds in every later one; what was closed stays closed
    assert {district: (row["id"], row["message"], row["state"]) for district, row in third.items()} == {
        district: (row["id"], row["message"], "closed") for district, row in speaking.items()
    }
    assert not any(rule in OF_DATES for _, rule in office.rows(ONE))


def test_a_day_that_was_moved_back_is_asked_about_until_it_is_answered(office: Office) -> None:
    """The late document showed the sixteenth of June when it was first looked at."""
    second, third = office.rows(TWO), office.rows(THREE)
    # the third platform writes the day into the address: another page, as far as can be proved
    asked = sorted({"linjiang", "wanghu"})
    for rows in (second, third):
        assert sorted(district for district, rule in rows if rule == MOVED_DAY) == asked
    for district in asked:
        row = second[district, MOVED_DAY]
        assert row["message"] == (
            f"《{LATE}》现标注发布于2026年4月20日，2026年11月20日巡查时标注发布于2026年6月16日，"
            "页面发布时间与巡查留痕不一致，请说明"
        )
        assert row["mode"] == "B" and row["state"] == "suspected" and row["first_round"] == TWO
        assert "倒签" not in row["message"] + row["demand"] and "伪造" not in row["message"] + row["demand"]
        shown = {(str(one["fetched_at"])[:10], one["sha256"]) for one in row["evidence"]}
        assert {day for day, _ in shown} == {"2026-11-20", "2026-12-10"} and len(shown) == 2
        again = third[district, MOVED_DAY]
        assert (again["id"], again["message"], again["state"]) == (row["id"], row["message"], "suspected")


def test_rechecks_answer_each_with_what_was_seen_before_and_after(office: Office) -> None:
    first = _rechecked(office, ONE, "2026-12-01")
    said = {"C03": "未整改", "E03": "未整改", "B11": "无法判定"}
    said |= dict.fromkeys(("B02", "B03", "B04", "B12", "D03", "E02"), "已整改")
    assert {key: first[office.ids[key]]["复查结果"] for key in office.ids if key[1] in said} == {
        (district, rule): answer for district in EACH for rule, answer in said.items()
    } | {(UNLISTS, "D03"): "未整改"}
    leak = first[office.ids[UNLISTS, "D03"]]
    assert leak["复查说明"] == "页面已不在列表中，但原网址仍能打开"
    for key, id_ in office.ids.items():
        if key[1] in said:
            assert first[id_]["原留痕"] and first[id_]["复查留痕"], key
    assert len(first) == len(EACH) * len(TOLD)
    again, later = _rechecked(office, ONE, "2026-12-14"), _rechecked(office, TWO, "2026-12-14")
    for district in EACH:
        assert again[office.ids[district, "B11"]]["复查结果"] == "已整改"
        assert again[office.ids[district, "B11"]]["复查留痕"]
        assert {rule: later[office.ids[district, rule]]["复查结果"] for rule in ("C03", "E03")} == {
            "C03": "未整改",
            "E03": "未整改",
        }


def test_offline_all_stays(office: Office) -> None:
    before = [office.rows(round_) for round_ in (ONE, TWO, THREE)]
    for round_ in (TWO, THREE):
        assert office.at("2027-01-12T09:00", "inspect", "--offline", "--round", round_) == 0
    assert [office.rows(round_) for round_ in (ONE, TWO, THREE)] == before
