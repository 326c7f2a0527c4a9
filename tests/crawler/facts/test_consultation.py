"""From when to when a consultation is open."""

from datetime import date

import pytest

from crawler.facts.consultation import consultation_days

TITLE = "关于公开征求《临江区养老服务办法（征求意见稿）》意见的公告"
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("征求意见时间：2026年3月1日至2026年3月31日。", (FIRST, LAST)),
        ("征求意见时间为2026年3月1日起至3月31日。", (FIRST, LAST)),
        ("请于2026年3月31日前将意见反馈至我局。", (None, LAST)),
        ("意见反馈截止时间：2026年3月31日。", (None, LAST)),
        ("征集期限：2026-03-01至2026-03-31", (FIRST, LAST)),
        ("公众可自公告发布之日起30日内提出意见。", (date(2026, 2, 20), date(2026, 3, 22))),
        ("有关单位意见请于2026年3月31日前反馈，个人意见请于2026年4月10日前反馈。", (None, None)),
        ("现向社会公开征求意见，欢迎提出。", (None, None)),
        ("本办法自2026年5月1日起施行。", (None, None)),
    ],
)
def test_days(text: str, days: tuple[date | None, date | None]) -> None:
    assert consultation_days(TITLE, text, date(2026, 2, 20)) == days


def test_other_pages_and_results_have_none() -> None:
    text = "征求意见时间：2026年3月1日至2026年3月31日。"
    assert consultation_days("关于召开会议的通知", text, None) == (None, None)
    assert consultation_days("2026年征集志愿者的公告", "报名时间为2026年3月1日至2026年3月31日。", None) == (None, None)
    assert consultation_days("《办法（征求意见稿）》意见采纳情况", text, None) == (None, None)
