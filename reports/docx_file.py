"""Word files that are the same to the byte whenever they are written."""

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

from docx.document import Document

from reports.output import put

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def save_document(document: Document, path: Path, *, title: str, author: str, made: date) -> None:
    """Writes a document whose properties and archive know no other date than `made`; UserError where it cannot."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.created = properties.modified = datetime.combine(made, time())
    properties.revision, properties.comments = 1, ""
    buffer = io.BytesIO()
    document.save(buffer)
    put(path, _undated(buffer.getvalue()))


def _undated(archive: bytes) -> bytes:
    """The same archive with one fixed date on every member."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as given, zipfile.ZipFile(buffer, "w") as fixed:
        for name in given.namelist():
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(info, given.read(name))
    return buffer.getvalue()
