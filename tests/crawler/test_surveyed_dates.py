"""Which date is which: what the pages of a portal say beside their lists, and when a person is asked."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from crawler.sample import sampled
from crawler.surveyed_dates import PageDates, address_date, shown_dates
from inspection.portal_notes import BARE_DATE
from inspection.types.survey import Agreement, ShownDate

HOST = "linjiang.example"
DAY = date(2026, 5, 8)


def _page(number: int, label: str, off: int, *, listed: bool = True, signed: int | None = None) -> PageDates:
    """A page that shows a date so many days off the day on which its list says it was published."""
    return PageDates(
        HOST,
        f"http://{HOST}/{number}.html",
        ((label, DAY + timedelta(off)),),
        DAY if listed else None,
        None,
        None,
        None if signed is None else DAY + timedelta(signed),
        DAY if listed else None,
    )


def _asked(label: str, offs: Sequence[int], **more: bool | int | None) -> str | None:
    (found,) = shown_dates([_page(number, label, off, **more) for number, off in enumerate(offs)], {})  # type: ignore[arg-type]  # one of the two keys
    return found.doubt


@pytest.mark.parametrize(
    ("label", "offs", "asked"),
    [
        ("发布时间", [0, 0, 0], None),
        ("发布时间", [0, 0, 30], None),
        ("发布时间", [0, 30, 30], "都不同"),
        ("时间", [9, 9], "都不同"),
        (BARE_DATE, [9, 9, 0], "都不同"),
        ("发布时间", [0] * 30 + [9, 9], None),
        ("发文日期", [0, 0, 0], None),
        ("发文日期", [-3, -4, -9], None),
        ("发文日期", [0, 0, -4, -9], "不能断定"),
        ("生成日期", [0, 0, 3, -9], "不能断定"),
        ("成文日期", [-3, -4, 0], None),
        ("成文日期", [3, 4, 0], "晚于"),
        ("印发日期", [3, 4, 0], "晚于"),
        ("更新时间", [30, 40], None),
        ("主题词", [30, 40], None),
    ],
)
def test_a_person_is_asked_only_of_what_contradicts(label: str, offs: list[int], asked: str | None) -> None:
    doubt = _asked(label, offs)
    assert (asked in doubt) if asked and doubt else doubt == asked


def test_signatures_tell_what_a_doubtful_label_means() -> None:
    pages = [_page(1, "发文日期", 0), _page(2, "发文日期", -4, signed=-4), _page(3, "发文日期", -9, signed=-9)]
    assert shown_dates(pages, {})[0].doubt is None
    pages = [_page(1, "发文日期", 0), _page(2, "发文日期", -4, signed=-6), _page(3, "发文日期", -9, signed=-9)]
    assert shown_dates(pages, {})[0].doubt is not None


def test_a_day_of_signing_that_is_not_the_one_under_the_text() -> None:
    assert _asked("成文日期", [-3, -3], signed=-3) is None
    assert "落款" in (_asked("成文日期", [-3, -3], signed=-9) or "")


def test_the_only_date_of_a_page_is_asked_about_whatever_it_is_called() -> None:
    assert "没有别的发布日期" in (_asked("更新时间", [0, 0], listed=False) or "")
    assert _asked("实施日期", [0, 0], listed=False) is None


def test_what_is_settled_is_not_asked_again() -> None:
    pages = [_page(number, "时间", 9) for number in range(3)]
    (found,) = shown_dates(pages, {HOST: {"时间": ""}})
    assert (found.reading, found.settled, found.doubt) == ("不采用", True, None)
    (found,) = shown_dates(pages, {"other.example": {"时间": ""}})
    assert (found.reading, found.settled) == ("发布日期", False)
    assert found.doubt is not None


def test_the_day_of_a_move_in_the_address_contradicts_nobody() -> None:
    moved = [
        PageDates(HOST, f"http://{HOST}/{number}.html", (("发布时间", DAY),), None, None, date(2026, 9, 1), None, DAY)
        for number in range(3)
    ]
    assert shown_dates(moved, {})[0].doubt is None


def test_two_labels_for_one_day_and_nothing_else_to_tell() -> None:
    pages = [
        PageDates(
            HOST, f"http://{HOST}/{n}.html", (("发布时间", DAY), ("公开日期", date(2026, 9, n))), *[None] * 4, DAY
        )
        for n in (1, 2)
    ]
    assert [one.doubt is None for one in shown_dates(pages, {})] == [False, False]


def test_how_often_dates_agree_is_counted_over_pages_that_have_both() -> None:
    tag = PageDates(HOST, "http://a/", (("发布时间", DAY), ("发布时间", date(2020, 1, 1))), None, DAY, DAY, DAY, DAY)
    (found,) = shown_dates([tag, _page(2, "发布时间", 1, signed=1)], {})
    assert found == ShownDate(
        HOST, "发布时间", 2, Agreement(0, 1), Agreement(1, 1), Agreement(1, 1), Agreement(2, 2), "发布日期", False,
        None, "http://a/",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("http://a.example/zwgk/202605/t20260508_640018.html", DAY),
        ("http://a.example/art/2026/5/8/art_1_2.html", DAY),
        ("http://a.example/2026-05/08/content_1.htm", date(2026, 5, 8)),
        ("http://a.example/20260508/1.html", DAY),
        ("http://a.example/20261308/1.html", None),
        ("http://a.example/content/post_20260508.html", None),
        ("http://a.example/zwgk/202605/1.html", None),
    ],
)
def test_whole_dates_in_addresses(url: str, found: date | None) -> None:
    assert address_date(url) == found


def test_a_sample_holds_the_newest_the_oldest_and_those_between() -> None:
    assert sampled([2, 4, 6], 3) == {2, 4, 6}
    assert sampled(range(101), 3) == {0, 50, 100}
    assert sampled(range(101), 1) == {0}
    assert sampled([], 3) == set()
    assert all(len(sampled(range(count), 5)) == min(count, 5) for count in range(40))
