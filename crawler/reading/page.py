"""Reading one stored answer: bytes in, `PageReading` out. No network, no clock."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urljoin, urlsplit

from crawler.reading.article import Article, take_apart
from crawler.reading.attachments import count_images, read_attachments
from crawler.reading.body import count_signs
from crawler.reading.charset import Decoded, decode
from crawler.reading.choosing import Chosen, choose_dates, choose_label, choose_texts, choose_title
from crawler.reading.cut_off import is_cut_off
from crawler.reading.dates import read_date
from crawler.reading.document import Redirect, address_base, parse
from crawler.reading.fields import AttachmentLink, PageFields
from crawler.reading.header_block import UNSETTLED
from crawler.reading.kinds import (
    has_byline,
    has_list_data,
    is_challenge,
    is_file,
    is_soft_404,
    kind_of_data,
    kind_of_page,
    leads_home,
    refresh_target,
    refused_or_broken,
)
from crawler.reading.leads_elsewhere import address_instead_of_text
from crawler.reading.nature import is_classified, is_forwarded, is_note
from crawler.reading.not_shown import (
    asks_for_login,
    filled_by_script,
    is_unfilled,
    sent_home_by_script,
    shows_otherwise,
    tests_by_cookie,
)
from crawler.reading.reading import PageReading
from crawler.reading.record import read_record
from crawler.reading.signature import has_addressees, read_signature
from crawler.reading.text import bare
from inspection.types.portal import PageState

_TINY_ANSWER = 16
_NO_SIGNS = " \t\r\n\x0b\x0c\x00\xa0\u3000\ufeff"
_NO_TEXT = 20


def read_page(
    body: bytes,
    *,
    url: str,
    content_type: str | None = None,
    family_fields: PageFields | None = None,
    list_title: str | None = None,
    list_date: date | None = None,
    meanings: Mapping[str, str] = UNSETTLED,
) -> PageReading:
    """What an answer says, whatever it is: nothing raises for content.

    Fields come from the platform's own data (`family_fields`), then the visible header block, then `<meta>` tags, then
    the text, then the list that named the page (`list_title`, `list_date`). An empty answer is `failed`; one of a few
    bytes is `protected`, as firewalls send them with status 200: neither shows that a page is gone. A page that only
    scripts would fill is `unread`. `meanings` are the fields ('' for none) of the labels that a person settled for the
    portal; what stands behind them comes before all else.
    """
    own = family_fields is not None and not family_fields.of_row
    if not own and is_file(body):
        return PageReading(kind="error", url=url, state="unread", encoding="binary")
    decoded = decode(body, content_type)
    shown = decoded.text.strip(_NO_SIGNS)
    if not own:
        if not shown:
            return _no_page(url, decoded, "failed")
        if len(shown) <= _TINY_ANSWER:
            return _no_page(url, decoded, "protected")
        data = kind_of_data(decoded.text)
        record = read_record(decoded.text) if data is not None and data.kind == "page" else None
        if record is not None:
            family_fields, own = record, True
        elif data is not None:
            return PageReading(
                kind=data.kind, url=url, state=data.state, encoding=decoded.encoding, doubtful=decoded.doubtful
            )
    document = parse(decoded.text)
    if document is None or (own and kind_of_data(decoded.text) is not None):
        document = parse(f"<div><pre>{'' if own else decoded.text}</pre></div>")
    if document is None:
        return _no_page(url, decoded, "failed")
    fields = family_fields or PageFields()
    article = take_apart(document, fields.body_html, list_title, meanings)
    stopped = _stopped(article, decoded, url, has_fields=own)
    if stopped is not None:
        return stopped
    if not own and is_cut_off(decoded.text):
        return _no_page(url, decoded, "failed")
    return _page(article, decoded, url, fields, list_title, list_date, has_fields=own)


def _no_page(url: str, decoded: Decoded, state: PageState) -> PageReading:
    return PageReading(kind="error", url=url, state=state, encoding=decoded.encoding, doubtful=decoded.doubtful)


def _has_article(article: Article, *, has_fields: bool) -> bool:
    return has_fields or bool(article.meta.title or article.meta.published) or article.header.complete


def _is_dated_text(article: Article) -> bool:
    """A text in an editor field under a line that says when it was published."""
    published = read_date(article.header.value("published")) or article.bare_date
    return published is not None and article.body is not None and article.body.editor and bool(article.text)


def _stopped(article: Article, decoded: Decoded, url: str, *, has_fields: bool) -> PageReading | None:
    """Answers that are no page: a firewall's test, a page that says it is gone, a way home."""
    if has_fields:
        return None
    shown = article.lines
    signs = sum(count_signs(line.text) for line in shown)
    if is_challenge(decoded.text, signs):
        return _no_page(url, decoded, "protected")
    refresh = refresh_target(article.document.root)
    has_article = _has_article(article, has_fields=False)
    if refresh is not None and signs < 200 and not has_article and leads_home(refresh):
        return _no_page(url, decoded, "soft_404")
    stated = has_article or _is_dated_text(article)
    if is_soft_404(article.page_title, article.headline, shown, has_article=stated):
        return _no_page(url, decoded, "soft_404")
    refused = None if stated else refused_or_broken(article.page_title, shown)
    if refused is not None:
        return _no_page(url, decoded, refused)
    if not stated and asks_for_login(article.document, article.lines, article.page_title, article.headline, refresh):
        return _no_page(url, decoded, "login")
    if not stated and tests_by_cookie(article.document, signs):
        return _no_page(url, decoded, "protected")
    if not stated and sent_home_by_script(article.document, signs):
        return _no_page(url, decoded, "soft_404")
    if signs == 0 and article.body is None and not article.document.redirects and refresh is None:
        if has_list_data(article.document):
            return None
        if next(article.document.root.iter("img", "iframe", "embed", "frame"), None) is not None:
            return None
        return _no_page(url, decoded, "unread" if article.document.scripts else "failed")
    return None


