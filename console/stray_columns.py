"""Rows of columns.csv that a round's portals give nothing for: they would do nothing, unnoticed."""

from console.mapping_names import ColumnNames
from inspection.round_store import RoundStore
from inspection.types.judgement import ColumnNote
from inspection.types.portal import Column, Incident

_SHOWN = 5


def stray_columns(store: RoundStore) -> list[str]:
    """In Chinese the paths that are no column's any more, and those of columns that cannot answer an entry.

    Where a portal or its tree of columns could not be read nothing is said: the column may well be there.
    """
    columns = store.read(Column)
    if not columns or any(one.what in ("portal", "tree") for one in store.read(Incident)):
        return []
    names = ColumnNames(columns)
    gone: dict[str, None] = {}
    above: dict[str, None] = {}
    for note in store.read(ColumnNote):
        meant = names.meant(note.column)
        path = " > ".join(note.column)
        if not meant:
            gone.setdefault(path)
        elif note.domain and not any(column.leaf or column.kind != "node" for column in meant):
            above.setdefault(path)
    sentences = []
    if gone:
        sentences.append(
            f"columns.csv 中有 {len(gone)} 个栏目（{_listed(gone)}）在门户上没有找到，所在的行不起作用；"
            "栏目改名、移动或撤销的，请改写路径，或用 xuncha mapping export 请区里重新核对。"
        )
    if above:
        sentences.append(
            f"columns.csv 中有 {len(above)} 个栏目（{_listed(above)}）只是上级栏目，没有列出信息，不能对应事项，"
            "请改写为它下面的具体栏目。"
        )
    return sentences


def _listed(paths: dict[str, None]) -> str:
    return "、".join(f"“{path}”" for path in list(paths)[:_SHOWN]) + ("等" if len(paths) > _SHOWN else "")
