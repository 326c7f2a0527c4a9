"""Python's collector of reference cycles, set aside where values are made by the hundred thousand and no cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Nothing is searched for cycles as long as the context lasts; that search takes a fifth of the time of reading and
    checking a district's directories, whose values hold no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
