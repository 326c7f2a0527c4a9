"""portals.csv: what persons settled of the dates that a portal's pages show. The survey adds what is to be settled."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from inspection.office_tables import HEADS, CellError, TableRow, decoded_table, read_table
from inspection.table_files import encoding_of, put_whole
from inspection.types.office import District

# What stands in 页面所写 for a date without any word before it.
BARE_DATE = "无标签日期"
# What a person may say that a date means, and the field that it becomes; '' is for none.
MEANINGS = {"发布日期": "published", "成文日期": "written", "印发日期": "issued", "不采用": ""}
NAME = "portals.csv"
_COLUMNS = ("区", "门户", "页面所写", "含义", "说明")
_PADDING = str.maketrans("", "", " \t\u3000\xa0:：")


@dataclass(frozen=True)
class PortalNote:
    """One row: on the pages of `host`, the date behind the words `shown` means `meaning` (a key of MEANINGS; None:
    nobody has said yet). `district` is the id."""

    district: str
    host: str
    shown: str
    meaning: str | None
    remark: str


def read_portal_notes(path: Path, districts: tuple[District, ...]) -> list[PortalNote]:
    """All rows; an absent file gives none. Raises UserError naming every bad row."""
    said: dict[tuple[str, str, str], str] = {}

    def note(row: TableRow) -> PortalNote:
        given = row.text("meaning")
        if given is not None and given not in MEANINGS:
            raise CellError(f"“含义”应为{'、'.join(MEANINGS)}之一（尚未确定的留空），现在是“{given}”")
        shown = row.must("shown").translate(_PADDING)
        if not shown:
            raise CellError("“页面所写”不能空")
        host = host_of(row.must("portal"))
        if not host:
            raise CellError(f"“门户”应写网址或其中的主机名，现在是“{row.must('portal')}”")
        key = (row.district(), host, shown)
        if given is not None and said.setdefault(key, given) != given:
            raise CellError(f"“{shown}”在同一门户已写作“{said[key]}”，这里又是“{given}”，请只留一行")
        return PortalNote(*key, given, row.text("remark") or "")

    return read_table(path, districts, note, ("district", "portal", "shown", "meaning"))


def settled_meanings(notes: Iterable[PortalNote], district: str) -> dict[str, dict[str, str]]:
    """The field ('' for none) of every label that a person settled, by host: the fact `meanings` of a round."""
    found: dict[str, dict[str, str]] = {}
    for note in notes:
        if note.district == district and note.meaning is not None:
            found.setdefault(note.host, {})[note.shown] = MEANINGS[note.meaning]
    return {host: dict(sorted(labels.items())) for host, labels in sorted(found.items())}


def stray_notes(notes: Iterable[PortalNote], district: District, allowed: Iterable[str]) -> list[str]:
    """In Chinese the rows that would silently do nothing: no portal of the district and no allowed host is called
    so."""
    known = {host_of(portal.url) for portal in district.portals} | {host_of(host) for host in allowed}
    strays = dict.fromkeys(note.host for note in notes if note.district == district.id and note.host not in known)
    return [f"{NAME} 中的门户“{host}”不是本区的网站，该行不起作用，请核对（应写网址中的主机名）。" for host in strays]


def add_questions(path: Path, notes: Iterable[PortalNote], districts: tuple[District, ...]) -> list[PortalNote]:
    """Adds a row for everything that the table does not ask or answer yet, and returns these; rows that are there stay
    as they are, with the file's own columns and encoding. Raises UserError where the table cannot be read or written.
    """
    there = {(one.district, one.host, one.shown) for one in read_portal_notes(path, districts)}
    new = [note for note in notes if (note.district, note.host, note.shown) not in there]
    if not new:
        return []
    names = {district.id: district.name for district in districts}
    text = decoded_table(path) if path.exists() else ",".join(_COLUMNS) + "\r\n"
    heads = [HEADS.get(cell.strip(), cell.strip().lower()) for cell in next(csv.reader(io.StringIO(text, newline="")))]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    for note in new:
        cells = {
            "district": names[note.district], "portal": note.host, "shown": note.shown, "remark": note.remark,
        }  # fmt: skip
        writer.writerow([cells.get(head, "") for head in heads])
    whole = text + ("" if text.endswith(("\n", "\r")) else "\r\n") + buffer.getvalue()
    put_whole(path, whole.encode(encoding_of(path)))
    return new


def host_of(written: str) -> str:
    """The host that an address or a host's name means, as the round's facts call it: without `www.` and usual ports;
    '' for what is neither."""
    try:
        netloc = urlsplit(written if "://" in written else f"//{written}").netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
    return netloc.removesuffix(":80").removesuffix(":443").removeprefix("www.")


def labels_at(meanings: Mapping[str, Mapping[str, str]], url: str) -> Mapping[str, str]:
    """The settled labels of the host that an address lies on."""
    return meanings.get(host_of(url), {}) if meanings else {}
