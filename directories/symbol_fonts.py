"""Ticks and boxes set in symbol fonts, where the letter in the file is not the sign on the page.

Source: the character tables of Wingdings, Wingdings 2, Webdings and Symbol; only what stands in tick columns is named.
"""

import re

_WINGDINGS = {
    0xFE: "☑", 0xFD: "☒", 0xA8: "□", 0x6F: "□", 0x71: "□", 0x72: "□", 0x6E: "■", 0xFC: "√", 0xFB: "×", 0x6C: "●",
    0x74: "◆", 0x75: "◆", 0x6D: "○", 0xA1: "○", 0xA2: "○", 0xA3: "○", 0xA7: "▪", 0x9F: "•",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "×", 0x50: "√", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA2: "■", 0xA3: "□", 0x97: "●", 0x98: "●",
}  # fmt: skip
_WEBDINGS = {0x61: "√", 0x63: "□", 0x67: "■", 0x72: "×", 0x6E: "●"}
_MARLETT = {0x61: "√", 0x62: "√"}
_SYMBOL = {0xD6: "√", 0xB4: "×", 0xB7: "·", 0xA0: ""}
_BY_FONT = {
    "wingdings": _WINGDINGS, "wingdings2": _WINGDINGS_2, "webdings": _WEBDINGS, "marlett": _MARLETT, "symbol": _SYMBOL,
    "wingdings3": {},
}  # fmt: skip
# Where the font is not named, a code means what it means in the font that has it as a box; 0xA3 is one in Wingdings 2.
_ANY = {**_SYMBOL, **_WINGDINGS, **_WINGDINGS_2, **{code: sign for code, sign in _WINGDINGS.items() if code != 0xA3}}
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_PICTURES = re.compile("(?i)wingdings ?[23]?|webdings|marlett")
# In styles the word also says what kind of letters these are (mso-char-type:symbol).
_SYMBOLS = re.compile("(?i)(?:^|family\\s*:)[^:;]*(?<![a-z])symbol(?![a-z])")
# Neither is seen: a place where a word may be broken, and marks of width nothing.
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def symbol_font(words: str | None) -> str | None:
    """The symbol font that a font name or a style names, else None."""
    if not words:
        return None
    found = _PICTURES.search(words)
    if found:
        return found[0].lower().replace(" ", "")
    return "symbol" if _SYMBOLS.search(words) else None


def seen(text: str, font: str | None = None) -> str:
    """Text as a reader of the page sees it: letters of a symbol font as ticks and boxes, nothing for other pictures."""
    if text.isascii() and font is None:
        return text
    if font is not None:
        return "".join(sign(ord(letter), font) or "" for letter in _UNSEEN.sub("", text))
    return _PRIVATE.sub(lambda found: sign(ord(found[0]), None) or "", _UNSEEN.sub("", text))


def sign(code: int, font: str | None) -> str | None:
    """The tick or box of a code (0x20–0xFF, or the same above 0xF000) in a symbol font; None for any other picture.

    Letters beyond those codes are not set in symbol fonts and stand for themselves.
    """
    private = 0xF000 <= code <= 0xF0FF
    if code > 0xFF and not private:
        return chr(code)
    table = _ANY if font is None else _BY_FONT[font]
    found = table.get(code - 0xF000 if private else code)
    plain = found is None and not private and (font == "symbol" or chr(code).isspace())
    return chr(code) if plain else found
