"""What keeps the crawl polite: robots.txt, the window of hours, the budget of a host."""

from dataclasses import dataclass
from datetime import datetime, time

from protego import Protego

from crawler.answers import Answer, Unanswered
from crawler.requests import Wanted, robots_url
from crawler.settings import ROBOTS_TOKEN


@dataclass(frozen=True)
class Refusal:
    """Why a request is not made; `kind` as in Failure."""

    kind: str
    detail: str


def robots_request(url: str) -> Wanted:
    """The request for the rules of an address's host."""
    return Wanted(robots_url(url), "robots")


def robots_refusal(url: str, rules: Answer | Unanswered | None) -> Refusal | None:
    """Whether the rules forbid an address. Rules that do not exist (4xx) allow everything; rules that cannot be had
    (5xx, no answer) allow nothing (RFC 9309, 2.3.1)."""
    if isinstance(rules, Answer) and 200 <= rules.status < 300:
        if "html" in (rules.content_type or "").lower():
            return None  # an error page in place of the file
        allowed = Protego.parse(rules.text).can_fetch(url, ROBOTS_TOKEN)
        return None if allowed else Refusal("robots", "robots.txt 不允许采集该地址")
    if isinstance(rules, Answer):
        if 400 <= rules.status < 500:
            return None
        return Refusal("robots", f"robots.txt 返回 {rules.status}，抓取规则不明，未采集")
    if rules is None or rules.kind in ("offsite", "loop"):
        return None
    return Refusal(rules.kind, rules.detail)


def in_window(window: str, now: datetime) -> bool:
    """True inside `HH:MM-HH:MM` (over midnight too); always true for an empty window."""
    if not window:
        return True
    start, end = (time.fromisoformat(part) for part in window.split("-"))
    at = now.time()
    return start <= at < end if start <= end else at >= start or at < end
