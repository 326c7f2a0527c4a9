"""Personal data that should not stand on a page (B13): ID numbers, mobile numbers of private persons, bank cards, home
addresses with their door numbers, names beside illnesses, names of minors.

What stands around decides: telephones of offices, codes of bodies and papers, accounts of bodies, officials' names are
no hits, and neither is what was masked. Hits are masked here, in the forms of the office's pack.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from crawler.facts.personal_tables import Cell, Table, homes_in, illnesses_in, names_in, tables_of
from crawler.facts.seen import SeenPage
from inspection.masked_words import ILLNESS, door_masked, forms, hidden, name_masked
from inspection.masking import PersonalNumber, home_addresses, is_id_number, mask, personal_numbers
from inspection.types.page_facts import PersonalHit, PersonalKind, Place

_LONG_NUMBER = re.compile(r"[\d０-９][\d０-９ \-－]{9,}")
_STOP = re.compile(r"[。；;！？\n]")
_BEFORE = 20
_NEAR, _FAR = 40, 80
_PRIVATE = re.compile(
    r"当事人|申请人|被申请人|户主|投诉人|举报人|信访人|患者|监护人|家长|学生|受助人|救助对象|购房人|业主|农户|村民|居民|贫困户|脱贫户|低保|残疾人|考生|领取人|享受人"
    r"|承租人|家庭成员|受害人|被执行人|持卡人|本人"
)
# Between a word for a person and a number: the number is one that the person is asked to call, or a body's.
_ASKED_TO_CALL = re.compile(
    r"拨打|致电|咨询|预约|监督|服务|热线|窗口|委员会|联合会|联络|中心|报名|加入|添加|投诉(?!人)|举报(?!人)|[与和]\S{1,20}联系|请(?=[与和拨致联向到及于在])"
    r"|可(?=[以拨向到联通凭添加咨致])|如(?=[有需对])|应当?(?=[到向与在])|凭"
    r"|主任|专干|专员|干部|老师|书记|法官|民警|医生|审核|经办|受理|(?:监察|协理|督导|调解|辅导|管理|指导|网格|信息|工作|服务)员"
    r"|[点部校园站店所院馆厅队处室会司局办](?:的)?(?:联系)?电话"
)
_OF_OFFICE = re.compile(
    r"联系人|咨询|办公|值班|举报(?!人)|监督|投诉(?!人)|热线|服务|受理|经办|负责人|工作人员|监察员|协理员|督导员|调解员|信息员|服务员|专干|客服|传真|报名|预约|邮箱|公司|管理员|网格员"
    r"|代理|招标|采购|中心|窗口|局|委|街道|镇政府|乡政府|社区|银行|医院|学校|卫生院|协会|联系(?:电话|方式)|书记|主任|干部|民警|法官|律师|老师"
    r"|医生|经理|先生|女士|同志|QQ|微信|群|[局科所镇乡村组站队院校处河路林湖田段]长"
)
_CODES = re.compile(
    r"信用代码|机构代码|注册号|准考证|考号|代码|编号|编码|许可证|证书|案号|流水号|订单|批号|条码|合同|项目|文号|宗地|单元号|图号|资产|登记号|受理号|业务号|备案号|运单|快递|设备|序列|发票"
)
_PHONE = re.compile(r"电话|手机|联系|致电|拨打")
_ID_HEAD = re.compile(r"身份|证件号")
_PHONE_HEAD = re.compile(r"电话|手机|联系方式|联系(?:号码)?$|号码$")
_AMOUNT = re.compile(r"\s*(?:\.\d|[元万亿吨个㎡%]|平方|公斤)")
_ID_WORDS = re.compile(r"身份证|身份号|证件号|公民身份")
_CARD_WORDS = re.compile(r"银行|卡号|账号|帐号|账户|一卡通|一折通|存折|社保卡|开户")
_CORPORATE = re.compile(
    r"公司|财政|国库|专户|对公|基本户|单位|局|委员会|中心|政府|法院|医院|学校|协会|基金会|办事处|村民委员会|合作社|慈善|红十字|捐|保证金|缴款|收款人|竞买|投标"
)
_LIVES = re.compile(r"(?:男|女)[，,][^。；\n]{0,40}?[，,]?(?:现)?住(?:址)?[：:]?(?P<home>[^，,。；;\n]{4,50})")
_BODY = re.compile(r"公司|厂|店|企业|单位名称|商行|超市|合作社|中心|部(?=[，,\s])|馆|场|园区|机构")
_PERSON = re.compile(r"男|女|身份证|代表人|负责人|经营者|投资人|当事人[：:]?[一-鿿]{2,4}[，,\s]|申请人|户主|姓名|本人")
_DOOR = re.compile(r"[\d０-９一二三四五六七八九十]+\s*(?:号楼|号|室|栋|幢|座|单元|楼|户)")
_PATIENT = re.compile(
    r"(?:患者|患儿|病人|困难职工|救助对象|受助人|受助学生|村民|居民)[：:\s]?(?P<name>[一-鿿]{2,3})[，,（(][^。；\n]{0,20}?(?:患有?|罹患|确诊为?|诊断为|身患)"
    r"[一-鿿]{1,16}?(?:癌|病|症|瘤|炎|白血病|衰竭|综合征)"
)
_NAMED = re.compile(
    r"(?P<who>当事人|(?:被)?申请人|户主|患者|学生|家长|监护人|姓名|村民|居民|业主|投诉人|举报人|受助人|考生|经营者|法定代表人|投资人|持卡人|户名)(?P<gap>[：:\s]?)"
    r"(?P<name>[一-鿿]{2,3})(?=[，,、（(：:\s。]|$)"
)
_ALONE = re.compile(r"(?<![一-鿿])[一-鿿]{2,3}(?![一-鿿])")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史"
    "陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤农蒙岑"
)
_MASKED = re.compile(r"[*＊×]|某")
_MOST_SIGNS = 400_000


@dataclass(frozen=True)
class _Found:
    kind: PersonalKind
    shown: str
    start: int
    certain: bool


def personal_data(page: SeenPage) -> tuple[PersonalHit, ...]:
    """One hit for each kind and place: title, text, and each file by its name."""
    texts: list[tuple[Place, str, str]] = [("title", "", page.title), ("body", "", page.body)]
    texts += [("attachment", file.name, file.text) for file in page.files]
    return tuple(hit for place, where, text in texts for hit in _hits(text[:_MOST_SIGNS], place, where, page.title))


def _hits(text: str, place: Place, where: str, title: str) -> Iterator[PersonalHit]:
    about = f"{title}{where}"
    tables = list(tables_of(text, about)) if "\t" in text else []
    found = [*_numbers(text, tables), *_homes(text, tables), *_ill(text, tables), *_minors(tables)]
    found.sort(key=lambda one: (one.kind, not one.certain, one.start, one.shown))
    for kind, group in groupby(found, key=lambda one: one.kind):
        same = list(group)
        first = same[0]
        times = sum(one.certain for one in same) or len(same)
        shown_where = mask(where)
        yield PersonalHit(kind, place, shown_where, first.shown, _told_before(text, first), times, first.certain)


def _numbers(text: str, tables: Sequence[Table]) -> Iterator[_Found]:
    if _LONG_NUMBER.search(text) is None:
        return
    rows = {start: (table, cells) for table in tables for start, cells in table.rows}
    for number in personal_numbers(text):
        line = text.rfind("\n", 0, number.start) + 1
        table, cells = rows.get(line, (None, ()))
        place = text.count("\t", line, number.start)
        cell = Cell(table, cells, place) if table is not None else None
        certain = _JUDGES[number.kind](text, number, cell, place > 0)
        if certain is not None:
            form = {"id_number": forms().id_number, "mobile": forms().mobile, "bank_card": forms().bank_card}
            yield _Found(number.kind, hidden(number.number, form[number.kind]), number.start, certain)


def _id(text: str, one: PersonalNumber, cell: Cell | None, _tabbed: bool) -> bool | None:
    """Whether an ID number leaves no doubt; None where it is a code."""
    before = _before(text, one.start, _NEAR)
    head = cell.head if cell else ""
    called = one.named or _ID_HEAD.search(head) is not None or (not head and _ID_WORDS.search(before) is not None)
    if not called and (_CODES.search(head or before) or (cell is not None and cell.table.of_codes)):
        return None
    if len(one.number) == 15:
        return True if _is_old_id(one.number) else None
    return is_id_number(one.number)


def _mobile(text: str, one: PersonalNumber, cell: Cell | None, tabbed: bool) -> bool | None:
    """Whether a mobile number is surely a private person's; None where it is an office's."""
    if cell is not None:
        return _mobile_in_table(cell)
    before, behind = _before(text, one.start, _NEAR), text[one.end : one.end + 12]
    if _AMOUNT.match(behind) or (_CODES.search(before) and not _PHONE.search(before)):
        return None
    persons = list(_PRIVATE.finditer(before))
    asked = _ASKED_TO_CALL.search(before[persons[-1].end() :] if persons else before) is not None
    if persons and not asked:
        return True
    line = _line_of(text, one.start)
    if asked or any(map(_OF_OFFICE.search, (before, line))) or "联系人" in behind:
        return None
    if line.strip().startswith(("电话", "手机", "联系")) and _OF_OFFICE.search(_lines_above(text, one.start)):
        return None
    return None if tabbed else False


def _mobile_in_table(cell: Cell) -> bool | None:
    table = cell.table
    if table.of_office or (cell.head and not _PHONE_HEAD.search(cell.head)):
        return None
    if not table.of_persons:
        return None if table.of_duties else False
    if table.of_private_persons and table.has_phones:
        return True
    return None if table.of_duties else False


def _card(text: str, one: PersonalNumber, cell: Cell | None, _tabbed: bool) -> bool | None:
    """Whether a bank card is surely a person's; None where it is an account of a body or a code."""
    before = _before(text, one.start, _NEAR)
    around = text[max(0, one.start - _FAR) : one.end + _FAR]
    if cell is not None and cell.table.of_persons:
        row = "\t".join(cell.cells).replace("银行", "")
        if _CODES.search(cell.head) or _CORPORATE.search(row):
            return None
        return cell.names_person
    if _CODES.search(before) or _CORPORATE.search(around.replace("银行", "")):
        return None
    return _CARD_WORDS.search(before) is not None


