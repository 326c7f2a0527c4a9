"""How well and how fast stored pages are read: right, empty and wrong per field, on the shared real pages; beside it
what trafilatura, htmldate and gne read from the same pages, where they are installed (extra `bench`).

python -m benchmarks.reading # prints and writes benchmarks/reading.md

Pages lie outside the project (`XUNCHA_SHARED`, else `shared` beside it). A value is right when it equals the
labelled one after folding blanks and brackets; dates are compared by day. Where nothing is labelled, nothing is
counted.
"""

import csv
import importlib
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from html import escape, unescape
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from crawler.facts.page import facts_of_page
from crawler.reading.charset import decode
from crawler.reading.dates import read_date
from crawler.reading.document_number import comparable_number
from crawler.reading.fields import PageFields
from crawler.reading.page import read_page
from crawler.reading.reading import PageReading
from crawler.reading.text import bare
from inspection.types.portal import Page

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("XUNCHA_SHARED", HERE.parents[1] / "shared"))
FIELDS = ("title", "published", "doc_number", "index_number", "publisher", "validity", "label")
_COLUMN = {"published": "pub_date"}
_TEXT_KEYS = re.compile(r"^(?:ZW|DOCCONTENT|doccontent|zc_doccontent|gk_doccontent|content)$")
_URL_KEYS = re.compile(r"url", re.I)
_COMMAND = "python -m benchmarks.reading"
_TIMES = 3
_FEWEST_SIGNS = 20
# What a reader finds: title, date of publication, signs of the text; None where it does not look for one.
Found = tuple[str | None, date | None, int | None]


@dataclass(frozen=True)
class Outcome:
    """One field of one page: `verdict` is right, empty or wrong."""

    page: str
    field: str
    verdict: str
    expected: str
    got: str


def main() -> int:
    """Measures and writes the report; 2 where the pages are not here."""
    pages = SHARED / "data" / "pages"
    if not pages.is_dir():
        print(f"没有找到实际页面：{pages}，请用环境变量 XUNCHA_SHARED 指明。", file=sys.stderr)
        return 2
    count, seconds = _speed(pages)
    print(f"{count / seconds:.0f} pages a second of processor time", file=sys.stderr)
    print(f"their facts take {_facts_seconds(pages) / seconds:.2f} of that time besides", file=sys.stderr)
    missing = [name for name in PEERS if find_spec(name) is None]
    if missing:
        print(f"未安装 {'、'.join(missing)}，没有与它们比较；请先 pip install '.[bench]'。", file=sys.stderr)
    details, records = list(detail_outcomes(pages)), [*record_outcomes(pages), *shown_record_outcomes(pages)]
    readers = {name: reader for name, reader in PEERS.items() if name not in missing}
    beside = {
        "xuncha": list(reader_outcomes(pages, _ours)),
        **{f"{name} {version(name)}": list(reader_outcomes(pages, reader)) for name, reader in readers.items()},
    }
    report = render(count, details, records, beside, missing)
    (HERE / "reading.md").write_text(report, encoding="utf-8")
    print(report)
    return 0


def _speed(pages: Path) -> tuple[int, float]:
    """How many files there are and the shortest processor time of several runs over all of them."""
    bodies = [path.read_bytes() for path in sorted(pages.rglob("*")) if path.is_file()]
    runs = []
    for _ in range(_TIMES):
        started = time.process_time()
        for body in bodies:
            read_page(body, url=_url(""))
        runs.append(time.process_time() - started)
    return len(bodies), min(runs)


def _facts_seconds(pages: Path) -> float:
    """The shortest processor time of several runs over the facts of all pages that may be judged."""
    readings = [reading for _, reading in every_reading(pages) if reading.state == "ok"]
    runs = []
    for _ in range(_TIMES):
        started = time.process_time()
        for reading in readings:
            if reading.article is not None:
                facts_of_page(page_row(reading), reading.article, reading.url, (), ())
        runs.append(time.process_time() - started)
    return min(runs)


def page_row(reading: PageReading, column: str = "政策文件") -> Page:
    """The page of a reading, in one column, without what only a round knows."""
    return Page(
        reading.url, "", "", ("",), (column,), "ok", title=reading.title, published=reading.published,
        written=reading.written, doc_number=reading.doc_number, publisher=reading.publisher, body=reading.body,
        body_chars=reading.body_chars, images=reading.images, official=reading.official,
    )  # fmt: skip


def every_reading(pages: Path) -> Iterator[tuple[str, PageReading]]:
    """Every file of the set read without help; an exception here is a fault of the reader."""
    notes = {row["file"]: row["notes"] for row in _rows(pages / "manifest.csv")}
    for path in sorted(one for one in pages.rglob("*") if one.is_file()):
        name = path.relative_to(pages).as_posix()
        yield name, read_page(path.read_bytes(), url=_url(notes.get(name, "")), content_type=None)


