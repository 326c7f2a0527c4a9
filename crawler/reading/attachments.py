"""Files and pictures that a page carries. Their bytes are not read here."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from pathlib import PurePosixPath
from urllib.parse import parse_qs, unquote, urldefrag, urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.reading.body import ancestors_of, in_aside, in_footer, names_of
from crawler.reading.fields import AttachmentLink
from crawler.reading.scripted_files import behind_viewer, in_attributes, is_template, quoted, shown_by
from crawler.reading.text import bare, clean, whole_text

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
_SAYS_DOWNLOAD = re.compile(
    r"[【\[（(]?(?:点击|立即|附件)?(?:下载|附件|查看|点击下载|附件下载|预览|在线预览)[】\]）)]?"
)
_SHOWING = ("iframe", "embed", "object", "param")
_SHORT_ROW = 300
_ARTICLE_LEVELS = 5
_SMALLEST_PICTURE = 40
# Pages of a portal share their class names.
_NAMES = 4_096


def read_attachments(
    root: HtmlElement, body: HtmlElement | None, url: str, scripts: Sequence[str] = ()
) -> tuple[AttachmentLink, ...]:
    """Files linked from the text or from the boxes around it, shown in the page by a viewer, or given to one by the
    page's `scripts`: each address once; an 附件 heading without links gives none.

    Links that nobody can see (no text, no picture) are left out.
    """
    found: dict[str, AttachmentLink] = {}
    for link in _candidates(root, body):
        one = _attachment(link, body, url)
        if one and one.url not in found:
            found[one.url] = one
    for one in (*_embedded(root, url), *_shown(scripts, url)):
        found.setdefault(one.url, one)
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
    path = path.split("?")[0]
    hit = _EXTENSION.search(unquote(path).strip()) or _EXTENSION.search(unquote(path.split("#")[0]).strip())
    found = hit.group(1).lower() if hit else None
    return found if found in EXTENSIONS or found in _PICTURES else None


def _candidates(root: HtmlElement, body: HtmlElement | None) -> Iterator[HtmlElement]:
    article = body if body is not None else root
    for one in list(ancestors_of(article))[:_ARTICLE_LEVELS]:
        if one.tag in {"body", "html"} or _has_side(one, article):
            break
        article = one
    leading = [one for one in root.iter() if _leads(one)]
    inside = set(article.iter())
    before = _links_before(root, body, leading)
    for link in leading:
        near = list(ancestors_of(link))[:5]
        boxed = any(_of_files(one.get("class"), one.get("id")) for one in near)
        own = link in inside and (link not in before or any(_NAMES_FILES.search(_beside(one)) for one in near[:4]))
        if (own or boxed) and not in_footer(link) and not in_aside(link):
            yield link


@lru_cache(maxsize=_NAMES)
def _of_files(classes: str | None, name: str | None) -> bool:
    return any(_BOX.search(one) for one in [*(classes or "").split(), *(name or "").split()])


def _leads(element: HtmlElement) -> bool:
    """Whether an element is a link, or one that a script follows when it is pressed."""
    return element.tag == "a" or (isinstance(element.tag, str) and element.tag not in _SHOWING and _pressed(element))


def _has_side(box: HtmlElement, article: HtmlElement) -> bool:
    """Whether a box holds a side column beside the article: what is linked there belongs to the site."""
    return any(child is not article and any(_SIDE.search(name) for name in names_of(child)) for child in box)


def _links_before(root: HtmlElement, body: HtmlElement | None, leading: Sequence[HtmlElement]) -> set[HtmlElement]:
    """Those of the leading elements that stand before the text."""
    before = set(takewhile(lambda one: one is not body, root.iter())) if body is not None else set()
    return before.intersection(leading)


def _beside(element: HtmlElement) -> str:
    """The text of an element and of the cell before it, where they are short."""
    previous = element.getprevious()
    parts = [element, previous] if previous is not None and isinstance(previous.tag, str) else [element]
    text = "".join(whole_text(part) for part in parts)
    return text if len(text) <= _SHORT_ROW else ""


def _attachment(link: HtmlElement, body: HtmlElement | None, url: str) -> AttachmentLink | None:
    absolute, called = _address(link, url)
    if not absolute:
        return None
    shown = clean("".join(link.itertext())) or clean(link.get("value") or "")
    stated = clean(link.get("download") or "") or clean(link.get("textvalue") or "") or called
    name = shown or clean(link.get("title") or "") or clean(link.get("alt") or "")
    if not shown and link.find(".//img") is None and not link.get("alt"):
        return None
    extension = extension_of(absolute) or _parameter_extension(absolute) or extension_of(stated) or extension_of(name)
    marked = any(_MARKED.search(word) for word in names_of(link)) or link.get("appendix") == "true"
    file = extension in EXTENSIONS or marked or (_downloads(absolute) and bool(extension or stated))
    picture = extension in _PICTURES and _in_box(link, body) and link.find(".//img") is None
    if not file and not picture:
        return None
    if extension is None:
        extension = extension_of(link.get("alt") or "") or extension_of(link.get("title") or "")
    if _SAYS_DOWNLOAD.fullmatch(bare(name)):
        name = stated or clean(link.get("title") or "") or _file_name(absolute)
    return AttachmentLink(absolute, name or stated or _file_name(absolute), extension)


def _address(link: HtmlElement, url: str) -> tuple[str | None, str]:
    """Where a link or a script behind it leads, and what the script calls the file."""
    absolute = _absolute(url, (link.get("href") or "").strip())
    if absolute and (_is_file(absolute) or not _pressed(link)):
        return absolute, ""
    return _scripted(link, url) or (absolute, "")


def _pressed(link: HtmlElement) -> bool:
    return link.get("onclick") is not None or next(in_attributes(link.items()), None) is not None


def _scripted(element: HtmlElement, url: str) -> tuple[str, str] | None:
    """The file that an element's script fetches, and its name there: downloadFile('/a/1.pdf', '办法.pdf')."""
    href = element.get("href") or ""
    script = f"{element.get('onclick') or ''};{href if href.lower().startswith('javascript:') else ''}"
    texts = quoted(script)
    for text in (*texts, *in_attributes(element.items())):
        absolute = None if is_template(text) else _absolute(url, text)
        # Bare words with an extension are names of files, addresses have a folder.
        if absolute and "/" in text and (_is_file(text) or _is_file(absolute)):
            other = next((one for one in texts if one != text and "/" not in one and extension_of(one)), "")
            return absolute, clean(other)
    return None


