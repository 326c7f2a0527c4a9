"""What a column's path says of entries, one case of columns.yml after the other."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from inspection.types.directory import Entry
from inspection.types.judgement import ColumnNote
from inspection.types.portal import Column
from matchers.columns import ColumnMatcher
from matchers.settings import match_settings
from matchers.target import Targets

CASES: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "columns.yml").read_text(encoding="utf-8"))


def _entry(text: str) -> Entry:
    domain, level1, level2 = text.split("/")
    return Entry(None, "x.csv", None, None, None, domain, level1, level2 or None, None)


@pytest.mark.parametrize("name", CASES)
def test_answers(name: str) -> None:
    case = CASES[name]
    column = Column("c1", "p", "static", "https://www.linjiang.example/c1/", tuple(case["path"]), None, 0, True, "list")
    answers = ColumnMatcher(Targets([_entry(text) for text in case["entries"]], match_settings())).answers(
        [column], [], {}
    )
    found = {}
    for answer in answers:
        entry = answer.target.entry
        short = entry.level2 or entry.level1
        key = next(
            (k for k in (short, f"{entry.level1}/{entry.level2}") if k in case["answers"]),
            f"{entry.domain}/{entry.level1}/{entry.level2}",
        )
        if answer.decision != "reject":
            found[key] = "shared" if answer.shared else answer.decision
    assert found == case["answers"]


def test_what_the_office_puts_elsewhere_is_only_a_question_where_its_name_stands() -> None:
    """A district that says in which column an entry is has nothing to do with a blank column of the entry's name."""
    paths = [("首页", "养老服务", "老年人补贴"), ("首页", "养老服务", "惠老资金")]
    columns = [
        Column(f"c{at}", "p", "static", f"https://www.linjiang.example/c{at}/", path, None, at, True, "list")
        for at, path in enumerate(paths)
    ]
    matcher = ColumnMatcher(Targets([_entry("养老服务/养老服务业务办理/老年人补贴")], match_settings()))

    def decisions(*notes: ColumnNote) -> dict[str, str]:
        return {one.column.id: one.decision for one in matcher.answers(columns, notes, {})}

    entry = ("养老服务", "养老服务业务办理", "老年人补贴")
    assert decisions() == {"c0": "accept"}
    assert decisions(ColumnNote("linjiang", paths[1], None, None, None, *entry)) == {"c0": "review", "c1": "accept"}
    gone = ColumnNote("linjiang", ("首页", "养老服务", "旧栏目"), None, None, None, *entry)
    assert decisions(gone) == {"c0": "accept"}, "a row that names no column of the portal says nothing"


def test_columns_below_one_name_ask_for_its_entries_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A district has three thousand of both: what names above a column mean is not found anew for each."""
    asked: list[str] = []
    real = Targets.is_domain

    def counted(self: Targets, segment: str, domain: str) -> bool:
        asked.append(segment)
        return real(self, segment, domain)

    monkeypatch.setattr(Targets, "is_domain", counted)
    targets = Targets([_entry(f"养老服务/业务办理/第{number}项补贴") for number in range(5)], match_settings())
    columns = [
        Column(
            f"c{at}", "p", "static", f"https://www.linjiang.example/c{at}/", ("养老服务", f"便民专区{at}和其他"),
            None, at, True, "list",
        )
        for at in range(10)
    ]  # fmt: skip
    counts = []
    for some in (columns[:5], columns):
        asked.clear()
        ColumnMatcher(targets).answers(some, [], {})
        counts.append(len(asked))
    assert counts[0] == counts[1] > 0


def test_a_column_of_every_portal_that_the_office_names_keeps_its_other_pages() -> None:
    """What stands under 通知公告 is not all of the one entry that a district says can be found there."""
    path = ("首页", "养老服务", "通知公告")
    column = Column("c0", "p", "static", "https://www.linjiang.example/c0/", path, None, 0, True, "list")
    note = ColumnNote("linjiang", path, None, None, None, "养老服务", "养老服务业务办理", "老年人补贴")
    matcher = ColumnMatcher(Targets([_entry("养老服务/养老服务业务办理/老年人补贴")], match_settings()))
    (answer,) = matcher.answers([column], [note], {})
    assert (answer.decision, answer.decided_by, answer.shared) == ("accept", "mapping", True)
