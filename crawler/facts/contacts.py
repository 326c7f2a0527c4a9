"""Contacts that a page states of a body or of a person in office: telephones, addresses, hours, who holds which post.

Only pages about bodies, their leaders and how to reach them are asked: the telephone in a notice is that of its matter.
Mobile numbers are left out, whoever they belong to.
"""

import re
from collections.abc import Iterator, Sequence

from crawler.facts.seen import SeenPage
from inspection.masking import mask
from inspection.types.page_facts import Contact

_ABOUT = re.compile(r"机构|领导|职能|职责|公开指南|联系方式|联系我们|概况|班子|简介|通讯录|内设|单位信息|信息公开专栏")
_NOT = re.compile(r"通知|公告|通报|公示|会议|活动|调研|新闻|动态|任免|招聘|采购|招标")
_ROLES = (
    "办公电话", "联系电话", "咨询电话", "值班电话", "公开电话", "监督电话", "电话号码", "电话", "传真号码", "传真",
    "电子邮箱", "电子邮件", "邮箱", "办公地址", "通讯地址", "联系地址", "单位地址", "地址", "办公时间", "工作时间",
    "邮政编码", "邮编", "负责人", "主要负责人", "单位名称", "机构名称", "受理机构", "工作机构", "主管部门",
)  # fmt: skip
_NAMED = re.compile(
    r"(?:^|[\s，,；;、。（(　]|机关|机构|办公室|单位|局|委|政府)"
    rf"(?P<role>{'|'.join(sorted(_ROLES, key=lambda role: (-len(role), role)))})\s*(?:[：:]|为[：:]?|是)\s*"
    r"(?P<value>[^，；;。\n\t　]{2,60})"
)
_POSTS = (
    "党组书记|党委书记|党工委书记|书记|副书记|局长|副局长|主任|副主任|区长|副区长|县长|副县长|市长|副市长|镇长|副镇长|乡长|副乡长|院长|副院长|所长|副所长|大队长|支队长"
    "|政委|科长|股长|站长|组长|主席|副主席|常委|党组成员|党委委员|党工委委员|一级调研员|二级调研员|三级调研员|四级调研员|总工程师|行长|队长"
)
_POST = rf"(?:[一-鿿]{{0,14}}?(?:{_POSTS}))"
_POST_NAME = re.compile(
    rf"^(?P<post>{_POST}(?:[、，,\s]{{1,2}}{_POST}){{0,4}})\s*[：:\s]\s*(?P<name>[一-鿿·]{{2,4}})(?=$|[\s，,。；;（(])"
)
_NAME_POST = re.compile(
    rf"^(?:姓名[：:]\s*)?(?P<name>[一-鿿·]{{2,4}})(?:[（(][男女][）)])?\s*(?:[，,：:\s]|职务[：:])+(?:现任|任|担任|职务[：:])?\s*(?P<post>{_POST}(?:[、，,\s]{{1,2}}{_POST}){{0,4}})\s*[。；]?$"
)
_LIFE = re.compile(
    rf"^(?P<name>[一-鿿·]{{2,4}})[，,](?:男|女)[，,][^\n]*?(?:现任|担任)(?P<body>[一-鿿]{{2,20}}?(?:局|委员会|委|办公室|政府|镇|乡|街道|中心|院|队))?"
    rf"(?P<post>{_POST}(?:[、，,\s]{{1,2}}{_POST}){{0,4}})"
)
_SPACED_NAME = re.compile(r"^([一-鿿])[ 　]([一-鿿])(?=[\s，,：:])")
_BODY = re.compile(
    r"^[一-鿿（）()]{2,28}(?:局|委员会|办公室|政府|街道办事处|街道|镇|乡|中心|大队|支队|所|科|股|室|处|院|站|队|公司|馆|校)$"
)
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
# What stands behind a post in the place of a name.
_NO_NAMES = re.compile(
    rf"{_POSTS}|简历|分工|信箱|信息|空缺|暂缺|暂空|待定|待补|职责|职务|姓名|性别|电话|传真|地址|照片|主持|分管|负责|协助|联系|全面|工作|领导|之窗|兼任|更多|详情"
    r"|^(?:[男女]|.{1,3}族|本科|研究生|大专|中专|学士|硕士|博士)$"
)
_HEADS = frozenset((*_ROLES, "序号", "单位", "名称", "机构", "部门", "职务", "姓名", "分工", "科室", "备注", "领导"))
# What names the body that the lines below it speak of.
_OWNERS = ("单位名称", "机构名称", "受理机构", "工作机构", "主管部门")
_VALUE = re.compile(r"\d{3}|[路街巷道]|@|[：:].")
_LONGEST_LINE = 200
_LONGEST_LIFE = 600
_MOST = 300


def contacts_of(page: SeenPage, publisher: str | None) -> tuple[Contact, ...]:
    """In their order, each once; `name` is the body named last before it, else the page's publisher."""
    if _NOT.search(page.title) or not any(map(_ABOUT.search, (page.title, *page.path))):
        return ()
    return tuple(dict.fromkeys(_contacts(page.body.split("\n"), publisher or "")))[:_MOST]


def _contacts(lines: Sequence[str], owner: str) -> Iterator[Contact]:
    for line in lines:
        if (life := _LIFE.match(line[:_LONGEST_LIFE])) is not None:
            yield Contact(life.group("post").strip(), life.group("body") or owner, life.group("name"))
            continue
        if len(line) > _LONGEST_LINE:
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if sum("".join(cell.split()) in _HEADS for cell in cells) > 1 and not any(map(_VALUE.search, cells)):
            # The heads of a table: what stands beside them is another head.
            continue
        named = next((cell for cell in cells if _BODY.match(cell)), None)
        owner = named or owner
        yield from _leader(_SPACED_NAME.sub(r"\1\2", " ".join(cells)), owner)
        for hit in _NAMED.finditer(_with_colons(cells)):
            value = " ".join(hit.group("value").split())
            if hit.group("role") in _OWNERS:
                owner = value
            if _MOBILE.search(value) is None and not value.endswith(("：", ":")):
                yield Contact(hit.group("role"), owner, mask(value))


def _with_colons(cells: Sequence[str]) -> str:
    """A row as a line: a cell that is a role alone speaks of the cell behind it."""
    return "　".join(f"{cell}：" if cell in _ROLES else cell for cell in cells).replace("：　", "：")


def _leader(line: str, owner: str) -> Iterator[Contact]:
    for pattern in (_POST_NAME, _NAME_POST):
        hit = pattern.match(line.strip())
        if hit and _NO_NAMES.search(hit.group("name")) is None and _BODY.match(hit.group("name")) is None:
            yield Contact(hit.group("post").strip(), owner, hit.group("name"))
            return
