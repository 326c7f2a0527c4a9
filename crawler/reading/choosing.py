"""One value for every field, its source, and what else was said of it."""

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from crawler.reading.article import Article
from crawler.reading.dates import find_dates, read_date
from crawler.reading.document_number import comparable_number, from_text, from_value
from crawler.reading.fields import AttachmentLink, PageFields
from crawler.reading.headline import is_cut, is_site, tidy
from crawler.reading.label import find_labels, openness_of
from crawler.reading.labels_of_fields import field_of, pairs_in
from crawler.reading.signature import Signature
from crawler.reading.stated_dates import Choice, choose_published, choose_written
from crawler.reading.text import SEAM, Line, bare, clean

_GENERIC_SOURCE = re.compile(
    r"^(?:本站|本网|本网站|原创|本站原创|本网原创稿?|网站管理员|管理员|admin|网络|互联网|网络转载|转载|本单位|未知|不详|其他|www\..*"
    r"|https?:.*)$",
    re.I,
)
# Buttons stand behind the last value of a line.
_TOOLS_BEHIND = re.compile(
    r"[\s|｜]+(?:【?\[?(?:我要)?(?:打印|分享|收藏|关闭|复制|下载|纠错|字体|字号|浏览|点击|阅读|保护视力|视力保护|语音).*|[大中小\s]+)$"
)
_VALIDITY = re.compile(r"有效|失效|无效|废止|修改|修订|过期|执行|终止|停止|试行|尚未|^[是否]$")
_ISSUE = re.compile(r"\d{4}年第\d{1,3}[号期]")
_OPENNESS = re.compile(r"主动公开|依申请公开|不予公开|不公开|公开")


@dataclass
class Chosen:
    """Values by field name while a page is being read."""

    values: dict[str, str] = field(default_factory=dict)
    dates: dict[str, date] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def take(self, name: str, candidates: list[tuple[str | None, str]]) -> None:
        """The first value that is there; differing later ones are conflicts."""
        present = [(value, source) for value, source in candidates if value]
        if not present:
            return
        self.values[name], self.sources[name] = present[0]
        self._note(name, [value for value, _ in present[1:]], present[0][0])

    def take_date(self, name: str, value: date | None, source: str | None, others: tuple[date, ...]) -> None:
        """A date that was chosen elsewhere, with the others that were stated for it."""
        if value and source:
            self.dates[name], self.sources[name] = value, source
        if others:
            self.conflicts[name] = tuple(one.isoformat() for one in others)

    def _note(self, name: str, others: list[str], chosen: str) -> None:
        folded = comparable_number if name == "doc_number" else bare
        left = [one for one in others if folded(one) != folded(chosen)]
        if left:
            self.conflicts[name] = tuple(dict.fromkeys([*self.conflicts.get(name, ()), *left]))


def choose_title(chosen: Chosen, article: Article, fields: PageFields, list_title: str | None) -> None:
    """Platform, table, `ArticleTitle`, headline, list. A shortened title gives way to a longer one that begins
    alike.
    """
    listed = tidy(list_title)
    tagged = tidy(article.meta.title)
    if article.headline and tagged and _names_the_site(tagged, article.meta.site):
        tagged = None
    candidates = [
        (tidy(fields.title), "family"),
        (tidy(article.header.value("title")), "header"),
        (tagged, "meta"),
        (tidy(article.headline), "text"),
        (listed if listed and not is_cut(listed) else None, "list"),
        (listed, "list"),
    ]
    present = [(value, source) for value, source in candidates if value]
    if present and is_cut(present[0][0]):
        stem = bare(present[0][0]).rstrip("….·")
        longer = [one for one in present[1:] if bare(one[0]).startswith(stem) and not is_cut(one[0])]
        present = longer[:1] + present if longer else present
    kept = [(value, source) for value, source in present if not is_cut(value) or value == present[0][0]]
    chosen.take("title", [(value, source) for value, source in kept])


def _names_the_site(tagged: str, site: str | None) -> bool:
    """Whether a template gives every page the name of the site as its `ArticleTitle`."""
    return bare(tagged) == bare(site or "") or (is_site(tagged) and "网" in tagged)


def choose_dates(
    chosen: Chosen, article: Article, fields: PageFields, signature: Signature, list_date: date | None
) -> None:
    """Publication, first publication, signing and printing. What a person settled of the page's own labels counts
    before the platform's data."""
    stated = choose_published(
        article.header, article.bare_date, article.meta.published or article.meta.first_published, list_date
    )
    if fields.published and not article.header.is_settled("published"):
        others = tuple(one for one in (stated.value, *stated.others) if one and one != fields.published)
        chosen.take_date("published", fields.published, "family", others)
    elif stated.value:
        chosen.take_date("published", stated.value, stated.source, _with(stated, fields.published))
    else:
        chosen.take_date("published", list_date, "list", ())
    if list_date and chosen.dates.get("published") not in (None, list_date):
        chosen.conflicts["published"] = (*chosen.conflicts.get("published", ()), list_date.isoformat())
    first = fields.first_published or article.meta.first_published
    chosen.take_date("first_published", first, "family" if fields.first_published else "meta", ())
    written = choose_written(article.header, chosen.dates.get("published"), signature.written)
    if fields.written and not article.header.is_settled("written"):
        _written_by_family(chosen, fields.written, signature.written, written.value)
    else:
        chosen.take_date("written", written.value, written.source, _with(written, fields.written))
    issued = read_date(article.header.value("issued"))
    printed = signature.issued
    differs = (printed,) if issued and printed and printed != issued else ()
    chosen.take_date("issued", issued or printed, "header" if issued else "text", differs)


