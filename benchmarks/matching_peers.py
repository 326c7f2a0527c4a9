"""Plain ways to match the same pages to the same entries: rapidfuzz, BM25 and TF-IDF over characters.

Each is given the setting in which it did best on the labelled rows, and the threshold that the same rule as ours would
choose on the folds left in.
"""

from collections.abc import Callable, Sequence

import numpy as np
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from benchmarks.labelled import Row, answers_one_of, golds, names_of
from benchmarks.matching_cases import Numbers
from benchmarks.matching_model import PRECISION, WITHOUT, Split
from inspection.types.directory import Entry
from matchers.folding import fold

Peer = Callable[[Sequence[Row], Sequence[Entry]], Numbers]


def ratio(rows: Sequence[Row], entries: Sequence[Entry]) -> Numbers:
    """rapidfuzz `ratio` of the title with domain and both levels, 0..100."""
    titles = [fold(row["title"]) for row in rows]
    return np.asarray(process.cdist(titles, [_names(entry) for entry in entries], scorer=fuzz.ratio), dtype=float)


def bm25_titles(rows: Sequence[Row], entries: Sequence[Entry]) -> Numbers:
    """BM25 of title and columns over characters and pairs of them."""
    return _bm25([_text(row, "title", "breadcrumb") for row in rows], [_names(entry) for entry in entries])


def bm25_all(rows: Sequence[Row], entries: Sequence[Entry]) -> Numbers:
    """BM25 of all fields."""
    return _bm25([_text(row, *_FIELDS) for row in rows], [_names(entry) for entry in entries])


def tfidf_titles(rows: Sequence[Row], entries: Sequence[Entry]) -> Numbers:
    """Cosine of TF-IDF vectors of title and columns over characters and pairs of them."""
    return _tfidf([_text(row, "title", "breadcrumb") for row in rows], [_names(entry) for entry in entries])


def tfidf_all(rows: Sequence[Row], entries: Sequence[Entry]) -> Numbers:
    """Cosine of TF-IDF vectors of all fields."""
    return _tfidf([_text(row, *_FIELDS) for row in rows], [_names(entry) for entry in entries])


PEERS: dict[str, Peer] = {
    "rapidfuzz `ratio`, title": ratio,
    "BM25, title and columns": bm25_titles,
    "BM25, all fields": bm25_all,
    "TF-IDF, title and columns": tfidf_titles,
    "TF-IDF, all fields": tfidf_all,
}
_FIELDS = ("title", "breadcrumb", "publisher", "body")


def peer_answers(rows: Sequence[Row], entries: Sequence[Entry], peer: Peer, split: Split) -> dict[str, Row]:
    """A peer's answers by id; what it accepts is cut at a threshold chosen without the row's fold."""
    scores = peer(rows, entries)
    names = [names_of(entry) for entry in entries]
    order = np.argsort(-scores, axis=1, kind="stable")[:, :3]
    best = [float(scores[number, order[number, 0]]) for number in range(len(rows))]
    right = [answers_one_of(names[order[number, 0]], golds(row)) for number, row in enumerate(rows)]
    answers: dict[str, Row] = {}
    for learned, left in split:
        cut = _threshold([(best[n], right[n], bool(rows[n]["gold"])) for n in learned])
        for number in left:
            found = [dict(zip(("domain", "level1", "level2"), names[place], strict=True)) for place in order[number]]
            decision = "accept" if best[number] >= cut else "none"
            answers[rows[number]["id"]] = {"candidates": found, "decision": decision}
    return answers


def _threshold(told: Sequence[tuple[float, bool, bool]]) -> float:
    """The lowest score from which what is accepted is right as often as we ask of ourselves."""
    without = sum(not has for _, _, has in told)
    found = float("inf")
    for cut in sorted({score for score, _, _ in told}, reverse=True):
        taken = [(right, has) for score, right, has in told if score >= cut]
        wrong = sum(not has for _, has in taken)
        if sum(right for right, _ in taken) >= PRECISION * len(taken) and wrong <= WITHOUT * without:
            found = cut
    return found


def _bm25(pages: Sequence[str], names: Sequence[str], k1: float = 1.5, b: float = 0.75) -> Numbers:
    """Robertson and Zaragoza (2009), with the usual k1 and b."""
    counter = CountVectorizer(analyzer="char", ngram_range=(1, 2))
    counts = np.asarray(counter.fit_transform(names).toarray(), dtype=float)
    asked = np.asarray(counter.transform(pages).toarray() > 0, dtype=float)
    having = (counts > 0).sum(axis=0)
    rarity = np.log(1 + (len(names) - having + 0.5) / (having + 0.5))
    length = counts.sum(axis=1, keepdims=True)
    told = rarity * counts * (k1 + 1) / (counts + k1 * (1 - b + b * length / length.mean()))
    return np.asarray(asked @ told.T)


def _tfidf(pages: Sequence[str], names: Sequence[str]) -> Numbers:
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True)
    known = vectors.fit_transform(names)
    return np.asarray((vectors.transform(pages) @ known.T).toarray())


def _names(entry: Entry) -> str:
    return fold("".join(filter(None, (entry.domain, entry.level1, entry.level2))))


def _text(row: Row, *names: str) -> str:
    return " ".join(fold(_plain(row.get(name))) for name in names)


def _plain(given: object) -> str:
    return " ".join(map(str, given)) if isinstance(given, list | tuple) else str(given or "")
