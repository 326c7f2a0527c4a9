"""Lines of a sheet that are no matters: captions, notes, totals, legends, signatures, what is said once for a table."""

import re

from directories.cells import folded, unbroken
from directories.domains import domain_of, is_known, names_several
from directories.header import KNOWN_WORDS, Rows, header_at
from directories.sheet import Cell

# In the first cells of a row these are no numbers of matters.
_TOTAL = re.compile("(?:合计|总计|小计|共计)(?:[:：]?共?\\d+[项条个].{0,6}|\\d{0,2}[:：].*)?")
_NOTE_MARK = re.compile(f"(?:备?注|说明|图例|填[表报]说明|其他说明)(?:\\d{{0,2}}[:：].*)?|{_TOTAL.pattern}")
_NOTE_GOES_ON = re.compile("^(?:\\d{1,2}[.、)]|[(]\\d{1,2}[)])|[。;]$")
_SIGNATURE = re.compile(
    "(?:填[表报]|制[表作]|审[核批签]|联系|负责|经办|单位|日期|盖章|电话|时间|科室)[^:：]{0,8}[:：].*|20\\d\\d年.{1,7}"
)
_NOTE = re.compile("(?:注|备注|说明|填表|填报|制表|审核人|联系人|联系电话|单位|日期|附|第\\d+页|[-—]\\d+[-—]|共\\d+)")
_PAGE = re.compile("第?\\d+页(?:[,，/]?共\\d+页)?|[-—]\\d+[-—]|\\d+/\\d+|附[件表]\\d*[:：]?")
_LEGEND = re.compile("[“\"'「]?[■□●〇○√☑*][”\"'」]?.{0,4}(?:表示|为|代表|指|是).{0,4}(?:必选|可选|必须|选|公开)")
_NUMBERED_NAME = re.compile("(?:[(][一二三四五六七八九十]{1,3}[)]|[一二三四五六七八九十]{1,3}、)([一-鿿、]{2,14})")
_ONLY_NUMBERED = re.compile("(?:第|附[件表]|表)?[(]?[一二三四五六七八九十\\d]{1,3}[)]?(?:部分)?[、.:]?")
TITLE = re.compile("领域|目录|标准化|一览表")
_SENTENCE = re.compile(
    "[。;]$|(?:制定|编制|解释|印发|公布|施行|实施)(?:本|之|的|,|。)|^(?:根据|按照|为[了进推贯全])|负责解释"
)
_GLOBAL = {
    name: re.compile(f"{word}[:：]\\s*(.+?)(?=。|$|\\s*(?:公开|责任|填报|更新|咨询|监督)[一-鿿]{{2,6}}[:：])")
    for name, word in (("time_limit", "公开时限"), ("publisher", "公开主体"))
}
_LONGEST_CAPTION = 80
_MANY_CELLS, _LONG_TEXT = 6, 30


def own_cells(row: tuple[Cell, ...]) -> list[Cell]:
    """The cells of a row whose text begins in it."""
    own = []
    for cell in row:
        if cell.text and folded(cell.text):
            area = cell.merged
            if area is None or (area[0] == cell.row and area[1] == cell.column):
                own.append(cell)
    return own


def plainly_data(own: list[Cell], numbers: int | None) -> bool:
    """True for a row with a number in the column of numbers and more text than a header, caption or note has: most rows
    of a directory, which need not be asked what else they could be."""
    return (
        len(own) >= _MANY_CELLS
        and own[0].column == numbers
        and own[0].text.isdecimal()
        and any(len(cell.text) > _LONG_TEXT for cell in own)
    )


def filled(row: tuple[Cell, ...]) -> bool:
    """True for a row with any text, also one that is merged over it."""
    return any(cell.text and folded(cell.text) for cell in row)


def wide(cell: Cell, row: tuple[Cell, ...]) -> bool:
    """True for a cell that is merged over most of its row, or stands alone at its beginning."""
    if cell.merged is not None:
        return min(cell.merged[3], len(row) - 1) - cell.merged[1] + 1 > len(row) / 2
    return cell.column == 0 and not folded(cell.text).isdigit() and len(folded(cell.text)) > 3


def is_note(own: list[Cell]) -> bool:
    """True for a row that tells about the table: notes, totals, legends, who filled it in and when."""
    if not own:
        return False
    first = folded(own[0].text)
    if first.isdigit():
        return len(own) > 1 and own[1].column <= 2 and bool(_TOTAL.fullmatch(folded(own[1].text)))
    if own[0].column == 0 and _NOTE_MARK.fullmatch(first):
        return True
    if own[0].column <= 2 and _TOTAL.fullmatch(first):
        return True
    if len(own) == 1 and (_LEGEND.search(first) or _PAGE.fullmatch(first)):
        return True
    return all(_SIGNATURE.fullmatch(folded(cell.text)) for cell in own)


def is_remark(cell: Cell) -> bool:
    """True for a lone line that is no row of the table: notes and page numbers."""
    text = folded(cell.text)
    return bool(_NOTE.match(text) or _LEGEND.search(text))


def goes_on_noting(own: list[Cell]) -> bool:
    """True for a line that, right behind a note, is its next sentence."""
    return len(own) == 1 and bool(_NOTE_GOES_ON.search(folded(own[0].text)))


def numbers_columns(own: list[Cell]) -> bool:
    """True for the row under a header that only counts its columns: 1 2 3 4 …, (1) (2) (3) …"""
    numbers = [folded(cell.text).strip("()[]<>") for cell in own]
    return len(own) >= KNOWN_WORDS and all(number.isdigit() for number in numbers)


def caption_in(own: list[Cell], row: tuple[Cell, ...]) -> str | None:
    """The caption that a row holds: a line that names a domain or several, alone or beside who filled the table in."""
    if len(own) == 2 and _ONLY_NUMBERED.fullmatch(folded(own[0].text)) and TITLE.search(own[1].text):
        joined = f"{own[0].text.strip()}{own[1].text.strip()}"
        named = "领域" in joined or is_known(domain_of(joined) or "")
        return joined if named and (domain_of(joined) or names_several(joined)) else None
    if not own or (len(own) > 1 and not all(_SIGNATURE.fullmatch(folded(cell.text)) for cell in own[1:])):
        return None
    text = own[0].text.strip()
    if len(folded(text)) > _LONGEST_CAPTION:
        text = text.splitlines()[0]
    plain = folded(text)
    if len(plain) > _LONGEST_CAPTION or _SENTENCE.search(plain):
        return None
    if domain_of(text) is None and not names_several(text):
        return None
    return text if TITLE.search(plain) or (len(own) == 1 and wide(own[0], row)) else None


def unknown_domain(rows: Rows, own: list[Cell], index: int) -> str | None:
    """The domain in a numbered caption right above a header (（三）街道概况), though nobody knows it; else None."""
    if len(own) != 1:
        return None
    found = _NUMBERED_NAME.fullmatch(folded(own[0].text))
    if found is None or not wide(own[0], rows[index]):
        return None
    below = next((at for at in range(index + 1, min(index + 4, len(rows))) if filled(rows[at])), None)
    return found[1] if below is not None and header_at(rows, below) is not None else None


def spoken_in(text: str) -> dict[str, str]:
    """A limit or a publishing body that is printed once for the whole table, above it."""
    found = {name: pattern.search(text) for name, pattern in _GLOBAL.items() if "公开" in text}
    return {name: unbroken(match[1]) for name, match in found.items() if match}
