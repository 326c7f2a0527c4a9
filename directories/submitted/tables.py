"""One handed-in sheet into labelled rows: tables found by their headers, merged and repeated cells resolved."""

import re
from dataclasses import dataclass, field

from directories.cells import folded, is_ditto, unbroken
from directories.sheet import Cell, Sheet, cell_range
from directories.submitted.header import Head, Kind, head_at, names_columns
from directories.submitted.marks import HANDLE, is_marked
from inspection.errors import UserError

# Rows that tell about the table: who filled it in and when, totals, notes.
_ABOUT = re.compile(
    "(?:备注|注|说明|填表|填报|制表|报送|审核|复核|联系人|联系电话|单位负责人|主管|市级|合计|总计|小计|共计)(?:人|单位|日期|时间|领导|部门|说明)?[^:：]{0,14}[:：].*"
    "|(?:合计|总计|小计|共计).*|注[:：\\d].*"
)
_BEFORE_TITLE = re.compile(r"^(?:附(?:件|表)\s*\d*[:：.、]?|[一二三四五六七八九十]{1,3}、)\s*")
_TITLE = re.compile("(?:表|清单|目录|名单|台账|一览|登记簿|情况|决定|通知|公告|文件)[)）】]?(?:[(（].*)?$")
_NOT_CLASSIFIED = re.compile("|非密|否|无|不涉密|非涉密|公开|一般|普通|[-—/]+")
# Of which one must be filled for a row to be about anything.
_NAMING = ("number", "title", "item", "content", "body", "done", "plan", "problem", "application", "received")
_CARRIED: dict[Kind, tuple[str, ...]] = {"villages": ("town", "village", "category")}


@dataclass
class Row:
    """One row of a table. `texts` are its cells by field, '' where a column is empty; `sheet` and `cells` say where it
    stands; `section` is the line above it that divides the table (一、宣布失效的文件)."""

    texts: dict[str, str]
    sheet: str | None
    cells: str
    section: str = ""


@dataclass
class Table:
    """One table as it was understood. `caption` are the lines above and around it, `title` the one that names it;
    `lines` are all that stand above it, between its rows and below, as printed."""

    head: Head
    sheet: Sheet
    caption: str
    title: str | None
    rows: list[Row] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def tables_of(sheet: Sheet, name: str) -> list[Table]:
    """The known tables of one sheet in their order; `name` is what problems call the file."""
    found: list[Table] = []
    above = [sheet.caption] if sheet.caption else []
    section, index = "", 0
    while index < len(sheet.rows):
        row = sheet.rows[index]
        own = [cell for cell in row if folded(cell.text) and not cell.carried_down and not cell.carried_right]
        head = head_at(sheet.rows, index, folded(" ".join([*above, section, sheet.name or ""])))
        if head is not None:
            if found and found[-1].head.columns == head.columns and not above:
                found[-1].head = head
            else:
                lines = [*above, section] if section else above
                found.append(Table(head, sheet, " ".join(lines), _title(lines), lines=list(lines)))
            above = []
            index += head.rows
            continue
        if len(own) == 1 and not _is_item(own[0], found):
            line = unbroken(own[0].text)
            if found:
                section = line
                found[-1].lines.append(line)
            above = above if found else [*above, line]
        elif found:
            _read(found[-1], row, own, section, name)
        else:
            above = [*above, *(unbroken(cell.text) for cell in own)]
        index += 1
    for table in found:
        table.caption = " ".join((table.caption, section))
    return found


def looks_like_table(sheet: Sheet) -> bool:
    """Whether a sheet holds a table at all: a row whose words are those of headers, or several cells side by side."""
    return any(names_columns(row) for row in sheet.rows) or sum(len(_own(row)) > 2 for row in sheet.rows) > 1


def place(sheet: Sheet, index: int, first: int, last: int) -> tuple[str | None, str]:
    """The sheet's or page's name and the cells of one row: where a table runs over pages, in the page's numbering."""
    named = sheet.places[index] if index < len(sheet.places) else None
    where, number = named if named else (sheet.name, index)
    return where, cell_range(number, first, number, last)


def _own(row: tuple[Cell, ...]) -> list[Cell]:
    return [cell for cell in row if folded(cell.text) and not cell.carried_down and not cell.carried_right]


def _title(lines: list[str]) -> str | None:
    """The line that names a table: the longest of those that end as titles do, without 附件1."""
    plain = [_BEFORE_TITLE.sub("", line).strip() for line in lines]
    titles = [line for line in plain if _TITLE.search(line)]
    return max(titles or [line for line in plain if line], key=len, default=None)


