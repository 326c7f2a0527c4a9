"""Questions to people among a round's answers: what they said earlier and may have to say again, and what other
districts have settled. A question makes `review`, never `accept`; what the machine answers by itself stays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from inspection.round_store import RoundStore
from inspection.types.judgement import EntryKey, Match
from inspection.types.portal import Column, Page
from matchers.columns import ColumnAnswer
from matchers.remembered import Asked, At, Recalled
from matchers.round_pages import PageAnswer
from matchers.seen import Said
from matchers.target import Targets

FACT = "questions"
# The keys under which the reasons of a match name a question.
KEYS = {"remembered": "此前核定", "elsewhere": "他区核定"}


def questioned_columns(
    answers: Sequence[ColumnAnswer], said: Said, asked: Mapping[At, Asked], columns: Iterable[Column], targets: Targets
) -> list[ColumnAnswer]:
    """The answers of columns with what a person is asked, in the order of the columns and of the directory. What a
    person refused (`said`) is refused, whatever its pages and its neighbours speak for."""
    if not said and not asked:
        return list(answers)
    known = {(answer.column.id, answer.target.entry.key): _refused(answer, said) for answer in answers}
    by_id = {column.id: column for column in columns}
    for (kind, subject, key), one in sorted(asked.items(), key=_in_order):
        target, column, answer = targets.by_key.get(key), by_id.get(subject), known.get((subject, key))
        if kind != "column" or target is None or column is None or not _open(one, answer):
            continue
        plain = answer or ColumnAnswer(column, target, targets.settings.column.review, "review", False, "machine", {})
        reasons = {**plain.reasons, one.key: one.score}
        known[(subject, key)] = replace(plain, decision="review", reasons=reasons)
    return sorted(known.values(), key=lambda one: (one.column.portal, one.column.order, one.target.index))


def questioned_pages(
    answers: Sequence[PageAnswer], asked: Mapping[At, Asked], pages: Iterable[Page], targets: Targets
) -> list[PageAnswer]:
    """The answers of pages with what a person is asked; pages without any answer come last."""
    wanted = {subject for kind, subject, _ in asked if kind == "page"}
    if not wanted:
        return list(answers)
    known = {(answer.page.url, answer.target.entry.key): answer for answer in answers}
    by_url = {page.url: page for page in pages if page.url in wanted}
    for (kind, subject, key), one in sorted(asked.items(), key=_in_order):
        target, page, answer = targets.by_key.get(key), by_url.get(subject), known.get((subject, key))
        if kind != "page" or target is None or page is None or not _open(one, answer):
            continue
        plain = answer or PageAnswer(page, target, targets.settings.decision.review, "review", "machine", {})
        known[(subject, key)] = replace(plain, decision="review", reasons={**plain.reasons, one.key: one.score})
    return list(known.values())


def keep_questions(store: RoundStore, recalled: Recalled, matches: Iterable[Match]) -> None:
    """Keeps as a fact of the round why its matches are in question, and where words are now."""
    known = {(one.kind, one.subject, one.key) for one in matches if KEYS.keys() & one.reasons.keys()}
    asked = [
        [*at[:2], *at[2], one.reason, one.before]
        for at, one in sorted(recalled.asked.items(), key=_in_order)
        if at in known
    ]
    moved = [[one.kind, one.subject, one.now] for one in recalled.moved]
    store.set_fact(FACT, {"asked": asked, "moved": moved, "asleep": len(recalled.asleep)})


def questions(store: RoundStore) -> dict[At, tuple[str, str | None]]:
    """Why matches of a round are in question, and of which page or column a person had spoken."""
    fact = store.fact(FACT) or {}
    return {(row[0], row[1], (row[2], row[3], row[4])): (row[5], row[6]) for row in fact.get("asked", ())}


def moves(store: RoundStore) -> list[tuple[str, str, str]]:
    """Kind, former and present subject of the words that have another one in a round, or whose own has changed."""
    fact = store.fact(FACT) or {}
    return [(kind, subject, now) for kind, subject, now in fact.get("moved", ())]


def sleeping(store: RoundStore) -> int:
    """Of how many words a round shows nothing."""
    return int((store.fact(FACT) or {}).get("asleep", 0))


def _refused(answer: ColumnAnswer, said: Said) -> ColumnAnswer:
    word = said.get(("column", answer.column.id, answer.target.entry.key))
    refused = word == "reject" and answer.decided_by == "machine"
    return replace(answer, decision="reject", decided_by="person") if refused else answer


def _open(asked: Asked, answer: ColumnAnswer | PageAnswer | None) -> bool:
    """Whether the question changes anything: what a person or the office's table says stays, and what the machine
    accepts needs no confirming."""
    if answer is None:
        return asked.word == "confirm"
    if answer.decided_by != "machine":
        return False
    return answer.decision != "accept" if asked.word == "confirm" else answer.decision == "accept"


def _in_order(pair: tuple[At, Asked]) -> tuple[str, str, EntryKey]:
    return pair[0]
