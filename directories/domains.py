"""Domains of the standard directories: their short names, and how captions, sheets and files call them."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from inspection.shipped import CONFIG

_CONTINUED = (
    "(?:基层)?(?:政务公开|主动公开|政府信息公开|公开(?:事项)?(?:标准)?(?:基本)?目录|标准化|标准目录|标准指引"
    "|事项目录|事项标准)"
)
_COUNT = "[一二三四五六七八九十百\\d]+"
_NUMBERING = re.compile(
    "^[■◆●★☆▲]?(?:20\\d\\d年(?:版|度)?)?"
    f"(?:(?:附[件表录]|表|清单|序号|领域)(?:{_COUNT}(?:-\\d+)*)?[:.、]|(?:附[件表录]|表)\\d+(?:-\\d+)*)?"
    f"(?:第{_COUNT}(?:部分|[章节篇类项批])[:.、]?)?"
    "(?:[(][一二三四五六七八九十\\d]+[)]|[一二三四五六七八九十]+[、.:)]|[IVX]+[.、:]"
    "|\\d{1,2}(?:-\\d{1,2})*(?:[.、_:)-]|(?![\\d个年])))?"
)
_OF_PLACE = "(?:(?![省市县区旗盟镇乡])[一-鿿])"
_PLACE = re.compile(
    f"^(?:{_OF_PLACE}{{2,10}}(?:省|市|县|区|旗|盟|自治州|地区|镇|乡|街道)|{_OF_PLACE}县)*"
    f"(?:人民政府|办事处|管委会)?(?:{_OF_PLACE}{{2,10}}局)?"
)
# Names that stand for directories as a whole, not for one domain.
_ALL = re.compile("(?:\\d+个|二十六个)?(?:试点|重点|各|其他|其它|全部|所有|相关|本级|有关|多|公开|标准)?(?:领域)?")
# A sentence about directories speaks of domains without being the title of one.
_SPOKEN_OF = re.compile("根据|按照|依据|为了|制定|适用|关于|涉及|包括|以下|如下|填报|^本|本[目表领]")
_JOINED = re.compile("(?:领域)?(?:、|和|与|及|以及|,|/)$")


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
    named = _named(text)
    return named[0] if len(named) == 1 else None


def names_several(text: str | None) -> bool:
    """True for a caption or name that speaks of two domains at once (就业和社会保险领域): nobody can tell which row is
    of which."""
    return bool(text) and len(_named(text or "")) > 1


@cache
def _maybe() -> re.Pattern[str]:
    return re.compile("领域|目录|公开|标准|" + "|".join(name for name, _ in _known()))


@lru_cache(1024)
def _named(text: str) -> tuple[str, ...]:
    """The domains that a text speaks of; most texts have no word that could be one."""
    if not _maybe().search(_bare(text)):
        return ()
    bare = _NUMBERING.sub("", _bare(text).strip('《》“”"【】[]'), count=1)
    if alone := re.match("[(]([^()]{2,24}?领域)[)]", bare):
        bare = alone[1]
    head, sign = _head(bare)
    rest = _PLACE.sub("", head)
    after = (
        re.match("[、和与及,/]([^、和与及,/]{2,16})领域", bare[len(head) + 2 :])
        if bare.startswith(f"{head}领域")
        else None
    )
    further = _named(after[1] + "领域") if after else ()
    for known, short in _known():
        # Short names end longer ones of other domains (公共交通), so they must stand alone or behind another domain.
        if known not in head:
            continue
        before = head.removesuffix(known)
        joint = _JOINED.search(before) if before != head else None
        others = _named(f"{before[: joint.start()]}领域") if joint and rest != known else ()
        if others and others[-1] in _short_names():
            return tuple(dict.fromkeys((*others, short, *further)))
        if rest == known or (len(known) > 2 and before != head and (sign or len(known) > 3)):
            return tuple(dict.fromkeys((short, *further)))
    if not sign:
        return tuple(short for known, short in _known() if len(known) > 3 and head.startswith(known))[:1]
    rest = _NUMBERING.sub("", rest, count=1).strip("的")
    unknown = not rest or _ALL.fullmatch(rest) or _SPOKEN_OF.search(rest)
    return () if unknown or not re.fullmatch("[一-鿿、A-Za-z()]{2,24}", rest) else (rest,)


def is_known(name: str) -> bool:
    """True for the short name of a domain that has a national guide."""
    return name in _short_names()


@cache
def _short_names() -> frozenset[str]:
    return frozenset(domain.name for domain in domains())


def _head(bare: str) -> tuple[str, bool]:
    """What stands before 领域, or before the words of a directory's title; and whether either was there."""
    head, *rest = re.split(_CONTINUED, bare, maxsplit=1)
    if not _PLACE.sub("", head) and rest:
        inside = re.search("[(]([^()]{2,20}?)领域[)]", rest[0])
        return (inside[1], True) if inside else ("", False)
    head = re.sub("[(][^()]*[)]$", "", head)
    if "领域" in head:
        return head.split("领域")[0], True
    return re.sub("\\d{4}年?版?$|目录$|[(].*$|[.][a-z]+$", "", head), bool(rest)


def _bare(text: str) -> str:
    return re.sub("\\s+", "", unicodedata.normalize("NFKC", text))
