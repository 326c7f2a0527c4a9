"""What `directory check` says on the screen: each file's problems, the district's, what nobody could judge, the sum."""

from collections import Counter

from console.directory_check import DirectoryCheck, Row

_SEVERITIES = {1: "重大", 2: "重要", 3: "一般", 4: "提示"}
_HINT = 4
# From so many on, rows of one file with the same fault are told together.
_ALIKE = 3
# So many of their places are named.
_PLACES = 8


def as_text(found: DirectoryCheck) -> str:
    """The whole answer for a clerk, in the order of the files: of each its problems, then what is only a hint."""
    lines: list[str] = []
    for path, reading in found.readings:
        names = [file.file for file in reading.files]
        rows = [row for row in found.rows if row["file"] in names]
        lines.append(f"{path}：{len(reading.tables)} 张表，{len(reading.entries)} 个事项，{_counted(rows)}")
        lines += _told(rows)
    district = [row for row in found.rows if row["file"] is None]
    if district:
        lines += [f"全区：{_counted(district)}", *_told(district)]
    if found.part_only:
        lines.append(not_whole(found))
    if found.unjudged:
        lines.append("未能判断：")
        lines += [
            f"  {name}：{reason}（{count} 处）"
            for name, reasons in found.unjudged.items()
            for reason, count in reasons.items()
        ]
    if len(found.readings) > 1:
        lines.append(_summed_up(found))
    return "\n".join(lines)


def not_whole(found: DirectoryCheck) -> str:
    """Which questions were left out because the files are not all of a district's."""
    names = "、".join(f"“{name}”" for name in found.part_only)
    if found.unreadable:
        return f"有 {len(found.unreadable)} 个文件没有读出，没有判断{names}；请处理后再查。"
    return f"这些文件不像一个区的全部目录，没有判断{names}；确是全部目录的，请加 --whole。"


def _counted(rows: list[Row]) -> str:
    """How many problems, hints and places that we could not read: the last are no fault of the office."""
    hints, unread = (sum(map(of_kind, rows)) for of_kind in (_is_hint, _is_unread))
    parts = [f"{len(rows) - hints - unread} 处问题"]
    parts += [f"{hints} 处提示"] if hints else []
    parts += [f"{unread} 处未读出"] if unread else []
    return "，".join(parts)


def _is_hint(row: Row) -> bool:
    return row["severity"] == _HINT


def _is_unread(row: Row) -> bool:
    return row["kind"] == "unread_row"


def _summed_up(found: DirectoryCheck) -> str:
    """How much there is of each kind, the most frequent first, and how much of it a person must look at."""
    entries = sum(len(reading.entries) for _, reading in found.readings)
    kinds = Counter((str(row["rule_name"]), row["severity"]) for row in found.rows)
    lines = [
        f"合计：{len(found.readings)} 个文件，{entries} 个事项，{_counted(list(found.rows))}；"
        f"其中疑似（须人工核对）{sum(bool(row['suspected']) for row in found.rows)} 处"
    ]
    for (name, severity), count in sorted(kinds.items(), key=lambda one: (one[0][1] or 0, -one[1], one[0][0])):
        weight = _SEVERITIES[severity] if isinstance(severity, int) else ""
        lines.append(f"  {name}{f'（{weight}）' if weight else ''}：{count} 处")
    return "\n".join(lines)


def _told(rows: list[Row]) -> list[str]:
    """Problems in the order of their places, then hints; rows with the same fault in one line where the first is."""
    ordered = sorted(rows, key=_is_hint)
    alike: dict[tuple[object, ...], list[int]] = {}
    for place, row in enumerate(ordered):
        alike.setdefault(_fault(row), []).append(place)
    lines: dict[int, str] = {}
    for places in alike.values():
        first, *others = places
        if len(places) < _ALIKE:
            lines |= {place: f"  {_problem(ordered[place])}" for place in places}
        else:
            lines[first] = f"  {_problem(ordered[first])}{_others([ordered[place] for place in others])}"
    return [lines[place] for place in sorted(lines)]


def _fault(row: Row) -> tuple[object, ...]:
    """What rows that are told together have in common: everything but the matter and its place."""
    name = "—".join(str(row[level]) for level in ("level1", "level2") if row[level])
    bare = str(row["message"]).replace(f"“{name}”", "“”") if name else str(row["message"])
    return (row["kind"], row["suspected"], row["severity"], row["demand"], row["sheet"], bare)


def _others(rows: list[Row]) -> str:
    places = [str(row["cells"] or row["level2"] or row["level1"]) for row in rows]
    named = "、".join(places[:_PLACES])
    return f"同样的还有 {len(rows)} 处：{named}{'等' if len(rows) > _PLACES else ''}。"


def _problem(row: Row) -> str:
    """One problem: where, what, what is asked, and how much it weighs; 疑似 where only a person can tell."""
    sheet = f"“{row['sheet']}”" if row["sheet"] else ""
    place = " ".join(str(part) for part in (sheet, row["cells"]) if part)
    demand = f"。{row['demand']}" if row["demand"] else ""
    severity = row["severity"]
    weight = _SEVERITIES[severity] if isinstance(severity, int) else ""
    marks = "，".join(mark for mark in (weight, "疑似" if row["suspected"] else "") if mark)
    return f"{place + '：' if place else ''}{row['message']}{demand}。" + (f"（{marks}）" if marks else "")
