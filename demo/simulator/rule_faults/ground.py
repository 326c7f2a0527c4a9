"""The ground that faults are planted in: columns and papers of one made-up district, and what must be found there."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from html import escape
from typing import Literal

from demo.server import Answer
from demo.simulator.names import DISTRICT
from demo.simulator.page_text import frame
from demo.simulator.portal import Fault, Make, Scene, page
from demo.simulator.site import Column, Document, Site

AS_OF = date(2026, 11, 20)
Blank = Literal["nothing", "words", "note"]
_FIRST_CODE, _FIRST_NUMBER, _CODES = 2_100, 640_000, 20
_LINK = re.compile(rb"@@(\d+)@@")
_NAMED = re.compile(r"\[\[([^|\]]+)\|([^\]]*)\]\]")
_AGENCY = "人民政府办公室"
_WORK = (
    "梳理台账",
    "走访入户",
    "现场核对",
    "资料归档",
    "电话回访",
    "集中会商",
    "数据比对",
    "业务培训",
    "分片包干",
    "限时办结",
)
_WHERE = (
    "城东片区",
    "城西片区",
    "河口一带",
    "石桥沿线",
    "青山脚下",
    "柳林新村",
    "白沙渡口",
    "东湖周边",
    "北关老街",
    "南坪路口",
)


@dataclass(frozen=True)
class Paper:
    """One page to publish: `lines` are paragraphs of text, in which [[title|words]] links to the page of that title.
    `answer` says how its address answers where not in the usual way; `late`: it appears after the first round."""

    title: str
    published: date
    lines: tuple[str, ...]
    publisher: str
    written: date | None = None
    number: str | None = None
    header: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()
    file_text: str | None = None
    answer: Literal["", "gone", "home", "moved", "file_gone"] = ""
    late: bool = False
    html: str | None = None


@dataclass(frozen=True)
class Expected:
    """A fault that a rule must find: the rule's code, and a word that its finding's message holds."""

    code: str
    about: str


@dataclass(frozen=True)
class PlannedSite(Site):
    """A site whose documents are written down one by one, oldest first in every column."""

    papers: Mapping[int, tuple[Document, ...]] = field(default_factory=dict)

    @cached_property
    def lists(self) -> tuple[Column, ...]:
        return tuple(leaf for node in self.columns for leaf in node.children or (node,))

    def document(self, number: int) -> Document | None:
        return next((one for papers in self.papers.values() for one in papers if one.number == number), None)

    def documents(self, column: Column, start: int = 0, stop: int | None = None) -> Iterator[Document]:
        newest_first = self.papers.get(column.code, ())[::-1]
        return iter(newest_first[max(start, 0) : stop])


@dataclass
class Ground:
    """Columns by their paths (node, list; no node for a list at the top) in the order of the menu, with their papers.

    `front` are the words of the links on the front page, `openness` what the portal calls 政务公开 ('': so); `entries`
    the rows of the directory (domain, level 1, level 2, elements, limit, publisher).
    """

    columns: dict[tuple[str, str], list[Paper]] = field(default_factory=dict)
    blanks: dict[tuple[str, str], Blank] = field(default_factory=dict)
    front: list[str] = field(default_factory=list)
    entries: list[tuple[str, str, str, str, str, str]] = field(default_factory=list)
    units: dict[str, str] = field(default_factory=dict)
    submitted: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    lexicon: list[tuple[str, str, str]] = field(default_factory=list)
    keepers: list[tuple[str, str]] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)
    openness: str = ""

    def column(self, node: str, leaf: str, blank: Blank = "nothing") -> None:
        """A list column, empty so far."""
        self.columns.setdefault((node, leaf), [])
        self.blanks[node, leaf] = blank

    def entry(
        self, domain: str, level1: str, level2: str, *, elements: str = "", limit: str = "", by: str = ""
    ) -> None:
        """A row of the district's directory."""
        row = (domain, level1, level2, elements or f"{level2}", limit or "自信息形成或者变更之日起20个工作日内", by)
        if row not in self.entries:
            self.entries.append(row)

    def paper(
        self,
        node: str,
        leaf: str,
        title: str,
        published: date | str,
        *lines: str,
        by: str = _AGENCY,
        written: date | str | None = None,
        **more: object,
    ) -> None:
        """A page in a column."""
        self.columns.setdefault((node, leaf), [])
        self.units.setdefault(DISTRICT + by, "区属")
        one = Paper(title, _day(published), lines, DISTRICT + by, _day(written) if written else None)
        made = replace(one, **more)  # type: ignore[arg-type]  # names of Paper's own fields
        # Several faults may need the same page.
        if made not in self.columns[node, leaf]:
            self.columns[node, leaf].append(made)

    def document(
        self,
        node: str,
        leaf: str,
        title: str,
        number: str,
        written: date | str,
        *lines: str,
        by: str = _AGENCY,
        label: str = "（此件公开发布）",
        published: date | str | None = None,
        **more: object,
    ) -> None:
        """An official document: number, addressees, text, signature, and its label in the place of the note."""
        made = _day(written)
        body = (
            f"{number}",
            "各镇人民政府、街道办事处，区直各单位：",
            *(lines or prose(title, 4)),
            f">{DISTRICT}{by}",
            f">{made.year}年{made.month}月{made.day}日",
            *([label] if label else []),
        )
        shown = published or next_workday(made)
        self.paper(node, leaf, title, shown, *body, by=by, written=made, number=number, **more)

    def expect(self, code: str, about: str) -> None:
        """Writes down what must be found."""
        self.expected.append(Expected(code, about))

    def site(self, *, first: bool = False) -> PlannedSite:
        """The site as it is published; `first`: as it was in the round before, as far as something appears later."""
        nodes: list[Column] = []
        papers: dict[int, tuple[Document, ...]] = {}
        number, chosen = _FIRST_NUMBER, self.columns
        numbers = {}
        for place, name in enumerate(dict.fromkeys(node or leaf for node, leaf in self.columns)):
            node = Column(_FIRST_CODE + place * _CODES, (name,), (f"lm{place}",), _AGENCY)
            leaves = []
            for order, (path, held) in enumerate((p, h) for p, h in chosen.items() if (p[0] or p[1]) == name):
                kept = sorted(held, key=lambda one: one.published)
                leaf = Column(
                    node.code + order + 1,
                    path,
                    (f"lm{place}", f"zl{order}"),
                    _AGENCY,
                    "",
                    0,
                    number,
                    self.blanks.get(path, "nothing"),
                )
                if not path[0]:
                    leaf = replace(leaf, code=node.code, path=(name,), slugs=node.slugs)
                made = []
                for one in kept:
                    numbers[one.title] = number
                    if not (first and one.late):
                        made.append((one, number))
                    number += 1
                leaf = replace(leaf, size=len(made))
                papers[leaf.code] = tuple(_document(one, n, leaf) for one, n in made)
                if not first or any(one.late for one in held):
                    leaves.append(leaf)
            if leaves and leaves[0].path == (name,):
                nodes += leaves
            elif leaves:
                nodes.append(replace(node, children=tuple(leaves)))
        linked = {
            code: tuple(replace(one, text=_linked(one.text or "", numbers)) for one in documents)
            for code, documents in papers.items()
        }
        return PlannedSite(1, tuple(nodes), papers=linked)

    def serving(self) -> Fault:
        """What the portal does beyond its family: links between papers, addresses that fail, the front page."""
        unusual = {one.title: one.answer for held in self.columns.values() for one in held if one.answer}

        def answer(scene: Scene, make: Make) -> Answer:
            document = scene.spot.document
            special = unusual.get(document.title, "") if document else ""
            if scene.asked.path == "/":
                return page(self._front(scene))
            if special == "file_gone" and scene.spot.role == "file":
                return Answer(404, b"<html><title>404</title></html>")
            if scene.spot.role == "page" and special in ("gone", "home", "moved"):
                where = "/" if special == "home" else f"/moved{scene.asked.path}"
                return Answer(404, b"<html><title>404</title></html>") if special == "gone" else _to(where)
            whole = make()
            if self.openness:
                body = whole.body.replace("政务公开</a>".encode(), f"{self.openness}</a>".encode())
                whole = replace(whole, body=body.replace('"政务公开"'.encode(), f'"{self.openness}"'.encode()))
            return replace(whole, body=_LINK.sub(lambda found: _path(scene, int(found[1])), whole.body))

        return Fault("planted", "what the ground holds", True, answer=answer)

    def _front(self, scene: Scene) -> str:
        portal = scene.portal
        links = "".join(f'<li><a href="{portal.entrance}">{escape(word)}</a></li>' for word in self.front)
        links += "".join(f'<li><a href="{portal.column_path(one)}">{one.name}</a></li>' for one in portal.site.columns)
        news = "".join(f"<p>{escape(line)}</p>" for line in prose("首页", 3))
        return frame(
            f"{scene.portal.site.name}", "", f'<ul class="nav"><li><a href="/">首页</a></li>{links}</ul>{news}'
        )


