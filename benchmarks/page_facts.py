"""How often the facts of a page say what is not so: every hit on the shared real pages against what a person said of it
(page_facts.csv: page, kind, ordinal, verdict; no word of a page), and on invented pages whose truth is known.

python -m benchmarks.page_facts         # prints the tables that docs/page_facts.md shows
python -m benchmarks.page_facts --hits  # every hit on the real pages, to be labelled; on the screen only

Pages lie outside the project (`XUNCHA_SHARED`, else `shared` beside it); without them only invented pages are counted.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.made_pages import MadePage, made_pages
from benchmarks.reading import SHARED, every_reading, kept_texts, page_row
from crawler.facts.page import facts_of_page
from crawler.reading.fields import PageFields
from crawler.reading.page import read_page
from crawler.reading.reading import PageReading
from inspection.types.page_facts import PageFacts

_LABELS = Path(__file__).resolve().parent / "page_facts.csv"
_KINDS = {
    "personal": "个人信息", "hidden": "隐藏链接", "labels": "公开属性标注", "terms": "有效期",
    "contacts": "联系方式、领导",
    "days": "征求意见起止", "addressees": "主送机关", "signed": "落款", "cited": "引用文号", "titles": "引用标题",
    "rows": "名单各行",
}  # fmt: skip
_ADDRESS = "http://www.linjiang.example/zwgk/page.html"


@dataclass(frozen=True)
class Hit:
    """One thing that the facts of a real page say: `page` the file's or record's name, `ordinal` among its kind."""

    page: str
    kind: str
    ordinal: int
    said: str


def main() -> int:
    """Prints the tables; 1 where an invented page is said to hold personal data that it does not hold."""
    pages = SHARED / "data" / "pages"
    hits = list(real_hits(pages)) if pages.is_dir() else []
    if "--hits" in sys.argv:
        for hit in hits:
            print(hit.page, hit.kind, hit.ordinal, hit.said)
        return 0
    if hits:
        print(_real_table(hits))
    else:
        print(f"没有找到实际页面：{pages}，请用环境变量 XUNCHA_SHARED 指明。", file=sys.stderr)
    counts = made_counts()
    print(_made_table(counts))
    return 1 if counts["personal", "wrong"] else 0


def real_hits(pages: Path) -> Iterator[Hit]:
    """Every hit on the real pages and on the texts of search records, in the order of their names."""
    for name, reading in _readings(pages):
        facts = _facts(reading)
        told = _told(facts) if facts else {}
        for kind in _KINDS:
            for ordinal, said in enumerate(told.get(kind, ())):
                yield Hit(name, kind, ordinal, said)


def _readings(pages: Path) -> Iterator[tuple[str, PageReading]]:
    yield from ((name, reading) for name, reading in every_reading(pages) if not name.endswith(".csv"))
    for url, text in sorted(dict(kept_texts(pages)).items()):
        yield url, read_page(b"", url=url, family_fields=PageFields(body_html=text))


def _facts(reading: PageReading, column: str = "政策文件") -> PageFacts | None:
    if reading.state != "ok" or reading.article is None:
        return None
    return facts_of_page(page_row(reading, column), reading.article, reading.url, (), ())


def _told(facts: PageFacts) -> dict[str, list[str]]:
    return {
        "personal": [f"{one.kind} {one.shown} {one.before}" for one in facts.personal],
        "hidden": [link.url for link in facts.links if link.hidden],
        "labels": [one.text for one in facts.labels],
        "terms": [one.quoted for one in facts.terms],
        "contacts": [f"{one.role} {one.name} {one.value}" for one in facts.contacts],
        "days": [f"{facts.opens} {facts.closes}"] if facts.opens or facts.closes else [],
        "addressees": ["yes"] if facts.addressees else [],
        "signed": ["yes"] if facts.signed else [],
        "cited": list(facts.cited),
        "titles": list(facts.titles),
        "rows": [str(len(facts.row_marks))] if facts.row_marks else [],
    }


def _real_table(hits: list[Hit]) -> str:
    labels = _labels()
    found: Counter[tuple[str, str]] = Counter()
    for hit in hits:
        found[hit.kind, labels.get((hit.page, hit.kind, hit.ordinal), "unlabelled")] += 1
    rows = ["| 特征 | 命中 | 读页面判为正确 | 判为错误 | 未判 |", "| --- | --- | --- | --- | --- |"]
    for kind, name in _KINDS.items():
        right, wrong, rest = (found[kind, verdict] for verdict in ("right", "wrong", "unlabelled"))
        rows.append(f"| {name} | {right + wrong + rest} | {right} | {wrong} | {rest} |")
    return "\n".join(rows) + "\n"


def _labels() -> dict[tuple[str, str, int], str]:
    with _LABELS.open(encoding="utf-8", newline="") as file:
        return {(row["page"], row["kind"], int(row["ordinal"])): row["verdict"] for row in csv.DictReader(file)}


def made_counts() -> Counter[tuple[str, str]]:
    """What the facts say of the invented pages, by kind: right, wrong (not there), doubtful (not there, left to a
    person), missed."""
    found: Counter[tuple[str, str]] = Counter()
    for made in made_pages():
        found["pages", "right"] += 1
        fields = PageFields(title=made.title, body_html=made.html)
        facts = _facts(read_page(b"", url=_ADDRESS, family_fields=fields), made.column)
        if facts is None:
            raise ValueError(f"{made.name} was not read")
        found.update(_compared(made, facts))
    return found


def _compared(made: MadePage, facts: PageFacts) -> Iterator[tuple[str, str]]:
    sure = {one.kind for one in facts.personal if one.certain}
    doubted = {one.kind for one in facts.personal} - sure
    yield from (("personal", "right") for _ in sure & made.personal)
    yield from (("personal", "wrong") for _ in sure - made.personal)
    yield from (("personal", "doubtful") for _ in doubted - made.personal)
    yield from (("personal", "missed") for _ in made.personal - sure)
    counted = {
        "terms": (len(facts.terms), made.terms),
        "labels": (len(facts.labels), made.labels),
        "days": (_given(facts.opens, facts.closes), _given(made.opens, made.closes)),
        "hidden": (sum(link.hidden for link in facts.links), 0),
    }  # fmt: skip
    for kind, (said, true) in counted.items():
        agrees = kind != "days" or (facts.opens, facts.closes) == (made.opens, made.closes)
        yield from ((kind, "right" if agrees else "wrong") for _ in range(min(said, true)))
        yield from ((kind, "wrong") for _ in range(said - true))
        yield from ((kind, "missed") for _ in range(true - said))


def _given(*days: date | None) -> int:
    return sum(day is not None for day in days)


def _made_table(found: Counter[tuple[str, str]]) -> str:
    rows = [
        f"自拟页面{found['pages', 'right']}个：",
        "",
        "| 特征 | 正确 | 错误 | 只作提示 | 漏读 |",
        "| --- | --- | --- | --- | --- |",
    ]
    for kind in ("personal", "hidden", "labels", "terms", "days"):
        told = " | ".join(str(found[kind, verdict]) for verdict in ("right", "wrong", "doubtful", "missed"))
        rows.append(f"| {_KINDS[kind]} | {told} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
