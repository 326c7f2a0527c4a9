"""What the facts of a page are computed from: its words and those of its files."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SeenFile:
    """An attachment whose text could be read."""

    name: str
    text: str


@dataclass(frozen=True)
class SeenPage:
    """The words of a page: `title`, `path` the names of its column, `body` plain text, `files` those that were read."""

    title: str
    path: tuple[str, ...]
    body: str
    files: tuple[SeenFile, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The text and those of the files."""
        return (self.body, *(file.text for file in self.files))
