"""What a planted fault is: how it gets into the ground, and the look-alike that must not be found."""

from collections.abc import Callable
from dataclasses import dataclass

from demo.simulator.rule_faults.ground import Ground


def nothing(_ground: Ground) -> None:
    """No look-alike of its own: the sound district as a whole is one."""


@dataclass(frozen=True)
class RuleFault:
    """A fault that the rule `code` must find once `plant` put it into the ground; `twin` puts the look-alike there.
    `pack` is the rule pack by which it is one. `apart`: fault and look-alike cannot stand in one district; `second`: it
    cannot stand beside the other faults and is planted in the second district. `bureau`: the round is judged as that of
    this city bureau. `not_in` are families whose pages have no place for it."""

    code: str
    says: str
    plant: Callable[[Ground], None]
    twin: Callable[[Ground], None] = nothing
    pack: str = "national"
    apart: bool = False
    second: bool = False
    bureau: str = ""
    not_in: frozenset[str] = frozenset()
