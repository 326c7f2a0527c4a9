"""Matches by their ids, and in words why one is in question."""

from console.inspection_run import Run
from inspection.masking import mask
from inspection.round_store import RoundStore
from inspection.types.judgement import Match, MatchWord
from matchers.questions import moves, questions
from matchers.remembered import match_id
from reports.words import day


def id_of(match: Match) -> str:
    """The short id of a match, the same in every round."""
    return match_id(match.district, match.kind, match.subject, match.key)


def match_of(run: Run, id_: str) -> Match | None:
    """The match of an id; None where the run's round has none."""
    for district in run.districts:
        with run.store(district) as store:
            for match in store.each(Match):
                if id_of(match) == id_:
                    return match
    return None


class Questions:
    """What people said of one round's matches, and why others are in question: because of what was said of something
    alike, here or elsewhere."""

    def __init__(self, store: RoundStore) -> None:
        district = (store.fact("district") or {}).get("id")
        self._asked = questions(store)
        self._before = {(kind, now): before for kind, before, now in moves(store)}
        self._said = {
            (one.kind, one.subject, one.key): one for one in store.each(MatchWord) if one.district == district
        }

    def of(self, match: Match) -> list[str]:
        """One sentence, or none."""
        asked = self._asked.get((match.kind, match.subject, match.key))
        if match.decision == "review" and asked:
            return [f"{mask(asked[0])}。"]
        before = self._before.get((match.kind, match.subject), match.subject)
        said = self._said.get((match.kind, before, match.key)) if match.decided_by == "person" else None
        if said is None:
            return []
        where = (
            f"，当时为《{mask(said.title)}》{before if match.kind == 'page' else ''}" if before != match.subject else ""
        )
        return [f"{day(said.decided_on)}核查：{mask(said.reason)}{where}。"]
