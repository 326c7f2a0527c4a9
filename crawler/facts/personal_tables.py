"""Tables of persons in a text: which columns hold names, illnesses, homes, numbers; who is a minor.

Cells stand apart by tabs. The header is the first row of a table that names a column of persons; a table without one
says nothing for certain.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from inspection.masked_tables import is_home_head, is_illness_head, is_minor_head, is_name_head

_BLANKS = re.compile(r"\s")
_ANYBODY = frozenset(("姓名", "名字"))
_PERSON_OR_MASKED = re.compile(r"[一-鿿·][一-鿿·某*＊×○〇XxOo]{1,3}")
_PERSON = re.compile(r"[一-鿿·]{2,4}")
# 某, O and × stand for signs of a name that was masked.
_MASKED = re.compile(r"[某×＊*○〇Xx]")
_OF_OFFICE = re.compile(
    r"职务|职位|岗位|职责|科室|部门|单位|机构|公司|企业|商户|店|负责人|联系人|网点|学校(?!名称)|医院|网格|河长|路长|林长|值班|法定代表|经营者|执法|证件编号|律师|教师|医师|专家"
)
_PHONE = re.compile(r"(?:联系)?(?:电话|手机)(?:号码?)?|联系方式|手机号")
_CODES = re.compile(
    r"信用代码|注册号|登记号|准考证|考号|代码|编号|编码|证书号|许可证号?|案号|合同号|项目号|流水号|单号"
)
_IDS = re.compile(r"身份|证件号")
_MINORS = re.compile(r"孤儿|事实无人抚养|困境儿童|留守儿童|未成年|流浪儿童|弃婴|残疾儿童|患儿")
# What a list of those who are given something, or whose case it is, says beside their names.
_OF_PRIVATE = re.compile(
    r"身份|证件号|银行|卡号|账号|金额|补[助贴偿]|救助|资助|低保|残疾|住址|家庭|人口|户籍|困难|面积|亩|等级|年龄|出生|籍贯|病|诉求|申请"
)
# Lists of those who serve: their numbers are there to be called.
_OF_DUTIES = re.compile(
    r"队员|责任人|特派员|指导员|辅导员|督导员|联络员|信息员|管理员|网格员|护林员|调解员|志愿者|主任|书记|医生|医师|团队|值班|值守|联系(?:方式|表|电话)|通讯录|电话表|负责人|联系人|专家|律师|经纪人"
    r"|服务|咨询|投诉|监督|包保|包联|挂点|驻村|帮扶(?:干部|责任)|干部|领导|工作人员|执法人员|[河湖林田路]长"
)
# Illnesses of animals and plants are nobody's.
_OF_ANIMALS = re.compile(r"动物|畜|禽|扑杀|养殖|免疫|屠宰|植物|病虫|林木|疫木|[猪牛羊鸡鸭]")
_TELLING_OF_MINORS = re.compile(r"身份证|证件号|监护人|家长|住址|出生|电话|手机|学籍|户籍|银行|卡号")


@dataclass(frozen=True)
class Table:
    """The header of a table (heads without blanks) and its rows below, each with its place in the text; `about` what
    the page or the file is called."""

    heads: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    about: str = ""

    @property
    def of_persons(self) -> bool:
        """Whether it lists private persons: names without posts or bodies beside them."""
        return any(map(is_name_head, self.heads)) and not self.of_office

    @property
    def of_office(self) -> bool:
        """Whether it says how bodies and those who work there are reached."""
        return any(_OF_OFFICE.search(head) for head in self.heads)

    @property
    def of_private_persons(self) -> bool:
        """Whether its persons are named as those of a case, or for what they are given."""
        named_so = any(is_name_head(head) and head not in _ANYBODY for head in self.heads)
        return self.of_persons and (named_so or any(map(_OF_PRIVATE.search, self.heads)))

    @property
    def of_duties(self) -> bool:
        """Whether it lists those who serve and how they are reached."""
        return _OF_DUTIES.search(self.about) is not None or any(map(_OF_DUTIES.search, self.heads))

    @property
    def of_animals(self) -> bool:
        """Whether its illnesses are those of animals or plants."""
        return any(map(_OF_ANIMALS.search, (self.about, *self.heads)))

    @property
    def of_codes(self) -> bool:
        """Whether its long numbers are codes of bodies or papers, and none an ID number."""
        return any(map(_CODES.search, self.heads)) and not any(map(_IDS.search, self.heads))

    @property
    def has_phones(self) -> bool:
        """Whether a column holds telephone numbers."""
        return any(map(_PHONE.fullmatch, self.heads))

    def of_minors(self) -> tuple[bool, bool]:
        """Whether its names are those of minors, and whether what stands beside them leaves no doubt."""
        listed = any(map(_of_child, self.heads))
        about = _MINORS.search(self.about) is not None and any(map(is_name_head, self.heads)) and not self.of_duties
        telling = any(map(_TELLING_OF_MINORS.search, self.heads))
        return (about or (listed and telling)) and not self.of_office, telling


@dataclass(frozen=True)
class Cell:
    """A place in a row of a table."""

    table: Table
    cells: tuple[str, ...]
    column: int

    @property
    def head(self) -> str:
        """What its column is called; '' where cells were merged, so that columns and heads do not agree."""
        return self.table.heads[self.column] if len(self.cells) == len(self.table.heads) else ""

    @property
    def names_person(self) -> bool:
        """Whether the row names a person in a column of names."""
        agree = len(self.cells) == len(self.table.heads)
        told = zip(self.table.heads, self.cells, strict=True) if agree else ()
        return any(is_name_head(head) and _PERSON_OR_MASKED.fullmatch(_BLANKS.sub("", cell)) for head, cell in told)


def tables_of(text: str, about: str = "") -> Iterator[Table]:
    """The tables of a text that have a header. `about`: what the page or the file is called."""
    place, block = 0, list[tuple[int, tuple[str, ...]]]()
    for line in (*text.split("\n"), ""):
        if "\t" in line:
            block.append((place, tuple(line.split("\t"))))
        elif block:
            if (table := _table(block, about)) is not None:
                yield table
            block = []
        place += len(line) + 1


def names_in(table: Table, *, minors: bool = False) -> Iterator[tuple[int, str]]:
    """Names of persons (`minors`: of those, where a column says so) that stand there unmasked, with the places of their
    rows."""
    children = minors and any(map(_of_child, table.heads))
    for row, name in _cells(table, _of_child if children else is_name_head):
        if is_whole_name(name):
            yield row, name


def illnesses_in(table: Table) -> Iterator[tuple[int, str]]:
    """Names that stand unmasked beside an illness of theirs: not of those who treat it, and not of their animals."""
    if table.of_office or table.of_animals:
        return iter(())
    ill = {row for row, cell in _cells(table, is_illness_head) if cell and "*" not in cell}
    return ((row, name) for row, name in names_in(table) if row in ill)


def homes_in(table: Table) -> Iterator[tuple[int, str]]:
    """What stands in columns of home addresses."""
    return ((row, cell) for row, cell in _cells(table, is_home_head) if cell)


def is_whole_name(name: str) -> bool:
    """Whether a cell is a name of which nothing was masked."""
    return _PERSON.fullmatch(name) is not None and _MASKED.search(name) is None


def _of_child(head: str) -> bool:
    return is_minor_head(head) and not head.startswith(("家长", "监护人"))


def _table(block: Sequence[tuple[int, tuple[str, ...]]], about: str) -> Table | None:
    for number, (_, cells) in enumerate(block[:4]):
        heads = tuple(_BLANKS.sub("", cell) for cell in cells)
        if any(map(is_name_head, heads)) or any(map(_PHONE.fullmatch, heads)) or any(map(_CODES.search, heads)):
            return Table(heads, tuple(block[number + 1 :]), about)
    return None


def _cells(table: Table, wanted: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    columns = [place for place, head in enumerate(table.heads) if wanted(head)]
    for row, cells in table.rows:
        if len(cells) == len(table.heads):
            for column in columns:
                yield row, _BLANKS.sub("", cells[column])
