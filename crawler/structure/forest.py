"""Links of menus as a forest of columns."""

from collections.abc import Mapping, Sequence
from typing import Any

from crawler.family import FoundColumn, Place
from crawler.requests import Wanted, authority, identity
from crawler.structure.menus import MenuLink


def forest(links: Sequence[tuple[MenuLink, Mapping[str, Any] | None]], place: Place) -> tuple[FoundColumn, ...]:
    """The links that were accepted (those with a context), nested as their menu nests them. A heading stays where it
    holds an accepted link; so does the link to the portal. What the page's own entry holds comes first of all: it is
    the page that names it."""
    return _Forest(links, place).made()


class _Forest:
    def __init__(self, links: Sequence[tuple[MenuLink, Mapping[str, Any] | None]], place: Place) -> None:
        self._place = place
        self._top, self._page = identity(place.portal), identity(place.url)
        self._titles = set(place.path)
        self._contexts: dict[str, Mapping[str, Any]] = {}
        self._links: dict[str, MenuLink] = {}
        self._below: dict[str | None, list[str]] = {}
        for link, context in links:
            if context is not None:
                key = self._key(link)
                known = self._links.get(key)
                self._contexts.setdefault(key, context)
                if known is None or (not known.name and link.name) or (known.above is None and link.above is not None):
                    name = known.name if known is not None and known.name else link.name
                    self._links[key] = MenuLink(name, link.url, link.above, scripted=link.scripted)

    def made(self) -> tuple[FoundColumn, ...]:
        for key in list(self._links):
            self._hang(key)
        return tuple(self._column(key) for key in self._below.get(None, ()))

    def _hang(self, key: str) -> None:
        """Puts a link under the nearest branch that stays, and that branch under its own."""
        parent = self._branch(self._links[key].above, key)
        if key in self._below.get(parent, ()):
            return
        self._below.setdefault(parent, []).append(key)
        if parent is not None and not any(parent in keys for keys in self._below.values()):
            self._hang(parent)

    def _branch(self, above: MenuLink | None, key: str) -> str | None:
        while above is not None:
            own = self._key(above)
            if own == self._page:
                return None
            stays = own in self._contexts or own == self._top or (above.url is None and above.name not in self._titles)
            if stays and own != key and not self._loops(own, key):
                self._links.setdefault(own, above)
                return own
            above = above.above
        return None

    def _loops(self, branch: str, key: str) -> bool:
        link: MenuLink | None = self._links.get(branch)
        while link is not None:
            if self._key(link) == key:
                return True
            link = link.above
        return False

    def _key(self, link: MenuLink) -> str:
        """The key of a column: its page's identity; headings without a link keep theirs apart by their names."""
        if link.url is not None:
            return identity(link.url)
        names, above = [link.name], link.above
        while above is not None and above.url is None:
            names.append(above.name)
            above = above.above
        top = identity(above.url) if above is not None and above.url is not None else identity(self._place.portal)
        return f"{top}#{'/'.join(reversed(names))}"

    def _column(self, key: str) -> FoundColumn:
        link = self._links[key]
        children = tuple(self._column(child) for child in self._below.get(key, ()))
        if link.url is None:
            url = f"{self._place.portal}#{link.name}"
            return FoundColumn(key, link.name, url, "list" if link.scripted else "node", None, None, children)
        if authority(link.url) != authority(self._place.portal):
            return FoundColumn(key, link.name, link.url, "link_out", None, None, children)
        request = Wanted(link.url, "list", context=self._contexts.get(key, {}))
        return FoundColumn(key, link.name, link.url, "list", request, None, children, explore=True)
