"""How well and how fast directory files are read, beside pandas on the same files, measured in one run.

    python -m benchmarks.directories # prints and writes benchmarks/directories.md

The files are those of `tests/directories/corpus`, and a district's folder of 26 workbooks with 3,000 rows made from
the same facts. pandas only opens the folder; we read and check it.
"""

import re
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from console.directory_check import check_files
from directories.reading import read_directory
from inspection.errors import UserError
from inspection.types.directory import Entry
from tests.directories.corpus import CorpusFile, write_corpus, write_file
from tests.directories.corpus.facts import names_of_domains
from tests.directories.corpus.measure import FIELDS, Score, compare
from tests.directories.corpus.recipes import Recipe

PAGE = Path(__file__).with_suffix(".md")
COMPARED = ("level1", "level2", "elements", "time_limit", "publisher")
_HEADERS = {
    "level1": "一级事项|一级", "level2": "二级事项|二级", "elements": "公开内容.*", "time_limit": "公开时限",
    "publisher": "公开主体",
}  # fmt: skip
_FILES, _ROWS, _RUNS, _PROCESSES = 26, 3000, 7, 3
_OF_TABLES = (".xlsx", ".xls", ".html", ".htm", ".csv", ".tsv")
# The day on which directories are judged; any will do.
_TODAY = date(2026, 11, 21)
_COMMAND = "python -m benchmarks.directories"
Grid = list[list[str]]


@dataclass
class Compared:
    """Cells of the five compared columns: ours and pandas', on the files that pandas opens."""

    cells: int = 0
    ours: Counter[str] = field(default_factory=Counter)
    pandas: Counter[str] = field(default_factory=Counter)
    files: int = 0
    not_opened: int = 0


