"""Official guide files into a baseline folder: one CSV a domain, in the form of config/baseline with its provenance."""

import csv
import hashlib
import io
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from directories.baseline import IMPORTED, GuideVolume, imported_volumes, shipped_volumes
from directories.cells import bodies, documents, items, level_name
from directories.domains import canonical, domains
from directories.reading import DirectoryReading, read_directory
from directories.versions.likeness import bare
from inspection.errors import UserError
from inspection.system_faults import system_words
from inspection.types.directory import Entry

COLUMNS = (
    "domain", "level1", "level2", "level3", "elements", "basis", "time_limit", "publisher", "channels", "audience",
    "method", "level", "confidence", "scope", "source_kind", "source_url", *IMPORTED,
)  # fmt: skip
_WORDS = {
    "public": "全社会", "group": "特定群体", "both": "全社会;特定群体", "proactive": "主动", "on_request": "依申请",
    "county": "县级", "township": "乡级", "village": "村级",
}  # fmt: skip
_METHODS = {"both": "主动;依申请"}
_PLACE = re.compile("[\u4e00-\u9fff]{2,}(?:省|市|县|区|旗|自治州|镇|乡|街道)")
_NO_NAME = re.compile('[\\\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True)
class OfficialGuide:
    """What official files hold of one domain: its rows, each with the file it stands in (name, SHA-256)."""

    domain: str
    rows: tuple[tuple[Entry, str, str], ...]


@dataclass(frozen=True)
class GuideComparison:
    """How an imported guide differs by names from what ships: how many items more, and which shipped ones it lacks."""

    domain: str
    rows: int
    shipped: int
    more: int
    lacking: tuple[str, ...]


def read_guides(
    paths: Sequence[Path], domain: str | None = None, *, partial: bool = False
) -> tuple[list[OfficialGuide], list[str]]:
    """The guides that the files hold, by domain in the order met, and the problems of rows that were left out.

    `domain` names the domain of tables that do not say it themselves. Several files may hold parts of one guide; the
    same row met twice counts once. Raises UserError for a file that cannot be read or holds no entries, that speaks of
    another domain than `domain`, or, unless the import is `partial`, that has a row which could not be read or names a
    place in its title: neither a guide with a hole nor a district's own directory may pass for the whole guide.
    """
    wanted = canonical(domain) if domain else None
    found: dict[str, dict[tuple[Any, ...], tuple[Entry, str, str]]] = {}
    problems: list[str] = []
    for path in paths:
        reading, sha256 = _read(path, wanted)
        if reading.problems and not partial:
            more = f"（共 {len(reading.problems)} 处）" if len(reading.problems) > 1 else ""
            first = reading.problems[0].rstrip("。")
            raise UserError(f"{first}{more}；指引须完整读入，请更正文件后重新导入，或加 --partial 只导入读得出的事项。")
        if not reading.entries:
            raise UserError(f"{path.name} 中没有读到事项，没有导入，请确认是标准指引的事项表。")
        others = sorted({entry.domain for entry in reading.entries} - {wanted}) if wanted else []
        if others:
            raise UserError(f"{path.name} 写明的领域是“{'、'.join(others)}”，与 --domain {domain} 不符，请核对后重试。")
        own = next((table.title for table in reading.tables if _names_place(table.title, table.domain)), None)
        if own is not None and not partial:
            raise UserError(
                f"{path.name} 的标题“{own}”写明了地方，是本地目录而不是国务院部门标准指引，没有导入；"
                "要比较两版目录用 xuncha directory diff，确是指引的转载的，加 --partial 导入。"
            )
        problems += reading.problems
        for entry in reading.entries:
            # without where it stands: the same row of a second copy is the same row
            what = replace(entry, file="", sheet=None, cells=None, seq=None)
            rows = found.setdefault(entry.domain, {})
            rows.setdefault((what,), (entry, path.name, sha256))
    return [OfficialGuide(name, tuple(rows.values())) for name, rows in found.items()], problems


def write_guides(
    guides: Iterable[OfficialGuide], folder: Path, on: date, completeness: Literal["partial", "full"]
) -> list[Path]:
    """Writes each guide as `<domain>.csv` into the folder, in place of what was imported for its domain before.

    Each file is replaced as a whole or not at all. Raises UserError when the folder cannot be written.
    """
    texts = {folder / f"{_NO_NAME.sub('_', guide.domain)}.csv": _table(guide, on, completeness) for guide in guides}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in texts.items():
            _put(path, text)
    except OSError as error:
        raise UserError(
            f"无法写入基准文件夹 {folder}（{system_words(error)}），请检查权限和磁盘空间后重试。"
        ) from error
    return list(texts)


def compared(guide: OfficialGuide) -> GuideComparison | None:
    """An official guide beside the shipped rows of its domain; None where none ship.

    Cut names and other places' own items are left out. A shipped item is there where its own name is, whatever it
    stands under: what ships was gathered from copies that group items otherwise.
    """
    shipped = next((volume for volume in shipped_volumes() if volume.domain == guide.domain), None)
    if shipped is None:
        return None
    national = [
        entry
        for entry, item in zip(shipped.entries, shipped.items, strict=True)
        if item.scope == "national" and not item.is_cut
    ]
    known, own = {_own_name(entry): entry for entry in national}, {_own_name(entry) for entry, _, _ in guide.rows}
    lacking = [_shown(entry) for name, entry in known.items() if name not in own]
    return GuideComparison(guide.domain, len(guide.rows), len(known), len(own - set(known)), tuple(lacking))


def refuse_other_files(guides: Iterable[OfficialGuide]) -> None:
    """Raises UserError where a file can hardly be the whole guide of its domain: most of what ships of it is not there.

    What passes for a whole guide accuses districts of items that they dropped, or added.
    """
    for guide in guides:
        beside = compared(guide)
        if beside is not None and len(beside.lacking) * 2 > beside.shipped:
            raise UserError(
                f"{'、'.join(dict.fromkeys(file for _, file, _ in guide.rows))} 缺少内置基准“{guide.domain}”领域"
                f" {beside.shipped} 条中的 {len(beside.lacking)} 条（如“{beside.lacking[0]}”），不像该领域指引的全文，"
                "没有导入；请核对文件，确是部分内容的，加 --partial 导入。"
            )


def standing_imports(folder: Path, guides: Iterable[OfficialGuide]) -> list[GuideVolume]:
    """What an import would replace in the folder."""
    names = {guide.domain for guide in guides}
    return [volume for volume in imported_volumes(folder) if volume.domain in names]


def _read(path: Path, domain: str | None) -> tuple[DirectoryReading, str]:
    if domain is None or not path.is_file():
        reading = read_directory(path, None)
        return reading, _sha256(path)
    # tables that say no domain take it from the file's name, so the file is read under the name that was given
    with tempfile.TemporaryDirectory() as folder:
        named = Path(folder) / f"{_NO_NAME.sub('_', domain)}领域{path.suffix}"
        try:
            shutil.copyfile(path, named)
        except OSError as error:
            raise UserError(f"{path.name} 无法打开（{system_words(error)}），请检查文件权限后再试。") from error
        try:
            reading = read_directory(named, None)
        except UserError as error:
            raise UserError(str(error).replace(named.name, path.name)) from error
    problems = tuple(problem.replace(named.name, path.name) for problem in reading.problems)
    return replace(reading, problems=problems), _sha256(path)


def _names_place(title: str | None, domain: str | None) -> bool:
    """Whether a place stands before the domain in a title: 临江区养老服务领域…, but not 市政服务领域…."""
    known = next((one for one in domains() if one.name == domain), None)
    names = (known.name, *known.aliases) if known else (domain or "",)
    found = [title.partition(name)[0] for name in names if name and title and name in title]
    return _PLACE.search(min(found, key=len, default="")) is not None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _table(guide: OfficialGuide, on: date, completeness: str) -> str:
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for entry, file, sha256 in guide.rows:
        table.writerow(
            [
                guide.domain, entry.level1 or "", entry.level2 or "", entry.level3 or "",
                _cell(entry.elements, items), _cell(entry.basis, documents), entry.time_limit or "",
                _cell(entry.publisher, bodies), _cell(entry.channels, items), _WORDS.get(entry.audience or "", ""),
                _METHODS.get(entry.method or "") or _WORDS.get(entry.method or "", ""),
                ";".join(_WORDS[level] for level in entry.level),
                "found", "national", "file", "", file, sha256, on.isoformat(), completeness,
            ]
        )  # fmt: skip
    return out.getvalue()


def _cell(values: tuple[str, ...], split: Callable[[str], tuple[str, ...]]) -> str:
    """A list as one cell: joined by `;` where that is read back as it was, else as a JSON list."""
    joined = ";".join(values)
    lossless = split(joined) == values and not joined.startswith('["')
    return joined if lossless or not values else json.dumps(list(values), ensure_ascii=False)


def _put(path: Path, text: str) -> None:
    made = path.with_name(f".{path.name}.tmp")
    try:
        made.write_text(text, encoding="utf-8-sig", newline="")
        made.replace(path)
    except OSError:
        made.unlink(missing_ok=True)
        raise


def _own_name(entry: Entry) -> str:
    """An item by its own name, the lowest that it has, without numbering and signs."""
    name = entry.level3 or entry.level2 or entry.level1 or ""
    return bare(level_name(name) or name)


def _shown(entry: Entry) -> str:
    return "—".join(name for name in (entry.level1, entry.level2, entry.level3) if name)
