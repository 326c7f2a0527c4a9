"""The tables of docs/packs.md, made from the shipped packs: `python -m inspection.pack_docs`."""

from pathlib import Path

from inspection.pack_table import CERTAINTY, PackRow, pack_rows
from inspection.rule_pack import PACKS, pack_names
from inspection.toml_text import read_toml

MARK = "<!-- 以下各表由 python -m inspection.pack_docs 生成，请勿手改 -->"
DOC = Path(__file__).parent.parent / "docs" / "packs.md"
_HEAD = ["| 项 | 内容 | 条款 | 依据 | 有效期 | 说明 |", "| --- | --- | --- | --- | --- | --- |"]
_LONGEST = 160


def pack_tables() -> str:
    """The values of every shipped pack, the national one first, then each province before its cities."""
    lines: list[str] = []
    for name in sorted(pack_names(), key=_family):
        table, _ = read_toml(PACKS / f"{name}.toml")
        lines += ["", f"## {table['title']} `{name}`", ""]
        if "extends" in table:
            lines += [f"沿用 `{table['extends']}`，以下各项不同或另有要求。", ""]
        if table.get("off"):
            lines += [f"不用所沿用口径的：{'、'.join(f'`{place}`' for place in table['off'])}。", ""]
        lines += [*_HEAD, *(_line(row) for row in pack_rows(PACKS / f"{name}.toml"))]
    return "\n".join([*lines, ""])


def with_tables(text: str) -> str:
    """A text with everything after the mark made anew; the part before it is written by hand."""
    head, mark, _ = text.partition(MARK)
    return f"{head}{mark}\n{pack_tables()}"


def _family(name: str) -> tuple[str, ...]:
    """The packs that a pack builds on, from the first, and itself: what sorts a city behind its province."""
    parent = read_toml(PACKS / f"{name}.toml")[0].get("extends")
    return (*(_family(parent) if parent else ()), name)


def _line(row: PackRow) -> str:
    text = row.text if len(row.text) <= _LONGEST else f"{row.text[: _LONGEST - 2]}……"
    cells = (
        f"{row.section}<br>`{row.place}`", text, row.source.clause, CERTAINTY[row.source.certainty], row.period(),
        row.source.note or "",
    )  # fmt: skip
    return f"| {' | '.join(cell.replace('|', '｜') for cell in cells)} |"


if __name__ == "__main__":
    DOC.write_text(with_tables(DOC.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
