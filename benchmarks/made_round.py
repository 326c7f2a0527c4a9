"""A district's round as a crawl and the matching leave it, made straight into its store: tens of thousands of pages.

Pages are drawn from a few hundred that were really read from HTML with their facts; of each, address, title, dates,
number, text and the hashes of it are its own. One page in a hundred repeats another, one in fifty cannot be judged. The
same seed gives the same rows.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from benchmarks.made_district import TOWNS, district_entries
from crawler.facts.page import facts_of_page
from crawler.reading.page import read_page
from directories.baseline import guide_domains, guide_items
from inspection.round_store import RoundStore, open_round
from inspection.rule_pack import load_pack, to_json
from inspection.types.directory import DirectoryFile, DirectoryTable, Entry, GuideDomain, GuideItem
from inspection.types.judgement import Coverage, EntryKey, Match, Unit
from inspection.types.office import District, Office, Portal
from inspection.types.page_facts import HomePage, PageFacts, PageLink, PersonalHit
from inspection.types.portal import Attachment, Column, Incident, ListedItem, Listing, Page, Snapshot
from inspection.workspace import round_name

AS_OF = date(2026, 11, 16)
ROUND = "2026-11"
_FILE = "directories/临江区/目录.xlsx"
_TEMPLATES, _COLUMNS, _ENTRIES = 300, 400, 1_000
_SENTENCES = (
    "各有关单位要加强组织领导，明确责任分工，确保各项任务落到实处", "申请人应当提交身份证明、户口簿和相关证明材料",
    "经研究决定，对符合条件的对象给予补助，标准为每人每月五百元", "公示期间如有异议，请以书面形式向本机关反映",
    "根据《社会救助暂行办法》（国务院令第649号）的规定办理", "本通知自2024年3月1日起施行，有效期五年",
    "现将有关情况公布如下，请社会各界予以监督", "各镇（街道）要建立工作台账，按月报送进展情况",
    "项目总投资约三千二百万元，计划于年内开工建设", "对违反规定的单位和个人，依法依规追究责任",
    "联系人：综合科，联系电话：0771-5512345", "养老服务机构应当依法办理登记，接受有关部门的监督管理",
)  # fmt: skip
_COMMON = ("政策文件", "政策解读", "通知公告", "财政预决算", "机构职能", "领导信息")
_KINDS = ("通知", "公告", "公示", "方案", "名单", "情况", "动态")
# Three of a hundred pages are documents that must be interpreted, as many interpret one, two ask for opinions.
_RARE = {0: "管理办法", 1: "政策解读", 2: "征求意见的公告"}
_DOCUMENTS = ("通知", "管理办法", "方案")
_PERSONAL = PersonalHit("mobile", "body", "", "138****1234", "申请人电话", 2, True)


@dataclass(frozen=True)
class _Template:
    kind: str
    page: Page
    facts: PageFacts


def made_round(
    path: Path, district: str, pages: int, *, seed: int, pack: str = "guangzhou", name: str = "", as_of: date = AS_OF
) -> None:
    """Makes the store of one district (an id, and a name where it is another) with so many pages, fetched on the day
    `as_of`; more pages of the same seed are the same ones and further ones."""
    drawn = random.Random(seed)
    name = name or f"{district}区"
    entries = _entries(district)
    columns = _columns(district, entries)
    path.unlink(missing_ok=True)
    with open_round(path) as store:
        _freeze(store, district, pack, name, as_of)
        _directory(store, district, entries, name)
        store.replace(Column, columns)
        answered = _matches(store, district, entries, columns, round_name(as_of))
        _pages(store, columns, answered, _templates(district, name), pages, drawn, as_of)


def _freeze(store: RoundStore, district: str, pack: str, name: str, as_of: date) -> None:
    known = District(district, name, "区", [], [Portal(f"https://www.{district}.example/")])
    facts = {
        "round": round_name(as_of), "as_of": as_of.isoformat(), "district": asdict(known), "calendar": None,
        "office": asdict(Office("江州市政务公开办公室", "江州市", rule_pack=pack)),
        "rule_pack": to_json(load_pack(pack, as_of)),
    }  # fmt: skip
    for fact, value in facts.items():
        store.set_fact(fact, value)


def _entries(district: str) -> list[Entry]:
    return [
        replace(one, district=district, file=_FILE, sheet=one.domain, cells=f"A{row}:N{row}", seq=str(row))
        for row, one in enumerate(district_entries(_ENTRIES), start=4)
    ]


def _directory(store: RoundStore, district: str, entries: Sequence[Entry], name: str) -> None:
    store.replace(Entry, entries)
    domains = list(dict.fromkeys(entry.domain for entry in entries))
    store.replace(DirectoryTable, [_table(district, domain) for domain in domains])
    store.replace(DirectoryFile, [DirectoryFile(district, _FILE, "0" * 64, len(entries), 0)])
    store.replace(GuideItem, guide_items())
    store.replace(GuideDomain, guide_domains())
    names = ["民政局", "财政局", "自然资源分局", "农业农村局", "生态环境分局", "教育局", "卫生健康局"]
    units = [f"{name}{one}" for one in names] + [f"{town}人民政府" for town in TOWNS]
    store.replace(Unit, [Unit(district, unit, None, "区属", None, None, None, None) for unit in units])


def _table(district: str, domain: str) -> DirectoryTable:
    fields = ("seq", "level1", "level2", "elements", "basis", "time_limit", "publisher", "channels", "public", "level")
    return DirectoryTable(district, _FILE, domain, f"{domain}领域基层政务公开标准目录", domain, (), 40, fields)


def _columns(district: str, entries: Sequence[Entry]) -> list[Column]:
    """Leaves below their domain, beside the columns that every portal has."""
    host = f"https://www.{district}.example"
    common = [("首页", "政务公开", name) for name in _COMMON]
    named = entries[: _COLUMNS - len(common)]
    own = [("首页", "重点领域", one.domain, f"{one.level1}{one.level2 or ''}") for one in named]
    return [
        Column(f"c{place:04}", f"{host}/", "static", f"{host}/c{place}/", path, None, place, True, "list")
        for place, path in enumerate(dict.fromkeys([*common, *own]))
    ]


def _matches(
    store: RoundStore, district: str, entries: Sequence[Entry], columns: Sequence[Column], round_: str
) -> dict[str, EntryKey]:
    """Six of ten entries are answered by a column; the rest are missing, or cannot be verified."""
    keys = list(dict.fromkeys(entry.key for entry in entries))
    answered = {column.id: key for column, key in zip(columns[len(_COMMON) :], keys, strict=False)}
    of_key = {key: column for column, key in answered.items()}
    store.replace(Match, [
        Match("column", column, "", district, *key, 0.9, "accept", reasons={"path": 0.9, "title": 0.8})
        for column, key in answered.items()
    ])  # fmt: skip
    triggers = ("standing", "event", "periodic")
    states = ("missing", "unverifiable", "not_due")
    store.replace(Coverage, [
        Coverage(
            round_, district, *key, None, triggers[place % 3],  # type: ignore[arg-type]  # of its values
            "content" if key in of_key else states[place % 3],  # type: ignore[arg-type]  # of its values
            20, None, 0.9, (of_key[key],) if key in of_key else (), "", ("l-c0001",),
        )
        for place, key in enumerate(keys)
    ])  # fmt: skip
    return answered


def _templates(district: str, name: str) -> list[_Template]:
    made = []
    for number in range(_TEMPLATES):
        drawn = random.Random(number)
        kind = _RARE.get(number % 33) or _KINDS[number % len(_KINDS)]
        title = f"关于{drawn.choice(TOWNS)}第{number}号事项的{kind}"
        text = [f"{'。'.join(drawn.sample(_SENTENCES, 4))}。第{number}项。" for _ in range(drawn.randint(1, 14))]
        rows = "".join(
            f"<tr><td>{row}</td><td>{town}</td><td>{drawn.randint(100, 9000)}</td></tr>"
            for row, town in enumerate(drawn.sample(TOWNS, 8))
        )
        table = f"<table>{rows}</table>" if kind == "名单" else ""
        links = "".join(f"<a href='/c{drawn.randint(0, 9)}/{drawn.randint(0, 99)}.html'>相关</a>" for _ in range(3))
        note = "<p>（此件公开发布）</p>" if number % 3 == 0 else ""
        asked = "<p>征求意见时间：2026年3月1日至2026年3月20日。</p>" if kind.startswith("征求") else ""
        html = (
            f"<html><head><title>{title}</title></head><body><h1>{title}</h1><div class=TRS_Editor>"
            f"<p>各有关单位：</p><p>{'</p><p>'.join(text)}</p>{table}<p>{name}民政局</p><p>2024年2月10日</p>{note}{asked}"
            f"</div><div class='related'>{links}</div></body></html>"
        )
        url = f"https://www.{district}.example/c0/{number}.html"
        read = read_page(html.encode(), url=url)
        page = Page(
            url, district, "static", ("c0000",), ("首页",), "ok", title=title, written=read.written, body=read.body,
            doc_number=f"江政办发〔2024〕{number}号" if kind in _DOCUMENTS else None,
            publisher=f"{name}民政局", label=read.label, body_chars=read.body_chars,
            official=kind in _DOCUMENTS, sources={"title": "header"}, first_seen=date(2026, 10, 16),
        )  # fmt: skip
        if read.article is not None:
            made.append(_Template(kind, page, facts_of_page(page, read.article, url, (), ())))
    return made


def _pages(
    store: RoundStore, columns: Sequence[Column], answered: dict[str, EntryKey],
    templates: Sequence[_Template], count: int, drawn: random.Random, as_of: date,
) -> None:  # fmt: skip
    making = _Making(columns, as_of)
    found = (row for number in range(count) for row in making.rows(number, drawn.choice(templates), drawn))
    store.rewrite((Page, Attachment, PageFacts), found)
    items = making.items
    store.replace(ListedItem, items)
    store.replace(Incident, making.incidents)
    store.replace(Snapshot, making.snapshots)
    shown: dict[str, list[ListedItem]] = {column.id: [] for column in columns}
    for item in items:
        shown[item.column].append(item)
    store.replace(Listing, [
        Listing(
            f"l-{column.id}", column.id, column.url, "cut_short" if place % 40 == 7 else "complete", None, None,
            len(shown[column.id]), max((one.published for one in shown[column.id] if one.published), default=None),
        )
        for place, column in enumerate(columns)
    ])  # fmt: skip
    store.replace(HomePage, [HomePage(columns[0].portal, columns[0].portal, "ok", snapshot=making.snapshots[0].id)])
    on_pages = [
        Match(
            "page",
            one.url,
            one.title,
            templates[0].page.district,
            *answered[one.column],
            0.8,
            "accept",
            reasons={"title": 0.8},
        )
        for one in items
        if one.column in answered and one.position % 2
    ]
    store.replace(Match, [*store.read(Match), *on_pages])


@dataclass
class _Making:
    """What was made so far, beside the rows that are handed on; `document` is the newest one with a number."""

    columns: Sequence[Column]
    fetched_on: date
    items: list[ListedItem] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)
    snapshots: list[Snapshot] = field(default_factory=list)
    marks: tuple[str, int, tuple[int, ...]] = ("", 0, ())
    document: Page | None = None

    def rows(self, number: int, template: _Template, drawn: random.Random) -> Iterator[Page | Attachment | PageFacts]:
        """A page, its file and its facts."""
        column = self._column(template, drawn)
        url = f"{column.url}t{number}.html"
        published = AS_OF - timedelta(drawn.randint(1, 1500))
        written = published - timedelta(drawn.choice((0, 3, 10, 10, 20, 60)))
        gone = drawn.random() < 0.02
        digits = f"{drawn.getrandbits(128):032x}"
        title = f"{template.page.title}（{number}）"
        if template.kind == "政策解读" and self.document is not None:
            title = f"《{self.document.title}》政策解读"
        kept = Snapshot(
            f"s{number}", f"{number:032x}", url, url, 404 if gone else 200, f"{self.fetched_on}T09:00:00+08:00",
            digits * 2, "1.warc.gz", number, 30_000, "text/html",
        )  # fmt: skip
        self.snapshots.append(kept)
        self.items.append(ListedItem(column.id, len(self.items), url, title, published))
        page = replace(
            template.page, url=url, columns=(column.id,), column=column.path, title=title, published=published,
            written=written, fetched_at=kept.fetched_at, status=kept.status, sha256=digits * 2,
            snapshot=kept.id, attachments=int(number % 3 == 0), state="gone" if gone else "ok",
            body="" if gone else f"第{number}号。{template.page.body}",
            doc_number=template.page.doc_number and f"江政办发〔{written.year}〕{number}号",
        )  # fmt: skip
        yield page
        if number % 3 == 0:
            yield Attachment(
                url, 0, f"{url}.doc", f"附件{number}.doc", "doc", "ok", "doc", template.page.body * 2, 2_000, 3,
                status=200, sha256=digits * 2, snapshot=kept.id,
            )  # fmt: skip
        if gone:
            self.incidents.append(Incident(url, "page", "gone", "HTTP 404", column.id, 404, (self.fetched_on,)))
        else:
            yield self._facts(page, template, digits, drawn)

    def _column(self, template: _Template, drawn: random.Random) -> Column:
        if template.kind == "政策解读":
            return self.columns[1]
        return self.columns[0] if template.kind in _DOCUMENTS and drawn.random() < 0.5 else drawn.choice(self.columns)

    def _facts(self, page: Page, template: _Template, digits: str, drawn: random.Random) -> PageFacts:
        repeats = drawn.random() < 0.01
        if not (repeats and self.marks[0]):
            sketch = tuple(drawn.getrandbits(16) for _ in template.facts.sketch)
            self.marks = (digits, template.facts.signs, sketch)
        facts = replace(
            template.facts, url=page.url, text_hash=self.marks[0], signs=self.marks[1], sketch=self.marks[2],
            personal=(_PERSONAL,) if drawn.random() < 0.01 else (),
        )  # fmt: skip
        document = self.document
        if template.kind == "政策解读" and document is not None and document.doc_number and document.title:
            link = (PageLink(document.url, document.title),) if drawn.random() < 0.7 else ()
            facts = replace(
                facts, cited=(document.doc_number,), titles=(document.title,), links=(*facts.links, *link)
            )  # fmt: skip
        self.document = page if template.kind == "管理办法" else document
        return facts
