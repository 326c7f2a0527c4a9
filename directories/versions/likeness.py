"""How like two names of matters are, and whether what differs tells two matters apart."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, LCSseq

from directories.cells import SEEN, folded, level_name
from inspection.shipped import CONFIG

_BRACKET = re.compile("[(（〔【]([^()（）〔〕【】]*)[)）〕】]")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Likeness:
    """How like two names are (0..1); `same`: they differ in nothing that tells matters apart; `opposed`: in what does;
    `shortened`: one is the other with parts left out."""

    score: float
    same: bool = False
    opposed: bool = False
    shortened: bool = False


@lru_cache(SEEN)
def likeness(old: str, new: str) -> Likeness:
    """How like two names of matters are.

    Numbering tells nothing. A name in brackets behind another is its older or newer form; brackets of which only one
    name has any explain it.
    """
    first, second = (_variants(level_name(name) or name) for name in (old, new))
    if bare(first) == bare(second):
        return Likeness(1.0, same=True)
    (main1, inside1), (main2, inside2) = _apart(first), _apart(second)
    if bare(main1) in inside2 or bare(main2) in inside1:
        return Likeness(0.98, same=True)
    core1, core2 = _core(main1), _core(main2)
    if _opposed(bare(main1), bare(main2)) or (inside1 and inside2 and _opposed("".join(inside1), "".join(inside2))):
        return Likeness(0.0, opposed=True)
    if core1 == core2:
        # (机构) and (居家) tell two matters apart, a bracket that one of them lacks does not
        return Likeness(0.9, same=not (inside1 and inside2))
    score = fuzz.ratio(core1, core2) / 100
    shorter = min(len(core1), len(core2))
    left_out = LCSseq.similarity(core1, core2) == shorter and shorter >= 4 and _telling(core1) == _telling(core2)
    return Likeness(max(score, 0.7) if left_out else score, shortened=left_out)


@lru_cache(SEEN)
def bare(text: str | None) -> str:
    """A name without blanks, width, case and signs."""
    return re.sub(r"[\W_]+", "", folded(text or "")).lower()


@lru_cache(SEEN)
def _apart(name: str) -> tuple[str, tuple[str, ...]]:
    """A name without its brackets, and what stands in them."""
    return _BRACKET.sub("", name), tuple(bare(inside) for inside in _BRACKET.findall(name) if bare(inside))


@cache
def _words() -> dict[str, list[list[str]]]:
    data = tomllib.loads((CONFIG / "baseline" / "renames.toml").read_text(encoding="utf-8"))
    empty = sorted(data["empty_words"], key=lambda word: (-len(word), word))
    return {"variants": data["variants"], "opposites": data["opposites"], "empty": [empty]}


@lru_cache(SEEN)
def _variants(name: str) -> str:
    for same in _words()["variants"]:
        for word in sorted(same[1:], key=len, reverse=True):
            name = name.replace(word, same[0])
    return name


@lru_cache(SEEN)
def _core(name: str) -> str:
    """A name without the words that tell nothing; the whole name where nothing would be left."""
    rest = re.sub("|".join(map(re.escape, _words()["empty"][0])), "", bare(name))
    return rest if len(rest) >= 2 else bare(name)


def _opposed(old: str, new: str) -> bool:
    """Whether each name has a word of a group that the other has not, or they hold different numbers.

    Only what differs is asked: 申请 in both names opposes nothing.
    """
    if _NUMBER.findall(old) != _NUMBER.findall(new):
        return True
    for first, second in zip(_telling(old), _telling(new), strict=True):
        if first - second and second - first:
            return True
    taken = [old[op.src_start : op.src_end] for op in Indel.opcodes(old, new) if op.tag in ("delete", "replace")]
    given = [new[op.dest_start : op.dest_end] for op in Indel.opcodes(old, new) if op.tag in ("insert", "replace")]
    return any(part.startswith(("非", "不", "未", "无")) for part in (*taken, *given))


@lru_cache(SEEN)
def _telling(name: str) -> tuple[frozenset[str], ...]:
    """The words of each group of opposites that a name has."""
    return tuple(frozenset(word for word in group if word in name) for group in _words()["opposites"])