def main() -> int:
    """Measures and writes the report."""
    # Times come first: what the corpus leaves in memory would slow whoever makes more objects.
    with tempfile.TemporaryDirectory() as folder:
        rows = write_district(Path(folder))
        seconds = alternating(Path(folder))
        processes = alone(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        corpus = write_corpus(Path(folder))
        scores = [scored(one) for one in corpus]
        beside = beside_pandas(corpus)
    report = render(scores, beside, rows, seconds, processes)
    PAGE.write_text(report, encoding="utf-8")
    print(report)
    return 0


def read_and_check(folder: Path) -> object:
    """Our side: every file of the folder into entries, and all that is wrong with them."""
    return check_files(tuple(sorted(folder.glob("*.xlsx"))), _TODAY, pack=None, whole=True)


def open_with_pandas(folder: Path) -> object:
    """The other side: the same files merely opened, with the engine pandas takes by itself."""
    import pandas

    with warnings.catch_warnings():
        # pandas announces another default engine with every file.
        warnings.simplefilter("ignore")
        return [pandas.read_excel(path, sheet_name=None) for path in sorted(folder.glob("*.xlsx"))]


def open_with_calamine(folder: Path) -> object:
    """pandas with the engine that we use too."""
    import pandas

    return [pandas.read_excel(path, sheet_name=None, engine="calamine") for path in sorted(folder.glob("*.xlsx"))]


ways: dict[str, Callable[[Path], object]] = {
    "xuncha reads and checks": read_and_check,
    "pandas.read_excel opens": open_with_pandas,
    "pandas.read_excel(engine=calamine) opens": open_with_calamine,
}


_ALONE = {
    "xuncha reads and checks": (
        "from datetime import date; from console.directory_check import check_files",
        "check_files(tuple(folder.glob('*.xlsx')), date(2026, 11, 21), pack=None, whole=True)",
    ),
    "pandas.read_excel opens": (
        "import pandas, openpyxl",
        "[pandas.read_excel(p, sheet_name=None) for p in folder.glob('*.xlsx')]",
    ),
    "pandas.read_excel(engine=calamine) opens": (
        "import pandas, python_calamine",
        "[pandas.read_excel(p, sheet_name=None, engine='calamine') for p in folder.glob('*.xlsx')]",
    ),
}
_START = "folder = Path(sys.argv[1]); started = time.perf_counter()"
_LOADED = "loaded = time.perf_counter()"
# The peak that getrusage tells is that of the parent where the parent is larger.
_END = (
    "ended = time.perf_counter(); print(ended - loaded, ended - started,"
    " next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
)


def write_district(folder: Path) -> int:
    """A district's folder as it is handed in: a workbook for each domain; how many rows there are."""
    rows = 0
    for number, domain in enumerate(names_of_domains()[:_FILES]):
        recipe = Recipe(
            f"{number + 1:02d}-{domain}领域基层政务公开标准目录.xlsx", domains=(domain,),
            rows=_ROWS // _FILES + (number < _ROWS % _FILES), carry=("level1",), merge="merged",
            notes=("注：公开渠道和载体中“■”表示必选项。",),
        )  # fmt: skip
        rows += len(write_file(recipe, folder).truth)
    return rows


def alternating(folder: Path) -> dict[str, list[float]]:
    """Seconds of each way, taken in turn so that what else the machine does meets all of them."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(_RUNS):
        for name, way in ways.items():
            started = time.perf_counter()
            way(folder)
            taken[name].append(time.perf_counter() - started)
    return taken


def alone(folder: Path) -> dict[str, tuple[float, float, int]]:
    """Each way in processes of its own, in turn: median seconds once all is imported, with the imports, and the peak in
    megabytes."""
    runs: dict[str, list[tuple[float, float, int]]] = {name: [] for name in ways}
    for _ in range(_PROCESSES):
        for name in ways:
            imports, work = _ALONE[name]
            code = f"import sys, time; from pathlib import Path; {_START}; {imports}; {_LOADED}; {work}; {_END}"
            command = [sys.executable, "-W", "ignore", "-c", code, str(folder)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            work_seconds, all_seconds, kilobytes = done.stdout.split()
            runs[name].append((float(work_seconds), float(all_seconds), int(kilobytes) // 1024))
    return {
        name: (statistics.median(a for a, _, _ in taken), statistics.median(b for _, b, _ in taken), taken[-1][2])
        for name, taken in runs.items()
    }


def scored(one: CorpusFile) -> Score:
    """One file against its truth; a refused file is read as nothing."""
    try:
        entries: Sequence[Entry] = read_directory(one.path, None).entries
    except UserError:
        entries = ()
    return compare(one.recipe.file, one.truth, entries)


def beside_pandas(corpus: Sequence[CorpusFile]) -> Compared:
    """The five compared columns by the place of their row, letters only: separators and numbers are nobody's fault."""
    found = Compared()
    for one in corpus:
        if one.path.suffix not in _OF_TABLES:
            found.not_opened += 1
            continue
        found.files += 1
        try:
            ours = {(entry.sheet, _top(entry)): _cells(entry) for entry in read_directory(one.path, None).entries}
        except UserError:
            ours = {}
        theirs = dict(pandas_cells(one.path))
        for entry in one.truth:
            place, wanted = (entry.sheet, _top(entry)), _cells(entry)
            for name in COMPARED:
                found.cells += 1
                found.ours[name] += ours.get(place, {}).get(name) == wanted[name]
                found.pandas[name] += theirs.get(place, {}).get(name) == wanted[name]
    return found


def pandas_cells(path: Path) -> Iterator[tuple[tuple[str | None, int], dict[str, str]]]:
    """What plain pandas makes of a file: header by the first row with 公开时限, merged cells filled down."""
    for sheet, grid in _pandas_grids(path):
        header = next((at for at, row in enumerate(grid) if any(_bare(text) == "公开时限" for text in row)), None)
        if header is None:
            continue
        places: dict[str, int] = {}
        for row in grid[header : header + 2]:
            for column, text in enumerate(row):
                for name, words in _HEADERS.items():
                    if re.fullmatch(words, _bare(text)):
                        places.setdefault(name, column)
        above = dict.fromkeys(places, "")
        for number, row in enumerate(grid[header + 1 :], start=header + 2):
            above = {name: row[column] or above[name] for name, column in places.items()}
            yield (sheet, number), {name: _letters(above.get(name, "")) for name in COMPARED}


def _pandas_grids(path: Path) -> list[tuple[str | None, Grid]]:
    import pandas

    if path.suffix in (".xlsx", ".xls"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            engine = "calamine" if path.suffix == ".xls" else None
            sheets = pandas.read_excel(path, sheet_name=None, header=None, dtype=str, engine=engine)
        return [(str(name), frame.fillna("").values.tolist()) for name, frame in sheets.items()]
    if path.suffix in (".html", ".htm"):
        tables = pandas.read_html(path, header=None)
        return [(f"表{at}", frame.fillna("").astype(str).values.tolist()) for at, frame in enumerate(tables, 1)]
    for encoding in ("utf-8-sig", "utf-16", "gb18030"):
        try:
            frame = pandas.read_csv(
                path, encoding=encoding, sep="\t" if path.suffix == ".tsv" else ",", header=None, dtype=str,
                skip_blank_lines=False,
            )  # fmt: skip
        except UnicodeError:
            continue
        return [(None, frame.fillna("").values.tolist())]
    return []


def _top(entry: Entry) -> int:
    found = re.match("[A-Z]+([0-9]+)", entry.cells or "")
    return int(found[1]) if found else 0


def _cells(entry: Entry) -> dict[str, str]:
    values = {name: getattr(entry, name) or "" for name in COMPARED}
    return {name: _letters(value if isinstance(value, str) else "".join(value)) for name, value in values.items()}


def _letters(text: str) -> str:
    return re.sub("[^一-鿿A-Za-z]", "", unicodedata.normalize("NFKC", text))


def _bare(text: str) -> str:
    return re.sub("\\s", "", unicodedata.normalize("NFKC", str(text)))


def render(
    scores: list[Score],
    beside: Compared,
    rows: int,
    seconds: dict[str, list[float]],
    processes: dict[str, tuple[float, float, int]],
) -> str:
    """The report in Markdown."""
    wrong: Counter[str] = sum((score.wrong for score in scores), Counter())
    entries, cells = sum(score.entries for score in scores), sum(score.cells for score in scores)
    share = sum(score.right for score in scores) / cells
    ours, theirs = (statistics.median(seconds[name]) for name in list(ways)[:2])
    cold, cold_theirs = (processes[name] for name in list(ways)[:2])
    return "\n".join([
        "# Reading directory files", "",
        f"Generated by `{_COMMAND}`; not edited by hand. The files are our own: facts of the baseline, laid out and",
        "damaged as real offices do it (`tests/directories/corpus/recipes.yml`), so the figures say how well known",
        "damage is read, not what an office's next file will give.", "",
        "## Cells read right", "",
        f"{len(scores)} files, {entries} entries, {cells} cells: **{share:.4f}** right;",
        f"{wrong['missed']} entries missed, {wrong['invented']} invented.", "",
        *_by_kind(scores), "",
        *[f"- {score.share:.4f} {score.file}: {_said(score)}" for score in scores if score.share < 1], "",
        "Wrong cells by field: " + (", ".join(f"{name} {wrong[name]}" for name in FIELDS if wrong[name]) or "none"),
        "", "## Beside pandas", "",
        f"The {beside.files} files that pandas opens ({beside.not_opened} DOCX and PDF files it does not). For pandas",
        "the header is the first row with 公开时限, columns are found by the national words and cells are filled",
        "down; on both sides only letters are compared, so separators and numbers do not count.", "",
        "| column | xuncha | pandas |", "| --- | --- | --- |",
        *(f"| {name} | {_shares(beside, name)} |" for name in COMPARED),
        f"| all | {beside.ours.total() / beside.cells:.3f} | {beside.pandas.total() / beside.cells:.3f} |", "",
        f"## A district's folder: {_FILES} workbooks, {rows} rows", "",
        f"Each way {_RUNS} times in turn in one process, where cells seen are remembered, and {_PROCESSES} times",
        "in a process of its own, where nothing is.", "",
        "| seconds | again and again: median | fastest | in a new process | with imports | peak memory |",
        "| --- | --- | --- | --- | --- | --- |",
        *(
            f"| {name} | {statistics.median(taken):.2f} | {min(taken):.2f} | {_alone(processes[name])} |"
            for name, taken in seconds.items()
        ),
        "", f"Reading and checking takes {ours / theirs:.2f} of the time that pandas takes to open the files; in new",
        f"processes {cold[0] / cold_theirs[0]:.2f}, with the imports {cold[1] / cold_theirs[1]:.2f}.", "",
    ])  # fmt: skip


def _by_kind(scores: list[Score]) -> list[str]:
    lines = ["| kind | files | entries | cells right |", "| --- | --- | --- | --- |"]
    for kind in sorted({Path(score.file).suffix for score in scores}):
        of_kind = [score for score in scores if Path(score.file).suffix == kind]
        share = sum(score.right for score in of_kind) / sum(score.cells for score in of_kind)
        lines.append(f"| {kind[1:]} | {len(of_kind)} | {sum(score.entries for score in of_kind)} | {share:.4f} |")
    return lines


def _shares(beside: Compared, name: str) -> str:
    rows = beside.cells / len(COMPARED)
    return f"{beside.ours[name] / rows:.3f} | {beside.pandas[name] / rows:.3f}"


def _alone(taken: tuple[float, float, int]) -> str:
    return f"{taken[0]:.2f} | {taken[1]:.2f} | {taken[2]} MB"


def _said(score: Score) -> str:
    return ", ".join(f"{name} {count}" for name, count in score.wrong.items() if count)


if __name__ == "__main__":
    raise SystemExit(main())
