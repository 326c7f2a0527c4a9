"""Pages and columns keep the identity of their faults through edits and redesigns; what is another thing does not take
it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from audits.audit import judge
from audits.case import Case
from audits.followed import known_fact, read_known, subjects_of
from audits.identity import identities, prints_of_entries
from audits.ledger import derived_id
from audits.rule import all_rules
from audits.subjects import ColumnAnswer
from inspection.types.judged_before import KnownSubject
from inspection.types.renames import FormerNames
from tests.audits.case_file import read_case

RULES = tuple(rule for rule in all_rules() if rule.code in ("B03", "C07"))
PAGE = {"title": "关于供水的通知", "url": "/1.html", "written": "2026-05-06", "published": "2026-05-01"}
TEXT = {"facts": {"text_hash": "aa11", "signs": 300}}


def case_of(given: dict[str, Any], known: tuple[KnownSubject, ...] = ()) -> Case:
    pages = [
        page | {"url": f"https://www.linjiang.example{page['url']}"} | {k: _day(page[k]) for k in _DATES if page.get(k)}
        for page in given.get("pages", [])
    ]
    return replace(read_case({**given, "pages": pages} if pages else given), known_subjects=known)


_DATES = ("written", "published")


def _day(text: Any) -> Any:
    return date.fromisoformat(text) if isinstance(text, str) else text


def learned(case: Case) -> tuple[KnownSubject, ...]:
    """What the next round knows of this one's findings, as it comes back out of a store."""
    found = judge(case, RULES, derived_id)[0].findings
    assert found
    return read_known(known_fact(subjects_of(case, found, prints_of_entries(case, found))))


def ids(case: Case) -> list[str]:
    return sorted(finding.id for finding in judge(case, RULES, derived_id)[0].findings)


@pytest.mark.parametrize(
    "now",
    [
        PAGE | {"title": "关于做好供水工作的通知"},
        PAGE | {"published": "2026-05-02"},  # back-dated
        PAGE | {"written": "2026-05-05", "title": "供水通知"},
        PAGE | {"title": "供水通知", "published": "2026-05-03"} | TEXT,
        PAGE | {"url": "/new/9.html"},
        PAGE | {"url": "/new/9.html", "published": "2026-05-02"} | TEXT,
        PAGE | {"url": "/new/9.html", "title": "供水通知"} | TEXT,
    ],
    ids=["title", "date", "title and date of writing", "title and date, same text", "address", "address and date",
         "address and title"],
)  # fmt: skip
def test_an_edited_or_moved_page_is_the_same(now: dict[str, Any]) -> None:
    before = case_of({"pages": [PAGE | TEXT]})
    assert ids(case_of({"pages": [now]}, learned(before))) == ids(before)


@pytest.mark.parametrize(
    "pages",
    [
        [PAGE | {"url": "/2.html", "title": "关于停水的通知", "published": "2026-05-02"}],
        # an address that holds something else now
        [PAGE | {"title": "关于停水的通知", "published": "2026-05-02", "facts": {"text_hash": "bb22", "signs": 300}}],
        # the same text under another title and date, while the page itself is still there
        [PAGE | TEXT, PAGE | {"url": "/2.html", "title": "停水通知", "published": "2026-05-02"} | TEXT],
        # twice the same text: which one it was is not known
        [PAGE | {"url": f"/new/{n}.html", "title": "停水", "published": "2026-05-01"} | TEXT for n in (1, 2)],
    ],
    ids=["another page", "another thing at the address", "a copy beside it", "two copies"],
)
def test_another_page_does_not_take_the_identity(pages: list[dict[str, Any]]) -> None:
    before = case_of({"pages": [PAGE | TEXT]})
    old = ids(before)[0]
    after = case_of({"pages": pages}, learned(before))
    by_title = {finding.title: finding.id for finding in judge(after, RULES, derived_id)[0].findings}
    assert all(id_ != old for title, id_ in by_title.items() if title != PAGE["title"])


