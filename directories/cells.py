"""What single cells of a standard directory say: names of levels, lists, 同上."""

import re
import unicodedata
from functools import lru_cache

_CJK = "　-〿一-鿿＀-￯〇·“”‘’"
_BLANK = "[\\s ​﻿]"
_NUMBERING = re.compile(
    "^(?:\\d+(?:[.．]\\d+)+[.．、]?|\\d{1,3}[.．、)）;；](?!\\d)|[(（](?:\\d{1,2}|[一二三四五六七八九十]{1,3})[)）]"
    "|[一二三四五六七八九十]{1,3}[、.．]|[①-⑳]|0\\d{1,3}(?=[一-鿿])|\\d{1,2}[-—]\\d{1,2}(?:[、.．]\\s*|\\s+)(?=[一-鿿]))\\s*"
)
_ITEM_NUMBER = re.compile("^\\s*(?:\\d{1,2}[.．、)）](?!\\d)|[(（]\\d{1,2}[)）]|[①-⑳]|[●〇○◎·•◆▪■□*]\\s*)")
_DITTO = re.compile("(?:内容)?同上(?:栏|行)?[。.]?|同前|〃|″|′′|''|[\"“”]")
_DASH = re.compile("[-─—－–/／\\\\~]+|无")


# Directories repeat the same cells thousands of times.
SEEN = 8192


@lru_cache(SEEN)
def folded(text: str) -> str:
    """Text for comparing: half width, without any blanks."""
    return re.sub(_BLANK, "", unicodedata.normalize("NFKC", text))


@lru_cache(SEEN)
def unbroken(text: str) -> str:
    """Text without the blanks and line breaks that stand beside a Chinese sign; others become single blanks."""
    text = re.sub(f"{_BLANK}+", " ", text).strip()
    return re.sub(f" (?=[{_CJK}])|(?<=[{_CJK}]) ", "", text)


def upright(text: str) -> str:
    """Text that is set one letter below the other, on one line; any other as it is."""
    if text.count("\n") < 2 or len(text) > 3 * text.count("\n"):
        return text
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "".join(lines) if len(lines) > 2 and all(len(line) == 1 or line.isdigit() for line in lines) else text


@lru_cache(SEEN)
def level_name(text: str) -> str | None:
    """The name of a level: without numbering, trailing codes and inner blanks; None for a dash or a number alone."""
    name = unbroken(re.sub("^\\s*\\d{1,3}\\s+(?=[一-鿿])", "", text))
    name = _NUMBERING.sub("", name, count=1) or name
    name = without_code(name)
    return None if not name or is_dash(name) or re.fullmatch("[\\d.、\\s]+", name) else name


def without_code(text: str) -> str:
    """A name without the code of six or more digits behind it (最低生活保障 120002000)."""
    return re.sub("(?<=[一-鿿）)])\\s*[(（]?\\d(?:\\s?\\d){5,}[)）]?$", "", text).strip()


@lru_cache(SEEN)
def number_in(text: str) -> int | None:
    """The running number that a cell consists of (2, 2., （2）, ②, 二、), else None."""
    bare = folded(text).strip("()[]").rstrip(".、;")
    if re.fullmatch("\\d{1,4}", bare):
        return int(bare)
    found = re.fullmatch("([一二三四五六七八九])?(十)?([一二三四五六七八九])?", bare)
    if not bare or found is None or (found[1] and not found[2] and found[3]):
        return None
    tens = ("一二三四五六七八九".index(found[1]) + 1 if found[1] else 1) if found[2] else 0
    last = found[3] or (None if found[2] else found[1])
    return 10 * tens + ("一二三四五六七八九".index(last) + 1 if last else 0)


def is_dash(text: str) -> bool:
    """True for what stands in place of nothing: ─, —, /, 无."""
    return bool(_DASH.fullmatch(text.strip()))


@lru_cache(SEEN)
def is_ditto(text: str) -> bool:
    """True for 同上, 内容同上 and the ditto mark."""
    return bool(_DITTO.fullmatch(folded(text)))


@lru_cache(SEEN)
def items(text: str) -> tuple[str, ...]:
    """A list cell in its parts: line breaks and ； first, 、 only where nothing stronger separates, outside brackets.

    Lines that only continue a numbered item are joined to it; numbers and bullets before items are left out.
    """
    parts = _strong(text)
    if len(parts) == 1:
        parts = _outside_brackets(parts[0], "、")
    return _distinct(parts)


@lru_cache(SEEN)
def bodies(text: str) -> tuple[str, ...]:
    """Publishing bodies. A narrow column breaks names over lines: lines are names only where one ends like a name."""
    # What stands in brackets on a line of its own is of the body above it.
    text = re.sub("\\s*\\n\\s*(?=[(（](?!\\d|[一二三四五六七八九十][)）]))", "", text)
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and not any(_BODY_END.search(folded(line)) for line in lines[:-1]):
        text = "".join(line.strip() for line in lines)
    parts = [piece for part in _strong(text) for piece in _outside_brackets(part, "、，,")]
    return _distinct([name for part in parts for name in _beside(part)])


