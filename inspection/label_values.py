"""What a rule pack settles of labels of openness (公开属性): their wordings, who must bear one, and who need not."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from inspection.pack_source import Source

LabelKind = Literal["public", "on_request", "not_public"]

_BLANKS = re.compile(r"[\s\u200b\u3000]+")
# The brackets of document numbers are printed in many ways.
_ROUND = str.maketrans("[]〔〕【】{}", "()()()()")
_LABEL_FRAME = re.compile(
    r"^(?:信息)?公开(?:属性|方式|类别|选项|形式|类型)[:：]?|[（）()【】\[\]〔〕《》“”\"。；;，,！!]"
)


@dataclass(frozen=True)
class LabelSet:
    """The wordings that a province prescribes for each attribute (D02); `tolerated` ones are nobody's fault."""

    source: Source
    public: tuple[str, ...]
    on_request: tuple[str, ...]
    not_public: tuple[str, ...]
    tolerated: tuple[str, ...] = ()


@dataclass(frozen=True)
class LabelForms:
    """The wordings by which an attribute is recognised, prescribed or not."""

    source: Source
    public: tuple[str, ...]
    on_request: tuple[str, ...]
    not_public: tuple[str, ...]


@dataclass(frozen=True)
class LabelDuty:
    """From when official documents must carry a label (D01), and which need none: by the end of their title, by a word
    in their document number, or because they only forward another body's document."""

    source: Source
    labels_from: date
    exempt_titles: tuple[str, ...] = ()
    exempt_numbers: tuple[str, ...] = ()
    exempt_forwarded: bool = True


@dataclass(frozen=True)
class DocumentKind:
    """Papers with a document number to which duties of official documents do not apply. A paper is of the kind by a
    word of its title (`titles`) or the end of it before blanks and brackets (`endings`), by a word of its number
    (`numbers`) or the end of the number's agency code (`agencies`); not by a number with a word of `never`."""

    source: Source
    titles: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    def covers(self, title: str, number: str) -> bool:
        """Whether a paper with this title and number is of the kind; brackets and blanks may be of any width."""
        title, number = _even(title), _BLANKS.sub("", _even(number))
        if any(word in title for word in self.titles) or _ending(self.endings).search(title):
            return True
        if any(word in number for word in self.never):
            return False
        agency = re.split(r"[(\d]", number, maxsplit=1)[0]
        return agency.endswith(self.agencies) or any(word in number for word in self.numbers)


def _even(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_ROUND)


@lru_cache(64)
def _ending(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, words)) or '(?!)'})(?=[(\\s]|$)")


def plain_label(label: str) -> str:
    """A label without brackets, blanks, closing punctuation, and what introduces it (公开方式：)."""
    return _LABEL_FRAME.sub("", _LABEL_FRAME.sub("", _BLANKS.sub("", label)))
