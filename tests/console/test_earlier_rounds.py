"""Whose answers those of an earlier round are, after entries were renamed."""

from datetime import date
from pathlib import Path

import pytest

from console.earlier_rounds import earlier_answers, earlier_pictures
from inspection.round_store import open_round
from inspection.types.renames import FormerNames
from inspection.types.submitted import HandedInFile
from inspection.workspace import open_workspace
from matchers.match import match_round
from tests.console.mapping_made import made_workspace
from tests.matchers.made_round import made_round

OLD, NEW = ("养老服务", "业务办理", "老年人补贴"), ("养老服务", "业务办理", "高龄津贴")


@pytest.mark.parametrize(("directory", "whose"), [([OLD], NEW), ([OLD, NEW], OLD)], ids=["renamed", "borne_again"])
def test_a_name_that_another_entry_bears_again_is_that_ones(
    directory: list[tuple[str, str, str]], whose: tuple[str, str, str], tmp_path: Path
) -> None:
    folder = made_workspace(tmp_path / "江州")
    path = folder / "rounds" / "2026-10" / "linjiang" / "round.db"
    path.parent.mkdir(parents=True)
    entries = [dict(zip(("domain", "level1", "level2"), key, strict=True)) for key in directory]
    columns = [{"path": ["养老服务", "老年人补贴"], "listing": "complete", "items": ["老年人补贴公示"]}]
    with made_round(path, {"entries": entries, "columns": columns}) as store:
        match_round(store)
    former = [FormerNames(NEW, (OLD,), "2026-01-10")]
    found = earlier_answers(open_workspace(folder), "linjiang", {"round": "2026-10", "pages": 1}, former)
    assert [one.key for one in found] == [whose]


def test_pictures_of_earlier_years_are_remembered_over_rounds(tmp_path: Path) -> None:
    folder = made_workspace(tmp_path / "江州")
    for name, as_of, picture in (("2025-11", "2025-11-30", "aa"), ("2026-05", "2026-05-31", "bb")):
        path = folder / "rounds" / name / "linjiang" / "round.db"
        path.parent.mkdir(parents=True)
        with open_round(path) as store:
            store.set_fact("as_of", as_of)
            store.replace(
                HandedInFile, [HandedInFile("linjiang", "submitted/临江区/图书馆.jpg", "图书馆", pictures=(picture,))]
            )
            store.set_fact("earlier_pictures", [] if name == "2025-11" else ["aa"])
    workspace = open_workspace(folder)

    def known(round_: str, on: date) -> list[str]:
        return earlier_pictures(workspace, "linjiang", {"round": round_, "pages": 1}, on)

    assert earlier_pictures(workspace, "linjiang", None, date(2026, 11, 30)) == []
    assert known("2025-11", date(2026, 5, 31)) == ["aa"]
    assert known("2026-05", date(2026, 11, 30)) == ["aa"], "what came this year may be handed in again this year"
    assert known("2026-05", date(2027, 5, 31)) == ["aa", "bb"]