def detail_outcomes(pages: Path) -> Iterator[Outcome]:
    """Labelled fields of the detail pages. Pages kept for their bytes alone have no labelled title."""
    expected = {row["file"]: row for row in _rows(pages / "manifest.csv")}
    for name, reading in every_reading(pages):
        row = expected.get(name)
        if row is None or not row["kind"].startswith("detail"):
            continue
        for field in FIELDS:
            wanted = row[_COLUMN.get(field, field)].strip()
            if wanted and not wanted.startswith("(non-government"):
                yield _judge(name, field, wanted, getattr(reading, field), row["notes"])


def record_outcomes(pages: Path) -> Iterator[Outcome]:
    """Records of provincial search answers whose text is kept: number, label and signing date read from the text
    alone.

    A number that the text does not contain cannot be read from it: such rows are not counted for `doc_number`. Every
    record counts for `label`, also those without one: a label where there is none is wrong.
    """
    texts = dict(kept_texts(pages))
    for row in _rows(pages / "records.csv"):
        text = texts.get(row["url"])
        if not text:
            continue
        reading = read_page(b"", url=row["url"], family_fields=PageFields(title=row["title"], body_html=text))
        number = row["doc_number"].strip("\u200b \u200d")
        if number and comparable_number(number) in comparable_number(f"{row['title']}\n{text}"):
            yield _judge(row["url"], "doc_number", number, reading.doc_number, "")
        elif not number and reading.doc_number:
            yield Outcome(row["url"], "doc_number", "wrong", "", reading.doc_number)
        if row["label_raw"] or reading.label:
            yield _judge(row["url"], "label", row["label_raw"], reading.label, "")
        else:
            yield Outcome(row["url"], "label", "right", "", "")
        written = read_date(row["written"])
        if written and reading.written and written != read_date(row["published"]):
            yield _judge(row["url"], "written", written.isoformat(), reading.written, "")


def shown_record_outcomes(pages: Path) -> Iterator[Outcome]:
    """The same records shown by a page: their values in a metadata table, their text, where it is kept, under it."""
    texts = dict(kept_texts(pages))
    for row in _rows(pages / "records.csv"):
        title = unescape(re.sub(r"<[^<>]*>", "", row["title"]))
        stated = {
            "名称": title, "索引号": row["index_number"], "文号": row["doc_number"], "发布机构": row["site"],
            "成文日期": _shown(row["written"]), "发布日期": _shown(row["published"]),
        }  # fmt: skip
        cells = "".join(f"<tr><td>{name}：</td><td>{escape(value)}</td></tr>" for name, value in stated.items())
        page = f"<title>{escape(title)}</title><table>{cells}</table><div class='TRS_Editor'>"
        reading = read_page(f"{page}{texts.get(row['url'], '')}</div>".encode(), url=row["url"])
        wanted = {
            "title": title, "index_number": row["index_number"], "doc_number": row["doc_number"].strip("\u200b \u200d"),
            "publisher": row["site"], "published": _shown(row["published"]),
        }  # fmt: skip
        for field, value in wanted.items():
            if value:
                yield _judge(row["url"], field, value, getattr(reading, field), "")
        # A date of signing that only repeats that of publication gives way to an earlier signature in the text.
        if _shown(row["written"])[:10] not in ("", _shown(row["published"])[:10]):
            yield _judge(row["url"], "written", _shown(row["written"]), reading.written, "")


def _shown(stamp: str) -> str:
    """A time stamp of an answer as a page prints it: the signs of its day and hour, without the zone."""
    return stamp.strip()[:19].replace("T", " ")


def reader_outcomes(pages: Path, reader: Callable[[str, str], Found]) -> Iterator[Outcome]:
    """Title, publication date and presence of a text of the detail pages, as one reader finds them."""
    for row in _rows(pages / "manifest.csv"):
        if not row["kind"].startswith("detail"):
            continue
        body = (pages / row["file"]).read_bytes()
        title, published, signs = reader(decode(body, None).text, _url(row["notes"]))
        if row["title"].strip() and not row["title"].startswith("(non-government"):
            yield _judge(row["file"], "title", row["title"].strip(), title or None, "")
        if row["pub_date"].strip():
            yield _judge(row["file"], "published", row["pub_date"].strip(), published, "")
        if signs is not None:
            verdict = "right" if signs >= _FEWEST_SIGNS else "empty"
            yield Outcome(row["file"], "text", verdict, f"{_FEWEST_SIGNS} signs", str(signs))


def _ours(text: str, url: str) -> Found:
    reading = read_page(text.encode(), url=url)
    return reading.title, reading.published, reading.body_chars


def _by_trafilatura(text: str, url: str) -> Found:
    found = importlib.import_module("trafilatura").bare_extraction(text, url=url, with_metadata=True)
    return (found.title, read_date(found.date), len(bare(found.text or ""))) if found else (None, None, 0)


def _by_htmldate(text: str, url: str) -> Found:
    return None, read_date(importlib.import_module("htmldate").find_date(text, original_date=True, url=url)), None


