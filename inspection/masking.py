"""Personal data made unreadable before it leaves (去标识化处理): mobile numbers, ID numbers, bank cards; names beside
them, home addresses, and in tables of persons illnesses too.

Forms, where the office's pack has no others: a mobile number keeps its first three and last four digits; an ID number
its first two and last three signs; a bank card the first and last four digits; a name its first sign; a home address
loses the numbers of its doors. Office telephones, organisation codes and officials' names are not personal.
Addresses of pages are never masked: a masked link leads nowhere.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from inspection.masked_tables import mask_tables
from inspection.masked_words import door_masked, forms, hidden, name_masked

# Full-width digits and x are read as the plain ones; one sign for one, so that places stay the same.
_PLAIN = str.maketrans("０１２３４５６７８９Ｘｘ－　", "0123456789Xx- ")
_ADDRESS = re.compile(r"(https?://[!-~]+)")
_SEPARATORS = re.compile("[- －\u3000]")
_MOBILE = re.compile(r"(?<![0-9A-Za-z_*])(?<![0-9]\.)(?:\+?86[- ]?)?(1[3-9]\d([- ]?)\d{4}\2\d{4})(?![0-9A-Za-z_*])")
_ID = re.compile(r"(?<![0-9A-Za-z_*])([1-9]\d{16}[\dXx])(?![0-9A-Za-z_*])")
# An ID number that is called one needs no check digit: copied with a fault it still names a person.
_NAMED_ID = re.compile(r"身份(?:证|号)[^\d\n]{0,10}([1-9]\d{16}[\dXx]|[1-9]\d{14})(?![0-9A-Za-z_*])")
_CARD = re.compile(r"(?<![0-9A-Za-z_*])((?:\d{4}([- ]?)\d{4}\2\d{4}\2\d{4}(?:\2\d{1,3})?))(?![0-9A-Za-z_*])")
_BIRTH = re.compile(r"(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
# Who is named right before an ID number, as a text begins or after a stop, behind a word for a person or not.
_NAMED_PERSON = re.compile(
    r"(?:^|[\s，。；、：:（(“])"
    r"(?:(?:当事人|(?:被)?申请人|被处罚人|受助人|户主|姓名|经营者|投资人|法定代表人|监护人|持卡人|收款人|户名)[：:]?\s?)?"
    r"(?P<name>(?!本人|姓名|户主|当事|申请|请提供|持有|公民|居民|银行|身份|页面|网页|附件|名单|其中|正文|文中|含有)"
    r"[一-鿿·]{2,4})"
    r"(?=[，,、（(：:\s]{0,2}(?:[男女][，,、\s]{0,2})?(?:(?:公民|居民)?身份(?:证(?:件)?(?:号码?)?|号码)|银行卡号?|卡号)"
    r"[：:为是\s（(]{0,2}[1-9*])",
    re.M,
)
_HOME = re.compile(r"(?:(?:家庭|现|户籍|居住|常住)(?:住址|地址|所在地)|住址)[：:]\s?(?P<home>[^，。；;\n\t]{4,60})")
# Long numbers of cases and projects begin with codes of places (1 to 6), so only what cards really begin with counts.
_CARD_OF_19 = ("60", "62", "955", "81")
_CARD_OF_16 = ("4", "51", "52", "53", "54", "55", "35")


def mask(text: str) -> str:
    """The text with what is personal masked, everything else as it was. Cells of a table stand apart by tabs, its rows
    by line breaks.

    Separators inside a masked number go. What is masked already stays as it is: masking twice is masking once.
    """
    pieces = _ADDRESS.split(mask_tables(text) if "\t" in text else text)
    return "".join(piece if place % 2 else _masked(piece) for place, piece in enumerate(pieces))


@dataclass(frozen=True)
class PersonalNumber:
    """A number that may be personal: `number` without separators, `start` and `end` its place in the text; `named`: it
    is called an ID number right before."""

    kind: Literal["id_number", "mobile", "bank_card"]
    number: str
    start: int
    end: int
    named: bool


def personal_numbers(text: str) -> list[PersonalNumber]:
    """The numbers of a text that `mask` would mask, in their order; those in addresses of pages are none. What is
    masked already is none."""
    plain = _ADDRESS.sub(lambda hit: " " * len(hit.group()), text).translate(_PLAIN)
    found: dict[int, PersonalNumber] = {}
    covered: set[int] = set()
    kinds: tuple[tuple[re.Pattern[str], Callable[[str], bool], Literal["id_number", "mobile", "bank_card"]], ...] = (
        (_NAMED_ID, bool, "id_number"), (_ID, is_id_number, "id_number"), (_CARD, is_bank_card, "bank_card"),
        (_MOBILE, bool, "mobile"),
    )  # fmt: skip
    for pattern, personal, kind in kinds:
        for hit in pattern.finditer(plain):
            number = _SEPARATORS.sub("", hit.group(1))
            start, end = hit.span(1)
            if personal(number) and covered.isdisjoint(range(start, end)):
                covered.update(range(start, end))
                found[start] = PersonalNumber(kind, number, start, end, pattern is _NAMED_ID)
    return [found[start] for start in sorted(found)]


def home_addresses(text: str) -> list[tuple[str, int, int]]:
    """What a text calls the address of a home, with its place."""
    if "址" not in text and "所在地" not in text:
        return []
    return [(hit.group("home"), *hit.span("home")) for hit in _HOME.finditer(text)]


def is_id_number(number: str) -> bool:
    """Whether 18 signs are an ID number: a date of birth in its place and the check digit of GB 11643."""
    if not re.fullmatch(r"[1-9]\d{16}[\dXx]", number) or not _BIRTH.fullmatch(number[6:14]):
        return False
    total = sum(int(sign) * weight for sign, weight in zip(number[:17], _ID_WEIGHTS, strict=True))
    return _ID_CHECKS[total % 11] == number[17].upper()


def is_bank_card(number: str) -> bool:
    """Whether 16 to 19 digits are a card's number: how it begins, and the Luhn check."""
    begins = number.startswith(_CARD_OF_19) or (len(number) == 16 and number.startswith(_CARD_OF_16))
    if not begins or not re.fullmatch(r"\d{16,19}", number):
        return False
    doubled = [int(sign) * (2 if place % 2 else 1) for place, sign in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _masked(text: str) -> str:
    text = _rewritten(_NAMED_PERSON, text, "name", name_masked) if "身份" in text or "卡" in text else text
    text = _rewritten(_HOME, text, "home", door_masked) if "址" in text or "所在地" in text else text
    kept = forms()
    plain = text.translate(_PLAIN)
    for pattern, personal, form in (
        (_ID, is_id_number, kept.id_number),
        (_NAMED_ID, bool, kept.id_number),
        (_CARD, is_bank_card, kept.bank_card),
        (_MOBILE, bool, kept.mobile),
    ):
        spans = [hit.span(1) for hit in pattern.finditer(plain)]
        numbers = [(start, end, _SEPARATORS.sub("", text[start:end])) for start, end in spans]
        told = [(one[0], one[1], hidden(one[2], form)) for one in numbers if personal(one[2].translate(_PLAIN))]
        if told:
            text = _put(text, told)
            plain = text.translate(_PLAIN)
    return text


def _rewritten(pattern: re.Pattern[str], text: str, group: str, write: Callable[[str], str]) -> str:
    return _put(text, [(*hit.span(group), write(hit.group(group))) for hit in pattern.finditer(text)])


def _put(text: str, told: Sequence[tuple[int, int, str]]) -> str:
    """The text with other words in some places, which come in their order."""
    pieces, at = [], 0
    for start, end, words in told:
        pieces += [text[at:start], words]
        at = end
    return "".join((*pieces, text[at:])) if pieces else text
