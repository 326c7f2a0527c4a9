"""A small judged round whose lists go out, are filled in like clerks fill them, and come back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from audits.ledger import Memory
from console.cli import run
from console.inspection_run import plan
from console.report_view import round_view
from inspection.china_time import CHINA
from inspection.office_tables import read_units
from inspection.round_store import open_round
from inspection.rule_pack import load_pack, to_json
from inspection.types.judgement import Finding, Unit
from inspection.types.life import LifeEvent
from inspection.workspace import open_workspace
from reports.writers import comment_sheet, problem_list

AS_OF = date(2026, 11, 16)
CIVIL, SCHOOLS = "临江区民政局", "临江区教育局"
SITE = "https://www.linjiang.example"
# What the round found, by a short name: whose it is, and by which rule.
FOUND = {
    "养老": (CIVIL, "B02"), "救助": (CIVIL, "B02"), "低保": (CIVIL, "B02"), "招生": (SCHOOLS, "B02"),
    "共管": (f"{CIVIL}、{SCHOOLS}", "B02"), "无主": (None, "B02"), "隐私": (CIVIL, "B13"), "未核": (CIVIL, "B02"),
}  # fmt: skip
CONFIRMED = tuple(name for name in FOUND if name not in ("隐私", "未核"))
Fill = Mapping[str, Mapping[str, Any]]


def made_workspace(root: Path) -> Path:
    """A workspace with one judged round; all but two findings are confirmed."""
    assert run(["init", str(root)]) == 0
    rows = ["区,单位名称,简称,类别,上级单位", *(f"临江区,{name},,区属," for name in (CIVIL, SCHOOLS))]
    (root / "units.csv").write_text("\n".join(rows) + "\n", encoding="utf-8-sig")
    judge(root, "2026-11", AS_OF)
    decide(root, *CONFIRMED)
    return root


def judge(root: Path, round_: str, as_of: date, names: Sequence[str] = tuple(FOUND)) -> None:
    """Puts down a round that found these."""
    workspace = open_workspace(root)
    with Memory(root / "xuncha.db") as memory, open_round(root / "rounds" / round_ / "linjiang" / "round.db") as store:
        found = [_finding(memory, name, round_, as_of) for name in names]
        for name, value in {
            "rule_pack": to_json(load_pack("national", as_of)), "as_of": as_of.isoformat(), "round": round_,
            "office": asdict(workspace.office), "district": asdict(workspace.districts[0]), "verdicts": {},
            "calendar": None, "crawl": asdict(workspace.crawl),
        }.items():  # fmt: skip
            store.set_fact(name, value)
        store.replace(Finding, found)
        store.replace(Unit, read_units(root / "units.csv", workspace.districts))
        memory.record_round(round_, "linjiang", found, as_of)


def _finding(memory: Memory, name: str, round_: str, as_of: date) -> Finding:
    unit, rule = FOUND[name]
    identity = f"{rule}|linjiang|entry:{name}"
    return Finding(
        memory.id_for(identity), identity, round_, "linjiang", unit, "养老服务", "养老机构", name, None, rule,
        "应公开未公开", "A", 2, "suspected", None, f"{SITE}/", f"{name}截至{as_of}未查找到", "请公开", "条例第十九条",
        as_of, (), charge="missing",
    )  # fmt: skip


def id_of(root: Path, name: str) -> str:
    with Memory(root / "xuncha.db") as memory:
        return memory.id_for(f"{FOUND[name][1]}|linjiang|entry:{name}")


def decide(root: Path, *names: str, at: str = "2026-11-18") -> None:
    act(root, names, "属实", at, "--reason", "已核对")


def act(root: Path, names: Sequence[str], what: str, at: str, *more: str) -> None:
    assert run(["handle", str(root), *(id_of(root, name) for name in names), what, "--at", at, *more]) == 0


def notified(root: Path, *names: str) -> Path:
    """The workspace with these findings notified on 20 November."""
    act(root, names or CONFIRMED, "下发", "2026-11-20 09:00")
    return root


def drafted(root: Path, *names: str) -> Path:
    """The workspace with these findings sent for comment on 20 November."""
    act(root, names or CONFIRMED, "征求意见", "2026-11-20 09:00")
    return root


def lists_of(root: Path, writer: Any = problem_list, round_: str | None = None) -> list[Path]:
    """The lists of the round as the reports write them."""
    run_ = plan(
        open_workspace(root), today=AS_OF, clock=lambda: datetime.combine(AS_OF, time(), CHINA), say=lambda _: None,
        progress=lambda *_: None, known=True, round_=round_,
    )  # fmt: skip
    folder = root / "rounds" / run_.round / "reports"
    folder.mkdir(exist_ok=True)
    written: list[Path] = writer.write(round_view(run_), folder)
    return written


def problem_list_of(root: Path, round_: str | None = None) -> Path:
    return lists_of(root, problem_list, round_)[0]


def draft_of(root: Path) -> Path:
    return lists_of(root, comment_sheet)[0]


def sheet_of(path: Path, name: str | None = None) -> tuple[Any, Worksheet]:
    """A workbook and the sheet that asks."""
    book = openpyxl.load_workbook(path)
    named = name or next(one for one in ("问题清单", "征求意见", "往期未整改问题") if one in book.sheetnames)
    sheet = book[named]
    assert isinstance(sheet, Worksheet)
    return book, sheet


def heads_of(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): int(cell.column or 0) for cell in sheet[3] if cell.value}


def row_of(sheet: Worksheet, name: str) -> int:
    place = heads_of(sheet)["二级事项"]
    return next(n for n in range(4, sheet.max_row + 1) if sheet.cell(n, place).value == name)


def filled(path: Path, answers: Fill, to: Path) -> Path:
    """A copy of a list with cells filled in, by the short names of findings and heads."""
    book, sheet = sheet_of(path)
    heads = heads_of(sheet)
    for name, cells in answers.items():
        for head, value in cells.items():
            sheet.cell(row_of(sheet, name), heads[head]).value = value
    to.parent.mkdir(parents=True, exist_ok=True)
    book.save(to)
    return to


def imported(root: Path, *files: Path, more: Sequence[str] = ()) -> int:
    return run(["reply", "import", str(root), *map(str, files), *more])


def history(root: Path, name: str) -> list[LifeEvent]:
    """What units said of a finding, oldest first."""
    with Memory(root / "xuncha.db") as memory:
        every = [event for event, _ in memory.history(id_of(root, name))]
    return [event for event in every if event.speaker in ("unit", "district")]


def acts_in_all(root: Path) -> int:
    with Memory(root / "xuncha.db") as memory:
        return sum(len(memory.history(id_of(root, name))) for name in FOUND)
