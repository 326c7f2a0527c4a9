"""Opening simulated portals: families by name, faults on columns, a server on loopback."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from demo.server import Exchange, exchanging
from demo.simulator.portal import Fault, SimulatedPortal
from demo.simulator.site import Site
from inspection.plugins import modules_in


@dataclass(frozen=True)
class Opened:
    """A portal that is being served; `url` is the address that a workspace names."""

    portal: SimulatedPortal
    url: str


@cache
def families() -> dict[str, type[SimulatedPortal]]:
    """All families by name."""
    found: dict[str, type[SimulatedPortal]] = {}
    for module in modules_in("demo.simulator.families"):
        portal: type[SimulatedPortal] = module.Portal
        found[portal.family] = portal
    return found


@contextmanager
def simulated(
    family: str,
    site: Site,
    faults: Mapping[int, tuple[Fault, ...]] | None = None,
    *,
    validators: bool = False,
    port: int = 0,
) -> Iterator[Opened]:
    """Serves a site as a family does as long as the context lasts. `faults` are by the code of their column, under 0
    those of all columns. Raises KeyError for a family that is not known."""
    made: list[SimulatedPortal] = []
    kind = families()[family]

    def opened(root: str) -> Exchange:
        made.append(kind(site, root, faults or {}))
        return made[0].answer

    with exchanging(opened, validators=validators, port=port) as root:
        yield Opened(made[0], root + kind.entrance)
