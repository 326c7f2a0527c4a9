"""Words that bulletins share: how districts are counted and named, shares, Chinese numerals."""

from collections import Counter
from collections.abc import Sequence

from reports.view import RoundView
from reports.words import told

_DIGITS = "一二三四五六七八九"
# How bodies of a class are counted where the class is no word for one of them.
_COUNTED = {"市直": "市直单位", "乡镇": "乡镇", "镇街": "镇（街道）", "县级市": "县级市"}
# What the classes of governments are called in 各区（市、县）人民政府.
_GOVERNMENTS = {"区": "区", "县级市": "市", "县": "县", "自治县": "县", "旗": "旗"}


def ordinal(number: int) -> str:
    """一 … 九十九."""
    tens, ones = divmod(number, 10)
    return f"{'' if tens < 2 else _DIGITS[tens - 1]}{'十' if tens else ''}{_DIGITS[ones - 1] if ones else ''}"


def named(words: Sequence[str], most: int) -> str:
    """Words with 、 between them; of more than `most` the first ones and 等."""
    return "、".join(words[:most]) + ("等" if len(words) > most else "")


def percent(part: int, whole: int) -> str:
    """93.2%; 100% and 0% only where it is so."""
    if not whole:
        return "0%"
    tenths = (1000 * part) // whole
    if part and not tenths:
        tenths = 1
    return f"{tenths // 10}.{tenths % 10}%" if tenths % 10 else f"{tenths // 10}%"


def districts_words(view: RoundView) -> str:
    """6个区、3个县、2个功能区."""
    counted = Counter(one.district.kind for one in view.districts)
    return "、".join(f"{number}个{told(_COUNTED.get(kind, kind))}" for kind, number in counted.items())


def count_words(view: RoundView, number: int) -> str:
    """So many of the round's districts: 5个区, or 5个地区 where they are of several classes."""
    kinds = {one.district.kind for one in view.districts}
    several = "地区（单位）" if "市直" in kinds else "地区"
    return f"{number}个{told(_COUNTED.get(min(kinds), min(kinds))) if len(kinds) == 1 else several}"


def addressees(view: RoundView) -> str:
    """Whom a bulletin addresses: the office's own choice, else the offices of the kinds of bodies in the round."""
    if view.settings.bulletin_to.strip():
        return told(view.settings.bulletin_to.strip().rstrip("：:"))
    kinds = {one.district.kind for one in view.districts}
    short = list(dict.fromkeys(word for kind, word in _GOVERNMENTS.items() if kind in kinds))
    found = []
    committees = "功能区" in kinds
    if short:
        rest = f"（{'、'.join(short[1:])}）" if short[1:] else ""
        found.append(f"各{short[0]}{rest}人民政府{'（管委会）' if committees else ''}办公室")
    elif committees:
        found.append("各功能区管理委员会办公室")
    found += [f"各{told(kind)}" for kind in sorted(kinds - {*_GOVERNMENTS, "功能区", "市直"})]
    if "市直" in kinds:
        found.append("市直各有关单位")
    return "，".join(found) or "各有关单位"
