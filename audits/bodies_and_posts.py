"""What official pages say of bodies and of who holds which post, and what notices of appointment change of it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from audits.case import Case
from audits.names import fold, resolve_unit
from audits.page_dates import formations, publications
from inspection.types.page_facts import Contact
from inspection.types.portal import Page

_NOTICE = re.compile(r"任免|任职|免职|任命|免去")
_NO_NOTICE = re.compile(r"公示|任前|解读|会议")
_NAME = r"(?P<name>[一-鿿·]{2,4}?)"
_REMOVED = re.compile(rf"免去{_NAME}(?:同志)?的(?P<posts>[一-鿿、,()（）]{{2,60}}?)职务")
_APPOINTED = re.compile(rf"任命{_NAME}(?:同志)?(?:为|任)(?P<posts>[一-鿿、,()（）]{{2,60}})")
# Pages of what was: who held a post before, what a guide said in its year.
_OF_THE_PAST = re.compile(r"历任|往届|历届|历史|往期|往年|归档|旧版|历年|(?:19|20)\d{2}")
# Posts that one person holds: of deputies and members there are several.
_SINGLE_POST = re.compile(r"(?:局长|区长|县长|市长|镇长|乡长|院长|书记|主任|负责人)$")
_SEVERAL = re.compile(r"副|成员|委员|常委|调研员|助理")
_TELEPHONE = re.compile(r"电话|传真")
_HOUSE = re.compile(r"[一-鿿]{2,24}?(?:大道|[路街道巷弄里])(?:[东南西北中]段?)?\d+(?:-\d+)?(?=号)")
_ABOVE_ROAD = re.compile(
    r"^.*?(?:省|自治区|[一-鿿]市)?[一-鿿]*?[市区县](?=[一-鿿]{2,})|^.*(?:街道|镇|乡)(?=[一-鿿]{2,})"
)
_DIGITS = re.compile(r"\d{7,8}(?!\d)")


@dataclass(frozen=True)
class PostChange:
    """That a person left or took a post, as a notice says it. `posts` are folded, `day` is that of the notice."""

    person: str
    posts: str
    taken: bool
    day: date
    notice: Page


def is_of_the_past(case: Case, page: Page) -> bool:
    """Whether a page by its title or column tells what was, or what held in one year."""
    return any(_OF_THE_PAST.search(name) for name in (case.title_of(page), *page.column))


def body_core(case: Case, name: str) -> str:
    """A body's name as compared: its name in units.csv where that knows it, else folded, without the district."""
    unit = resolve_unit(name, case.units, case.district.name, case.as_of) if case.units else None
    plain = fold(unit.name if unit else name)
    own = fold(case.district.name)
    rest = plain.split(own, 1)[-1] if own in plain else plain
    return rest[1:] if rest[:1] in ("区", "县") and len(rest) > 3 else rest


def names_whole_body(case: Case, name: str) -> bool:
    """Whether a name alone says which body is meant: sections of all bodies are called alike."""
    if fold(case.district.name) in fold(name):
        return True
    return resolve_unit(name, case.units, case.district.name, case.as_of) is not None


def holds_one(role: str) -> bool:
    """Whether a post is one that a single person holds."""
    return bool(_SINGLE_POST.search(fold(role))) and not _SEVERAL.search(role)


def is_telephone(role: str) -> bool:
    """Whether a contact is a telephone or fax number."""
    return bool(_TELEPHONE.search(role))


def compared_value(contact: Contact) -> frozenset[str]:
    """What two ways of writing one value have in common: of telephones the numbers without area code, of addresses the
    house; nothing of an address that names none."""
    if is_telephone(contact.role):
        return frozenset(_DIGITS.findall(re.sub(r"[\s()（）-]", "", unicodedata.normalize("NFKC", contact.value))))
    if "地址" in contact.role:
        # Where the house is: the room, the building's name and the city are told or left out.
        house = _HOUSE.search(re.sub(r"\s", "", unicodedata.normalize("NFKC", contact.value)))
        return frozenset({fold(_ABOVE_ROAD.sub("", house[0]))} - {""}) if house else frozenset()
    return frozenset({fold(contact.value)} - {""})


def post_changes(case: Case) -> list[PostChange]:
    """Every change of a post that a notice on the portal tells, oldest first; notices without a date are left out."""
    found: list[PostChange] = []
    for page in case.judged_pages():
        title = case.title_of(page)
        days = formations(page) or publications(page)
        if _NOTICE.search(title) and not _NO_NOTICE.search(title) and days:
            found += _changes(case.text_of(page), days[-1], page)
    return sorted(found, key=lambda one: (one.day, one.notice.url, one.person, one.posts))


def _changes(text: str, day: date, page: Page) -> Iterator[PostChange]:
    plain = re.sub(r"[ \u3000\t]+", "", unicodedata.normalize("NFKC", text))
    for taken, pattern in ((False, _REMOVED), (True, _APPOINTED)):
        for hit in pattern.finditer(plain):
            yield PostChange(hit["name"], hit["posts"], taken, day, page)


def is_of_post(change: PostChange, contact: Contact, core: str) -> bool:
    """Whether a change is of the post that a page states for a person."""
    if change.person != contact.value.strip() or (core and core not in fold(change.posts)):
        return False
    stated = [fold(part) for part in re.split(r"[、,，\s]", contact.role) if fold(part)]
    changed = [fold(part) for part in re.split(r"[、,，]", change.posts) if fold(part)]
    return any(_is_same_post(one, other) for one in stated for other in changed)


def _is_same_post(stated: str, changed: str) -> bool:
    shorter, longer = sorted((stated, changed), key=len)
    return longer.endswith(shorter) and not longer[: -len(shorter)].endswith("副")