_JUDGES = {"id_number": _id, "mobile": _mobile, "bank_card": _card}


def _homes(text: str, tables: Sequence[Table]) -> Iterator[_Found]:
    told = home_addresses(text)
    told += [(hit.group("home"), *hit.span("home")) for hit in _LIVES.finditer(text)] if "住" in text else []
    seen: set[int] = set()
    for home, start, _ in told:
        if start not in seen and _is_home(home) and not _of_body(text[max(0, start - _FAR) : start]):
            seen.add(start)
            yield _Found("address", door_masked(home), start, True)
    for table in tables:
        for row, home in homes_in(table):
            if not table.of_office and _is_home(home):
                yield _Found("address", door_masked(home), row, True)


def _of_body(before: str) -> bool:
    """Whether what was named last before an address is a body, not a person."""
    bodies, persons = list(_BODY.finditer(before)), list(_PERSON.finditer(before))
    return bool(bodies) and (not persons or persons[-1].start() < bodies[-1].start())


def _ill(text: str, tables: Sequence[Table]) -> Iterator[_Found]:
    for table in tables:
        for row, name in illnesses_in(table):
            yield _Found("illness", f"{name_masked(name)}（{ILLNESS}）", row, True)
    for hit in _PATIENT.finditer(text) if "患" in text or "诊" in text else ():
        if _MASKED.search(hit.group("name")) is None:
            yield _Found("illness", f"{name_masked(hit.group('name'))}（{ILLNESS}）", hit.start(), False)


