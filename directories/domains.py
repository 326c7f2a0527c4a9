"""Domains of the standard directories: their short names, and how captions, sheets and files call them."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal

from inspection.shipped import CONFIG

_CONTINUED = (
    "(?:基层)?(?:政务公开|主动公开|政府信息公开|公开(?:事项)?(?:标准)?(?:基本)?目录|标准化|标准目录|标准指引"
    "|事项目录|事项标准)"
)
_NUMBERING = re.compile(
    "^(?:20\\d\\d年(?:版|度)?)?(?:附[件表]\\d*[:.、]?)?(?:[(][一二三四五六七八九十\\d]+[)]|[一二三四五六七八九十]+、|\\d{1,2}(?:[.、_-]|(?![\\d个年])))?"
)
_OF_PLACE = "(?:(?![省市县区旗盟镇乡])[一-鿿])"
_PLACE = re.compile(
    f"^(?:{_OF_PLACE}{{2,10}}(?:省|市|县|区|旗|盟|自治州|地区|镇|乡|街道)|{_OF_PLACE}县)*"
    f"(?:人民政府|办事处|管委会)?(?:{_OF_PLACE}{{2,10}}局)?"
)
# Names that stand for directories as a whole, not for one domain.
_ALL = re.compile("(?:\\d+个|二十六个)?(?:试点|重点|各|其他|其它|全部|所有|相关|本级|有关|多|公开|标准)?(?:领域)?")


@dataclass(frozen=True)
class Domain:
    """One domain: its short name, other names seen, and how much of the national guide the baseline holds."""

    name: str
    pilot: bool
    aliases: tuple[str, ...]
    completeness: Literal["partial", "full"]


@cache
def domains() -> tuple[Domain, ...]:
    """The domains that have a national guide, the pilot ones first, in the guides' order."""
    data = tomllib.loads((CONFIG / "baseline" / "domains.toml").read_text(encoding="utf-8"))
    return tuple(
        Domain(row["name"], row["pilot"], tuple(row["aliases"]), row["completeness"]) for row in data["domain"]
    )


@cache
def _known() -> tuple[tuple[str, str], ...]:
    """Every name with the short name it stands for, longest first."""
    names = [(name, domain.name) for domain in domains() for name in (domain.name, *domain.aliases)]
    return tuple(sorted(names, key=lambda pair: (-len(pair[0]), pair[0])))


def canonical(name: str) -> str:
    """The short name that a domain's name or alias stands for; an unknown name is its own."""
    bare = _bare(name).removesuffix("领域")
    return next((short for known, short in _known() if known == bare), bare)


def domain_of(text: str | None) -> str | None:
    """The domain that a caption, sheet name or file name speaks of, by its short name, without place and what follows.

    A known domain is found by its longest name at the end of what stands before 领域 or 政务公开…目录. A name that is
    not known is kept as it is printed, but only where 领域 or 目录 says that it is one. None where no single domain is
    named.
    """
    if not text:
        return None
    bare = _NUMBERING.sub("", _bare(text).strip('《》“”"'))
    if alone := re.match("[(]([^()]{2,24}?领域)[)]", bare):
        bare = alone[1]
    head, sign = _head(bare)
    rest = _PLACE.sub("", head)
    for known, short in _known():
        # Short names end longer ones of other domains (公共交通), so they must stand alone.
        if rest == known or (len(known) > 2 and head.endswith(known) and (sign or len(known) > 3)):
            return short
    if not sign:
        return next((short for known, short in _known() if len(known) > 3 and head.startswith(known)), None)
    rest = _NUMBERING.sub("", rest).strip("的")
    return None if not rest or _ALL.fullmatch(rest) or not re.fullmatch("[一-鿿、A-Za-z()]{2,24}", rest) else rest


def _head(bare: str) -> tuple[str, bool]:
    """What stands before 领域, or before the words of a directory's title; and whether either was there."""
    head, *rest = re.split(_CONTINUED, bare, maxsplit=1)
    if not head and rest:
        inside = re.search("[(]([^()]{2,20}?)领域[)]", rest[0])
        return (inside[1], True) if inside else ("", False)
    head = re.sub("[(][^()]*[)]$", "", head)
    if "领域" in head:
        return head.split("领域")[0], True
    return re.sub("\\d{4}年?版?$|目录$|[(].*$|[.][a-z]+$", "", head), bool(rest)


def _bare(text: str) -> str:
    return re.sub("\\s+", "", unicodedata.normalize("NFKC", text))
