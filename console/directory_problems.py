"""What `directory check` says on the screen: each file's problems, the district's, and what nobody could judge."""

from console.directory_check import DirectoryCheck, Row

_SEVERITIES = {1: "重大", 2: "重要", 3: "一般", 4: "提示"}


def as_text(found: DirectoryCheck) -> str:
    """The whole answer for a clerk, in the order of the files."""
    lines: list[str] = []
    for path, reading in found.readings:
        names = [file.file for file in reading.files]
        rows = [row for row in found.rows if row["file"] in names]
        lines.append(f"{path}：{len(reading.tables)} 张表，{len(reading.entries)} 个事项，{len(rows)} 处问题")
        lines += [f"  {_problem(row)}" for row in rows]
    district = [row for row in found.rows if row["file"] is None]
    if district:
        lines += [f"全区：{len(district)} 处问题", *(f"  {_problem(row)}" for row in district)]
    if found.part_only:
        lines.append(not_whole(found))
    if found.unjudged:
        lines.append("未能判断：")
        lines += [
            f"  {name}：{reason}（{count} 处）"
            for name, reasons in found.unjudged.items()
            for reason, count in reasons.items()
        ]
    return "\n".join(lines)


def not_whole(found: DirectoryCheck) -> str:
    """Which questions were left out because the files are not all of a district's."""
    names = "、".join(f"“{name}”" for name in found.part_only)
    return f"这些文件不像一个区的全部目录，没有判断{names}；确是全部目录的，请加 --whole。"


def _problem(row: Row) -> str:
    """One problem: where, what, what is asked, and how much it weighs; 疑似 where only a person can tell."""
    sheet = f"“{row['sheet']}”" if row["sheet"] else ""
    place = " ".join(str(part) for part in (sheet, row["cells"]) if part)
    demand = f"。{row['demand']}" if row["demand"] else ""
    severity = row["severity"]
    weight = _SEVERITIES[severity] if isinstance(severity, int) else ""
    marks = "，".join(mark for mark in (weight, "疑似" if row["suspected"] else "") if mark)
    return f"{place + '：' if place else ''}{row['message']}{demand}。" + (f"（{marks}）" if marks else "")
