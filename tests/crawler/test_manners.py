"""robots.txt, hours, addresses."""

from datetime import datetime

import pytest

from crawler.addresses import is_public
from crawler.answers import Answer, Unanswered, answer_of
from crawler.manners import in_window, robots_refusal, rules_of
from crawler.settings import user_agent

RULES = b"User-agent: *\nDisallow: /\n\nUser-agent: Xuncha\nDisallow: /private/\n"


def rules(status: int, body: bytes = RULES, kind: str = "text/plain") -> Answer:
    return answer_of("http://x.example/robots.txt", body, status=status, content_type=kind)


@pytest.mark.parametrize(
    ("path", "answer", "refused"),
    [
        ("/zwgk/", rules(200), False),
        ("/private/a.html", rules(200), True),
        ("/private/a.html", rules(404), False),
        ("/private/a.html", rules(200, b"<html>home</html>", "text/html"), False),
        ("/zwgk/", rules(503), True),
        ("/zwgk/", Unanswered("timeout", "连接超时"), True),
        ("/zwgk/", None, False),
    ],
)
def test_robots(path: str, answer: Answer | Unanswered | None, refused: bool) -> None:
    assert (robots_refusal(f"http://x.example{path}", answer) is not None) == refused


def test_crawl_delay_is_that_of_this_program() -> None:
    assert (
        rules_of(rules(200, b"User-agent: *\nCrawl-delay: 10\n\nUser-agent: Xuncha\nCrawl-delay: 2.5\n")).delay == 2.5
    )
    assert rules_of(rules(200, b"User-agent: *\nCrawl-delay: 10\n")).delay == 10
    assert rules_of(rules(200)).delay == rules_of(rules(404)).delay == 0


@pytest.mark.parametrize(
    ("window", "hour", "inside"),
    [
        ("", 12, True),
        ("22:00-06:00", 23, True),
        ("22:00-06:00", 5, True),
        ("22:00-06:00", 6, False),
        ("01:00-03:00", 2, True),
        ("01:00-03:00", 3, False),
    ],
)
def test_window(window: str, hour: int, inside: bool) -> None:
    assert in_window(window, datetime(2026, 11, 20, hour, 0)) == inside  # noqa: DTZ001  China time by contract


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "::1", "fe80::1%eth0", "fd00::1",
     "::ffff:127.0.0.1", "0.0.0.0", "100.64.0.1", "224.0.0.1", "::", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1",
     "2002:7f00:1::", "fec0::1", "ff02::1", "198.18.0.1", "240.0.0.1", "255.255.255.255", "2001:db8::1", "2130706433",
     ""],
)  # fmt: skip
def test_inner_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["114.114.114.114", "2400:3200::1", "64:ff9b::7272:7272", "::ffff:114.114.114.114"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


def test_user_agent_names_program_and_contact_in_plain_ascii() -> None:
    agent = user_agent("江州市政务公开办公室 010-1234")
    assert agent.isascii() and "Xuncha" in agent and "010-1234" in agent
