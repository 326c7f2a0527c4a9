"""Matches by their ids, and in words why one is in question."""

from console.inspection_run import Run
from inspection.masking import mask
from inspection.round_store import RoundStore
from inspection.types.judgement import EntryKey, Match, MatchWord
from matchers.questions import moves, questions
from matchers.remembered import EVERY_COLUMN, match_id
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
        said = self._word(match)
        if said is None:
            return []
        before = said.subject
        by = "核查" if said.source == "decision" else "目录—栏目对照表"
        where = (
            f"，当时为《{mask(said.title)}》{before if match.kind == 'page' else ''}" if before != match.subject else ""
        )
        return [f"{day(said.decided_on)}{by}：{mask(said.reason)}{where}。"]

    def by_table(self, match: Match) -> bool:
        """Whether what a person said of a match came in a directory–column table."""
        said = self._word(match)
        return said is not None and said.source == "mapping"

    def _word(self, match: Match) -> MatchWord | None:
        before = self._before.get((match.kind, match.subject), match.subject)
        return self._said.get((match.kind, before, match.key)) if match.decided_by == "person" else None

    def refused(self, key: EntryKey) -> list[str]:
        """Which columns people said do not answer an entry, and that the district has none for it: one line each."""
        own = [one for one in self._said.values() if one.key == key and one.word == "reject" and one.kind == "column"]
        lines = []
        for one in sorted(own, key=lambda one: (one.subject != EVERY_COLUMN, one.path, one.subject)):
            on, title = day(one.decided_on), mask(one.title or one.subject)
            if one.subject == EVERY_COLUMN:
                why = one.reason.partition("：")[2]
                lines.append(f"  {on}区里在对照表中填报：尚无栏目" + (f"（{mask(why)}）" if why else ""))
            else:
                by = "区里填报" if one.source == "mapping" else f"核查：{mask(one.reason)}"
                lines.append(f"  不对应的栏目：{title}（{on}{by}）")
        return lines
