"""How cells come out of offices: boxes of other fonts, numbers of every kind, words broken by narrow columns."""

import re
from random import Random

from tests.directories.corpus.facts import CHANNELS

_CHINESE = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
BREAKS = {"space": " ", "wide": "　", "line": "\n", "nbsp": "\xa0"}


def chinese(number: int) -> str:
    """1 to 99 as captions count."""
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else f"{_CHINESE[tens - 1]}十"
    return lead + (_CHINESE[ones - 1] if ones else "")


def numbered(shape: str, number: int) -> str:
    """A number in one of the shapes that offices use."""
    if shape == "0101":
        return f"01{number:02d}"
    if shape == "①":
        return _CIRCLED[(number - 1) % len(_CIRCLED)]
    # The shape itself shows where the number stands, and in which digits.
    return shape.replace("1", str(number)) if "1" in shape else shape.replace("一", chinese(number))


def listed(parts: tuple[str, ...], shape: str) -> str:
    """A list cell: `lines`, `；`, `、`, `numbers` (each on its line), `inline` (numbered on one line), `circled`,
    `bullets` or `beside` (nothing between)."""
    if not parts:
        return ""
    if shape == "、" and any("、" in part for part in parts):
        shape = "；"
    if len(parts) == 1:
        return parts[0]
    marked = {
        "numbers": [f"{number}.{part}" for number, part in enumerate(parts, start=1)],
        "inline": [f"{number}.{part}" for number, part in enumerate(parts, start=1)],
        "circled": [f"{_CIRCLED[number]}{part}" for number, part in enumerate(parts)],
        "bullets": [f"●{part}" if number % 2 else f"〇{part}" for number, part in enumerate(parts, start=1)],
    }.get(shape, list(parts))
    sign = {
        "lines": "\n", "numbers": "\n", "bullets": "\n", "inline": " ", "circled": "", "beside": "", "；": "；",
        "、": "、", "mixed": ";,",
    }[shape]  # fmt: skip
    return sign.join(marked)


def boxes(chosen: tuple[str, ...], shape: str) -> list[str]:
    """The lines of a 公开渠道和载体 cell. `shape` is a pair of boxes (full, empty), or `、`, `lines`, `numbers` or
    `blanks` for a cell that only lists what was chosen."""
    if shape in ("、", "blanks"):
        return [("、" if shape == "、" else " ").join(chosen)]
    if shape == "lines":
        return list(chosen)
    if shape == "numbers":
        return [" ".join(f"{number}.{name}" for number, name in enumerate(chosen, start=1))]
    full, empty = shape[0], shape[1]
    words = [f"{full if name in chosen else empty}{name}" for name in CHANNELS] + [f"{empty}其他____"]
    if "⁄" in shape:
        words = [word.replace("/", "⁄") for word in words]
    return [f"{word}　{after}".strip() for word, after in zip(words[::2], [*words[1::2], ""], strict=True)]


def broken(text: str, sign: str, draw: Random) -> str:
    """Text with a blank or a line break inside its words, as narrow columns leave it; numbers stay whole."""
    runs = list(re.finditer("[一-鿿]{4,}", text))
    if not runs:
        return text
    run = draw.choice(runs)
    at = draw.randrange(run.start() + 1, run.end() - 1)
    return f"{text[:at]}{sign}{text[at:]}"
