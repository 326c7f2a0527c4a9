"""How fast a machine is asked."""

from datetime import datetime
from pathlib import Path

import pytest

from crawler.crawl import CrawlProgress
from crawler.pace import Pace, retry_after
from crawler.request_log import COLUMNS, RequestLog
from tests.crawler.rounds import CHINA, NOON


def test_pace_never_falls_below_what_the_office_says() -> None:
    pace = Pace(0.5)
    assert pace.wait(0.0) == 0.0 and pace.wait(0.1) == pytest.approx(0.4)
    for moment in range(1, 20):
        pace.answered(moment, moment + 0.01)
    assert pace.delay == 0.5


def test_trouble_slows_it_down_and_good_answers_bring_it_back() -> None:
    pace = Pace(0.5)
    grown = []
    for moment in range(20):
        pace.failed(moment)
        grown.append(pace.delay)
    assert grown[:3] == [1.0, 2.0, 4.0] and grown[-1] == 30.0
    assert pace.wait(19.0) == pytest.approx(30.0)
    for moment in range(100, 130):
        pace.answered(moment, moment + 0.01)
    assert pace.delay == pytest.approx(0.5, abs=0.01)


def test_slow_answers_slow_it_down() -> None:
    pace = Pace(0.5)
    for moment in range(0, 100, 10):
        pace.answered(moment, moment + 4)
    assert pace.delay == pytest.approx(8, abs=0.1)


def test_without_a_delay_nothing_waits_but_for_what_the_server_asks() -> None:
    pace = Pace(0.0)
    pace.failed(1.0)
    pace.answered(1.0, 9.0)
    assert pace.wait(9.0) == 0.0
    pace.hold(12.0)
    assert pace.wait(9.0) == 3.0


def test_crawl_delay_raises_it_and_is_bounded() -> None:
    pace = Pace(0.5)
    pace.at_least(0.1)
    assert pace.delay == 0.5
    pace.at_least(5.0)
    assert pace.delay == 5.0
    pace.at_least(86400.0)
    assert pace.delay == 60.0


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0), (" 0 ", 0.0), ("Fri, 20 Nov 2026 04:01:00 GMT", 60.0), ("Fri, 20 Nov 2026 03:00:00 GMT", 0.0),
        ("soon", None), ("-5", None), ("", None), (None, None), ("１２", None), ("9" * 400, 999999999.0),
        ("Fri, 99 Nov 2026 04:01:00 GMT", None),
    ],
)  # fmt: skip
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOON) == seconds


def test_request_log_goes_on_behind_half_a_line(tmp_path: Path) -> None:
    at = datetime(2026, 11, 20, 12, 0, 0, 5000, tzinfo=CHINA)
    with RequestLog(tmp_path) as log:
        log.note(at, "GET", "http://x.example/a\tb\n", 200, 10, 7, 1)
    path = tmp_path / "requests.log"
    path.write_bytes(path.read_bytes() + b"2026-11-20T12")
    with RequestLog(tmp_path) as log:
        log.note(at, "POST", "http://x.example/", "timeout", 0, 30000, 2)
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    assert lines == [
        list(COLUMNS),
        ["2026-11-20T12:00:00.005+08:00", "GET", "http://x.example/a b ", "200", "10", "7", "1"],
        ["2026-11-20T12"],
        ["2026-11-20T12:00:00.005+08:00", "POST", "http://x.example/", "timeout", "0", "30000", "2"],
    ]


def test_progress_needs_no_figures() -> None:
    assert CrawlProgress("linjiang", 3, 4, "http://x.example/").pages == 0
