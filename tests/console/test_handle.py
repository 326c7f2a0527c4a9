"""A finding's life by the command line: what is recorded, what is refused with what is possible, what is told."""

from datetime import date, datetime
from pathlib import Path

import pytest

from audits.ledger import Memory
from console.cli import run
from inspection.china_time import CHINA
from inspection.round_store import open_round
from inspection.rule_pack import load_pack, to_json
from inspection.types.judgement import Finding

AS_OF = date(2026, 11, 16)
UNIT = "临江区民政局"


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.cli.china_now", lambda: datetime(2026, 11, 23, 12, 0, 30, tzinfo=CHINA))


@pytest.fixture(name="folder")
def workspace_with_a_round(tmp_path: Path) -> Path:
    """A workspace whose one round found an entry missing (F1), a leak (B13) and a classified page (D09)."""
    root = tmp_path / "江州"
    assert run(["init", str(root)]) == 0
    units = "区,单位名称,简称,类别\n临江区,临江区民政局,区民政局,区属\n临江区,临江区教育局,区教育局,区属\n"
    (root / "units.csv").write_text(units, encoding="utf-8-sig")
    with (
        Memory(root / "xuncha.db") as memory,
        open_round(root / "rounds" / "2026-11" / "linjiang" / "round.db") as store,
    ):
        found = [_finding(memory, rule, severity) for rule, severity in (("B02", 2), ("B13", 1), ("D09", 1))]
        store.set_fact("rule_pack", to_json(load_pack("national", AS_OF)))
        store.replace(Finding, found)
        memory.record_round("2026-11", "linjiang", found, AS_OF)
    return root


def _finding(memory: Memory, rule: str, severity: int) -> Finding:
    identity = f"{rule}|linjiang|entry:养老服务"
    return Finding(
        memory.id_for(identity), identity, "2026-11", "linjiang", UNIT, "养老服务", "养老机构", None, None, rule,
        "应公开未公开", "A", severity, "suspected", None, "https://www.linjiang.example/", "截至2026年11月16日未查找到",
        "请公开", "条例第十九条", AS_OF, (), charge="missing",
    )  # fmt: skip


def id_of(folder: Path, rule: str = "B02") -> str:
    with Memory(folder / "xuncha.db") as memory:
        return memory.id_for(f"{rule}|linjiang|entry:养老服务")


def do(folder: Path, *words: str, rule: str = "B02") -> int:
    return run(["handle", str(folder), id_of(folder, rule), *words])


def confirm(folder: Path, rule: str = "B02") -> None:
    assert run(["decide", str(folder), id_of(folder, rule), "confirm", "--reason", "已核对"]) == 0


def last(folder: Path, rule: str = "B02") -> tuple[str, str, str, str | None]:
    with Memory(folder / "xuncha.db") as memory:
        event, _ = memory.history(id_of(folder, rule))[-1]
    return event.act, event.speaker, event.who, f"{event.due:%m-%d %H:%M}" if event.due else None


