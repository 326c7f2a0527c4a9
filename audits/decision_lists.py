"""The lists of major decisions that a district itself publishes (重大行政决策事项目录)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audits.case import Case
from audits.names import fold
from audits.once import once_a_case
from audits.titles import TELLING, even
from inspection.types.portal import Page

_LIST = re.compile("重大(?:行政)?决策(?:事项)?.{0,8}(?:目录|清单|事项)")
_NO_LIST = re.compile("征求|征集|管理|办法|规定|制度|解读|公众参与|通知(?!.*(?:目录|清单))|标准|专家|听证")
_BRACKETED = re.compile("《([^《》]+)》")
_ITEM = re.compile(r"^[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）、.．\s]\s*(?P<name>.+)$")
_OFF, _ON = re.compile("调出|移出|删去|删除|取消|不再列入|暂缓|终止"), re.compile("调入|新增|增加|列入|保留|调整后")
_KINDS = ("规划", "办法", "方案", "规定", "细则", "措施", "意见", "标准", "政策", "计划", "条例")
_LONGEST = 60


@dataclass(frozen=True)
class Decision:
    """A document that a list announces; `page` is the list."""

    name: str
    page: Page


@once_a_case
def listed_decisions(case: Case) -> tuple[Decision, ...]:
    """Every document that the district's own lists of major decisions announce, each once."""
    lists = [page for page in case.judged_pages() if _is_list(case.title_of(page)) and case.is_own(page)]
    told = [(name, taken_off, page) for page in lists for name, taken_off in _names(case, page)]
    gone = {fold(name) for name, taken_off, _ in told if taken_off}
    found = [Decision(name, page) for name, _, page in told if fold(name) not in gone]
    return tuple({fold(one.name): one for one in reversed(found)}.values())


def _is_list(title: str) -> bool:
    plain = even(title)
    return bool(_LIST.search(plain)) and not _NO_LIST.search(plain)


def _names(case: Case, page: Page) -> Iterator[tuple[str, bool]]:
    """The names of a list with whether it takes them off: by their own line, or by the heading above."""
    files = [file for file in case.attachments_of.get(page.url, ()) if file.state == "ok"]
    for text in (case.text_of(page), *(case.text_of_file(file) for file in files)):
        below = False
        for line in text.split("\n"):
            taken_off = _OFF.search(_BRACKETED.sub("", line)) is not None
            if taken_off or _ON.search(line):
                below = taken_off
            inside = _BRACKETED.findall(line)
            item = _ITEM.match(line.strip())
            names = inside or ([item["name"].strip("。；;， ")] if item else [])
            for name in names:
                bare = re.sub(r"[（(][^（）()]*[）)]$", "", name)
                if bare.endswith(_KINDS) and TELLING <= len(fold(bare)) <= _LONGEST:
                    yield name, below
