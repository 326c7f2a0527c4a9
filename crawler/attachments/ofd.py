"""OFD, the national layout format (GB/T 33190): the text codes of every page in order, joined to lines by place."""

import posixpath
from dataclasses import dataclass, field

from lxml import etree

from crawler.attachments.archive_parts import Parts, xml_tree
from crawler.attachments.outcome import Content, FileLimits, NotReadError, broken, too_large

_WHAT = "OFD 文件"
# Two texts stand in one line where their heights differ by less than this share of the letters' size.
_ONE_LINE = 0.5
_USUAL_SIZE = 4.0
_FEW_SIGNS = 25


@dataclass
class _Line:
    """A line while it is put together. Places are millimetres from the page's top left."""

    pieces: list[str] = field(default_factory=list)
    y: float = 0.0
    x: float = 0.0


@dataclass
class _Reading:
    """What was read so far. `templates` are those whose text was taken already: they repeat on every page."""

    texts: list[str] = field(default_factory=list)
    templates: set[str] = field(default_factory=set)
    pictured: int = 0
    chars: int = 0


def read_ofd(body: bytes, limits: FileLimits) -> Content:
    """The text of all pages of all documents in the file."""
    parts = Parts(body, limits, _WHAT)
    entry = parts.part("OFD.xml")
    if entry is None:
        raise broken(_WHAT)
    reading = _Reading()
    for root in xml_tree(entry, _WHAT, limits).iter("{*}DocRoot"):
        _read_document(parts, _joined("", root.text), reading, limits)
    count = len(reading.texts)
    text = "\n".join(one for one in reading.texts if one)
    if reading.pictured and reading.pictured + sum(not one for one in reading.texts) >= count:
        raise NotReadError("scanned", "扫描件：各页都是图片，没有文字", count)
    if not text:
        raise NotReadError("empty", "OFD 各页没有文字", count)
    unread = f"{count} 页中有 {reading.pictured} 页是图片，未读取" if reading.pictured else None
    return Content(text, count, tuple(reading.texts), unread)


def _read_document(parts: Parts, path: str, reading: _Reading, limits: FileLimits) -> None:
    contents = parts.part(path)
    if contents is None:
        raise _missing(parts)
    root = xml_tree(contents, _WHAT, limits)
    folder = posixpath.dirname(path)
    templates = {one.get("ID"): one.get("BaseLoc") for one in root.iter("{*}TemplatePage")}
    pages = [one for holder in root.iter("{*}Pages") for one in holder.iterchildren("{*}Page")]
    if len(reading.texts) + len(pages) > limits.pages:
        raise too_large(f"OFD 超过 {limits.pages} 页，未读取")
    if not pages:
        raise broken(_WHAT)
    for page in pages:
        drawn = parts.part(_joined(folder, page.get("BaseLoc")))
        if drawn is None:
            raise _missing(parts)
        tree = xml_tree(drawn, _WHAT, limits)
        shown = []
        for used in tree.iter("{*}Template"):
            place = _joined(folder, templates.get(used.get("TemplateID")))
            template = parts.part(place) if place not in reading.templates else None
            reading.templates.add(place)
            if template is not None:
                shown.append(_text(xml_tree(template, _WHAT, limits)))
        shown.append(_text(tree))
        text = "\n".join(one for one in shown if one)
        reading.chars += len(text)
        if reading.chars > limits.chars:
            raise too_large("文件文字过多，超过读取限度，未读取")
        few = sum(not sign.isspace() for sign in text) < _FEW_SIGNS
        reading.pictured += few and next(tree.iter("{*}ImageObject"), None) is not None
        reading.texts.append(text)


def _missing(parts: Parts) -> NotReadError:
    if any("encrypt" in name for name in parts.names()):
        return NotReadError("encrypted", "OFD 文件已加密，无法读取")
    return broken(_WHAT)


def _joined(folder: str, place: str | None) -> str:
    """Where a part is: from the root with a leading slash, else from the folder of the part that names it."""
    stated = (place or "").strip().replace("\\", "/")
    return posixpath.normpath(stated if stated.startswith("/") else posixpath.join(folder, stated)).lstrip("/")


def _text(tree: etree._Element) -> str:
    lines: list[str] = []
    line = _Line()
    for one in tree.iter("{*}TextObject"):
        box = _numbers(one.get("Boundary"))
        left, top = (box[0], box[1]) if len(box) > 1 else (0.0, 0.0)
        size = next(iter(_numbers(one.get("Size"))), _USUAL_SIZE) or _USUAL_SIZE
        for code in one.iter("{*}TextCode"):
            x = left + next(iter(_numbers(code.get("X"))), 0.0)
            y = top + next(iter(_numbers(code.get("Y"))), 0.0)
            if line.pieces and (abs(y - line.y) > _ONE_LINE * size or x < line.x):
                lines.append("".join(line.pieces).strip())
                line = _Line()
            line.pieces.append("".join(map(str, code.itertext())).strip("\r\n"))
            line.x, line.y = x, y
    lines.append("".join(line.pieces).strip())
    return "\n".join(one for one in lines if one)


def _numbers(text: str | None) -> list[float]:
    try:
        return [float(one) for one in (text or "").split()[:4]]
    except ValueError:
        return []
