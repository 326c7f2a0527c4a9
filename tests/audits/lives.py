"""Lives in a line: "10-31 | 11-02 confirm | 11-03 notify due=11-10 | 11-30" is what a round saw, two acts, and a round.

Days are of 2026, or 2027 where written 27-01-15; an act may have its hour (11-02T09:00). Rounds bear their months.
"""

from datetime import date, datetime, time
from typing import Any

from inspection.china_time import CHINA
from inspection.types.life import Act, LifeEvent, Sighting


def day(text: str) -> date:
    return date.fromisoformat(f"20{text}" if text.count("-") == 2 else f"2026-{text}")


def moment(text: str) -> datetime:
    written, _, clock = text.partition("T")
    return datetime.combine(day(written), time.fromisoformat(clock) if clock else time(), CHINA)


def read_life(line: str) -> tuple[list[Sighting], list[LifeEvent]]:
    """What rounds saw, and the acts, as a line has them."""
    seen: list[Sighting] = []
    done: list[LifeEvent] = []
    for step in (part.split() for part in line.split("|")):
        given = dict(word.split("=", 1) for word in step if "=" in word)
        words = [word for word in step if "=" not in word]
        if len(words) == 1:
            seen.append(_sighting(words[0], given))
        else:
            done.append(_event(len(done) + 1, words[0], words[1], given))  # type: ignore[arg-type]  # an act
    return seen, done


def _sighting(on: str, given: dict[str, str]) -> Sighting:
    state: Any = given.get("state", "suspected")
    as_of = day(on)
    return Sighting(
        "F1", f"{as_of:%Y-%m}", as_of, state, given.get("by"), given.get("charge", "blank"), "民政局", "u",
        lasting="lasting" in given,
    )  # fmt: skip


def _event(seq: int, at: str, act: Act, given: dict[str, str]) -> LifeEvent:
    bound = act in ("confirm", "confirm_in_part", "uphold", "notify", "reject", "withdraw")
    return LifeEvent(
        "F1", seq, act, moment(at), "office", "市办", "已核", "",
        unit=given.get("unit"),
        due=datetime.combine(day(given["due"]), time(18), CHINA) if "due" in given else None,
        until=day(given["until"]) if "until" in given else None,
        link=given.get("link"),
        charge=given.get("charge", "blank") if bound else None,
        undoes=int(given["undoes"]) if "undoes" in given else None,
    )  # fmt: skip
