"""Names and home addresses as they are told once they are masked. Masking twice is masking once."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

_DOOR = re.compile(
    r"[0-9０-９A-Za-z]+(?:[-－—][0-9０-９]+)*(?=\s?(?:号楼|号|栋|幢|座|单元|室|楼|层|户|弄))|(?<=[号栋幢座室楼层元])[-－]?[0-9０-９]{1,5}\b"
)
ILLNESS = "***"


@dataclass(frozen=True)
class MaskForms:
    """How much stays readable: the first and last signs of numbers, the first signs of a name. Never all of it: four
    signs of a number go, and one of a name."""

    mobile: tuple[int, int] = (3, 4)
    id_number: tuple[int, int] = (2, 3)
    bank_card: tuple[int, int] = (4, 4)
    name: int = 1


_COMMON = MaskForms()
_FORMS: ContextVar[MaskForms] = ContextVar("mask_forms", default=_COMMON)
# A number of which fewer signs go can be guessed.
_FEWEST_HIDDEN = 4


def forms() -> MaskForms:
    """The forms that hold now: the office's pack's where a command works on its rounds, else the common ones."""
    return _FORMS.get()


@contextmanager
def masked_as(given: MaskForms) -> Iterator[None]:
    """Lets other forms hold as long as the context lasts."""
    before = _FORMS.set(given)
    try:
        yield
    finally:
        _FORMS.reset(before)


def hidden(number: str, kept: tuple[int, int]) -> str:
    """A number with * in place of all but its first and last signs."""
    most = len(number) - _FEWEST_HIDDEN
    head = min(kept[0], most)
    tail = min(kept[1], most - head)
    return f"{number[:head]}{'*' * (len(number) - head - tail)}{number[len(number) - tail :]}"


def name_masked(name: str) -> str:
    """张*: the first signs, and one star for each other, of which there is at least one."""
    head = min(forms().name, len(name) - 1)
    return name[:head] + "*" * (len(name) - head)


def door_masked(address: str) -> str:
    """A home address without the numbers of its doors."""
    return _DOOR.sub("*", address)
