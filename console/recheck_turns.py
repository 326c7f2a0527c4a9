"""Several rechecks of one day: each looks for itself and keeps its own snapshots; which of their answers counts."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from inspection.round_store import RoundStore, read_round
from inspection.types.life import RecheckAnswer
from reports.recheck_sheet import OUTCOMES

# The fact by which a recheck says that it was ended, and with which answers.
_ENDED = "rechecked"


@dataclass(frozen=True)
class Turn:
    """One recheck of a day: the first, the second …; its folder, and what those before it came to, by finding."""

    looked_on: date
    number: int
    folder: Path
    before: Mapping[str, RecheckAnswer]


def turn_of(folder: Path, looked_on: date) -> Turn:
    """The recheck to make now below a district's folder: the one of the day that was not ended, else a new one."""
    number, before = 1, dict[str, RecheckAnswer]()
    while (ended := _answers(path := _folder(folder, looked_on, number), looked_on)) is not None:
        before |= {one.finding: one for one in ended}
        number += 1
    return Turn(looked_on, number, path, before)


def end_turn(store: RoundStore, answers: Iterable[RecheckAnswer]) -> None:
    """Notes in a recheck's store what it came to: what is asked later that day is another recheck."""
    store.set_fact(_ENDED, [{**asdict(one), "looked_at": one.looked_at.isoformat()} for one in answers])


def counted(turn: Turn, answer: RecheckAnswer, *, untouched: bool) -> RecheckAnswer:
    """What the day's rechecks say of a finding together: the last one counts, but one that could not tell takes back
    nothing that an earlier one saw of a finding that is `untouched` since. Says which it is where there are several."""
    earlier = turn.before.get(answer.finding)
    if earlier is None:
        return answer
    words = f"当日第{turn.number}次复查"
    if answer.outcome == "unclear" and earlier.outcome == "unfixed" and untouched:
        return replace(earlier, reason=f"{earlier.reason}；{words}未能判定，以前次为准")
    return replace(answer, reason=f"{answer.reason}（{words}，以本次为准；前次：{OUTCOMES[earlier.outcome]}）")


def _folder(folder: Path, looked_on: date, number: int) -> Path:
    """Where a district's recheck of a day lies, below the folder of its round."""
    return folder / (f"recheck-{looked_on.isoformat()}" + (f"-{number}" if number > 1 else ""))


def _answers(folder: Path, looked_on: date) -> list[RecheckAnswer] | None:
    """What an ended recheck came to; None for one that was not ended, or not begun."""
    if not (folder / "round.db").exists():
        return None
    with read_round(folder / "round.db") as store:
        ended = store.fact(_ENDED)
    if ended is None:
        return None
    return [
        RecheckAnswer(
            one["finding"], one["district"], one["outcome"], one["reason"], looked_on, tuple(one["before"]),
            tuple(one["after"]),
        )
        for one in ended
    ]  # fmt: skip
