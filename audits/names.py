"""Names as they are compared: without blanks, punctuation, width and case; units by what units.csv knows of them."""

import re
import unicodedata
from datetime import date
from functools import lru_cache

from inspection.types.judgement import Unit

_HOME = ("首页", "网站首页", "主页")
# Bodies above a district, and media. 市场监管局, 市政所, 市容, 市民中心, 城市管理局 are a district's own units.
_ABOVE = re.compile(
    r"^(?:中华人民共和国|中共中央|全国|国务院|国家|新华|人民日报|人民网|央视|省(?!道|级)|自治区|[^区县]{2,6}省|[^县]{2,8}自治区|"
    r"(?!城市)[^区县]{0,4}市(?!场|政(?!府|务|协|法)|容|民(?!政)|区))"
)
# A national document by its number's agency code; by its title's issuing body, which ends like one.
_NATIONAL_NUMBER = re.compile(r"^(?:国(?:办)?[发函令]|国办|中办|中发|国令|[\u4e00-\u9fff]{0,6}部(?:令|发|函|办))")
_ISSUER = re.compile(r"^(?P<body>[^《》“”]{2,40}?(?:政府|办公[厅室]|[局委部院厅署会]))关于")
_NUMBERED = re.compile(r"^(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|\d{1,3}[、.．)）])\s*")


@lru_cache(maxsize=65536)
def fold(text: str | None) -> str:
    """What two writings of one name have in common; '' for nothing."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text or "")).lower()


def fold_path(path: tuple[str, ...]) -> tuple[str, ...]:
    """A column's path as it is compared: folded, without the home page at its head."""
    folded = tuple(fold(name) for name in path)
    return folded[1:] if folded and folded[0] in _HOME else folded


def same_path(written: tuple[str, ...], path: tuple[str, ...]) -> bool:
    """Whether a path that people wrote is a column's: equal as compared, or its end from the second name on.

    Offices write paths from where their table begins, portals from the home page.
    """
    first, second = fold_path(written), fold_path(path)
    shorter, longer = sorted((first, second), key=len)
    return first == second or (len(shorter) >= 2 and longer[-len(shorter) :] == shorter)


def same_name(written: str, name: str) -> bool:
    """Whether what people wrote is an entry's name: without numbering and what follows 领域."""
    return _entry_name(written) == _entry_name(name)


def resolve_unit(name: str | None, units: tuple[Unit, ...], district: str, on: date) -> Unit | None:
    """The unit of units.csv that a printed name means: by name or short name, else by the one name that ends with it.

    A printed name usually lacks the place (民政局 for 临江区民政局) or has only its class (区民政局).
    """
    wanted = fold(name)
    known = [u for u in units if (u.since is None or u.since <= on) and (u.until is None or on <= u.until)]
    exact = [u for u in known if wanted and wanted in (fold(u.name), fold(u.short))]
    if exact:
        return exact[0]
    bare = _without_place(wanted, fold(district))
    ending = [u for u in known if len(bare) >= 3 and _without_place(fold(u.name), fold(district)) == bare]
    return ending[0] if len({u.name for u in ending}) == 1 else None


def is_foreign(publisher: str | None, units: tuple[Unit, ...], district: str, region: str, on: date) -> bool:
    """Whether a publisher is certainly or probably not one of the district's own units (a higher body, a medium)."""
    name = fold(publisher)
    if not name:
        return False
    unit = resolve_unit(publisher, units, district, on)
    if unit is not None:
        return unit.kind == "市直"
    own = fold(district)
    if own in name or (own.endswith("市") and name.startswith("市")):
        return False
    place = fold(region)
    if place and name.startswith(place):
        return True
    return bool(_ABOVE.match(name))


def issued_by(title: str | None) -> str | None:
    """The body that a title names as the one whose document it is: 国务院办公厅关于…, 江州市民政局关于…."""
    found = _ISSUER.match(unicodedata.normalize("NFKC", title or "").strip().replace(" ", ""))
    return found["body"] if found else None


def is_national_number(doc_number: str | None) -> bool:
    """Whether a document number is one of the State Council, the Party's centre or a ministry."""
    return bool(_NATIONAL_NUMBER.match(fold(doc_number)))


def _entry_name(name: str) -> str:
    bare = fold(_NUMBERED.sub("", name.strip()))
    return bare.split("领域")[0] or bare


def _without_place(name: str, district: str) -> str:
    """A folded body's name without its district or the bare word for one: 临江区民政局, 区民政局 → 民政局."""
    rest = name.split(district, 1)[-1] if district else name
    return rest[1:] if rest[:1] in ("区", "县") and len(rest) > 3 else rest
