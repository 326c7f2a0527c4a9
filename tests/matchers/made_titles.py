"""Titles and texts of pages as offices write them, made from an entry's names by rules of their own.

Nothing of config/matching is used: what the matcher knows of the field's words must not be what it is tested with.
"""

import re
from pathlib import Path
from random import Random
from typing import Any

import yaml

from inspection.types.directory import Entry

PLACES = ("柳岸街道", "白沙镇", "青石镇", "桥头街道", "沙洲镇", "东湖街道")
STREETS = ("滨江路", "解放街", "望湖大道", "学府路", "新安里")
SUBJECTS = (
    "临江区宏远建材有限公司",
    "临江区惠民大药房",
    "临江区佳和物业服务有限公司",
    "望湖餐饮店",
    "赵某",
    "江岸小学",
)
_WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
_GENERAL = re.compile(_WORDS["general"])


def topic(entry: Entry, *, loosely: bool) -> str:
    """What a page on an entry is about; `loosely` in an editor's own words."""
    own = entry.level2 or entry.level1 or entry.domain
    text = own
    if _GENERAL.match(own):
        above = entry.level1 if entry.level2 and entry.level1 and not _GENERAL.match(entry.level1) else ""
        head = above if above and len(above) > 2 and "信息" not in above else ""
        text = (head or entry.domain) + own
    text = re.sub(r"[（(][^（）()]*[）)]", "", text)
    if loosely:
        for word, other in _WORDS["other_words"]:
            text = text.replace(word, other)
    return text[:30]


def telling(entry: Entry) -> bool:
    """Whether an entry's own name tells it from those of other domains."""
    return not _GENERAL.match(entry.level2 or entry.level1 or "")


def title(entry: Entry, number: int, chance: Random, *, loosely: bool) -> str:
    """One title for an entry in the manner of its sort of paper."""
    about, year = topic(entry, loosely=loosely), chance.choice((2024, 2025, 2026))
    batch, place, who = chance.randint(1, 12), chance.choice(PLACES), chance.choice(SUBJECTS)
    own = entry.level2 or entry.level1 or ""
    if loosely and chance.random() < 0.25 and (element := _element(entry, chance)):
        return f"{about}：{element}" if chance.random() < 0.5 else f"{about}的{element}有哪些"
    manners = next((one["titles"] for one in _WORDS["manners"] if re.search(one["entry"], own)), _WORDS["otherwise"])
    told: str = chance.choice(manners)
    return told.format(about=about, year=year, batch=batch, place=place, who=who, number=number)


def odd_title(chance: Random) -> str:
    """A title that says nothing of its entry."""
    told: str = chance.choice(_WORDS["odd"])
    return told.format(batch=chance.randint(1, 12), year=2026, place=chance.choice(PLACES))


def news(domain: str, chance: Random) -> str:
    """A title that answers no entry, though it may speak of a domain."""
    told: str = chance.choice(_WORDS["news"])
    return told.format(
        place=chance.choice(PLACES), month=chance.randint(1, 12), domain=domain, street=chance.choice(STREETS),
        year=chance.choice((2023, 2024, 2025)),
    )  # fmt: skip


def text(entry: Entry | None, chance: Random) -> str:
    """A page's text: an office's phrases, at times with a few of the entry's elements."""
    lines = [
        "现将有关内容公布如下，供公众查阅。",
        f"联系地址：临江区{chance.choice(STREETS)}{chance.randint(1, 200)}号。",
    ]
    if entry and chance.random() < 0.6:
        known = [element for element in entry.elements if 2 < len(element) < 20]
        lines[1:1] = [f"{element}：详见附件。" for element in chance.sample(known, min(len(known), 3))]
    return "".join(lines)


def _element(entry: Entry, chance: Random) -> str | None:
    fit = [e for e in entry.elements if 2 < len(e) < 12 and not any(word in e for word in _WORDS["empty_elements"])]
    return chance.choice(fit) if fit else None


def renamed(entry: Entry, chance: Random) -> str:
    """Another name for an entry's column: other words, a clipped name, or one that says nothing."""
    own = re.sub(r"[（(][^（）()]*[）)]", "", entry.level2 or entry.level1 or "")
    way = chance.random()
    if way < 0.5:
        other = own
        for word, instead in _WORDS["column_words"]:
            other = other.replace(word, instead)
        if other not in (own, ""):
            return other[:20]
    if way < 0.75 and len(own) >= 8 and own[len(own) // 2 :] != entry.level1:
        return own[len(own) // 2 :]
    unlike: str = chance.choice(_WORDS["unlike"])
    return unlike


def merged(first: Entry, second: Entry, chance: Random) -> str:
    """A name for a column that two neighbours of one first level share."""
    one, two = (entry.level2 or entry.level1 or "" for entry in (first, second))
    way = chance.random()
    if way < 0.4:
        return f"{one}、{two}" if chance.random() < 0.5 else f"{one}和{two}"
    if way < 0.7:
        return f"{one[:4]}及{two[:4]}"
    unlike: str = chance.choice(_WORDS["unlike"])
    return unlike
