"""Our own corpus of directory files: facts of the baseline, laid out and damaged as offices do it, and what is true.

`recipes.yml` says which files there are; `facts` chooses what they say, `layout` sets it into tables and writes down
what a careful person would read from them, `writers` make the files, `measure` compares a reading with the truth.
"""

from dataclasses import dataclass
from pathlib import Path

from inspection.types.directory import Entry
from tests.directories.corpus.layout import made
from tests.directories.corpus.recipes import Recipe, recipes
from tests.directories.corpus.writers import write


@dataclass(frozen=True)
class CorpusFile:
    """One file as it was written, and the entries that it says."""

    recipe: Recipe
    path: Path
    truth: tuple[Entry, ...]


def write_corpus(folder: Path) -> list[CorpusFile]:
    """Writes every file of recipes.yml into the folder, the same each time."""
    return [write_file(recipe, folder) for recipe in recipes()]


def write_file(recipe: Recipe, folder: Path) -> CorpusFile:
    """Writes one file into the folder."""
    result = made(recipe)
    path = folder / recipe.file
    write(path, recipe, result.parts)
    return CorpusFile(recipe, path, tuple(result.entries))
