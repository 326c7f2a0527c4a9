"""What rounds of before came to, by what is known of their findings now: counted once and kept in the memory until
something of it changes, so that papers that look back over a year of rounds need not read them all."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from pydantic import TypeAdapter

from audits import score_items, scoring
from audits.ledger import Memory
from audits.ledger_life import living
from audits.life import Chapter, life_of
from console import scoring_facts
from console.scoring_facts import scores_then
from inspection.errors import UserError
from inspection.round_store import read_round
from inspection.telling import may_be_told
from inspection.types.judgement import Finding
from inspection.types.office import District
from inspection.types.paperwork import EarlierDistrict
from inspection.workspace import Workspace
from reports.view import CONFIRMED

_FIGURES = TypeAdapter(EarlierDistrict)


def past_districts(
    workspace: Workspace, memory: Memory, district: District, names: Iterable[str]
) -> dict[str, EarlierDistrict]:
    """One district in its rounds of these names; a round of which it has no store is left out."""
    wanted = {name: path for name in names if (path := workspace.store_path(name, district.id)).exists()}
    if not wanted:
        return {}
    told = memory.acts.told(district.id)
    last = memory.acts.last_day(district.id) or date.min
    seen = _seen_in(told)
    kept = memory.figures.kept(district.id)
    found: dict[str, EarlierDistrict] = {}
    new: dict[str, tuple[str, str]] = {}
    for name, path in sorted(wanted.items()):
        mark = _mark(path, seen.get(name, ()), told, last)
        if kept.get(name, ("", ""))[0] == mark:
            found[name] = _FIGURES.validate_json(kept[name][1])
            continue
        found[name] = _counted(path, district, told, last)
        new[name] = (mark, _FIGURES.dump_json(found[name]).decode())
    with suppress(UserError):
        # another command is writing: they are counted again next time
        memory.figures.keep(district.id, new)
    return found


def _counted(path: Path, district: District, told: Mapping[str, Sequence[Chapter]], last: date) -> EarlierDistrict:
    def lives(findings: Iterable[Finding]) -> list[Finding]:
        return [
            living(one, told[one.id], max(one.found_on, last)) if told.get(one.id) else one for one in findings
        ]  # fmt: skip

    with read_round(path) as store:
        as_of = date.fromisoformat(store.fact("as_of"))
        scored, scores = scores_then(store, lives)
    states = Counter(coverage.state for coverage in scored.coverage)
    # what is handled by telephone alone is in nobody's numbers
    rules = Counter(one.rule for one in scored.findings if one.state in CONFIRMED and may_be_told(one, "own"))
    return EarlierDistrict(
        district.id, as_of, dict(sorted(rules.items())), dict(sorted(states.items())), scores, scored.unfit
    )


def _seen_in(told: Mapping[str, Sequence[Chapter]]) -> dict[str, list[tuple[str, date]]]:
    """The findings that each round saw, with the day as of which it was judged."""
    seen: dict[str, list[tuple[str, date]]] = defaultdict(list)
    for id_, life in sorted(told.items()):
        for chapter in life:
            for one in chapter.sightings:
                seen[one.round].append((id_, one.as_of))
    return seen


def _mark(path: Path, seen: Sequence[tuple[str, date]], told: Mapping[str, Sequence[Chapter]], last: date) -> str:
    """What the figures of a round follow from: its file, how its findings stand, and how scores are counted."""
    log = path.with_name(f"{path.name}-wal")
    # reading alone may leave an empty log behind
    files = [one.stat() for one in (path, log) if one.exists() and one.stat().st_size]
    name = path.parent.parent.name
    lives = [life_of(id_, told[id_], max(day, last), name) for id_, day in seen]
    told_ = [
        _method(),
        [[one.st_size, one.st_mtime_ns] for one in files],
        [[one.finding, one.state, one.unit] for one in lives],
    ]
    return sha256(json.dumps(told_, ensure_ascii=False).encode()).hexdigest()


@cache
def _method() -> str:
    """A mark of the way in which scores are counted."""
    return sha256(
        b"".join(Path(one.__file__ or "").read_bytes() for one in (scoring, score_items, scoring_facts))
    ).hexdigest()