def _by_gne(text: str, _url: str) -> Found:
    nothing = importlib.import_module("gne.exceptions").NoContentException
    try:
        found = importlib.import_module("gne").GeneralNewsExtractor().extract(text)
    except nothing:
        return None, None, 0
    return found["title"], read_date(found["publish_time"]), len(bare(found["content"]))


PEERS: dict[str, Callable[[str, str], Found]] = {
    "trafilatura": _by_trafilatura, "htmldate": _by_htmldate, "gne": _by_gne,
}  # fmt: skip


def _judge(page: str, field: str, wanted: str, got: object, notes: str) -> Outcome:
    if got is None:
        return Outcome(page, field, "empty", wanted, "")
    if isinstance(got, date):
        right = read_date(wanted) == got
    elif field == "doc_number":
        right = comparable_number(wanted) == comparable_number(str(got))
    else:
        right = bare(wanted) == bare(str(got))
    if field == "publisher" and not right:
        # The table's 发布机构 and the tag ContentSource are both right; the label names one, its note the other.
        right = f"发布机构 {got}" in notes
    return Outcome(page, field, "right" if right else "wrong", wanted, str(got))


def kept_texts(pages: Path) -> Iterator[tuple[str, str]]:
    """Address and text of every record of the search answers that keep one."""
    for path in sorted((pages / "search_api").glob("*.json")):
        waiting: list[object] = [json.loads(path.read_text(encoding="utf-8"))]
        while waiting:
            current = waiting.pop()
            if isinstance(current, list):
                waiting.extend(current)
            elif isinstance(current, dict):
                waiting.extend(value for value in current.values() if isinstance(value, dict | list))
                texts = [
                    str(value) for key, value in current.items() if _TEXT_KEYS.match(key) and isinstance(value, str)
                ]
                for key, value in current.items():
                    if _URL_KEYS.search(key) and isinstance(value, str) and value.startswith("http") and texts:
                        yield value, max(texts, key=len)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _url(notes: str) -> str:
    found = re.search(r"URL (https?://\S+?)[;,]", notes)
    return found.group(1) if found else "http://www.linjiang.example/zwgk/tzgg/content.html"


def counts(outcomes: list[Outcome]) -> dict[str, Counter[str]]:
    """Verdicts by field."""
    found: dict[str, Counter[str]] = {}
    for one in outcomes:
        found.setdefault(one.field, Counter())[one.verdict] += 1
    return found


def render(
    count: int,
    details: list[Outcome],
    records: list[Outcome],
    beside: dict[str, list[Outcome]],
    missing: list[str],
) -> str:
    """The report in Markdown."""
    parts = [
        "# Reading stored pages",
        "",
        f"Generated by `{_COMMAND}` from the real pages that lie beside the project; not edited by hand.",
        "",
        f"{count} files went through `read_page` without an exception.",
        "",
        "## Fields of detail pages (manifest.csv)",
        "",
        *_table(counts(details)),
        "",
        "`publisher` counts as right when it is the table's 发布机构 named in the notes or the labelled source.",
        "",
        "## Beside other readers, on the same detail pages",
        "",
        *_beside(beside),
        "",
        *([f"Not installed and not measured: {', '.join(missing)} (extra `bench`).", ""] if missing else []),
        "Each reader is given the text already decoded; htmldate reads dates alone. `text`: 20 signs or more were",
        "found.",
        "",
        "## Fields of search records (records.csv)",
        "",
        *_table(counts(records)),
        "",
        "Each record is read twice: as its bare text (number where title or text holds it, label, signing date), and",
        "shown by a page whose table states its values. `label` asks every record (a label invented is wrong);",
        "`written` asks records whose 成文日期 is not a mere copy of the publication date.",
        "",
        "## What was not right",
        "",
    ]
    bad = [one for one in [*details, *records] if one.verdict != "right"]
    parts += [
        f"- {one.verdict}: {one.field} of `{one.page}`: expected {one.expected or '—'}, read {one.got or '—'}"
        for one in bad
    ]
    parts += [] if bad else ["Nothing."]
    return "\n".join(parts) + "\n"


def _beside(beside: dict[str, list[Outcome]]) -> list[str]:
    rows = ["| reader | field | right | empty | wrong |", "| --- | --- | --- | --- | --- |"]
    for name, outcomes in beside.items():
        for field, verdicts in counts(outcomes).items():
            if verdicts.total() > verdicts["empty"]:
                rows.append(f"| {name} | {field} | {verdicts['right']} | {verdicts['empty']} | {verdicts['wrong']} |")
    return rows


def _table(found: dict[str, Counter[str]]) -> list[str]:
    rows = ["| field | labelled | right | empty | wrong | share right |", "| --- | --- | --- | --- | --- | --- |"]
    for field, verdicts in found.items():
        whole = sum(verdicts.values())
        share = verdicts["right"] / whole
        rows.append(
            f"| {field} | {whole} | {verdicts['right']} | {verdicts['empty']} | {verdicts['wrong']} | {share:.2f} |"
        )
    return rows


if __name__ == "__main__":
    raise SystemExit(main())
