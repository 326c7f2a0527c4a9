"""How fast and how completely attachments are read, beside the usual libraries on the same files, in one run.

    python -m benchmarks.attachments # prints and writes benchmarks/attachments.md

The files are made here, with known paragraphs of fictional names: what is found can be counted.
"""

import io
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
import pdfplumber

from crawler.attachments.contents import read_contents
from crawler.attachments.outcome import FileLimits
from crawler.attachments.reading import read_file
from tests.crawler.attachments import made

PAGE = Path(__file__).with_suffix(".md")
_RUNS = 5
_PAGES, _LINES = 28, 30
_COMMAND = "python -m benchmarks.attachments"
Reader = Callable[[bytes, str], str]


@dataclass(frozen=True)
class Measured:
    """One reader on one file: median seconds and the share of the file's paragraphs that its text has."""

    kind: str
    reader: str
    seconds: float
    found: float


def main() -> int:
    """Measures and writes the report."""
    report = render([one for kind in files() for one in measured(kind)])
    PAGE.write_text(report, encoding="utf-8")
    print(report)
    return 0


def paragraphs() -> list[list[str]]:
    """Known paragraphs, page by page, each different from all others."""
    return [
        [f"第{page}页第{line}条　望湖区供水科应当在每月{line}日前公开水质检测结果" for line in range(_LINES)]
        for page in range(_PAGES)
    ]


def files() -> dict[str, bytes]:
    """The same paragraphs in every format."""
    pages = paragraphs()
    lines = [line for page in pages for line in page]
    return {
        "pdf": made.pdf(pages),
        "docx": made.word(lines),
        "doc": made.old_word("\r".join(lines) + "\r"),
        "ofd": made.ofd([made.ofd_lines(page) for page in pages]),
        "xlsx": made.workbook({"表": [[line] for line in lines]}),
        "xls": made.old_workbook({"表": [[line] for line in lines]}),
        "rtf": ("{\\rtf1\\ansicpg936 " + "\\par ".join(lines) + "}").encode("gb18030"),
    }


def ours(body: bytes, kind: str) -> str:
    """Our reader in this process."""
    name = f"a.{kind}"
    return read_contents(body, name=name, extension=kind, content_type=None, limits=FileLimits()).text


def ours_apart(body: bytes, kind: str) -> str:
    """Our reader in the process apart, as a crawl uses it."""
    return read_file(body, name=f"a.{kind}", extension=kind, content_type=None).text


def with_pdfplumber(body: bytes, _: str) -> str:
    """pdfplumber's text of every page."""
    with pdfplumber.open(io.BytesIO(body)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def with_python_docx(body: bytes, _: str) -> str:
    """python-docx's paragraphs."""
    return "\n".join(one.text for one in docx.Document(io.BytesIO(body)).paragraphs)


_OTHERS: dict[str, tuple[str, Reader]] = {
    "pdf": ("pdfplumber", with_pdfplumber),
    "docx": ("python-docx", with_python_docx),
}


def measured(kind: str) -> list[Measured]:
    """All readers of a format, taking turns on the same file."""
    body = files()[kind]
    readers: dict[str, Reader] = {"xuncha": ours, "xuncha (process apart)": ours_apart}
    if kind in _OTHERS:
        name, reader = _OTHERS[kind]
        readers[name] = reader
    seconds: dict[str, list[float]] = {name: [] for name in readers}
    texts: dict[str, str] = {name: reader(body, kind) for name, reader in readers.items()}
    for _ in range(_RUNS):
        for name, reader in readers.items():
            started = time.perf_counter()
            reader(body, kind)
            seconds[name].append(time.perf_counter() - started)
    return [Measured(kind, name, statistics.median(seconds[name]), found_in(texts[name])) for name in readers]


def found_in(text: str) -> float:
    """Share of the known paragraphs that stand in a text, blanks aside."""
    known = ["".join(line.split()) for page in paragraphs() for line in page]
    whole = "".join(text.split())
    return sum(line in whole for line in known) / len(known)


def render(rows: Sequence[Measured]) -> str:
    """The report as Markdown."""
    lines = "\n".join(f"| {one.kind} | {one.reader} | {one.seconds * 1000:.1f} ms | {one.found:.3f} |" for one in rows)
    times = {(one.kind, one.reader): one.seconds for one in rows}
    ratio = times["pdf", "pdfplumber"] / times["pdf", "xuncha"]
    ratio_docx = times["docx", "python-docx"] / times["docx", "xuncha"]
    return f"""# Reading attachments

`{_COMMAND}`: one run on one machine, median of {_RUNS} readings. Each file holds the same {_PAGES * _LINES} paragraphs
(PDF and OFD on {_PAGES} pages); “found” is the share of them that stands whole in the text. The PDF names a font that
is not in the file: the slow case for PDFium, which loads a substitute for every page.

| format | reader | time a file | found |
| --- | --- | --- | --- |
{lines}

PDF: {ratio:.0f} times as fast as pdfplumber's text. DOCX: {ratio_docx:.1f} times as fast as python-docx.
"""


if __name__ == "__main__":
    raise SystemExit(main())
