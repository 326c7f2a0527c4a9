"""Invented but lifelike pages with the truth about them (made_pages.toml): what stands there is known, so that every
false hit can be counted. Names, places and numbers are made up; the numbers only satisfy check digits.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from inspection.masking import is_bank_card, is_id_number

_PAGES = Path(__file__).resolve().parent / "made_pages.toml"
VARIANTS = 6
_NAMES = ("赵小河", "钱溪", "孙望湖", "李临川", "周大堤", "吴桥", "郑渡", "王浦江", "冯洲", "陈屿", "卫岚", "蒋汀")
_CHILDREN = ("赵小满", "钱小雪", "孙小暑", "李小寒", "周谷雨", "吴立夏")
_ROADS = ("滨河路", "望湖大道", "临江东路", "堤园路", "渡口街", "桥北路")
_MOBILES = ("138", "139", "152", "177", "186", "199")
_PLACE = "990102"


@dataclass(frozen=True)
class MadePage:
    """A page and what is true of it: kinds of `personal` data that surely stand there, kinds that may be doubted, how
    many `terms` and `labels` it states, the days of its consultation."""

    name: str
    title: str
    column: str
    html: str
    personal: frozenset[str]
    terms: int
    labels: int
    opens: date | None
    closes: date | None


def made_pages() -> Iterator[MadePage]:
    """Every invented page in each of its variants; always the same."""
    for place, given in enumerate(tomllib.loads(_PAGES.read_text(encoding="utf-8"))["page"]):
        for variant in range(VARIANTS):
            filler = _Filler(place * 7 + variant, variant)
            yield MadePage(
                f"made:{place + 1}.{variant + 1}",
                filler.filled(given["title"]),
                given["column"],
                _html(filler.filled(given["body"]), variant),
                frozenset(given.get("personal", ())),
                given.get("terms", 0),
                given.get("labels", 0),
                given.get("opens"),
                given.get("closes"),
            )


class _Filler:
    """Puts names and numbers into a text, another one each time; how they are written depends on the variant."""

    def __init__(self, seed: int, variant: int) -> None:
        self._next = seed * 17
        self._variant = variant

    def filled(self, text: str) -> str:
        """The text with every {word} replaced."""
        pieces = text.split("{")
        told = [pieces[0]]
        for piece in pieces[1:]:
            word, _, rest = piece.partition("}")
            self._next += 1
            told.append(getattr(self, f"_{word}")() + rest)
        return "".join(told)

    def _name(self) -> str:
        return _NAMES[self._next % len(_NAMES)]

    def _other(self) -> str:
        return _NAMES[(self._next + 5) % len(_NAMES)]

    def _child(self) -> str:
        return _CHILDREN[self._next % len(_CHILDREN)]

    def _road(self) -> str:
        return _ROADS[self._next % len(_ROADS)]

    def _phone(self) -> str:
        number = f"{2_000_000 + self._next * 7919 % 7_000_000}"
        return (f"0999-{number}", f"（0999）{number}", f"0999{number}", number, f"0999－{number}", f"0999 {number}")[
            self._variant
        ]

    def _mobile(self) -> str:
        digits = f"{self._next * 104_729 % 100_000_000:08d}"
        head = _MOBILES[self._next % len(_MOBILES)]
        shown = (f"{head}{digits}", f"{head}-{digits[:4]}-{digits[4:]}", f"{head} {digits[:4]} {digits[4:]}")
        return shown[self._variant % 3]

    def _masked_mobile(self) -> str:
        digits = f"{self._next * 104_729 % 10_000:04d}"
        return (f"138****{digits}", f"1381234{'*' * 4}", f"138XXXX{digits}", f"138××××{digits}", f"*******{digits}",
                f"138＊＊＊＊{digits}")[self._variant]  # fmt: skip

    def _id(self) -> str:
        return self._valid_id(1950 + self._next % 50)

    def _id_like(self) -> str:
        """A number of a paper that has the shape of an ID number, check digit included."""
        return self._valid_id(2018)

    def _valid_id(self, year: int) -> str:
        head = f"{_PLACE}{year}{1 + self._next % 12:02d}{1 + self._next % 28:02d}{self._next % 1000:03d}"
        return next(head + sign for sign in "0123456789X" if is_id_number(head + sign))

    def _masked_id(self) -> str:
        whole = self._id()
        return (
            f"{whole[:6]}********{whole[14:]}", f"{whole[:6]}XXXXXXXX{whole[14:]}", f"{whole[:14]}****",
            f"{whole[:4]}××××××××××{whole[14:]}", f"{whole[:10]}******{whole[16:]}", f"{whole[:3]}＊＊＊{whole[-4:]}",
        )[self._variant]  # fmt: skip

    def _card(self) -> str:
        head = f"622202{self._next * 15_485_863 % 10**12:012d}"
        whole = next(head + sign for sign in "0123456789" if is_bank_card(head + sign))
        return whole if self._variant % 2 else " ".join((whole[:4], whole[4:8], whole[8:12], whole[12:16], whole[16:]))

    def _account(self) -> str:
        return f"{self._next * 86_028_121 % 10**15 + 10**15}"

    def _credit(self) -> str:
        """A code of an organisation; of every third variant digits alone that an ID number could have."""
        return f"91990102MA5{self._next:06d}X" if self._variant % 3 else self._valid_id(1990)


def _html(text: str, variant: int) -> str:
    """Paragraphs and tables; some editors put every line in a span, some part lines by breaks."""
    parts: list[str] = []
    rows: list[str] = []
    for line in (*text.strip().split("\n"), ""):
        if " | " in line:
            cells = "".join(f"<td>{escape(cell.strip())}</td>" for cell in line.split("|"))
            rows.append(f"<tr>{cells}</tr>")
            continue
        if rows:
            parts.append(f"<table>{''.join(rows)}</table>")
            rows = []
        if line:
            plain = escape(line)
            parts.append((f"<p>{plain}</p>", f"<p><span>{plain}</span></p>", f"<div>{plain}</div>")[variant % 3])
    return "".join(parts)
