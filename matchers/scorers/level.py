"""Whether the page is of the level that the entry asks for: county, town, village, or above the county.

Where an entry's own name tells a level (区级国土空间总体规划, 村庄规划, 上级政策解读), the level that the page is about
counts; otherwise only a publisher of a level that the directory does not give the entry speaks against it.
"""

from matchers.subject import Subject
from matchers.target import Target

NAME = "层级"
_SAID = {"village": "村（社区）", "township": "乡镇（街道）", "county": "区县", "above": "上级"}


def score(subject: Subject, target: Target) -> float | None:
    """1 for the level in the entry's name, 0.1 for another, 0.3 for a publisher of a level that the entry is not given;
    None where levels do not show or tell nothing."""
    if target.levels:
        level = subject.level
        return None if level is None else 1.0 if level in target.levels else 0.1
    maker = subject.maker_level
    if maker is None or maker == "above" or not target.entry.level:
        return None
    return None if maker in target.entry.level else 0.3


def reason(subject: Subject, target: Target) -> str:
    """The page's level beside the entry's."""
    said = score(subject, target)
    if said is None:
        return "层级相符或看不出层级"
    page = _SAID[(subject.level if target.levels else subject.maker_level) or "county"]
    wanted = target.levels or set(target.entry.level)
    asked = "、".join(name for level, name in _SAID.items() if level in wanted)
    return f"页面是{page}的，{'与该事项层级一致' if said == 1 else f'该事项要的是{asked}的'}"