def _minors(tables: Sequence[Table]) -> Iterator[_Found]:
    for table in tables:
        listed, certain = table.of_minors()
        for row, name in names_in(table, minors=True) if listed else ():
            yield _Found("minor", name_masked(name), row, certain)


def _is_home(home: str) -> bool:
    """Whether an address leads to a door and shows it."""
    return _DOOR.search(home) is not None and _MASKED.search(home) is None


def _is_old_id(number: str) -> bool:
    """Whether 15 digits could be an ID number of before 1999: a province and a date of birth in their places."""
    month, day = int(number[8:10]), int(number[10:12])
    return "11" <= number[:2] <= "82" and 1 <= month <= 12 and 1 <= day <= 31


def _before(text: str, start: int, signs: int) -> str:
    """What stands before a place in its sentence; of a row all its cells."""
    near = text[max(0, start - signs) : start]
    stop = list(_STOP.finditer(near))
    return near[stop[-1].end() :] if stop else near


def _line_of(text: str, start: int) -> str:
    begin = max(text.rfind("\n", 0, start) + 1, start - _FAR)
    return text[begin:start]


def _lines_above(text: str, start: int) -> str:
    """The two lines above a number's own: a contact is often told line by line."""
    lines = text[max(0, start - 3 * _FAR) : start].split("\n")
    return "\n".join(lines[-3:-1])


def _told_before(text: str, found: _Found) -> str:
    """The words in front of a hit, masked: what is named right before it is personal too."""
    if found.kind in ("illness", "minor"):
        return ""
    line = text.rfind("\n", 0, found.start) + 1
    words = mask(text[max(line, found.start - 3 * _BEFORE) : found.start])
    words = _NAMED.sub(lambda hit: f"{hit['who']}{hit['gap']}{name_masked(hit['name'])}", words)
    words = _ALONE.sub(lambda hit: name_masked(hit[0]) if hit[0][0] in _SURNAMES else hit[0], words)
    return " ".join(words.split())[-_BEFORE:]
