"""Directory–column tables for districts to fill; one that somebody has filled is never written over."""

from collections.abc import Sequence
from pathlib import Path

from console.inspection_run import Run
from console.mapping_reading import read_filled
from console.mapping_view import district_mapping
from inspection.errors import UserError
from inspection.types.office import District
from reports.mapping_table import NOT_FOUND, NOT_NEEDED, SETTLED, MappingTable, workbook_of
from reports.output import put
from reports.words import file_name


def export_tables(run: Run, out: Path | None) -> tuple[list[Path], list[str]]:
    """Writes a table for each district of the run, and says in Chinese what each holds.

    `out` is a file where there is one district, else a folder; without it they go to the round's reports. Raises
    UserError where a file is there that somebody has filled, or where no column of a district is known, and then writes
    none.
    """
    if out is not None and out.suffix.lower() == ".xlsx" and len(run.districts) > 1:
        raise UserError(
            f"有 {len(run.districts)} 个区，一个区一份表，请加 --district 只写一个区，或把 {out} 改为文件夹。"
        )
    if out is not None and out.suffix and out.suffix.lower() != ".xlsx" and not out.is_dir():
        raise UserError(f"对照表只写成 XLSX，请把 {out} 改成以 .xlsx 结尾的文件名，或写一个文件夹。")
    targets = [_target(run, district, out) for district in run.districts]
    for path in targets:
        _must_not_be_filled(path)
    tables = [district_mapping(run, district).table for district in run.districts]
    if bare := [table.name for table in tables if not table.columns]:
        raise UserError(
            f"{'、'.join(bare)}在批次“{run.round}”中没有读出栏目，对照表无从填起；"
            f"请先运行 xuncha inspect {run.workspace.root} 把栏目采到。"
        )
    for table, path in zip(tables, targets, strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, workbook_of(table))
    return targets, [_told(table) for table in tables]


def _target(run: Run, district: District, out: Path | None) -> Path:
    if out is not None and out.suffix.lower() == ".xlsx":
        return out
    names: Sequence[str] = [one.name for one in run.workspace.districts]
    name = district.name if names.count(district.name) == 1 else f"{district.name}（{district.id}）"
    folder = out or run.workspace.round_folder(run.round) / "reports"
    return folder / f"目录栏目对照表-{file_name(name)}-{run.round}.xlsx"


def _must_not_be_filled(path: Path) -> None:
    if not path.exists():
        return
    try:
        filled = sum(not row.untouched for row in read_filled(path).rows)
    except UserError as error:
        raise UserError(f"{path} 已有同名文件，看不出有没有填写过，没有覆盖，请先改名移走。") from error
    if filled:
        raise UserError(f"{path} 已有人填写（{filled} 行），没有覆盖；请先导入，或改名移走后再导出。")


def _told(table: MappingTable) -> str:
    sure = {
        word: sum(row.certainty == word for row in table.rows)
        for word in (SETTLED, "高", "中", "低", NOT_FOUND, NOT_NEEDED)
    }
    shown = "，".join(f"{word} {count}" for word, count in sure.items() if count)
    free = sum(not column.entries for column in table.columns)
    columns = f"栏目 {len(table.columns)} 个，其中 {free} 个尚未对应事项"
    return f"{table.name}：事项 {len(table.rows)} 个，建议的栏目把握程度{shown}；{columns}。"
