"""Numbers that Word puts before paragraphs by itself (1. 2. 3., （一）（二）): they stand nowhere in the text.

Source: ECMA-376 part 1, 17.9 (numbering definitions), 17.18.59 (number formats).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from directories.symbol_fonts import sign, symbol_font

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_DIGITS = "〇一二三四五六七八九"
_BOXES = "■□☑☒"


def value_of(node: etree._Element | None, name: str) -> str | None:
    """The `w:val` of a child element, or None where there is no such child or no value."""
    child = node.find(W + name) if node is not None else None
    return child.get(W + "val") if child is not None else None


def _number(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text is not None and re.fullmatch("[0-9]{1,6}", text) else otherwise


@dataclass(frozen=True)
class _Level:
    """How one level of a list is numbered: `text` has %1 … %9 for the numbers of the levels, `font` is a symbol font's
    name, `style` the paragraph style that means this level."""

    start: int
    kind: str
    pattern: str | None
    text: str
    font: str | None
    legal: bool
    style: str | None


@dataclass
class Numbers:
    """The lists of a document while it is read from its beginning to its end."""

    _definitions: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = field(default_factory=dict)
    _styles: dict[str, tuple[str | None, int | None, str | None]] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def mark(self, properties: etree._Element | None) -> str:
        """The number before a paragraph with these properties (w:pPr), counted on; "" where it has none, is bulleted,
        or its format is not known. Bullets that are boxes are kept as □ and ☑.
        """
        number_id, level = self._list_of(properties)
        known = self._lists.get(number_id or "")
        if number_id is None or known is None or not 0 <= level < _LEVELS:
            return ""
        definition, own, starts = known
        levels = {**self._definitions.get(definition, {}), **own}
        if level not in levels:
            return ""
        if levels[level].kind == "bullet":
            return _box(levels[level])
        counts = self._counts.setdefault(definition, [None] * _LEVELS)
        if number_id not in self._begun:
            self._begun.add(number_id)
            for at, start in starts.items():
                counts[at] = start - 1
        before = counts[level]
        counts[level] = levels[level].start if before is None else before + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return _written(levels, level, counts)

    def _list_of(self, properties: etree._Element | None) -> tuple[str | None, int]:
        given = properties.find(W + "numPr") if properties is not None else None
        number_id, level = value_of(given, "numId"), value_of(given, "ilvl")
        style = value_of(properties, "pStyle")
        named = style
        for _ in range(len(self._styles)):
            if style is None or number_id is not None:
                break
            number_id, styled_level, style = self._styles.get(style, (None, None, None))
            if number_id is not None and level is None:
                level = str(self._level_of_style(number_id, named, styled_level))
        return (None if number_id == "0" else number_id), _number(level)

    def _level_of_style(self, number_id: str, style: str | None, otherwise: int | None) -> int:
        definition = self._lists.get(number_id, ("", {}, {}))[0]
        levels = self._definitions.get(definition, {})
        return next((at for at, level in levels.items() if level.style == style), otherwise or 0)


def numbers_of(numbering: etree._Element | None, styles: etree._Element | None) -> Numbers:
    """The lists that a document's numbering.xml and styles.xml define; either may be missing."""
    numbers = Numbers()
    for style in styles.iterfind(W + "style") if styles is not None else ():
        given = style.find(f"{W}pPr/{W}numPr")
        level = value_of(given, "ilvl")
        numbers._styles[style.get(W + "styleId") or ""] = (
            value_of(given, "numId"), _number(level) if level else None, value_of(style, "basedOn"),
        )  # fmt: skip
    if numbering is None:
        return numbers
    for abstract in numbering.iterfind(W + "abstractNum"):
        numbers._definitions[abstract.get(W + "abstractNumId") or ""] = _levels(abstract)
    for given in numbering.iterfind(W + "num"):
        own: dict[int, _Level] = {}
        starts: dict[int, int] = {}
        for changed in given.iterfind(W + "lvlOverride"):
            own.update(_levels(changed))
            start = value_of(changed, "startOverride")
            if start is not None:
                starts[min(_number(changed.get(W + "ilvl")), _LEVELS - 1)] = _number(start)
        numbers._lists[given.get(W + "numId") or ""] = (value_of(given, "abstractNumId") or "", own, starts)
    return numbers


def _levels(parent: etree._Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for node in parent.iterfind(W + "lvl"):
        # A custom format stands in an alternative with a fallback beside it.
        formats = list(node.iter(W + "numFmt"))
        fonts = node.find(f"{W}rPr/{W}rFonts")
        levels[_number(node.get(W + "ilvl"))] = _Level(
            start=_number(value_of(node, "start"), 1),
            kind=(formats[0].get(W + "val") or "decimal") if formats else "decimal",
            pattern=formats[0].get(W + "format") if formats else None,
            text=value_of(node, "lvlText") or "",
            font=symbol_font(" ".join(str(name) for name in fonts.attrib.values()) if fonts is not None else None),
            legal=node.find(W + "isLgl") is not None,
            style=value_of(node, "pStyle"),
        )
    return levels


def _box(level: _Level) -> str:
    shown = "".join(sign(ord(letter), level.font) or "" for letter in level.text[:1])
    return shown if shown in _BOXES else ""


def _written(levels: dict[int, _Level], level: int, counts: list[int | None]) -> str:
    text = levels[level].text
    for at in {int(digit) - 1 for digit in re.findall("%([1-9])", text)}:
        definition = levels.get(at)
        count = counts[at] if at < len(counts) else None
        if definition is None:
            return ""
        number = definition.start if count is None else count
        kind = "decimal" if levels[level].legal else definition.kind
        written = _WAYS[kind](number) if kind in _WAYS else _padded(number, definition.pattern)
        if written is None:
            return ""
        text = text.replace(f"%{at + 1}", written)
    return text


def _padded(number: int, pattern: str | None) -> str | None:
    """A number in a custom format, which shows its first numbers (001, 002, …); None for any other."""
    first = re.match("0*[1-9]", pattern or "")
    return str(number).zfill(len(first[0])) if first else None


def _chinese(number: int) -> str:
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 780 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    ):
        text += letters * (number // value)
        number %= value
    return text


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)


_WAYS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("decimal", "decimalHalfWidth", "decimalFullWidth", "decimalFullWidth2"), str),
    "decimalZero": lambda number: f"{number:02}",
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "numberInDash": lambda number: f"- {number} -",
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
         "taiwaneseCountingThousand"),
        _chinese,
    ),
    "ideographDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "ideographEnclosedCircle": lambda number: f"（{_chinese(number)}）",
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "none": lambda _number: "",
}  # fmt: skip