def test_months_under_one_title_are_not_mixed_up() -> None:
    may = PAGE | {"title": "低保名单", "facts": {"text_hash": "may", "signs": 300}}
    june = may | {"url": "/2.html", "published": "2026-06-01", "written": "2026-06-06"}
    june |= {"facts": {"text_hash": "june", "signs": 300}}
    before = case_of({"pages": [may]})
    assert ids(case_of({"pages": [june]}, learned(before))) != ids(before)


def test_equal_pages_keep_their_numbers_when_one_falls_off() -> None:
    twins = [PAGE | {"url": f"/{n}.html"} for n in (1, 2)]
    before = case_of({"pages": twins})
    of = {one.url: one.id for one in judge(before, RULES, derived_id)[0].findings}
    after = case_of({"pages": twins[1:]}, learned(before))
    (left,) = judge(after, RULES, derived_id)[0].findings
    assert left.id == of[left.url]
    third = case_of({"pages": [PAGE | {"url": "/0.html"}, *twins[1:]]}, learned(before))
    assert len(set(ids(third))) == 2


BLANK = {"entries": [{"name": "统计/统计信息/统计数据", "state": "blank"}]}
OLD = {"path": "政务公开 > 统计信息 > 统计数据", "answers": "统计/统计信息/统计数据"}


def blank(*columns: dict[str, Any], known: tuple[KnownSubject, ...] = (), moved: bool = True) -> Case:
    """A case of these columns; `moved`: what is not where it was has another address, too."""
    case = case_of(BLANK | {"columns": list(columns)}, known)
    if not moved:
        return case
    return replace(
        case,
        columns=tuple(replace(one, url=f"https://www.linjiang.example/{'/'.join(one.path)}/") for one in case.columns),
    )


@pytest.mark.parametrize(
    ("path", "same"),
    [
        ("政务公开 > 数据发布 > 统计数据", True),
        ("法定主动公开内容 > 统计数据", True),
        ("政务公开 > 统计信息 > 统计数据情况", True),
        ("政务公开 > 统计信息 > 经济运行月报", False),
    ],
)
def test_a_column_that_moved_is_the_same_where_its_name_is_alike(path: str, same: bool) -> None:
    before = blank(OLD)
    after = blank(OLD | {"path": path}, known=learned(before))
    assert (ids(after) == ids(before)) is same


def test_a_column_at_its_old_address_is_the_same_under_any_name() -> None:
    before = blank(OLD, moved=False)
    after = blank(OLD | {"path": "政务公开 > 经济运行月报"}, known=learned(before), moved=False)
    assert ids(after) == ids(before)


def test_a_column_beside_the_old_one_is_another() -> None:
    before = blank(OLD)
    after = blank(OLD, OLD | {"path": "数据发布 > 统计数据"}, known=learned(before))
    assert set(ids(before)) < set(ids(after))


def test_of_two_that_may_be_it_none_is() -> None:
    before = blank(OLD)
    new = [OLD | {"path": f"{place} > 统计数据"} for place in ("数据发布", "专题专栏")]
    assert not set(ids(before)) & set(ids(blank(*new, known=learned(before))))


def test_what_is_asked_of_a_column_without_an_entry_keeps_to_it() -> None:
    before, name = blank(OLD), identities(blank(OLD))
    assert name("C03", ColumnAnswer(before.columns[0], None, None)) != name(
        "C03", ColumnAnswer(before.columns[0], None, before.coverage[0].key)
    )


def test_an_entry_that_was_renamed_while_its_column_moved_keeps_its_faults() -> None:
    before = blank(OLD)
    now = "统计/统计信息/统计数据发布情况"
    given = {
        "entries": [{"name": now, "state": "blank"}],
        "columns": [{"path": "法定主动公开内容 > 统计数据", "answers": now}],
    }
    old, new = ("统计", "统计信息", "统计数据"), ("统计", "统计信息", "统计数据发布情况")
    after = replace(
        case_of(given, learned(before)), former_names=(FormerNames(new, (old,), "2026-11-30", ("2026-11-30",)),)
    )
    after = replace(
        after, columns=tuple(replace(one, url="https://www.linjiang.example/new/") for one in after.columns)
    )
    assert ids(after) == ids(before)
