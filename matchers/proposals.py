"""What other districts of the office have settled, proposed here: a name that answers an entry there may do so here.

A proposal is a question to a person, never an answer. That something was refused elsewhere says nothing here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from inspection.types.judgement import EntryKey, MatchWord
from inspection.types.portal import Column, Page
from matchers.folding import NameFolder, fold_title, strip_places
from matchers.remembered import Asked, At
from matchers.same_subject import telling_names

# Signs of a title, without place and year, from which its pattern tells; columns and pages asked about for one word.
_TELLING, _MOST = 6, 3
_SHORT_NAME = 3


def proposals(
    words: Iterable[MatchWord],
    called: Mapping[str, str],
    keys: Iterable[EntryKey],
    columns: Sequence[Column],
    pages: Sequence[Page],
    folder: NameFolder,
) -> dict[At, Asked]:
    """What a person is asked because of other districts' words. `called` are the names of the office's districts by id:
    words of others are left out; `keys` are the entries of this district."""
    own = {_folded(key, folder): key for key in keys}
    by_name = _by_name(columns, folder)
    by_pattern = _by_pattern(pages)
    found: dict[At, Asked] = {}
    for word in sorted(words, key=lambda one: (one.district, one.kind, one.subject, one.path, one.key)):
        key = own.get(_folded(word.key, folder))
        if word.word != "confirm" or word.district not in called or key is None:
            continue
        if word.kind == "column":
            named, what = _columns_like(word, by_name, folder), "同名栏目"
        else:
            named, what = by_pattern.get(_pattern(word.title), [])[:_MOST], "同类网页"
        for subject in named:
            reason = f"{called[word.district]}已将{what}“{word.title}”核定为该事项，请核对是否也适用于本区"
            found.setdefault((word.kind, subject, key), Asked("confirm", "elsewhere", 1.0, reason))
    return found


def _columns_like(word: MatchWord, by_name: Mapping[str, list[tuple[str, str]]], folder: NameFolder) -> list[str]:
    """The columns of the word's name; where many are called so, or the name is one that every portal has, those under
    the same parent."""
    names = telling_names(word.path, folder)
    if not names:
        return []
    above = names[-2] if len(names) > 1 else ""
    all_ = by_name.get(names[-1], [])
    own = len(names[-1]) >= _SHORT_NAME and not folder.is_general(names[-1])
    chosen = all_ if own and len(all_) <= _MOST else [one for one in all_ if above and one[1] == above]
    return [subject for subject, _ in chosen] if len(chosen) <= _MOST else []


def _by_name(columns: Sequence[Column], folder: NameFolder) -> dict[str, list[tuple[str, str]]]:
    """The columns that can hold something, with the name above each, by their own names."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for column in columns:
        names = telling_names(column.path, folder)
        if names and (column.leaf or column.kind != "node"):
            found[names[-1]].append((column.id, names[-2] if len(names) > 1 else ""))
    return found


def _by_pattern(pages: Sequence[Page]) -> dict[str, list[str]]:
    """Addresses by the pattern of their titles, the newest first."""
    found: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        if page.state in ("ok", "unread") and (pattern := _pattern(page.title or "")):
            found[pattern].append(page)
    return {
        pattern: [page.url for page in sorted(group, key=lambda one: (_age(one), one.url))]
        for pattern, group in found.items()
    }


def _age(page: Page) -> int:
    return -page.published.toordinal() if page.published else 0


def _pattern(title: str) -> str:
    """A title without place, maker and year; '' where too little is left to tell."""
    left = strip_places(fold_title(title))
    return left if len(left) >= _TELLING else ""


def _folded(key: EntryKey, folder: NameFolder) -> tuple[str, ...]:
    return tuple(folder.name(name) if name else "" for name in key)
