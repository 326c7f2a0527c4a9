"""The units that a finding names: one, or several with 、 between them where several bodies must answer."""

from collections.abc import Iterable

_BETWEEN = "、"


def unit_names(unit: str | None) -> tuple[str, ...]:
    """The names one by one, in their order; none where nobody is named."""
    return tuple(dict.fromkeys(name for name in (unit or "").split(_BETWEEN) if name))


def joined_units(names: Iterable[str]) -> str | None:
    """Several names as a finding holds them; None where nobody is named."""
    return _BETWEEN.join(dict.fromkeys(name for name in names if name)) or None
