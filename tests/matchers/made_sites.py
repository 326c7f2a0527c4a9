"""Made districts as sites that the portal simulator serves, and what a crawl of them must be judged by."""

from dataclasses import dataclass, field, replace

from demo.simulator.site import Column, Document, Site
from tests.matchers.made_portals import MadeColumn, MadePage, MadePortal

_FIRST_NUMBER = 700_000
_FIRST_CODE = 4_100
_CODES = 60


@dataclass(frozen=True)
class WrittenSite(Site):
    """A site whose documents have the titles of made pages, by number."""

    written: dict[int, MadePage] = field(default_factory=dict)

    def _made(self, column: Column, number: int) -> Document:
        page = self.written[number]
        return replace(super()._made(column, number), title=page.title, files=())


def written_site(portal: MadePortal, seed: int) -> tuple[WrittenSite, dict[tuple[str, ...], MadeColumn]]:
    """The site of a portal, a node for every domain with its columns below it, and its columns by their path there.

    The simulator knows two levels: first levels are left out, as many portals do.
    """
    nodes: list[Column] = []
    written: dict[int, MadePage] = {}
    columns: dict[tuple[str, ...], MadeColumn] = {}
    by_node: dict[str, list[MadeColumn]] = {}
    for made in portal.columns:
        if not made.node:
            by_node.setdefault(made.path[0] if len(made.path) < 4 else made.path[2], []).append(made)
    number = _FIRST_NUMBER
    for place, (name, below) in enumerate(by_node.items()):
        node = Column(_FIRST_CODE + place * _CODES, (name,), (f"n{place}",), "民政局")
        leaves = []
        for order, made in enumerate(below):
            path = (name, made.path[-1])
            path = path if path not in columns else (name, f"{made.path[-1]}（{order}）")
            columns[path] = made
            leaves.append(
                Column(
                    node.code + order + 1,
                    path,
                    (f"n{place}", f"l{order}"),
                    "民政局",
                    "{serial}",
                    len(made.pages),
                    number,
                )
            )
            written |= {number + at: page for at, page in enumerate(made.pages)}
            number += len(made.pages)
        nodes.append(replace(node, children=tuple(leaves)))
    return WrittenSite(seed, tuple(nodes), written=written), columns
