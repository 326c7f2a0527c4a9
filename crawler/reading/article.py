"""A page taken apart once: its lines, where the text starts, its header block, its `<meta>` tags, its text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lxml.html import HtmlElement

from crawler.reading.body import Body, ancestors_of, find_body, in_aside, in_footer, text_of
from crawler.reading.breadcrumb import read_breadcrumb
from crawler.reading.dates import find_dates
from crawler.reading.document import Document, parse
from crawler.reading.header_block import UNSETTLED, HeaderBlock, header_lines_of, read_header
from crawler.reading.headline import document_title, shortened, visible_title
from crawler.reading.labels_of_fields import field_of, label_alone, pairs_in
from crawler.reading.meta_tags import MetaTags, read_meta_tags
from crawler.reading.text import SEAM, Line, bare, clean, lines, tabled
from inspection.portal_notes import BARE_DATE

_OTHER_DATE = re.compile(
    r"有效期|截止|截至|更新|生成|今天|今日|成文|印发|实施|施行|失效|废止|生效|签发|访问|浏览人|备案|报名|有效"
    r"|(?:录入|修改|编辑|审核|创建|制发|形成)(?:时间|日期)"
)
_CLOCK = re.compile(
    r"\d{1,2}\s*[:：∶时]\s*\d{1,2}(?:\s*[:：∶分]\s*\d{1,2})?\s*[分秒]?|星期[一二三四五六日天]|上午|下午"
)
_TOOL_WORDS = re.compile(
    r"字体|字号|大小|打印|分享到?|收藏|关闭|视力保护色|浏览|阅读|默认|超大|来源|本页|窗口|微信|微博|A[+-]?|Aa|[大中小特]|[\s【】\[\]（）()：:|｜+\-]"
)
_HOURS = re.compile(r"\d{1,2}\s*[:：∶]\s*\d{2}")
_PARAGRAPH = 60
_HEAD_IN_BODY = 40
_ADDRESSEES = re.compile(r"[：:]\s*$")
_LONGEST_BARE = 60
_COLUMN_NAME = 10
_TITLE_LINES = 4

_COUNTER = re.compile(r"(?:浏览|点击|阅读|访问)(?:次数|量|数|率)?[:：]$")


@dataclass(frozen=True)
class Article:
    """`above` are the lines between the top of the page and its text, nearest last; `text` the body as plain text;
    `head` the lines that the header was read from; `tabled` what only rows of tables say, without blanks; `own` the
    platform's own text as a tree, None where there is none or it is plain."""

    document: Document
    lines: list[Line]
    above: list[Line]
    header: HeaderBlock
    meta: MetaTags
    body: Body | None
    text: str
    page_title: str | None
    headline: str | None
    bare_date: date | None
    breadcrumb: tuple[str, ...]
    columns: tuple[str, ...]
    head: list[Line]
    tabled: frozenset[str]
    own: Document | None = None

    @property
    def text_element(self) -> HtmlElement | None:
        """The element that holds the text: the platform's own, else the page's."""
        if self.own is not None:
            return self.own.root
        return self.body.element if self.body is not None else None


def take_apart(
    document: Document, body_html: str | None, list_title: str | None, meanings: Mapping[str, str] = UNSETTLED
) -> Article:
    """Everything that the fields are chosen from. `body_html` is the text as the platform's own data has it, `meanings`
    as in `read_header`."""
    root = document.root
    meta = read_meta_tags(root)
    body = find_body(root)
    every = header_lines_of(root)
    inside = set(body.element.iter()) if body else set()
    kept = [line for line in every if not in_footer(line.block)]
    in_body = [line for line in kept if line.block in inside]
    start = in_body[0].order if in_body else (kept[-1].order + 1 if kept else 0)
    outside = [line for line in kept if line.block not in inside and not (line.linked > 0.5 and in_aside(line.block))]
    head = _head_of_body(in_body)
    if body is not None and not body.editor:
        outside = sorted([*outside, *head], key=lambda line: line.order)
        start = head[-1].order + 1 if head else start
    header = read_header(outside, start, meanings)
    looked_at = outside
    if not header.complete:
        with_head = sorted({line.order: line for line in [*outside, *head]}.values(), key=lambda one: one.order)
        other = read_header(with_head, start, meanings)
        header, looked_at = (other, with_head) if other.complete else (header, looked_at)
    above = [line for line in outside if line.order < start]
    page_title = document_title(root)
    breadcrumb = read_breadcrumb(root)
    columns = tuple(name for name in (meta.column, *breadcrumb) if name and len(name) <= _COLUMN_NAME)
    headline = visible_title(root, above[-25:], page_title, columns) or shortened(page_title, columns)
    title = header.value("title") or meta.title or headline or list_title
    own = lines_of_html(body_html) if body_html is not None else None
    text = _text(body, body_html, own, title)
    bare_date = _bare_date(above, title)
    if meanings.get(BARE_DATE) is not None:
        header, bare_date = _settled(header, bare_date, meanings[BARE_DATE]), None
    return Article(
        document,
        kept,
        above,
        header,
        meta,
        body,
        text,
        page_title,
        headline,
        bare_date,
        breadcrumb,
        columns,
        looked_at,
        tabled(lines(own.root, cells=True), own.root) if own is not None else tabled(kept, root),
        own,
    )


