"""A text without blanks and punctuation, and its hash: equal texts have equal hashes however they were set."""

import re
from hashlib import blake2b
from unicodedata import normalize

_NO_SIGN = re.compile(r"[\W_]+")
FEWEST_SIGNS = 20


def folded(text: str) -> str:
    """Letters, digits and characters alone, full-width ones as plain ones, in small letters."""
    kept = _NO_SIGN.sub("", text)
    return (kept if kept.isascii() else normalize("NFKC", kept)).lower()


def hash_of(fold: str) -> str:
    """32 hexadecimal signs; '' for a text below 20 signs, which says too little to be a copy of another."""
    return (
        blake2b(fold.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest() if len(fold) >= FEWEST_SIGNS else ""
    )
