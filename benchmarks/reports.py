"""Everything that an office sends out of one judged round, written: seconds a writer and in all.

    python -m benchmarks.reports [--findings 5000] [--districts 11]

The round is a workspace with stores and a memory (tests/reports/big_round.py). `report` is the command itself, from
stores to files; its parts are measured apart, as is issuing the notices (`xuncha notice`). Lists stand beside plain
XlsxWriter and notices beside plain python-docx, which write the same texts without any layout. Processor seconds first:
the machine is shared. Writes benchmarks/reports.md.
"""

import argparse
import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from docx import Document
from openpyxl import load_workbook
from xlsxwriter import Workbook

from audits.ledger import Memory
from console.cli import run
from console.noticing import Wish, issue
from console.report_view import round_view
from console.snapshot_pages import write_snapshots
from inspection.plugins import modules_in
from tests.reports.big_round import NOW, big_city, run_of

PAGE = Path(__file__).with_suffix(".md")
GOAL = 60
_COMMAND = "python -m benchmarks.reports"


@dataclass(frozen=True)
class Measured:
    """One thing done: processor seconds, seconds by the clock, files and their bytes."""

    name: str
    cpu: float
    wall: float
    files: int = 0
    size: int = 0


def main(arguments: list[str] | None = None) -> int:
    """Measures and writes the page."""
    parser = argparse.ArgumentParser(prog=_COMMAND)
    parser.add_argument("--findings", type=int, default=5_000)
    parser.add_argument("--districts", type=int, default=11)
    told = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="reports-"))
    try:
        root = big_city(folder / "江州", districts=told.districts, findings=told.findings, told=_say)
        page = _measured(root, told.findings, told.districts)
    finally:
        shutil.rmtree(folder)
    PAGE.write_text(page, encoding="utf-8")
    print(page)
    return 0


def _measured(root: Path, findings: int, districts: int) -> str:
    view, reading = _timed("reading the round (stores, memory, scores)", lambda: round_view(run_of(root)))
    kept = root.parent / "kept"
    kept.mkdir()
    pages, keeping = _timed("local pages of the evidence", lambda: write_snapshots(run_of(root), kept))
    size = sum(path.stat().st_size for path in kept.rglob("*.html"))
    parts = [Measured(keeping.name, keeping.cpu, keeping.wall, pages, size)]
    same = True
    for module in modules_in("reports.writers"):
        name = module.__name__.rpartition(".")[2]
        marks = []
        for again in (False, True):
            out = root.parent / f"{name}{again}"
            out.mkdir()
            written, measured = _timed(name, lambda out=out, module=module: module.write(view, out))  # type: ignore[misc]
            if not again:
                every = [path for path in out.rglob("*") if path.is_file()]
                size = sum(path.stat().st_size for path in every)
                parts.append(Measured(name, measured.cpu, measured.wall, len(every), size))
            marks.append(_mark(out))
            assert all(path.exists() for path in written)
        same &= marks[0] == marks[1]
        _say(f"{name} {parts[-1].cpu:.1f}")
    with redirect_stdout(StringIO()):
        code, whole = _timed("xuncha report", lambda: run(["report", str(root)]))
    assert code == 0
    issued, issuing = _timed("xuncha notice", lambda: _issue(root))
    _say(f"report {whole.cpu:.1f}, notice {issuing.cpu:.1f}")
    peers = _peers(root.parent)
    return render([reading, *parts], whole, issuing, issued, peers, same, (findings, districts))


def _issue(root: Path) -> int:
    with Memory(root / "xuncha.db") as memory:
        made, _ = issue(run_of(root), memory, Wish(NOW))
    return len(made)


def _peers(folder: Path) -> list[tuple[str, float]]:
    """Processor seconds of plain libraries that write the same texts."""
    books = [
        [list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(path)]
        for path in sorted((folder / "problem_listFalse").glob("*.xlsx"))
    ]
    papers = [_texts(path) for path in sorted((folder / "noticeFalse").glob("*.docx"))]
    found = []
    for name, write, given in (("problem_list", _plain_book, books), ("notice", _plain_paper, papers)):
        _, measured = _timed(name, lambda write=write, given=given: [write(one) for one in given])  # type: ignore[misc]
        found.append((name, measured.cpu))
    return found


def _plain_book(sheets: Sequence[Sequence[Sequence[Any]]]) -> None:
    with Workbook(BytesIO(), {"in_memory": True, "strings_to_urls": False}) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if cell is not None:
                        sheet.write(number, place, cell)


def _texts(path: Path) -> tuple[list[str], list[list[list[str]]]]:
    document = Document(str(path))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return [paragraph.text for paragraph in document.paragraphs], tables


def _plain_paper(texts: tuple[list[str], list[list[list[str]]]]) -> None:
    document = Document()
    for paragraph in texts[0]:
        document.add_paragraph(paragraph)
    for rows in texts[1]:
        table = document.add_table(rows=len(rows), cols=max(map(len, rows), default=1))
        for own, row in zip(table.rows, rows, strict=True):
            for cell, text in zip(own.cells, row, strict=True):
                cell.text = text
    document.save(BytesIO())


def render(
    parts: Sequence[Measured], whole: Measured, issuing: Measured, issued: int, peers: Sequence[tuple[str, float]],
    same: bool, size: tuple[int, int],
) -> str:  # fmt: skip
    """The page."""
    beside = dict(peers)
    rows = [f"| {one.name} | {one.cpu:.1f} | {one.wall:.1f} | {one.files} | {one.size / 1e6:.1f} |" for one in parts]
    ratios = [f"| {name} | {_of(parts, name) / max(cpu, 1e-9):.1f} times |" for name, cpu in beside.items()]
    return "\n".join([
        "# What the office sends out",
        "",
        f"`{_COMMAND} --findings {size[0]} --districts {size[1]}`: a judged round of {size[1]} districts with",
        f"{size[0]:,} findings of the real rules, a notified round before it, units, scores; no screenshots.",
        f"{os.cpu_count()} cores, shared with other work: seconds by the clock are those of that hour.",
        "",
        "| | processor seconds | by the clock | goal |",
        "| --- | --- | --- | --- |",
        f"| `xuncha report`, stores to files | {whole.cpu:.1f} | {whole.wall:.1f} | < {GOAL} |",
        f"| `xuncha notice`, {issued} papers numbered, written, recorded | {issuing.cpu:.1f} | {issuing.wall:.1f} | |",
        f"| written twice | {'the same bytes' if same else 'DIFFERENT'} | | the same bytes |",
        "",
        "| part | processor seconds | by the clock | files | MB |",
        "| --- | --- | --- | --- | --- |",
        *rows,
        "",
        "Beside plain libraries that write the same texts (no layout, no PDF; `notice` writes a PDF beside each DOCX):",
        "",
        "| writer | XlsxWriter, python-docx = 1 |",
        "| --- | --- |",
        *ratios,
        "",
    ])  # fmt: skip


def _of(parts: Sequence[Measured], name: str) -> float:
    return sum(one.cpu for one in parts if one.name == name)


def _timed(name: str, act: Callable[[], Any]) -> tuple[Any, Measured]:
    with _clocks() as clocks:
        made = act()
    return made, Measured(name, clocks[0], clocks[1])


@contextmanager
def _clocks() -> Iterator[list[float]]:
    """Processor and wall seconds of what is done inside."""
    found: list[float] = []
    cpu, wall = time.process_time(), time.perf_counter()
    yield found
    found += [time.process_time() - cpu, time.perf_counter() - wall]


def _mark(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
