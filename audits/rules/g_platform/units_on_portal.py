"""G07: a department, town or street of the district that publishes nothing on the district's portal."""

import re
from collections.abc import Iterator
from functools import lru_cache

from audits.case import Case
from audits.documents import Documents
from audits.front_page import front_links, front_page_unread
from audits.names import fold, resolve_unit
from audits.published_directories import listings_searched
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DistrictAsWhole
from inspection.types.judgement import Unit

# Dispatched and vertical bodies publish on their own systems' sites, public enterprises through their departments.
_ASKED = ("区属", "镇街")
_CLASS = re.compile("(?:人民)?政府$|办事处$")
_SHORTEST = 3


@rule(
    "G07",
    name="单位未在门户网站开设公开目录",
    severity=3,
    mode="A",
    subject="district",
    wordings={
        "missing": Wording(
            "{district}门户网站未查找到{unit}的信息公开目录或者发布的信息",
            "请增设；已开设的，请提供链接",
        ),
    },
)
def units_on_portal(case: Case) -> Iterator[Answer]:
    """以县级政府门户网站为公开的第一平台，各部门、乡镇（街道）在其中开设公开目录，集中发布信息。

    为什么: 群众不必知道哪个单位有自己的网站，在一处就能查到。
    怎样整改: 在门户网站为该单位开设公开目录。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    asked = [unit for unit in case.units if unit.kind in _ASKED and _holds(case, unit)]
    if not asked:
        return
    publishing = {name for given in {page.publisher for page in case.pages} if (name := _named(case, given))}
    keeping = {name for given in {note.unit for note in case.notes} if (name := _named(case, given))}
    places = _places(case)
    shown = {unit.name: unit.name in publishing | keeping or _has_place(case, unit, places) for unit in asked}
    reason = _reason(case, any(shown.values()))
    for unit in asked:
        subject = DistrictAsWhole(case.district.name, unit.name)
        if shown[unit.name]:
            yield passed(subject)
        elif reason:
            yield unknown(subject, reason)
        else:
            yield fail(
                subject,
                "missing",
                # it may be called by an abbreviation, or publish under another body's name
                suspected=True,
                listings=listings_searched(case),
                district=case.district.name,
                unit=unit.name,
            )


def _holds(case: Case, unit: Unit) -> bool:
    return (unit.since is None or unit.since <= case.as_of) and (unit.until is None or case.as_of <= unit.until)


def _named(case: Case, name: str | None) -> str | None:
    unit = resolve_unit(name, case.units, case.district.name, case.as_of) if name else None
    return unit.name if unit else None


def _reason(case: Case, some: bool) -> str | None:
    if not some:
        return "门户上没有见到任何单位的目录，可能设在没有采集的地方"
    if Documents(case).unread_lists():
        return "门户的列表没有全部读完，不能认定未开设"
    if _may_be_unread(case):
        return "有栏目的页面没有读到，发布机构不明，不能认定未开设"
    return front_page_unread(case)


def _may_be_unread(case: Case) -> bool:
    """Whether a unit may publish in pages that were not read: of a column of which no page says who publishes there."""
    told = {column for page in case.judged_pages() if page.publisher for column in page.columns}
    return any(told.isdisjoint(page.columns) for page in case.pages if page.state != "ok" or page.landed)


def _places(case: Case) -> tuple[str, ...]:
    """The folded names of columns and of the front pages' links, each once, that are not those of another unit."""
    names = [*(name for column in case.columns for name in column.path), *(link.text for link in front_links(case))]
    return tuple(dict.fromkeys(fold(name) for name in names if name.strip()))


def _has_place(case: Case, unit: Unit, places: tuple[str, ...]) -> bool:
    """Whether a column or link is called as the unit is, with or without its place and class, or by an abbreviation
    that is no other unit's name."""
    own = {_bare(name, case.district.name) for name in (unit.name, unit.short) if name}
    if any(name in place for name in own if len(name) > 1 for place in places):
        return True
    for place in places:
        short = _bare(place, case.district.name)
        if len(short) >= _SHORTEST and any(_abbreviates(short, name) for name in own):
            other = _named(case, place)
            if other in (None, unit.name):
                return True
    return False


@lru_cache(4096)
def _bare(name: str, district: str) -> str:
    """A folded name without the district before it and the class of a town's body behind it: 临水镇, 民政局."""
    rest = _CLASS.sub("", fold(name)) or fold(name)
    rest = rest.split(fold(district), 1)[-1] or rest
    return rest[1:] if rest[:1] in ("区", "县", "市") and len(rest) > _SHORTEST else rest


def _abbreviates(short: str, name: str) -> bool:
    """Whether the signs of a short name stand in a longer one in their order, first and last in their places."""
    if len(short) > len(name) or short[0] != name[0] or short[-1] != name[-1]:
        return False
    rest = iter(name)
    return all(sign in rest for sign in short)
