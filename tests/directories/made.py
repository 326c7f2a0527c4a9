"""Directory files made the way offices make them, for the tests of this folder."""

from pathlib import Path

import xlsxwriter

TOP = [
    "序号", "公开事项", "", "公开内容\n（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象", "",
    "公开方式", "", "公开层级", "",
]  # fmt: skip
UNDER = [
    "", "一级\n事项", "二级\n事项", "", "", "", "", "", "全社会", "特定群体", "主动", "依申请公开", "县级", "乡、村级",
]  # fmt: skip
SPANS = [(1, 2), (8, 9), (10, 11), (12, 13)]
BOXES = (
    "■政府网站　　□政府公报\n□两微一端　　□发布会/听证会\n□广播电视　　□纸质媒体\n■公开查阅点　□政务服务中心\n"
    "□便民服务站　□入户/现场\n■社区/企事业单位/村公示栏（电子屏）\n□精准推送　　□其他____"
)
LIMIT = "信息形成或者变更之日起20个工作日内"


def matter(seq: str, level1: str, level2: str, limit: str = LIMIT, **cells: str) -> list[str]:
    """A row of fourteen cells: national header, both audiences and levels as given."""
    return [
        seq, level1, level2, cells.get("elements", "名称；地点"),
        cells.get("basis", "《中华人民共和国政府信息公开条例》"), limit,
        cells.get("publisher", "临江区文化和旅游局"), cells.get("channels", BOXES), cells.get("public", "√"),
        cells.get("group", ""), cells.get("proactive", "√"), cells.get("on_request", ""), cells.get("county", "√"),
        cells.get("village", ""),
    ]  # fmt: skip


def workbook(path: Path) -> Path:
    """Two domains on one sheet: merged title and captions, two header rows, merged first levels, 同上, ticks, and a row
    with nothing but its number."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("标准目录")
        sheet.merge_range(0, 0, 0, 13, "江州市临江区基层政务公开标准目录（2023年版）")
        sheet.merge_range(1, 0, 1, 13, "（一）公共文化服务领域基层政务公开标准目录")
        _header(book, 2)
        rows = [
            matter("1", "政策法规", "1.1法律 法规"),
            matter("2", "", "行政\n规范性文件", "同上", village="√"),
            matter("3", "公共服务", "免费开放信息", group="√", publisher="临江区文化和旅游局、各镇人民政府"),
        ]
        _write(book, 4, rows)
        sheet.merge_range(4, 1, 5, 1, "政策法规")
        sheet.merge_range(7, 0, 7, 13, "（二）救灾领域基层政务公开标准目录")
        _header(book, 8)
        rows = [
            matter("1", "灾后救助", "", "及时公开", public="", group="受灾人员", proactive="", on_request="√"),
            ["2", *[""] * 13],
            matter("3", "款物管理", "捐赠款物信息", "每季度更新", elements="款物通知及划拨文件、年度款物使用情况"),
        ]
        _write(book, 10, rows)
    return path


def _header(book: xlsxwriter.Workbook, row: int) -> None:
    sheet = book.get_worksheet_by_name("标准目录")
    for column, word in enumerate(TOP):
        if UNDER[column]:
            sheet.write(row + 1, column, UNDER[column])
        else:
            sheet.merge_range(row, column, row + 1, column, word)
    for left, right in SPANS:
        sheet.merge_range(row, left, row, right, TOP[left])


def _write(book: xlsxwriter.Workbook, top: int, rows: list[list[str]]) -> None:
    sheet = book.get_worksheet_by_name("标准目录")
    for number, cells in enumerate(rows, start=top):
        for column, text in enumerate(cells):
            if column == 0 and text.isdigit():
                sheet.write_number(number, column, int(text))
            elif text:
                sheet.write_string(number, column, text)


def drawn(path: Path, rows: list[list[str]], sheet: str = "Sheet1") -> Path:
    """A file of the path's kind (.xlsx, .xls and .html as pages, .csv in GB18030) from a drawn table.

    `<` belongs to the cell on its left, `^` to the one above; CSV leaves such cells empty, as spreadsheets do.
    """
    spans = _spans(rows)
    if path.suffix == ".csv":
        lines = (",".join('"' + ("" if cell in ("<", "^") else cell) + '"' for cell in row) for row in rows)
        path.write_bytes("\r\n".join(lines).encode("gb18030"))
    elif path.suffix == ".xlsx":
        with xlsxwriter.Workbook(str(path)) as book:
            page = book.add_worksheet(sheet)
            for (top, left), (bottom, right) in spans.items():
                if (top, left) == (bottom, right):
                    page.write_string(top, left, rows[top][left])
                else:
                    page.merge_range(top, left, bottom, right, rows[top][left])
    else:
        path.write_text(f"<html><body><table>{_markup(rows, spans)}</table></body></html>", encoding="utf-8")
    return path


def _spans(rows: list[list[str]]) -> dict[tuple[int, int], tuple[int, int]]:
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for top, row in enumerate(rows):
        for left, cell in enumerate(row):
            if cell in ("<", "^"):
                continue
            right = left
            while right + 1 < len(row) and row[right + 1] == "<":
                right += 1
            bottom = top
            while bottom + 1 < len(rows) and left < len(rows[bottom + 1]) and rows[bottom + 1][left] == "^":
                bottom += 1
            spans[top, left] = (bottom, right)
    return spans


def _markup(rows: list[list[str]], spans: dict[tuple[int, int], tuple[int, int]]) -> str:
    lines = []
    for top, row in enumerate(rows):
        cells = []
        for left in range(len(row)):
            if (top, left) in spans:
                bottom, right = spans[top, left]
                size = f'rowspan="{bottom - top + 1}" colspan="{right - left + 1}"'
                cells.append(f"<td {size}><p>{row[left].replace(chr(10), '<br>')}<o:p></o:p></p></td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return "".join(lines)
