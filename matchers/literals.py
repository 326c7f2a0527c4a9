"""Which of many patterns can be met in a text at all, told by the characters that each of them needs.

A page is looked through for hundreds of patterns of which it meets three or four. Most of them need one of a few
literal words; a word that is not in the text rules its patterns out without running them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

# characters after a backslash that stand for more than themselves
_CLASSES = frozenset("dDsSwWbBAZ123456789")
_NOTHING = frozenset[str]()
# the pattern of a setting that is not given
_NEVER = "(?!)"


class PatternIndex:
    """Patterns by the literals that they need; patterns of which nothing is known are always run."""

    def __init__(self, patterns: Sequence[str]) -> None:
        met = [(number, pattern) for number, pattern in enumerate(patterns) if pattern != _NEVER]
        needed_by = [(number, needs) for number, pattern in met for needs in _needs(pattern)]
        self._always = sorted({number for number, needs in needed_by if not needs})
        used = Counter(start for _, needs in needed_by for literals in needs for start in _starts(literals))
        # by the first two characters of a literal: the literal, and the patterns by the starts of what else they need
        self._of_start: dict[str, dict[str, dict[frozenset[str], list[int]]]] = {}
        for number, needs in needed_by:
            # words that many patterns need (公示, 名单) are in many texts
            rarest = min(needs, key=lambda one: sum(used[start] for start in _starts(one)), default=_NOTHING)
            other = next((_starts(literals) for literals in needs if literals is not rarest), _NOTHING)
            for literal in sorted(rarest):
                needing = self._of_start.setdefault(literal[:2], {}).setdefault(literal, {})
                needing.setdefault(other, []).append(number)
        self._starts = frozenset(self._of_start)

    def near(self, texts: Iterable[str]) -> list[int]:
        """The numbers of all patterns that may be met in one of the texts, in order."""
        found = set(self._always)
        for text in texts:
            starts = {text[place : place + 2] for place in range(len(text))} | set(text)
            for start in starts & self._starts:
                for literal, needing in self._of_start[start].items():
                    if literal == start or literal in text:
                        for other, numbers in needing.items():
                            if not other or not other.isdisjoint(starts):
                                found.update(numbers)
        return sorted(found)


def _starts(literals: frozenset[str]) -> frozenset[str]:
    return frozenset(literal[:2] for literal in literals)


@cache
def pattern_index(patterns: tuple[str, ...]) -> PatternIndex:
    """The index of these patterns, made once."""
    return PatternIndex(patterns)


def needed(pattern: str) -> frozenset[str]:
    """Literals of which every match of the pattern holds at least one; empty when none can be told.

    Reads what the files of config/matching use: groups, alternatives, repetition, classes, look-around.
    """
    needs = _needs(pattern)
    return frozenset[str]().union(*(literals[0] for literals in needs)) if all(needs) else frozenset()


def _needs(pattern: str) -> list[list[frozenset[str]]]:
    """For every alternative of a pattern the sets of literals of each of which a match holds at least one, the most
    telling set first."""
    if "(?i" in pattern or "(?P" in pattern:
        return [[]]
    return _alternatives(pattern, 0)[0]


def _alternatives(pattern: str, at: int) -> tuple[list[list[frozenset[str]]], int]:
    branches = []
    while True:
        found, at = _sequence(pattern, at)
        branches.append(found)
        if pattern[at : at + 1] != "|":
            break
        at += 1
    return branches, at


def _sequence(pattern: str, at: int) -> tuple[list[frozenset[str]], int]:
    needs: list[frozenset[str]] = []
    run = ""
    while at < len(pattern) and pattern[at] not in "|)":
        letter, inner, at = _atom(pattern, at)
        least, repeated, at = _repetition(pattern, at)
        if letter and least:
            run += letter
        if not letter or repeated:
            needs, run = [*needs, frozenset([run])], ""
            if not letter and least:
                needs.append(inner)
    needs.append(frozenset([run]))
    return sorted((need for need in needs if need and "" not in need), key=_telling, reverse=True), at


def _telling(literals: frozenset[str]) -> tuple[int, int]:
    """Longer literals rule out more; of equal ones fewer do."""
    return (min(map(len, literals)) if literals else 0, -len(literals))


def _atom(pattern: str, at: int) -> tuple[str, frozenset[str], int]:
    """A letter that stands for itself ('' where it is something else), what a group needs, and the place after it."""
    sign = pattern[at]
    if sign == "(":
        around = re.match(r"\(\?(?:<?[=!])", pattern[at:])
        start = at + (around.end() if around else 3 if pattern.startswith("(?:", at) else 1)
        inner, end = _alternatives(pattern, start)
        known = not around and all(inner)
        return "", frozenset[str]().union(*(needs[0] for needs in inner)) if known else frozenset(), end + 1
    if sign == "[":
        end = pattern.index("]", at + 2)
        return "", frozenset(), end + 1
    if sign == "\\":
        letter = pattern[at + 1]
        return ("" if letter in _CLASSES else letter), frozenset(), at + 2
    return ("" if sign in ".^$" else sign), frozenset(), at + 1


def _repetition(pattern: str, at: int) -> tuple[int, bool, int]:
    """The least number of times (0 or 1 tell apart all that matters), whether anything is repeated or optional, and
    the place after it."""
    found = re.compile(r"(?:[*+?]|\{(\d*),?\d*\})\??").match(pattern, at)
    if not found:
        return 1, False, at
    least = found.group(1) or "0" if found.group(0)[0] == "{" else "1" if found.group(0)[0] == "+" else "0"
    return min(int(least), 1), True, found.end()
