"""Filled directory–column tables into columns.csv: everything is checked first, then written at once or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from audits.ledger import Memory
from console.inspection_run import Run
from console.mapping_answers import Answered, Answers, add_answers
from console.mapping_changes import (
    COLUMN_HEADS,
    WAIVER_HEADS,
    Changes,
    changes_of,
    new_proposals,
    noted_rows,
)
from console.mapping_columns import shown_path
from console.mapping_reading import FilledTable, read_filled
from console.mapping_view import DistrictMapping, district_mapping, entry_words
from console.mapping_words import Refusals, refusals
from inspection.errors import UserError
from inspection.office_tables import read_column_notes
from inspection.table_files import TableFile, changed_table, keep_copy, open_table, put_whole
from inspection.types.office import District
from inspection.workspace import Workspace
from reports.mapping_table import ANSWERS, ELSEWHERE, NO_BUSINESS, NO_COLUMN

COLUMNS, WAIVERS, PROPOSALS = "columns.csv", "waivers.csv", "waivers待确认.csv"
_WHY = "导入前"


@dataclass(frozen=True)
class Imported:
    """What became of the tables of one district. `refusals` is what it said with 尚无栏目."""

    tables: tuple[FilledTable, ...]
    mapping: DistrictMapping
    answers: Answers
    changes: Changes
    refusals: Refusals

    @property
    def unanswered(self) -> int:
        """How many entries of the directory nobody answered, rows that were taken out included."""
        return len(self.mapping.entries) - len(self.answers.answered)


@dataclass(frozen=True)
class Written:
    """What was written: `kept` is the copy of columns.csv as it was (None where it did not change or was not there)."""

    imported: tuple[Imported, ...]
    added: int
    stopped: int
    kept: Path | None
    proposed: int
    files: tuple[Path, ...]


def import_tables(run: Run, paths: Sequence[Path], wanted: District | None, today: date) -> Written:
    """Reads every table, then writes columns.csv and the proposals.

    Raises UserError that lists everything wrong in any of the tables, with sheet and cell; then nothing was written.
    """
    root, everyone = run.workspace.root, run.workspace.districts
    notes = read_column_notes(root / COLUMNS, everyone)
    columns = open_table(root / COLUMNS, COLUMN_HEADS)
    tables: dict[str, list[FilledTable]] = {}
    for path in dict.fromkeys(paths):
        table = read_filled(path, among=len(paths) > 1)
        tables.setdefault(_district(run, table, wanted).id, []).append(table)
    imported: list[Imported] = []
    wrong: list[str] = []
    for district in run.districts:
        if district.id not in tables:
            continue
        mapping, answers = district_mapping(run, district), Answers()
        for table in tables[district.id]:
            add_answers(answers, table, mapping)
        wrong += answers.wrong
        changes = changes_of(answers, mapping, noted_rows(columns, notes, mapping), today)
        with run.store(district) as store:
            refused = refusals(answers.answered.values(), mapping, store, today)
        imported.append(Imported(tuple(tables[district.id]), mapping, answers, changes, refused))
    if wrong:
        named = "、".join(str(path) for path in paths)
        lines = "\n".join(f"  {sentence}" for sentence in wrong)
        raise UserError(f"{named} 有 {len(wrong)} 处须改正，没有导入（什么都没有改动），请改正后重新导入：\n{lines}")
    words = [word for one in imported for word in one.refusals.words]
    if not words:
        return _write(run.workspace, columns, imported, today)
    with Memory(run.workspace.memory_path) as memory, memory.together():
        memory.matches.record(words)
        return _write(run.workspace, columns, imported, today)


def summary(written: Written, folder: Path) -> list[str]:
    """In Chinese what was answered and what was done, table after table."""
    lines: list[str] = []
    for one in written.imported:
        lines += _told(one)
    if written.added or written.stopped:
        kept = f"；原文件另存为 {written.kept}" if written.kept else ""
        lines.append(f"{COLUMNS}：新增 {written.added} 行，停用 {written.stopped} 行{kept}。")
    else:
        lines.append(f"{COLUMNS} 没有变化。")
    refused = sum(bool(one.refusals.words) for one in written.imported)
    if refused:
        entries = sum(len({word.key for word, _ in one.refusals.words}) for one in written.imported)
        lines.append(f"“{NO_COLUMN}”：已记下 {entries} 个事项，系统不再提出这些栏目；以后设了栏目的，在表中改填即可。")
    if written.added or written.stopped or refused:
        lines.append(f"再运行 xuncha inspect {folder}（不加 --offline），即按新的对照表判断。")
    if any(one.changes.proposals for one in written.imported):
        lines.append(
            f"“{NO_BUSINESS}”“{ELSEWHERE}”须经办公室同意：已列入 {folder / PROPOSALS}（本次新增 {written.proposed} 行，"
            f"截止日期暂填年底）；同意的，抄入 {WAIVERS} 才起作用。"
        )
    return lines


def _told(one: Imported) -> list[str]:
    said = [found.answer for found in one.answers.answered.values()]
    counts = "，".join(f"{answer} {said.count(answer)}" for answer in ANSWERS if answer in said)
    older = sorted({table.round for table in one.tables} - {"", one.mapping.table.round})
    basis = f"（导出于批次 {'、'.join(older)}，按批次 {one.mapping.table.round} 核对）" if older else ""
    lines = [f"{one.mapping.district.name}{basis}：{counts or '没有填写'}；未答复 {one.unanswered}。"]
    if one.changes.agreed:
        lines.append(f"  其中 {one.changes.agreed} 个事项 {WAIVERS} 中已有，不再提出。")
    if one.answers.remarked:
        shown = "、".join(one.answers.remarked)
        lines.append(f"  {len(one.answers.remarked)} 行只写了备注，没有选核对结果，按未答复处理：{shown}。")
    lines += [f"  {_corrected(found)}" for found in one.answers.answered.values() if found.not_these and found.columns]
    lines += [f"  {sentence}" for sentence in (*one.changes.conflicts, *one.changes.told, *one.refusals.told)]
    return lines


def _corrected(found: Answered) -> str:
    old, new = (
        "、".join(f"“{shown_path(column)}”" for column in columns) for columns in (found.not_these, found.columns)
    )
    return f"“{entry_words(found.key)}”：表中建议{old} → 区里改为{new}。"


def _write(workspace: Workspace, columns: TableFile, imported: Sequence[Imported], today: date) -> Written:
    root = workspace.root
    added = [row for one in imported for row in one.changes.added]
    stopped = sorted({number for one in imported for number in one.changes.stopped})
    # what cannot be read is told before anything is written
    table = open_table(root / PROPOSALS, WAIVER_HEADS)
    proposals = new_proposals(table, (row for one in imported for row in one.changes.proposals), workspace.districts)
    files: list[Path] = []
    kept = None
    if added or stopped:
        data = changed_table(columns, added, stopped)
        kept = keep_copy(root / COLUMNS, today, _WHY)
        put_whole(root / COLUMNS, data)
        files += [root / COLUMNS, *([kept] if kept else [])]
    if proposals:
        put_whole(root / PROPOSALS, changed_table(table, proposals))
        files.append(root / PROPOSALS)
    return Written(tuple(imported), len(added), len(stopped), kept, len(proposals), tuple(files))


def _district(run: Run, table: FilledTable, wanted: District | None) -> District:
    """Whose table it is: as the file says, else as was asked, else the only one, else the one in the file's name."""
    known = {district.id: district for district in run.workspace.districts}
    said = known.get(table.district)
    if table.district and said is None:
        listed = "、".join(one.name for one in known.values())
        raise UserError(
            f"{table.path} 是“{table.district}”的对照表，xuncha.toml 中没有这个区（现有 {listed}），请核对。"
        )
    if said and wanted and said.id != wanted.id:
        raise UserError(
            f"{table.path} 是{said.name}（{said.id}）的对照表，"
            f"不是 --district 所写的“{wanted.name}”（{wanted.id}），请核对。"
        )
    named = [one for one in known.values() if one.name in table.path.name]
    only = list(known.values()) if len(known) == 1 else named
    chosen = said or wanted or (only[0] if len(only) == 1 else None)
    if chosen is None:
        raise UserError(f"{table.path} 看不出是哪个区的对照表（“填写说明”表已删去），请加 --district 区名。")
    if chosen.id not in {district.id for district in run.districts}:
        raise UserError(f"{chosen.name}在批次“{run.round}”还没有巡查，无从核对栏目，请先运行 xuncha inspect。")
    return chosen
