"""Laws and documents that a directory cites and that are no more in force."""

import re
import unicodedata
from datetime import date
from functools import lru_cache

from inspection.rule_values import RepealedText, RulePack

_BLANKS = re.compile(r"\s+")


def repealed_in(texts: tuple[str, ...], pack: RulePack, on: date) -> list[tuple[str, RepealedText]]:
    """The repealed texts that a 公开依据 cell cites, each with the words by which it does; in the pack's order.

    The words must be the whole name: 劳动合同法 is not 合同法, 民法典婚姻家庭编的解释 not 婚姻法.
    """
    cited = _evened(texts)
    return [
        (word, one)
        for one in pack.repealed_texts.values()
        if one.since <= on
        for word in one.words
        if word in cited and _cites(word).search(cited)
    ]


@lru_cache(8192)
def _evened(texts: tuple[str, ...]) -> str:
    return _BLANKS.sub("", unicodedata.normalize("NFKC", "；".join(texts)))


@lru_cache(256)
def _cites(word: str) -> re.Pattern[str]:
    own = re.escape(word)
    if word[-1] == "号":
        return re.compile(own)
    return re.compile(f"(?:(?<![\u4e00-\u9fff])|(?<=中华人民共和国)|(?<=国务院)){own}(?![\u4e00-\u9fff])")
