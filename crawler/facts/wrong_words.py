"""Wrong wordings of the office's own list (B14) in a page's title and text."""

from collections.abc import Iterator, Sequence

from inspection.masking import mask
from inspection.types.page_facts import LexiconWord, WordHit

_AROUND = 12


def wrong_words(title: str, body: str, lexicon: Sequence[LexiconWord]) -> tuple[WordHit, ...]:
    """One hit a wording, in the list's order. A wrong wording that is only a part of its right one there is none."""
    text = f"{title}\n{body}"
    return tuple(hit for word in lexicon if word.wrong in text and (hit := _hit(text, word)) is not None)


def _hit(text: str, word: LexiconWord) -> WordHit | None:
    places = [place for place in _places(text, word.wrong) if not _is_right(text, place, word)]
    if not places:
        return None
    start, end = max(0, places[0] - _AROUND), places[0] + len(word.wrong) + _AROUND
    quoted = mask(" ".join(text[start:end].split()))
    return WordHit(word.wrong, word.right, quoted, word.serious, len(places))


def _places(text: str, wrong: str) -> Iterator[int]:
    place = text.find(wrong)
    while place >= 0:
        yield place
        place = text.find(wrong, place + len(wrong))


def _is_right(text: str, place: int, word: LexiconWord) -> bool:
    """Whether the wrong wording stands inside the right one: 中国共产 in 中国共产党."""
    inside = word.right.find(word.wrong)
    while inside >= 0:
        start = place - inside
        if start >= 0 and text.startswith(word.right, start):
            return True
        inside = word.right.find(word.wrong, inside + 1)
    return False
