"""What single cells of handed-in tables say: dates, document numbers, attributes, ticks."""

import re
import unicodedata
from datetime import date, timedelta

from directories.cells import folded, is_dash, unbroken
from directories.submitted.header import settings
from inspection.types.submitted import Attribute

_DIGITS = str.maketrans("〇○零Ｏ一二三四五六七八九", "0000123456789")
_SIGNS = "一二三四五六七八九"
_CHINESE_DATE = re.compile(f"([〇○零Ｏ{_SIGNS}]{{4}})年([{_SIGNS}十]{{1,3}})月([{_SIGNS}十]{{1,3}})日?")
_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年|[-./\\])(\d{1,2})(?:月|[-./\\])(\d{1,2})(?!\d)")
_PLAIN_DATE = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
# Days of Excel's calendar that a document handed in for openness can be of: 1954 to 2064.
_FIRST_SERIAL, _LAST_SERIAL = 20000, 60000
_EXCEL_ZERO = date(1899, 12, 30)
_NUMBER = re.compile(
    r"[(（]?\s*(?P<number>[\u4e00-\u9fff]{1,16}?\s*[〔\[【(（〈]\s*(?:19|20)\d{2}\s*年?\s*[〕\]】)）〉]\s*第?\s*\d{1,4}\s*号)\s*[)）]?"
)
_FULL, _EMPTY = "■☑√✓✔●☒", "□☐○〇◯"
_NOTHING = re.compile("无(?:文号|字号|编号)?|没有|未填写?|空|待定|暂无|不详")


def said(text: str) -> str | None:
    """A cell's text on one line; None for nothing and for what stands in place of nothing (—, /, 无)."""
    plain = unbroken(text)
    return None if not plain or is_dash(plain) or _NOTHING.fullmatch(folded(plain)) else plain


def unsealed(unit: str) -> str:
    """A unit's name without the place for its seal: 区民政局（盖章）."""
    return re.sub(r"\s*[(（](?:盖|公|加盖)?(?:公)?章[)）]\s*$", "", unit).strip()


def day_of(text: str) -> date | None:
    """The first full date in a text: 2026年3月5日, 2026.3.5, 20260305, 二〇二六年三月五日, a day of Excel's calendar.

    None where there is none: a month or a year alone is no day, and no century is guessed.
    """
    # The time of day stands behind a blank.
    plain = re.sub(r" ?([-./\\年月日]) ?", r"\1", unbroken(unicodedata.normalize("NFKC", text)))
    if found := _CHINESE_DATE.search(plain):
        return _day(int(found[1].translate(_DIGITS)), _counted(found[2]), _counted(found[3]))
    if found := _DATE.search(plain):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _PLAIN_DATE.fullmatch(plain.partition(" ")[0]):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if _SERIAL.fullmatch(plain) and _FIRST_SERIAL < float(plain) < _LAST_SERIAL:
        return _EXCEL_ZERO + timedelta(int(float(plain)))
    return None


def named(number: str | None, title: str | None) -> tuple[str | None, str | None]:
    """Number and title of a document; a number printed behind the title stands for one that has no cell of its own."""
    if title is not None:
        found = list(_NUMBER.finditer(title))
        rest = title[: found[-1].start()] + title[found[-1].end() :] if found else ""
        if found and number is None and len(folded(rest)) > 1:
            number, title = re.sub(r"\s+", "", found[-1]["number"]), rest
        title = title.strip("，,、；; ")
        if re.fullmatch("《[^《》]*(?:《[^《》]*》[^《》]*)*》", title):
            title = title[1:-1]
    return number, title or None


def label_of(text: str) -> str | None:
    """The attribute that a cell names as printed; of options with boxes the ticked ones, None where none is ticked."""
    plain = said(text)
    if plain is None or not any(sign in plain for sign in _FULL + _EMPTY):
        return plain
    chosen = re.findall(f"[{_FULL}]\\s*([^{_FULL}{_EMPTY}、,，;；\\s]+)", plain)
    behind = re.findall(f"([^{_FULL}{_EMPTY}、,，;；\\s]+)\\s*[{_FULL}]", plain)
    return "、".join(chosen if plain[0] in _FULL + _EMPTY else behind) or None


def attribute_of(label: str | None) -> Attribute | None:
    """What a printed attribute means; None where it names none that is known, or two at once."""
    if label is None:
        return None
    forms, plain = settings()["attributes"], re.sub(r"[\W_]+", "", folded(label))
    if plain in forms["public_alone"]:
        return "public"
    if plain in forms["not_public_alone"]:
        return "not_public"
    kinds: tuple[Attribute, ...] = ("public", "on_request", "not_public")
    found = [kind for kind in kinds if any(re.search(f"(?<!不){form}", plain) for form in forms[kind])]
    return found[0] if len(found) == 1 else None


def is_ticked(text: str) -> bool:
    """Whether a cell of a column of its own is ticked: any sign or word but a refusal."""
    plain = folded(text)
    return bool(plain) and not re.fullmatch(f"[{_EMPTY}]|0|否|无|不|[-—/×xX]+", plain)


def is_lapsed(status: str) -> bool:
    """Whether a wording of a clean-up says that the document no longer holds."""
    forms, plain = settings()["statuses"], folded(status)
    return any(form in plain for form in forms["lapsed"]) and not any(re.search(form, plain) for form in forms["kept"])


def _counted(numeral: str) -> int:
    """三, 十, 十二, 二十, 三十一 as a number."""
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return int(numeral.translate(_DIGITS))
    return (int(tens.translate(_DIGITS)) if tens else 1) * 10 + (int(ones.translate(_DIGITS)) if ones else 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
