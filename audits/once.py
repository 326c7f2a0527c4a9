"""What several rules need of a case and is dear to make: made at the first question and kept with the case."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from audits.case import Case

T = TypeVar("T")


def once_a_case(make: Callable[[Case], T]) -> Callable[[Case], T]:
    """The same function, which makes its answer only once for each case."""
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def kept(case: Case) -> T:
        # A case is frozen; beside its fields it keeps what was derived of them, as its cached properties do.
        derived = vars(case)
        if name not in derived:
            derived[name] = make(case)
        found: T = derived[name]
        return found

    return kept
