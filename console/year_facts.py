"""What a year's account is made of: the memory's marks, the rounds' stores, the pack's word on how rounds count."""

from datetime import date

from audits.ledger import Memory
from audits.year_account import accounts
from console.past_figures import past_districts
from inspection.rule_pack import load_pack
from inspection.types.office import District
from inspection.types.score import Score
from inspection.types.year import Account, RoundsCount, YearLock, YearRound
from inspection.workspace import Workspace

_STORE_GONE = "批次文件夹已不在，无法重算"


def year_accounts(workspace: Workspace, memory: Memory, year: int, today: date) -> tuple[list[Account], YearLock]:
    """The accounts of a year, and what they rest on: its lock, or how it stands today."""
    standing = memory.years.locked(year) or standing_of(workspace, memory, year, today, "")
    districts = [one.id for one in workspace.districts]
    return accounts(year, districts, memory.years.marks(year), standing.rounds, standing.count), standing


def standing_of(workspace: Workspace, memory: Memory, year: int, today: date, who: str) -> YearLock:
    """A year's rounds as they stand today, and how they count by the office's pack on that day of the year."""
    rounds = [one for district in workspace.districts for one in _rounds_of(workspace, memory, district, year)]
    on = min(max(today, date(year, 1, 1)), date(year, 12, 31))
    given = load_pack(workspace.office.rule_pack, on, workspace.packs).year_score
    count = RoundsCount(given.rounds, given.full, given.source.clause) if given else None
    return YearLock(year, today, who, tuple(rounds), count)


def _rounds_of(workspace: Workspace, memory: Memory, district: District, year: int) -> list[YearRound]:
    """What each of a district's rounds of a year was worth for it and its units."""
    held = [one for one in memory.rounds(district.id) if one.as_of.year == year]
    past = past_districts(workspace, memory, district, [one.name for one in held])
    found: list[YearRound] = []
    for one in held:
        stood = past.get(one.name)
        if stood is None:
            found.append(YearRound(one.name, one.as_of, district.id, None, None, None, unfit=(_STORE_GONE,)))
            continue
        worth = [score for score in stood.scores if score.level in ("district", "unit")]
        found += [_worth(score, one.as_of, stood.unfit) for score in worth]
    return found


def _worth(score: Score, as_of: date, unfit: tuple[str, ...]) -> YearRound:
    return YearRound(
        score.round, as_of, score.district, score.unit, score.low, score.high, score.vetoes, score.red_lines, unfit,
        score.pack, score.sample,
    )  # fmt: skip
