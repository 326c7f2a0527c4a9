"""What people said of a district's columns, up to now: beside a round that was judged before the latest of it."""

from datetime import date

from audits.ledger import Memory
from audits.ledger_matches import standing
from audits.renamed import read_former
from console.inspection_run import Run
from console.renamed_entries import PresentNames, words_under_new_names
from inspection.round_store import RoundStore
from inspection.types.directory import Entry
from inspection.types.judgement import EntryKey, MatchWord
from matchers.questions import moves


def said_of_columns(run: Run, store: RoundStore, district: str) -> dict[tuple[str, EntryKey], MatchWord]:
    """The words that count on a district's columns, by the column in which the round found each again, and entry."""
    if not run.workspace.memory_path.exists():
        return {}
    round_, as_of = store.fact("round"), store.fact("as_of")
    former = read_former(store.fact("former_names"))
    with Memory(run.workspace.memory_path) as memory:
        judged = {**memory.judged(district), round_: as_of}
        names = PresentNames(district, former, frozenset(entry.key for entry in store.each(Entry)), judged)
        words = standing(words_under_new_names(memory.matches.words(round_, date.fromisoformat(as_of)), names))
    now = {before: subject for kind, before, subject in moves(store) if kind == "column"}
    own = [word for word in words if word.kind == "column" and word.district == district]
    return {(now.get(word.subject, word.subject), word.key): word for word in own}
