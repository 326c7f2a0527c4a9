"""The readable text of a page beside the pieces of its markup: masked as one text, then put back piece by piece.

Numbers are cut apart by tags, names stand in one cell and what makes them personal in another: only the whole text,
lines and cells set apart, shows what is personal. Every sign of it knows the piece that it came from.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher

from inspection.masking import mask

HIDDEN = "［此处含个人信息，已整段隐去］"
_BLANKS = {ord(sign): " " for sign in "\t\n\r\f\v\x1c\x1d\x1e\x1f\x85\u2028\u2029"}
_BLANKS_IN_LINES = {code: blank for code, blank in _BLANKS.items() if chr(code) not in "\t\n"}
_MOST_COMPARED = 1_500
_MOST_MARKED = 50


class ReadableText:
    """Pieces of text in their order with what stands between them: a line break, a tab between cells, or a blank.

    `text` is the whole as it is masked and searched, `changed` says whether anything of it was rewritten.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.text = ""
        self.changed = False
        self.length = 0
        self._told: list[str] = []
        self._gaps: list[str] = []
        self._starts: list[int] = []
        self._gap = ""
        self._last = "\n"

    def add(self, piece: str, *, lines: bool = False) -> None:
        """The next piece; `lines`: its line breaks and tabs are meant."""
        told = piece
        if not piece.isprintable():
            told = piece.translate(_BLANKS_IN_LINES if lines else _BLANKS)
        self.pieces.append(piece)
        self._told.append(told)
        self._gaps.append(self._gap)
        self.length += len(piece)
        self._gap = ""
        if not piece.isspace():
            self._last = "x"

    def part(self, sign: str) -> None:
        """What sets the next piece apart: a line break, a tab, a blank. One break is enough; every tab counts."""
        if sign == "\t" or self._last == "x" or (sign == "\n" and self._last == "\t"):
            self._gap += sign
            self._last = "x" if sign == " " else sign

    @property
    def is_fresh(self) -> bool:
        """Whether nothing stands in the line or cell yet: blanks of the source mean nothing there."""
        return self._last != "x"

    def finish(self) -> None:
        """Joins the text once all pieces are there, and again after they changed."""
        parts: list[str] = []
        self._starts = []
        at = 0
        for gap, told in zip(self._gaps, self._told, strict=True):
            parts += (gap, told)
            at += len(gap)
            self._starts.append(at)
            at += len(told)
        self.text = "".join(parts)

    def mask(self) -> None:
        """Masks what is personal."""
        masked = mask(self.text)
        if masked != self.text:
            self._rewrite(_edits(self.text, masked))

    def hide(self, is_personal: Callable[[str], bool]) -> bool:
        """Hides lines and tables that are personal all the same; False where that does not help."""
        if not is_personal(self.text):
            return True
        hidden = [(start, end, HIDDEN) for start, end in _groups(self.text) if is_personal(self.text[start:end])]
        self._rewrite(hidden)
        return bool(hidden) and not is_personal(self.text)

    def marks(self, wanted: str) -> list[tuple[int, int, int]]:
        """Where words stand, whatever blanks are between: the piece's place, from, to; at most fifty times."""
        bare = "".join(wanted.split())
        plain = "".join(self.text.split())
        found: list[tuple[int, int, int]] = []
        at = plain.find(bare) if bare else -1
        places = [at for at, sign in enumerate(self.text) if not sign.isspace()] if at >= 0 else []
        for _ in range(_MOST_MARKED):
            if at < 0:
                break
            found += self._cut(places[at], places[at + len(bare) - 1] + 1)
            at = plain.find(bare, at + len(bare))
        return found

    def _cut(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """A stretch of the text as stretches of its pieces."""
        for piece in range(max(bisect_right(self._starts, start) - 1, 0), len(self.pieces)):
            begins = self._starts[piece]
            if begins >= end:
                return
            own = (max(start - begins, 0), min(end - begins, len(self.pieces[piece])))
            if own[0] < own[1]:
                yield piece, *own

    def _rewrite(self, edits: Iterable[tuple[int, int, str]]) -> None:
        """Puts words in place of stretches of the text, which come in their order."""
        touched: dict[int, list[tuple[int, int, str]]] = {}
        for start, end, words in edits:
            for number, (piece, begin, stop) in enumerate(list(self._cut(start, end)) or [self._point(start)]):
                touched.setdefault(piece, []).append((begin, stop, "" if number else words))
        for piece, changes in touched.items():
            for begin, stop, words in reversed(changes):
                for texts in (self.pieces, self._told):
                    texts[piece] = texts[piece][:begin] + words + texts[piece][stop:]
        if touched:
            self.changed = True
            self.finish()

    def _point(self, at: int) -> tuple[int, int, int]:
        """The place in a piece of what is added between two signs."""
        piece = max(bisect_right(self._starts, at) - 1, 0)
        place = min(max(at - self._starts[piece], 0), len(self.pieces[piece]))
        return piece, place, place


def _groups(text: str) -> Iterator[tuple[int, int]]:
    """Lines one by one; rows of a table, which stand together, as one."""
    at, begun = 0, None
    for line in text.split("\n"):
        if "\t" in line:
            begun = at if begun is None else begun
        else:
            if begun is not None:
                yield begun, at - 1
                begun = None
            if line.strip():
                yield at, at + len(line)
        at += len(line) + 1
    if begun is not None:
        yield begun, at - 1


def _edits(before: str, after: str) -> Iterator[tuple[int, int, str]]:
    """What was put in place of what, line by line and cell by cell: masking changes neither lines nor cells."""
    at = 0
    for old, new in _paired(before, after, "\n"):
        if old != new:
            inner = at
            for cell, masked in _paired(old, new, "\t"):
                for start, end, words in _changes(cell, masked):
                    yield inner + start, inner + end, words
                inner += len(cell) + 1
        at += len(old) + 1


def _paired(before: str, after: str, sign: str) -> list[tuple[str, str]]:
    olds, news = before.split(sign), after.split(sign)
    return list(zip(olds, news, strict=True)) if len(olds) == len(news) else [(before, after)]


def _changes(before: str, after: str) -> Iterator[tuple[int, int, str]]:
    if before == after:
        return
    if len(before) > _MOST_COMPARED:
        head = next((at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
        most = min(len(before), len(after)) - head
        ends = zip(reversed(before), reversed(after), strict=False)
        tail = min(next((at for at, (a, b) in enumerate(ends) if a != b), 0), most)
        yield head, len(before) - tail, after[head : len(after) - tail]
        return
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield start, end, after[new_start:new_end]
