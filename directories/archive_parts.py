"""Parts of zipped office files (DOCX, XLSX), read so that no file can fill the memory or name things outside itself."""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from inspection.errors import UserError

PART_LIMIT = 200 * 1024 * 1024
_CHUNK = 1024 * 1024
# Tags and attributes of a part that is held in memory at once.
_NODES_LIMIT = 4_000_000
# A part that is read in pieces: its tags, the longest piece, and the number of pieces.
_TAGS_LIMIT = 16_000_000
_PIECE_LIMIT = 16 * 1024 * 1024
_PIECES_LIMIT = 400_000
_HEAD = 4096


def part(path: Path, name: str, part: str, limit: int = PART_LIMIT) -> bytes | None:
    """The contents of one part of a zipped office file; None where the file has no such part.

    `name` is what messages call the file. Capitals, a leading slash and backslashes in the archive do not matter.
    Raises UserError when the file is no archive, is damaged or locked, or the part unpacks to more than `limit` bytes,
    whatever the archive declares.
    """
    cure = "请用办公软件打开，另存为新文件后再试"
    try:
        with zipfile.ZipFile(path) as archive:
            found = _named(archive, part)
            if found is None:
                return None
            if found.flag_bits & 1:
                raise UserError(f"目录文件 {name} 设有密码，请取消密码后另存再试。")
            if found.file_size > limit:
                raise UserError(_too_large(name, limit))
            return _unpacked(archive, found, name, limit)
    except zipfile.BadZipFile as error:
        raise UserError(f"目录文件 {name} 无法打开（可能已损坏、没有下载完整或只是改了扩展名），{cure}。") from error
    except (zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise UserError(f"目录文件 {name} 已损坏，无法解压，{cure}。") from error


def xml(contents: bytes, name: str) -> etree._Element:
    """The root of an XML part. Nothing outside it is loaded, no entity is put in.

    Raises UserError when the part is damaged, declares a document type, or has more tags than any directory.
    """
    _refuse_entities(contents, name)
    if contents.count(b"<") + contents.count(b"=") > _NODES_LIMIT:
        raise UserError(_too_much(name))
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
        raise UserError(_damaged(name)) from error
    _refuse_types(root, name)
    return root


def xml_events(contents: bytes, name: str, tags: tuple[str, ...]) -> Iterator[tuple[str, etree._Element]]:
    """The starts and ends of the elements of these names, while the part is read: guarded as `xml` is.

    What was seen may be cleared, so that a part of any size needs no more memory than its largest piece.
    """
    _refuse_entities(contents, name)
    if contents.count(b"<") > _TAGS_LIMIT:
        raise UserError(_too_much(name))
    parser = etree.XMLPullParser(
        events=("start", "end"),
        tag=list(tags),
        remove_comments=True,
        remove_pis=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    since = pieces = 0
    try:
        for start in range(0, len(contents), _CHUNK):
            parser.feed(contents[start : start + _CHUNK])
            since += _CHUNK
            for event, element in parser.read_events():
                if not isinstance(element, etree._Element):
                    continue
                if pieces == 0:
                    _refuse_types(element, name)
                since, pieces = 0, pieces + 1
                yield str(event), element
            if since > _PIECE_LIMIT or pieces > _PIECES_LIMIT:
                raise UserError(_too_much(name))
        parser.close()
    except etree.XMLSyntaxError as error:
        raise UserError(_damaged(name)) from error


def _refuse_entities(contents: bytes, name: str) -> None:
    # In UTF-16 every second byte is empty.
    head = contents[:_HEAD].replace(b"\0", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise UserError(_suspicious(name))


def _refuse_types(element: etree._Element, name: str) -> None:
    # A document type may stand behind a long comment.
    if element.getroottree().docinfo.internalDTD is not None:
        raise UserError(_suspicious(name))


def _named(archive: zipfile.ZipFile, part: str) -> zipfile.ZipInfo | None:
    wanted = part.lower()
    return next((i for i in archive.infolist() if i.filename.replace("\\", "/").lstrip("/").lower() == wanted), None)


def _unpacked(archive: zipfile.ZipFile, found: zipfile.ZipInfo, name: str, limit: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    with archive.open(found) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                raise UserError(_too_large(name, limit))
            chunks.append(chunk)
    return b"".join(chunks)


def _too_large(name: str, limit: int) -> str:
    size = f"{limit // (1024 * 1024)} MB" if limit >= 1024 * 1024 else f"{limit} 字节"
    return f"目录文件 {name} 解压后超过 {size}，不像标准目录，请删去图片和无关内容后另存再试。"


def _too_much(name: str) -> str:
    return f"目录文件 {name} 的内容过多，不像标准目录，请删去与目录无关的内容后另存再试。"


def _damaged(name: str) -> str:
    return f"目录文件 {name} 的内容已损坏，请用办公软件打开，另存为新文件后再试。"


def _suspicious(name: str) -> str:
    return f"目录文件 {name} 含有办公软件不会写入的实体定义，已停止读取，请用办公软件打开，另存为新文件后再试。"
