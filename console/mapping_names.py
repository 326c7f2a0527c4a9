"""Columns and entries found by the paths and names that people write in the office's tables, as the matching does."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from inspection.types.judgement import ColumnNote, EntryKey, Waiver
from inspection.types.portal import Column
from matchers.columns import path_end, same_path
from matchers.settings import match_settings
from matchers.target import Targets


class ColumnNames:
    """The columns of a round, found by the paths that people write."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._rules = Targets((), match_settings())
        self._by_end: dict[str, list[Column]] = defaultdict(list)
        for column in columns:
            self._by_end[path_end(self._rules, column.path)].append(column)

    def meant(self, path: Sequence[str]) -> list[Column]:
        """Every column that a path of columns.csv means to the matching, in the portal's order."""
        near = self._by_end.get(path_end(self._rules, path), ())
        return [one for one in near if same_path(self._rules, path, one.path)]


class EntryNames:
    """The entries of a directory, found by the names that people write."""

    def __init__(self, keys: Iterable[EntryKey]) -> None:
        self._fold = Targets((), match_settings()).folder.name
        self._of_domain: dict[str, list[tuple[EntryKey, str, str]]] = defaultdict(list)
        for key in keys:
            domain, level1, level2 = map(self._fold, key)
            self._of_domain[domain].append((key, level1, level2))

    def named(self, value: ColumnNote | Waiver) -> list[EntryKey]:
        """The entries that a row names, in the directory's order: a level that it leaves blank names all, a row without
        domain none."""
        if value.domain is None:
            return []
        levels = [None if name is None else self._fold(name) for name in (value.level1, value.level2)]
        return [
            key
            for key, *folded in self._of_domain[self._fold(value.domain)]
            if all(given is None or given == name for given, name in zip(levels, folded, strict=True))
        ]

    def written(self, domain: str, level1: str, level2: str) -> list[EntryKey]:
        """The entries that go by these names, blank levels included."""
        wanted = (self._fold(level1), self._fold(level2))
        return [key for key, *folded in self._of_domain[self._fold(domain)] if (folded[0], folded[1]) == wanted]
