"""Where a value of a rule pack comes from."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class Source:
    """Where a value comes from.

    `certainty`: S a policy text at hand, V read on an official page, M from memory or our own choice of method.
    """

    clause: str
    certainty: Literal["S", "V", "M"]
    valid_from: date | None = None
    valid_to: date | None = None
    note: str | None = None

    def holds(self, on: date) -> bool:
        """Whether the value is in force on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)