def _settled(header: HeaderBlock, bare_date: date | None, name: str) -> HeaderBlock:
    """The header with the date that has no label, where a person said which field it is."""
    return header.settling(name, BARE_DATE, bare_date.isoformat()) if bare_date and name else header


def lines_of_html(body_html: str) -> Document | None:
    """The platform's own text as a tree; None where it is plain text."""
    return parse(f"<div>{body_html}</div>") if "<" in body_html else None


def _head_of_body(in_body: Sequence[Line]) -> list[Line]:
    """The lines of a box before its first paragraph: template boxes include headline and byline."""
    head: list[Line] = []
    for line in in_body[:_HEAD_IN_BODY]:
        paragraph = len(line.text) >= _PARAGRAPH or "。" in line.text or _ADDRESSEES.search(line.text)
        cell = any(one.tag == "td" for one in ancestors_of(line.block))
        if paragraph and not cell and not label_alone(line.text) and not pairs_in(line.text):
            break
        head.append(line)
    return head


def _text(body: Body | None, body_html: str | None, own: Document | None, title: str | None) -> str:
    if body_html is not None:
        if own is None:
            return "\n".join(line for line in (clean(one) for one in body_html.split("\n")) if line)
        return text_of(Body(own.root, known=True, editor=True))
    if body is None:
        return ""
    rows = text_of(body).split("\n")
    while rows and _before_text(rows[0], None if body.editor else title):
        rows.pop(0)
    return "\n".join(rows)


def _is_of_header(row: str) -> bool:
    """Whether a row is one of several labels and values of the block above the text, the last of which may be blank."""
    pairs = pairs_in(row)
    return len(row) <= 150 and len(pairs) > 1 and pairs[0].start == 0 and all(field_of(one.label) for one in pairs)


def _before_text(row: str, title: str | None) -> bool:
    if title and bare(row) == bare(title):
        return True
    pairs = pairs_in(row)
    fields = {field_of(pair.label) for pair in pairs}
    # A row that ends in a colon names the addressees, unless what stands there is a counter that a script would fill.
    addressing = row.endswith(("：", ":")) and not _COUNTER.search(row)
    if len(row) <= 150 and fields & {"published", "publisher", "index_number", "sent"} and not addressing:
        return True
    if _TOOL_WORDS.sub("", row) == "" or (title is not None and _is_of_header(row)):
        return True
    # A sentence is of the text, however short.
    return title is not None and bool(find_dates(row)) and len(row) <= 30 and not row.endswith("。")


def _places_of(above: Sequence[Line], wanted: str) -> list[int]:
    """The lines that hold a title, or the last one of those over which it is spread."""
    words = [bare(line.text) for line in above]
    whole = [index for index, word in enumerate(words) if wanted and wanted in word]
    if whole or not wanted:
        return whole
    ends = (range(first + 2, min(first + _TITLE_LINES, len(words)) + 1) for first in range(len(words)))
    return [end - 1 for first, spans in enumerate(ends) for end in spans if "".join(words[first:end]) == wanted]


def _bare_date(above: Sequence[Line], title: str | None) -> date | None:
    """A date without a label in the line under the headline."""
    wanted = bare(title or "")
    places = _places_of(above, wanted)
    near = above[places[-1] :][:14] if places and len(above) - places[-1] <= 40 else above[-8:]
    for line in near:
        text = clean(line.text.replace(SEAM, ""))
        if not places and _HOURS.search(text) is None:
            # Without the headline as a landmark, a day alone may be today's date in the banner.
            continue
        values = {found.value for found in find_dates(text)}
        if line.linked > 0.5 or len(values) != 1 or _OTHER_DATE.search(text):
            continue
        if any(
            field_of(pair.label) in {"published", "written", "issued", "sent", "title"} for pair in pairs_in(line.text)
        ):
            continue
        found = find_dates(text)[0]
        rest = _CLOCK.sub("", text[: found.start] + text[found.end :])
        if (
            len(bare(rest)) <= _LONGEST_BARE
            and bare(rest) != wanted
            and not re.search(r"[。；]", rest)
            and len(bare(text[: found.start])) <= 30
        ):
            return found.value
    return None
