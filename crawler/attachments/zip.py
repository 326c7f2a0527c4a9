"""ZIP archives of files: every member that can be read, one after another, under its name."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

from crawler.attachments.archive_parts import Parts, name_in_archive
from crawler.attachments.outcome import FileLimits, FileReading, NotReadError, too_large
from inspection.types.portal import AttachmentState

Read = Callable[[bytes, str, FileLimits], FileReading]

_WHAT = "ZIP 压缩包"
_OF_SYSTEMS = re.compile(r"(?:^|/)(?:__macosx/|\.ds_store$|thumbs\.db$|desktop\.ini$|\._[^/]*$|~\$[^/]*$)", re.I)
_NAMED = 3


def read_zip(body: bytes, limits: FileLimits, read: Read) -> FileReading:
    """The texts of the members in the archive's order; names are only shown, never used as paths.

    One member with a classification mark seals the whole archive. What was not read is named in the reason.
    """
    parts = Parts(body, limits, _WHAT)
    members = [one for one in parts.entries if not one.is_dir() and not _OF_SYSTEMS.search(name_in_archive(one))]
    if not members:
        raise NotReadError("empty", "压缩包里没有文件")
    if len(members) > limits.files:
        raise too_large(f"压缩包内有 {len(members)} 个文件，超过限度 {limits.files} 个，未读取")
    if limits.depth < 1:
        raise NotReadError("unsupported", "压缩包层层嵌套，超过读取限度，未读取", len(members))
    readings: list[tuple[str, FileReading]] = []
    left = limits.chars
    for member in members:
        name = shown_name(name_in_archive(member))
        reading = _member(parts, member, name, replace(limits, chars=left, unpacked=parts.left), read)
        if reading.state == "sealed":
            return FileReading("sealed", "zip", reason=reading.reason)
        left -= len(reading.text)
        readings.append((name, reading))
    return _together(readings)


def shown_name(name: str) -> str:
    """The last part of a member's name, without what could lead elsewhere or break a line."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return re.sub(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]", "", last)[:200] or "未命名"


def _member(parts: Parts, member: zipfile.ZipInfo, name: str, limits: FileLimits, read: Read) -> FileReading:
    try:
        return read(parts.unpacked(member), name, replace(limits, depth=limits.depth - 1))
    except NotReadError as error:
        return FileReading(error.state, None, reason=error.reason)


def _together(readings: list[tuple[str, FileReading]]) -> FileReading:
    texts = [f"{name}\n{one.text}" for name, one in readings if one.text]
    others = [(name, one) for name, one in readings if not one.text]
    count = len(readings)
    if texts:
        named = "；".join(f"{name}：{one.reason}" for name, one in others[:_NAMED]) + (
            "……" if len(others) > _NAMED else ""
        )
        reason = f"压缩包内有 {len(others)} 个文件未读取（{named}）" if others else None
        return FileReading("ok", "zip", "\n".join(texts), sheets=count, reason=reason)
    name, first = others[0]
    states: set[AttachmentState] = {one.state for _, one in others}
    state: AttachmentState = first.state if len(states) == 1 else "unsupported"
    return FileReading(state, "zip", sheets=count, reason=f"压缩包内的文件都未能读取（{name}：{first.reason}）")
