"""One file's bytes into its text or its state, in this very process: `reading` has it done in one apart."""

import re

from crawler.attachments.doc import read_doc
from crawler.attachments.docx import read_docx, read_pptx
from crawler.attachments.html import is_exported, read_html, read_text, says_instead
from crawler.attachments.kinds import (
    DAMAGED,
    LOCKED,
    PICTURES,
    fits,
    is_office,
    kind_of,
    name_of,
    opens_web_pages,
    stated_kind,
)
from crawler.attachments.ofd import read_ofd
from crawler.attachments.outcome import Content, FileLimits, FileReading, NotReadError, broken, locked
from crawler.attachments.pdf import read_pdf
from crawler.attachments.rtf import read_rtf
from crawler.attachments.workbook import read_workbook
from crawler.attachments.zip import read_zip
from crawler.reading.attachments import extension_of
from crawler.reading.body import count_signs
from crawler.reading.nature import is_classified
from crawler.reading.text import bare

_SEALED = "文件带有密级或内部资料标识，按规定不保存文字，请线下处理"
_GRADE = re.compile(r"([绝机秘])\s*密|内部(?:资料|文件|材料|参考)")
_UNSUPPORTED = {
    "ppt": "PowerPoint 97-2003 演示文稿（.ppt）暂不能读取", "rar": "RAR 压缩包暂不能读取", "7z": "7z 压缩包暂不能读取",
    "gzip": "GZIP 压缩包暂不能读取", "ceb": "CEB 文件暂不能读取", "mht": "单个文件网页（MHT）暂不能读取",
    "wordml": "Word 2003 XML 文档暂不能读取", "excelml": "Excel 2003 XML 表格暂不能读取",
    "ole": "旧版 WPS 或其他办公软件的格式，暂不能读取", "sqlite": "数据库文件，不读取", "exe": "可执行程序，不读取",
    "mp4": "视频，没有文字可读", "odf": "开放文档格式（ODF）暂不能读取",
}  # fmt: skip
_MARK_ROWS = 6
_FIRST_SIGNS = 400
_ANSWERS = frozenset(("html", "json", "txt", "xml"))


def read_contents(
    body: bytes, *, name: str, extension: str | None, content_type: str | None, limits: FileLimits
) -> FileReading:
    """What the bytes of a file are read as. Unforeseen faults of the libraries may raise."""
    kind = None
    try:
        if is_classified(name, ""):
            return FileReading("sealed", None, reason=_SEALED)
        if not body:
            raise NotReadError("empty", "文件是空的（0 字节）")
        if len(body) > limits.size:
            raise NotReadError("too_large", f"文件超过限度 {limits.size // 1024 // 1024} MB，未读取")
        kind = kind_of(body, limits)
        stated, origin = stated_kind(extension or extension_of(name), content_type)
        label = f"扩展名是 .{stated}" if origin == "name" else f"服务器称是{name_of(stated)}"
        return _read(body, kind, stated, label, content_type, limits)
    except NotReadError as error:
        shown = "ole" if kind in (DAMAGED, LOCKED) else kind
        return FileReading(error.state, shown, sheets=error.sheets, reason=error.reason)


def _read(
    body: bytes, kind: str | None, stated: str | None, label: str, content_type: str | None, limits: FileLimits
) -> FileReading:
    if kind is None:
        known = stated is not None and (is_office(stated) or stated in ("pdf", "ofd", "zip", *PICTURES))
        reason = f"{label}，内容却无法识别（可能已损坏或加密）" if known else "内容无法识别，不是常见的文件格式"
        raise NotReadError("broken" if known else "unsupported", reason)
    exported = kind == "html" and opens_web_pages(stated) and is_exported(body)
    if kind in _ANSWERS and stated not in ("txt", "csv", "json", "xml"):
        said = says_instead(body, kind, content_type, limits)
        if said and (kind == "html" or stated is not None):
            raise NotReadError("mislabelled", f"{label}，实际返回的是{said}" if stated else f"返回的不是文件，是{said}")
        if stated is not None and not exported and not fits(stated, kind):
            raise NotReadError("mislabelled", f"{label}，实际是{name_of(kind)}")
    if (kind in PICTURES or kind in _UNSUPPORTED) and kind != "ole" and not fits(stated, kind):
        raise NotReadError("mislabelled", f"{label}，实际是{name_of(kind)}")
    reading = _by_kind(body, kind, content_type, limits)
    if reading.state == "ok" and not exported and not fits(stated, kind):
        unread = f"；{reading.reason}" if reading.reason else ""
        reason = f"{label}，实际是{name_of(kind)}{unread}"
        return FileReading("mislabelled", kind, reading.text, reading.chars, reading.sheets, reason)
    return reading


def _by_kind(body: bytes, kind: str, content_type: str | None, limits: FileLimits) -> FileReading:
    if kind == "zip":
        packed = read_zip(body, limits, _member)
        return FileReading(packed.state, kind, packed.text, count_signs(packed.text), packed.sheets, packed.reason)
    content = _content(body, kind, content_type, limits)
    text = _joined_pairs(content.text)
    marked = next((place for place in content.marks if has_mark(place)), None)
    if marked is not None:
        return FileReading("sealed", kind, reason=_sealed(marked))
    return FileReading("ok", kind, text, count_signs(text), content.sheets, content.unread)


def _sealed(place: str) -> str:
    """Why a file is sealed, with the kind of its mark and nothing else of what stands there."""
    grade = _GRADE.search(bare(place)[:_FIRST_SIGNS])
    kind = f"{grade[1]}密" if grade and grade[1] else grade[0] if grade else ""
    return f"{_SEALED}（{kind}）" if kind else _SEALED


def _content(body: bytes, kind: str, content_type: str | None, limits: FileLimits) -> Content:
    if kind == DAMAGED:
        raise broken("办公文档")
    if kind == LOCKED:
        raise locked()
    if kind in PICTURES:
        raise NotReadError("scanned", "图片文件，没有文字层")
    if kind in _UNSUPPORTED:
        raise NotReadError("unsupported", _UNSUPPORTED[kind])
    if kind == "html":
        return read_html(body, content_type, limits)
    if kind in ("txt", "json", "xml"):
        return read_text(body, content_type, limits)
    if kind in ("xlsx", "xlsb", "xls"):
        return read_workbook(body, limits, zipped=kind != "xls")
    return _READERS[kind](body, limits)


def _joined_pairs(text: str) -> str:
    """A text that can be stored: halves of pairs joined, lone ones and zeros replaced."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\x00", "\ufffd")


_READERS = {
    "pdf": read_pdf, "docx": read_docx, "pptx": read_pptx, "doc": read_doc, "ofd": read_ofd, "rtf": read_rtf,
}  # fmt: skip


def _member(body: bytes, name: str, limits: FileLimits) -> FileReading:
    return read_contents(body, name=name, extension=None, content_type=None, limits=limits)


def has_mark(place: str) -> bool:
    """Whether a classification mark stands in a place for one, also where layout put blanks into it."""
    rows = [row for row in place.split("\n") if row.strip()][:_MARK_ROWS]
    close = "\n".join("\t".join(bare(part) for part in row.split("\t")) for row in rows)
    return is_classified(None, "\n".join(rows)) or is_classified(None, close)