def _is_item(cell: Cell, found: list[Table]) -> bool:
    """Whether a lone cell is a row of the table: in its first column only a document or item that stands there."""
    if not found or (cell.merged is not None and cell.merged[3] > cell.merged[1]):
        return False
    columns = found[-1].head.columns
    named = {columns[name] for name in ("item", "number", "title") if name in columns}
    if cell.column > 0 and cell.column in columns.values():
        return True
    if cell.column not in named or re.match("[(（]?[一二三四五六七八九十]{1,3}[)）、.．]", folded(cell.text)):
        return False
    return not _ABOUT.fullmatch(folded(cell.text))


def _read(table: Table, row: tuple[Cell, ...], own: list[Cell], section: str, name: str) -> None:
    """Puts one row below a header into its table, or says why not."""
    if not own or _counts_columns(own):
        return
    if _is_about(own):
        table.caption += "".join(f" {unbroken(cell.text)}" for cell in own)
        table.lines += [unbroken(cell.text) for cell in own]
        return
    columns = table.head.columns
    index = own[0].row
    last = max(columns.values())
    where, cells = place(table.sheet, index, 0, last)
    spot = f"{name} 工作表“{where}” {cells}" if where else f"{name} {cells}"
    if _is_classified(row, columns):
        table.problems.append(f"{spot}：该行有密级标志，未读入；{HANDLE}")
        return
    if table.sheet.problems and any(not cell.given for cell in row[: last + 1]):
        # A cell that the file did not save is not an empty one: nobody may be asked why it says nothing.
        table.problems.append(f"{spot}：该行有公式没有保存结果或显示为错误值，未读入，请用表格软件打开并重新保存。")
        return
    texts = {field: row[column].text.strip() if column < len(row) else "" for field, column in columns.items()}
    before = table.rows[-1].texts if table.rows else {}
    for field_, text in texts.items():
        if is_ditto(text) or (not text and field_ in _CARRIED.get(table.head.kind, ())):
            texts[field_] = before.get(field_, "")
    names = [name for name in _NAMING if texts.get(name)]
    if not names:
        table.problems.append(f"{spot}：该行没有{_needed(table.head.kind)}，未读入，请补填。")
    elif table.rows and _goes_on(row, columns):
        _join(before, texts)
    else:
        table.rows.append(Row(texts, where, cells, section))


def _needed(kind: Kind) -> str:
    needed = {"villages": "公开事项名称", "ledger": "单位名称", "results": "问题", "applications": "收到日期"}
    return needed.get(kind, "文号和标题")


def _is_about(own: list[Cell]) -> bool:
    texts = [folded(cell.text) for cell in own]
    return bool(_ABOUT.fullmatch(texts[0])) and (own[0].column == 0 or len(own) == 1)


def _counts_columns(own: list[Cell]) -> bool:
    """True for a row that only counts the columns (1 2 3 4) or holds a running number alone."""
    return all(folded(cell.text).strip("()[]").isdigit() for cell in own) and (len(own) > 3 or own[0].column == 0)


def _is_classified(row: tuple[Cell, ...], columns: dict[str, int]) -> bool:
    secrecy = columns.get("secrecy")
    if secrecy is not None and secrecy < len(row) and not _NOT_CLASSIFIED.fullmatch(folded(row[secrecy].text)):
        return True
    return any(is_marked(cell.text) for cell in row if cell.text)


def _goes_on(row: tuple[Cell, ...], columns: dict[str, int]) -> bool:
    """True where number and title are merged with the row above: the row only has more of the same document."""
    named = [row[columns[name]] for name in ("number", "title") if name in columns and columns[name] < len(row)]
    filled = [cell for cell in named if folded(cell.text)]
    return bool(filled) and all(cell.carried_down for cell in filled)


def _join(above: dict[str, str], texts: dict[str, str]) -> None:
    for name, text in texts.items():
        if text and text not in above.get(name, ""):
            above[name] = f"{above[name]}\n{text}" if above.get(name) else text


def refused(error: UserError, path: str, name: str) -> str:
    """What a reader said of a file, called what the office calls it."""
    words = str(error).replace(path, name)
    own = name.rpartition("/")[2]
    words = words if name in words else words.replace(own, name, 1)
    return words.replace("目录文件 ", "").replace("目录文件", "文件")
