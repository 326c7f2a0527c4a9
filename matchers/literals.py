"""Which of many patterns can be met in a text at all, told by the characters that each of them needs.

A page is looked through for hundreds of patterns of which it meets three or four. Most of them need one of a few
literal words; a word that is not in the text rules its patterns out without running them.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

# characters after a backslash that stand for more than themselves
_CLASSES = frozenset("dDsSwWbBAZ123456789")


class PatternIndex:
    """Patterns by the literals that they need; patterns of which nothing is known are always run."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._always: list[int] = []
        self._of_start: dict[str, list[tuple[str, int]]] = {}
        for number, pattern in enumerate(patterns):
            literals = needed(pattern)
            for literal in sorted(literals):
                self._of_start.setdefault(literal[:2], []).append((literal, number))
            if not literals:
                self._always.append(number)

    def near(self, texts: Iterable[str]) -> list[int]:
        """The numbers of all patterns that may be met in one of the texts, in order."""
        found = set(self._always)
        for text in texts:
            starts = {text[place : place + 2] for place in range(len(text))} | set(text)
            for start in starts & self._of_start.keys():
                found.update(number for literal, number in self._of_start[start] if literal in text)
        return sorted(found)


@cache
def pattern_index(patterns: tuple[str, ...]) -> PatternIndex:
    """The index of these patterns, made once."""
    return PatternIndex(patterns)


def needed(pattern: str) -> frozenset[str]:
    """Literals of which every match of the pattern holds at least one; empty when none can be told.

    Reads what the files of config/matching use: groups, alternatives, repetition, classes, look-around.
    """
    if "(?i" in pattern or "(?P" in pattern:
        return frozenset()
    found, _ = _alternatives(pattern, 0)
    return found


def _alternatives(pattern: str, at: int) -> tuple[frozenset[str], int]:
    branches = []
    while True:
        found, at = _sequence(pattern, at)
        branches.append(found)
        if pattern[at : at + 1] != "|":
            break
        at += 1
    return (frozenset().union(*branches) if all(branches) else frozenset()), at


def _sequence(pattern: str, at: int) -> tuple[frozenset[str], int]:
    best: frozenset[str] = frozenset()
    run = ""
    while at < len(pattern) and pattern[at] not in "|)":
        letter, inner, at = _atom(pattern, at)
        least, repeated, at = _repetition(pattern, at)
        if letter and least:
            run += letter
        if not letter or repeated:
            best, run = _better(best, run), ""
            if not letter and least:
                best = max(best, inner, key=_telling)
    return _better(best, run), at


def _better(best: frozenset[str], run: str) -> frozenset[str]:
    return max(best, frozenset([run]) if run else frozenset(), key=_telling)


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
        return "", frozenset() if around else inner, end + 1
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