_BODY_END = re.compile(
    "(?:局|部门|政府|办|办公室|中心|委|委员会|院|站|所|会|处|街道|镇|乡|公司|机构|学校|队|联|单位|[)、,;])$"
)

_BODY_GOES_ON = re.compile("办事处|办公室|委员会|人民政府|管理|监督|行政|执法|和|及|与|或")


def _beside(part: str) -> list[str]:
    """Bodies with nothing but a blank or a slash between them: told apart where each is a whole name."""
    names = [name for name in _outside_brackets(part, " /／\\t\\n") if name]
    whole = all(len(name) > 2 and _BODY_END.search(folded(name)) for name in names)
    return names if whole and not any(_BODY_GOES_ON.match(name) for name in names[1:]) else [part]


@lru_cache(SEEN)
def documents(text: str) -> tuple[str, ...]:
    """Titles of a 公开依据 cell; titles that stand side by side (》《, 》、《) are told apart."""
    closed = "(》(?:[(（][^()（）《》]*[)）])?)\\s*"
    # The number of a document on a line of its own.
    text = re.sub("》\\s*\\n\\s*(?=[(（〔](?!\\d{1,2}[)）]|[一二三四五六七八九十]{1,3}[)）]))", "》", text)
    # 《…》及相关规定、国务院《…》
    text = re.sub("(》[^《》、，,；;\\n]{0,12})、(?=[^《》、，,；;\\n]{1,12}《)", "\\1\n", text)
    text = re.sub("(》[^《》、，,；;\\n]{1,12})、(?=《)", "\\1\n", text)
    text = re.sub(f"{closed}[、，,和及]?\\s*(?=《|【)", "\\1\n", text)
    text = re.sub(f"{closed}[、，,；;]?\\s*(?=\\d{{1,2}}[.．、]\\s*(?:《|【))", "\\1\n", text)
    return items(text)


def _strong(text: str) -> list[str]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    numbered = [bool(_ITEM_NUMBER.match(line)) for line in lines]
    if sum(numbered) > 1:
        joined: list[str] = []
        for line, starts in zip(lines, numbered, strict=True):
            if starts or not joined:
                joined.append(line)
            else:
                joined[-1] += line
        lines = joined
    elif len(lines) > 1:
        lines = _unwrapped(lines)
    return [part for line in lines for piece in _enumerated(line) for part in _outside_brackets(piece, "；;")]


def _enumerated(line: str) -> list[str]:
    """The items of one line that are marked (●… 〇…) or numbered one after another (1.… 2.…, ①…②…); else the line."""
    if len(re.findall("[●〇○◆]", line)) > 1 and re.match("\\s*[●〇○◆]", line):
        return [part for part in re.split("(?=[●〇○◆])", line) if part.strip()]
    for sign in ("(?<![\\d.])(?P<n>\\d{1,2})[.．、](?!\\d)", "[(（](?P<n>\\d{1,2})[)）]", "(?P<n>[①-⑳])"):
        marks = list(re.finditer(sign, line))
        numbers = [int(unicodedata.normalize("NFKC", mark["n"])) for mark in marks]
        if len(marks) > 1 and marks[0].start() == 0 and numbers == list(range(numbers[0], numbers[0] + len(marks))):
            ends = [*(mark.start() for mark in marks[1:]), len(line)]
            return [line[mark.start() : end] for mark, end in zip(marks, ends, strict=True)]
    return [line]


def _unwrapped(lines: list[str]) -> list[str]:
    """Lines with those joined that a bracket or title opened in one of them runs over."""
    joined = [lines[0]]
    for line in lines[1:]:
        if _depth(joined[-1]) > 0 or re.match("[、，,；;。)）》]", line) or re.search("[、，,]$", joined[-1]):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def _depth(text: str) -> int:
    return sum(text.count(sign) for sign in "(（《〔[【") - sum(text.count(sign) for sign in ")）》〕]】")


def _outside_brackets(text: str, signs: str) -> list[str]:
    if _depth(text) != 0:
        return re.split(f"[{signs}]", text)
    parts, depth = [""], 0
    for letter in text:
        depth += (letter in "(（《〔[【") - (letter in ")）》〕]】")
        if letter in signs and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def _distinct(parts: list[str]) -> tuple[str, ...]:
    clean = (_ITEM_NUMBER.sub("", unbroken(part), count=1).strip(" 、，,；;。.") for part in parts)
    return tuple(dict.fromkeys(part for part in clean if part and not is_dash(part)))
