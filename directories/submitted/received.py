"""The office's own list of when files came (收件登记.csv): a column 文件 and a column 收到日期."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path, PurePosixPath

from directories.cells import folded
from directories.sheet import Sheet
from directories.submitted.cells import day_of

NAME = "收件登记"
_FILE = re.compile("文件|材料|名称")
_DAY = re.compile("(?:收到|收件|接收|报送|收文)(?:日期|时间)")
_HEAD_ROWS = 5


def is_received_list(path: Path) -> bool:
    """Whether a file is the office's list, not something that was handed in."""
    return path.stem == NAME


def received_days(sheets: Sequence[Sheet], name: str, files: Sequence[str]) -> tuple[dict[str, date], list[str]]:
    """The day of each of `files` (names relative to the workspace) that the list `name` gives, with Chinese problems.

    A row may name a file by its path in the folder, its name, or its name without extension.
    """
    places = _by_name(files)
    found: dict[str, date] = {}
    problems: list[str] = []
    for sheet in sheets:
        rows = [[cell.text.strip() for cell in row] for row in sheet.rows]
        head = next((i for i, row in enumerate(rows[:_HEAD_ROWS]) if _columns(row)), None)
        columns = _columns(rows[head]) if head is not None else None
        if head is None or columns is None:
            problems.append(f"{name} 没有“文件”和“收到日期”两栏，未采用，请补上表头。")
            continue
        for row in rows[head + 1 :]:
            file, day = (row[column] if column < len(row) else "" for column in columns)
            if not file and not day:
                continue
            known, when = places.get(folded(file).removeprefix("./"), []), day_of(day)
            if len(known) != 1:
                problems.append(f"{name} 所列的“{file}”{'不止一个' if known else '不在文件夹中'}，这一行未采用。")
            elif when is None:
                problems.append(f"{name} 中“{file}”的收到日期“{day}”无法辨认，这一行未采用，请写明年月日。")
            else:
                found[known[0]] = min(when, found.get(known[0], when))
    return found, problems


def _columns(row: list[str]) -> tuple[int, int] | None:
    days = [place for place, text in enumerate(row) if _DAY.search(folded(text))]
    files = [place for place, text in enumerate(row) if place not in days[:1] and _FILE.search(folded(text))]
    return (files[0], days[0]) if files and days else None


def _by_name(files: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for file in files:
        path = PurePosixPath(file)
        below = "/".join(path.parts[2:])
        for known in dict.fromkeys(folded(one) for one in (file, below, path.name, path.stem)):
            found.setdefault(known, []).append(file)
    return found
