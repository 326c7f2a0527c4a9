"""Parts of a ZIP archive, unpacked within limits whatever the archive declares, and their XML without entities."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from crawler.attachments.outcome import MEGABYTE, FileLimits, NotReadError, broken, locked, too_large

_CHUNK = 1024 * 1024
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, IndexError, OverflowError)
_HEAD = 8192


class Parts:
    """The parts of one archive by name; what was unpacked is counted over all of them.

    Capitals, a leading slash and backslashes in names do not matter. Raises NotReadError for archives that are damaged
    or locked, and for those that would unpack to more than the limits.
    """

    def __init__(self, body: bytes, limits: FileLimits, what: str) -> None:
        self.limits = limits
        self.what = what
        self.left = limits.unpacked
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(body))
            self.entries = self._archive.infolist()
        except (*_DAMAGE, NotImplementedError) as error:
            raise broken(what) from error
        if len(self.entries) > limits.parts:
            raise too_large(f"压缩包内有 {len(self.entries)} 项，超过限度 {limits.parts} 项，未读取")
        self._by_name = {name_in_archive(one).lower(): one for one in reversed(self.entries)}

    def names(self) -> list[str]:
        """The names of all parts, lower case."""
        return list(self._by_name)

    def part(self, name: str) -> bytes | None:
        """The contents of a part; None where there is none of this name."""
        entry = self._by_name.get(name.replace("\\", "/").lstrip("/").lower())
        return None if entry is None else self.unpacked(entry)

    def unpacked(self, entry: zipfile.ZipInfo) -> bytes:
        """The contents of one entry."""
        if entry.flag_bits & 1:
            raise locked()
        allowed = min(self.left, self.limits.part)
        # What declares too much is not begun; what lies about it is stopped while it unpacks.
        if entry.file_size > allowed or _suspicious(entry.compress_size, entry.file_size, self.limits.ratio):
            raise _bomb(allowed)
        pieces, size = [], 0
        try:
            with self._archive.open(entry) as stream:
                while piece := stream.read(_CHUNK):
                    size += len(piece)
                    if size > allowed or _suspicious(entry.compress_size, size, self.limits.ratio):
                        raise _bomb(allowed)
                    pieces.append(piece)
        except NotImplementedError as error:
            raise NotReadError("unsupported", "压缩包使用了不支持的压缩方法，未读取") from error
        except RuntimeError as error:
            raise locked() from error
        except _DAMAGE as error:
            raise broken(self.what) from error
        self.left -= size
        return b"".join(pieces)


def name_in_archive(entry: zipfile.ZipInfo) -> str:
    """The name of an entry with slashes. Where the archive does not say that it is UTF-8, it is mostly GBK."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        for encoding in ("utf-8", "gb18030"):
            try:
                name = entry.filename.encode("cp437").decode(encoding)
                break
            except UnicodeError:
                continue
    return name.replace("\\", "/").lstrip("/")


def xml_tree(contents: bytes, what: str, limits: FileLimits) -> etree._Element:
    """The root of an XML part. Nothing is loaded from outside, no entity is put in; a document type is refused."""
    _refuse_types(contents)
    if contents.count(b"<") > limits.cells:
        raise too_large("文件内的标记过多，超过读取限度，未读取")
    try:
        root = etree.fromstring(
            contents,
            etree.XMLParser(
                resolve_entities=False,
                load_dtd=False,
                no_network=True,
                huge_tree=False,
                remove_comments=True,
                remove_pis=True,
            ),
        )
    except etree.XMLSyntaxError as error:
        raise broken(what) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _entities()
    return root


def xml_elements(contents: bytes, tags: tuple[str, ...], what: str) -> Iterator[etree._Element]:
    """The elements of these names at their ends, in order. What was seen may be cleared: a part of any size then needs
    no more memory than its largest element.
    """
    _refuse_types(contents)
    parser = etree.XMLPullParser(
        events=("end",),
        tag=list(tags),
        remove_comments=True,
        remove_pis=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    first = True
    try:
        for start in range(0, len(contents), _CHUNK):
            parser.feed(contents[start : start + _CHUNK])
            for _, element in parser.read_events():
                if not isinstance(element, etree._Element):
                    continue
                if first and element.getroottree().docinfo.internalDTD is not None:
                    raise _entities()
                first = False
                yield element
        parser.close()
    except etree.XMLSyntaxError as error:
        raise broken(what) from error


def _refuse_types(contents: bytes) -> None:
    # In UTF-16 every second byte is empty.
    head = contents[:_HEAD].replace(b"\0", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise _entities()


def _entities() -> NotReadError:
    return NotReadError("unsupported", "文件内含有实体声明，可能被用来撑满内存，出于安全未读取")


def _suspicious(packed: int, size: int, ratio: int) -> bool:
    return size > MEGABYTE and size > max(packed, 1) * ratio


def _bomb(allowed: int) -> NotReadError:
    return too_large(f"文件解压后超过限度（{max(allowed, 0) // MEGABYTE} MB 或压缩比异常），出于安全未读取")
