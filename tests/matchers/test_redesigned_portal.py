"""A simulated district is redesigned: every address new, half of the tree elsewhere, titles edited, pages taken down.

Nothing that people said may be told of another page or column; most of it is found again. The floors stand a little
below what was measured: 0.9 of the pages (five in a hundred are gone) and of the columns found again.
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from directories.baseline import fallback_entries
from inspection.types.judgement import MatchWord
from inspection.types.portal import Column
from matchers.folding import NameFolder
from matchers.remembered import Place, Recalled, column_place, page_place, recall
from matchers.seen import Seen, read_seen
from matchers.settings import match_settings
from tests.matchers.made_portals import VARIANTS, made_portal, portal_store


@dataclass(frozen=True)
class Fate:
    """What became of the words on pages or on columns."""

    words: int
    right: int
    wrong: int
    asked: int


def word(place: Place) -> MatchWord:
    return MatchWord(
        place.kind, place.subject, "linjiang", "统计", "统计信息", "统计数据", "confirm", place.title, place.path,
        place.digest, "已核", date(2026, 11, 16), "2026-11",
    )  # fmt: skip


def redesigned(seen: Seen, chance: Random) -> tuple[list[MatchWord], dict[str, str], Recalled]:
    """Words on a fifth of the pages and on every leaf, where the things are now, and what was found again."""
    words = [word(page_place(page)) for page in seen.pages if chance.random() < 0.2]
    leaves = [column for column in seen.columns if column.leaf]
    words += [word(column_place(one, seen.columns, seen.items.get(one.id, ()))) for one in leaves]
    now = {one.id: f"n{n:05}" for n, one in enumerate(chance.sample(seen.columns, len(seen.columns)))}
    gone = {page.url for page in seen.pages if chance.random() < 0.05}
    now |= {page.url: page.url.replace(".example/c", ".example/new/k") for page in seen.pages if page.url not in gone}

    def path(column: Column) -> tuple[str, ...]:
        place = ("首页", "法定主动公开内容", chance.choice(("民生服务", "综合政务")), column.path[-1])
        return place if chance.random() < 0.5 else column.path

    def title(given: str) -> str:
        way = chance.random()
        return f"{given}公告" if way < 0.07 else given.replace("临江区", "") if way < 0.15 else given

    columns = [replace(one, id=now[one.id], path=path(one), parent=now.get(one.parent or "")) for one in seen.columns]
    pages = [replace(p, url=now[p.url], title=title(p.title or "")) for p in seen.pages if p.url in now]
    items = {
        now[column]: [replace(item, column=now[column], url=now[item.url]) for item in rows if item.url in now]
        for column, rows in seen.items.items()
    }
    folder = NameFolder(match_settings().names)
    return words, now, recall(words, pages, columns, items, folder, date(2026, 12, 10))


def fate(kind: str, words: list[MatchWord], now: dict[str, str], found: Recalled) -> Fate:
    moved = [one for one in found.moved if one.kind == kind]
    right = sum(now.get(one.subject) == one.now for one in moved)
    asked = sum(at[0] == kind for at in found.asked)
    return Fate(sum(one.kind == kind for one in words), right, len(moved) - right, asked)


@pytest.mark.parametrize("seed", [11, 12])
def test_what_people_said_outlives_a_redesign(seed: int, tmp_path: Path) -> None:
    portal = made_portal(fallback_entries(), VARIANTS["columns renamed"], seed)
    with portal_store(tmp_path / "round.db", portal) as store:
        told = redesigned(read_seen(store), Random(seed))
    for kind, least in (("page", 0.85), ("column", 0.85)):
        one = fate(kind, *told)
        assert one.words > 150
        assert one.wrong == 0
        assert one.right >= least * one.words
        assert one.asked <= 0.15 * one.words