def _page(
    article: Article,
    decoded: Decoded,
    url: str,
    fields: PageFields,
    list_title: str | None,
    list_date: date | None,
    *,
    has_fields: bool,
) -> PageReading:
    chosen = Chosen()
    choose_title(chosen, article, fields, list_title)
    if is_classified(chosen.values.get("title"), article.text):
        return _sealed(url, decoded, chosen)
    root = article.document.root
    base = address_base(root, url)
    attachments, images = _carried(article, fields, base)
    signature = read_signature(article.text, article.tabled)
    choose_dates(chosen, article, fields, signature, list_date)
    choose_texts(chosen, article, fields, attachments)
    choose_label(chosen, article)
    values, text = chosen.values, article.text
    external = None
    if not attachments and not images:
        refresh = None if has_fields else refresh_target(article.document.root)
        external = address_instead_of_text(text, _redirects(article), refresh, url, base)
    signs = count_signs(text)
    breadcrumb = article.breadcrumb
    dated = "published" in chosen.dates and chosen.sources["published"] != "list"
    kind = kind_of_page(
        article.document,
        article.lines,
        has_article=external is not None or _has_article(article, has_fields=has_fields or fields.of_row),
        page_type=article.meta.page_type,
        dated=dated,
        byline=has_byline(article.lines, (values.get("title"), article.headline), article.columns),
        named_as_column=_named_as_column(values.get("title"), breadcrumb, article.meta.column),
        editor=article.body is not None and article.body.editor and signs > 0,
        body_signs=signs,
        many=article.header.many,
    )
    nothing = kind == "page" and external is None and not has_fields and not (signs or images or attachments)
    stated = _has_article(article, has_fields=False) or dated
    if nothing and (not stated or is_unfilled(root) or shows_otherwise(root) or filled_by_script(article.document)):
        return _no_page(url, decoded, "unread")
    if kind != "page":
        # Dates, numbers and names on a list belong to its rows; its text may still be an explanatory note.
        title = _name_of_list(article) or values.get("title")
        source = "meta" if title == article.meta.column else chosen.sources.get("title", "text")
        chosen = Chosen(values={"title": title}, sources={"title": source}) if title else Chosen()
        values = chosen.values
    return PageReading(
        kind=kind,
        url=url,
        state="external" if external else "ok",
        title=values.get("title"),
        published=chosen.dates.get("published"),
        first_published=chosen.dates.get("first_published"),
        written=chosen.dates.get("written"),
        issued=chosen.dates.get("issued"),
        doc_number=values.get("doc_number"),
        index_number=values.get("index_number"),
        publisher=values.get("publisher"),
        topic=values.get("topic"),
        validity=values.get("validity"),
        label=values.get("label"),
        body=text,
        body_chars=signs,
        images=images,
        attachments=attachments,
        breadcrumb=breadcrumb,
        note=is_note(values.get("title"), text, len(attachments), values.get("doc_number")),
        forwarded=is_forwarded(values.get("title"), article.meta.source or values.get("publisher")),
        official=bool(values.get("doc_number")) and (has_addressees(text) or bool(signature.signer)),
        external=external,
        encoding=decoded.encoding,
        doubtful=decoded.doubtful,
        sources=dict(sorted(chosen.sources.items())),
        conflicts=dict(sorted(chosen.conflicts.items())),
        article=article,
    )


def _name_of_list(article: Article) -> str | None:
    """What a list is called: its column's tag, unless only the end of the breadcrumb is in the page's title too: some
    tags name the column above.
    """
    here, tagged = (article.breadcrumb[-1] if article.breadcrumb else None), article.meta.column
    whole = bare(article.page_title or "")
    titled = [name for name in (tagged, here) if name and bare(name) in whole]
    return titled[0] if titled else tagged


def _named_as_column(title: str | None, breadcrumb: tuple[str, ...], column: str | None) -> bool:
    names = {name for name in (column, breadcrumb[-1] if breadcrumb else None) if name}
    return title is not None and title in names


def _sealed(url: str, decoded: Decoded, chosen: Chosen) -> PageReading:
    return PageReading(
        kind="page",
        url=url,
        state="sealed",
        title=chosen.values.get("title"),
        encoding=decoded.encoding,
        doubtful=decoded.doubtful,
        sources={"title": chosen.sources["title"]} if "title" in chosen.sources else {},
    )


def _carried(article: Article, fields: PageFields, url: str) -> tuple[tuple[AttachmentLink, ...], int]:
    """Attachments and pictures: of the platform's own text where there is one, else of the page."""
    tree = article.own
    if fields.body_html is not None:
        found = read_attachments(tree.root, tree.root, url, tree.scripts) if tree else ()
        images = count_images(tree.root) if tree else 0
    else:
        element = article.body.element if article.body else None
        found = read_attachments(article.document.root, element, url, article.document.scripts)
        images = count_images(element) if element is not None else 0
    own = fields.attachments or ()
    known = {_path_of(urljoin(url, one.url)) for one in own}
    return (*own, *(one for one in found if _path_of(one.url) not in known)), images


def _path_of(address: str) -> str:
    """An address without scheme and host: platforms name another host for the same file than the text does."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def _redirects(article: Article) -> list[Redirect]:
    """Scripts inside the text that send the reader away; any script where the page shows hardly any text."""
    if article.own is not None:
        return list(article.own.redirects)
    if article.body is None or sum(count_signs(line.text) for line in article.lines) < _NO_TEXT:
        return list(article.document.redirects)
    inside = set(article.body.element.iter())
    return [one for one in article.document.redirects if one.place in inside]
