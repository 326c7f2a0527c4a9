"""Publishing bodies as directories name them: whether a name means anybody, and whether that body still exists."""

import re
from datetime import date
from functools import lru_cache

from audits.names import fold
from inspection.rule_values import AbolishedBody, RulePack

# Folded names keep no brackets, so what stands in brackets (another name of the body) is taken away before.
_BRACKETS = re.compile(r"[（(〔\[][^（）()〔〕\[\]]*[)）〕\]]")
_PLACE = re.compile(r"(?:[\u4e00-\u9fff]{0,6}[省市区县旗盟州])*?")
_BRANCH = re.compile(r"(?:[\u4e00-\u9fff]{0,6}分局)?")
# What a few signs qualify (行政审批相关责任部门) is still nobody; a long clause says whom it means.
_QUALIFIED = 4


def is_vague(name: str, pack: RulePack) -> bool:
    """Whether a printed body is one of the pack's words for nobody in particular, whatever follows it (相关部门和单位),
    with no more before it than a place or a few signs."""
    words = pack.vague_bodies.words if pack.vague_bodies else ()
    bare = fold(name)
    return any(word in bare and _names_nobody(bare, word) for word in _folded(words))


def without_place(name: str, district: str) -> str:
    """A printed body as it is compared, without the place before it: 相关部门 for 临江区相关部门 and 区相关部门."""
    bare = fold(name)
    return re.sub(r"^(?:本?[省市县区旗])", "", bare.removeprefix(fold(district)))


def _names_nobody(bare: str, word: str) -> bool:
    before, _, after = bare.partition(word)
    if "关" in word[:3] or word.startswith("各"):
        return len(before) <= _QUALIFIED or _is_place(before)
    return not after and _is_place(before)


@lru_cache(256)
def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(fold, words))


def abolished_body(name: str, pack: RulePack, on: date, place: str = "") -> AbolishedBody | None:
    """The abolished body that a printed name means: an old name that is the whole name after its place.

    自然资源和规划局 is not 规划局. `place` is the district's name.
    """
    bare = fold(_BRACKETS.sub("", name))
    return next((one for one in pack.abolished_bodies.values() if one.since <= on and _means(bare, one, place)), None)


def _means(bare: str, one: AbolishedBody, place: str) -> bool:
    for old in _folded(one.names):
        if old not in bare:
            continue
        before, _, after = bare.rpartition(old)
        own_place = before in (fold(place), fold(place)[:-1]) or _is_place(before)
        if own_place and _BRANCH.fullmatch(after):
            return True
    return False


@lru_cache(4096)
def _is_place(text: str) -> bool:
    return bool(_PLACE.fullmatch(text))
