"""Issuing by the command line: a number once, the paper and the record together or not at all."""

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document

from audits.ledger import Memory
from console.cli import run
from inspection.china_time import CHINA
from inspection.office_tables import read_units
from inspection.round_store import open_round
from inspection.rule_pack import load_pack, to_json
from inspection.types.judgement import Finding, Unit
from inspection.workspace import open_workspace

AS_OF = date(2026, 11, 16)
OFFICE = "临江区人民政府办公室"
UNITS = ("临江区民政局", "临江区教育局", "临江区税务局")


@pytest.fixture(name="folder")
def workspace_with_confirmed_findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A round of one district: three units each with a confirmed finding, one with a leak, one not confirmed."""
    monkeypatch.setattr("console.cli.china_now", lambda: datetime(2026, 11, 23, 12, 0, 30, tzinfo=CHINA))
    root = tmp_path / "江州"
    assert run(["init", str(root)]) == 0
    settings = root / "xuncha.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('document_prefix = ""', 'document_prefix = "江政务公开办"'), encoding="utf-8")
    rows = ["区,单位名称,简称,类别,上级单位", *(f"临江区,{name},,区属," for name in UNITS[:2])]
    rows.append(f"临江区,{UNITS[2]},,垂直,江州市税务局")
    (root / "units.csv").write_text("\n".join(rows) + "\n", encoding="utf-8-sig")
    _judge(root)
    ids = [id_of(root, name) for name in (*UNITS, "B13")]
    assert run(["decide", str(root), *ids, "confirm", "--reason", "已核对"]) == 0
    return root


def _judge(root: Path) -> None:
    workspace = open_workspace(root)
    with (
        Memory(root / "xuncha.db") as memory,
        open_round(root / "rounds" / "2026-11" / "linjiang" / "round.db") as store,
    ):
        found = [_finding(memory, name, "B02", 2) for name in UNITS]
        found += [_finding(memory, "B13", "B13", 1), _finding(memory, "未核实", "B02", 2)]
        pack = load_pack("national", AS_OF)
        for name, value in {
            "rule_pack": to_json(pack), "as_of": AS_OF.isoformat(), "round": "2026-11",
            "office": asdict(workspace.office), "district": asdict(workspace.districts[0]), "verdicts": {},
            "calendar": None,
        }.items():  # fmt: skip
            store.set_fact(name, value)
        store.replace(Finding, found)
        store.replace(Unit, read_units(root / "units.csv", workspace.districts))
        memory.record_round("2026-11", "linjiang", found, AS_OF)


def id_of(folder: Path, name: str) -> str:
    with Memory(folder / "xuncha.db") as memory:
        return memory.id_for(f"{'B13' if name == 'B13' else 'B02'}|linjiang|entry:{name}")


def _finding(memory: Memory, name: str, rule: str, severity: int) -> Finding:
    identity = f"{rule}|linjiang|entry:{name}"
    return Finding(
        memory.id_for(identity), identity, "2026-11", "linjiang", name if name in UNITS else UNITS[0], "养老服务",
        "养老机构", None, None, rule, "应公开未公开", "A", severity, "suspected", None,
        "https://www.linjiang.example/", f"{name}截至2026年11月16日未查找到", "请公开", "条例第十九条", AS_OF, (),
        charge="missing",
    )  # fmt: skip


def issued(folder: Path) -> list[tuple[str, str, tuple[str, ...]]]:
    with Memory(folder / "xuncha.db") as memory:
        return [(one.number, one.addressee, one.findings) for one in memory.notices.all()]


def papers(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "rounds/2026-11/reports/通知").rglob("*.docx"))


def text_of(folder: Path, part: str) -> str:
    (path,) = [path for path in (folder / "rounds/2026-11/reports/通知").glob("*.docx") if part in path.name]
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def states(folder: Path) -> dict[str, tuple[str, str | None]]:
    """The state of each finding and the number under which it was notified."""
    with Memory(folder / "xuncha.db") as memory:
        return {
            name: (
                memory.acts.standing_on("linjiang", date(2026, 11, 30))[id_of(folder, name)].state,
                next((one.notice for one, _ in memory.history(id_of(folder, name)) if one.act == "notify"), None),
            )
            for name in (*UNITS, "B13", "未核实")
        }


def test_each_addressee_gets_a_number_of_its_own(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["notice", str(folder)]) == 0
    first, second, third = (f"江政务公开办〔2026〕{n}号" for n in (1, 2, 3))
    assert {(number, addressee) for number, addressee, _ in issued(folder)} == {
        (first, "临江区人民政府办公室"), (second, "江州市税务局"), (third, UNITS[0]),
    }  # fmt: skip
    assert states(folder) == {
        UNITS[0]: ("notified", first), UNITS[1]: ("notified", first), UNITS[2]: ("notified", second),
        "B13": ("notified", third), "未核实": ("suspected", None),
    }  # fmt: skip
    notice = text_of(folder, "1号")
    assert first in notice and "草稿" not in notice and "2026年11月23日" in notice
    assert "2026年11月30日18时前" in notice
    told = capsys.readouterr()
    assert f"{first}　2026年11月23日12时　临江区" in told.err
    assert [Path(line).suffix for line in told.out.splitlines()].count(".docx") == 3


def test_nothing_goes_out_twice(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["notice", str(folder)]) == 0
    before, files = issued(folder), papers(folder)
    assert run(["notice", str(folder)]) == 2
    assert "没有可以下发的问题：属实而未下发的才能下发。" in capsys.readouterr().err
    assert (issued(folder), papers(folder)) == (before, files)
    late = id_of(folder, "未核实")
    assert run(["decide", str(folder), late, "confirm", "--reason", "已核对"]) == 0
    assert run(["notice", str(folder)]) == 0
    assert [found for _, _, found in issued(folder)[3:]] == [(late,)]


def test_a_preview_issues_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["notice", str(folder), "--preview"]) == 0
    told = capsys.readouterr().err
    assert "致临江区人民政府办公室　问题2个" in told and "以上3份尚未下发" in told
    assert issued(folder) == [] and papers(folder) == []


def test_where_a_paper_cannot_be_written_nothing_is_recorded(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates" / "letter.docx").write_bytes(b"no word file")
    assert run(["notice", str(folder)]) == 2
    assert "letter.docx" in capsys.readouterr().err
    assert issued(folder) == [] and papers(folder) == []
    assert states(folder)[UNITS[0]] == ("confirmed", None)
    assert run(["notice", str(folder), "--only", id_of(folder, UNITS[0])]) == 0
    assert [number for number, *_ in issued(folder)] == ["江政务公开办〔2026〕1号"]


def test_a_notice_is_issued_again_under_another_number(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["notice", str(folder), "--title", "整改通知书"]) == 0
    first = "江政务公开办〔2026〕1号"
    assert run(["notice", str(folder), "--again", first]) == 2
    assert "重发须写明理由" in capsys.readouterr().err
    assert run(["notice", str(folder), "--again", "江政务公开办[2026] 1号", "--reason", "附件有误"]) == 0
    with Memory(folder / "xuncha.db") as memory:
        again = memory.notices.all()[-1]
        acts = [one.act for one, _ in memory.history(id_of(folder, UNITS[0]))]
    assert (again.number, again.reissue_of, again.reason) == ("江政务公开办〔2026〕4号", first, "附件有误")
    assert acts == ["confirm", "notify"], "what was notified is not notified twice"
    assert first in text_of(folder, "4号")
    assert run(["notice", str(folder), "--again", first, "--reason", "附件有误", "--due", "2026-12-31"]) == 2
    assert "重发不改整改期限" in capsys.readouterr().err


def test_a_reissue_keeps_the_deadlines(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is late is told by the deadline that was notified, and no paper may promise another."""
    assert run(["notice", str(folder)]) == 0
    monkeypatch.setattr("console.cli.china_now", lambda: datetime(2026, 11, 26, 9, tzinfo=CHINA))
    assert run(["notice", str(folder), "--again", "江政务公开办〔2026〕1号", "--reason", "附件有误"]) == 0
    with Memory(folder / "xuncha.db") as memory:
        first, *_, again = memory.notices.all()
    assert again.dues == first.dues and again.issued_at > first.issued_at
    assert "2026年11月30日18时前" in text_of(folder, "4号") and "2026年11月26日" in text_of(folder, "4号")


