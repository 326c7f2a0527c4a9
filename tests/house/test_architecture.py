"""The rooms keep their doors: who may import whom, how long a file may be, who may read the clock."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STEPS = ("directories", "crawler", "matchers", "audits", "reports")
ROOMS = ("inspection", *STEPS, "console", "demo")
FILES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
CLOCK_READERS = ("console/cli.py", "crawler/settings.py")
CLOCKS = {
    "now", "today", "utcnow", "time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns",
    "localtime", "gmtime", "ctime", "strftime",
}  # fmt: skip
LONGEST = 400


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def _tree(path: Path) -> ast.AST:
    return ast.parse(path.read_text(encoding="utf-8"))


def _imported_rooms(tree: ast.AST) -> set[str]:
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and not node.level]
    modules += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    return {module.split(".")[0] for module in modules} & {*ROOMS, "tests", "benchmarks"}


def _may_import(room: str) -> set[str]:
    if room == "inspection":
        return {"inspection"}
    if room in STEPS:
        return {"inspection", room}
    return set(ROOMS) if room == "console" else {*ROOMS} - {"console"}


def _clock_calls(tree: ast.AST) -> list[int]:
    """Lines that read a clock: datetime.now(), date.today(), time.time() and their like, or import such a name."""
    lines = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            reads_datetime = owner in ("datetime", "date") and node.attr in ("now", "today", "utcnow")
            if reads_datetime or owner == "time":
                lines.append(node.lineno)
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            lines += [node.lineno for alias in node.names if alias.name in CLOCKS]
    return lines


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_imports_go_one_way(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    forbidden = _imported_rooms(_tree(path)) - _may_import(room)
    assert not forbidden, f"{_name(path)} imports {sorted(forbidden)}"


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_files_stay_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_only_two_files_read_the_clock(path: Path) -> None:
    found = _clock_calls(_tree(path))
    assert not found or _name(path) in CLOCK_READERS, f"{_name(path)} reads the clock at lines {found}"


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_types_need_no_hidden_imports(path: Path) -> None:
    assert "TYPE_" + "CHECKING" not in path.read_text(encoding="utf-8")


def test_config_holds_data_only() -> None:
    assert not list((ROOT / "config").rglob("*.py"))


def test_the_guards_would_notice() -> None:
    """The checks above can fail: each is shown what it must refuse."""
    assert _clock_calls(ast.parse("import datetime\ndatetime.datetime.now()")) == [2]
    assert _clock_calls(ast.parse("from time import monotonic")) == [1]
    assert _imported_rooms(ast.parse("from crawler.walk import walk")) == {"crawler"}
    assert "crawler" not in _may_import("matchers")
