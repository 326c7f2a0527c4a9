"""What is shown on a terminal: how far a crawl is, and nothing that a terminal would obey."""

import pytest

from console.shown_text import shown_text
from console.terminal import Console, progress_text
from crawler.crawl import CrawlProgress
from inspection.types.office import District
from tests.crawler.rounds import NOON

DISTRICT = District("linjiang", "临江区", "区")


def progress(**more: object) -> CrawlProgress:
    return CrawlProgress(**{"district": "linjiang", "fetched": 0, "waiting": 0, "url": "http://x.example/", **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("临江区\n\t财政", "临江区\n\t财政"),
        ("\x1b[31m红\x1b[0m", "红"),
        ("\x1b]0;改窗口标题\x07后", "后"),
        ("\x1b]8;;http://evil.example\x1b\\链接\x1b]8;;\x1b\\", "链接"),
        ("\x9b2J清屏", "清屏"),
        ("退\b\r格\x00\x7f\x85", "退格"),
        ("\u202e反写\u2066", "反写"),
        ("\x1b", ""),
    ],
)
def test_nothing_is_shown_that_a_terminal_obeys(text: str, shown: str) -> None:
    assert shown_text(text) == shown


def test_progress_says_what_was_found_how_fast_and_how_long_still() -> None:
    state = progress(
        fetched=300,
        waiting=600,
        columns=40,
        lists=30,
        lists_read=28,
        pages=900,
        pages_read=260,
        asked=300,
        seconds=150.0,
    )
    assert progress_text(state) == (
        "已取 300 个地址，待取 600，栏目 40，列表读全 28/30，页面 260/900，每秒 2.0 个，约剩 5 分钟"
    )
    assert progress_text(progress(note="30 秒后重试")) == "已取 0 个地址，待取 0，30 秒后重试"


def test_plain_lines_come_now_and_then_and_at_every_new_wait(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(lambda: NOON)
    for fetched in range(0, 401, 50):
        console.progress(DISTRICT, progress(fetched=fetched))
    for _ in range(3):
        console.progress(DISTRICT, progress(fetched=401, note="等\x1b[2J待"))
    console.say("完成\x1b[0m")
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition("，")[0] for line in lines] == [
        "临江区：已取 200 个地址", "临江区：已取 400 个地址", "临江区：已取 401 个地址", "完成",
    ]  # fmt: skip
    assert "\x1b" not in "".join(lines)


def test_terminal_shows_a_line_that_renews_itself(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    console = Console(lambda: NOON)
    console.progress(DISTRICT, progress(fetched=1))
    console.progress(DISTRICT, progress(fetched=2, pages=4, pages_read=2, note="[bold]稍候"))
    console.say("完成")
    said = capsys.readouterr().err
    assert "已取 2 个地址" in said and "页面 2/4" in said and "[bold]稍候" in said
    assert said.rstrip().endswith("完成")


def test_what_is_done_now_is_a_line_of_its_own_or_renews_itself(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    console = Console(lambda: NOON)
    console.doing("正在写 1/2：看板")
    console.doing("正在写 2/2：得分表\x1b[2J")
    assert capsys.readouterr().err == "正在写 1/2：看板\n正在写 2/2：得分表\n"
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    console.doing("正在写 1/2：看板")
    console.doing("正在写 2/2：得分表")
    console.say("完成")
    said = capsys.readouterr().err
    assert said.count("\n") == 1, "only what stays ends its line"
    assert said.endswith("\r\x1b[K完成\n")