def _with(choice: Choice, platform: date | None) -> tuple[date, ...]:
    """The other dates that were stated, the platform's own among them."""
    more = (platform,) if platform and platform not in (choice.value, *choice.others) else ()
    return (*choice.others, *more)


def _written_by_family(chosen: Chosen, stated: date, signed: date | None, header: date | None) -> None:
    """A platform's 成文日期 that merely copies the publication date gives way to an earlier signature."""
    if signed and stated == chosen.dates.get("published") and signed < stated:
        chosen.take_date("written", signed, "text", (stated,))
        return
    others = tuple(dict.fromkeys(one for one in (header, signed) if one and one != stated))
    chosen.take_date("written", stated, "family", others)


def choose_texts(chosen: Chosen, article: Article, fields: PageFields, attachments: tuple[AttachmentLink, ...]) -> None:
    """Document number, index number, publisher, topic, validity."""
    header = article.header
    above = [part for line in article.above[-12:] if line.linked < 0.5 for part in _parts_of(line)]
    names = [one.name for one in attachments]
    title = chosen.values.get("title")
    in_text = from_text(title, above, article.text, names, article.tabled)
    numbers = [
        (from_value(fields.doc_number), "family"),
        (_unlike(from_value(header.value("doc_number")), header.value("index_number")), "header"),
        (in_text, "text"),
        # The header's own line stands above the text: what the document says of itself is asked for apart.
        (from_text(title, (), article.text, names, article.tabled), "text"),
    ]
    chosen.take("doc_number", numbers)
    index = header.value("index_number")
    chosen.take(
        "index_number",
        [
            (fields.index_number, "family"),
            (index if index and re.search(r"\d", index) and len(index) <= 60 else None, "header"),
        ],
    )
    publishers = [
        (fields.publisher, "family"),
        (_named(header.value("publisher")), "header"),
        (_named(article.meta.source), "meta"),
    ]
    publishers += [(_named(other), "header") for other in header.others.get("publisher", ())]
    publishers.append((_issue_of_gazette(article.breadcrumb), "text"))
    chosen.take("publisher", publishers)
    chosen.take("topic", [(fields.topic, "family"), (header.value("topic"), "header")])
    valid = header.value("validity")
    chosen.take(
        "validity",
        [
            (fields.validity, "family"),
            (valid if valid and len(valid) <= 16 and _VALIDITY.search(valid) else None, "header"),
        ],
    )


def choose_label(chosen: Chosen, article: Article) -> None:
    """The label printed in the text, else the field of the table; a contradiction between them is a conflict."""
    found = find_labels(article.text)
    stated = article.header.value("openness")
    stated = stated if stated and len(stated) <= 20 and _OPENNESS.search(stated) else None
    if found:
        chosen.values["label"], chosen.sources["label"] = found[0].text, "text"
        others = [one.text for one in found[1:] if one.openness != found[0].openness]
        if stated and openness_of(stated) != found[0].openness:
            others.append(stated)
        if others:
            chosen.conflicts["label"] = tuple(others)
    elif stated:
        chosen.values["label"], chosen.sources["label"] = stated, "header"


def _parts_of(line: Line) -> list[str]:
    """A line above the text; of a byline also its elements: some show the number there without a label."""
    whole = clean(line.text.replace(SEAM, ""))
    dated = any(field_of(pair.label) == "published" for pair in pairs_in(line.text))
    return [whole, *(clean(part) for part in line.text.split(SEAM))] if dated else [whole]


def _issue_of_gazette(breadcrumb: tuple[str, ...]) -> str | None:
    """What a text in a gazette (公报) was taken from: the issue that it stands under."""
    for above, issue in pairwise(breadcrumb):
        if above.endswith("公报") and _ISSUE.fullmatch(issue):
            return f"{above}{issue}"
    return None


def _unlike(number: str | None, index: str | None) -> str | None:
    """A document number; None where the table repeats the index number in its place."""
    return None if number and index and comparable_number(number) == comparable_number(index) else number


def _named(source: str | None) -> str | None:
    """A source that names somebody; 本站 and the like name nobody."""
    if source is None:
        return None
    dated = find_dates(source)
    name = _TOOLS_BEHIND.sub("", source[: dated[0].start] if dated else source).strip(" [【|")
    name = name.removesuffix("]").removesuffix("】") if name.count("[") + name.count("【") == 0 else name
    return None if not name or _GENERIC_SOURCE.match(bare(name)) or len(name) > 60 else name
