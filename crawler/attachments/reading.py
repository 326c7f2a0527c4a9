"""A file that a page carries, from its bytes to its text: whatever the bytes are, there is a reading."""

from crawler.attachments.outcome import FileLimits, FileReading
from crawler.attachments.reader_process import read_apart

__all__ = ["FileLimits", "FileReading", "read_file"]

_DEFAULT = FileLimits()


def read_file(
    body: bytes, *, name: str, extension: str | None, content_type: str | None, limits: FileLimits = _DEFAULT
) -> FileReading:
    """What a file's bytes are read as; nothing raises for content, and nothing takes more than the limits give.

    Reading is done in a process apart, because libraries for files end themselves, or fill the memory, over bytes made
    to do so. States: `ok`, `scanned`, `empty`, `broken`, `mislabelled`, `encrypted`, `unsupported`, `too_large` (more
    than the limits, or than the reader could bear) and `sealed` (a classification mark; no text is kept).
    """
    return read_apart(body, name=name, extension=extension, content_type=content_type, limits=limits)