def prose(topic: str, lines: int) -> tuple[str, ...]:
    """Paragraphs that are like no other topic's."""
    start = sum(ord(sign) * place for place, sign in enumerate(topic, 3))
    made = []
    for line in range(lines):
        at = start * (line + 3) + line * 7
        made.append(
            f"{'一二三四五六七八九'[line % 9]}、围绕{topic}，在{_WHERE[at % 10]}开展{_WORK[at // 10 % 10]}，"
            f"共{at % 83 + 12}次，由专人负责{_WORK[at // 7 % 10]}，第{at % 9 + 1}组当日汇总情况并向分管人员说明。"
        )
    return tuple(made)


def noted(ground: Ground, node: str, leaf: str) -> None:
    """A column in which nothing but a note stands that says all it must."""
    ground.paper(
        node,
        leaf,
        f"关于{leaf}栏目的情况说明",
        "2026-11-06",
        f"情况说明：截至2026年11月6日，本单位未发生{leaf}相关业务，本栏目暂无应公开的信息。特此说明。",
        ">临江区民政局",
        ">2026年11月6日",
        by="民政局",
    )


def next_workday(day: date, days: int = 3) -> date:
    """A weekday a few days later."""
    later = day + timedelta(days)
    return later + timedelta(max(0, 7 - later.weekday()) if later.weekday() > 4 else 0)


def _day(day: date | str) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day


def _document(paper: Paper, number: int, column: Column) -> Document:
    return Document(
        number,
        column,
        paper.title,
        paper.published,
        paper.written,
        paper.number,
        f"11990106MB{column.code:06d}X/{paper.published.year}-{number % 100_000:05d}",
        paper.publisher,
        None,
        paper.files,
        (),
        "".join(_paragraph(line) for line in paper.lines) if paper.html is None else paper.html,
        paper.header,
        paper.file_text,
    )


def _paragraph(line: str) -> str:
    if line.startswith("<"):
        return line
    return f'<p style="text-align:right">{line[1:]}</p>' if line.startswith(">") else f"<p>\u3000\u3000{line}</p>"


def _linked(text: str, numbers: Mapping[str, int]) -> str:
    return _NAMED.sub(lambda found: f'<a href="@@{numbers[found[1]]}@@">{found[2]}</a>', text)


def _path(scene: Scene, number: int) -> bytes:
    document = scene.portal.site.document(number)
    return scene.portal.page_path(document).encode() if document else b"/"


def _to(where: str) -> Answer:
    return Answer(301 if where.startswith("/moved") else 302, headers={"Location": where})
