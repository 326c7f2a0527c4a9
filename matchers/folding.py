"""Names made comparable: width, blanks, brackets, places, years and synonyms folded away."""

import re
import unicodedata
from functools import lru_cache

from matchers.settings import NameRules

_BLANK = re.compile(r"[\s\u200b\ufeff]+")
_NUMBERING = re.compile(
    r"^(?:[(]?[一二三四五六七八九十]{1,3}[)、.]|[(]\d{1,3}[)]|\d{1,3}(?:\.\d{1,3})*[、.)]?(?=[^\d年月日号-]))"
)
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")
_MARKS = re.compile(r"[\"'“”‘’《》〈〉「」·•*#_|~]")
_YEAR = re.compile(
    r"(?:19|20)\d{2}(?:[-—~至](?:19|20)?\d{2,4})?年?(?:度)?|第?[一二三四1234]季度|\d{1,2}月份?|第?\d+号|\d+期"
)
_PLACE = (
    r"(?:[\u4e00-\u9fff]{2,8}?(?:自治区|自治州|自治县|自治旗)|[\u4e00-\u9fff]{2,4}?(?:省(?![级属直内外定里])|地区|盟)|"
    r"[\u4e00-\u9fff]{1,6}?(?:[市县区旗州](?!级|委|直|管|政|容|场|道|片|位|域|域内)|镇|乡(?!村|镇|建|土)|街道|苏木))"
)
_UNIT = (
    r"(?:人民政府(?:办公室)?|政府办公室|政府办|"
    r"(?:[\u4e00-\u9fff]{2,14}?(?:局|委员会|办公室|管委会|委|支队|大队|分局|中心))"
    r"(?=关于|20|\d|[^\u4e00-\u9fff]|部门|行政|$))"
)
# words that end like a place and are none
_NO_PLACE = (
    r"(?!城市|城镇|城乡|乡镇|乡村|农村|市政|市容|市场|区域|区片|县级|市级|区级|街道|社区|学区|景区|灌区|地区|辖区|园区)"
)
_LEAD = re.compile(rf"^(?:关于)?{_NO_PLACE}{_PLACE}{{1,3}}(?:{_UNIT})?")
_LEAD_PLACES = re.compile(rf"^(?:关于)?({_NO_PLACE}{_PLACE}{{1,3}})")
_CJK_DASH = re.compile(r"^[─—–\-]+$")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """NFKC without blanks and quotation marks; brackets become half-width, lower case."""
    plain = _BLANK.sub("", unicodedata.normalize("NFKC", text))
    plain = _MARKS.sub("", plain.replace("（", "(").replace("）", ")"))
    return "" if _CJK_DASH.match(plain) else plain.lower()


def fold_title(text: str) -> str:
    """A title without numbering, and blanks folded; places and years stay (see `strip_places`)."""
    return _NUMBERING.sub("", fold(text))


@lru_cache(maxsize=65536)
def strip_places(folded: str) -> str:
    """A folded title without years and the place and unit at its head, unless nothing would be left."""
    short = _YEAR.sub("", folded)
    lead = _LEAD.match(short)
    rest = short[lead.end() :] if lead else short
    rest = rest.removeprefix("关于").removeprefix("印发").removeprefix("的")
    return rest if len(rest) >= 4 else short


@lru_cache(maxsize=65536)
def leading_places(folded: str) -> str:
    """The places at the head of a folded title (江州市临江区石桥镇), '' where there are none."""
    lead = _LEAD_PLACES.match(_YEAR.sub("", folded))
    return lead.group(1) if lead else ""


def unbracket(folded: str) -> str:
    """Without what stands in brackets, unless nothing would be left."""
    short = _BRACKETED.sub("", folded)
    return short or folded


class NameFolder:
    """Folds names by the words of config/matching/names.toml."""

    def __init__(self, rules: NameRules) -> None:
        self._endings = rules.endings
        self._frames = frozenset(fold(frame) for frame in rules.frames)
        self._general = frozenset(fold(item) for item in rules.general_items)
        first = {fold(word): fold(group[0]) for group in rules.same for word in group}
        words = sorted((word for word in first if word != first[word]), key=len, reverse=True)
        keep = sorted(set(first.values()), key=len, reverse=True)
        self._first = first
        both = sorted({*words, *keep}, key=len, reverse=True)
        self._same = re.compile("|".join(map(re.escape, both))) if both else re.compile(r"(?!)")

    def same(self, folded: str) -> str:
        """A folded text with every synonym replaced by the first word of its group."""
        return self._same.sub(lambda found: self._first.get(found.group(), found.group()), folded)

    def meant(self, folded: str) -> tuple[tuple[str, str], ...]:
        """The words of a folded text that are read as another word, with that word."""
        found = dict.fromkeys(self._same.findall(folded))
        return tuple((word, self._first[word]) for word in found if self._first.get(word, word) != word)

    def name(self, text: str) -> str:
        """A column's or an item's name as it is compared: no numbering, brackets or empty endings."""
        short = unbracket(fold_title(text))
        for ending in self._endings:
            if short.endswith(ending) and len(short) - len(ending) >= 2:
                short = short[: -len(ending)]
                break
        return self.same(short)

    def is_general(self, name: str) -> bool:
        """Whether a folded item name is one that every portal also has as a column of its own right."""
        return name in self._general

    def is_frame(self, text: str) -> bool:
        """Whether a column's name belongs to the frame of every portal and says nothing of an entry."""
        return fold_title(text) in self._frames


def grams(text: str) -> frozenset[str]:
    """The character pairs of a text (the text itself when it has one character)."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or (frozenset([text]) if text else frozenset())
