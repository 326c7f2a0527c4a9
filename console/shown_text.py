"""Text that others wrote, made fit for a terminal: nothing that it would obey, nothing personal."""

import re
import unicodedata

from inspection.masking import mask

# Escape sequences as terminals take them (ECMA-48), whole: their letters mean nothing to a reader.
_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])|\x9b[0-?]*[ -/]*[@-~]")
_KEPT = frozenset("\n\t")
# Marks that turn the order of what follows: a name could be made to read backwards.
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def shown_text(text: str) -> str:
    """The text with personal data masked and without anything that a terminal would obey; line breaks and tabs stay."""
    bare = _SEQUENCE.sub("", text)
    return mask("".join(sign for sign in bare if sign in _KEPT or not _is_control(sign)))


def _is_control(sign: str) -> bool:
    return sign in _TURNING or unicodedata.category(sign) == "Cc"
