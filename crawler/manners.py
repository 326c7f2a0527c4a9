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


@dataclass(frozen=True)
class Rules:
    """What a host's robots.txt says to this program: a refusal of everything, or the file's own rules, or none.
    `delay` is its Crawl-delay in seconds, 0 for none."""

    refused: Refusal | None = None
    parsed: Protego | None = None
    delay: float = 0.0

    def refusal(self, url: str) -> Refusal | None:
        """Whether the rules forbid an address."""
        if self.refused is not None or self.parsed is None:
            return self.refused
        allowed = self.parsed.can_fetch(url, ROBOTS_TOKEN)
        return None if allowed else Refusal("robots", "robots.txt 不允许采集该地址")


def robots_request(url: str) -> Wanted:
    """The request for the rules of an address's host."""
    return Wanted(robots_url(url), "robots")


def rules_of(answer: Answer | Unanswered | None) -> Rules:
    """The rules that an answer holds. Rules that do not exist (4xx) allow everything; rules that cannot be had (5xx, no
    answer) allow nothing (RFC 9309, 2.3.1)."""
    if isinstance(answer, Answer) and 200 <= answer.status < 300:
        if "html" in (answer.content_type or "").lower():
            return Rules()  # an error page in place of the file
        parsed = Protego.parse(answer.text)
        delay = parsed.crawl_delay(ROBOTS_TOKEN)
        return Rules(parsed=parsed, delay=max(0.0, float(delay or 0)))
    if isinstance(answer, Answer):
        if 400 <= answer.status < 500:
            return Rules()
        return Rules(Refusal("robots", f"robots.txt 返回 {answer.status}，抓取规则不明，未采集"))
    if answer is None or answer.kind in ("offsite", "loop"):
        return Rules()
    return Rules(Refusal(answer.kind, answer.detail))


def robots_refusal(url: str, answer: Answer | Unanswered | None) -> Refusal | None:
    """Whether the rules that an answer holds forbid an address."""
    return rules_of(answer).refusal(url)


def in_window(window: str, now: datetime) -> bool:
    """True inside `HH:MM-HH:MM` (over midnight too); always true for an empty window."""
    if not window:
        return True
    start, end = (time.fromisoformat(part) for part in window.split("-"))
    at = now.time()
    return start <= at < end if start <= end else at >= start or at < end