def test_a_notice_sets_the_deadline_of_the_pack(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    confirm(folder)
    capsys.readouterr()
    assert do(folder, "下发", "--notice", "江巡〔2026〕1号") == 0
    said = capsys.readouterr().err
    assert "已记下 1 个问题：下发（2026年11月23日12时）。" in said
    assert "整改期限：2026年11月30日18时前。" in said
    assert last(folder) == ("notify", "office", "江州政务公开办公室", "11-30 18:00")


def test_a_leak_is_told_by_a_letter_within_hours_and_a_classified_page_by_nobody(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for rule in ("B13", "D09"):
        confirm(folder, rule)
    capsys.readouterr()
    assert do(folder, "下发", rule="B13") == 0
    assert "只以单独的函告知责任单位" in capsys.readouterr().err
    assert last(folder, "B13")[3] == "11-24 12:00"
    assert do(folder, "下发", rule="D09") == 2
    assert "疑似涉密，只以电话处置" in capsys.readouterr().err
    assert last(folder, "D09")[0] == "confirm"


def test_a_whole_life(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert do(folder, "征求意见", "--at", "2026-11-17") == 0
    assert last(folder)[3] == "11-20 18:00"
    assert do(folder, "异议", "--at", "2026-11-18", "--choice", "已公开但在其他栏目", "--link", "https://l.example/1",
              "--reason", "见通知公告") == 0  # fmt: skip
    assert last(folder)[:3] == ("object", "unit", UNIT)
    assert do(folder, "维持", "--at", "2026-11-19", "--reason", "链接为其他事项") == 0
    assert do(folder, "下发", "--at", "2026-11-19 15:30") == 0
    assert do(folder, "签收", "--at", "2026-11-19 16:00", "--who", "临江区政务公开办") == 0
    assert last(folder)[:3] == ("receive", "district", "临江区政务公开办")
    assert do(folder, "延期", "--due", "2026-12-04 18:00", "--reason", "系统迁移") == 0
    assert do(folder, "改派", "--unit", "区教育局", "--reason", "职能划转") == 0
    capsys.readouterr()
    assert run(["history", str(folder), id_of(folder).lower()]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].endswith("截至2026年11月16日未查找到")
    assert [line.split("　")[1] for line in out[1:-2]] == [
        "批次“2026-11”发现（待核实）", "征求意见", "提出异议", "维持认定（异议、说明不采纳）", "下发",
        "签收", "延期", "改派"
    ]  # fmt: skip
    assert "2026年11月19日15时30分　下发" in out[5]
    assert "原因：已公开但在其他栏目；链接：https://l.example/1" in out[3]
    assert out[-2] == "  现为：属实，未下发；异议未采纳；已改派　责任单位：临江区教育局"
    assert out[-1].startswith("  现在可以：") and "下发" in out[-1]


def test_the_days_that_an_answer_took_are_given_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    confirm_at = ("--at", "2026-11-16", "--reason", "已核对")
    assert do(folder, "属实", *confirm_at) == 0
    assert do(folder, "下发", "--at", "2026-11-16", "--due", "2026-11-20 18:00") == 0
    assert do(folder, "异议", "--at", "2026-11-17", "--reason", "有内容", "--choice", "认定错误") == 0
    capsys.readouterr()
    # two days waited; the second is a Sunday
    assert do(folder, "维持", "--at", "2026-11-19", "--reason", "页面为空") == 0
    assert "整改期限：2026年11月23日18时前。" in capsys.readouterr().err
    assert last(folder)[3] == "11-23 18:00"


def test_a_return_never_shortens_the_deadline(folder: Path) -> None:
    confirm(folder)
    assert do(folder, "下发", "--due", "2026-12-25 18:00") == 0
    assert do(folder, "部分整改", "--reason", "已公开一半", "--link", "https://l.example/1") == 0
    assert do(folder, "退回", "--reason", "还差一半") == 0
    assert last(folder)[3] == "12-25 18:00"


def test_reassigning_to_the_same_unit_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    confirm(folder)
    capsys.readouterr()
    assert do(folder, "改派", "--unit", "区民政局", "--reason", "职能") == 2
    assert "的责任单位已是临江区民政局，不用改派" in capsys.readouterr().err


def test_taken_back_is_shown_as_such(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    confirm(folder)
    assert do(folder, "撤回", "--reason", "记错编号") == 0
    capsys.readouterr()
    assert run(["history", str(folder), id_of(folder)]) == 0
    out = capsys.readouterr().out
    assert "认定属实　江州政务公开办公室：已核对　［已撤回］" in out
    assert "现为：待核实" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["签收"], "现为“属实，未下发”，不能签收；现在可以：认定属实、"),
        (["下发", "--at", "2026-11-24"], "办理时间 2026年11月24日 还没有到"),
        (["下发", "--at", "明天"], "“明天”不是日期"),
        (["下发", "--due", "2026-11-20"], "早于办理日期"),
        (["改派", "--unit", "区教委", "--reason", "职能"], "units.csv 中临江区没有“区教委”这个单位"),
        (["改派", "--reason", "职能"], "请加 --unit"),
        (["销号", "--reason", "已改"], "不能销号"),
        (["报备", "--reason", "在建"], "请用 --until 写明"),
        (["不予认定"], "须写明理由"),
        (["搁置"], "最后一个词应是怎样办理"),
        (["下发发"], "是不是“下发”"),
        (["异议", "--choice", "没有时间"], "--choice 的值不对"),
        (["报备", "--reason", "在建", "--until", "2026-12-31", "--link", "见附件"], "“见附件”不是网址"),
    ],
)
def test_wrong_use_is_one_sentence_and_nothing_is_recorded(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    confirm(folder)
    capsys.readouterr()
    assert do(folder, *words) == 2
    told = capsys.readouterr().err
    assert said in told and len(told.splitlines()) == 1
    assert last(folder)[0] == "confirm"


def test_several_are_handled_together_or_not_at_all(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    confirm(folder)
    assert run(["handle", str(folder), id_of(folder), id_of(folder, "B13"), "下发"]) == 2
    assert f"{id_of(folder, 'B13')} 现为“待核实”，不能下发" in capsys.readouterr().err
    assert last(folder)[0] == "confirm"
    assert run(["handle", str(folder), "下发"]) == 2
    assert "没有写问题编号" in capsys.readouterr().err


def test_the_export_joins_the_life_as_of_a_day(folder: Path, tmp_path: Path) -> None:
    confirm(folder)
    assert do(folder, "下发") == 0
    out = tmp_path / "rows.csv"
    for as_of, overdue in (("2026-11-30", "false"), ("2026-12-01", "true")):
        arguments = ["export", str(folder), "findings", "--as-of", as_of, "--out", str(out)]
        assert run(arguments) == 0
        row = next(line for line in out.read_text(encoding="utf-8-sig").splitlines() if ",B02," in line)
        assert f",2026-11-30,2026-11,{overdue},0," in row
        assert ",notified," in row


def test_a_round_that_is_gone_asks_for_the_deadline(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    confirm(folder)
    (folder / "rounds" / "2026-11" / "linjiang" / "round.db").unlink()
    assert do(folder, "下发") == 2
    assert "请用 --due 写明" in capsys.readouterr().err
    assert do(folder, "下发", "--due", "2026-11-30 18:00") == 0


def test_a_deadline_of_a_day_runs_until_its_end(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    confirm(folder)
    assert do(folder, "下发", "--due", "2026-11-23") == 0
    assert last(folder)[3] == "11-23 23:59"
    assert "整改期限：2026年11月23日24时前。" in capsys.readouterr().err
    assert do(folder, "反馈", "--link", "https://l.example/1", "--reason", "已公开") == 0
    capsys.readouterr()
    assert run(["history", str(folder), id_of(folder)]) == 0
    assert "逾期" not in capsys.readouterr().out


def test_what_we_show_can_be_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", str(folder), id_of(folder), "属实", "--reason", "已核对"]) == 0
    assert last(folder)[0] == "confirm"
    assert do(folder, "认定部分属实", "--reason", "其中一处已公开") == 0
    assert last(folder)[0] == "confirm_in_part"
    capsys.readouterr()
    assert do(folder, "撤回上一步", "--reason", "记错") == 0
    said = capsys.readouterr().err
    assert f"{id_of(folder)} 撤回的是：认定部分属实（2026年11月23日12时）。" in said
    assert "现为：属实，未下发；现在可以：认定属实、" in said


def test_of_many_it_is_told_how_many_stand_where(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    confirm(folder)
    capsys.readouterr()
    assert run(["handle", str(folder), id_of(folder), id_of(folder, "B13"), "改派", "--unit", "区教育局",
                "--reason", "职能划转"]) == 0  # fmt: skip
    assert "现为：属实，未下发 1 个，待核实 1 个。" in capsys.readouterr().err


def test_a_match_is_no_finding(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["history", str(folder), "M2345678"]) == 2
    assert "M 开头的是目录对应，不是问题" in capsys.readouterr().err


def test_who_decided_is_the_office(folder: Path) -> None:
    confirm(folder)
    assert last(folder)[:3] == ("confirm", "office", "江州政务公开办公室")
