"""Files and pictures that a page carries. Their bytes are not read here."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.reading.body import ancestors_of, in_aside, in_footer, names_of
from crawler.reading.fields import AttachmentLink
from crawler.reading.text import bare, clean

EXTENSIONS = frozenset((
    "pdf", "ofd", "doc", "docx", "wps", "xls", "xlsx", "et", "ppt", "pptx", "dps", "rtf", "txt", "csv", "zip",
    "rar", "7z", "ceb",
))  # fmt: skip
_PICTURES = frozenset(("jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp"))
_DOWNLOAD = re.compile(
    r"downfile|/download|downloadfile|filedownload|download\.(?:jsp|do|action)|/attachment/|servlet/down", re.I
)
_MARKED = re.compile(r"nfw-cms-attachment|appendix|attach", re.I)
_BOX = re.compile(r"attach|fujian|^fj|_fj|-fj|gaojian|^files?$|file[-_]?list|annex|download", re.I)
_NAMING_PARAMETERS = ("filename", "fileName", "name", "file", "FileName")
_EXTENSION = re.compile(r"\.([A-Za-z0-9]{2,4})$")
_ICON = re.compile(
    r"icon|filetype|/fileico|emoticon|/face/|blank\.gif|spacer|arrow|loading|dot\.|/share|qrcode|ewm", re.I
)
_SIDE = re.compile(r"^(?:\w+[-_])?(?:left|side|sidebar|sider|nav|menu)(?:[-_]?\w{0,6})$", re.I)
# Before the text only a row that speaks of files names one: 附件下载, 原文.
_NAMES_FILES = re.compile(r"附件|下载|原文|全文|文本")
_SHORT_ROW = 300
_ARTICLE_LEVELS = 5
_SMALLEST_PICTURE = 40


def read_attachments(root: HtmlElement, body: HtmlElement | None, url: str) -> tuple[AttachmentLink, ...]:
    """Files linked from the text or from the boxes around it, each address once; an 附件 heading without links gives
    none.

    Links that nobody can see (no text, no picture) are left out.
    """
    found: dict[str, AttachmentLink] = {}
    for link in _candidates(root, body):
        one = _attachment(link, body, url)
        if one and one.url not in found:
            found[one.url] = one
    for address in _embedded(body if body is not None else root):
        absolute = _absolute(url, address)
        if absolute and absolute not in found:
            found[absolute] = AttachmentLink(absolute, _file_name(absolute), extension_of(absolute))
    return tuple(found.values())


def count_images(body: HtmlElement) -> int:
    """Pictures of the text itself: icons of files, buttons and tracking dots do not count."""
    return sum(1 for image in body.iter("img") if not _is_icon(image))


def extension_of(address: str) -> str | None:
    """The extension of an address or a file name, lower case, None where there is none that files have."""
    try:
        path = urlsplit(address).path if "://" in address or address.startswith(("/", ".")) else address
    except ValueError:
        return None
    hit = _EXTENSION.search(unquote(path.split("?")[0]).strip())
    found = hit.group(1).lower() if hit else None
    return found if found in EXTENSIONS or found in _PICTURES else None


def _candidates(root: HtmlElement, body: HtmlElement | None) -> Iterator[HtmlElement]:
    article = body if body is not None else root
    for one in list(ancestors_of(article))[:_ARTICLE_LEVELS]:
        if one.tag in {"body", "html"} or _has_side(one, article):
            break
        article = one
    inside = set(article.iter("a"))
    before = _links_before(root, body)
    for link in root.iter("a"):
        near = list(ancestors_of(link))[:5]
        boxed = any(_BOX.search(name) for one in near for name in names_of(one))
        named = link not in before or any(_NAMES_FILES.search(_beside(one)) for one in near[:4])
        if ((link in inside and named) or boxed) and not in_footer(link) and not in_aside(link):
            yield link


def _has_side(box: HtmlElement, article: HtmlElement) -> bool:
    """Whether a box holds a side column beside the article: what is linked there belongs to the site."""
    return any(child is not article and any(_SIDE.search(name) for name in names_of(child)) for child in box)


def _links_before(root: HtmlElement, body: HtmlElement | None) -> set[HtmlElement]:
    """Links that stand before the text."""
    found = set()
    for one in root.iter() if body is not None else ():
        if one is body:
            break
        if one.tag == "a":
            found.add(one)
    return found


def _beside(element: HtmlElement) -> str:
    """The text of an element and of the cell before it, where they are short."""
    previous = element.getprevious()
    parts = [element, previous] if previous is not None and isinstance(previous.tag, str) else [element]
    text = "".join("".join(part.itertext()) for part in parts)
    return text if len(text) <= _SHORT_ROW else ""


def _attachment(link: HtmlElement, body: HtmlElement | None, url: str) -> AttachmentLink | None:
    href = (link.get("href") or "").strip()
    absolute = _absolute(url, href)
    if not absolute:
        return None
    shown = clean("".join(link.itertext()))
    stated = clean(link.get("download") or "") or clean(link.get("textvalue") or "")
    name = shown or clean(link.get("title") or "") or clean(link.get("alt") or "")
    if not shown and link.find(".//img") is None and not link.get("alt"):
        return None
    extension = extension_of(href) or _parameter_extension(href) or extension_of(stated) or extension_of(name)
    marked = any(_MARKED.search(word) for word in names_of(link)) or link.get("appendix") == "true"
    file = extension in EXTENSIONS or marked or (_DOWNLOAD.search(href) is not None and bool(extension or stated))
    picture = extension in _PICTURES and _in_box(link, body) and link.find(".//img") is None
    if not file and not picture:
        return None
    if extension is None:
        extension = extension_of(link.get("alt") or "") or extension_of(link.get("title") or "")
    if re.fullmatch(r"[【\[（(]?(?:点击)?(?:下载|附件|查看|点击下载|附件下载)[】\]）)]?", bare(name)):
        name = stated or clean(link.get("title") or "") or _file_name(absolute)
    return AttachmentLink(absolute, name or stated or _file_name(absolute), extension)


def _in_box(link: HtmlElement, body: HtmlElement | None) -> bool:
    around = [one for one in list(ancestors_of(link))[:4] if one is not body]
    return any(_BOX.search(name) for one in around for name in names_of(one))


def _parameter_extension(href: str) -> str | None:
    values = parse_qs(urlsplit(href).query)
    return next(
        (found for key in _NAMING_PARAMETERS for value in values.get(key, []) if (found := extension_of(value))), None
    )


def _file_name(address: str) -> str:
    values = parse_qs(urlsplit(address).query)
    for key in _NAMING_PARAMETERS:
        if values.get(key):
            return clean(values[key][0])
    return unquote(PurePosixPath(urlsplit(address).path).name) or address


def _absolute(url: str, href: str) -> str | None:
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
        return None
    try:
        joined = urljoin(url, href)
        return joined if urlsplit(joined).scheme in {"http", "https", "file", ""} else None
    except ValueError:
        return None


def _embedded(element: HtmlElement) -> Iterator[str]:
    for one in element.iter("iframe", "embed", "object"):
        address = one.get("src") or one.get("data") or ""
        try:
            inner = parse_qs(urlsplit(address).query).get("file", [address])[0]
        except ValueError:
            continue
        if "{{" not in inner and extension_of(inner) in EXTENSIONS:
            yield inner


def _is_icon(image: HtmlElement) -> bool:
    source = image.get("src") or image.get("oldsrc") or ""
    if _ICON.search(source):
        return True
    sizes = [image.get("width") or "", image.get("height") or ""]
    if any(size.strip("px ").isdecimal() and int(size.strip("px ")) <= _SMALLEST_PICTURE for size in sizes):
        return True
    # Editors put a small .gif of the file type in front of a link to the file.
    following = image.getnext()
    return source.lower().endswith(".gif") and following is not None and following.tag == "a"
