"""Tables of persons: rows under a header that has a name beside an ID number, a bank card, an illness, or of minors.

What officials are called and how offices are reached stands in tables too, without any of these columns: it stays.
"""

import re

from inspection.masked_words import ILLNESS, door_masked, name_masked

_OF_MINORS = r"(?:学生|儿童|幼儿|未成年人|孤儿|家长|监护人)(?:姓名)?"
_NAME = re.compile(
    r"姓名|名字|户名|(?:申请|受助|领取|持卡|收款|享受|残疾|当事)人(?:姓名)?|户主(?:姓名)?|患者(?:姓名)?|(?:救助|保障|补贴|慰问)对象(?:姓名)?|"
    + _OF_MINORS
)
_TELLING = re.compile(
    r"(?:公民|居民)?身份(?:证(?:件)?(?:号码?)?|号码)|(?:身份)?证件号码?|(?:开户)?银行(?:卡|账|帐)?号码?|卡号|银行账[号户]|"
    r"(?:所患)?疾病(?:名称)?|病种|病情|(?:临床)?诊断(?:结果)?|" + _OF_MINORS
)
_ILLNESS = re.compile(r"(?:所患)?疾病(?:名称)?|病种|病情|(?:临床)?诊断(?:结果)?")
_HOME = re.compile(r"(?:家庭|现|户籍|居住|常)?住址|(?:家庭|户籍|居住)地址|户籍所在地|居住地")
_PERSON = re.compile(r"[一-鿿·]{2,6}")
_BLANKS = re.compile(r"\s")


def mask_tables(text: str) -> str:
    """The text with names, home addresses and illnesses masked in such tables. Cells stand apart by tabs."""
    lines = text.split("\n")
    header: list[str] = []
    for place, line in enumerate(lines):
        cells = line.split("\t")
        if len(cells) < 2:
            header = []
        elif _is_header(cells):
            header = [_BLANKS.sub("", cell) for cell in cells]
        elif len(cells) == len(header):
            lines[place] = "\t".join(map(_masked, header, cells))
    return "\n".join(lines)


def is_name_head(head: str) -> bool:
    """Whether a column holds names of persons."""
    return _NAME.fullmatch(head) is not None


def is_minor_head(head: str) -> bool:
    """Whether a column holds names of minors or of those who answer for them."""
    return re.fullmatch(_OF_MINORS, head) is not None


def is_illness_head(head: str) -> bool:
    """Whether a column holds illnesses."""
    return _ILLNESS.fullmatch(head) is not None


def is_home_head(head: str) -> bool:
    """Whether a column holds addresses of homes."""
    return _HOME.fullmatch(head) is not None


def _is_header(cells: list[str]) -> bool:
    names = [_BLANKS.sub("", cell) for cell in cells]
    return any(_NAME.fullmatch(name) for name in names) and any(_TELLING.fullmatch(name) for name in names)


def _masked(head: str, cell: str) -> str:
    bare = _BLANKS.sub("", cell)
    if not bare:
        return cell
    if _NAME.fullmatch(head):
        return name_masked(bare) if _PERSON.fullmatch(bare) else cell
    if _ILLNESS.fullmatch(head):
        return ILLNESS
    return door_masked(cell) if _HOME.fullmatch(head) else cell
