"""The corpus of directory files: every one is read, and what is read is what it says, cell by cell."""

from collections import Counter
from pathlib import Path

import pytest

from directories.reading import read_directory
from inspection.errors import UserError
from tests.directories.corpus import CorpusFile, write_corpus, write_file
from tests.directories.corpus.layout import made
from tests.directories.corpus.measure import Score, compare
from tests.directories.corpus.mixed import mixed
from tests.directories.corpus.recipes import recipes

FILES = 130
FLOOR = 0.995
MIXED = 150


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> list[CorpusFile]:
    return write_corpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def scores(corpus: list[CorpusFile]) -> list[Score]:
    return [scored(one) for one in corpus]


def scored(one: CorpusFile) -> Score:
    """How one file is read; a refused file is read as nothing, with its sentence among the faults."""
    try:
        reading = read_directory(one.path, None)
    except UserError as error:
        refused = compare(one.recipe.file, one.truth, ())
        refused.faults.insert(0, str(error))
        return refused
    score = compare(one.recipe.file, one.truth, reading.entries)
    score.problems = len(reading.problems)
    score.faults += reading.problems
    return score


def report(scores: list[Score]) -> str:
    """Every file that is not wholly right, the worst first, with its first faults."""
    bad = sorted((score for score in scores if score.faults), key=lambda score: score.share)
    lines = [f"{score.share:.4f} {score.file} {dict(+score.wrong)}: {'; '.join(score.faults[:3])}" for score in bad]
    return "\n".join(lines)


def test_corpus_is_as_large_as_promised(corpus: list[CorpusFile]) -> None:
    kinds = Counter(one.path.suffix for one in corpus)
    assert len(corpus) >= FILES
    assert {".xlsx", ".xls", ".docx", ".pdf", ".html", ".csv", ".tsv"} <= set(kinds)
    assert sum(len(one.truth) for one in corpus) >= 3500


def test_cells_are_read_right(scores: list[Score]) -> None:
    share = sum(score.right for score in scores) / sum(score.cells for score in scores)
    assert share >= FLOOR, f"{share:.4f}\n{report(scores)}"


def test_no_entry_is_lost_or_invented(scores: list[Score]) -> None:
    assert sum(score.missed + score.invented for score in scores) == 0, report(scores)


def test_nothing_is_complained_of(scores: list[Score]) -> None:
    """No row of the corpus is beyond reading; only lost ticks may be told."""
    lost = {recipe.file for recipe in recipes() if recipe.lost}
    complained = [score for score in scores if score.problems and score.file not in lost]
    assert not complained, report(complained)


def test_no_file_is_read_badly_behind_the_average(scores: list[Score]) -> None:
    assert min(score.share for score in scores) >= 0.95, report(scores)


def test_corpus_is_the_same_each_time(corpus: list[CorpusFile], tmp_path: Path) -> None:
    assert [tuple(made(one.recipe).entries) for one in corpus] == [one.truth for one in corpus]
    # Books and documents keep the time of their making; pages take long to draw.
    texts = [one for one in corpus if one.path.suffix in (".csv", ".tsv", ".html", ".htm")]
    assert all(write_file(one.recipe, tmp_path).path.read_bytes() == one.path.read_bytes() for one in texts)


def test_a_wrong_cell_and_an_invented_entry_are_seen(corpus: list[CorpusFile]) -> None:
    truth = corpus[0].truth
    score = compare("x", truth[:2], (truth[0],))
    assert (score.missed, score.invented, score.share) == (1, 0, 0.5)
    score = compare("x", truth[:1], truth[:2])
    assert (score.missed, score.invented, score.share) == (0, 1, 0.5)


@pytest.mark.slow
def test_damages_that_come_together(tmp_path: Path) -> None:
    """Recipes drawn at random: what each file of the corpus has alone, many have at once."""
    found = [scored(write_file(mixed(number), tmp_path)) for number in range(MIXED)]
    share = sum(score.right for score in found) / sum(score.cells for score in found)
    assert share >= FLOOR, f"{share:.4f}\n{report(found)}"
    assert sum(score.missed + score.invented for score in found) <= sum(score.entries for score in found) * 0.002