def test_the_official_number_is_recorded_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["notice", str(folder)]) == 0
    official = ("--official", "江政办函〔2026〕12号")
    assert run(["notice", str(folder), "--number", "江政务公开办〔2026〕1号", *official]) == 0
    assert run(["notice", str(folder), "--number", "江政务公开办〔2026〕2号", *official]) == 2
    assert "发文字号“江政办函〔2026〕12号”已记在 江政务公开办〔2026〕1号 名下" in capsys.readouterr().err
    assert run(["notice", str(folder), "--number", "江政务公开办〔2026〕9号", "--official", "江〔2026〕1号"]) == 2
    assert "最近的编号" in capsys.readouterr().err
    assert run(["notice", str(folder), "--list"]) == 0
    assert "发文字号：江政办函〔2026〕12号" in capsys.readouterr().err


def test_what_may_still_be_objected_to_waits(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked, objected = id_of(folder, UNITS[0]), id_of(folder, UNITS[1])
    assert run(["handle", str(folder), asked, objected, "征求意见"]) == 0
    said = ["异议", "--choice", "认定错误", "--reason", "已公开"]
    assert run(["handle", str(folder), objected, *said]) == 0
    capsys.readouterr()
    assert run(["notice", str(folder)]) == 0
    told = capsys.readouterr().err
    assert "临江区有1个问题的异议或说明待答复，未列入。" in told
    assert "临江区有1个问题征求意见期限未到，未列入" in told
    assert states(folder)[UNITS[0]][0] == states(folder)[UNITS[1]][0] == "confirmed"
    assert run(["notice", str(folder), "--only", asked]) == 0
    assert states(folder)[UNITS[0]][0] == "notified"


def test_what_its_unit_agrees_to_goes_out_at_once(folder: Path) -> None:
    asked = id_of(folder, UNITS[0])
    assert run(["handle", str(folder), asked, "征求意见"]) == 0
    assert run(["handle", str(folder), asked, "无异议"]) == 0
    assert run(["notice", str(folder)]) == 0
    assert states(folder)[UNITS[0]][0] == "notified"


def test_wrong_use_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words, told in (
        (["--only", "FNOSUCH1"], "没有编号为FNOSUCH1的问题"),
        (["--only", id_of(folder, "未核实")], "不是属实而未下发的问题"),
        (["--unit", "临江区水务局"], "没有可以发给临江区水务局的问题"),
        (["--number", "江政务公开办〔2026〕1号"], "--number 和 --official 要同时写"),
        (["--at", "2026-12-24"], "下发时间还没有到"),
    ):
        assert run(["notice", str(folder), *words]) == 2
        assert told in capsys.readouterr().err
    assert issued(folder) == []


def test_a_unit_gets_its_own_after_the_districts_went_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same matters, with the deadline that runs already, notified once."""
    assert run(["notice", str(folder)]) == 0
    told = id_of(folder, UNITS[0])
    assert run(["notice", str(folder), "--unit", UNITS[0], "--due", "2026-12-31", "--preview"]) == 0
    assert f"致{UNITS[0]}　问题1个" in capsys.readouterr().err
    only = ("--only", told, "--due", "2026-12-31")
    assert run(["notice", str(folder), *only]) == 2
    assert f"{told} 不是属实而未下发的问题" in capsys.readouterr().err
    assert run(["notice", str(folder), "--unit", UNITS[0], *only]) == 0
    assert issued(folder)[3:] == [("江政务公开办〔2026〕4号", UNITS[0], (told,))]
    assert states(folder)[UNITS[0]] == ("notified", "江政务公开办〔2026〕1号")
    with Memory(folder / "xuncha.db") as memory:
        first, fourth = memory.notices.all()[0], memory.notices.all()[3]
        assert [one.act for one, _ in memory.history(told)] == ["confirm", "notify"]
    assert fourth.dues[told] == first.dues[told], "who is late is told by the one deadline"
    assert "2026年11月30日18时前" in text_of(folder, "4号") and "12月31日" not in text_of(folder, "4号")
    assert run(["notice", str(folder), "--unit", UNITS[0]]) == 2
    assert f"没有可以发给{UNITS[0]}的问题" in capsys.readouterr().err


def test_a_units_paper_first_leaves_the_rest_to_the_district(folder: Path) -> None:
    assert run(["notice", str(folder), "--unit", UNITS[0]]) == 0
    assert [(to, found) for _, to, found in issued(folder)] == [
        (UNITS[0], (id_of(folder, UNITS[0]),)), (UNITS[0], (id_of(folder, "B13"),)),
    ]  # fmt: skip
    assert f"抄送：{OFFICE}" in text_of(folder, "1号")
    assert run(["notice", str(folder)]) == 0
    rest = {to: found for _, to, found in issued(folder)[2:]}
    assert rest == {
        OFFICE: (id_of(folder, UNITS[1]),), "江州市税务局": (id_of(folder, UNITS[2]),),
    }, "the district got a copy of the other one"  # fmt: skip


def test_a_unit_is_meant_by_its_own_name_where_its_superior_is_written_to(folder: Path) -> None:
    assert run(["notice", str(folder), "--unit", UNITS[2]]) == 0
    assert [(to, found) for _, to, found in issued(folder)] == [("江州市税务局", (id_of(folder, UNITS[2]),))]


def test_what_only_the_districts_paper_tells_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A unit that units.csv does not know is told through the district; nothing goes out half."""
    lines = (folder / "units.csv").read_text(encoding="utf-8-sig").splitlines()
    kept = [one for one in lines if UNITS[1] not in one]
    (folder / "units.csv").write_text("\n".join(kept) + "\n", encoding="utf-8-sig")
    with open_round(folder / "rounds" / "2026-11" / "linjiang" / "round.db") as store:
        store.replace(Unit, read_units(folder / "units.csv", open_workspace(folder).districts))
    for words in ([], ["--unit", UNITS[0]]):
        assert run(["notice", str(folder), *words, "--unit", UNITS[1]]) == 2
        assert f"{UNITS[1]}不单独发通知（units.csv 中没有登记" in capsys.readouterr().err
        assert issued(folder) == []


def test_what_several_papers_tell_is_notified_once(folder: Path) -> None:
    settings = folder / "xuncha.toml"
    text = settings.read_text(encoding="utf-8")
    assert text.count("unit_notices = false") == 1
    settings.write_text(text.replace("unit_notices = false", "unit_notices = true"), encoding="utf-8")
    assert run(["notice", str(folder)]) == 0
    told = id_of(folder, UNITS[0])
    assert [to for _, to, found in issued(folder) if told in found] == [OFFICE, UNITS[0]]
    with Memory(folder / "xuncha.db") as memory:
        acts = [(one.act, one.notice) for one, _ in memory.history(told)]
    assert acts == [("confirm", None), ("notify", "江政务公开办〔2026〕1号")]
    assert run(["notice", str(folder)]) == 2