def _is_file(address: str) -> bool:
    return extension_of(address) in EXTENSIONS or (_downloads(address) and _parameter_extension(address) in EXTENSIONS)


def _downloads(address: str) -> bool:
    """Whether an address is that of a download; a host may be called so for other reasons."""
    return _DOWNLOAD.search(re.sub(r"^\w+://[^/]*", "", address)) is not None


def _in_box(link: HtmlElement, body: HtmlElement | None) -> bool:
    around = [one for one in list(ancestors_of(link))[:4] if one is not body]
    return any(_of_files(one.get("class"), one.get("id")) for one in around)


def _parameter_extension(href: str) -> str | None:
    try:
        values = parse_qs(urlsplit(href).query)
    except ValueError:
        return None
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
    if not href or href.lower().startswith(("#", "javascript:", "mailto:", "tel:", "data:", "blob:")):
        return None
    try:
        joined = urldefrag(behind_viewer(urljoin(url, href)))[0]
        return joined if urlsplit(joined).scheme in {"http", "https", "file", ""} else None
    except ValueError:
        return None


def _embedded(root: HtmlElement, url: str) -> Iterator[AttachmentLink]:
    """Files that the page shows in itself, wherever in its middle the viewer stands."""
    for one in root.iter(*_SHOWING):
        if in_footer(one) or in_aside(one):
            continue
        stated = next(
            (value for key in ("src", "data", "value", "data-src") if (value := (one.get(key) or "").strip())), ""
        )
        absolute = None if is_template(stated) else _absolute(url, stated)
        if absolute is None:
            continue
        typed = "pdf" if "pdf" in (one.get("type") or "").lower() else None
        extension = extension_of(absolute) or _parameter_extension(absolute) or typed
        if extension in EXTENSIONS:
            yield AttachmentLink(absolute, clean(one.get("title") or "") or _file_name(absolute), extension)


def _shown(scripts: Sequence[str], url: str) -> Iterator[AttachmentLink]:
    for stated in shown_by(scripts):
        absolute = None if is_template(stated) else _absolute(url, stated)
        if absolute and extension_of(absolute) in EXTENSIONS:
            yield AttachmentLink(absolute, _file_name(absolute), extension_of(absolute))


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
