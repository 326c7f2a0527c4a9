"""What the documents promise exists, and nothing names the place where the code was written."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_readme_gives_the_two_commands(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "make demo" in text
    assert "make test" in text


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_dependency_is_noticed() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.search(r"\ndependencies = \[(.*?)\n\]", project, re.DOTALL)
    assert listed is not None
    notices = (ROOT / "THIRD_PARTY_NOTICES.md").read_text(encoding="utf-8").lower()
    for name in re.findall(r'"([A-Za-z0-9_-]+)[><=]', listed.group(1)):
        assert name.lower() in notices


def test_relative_links_in_documents_lead_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")]
    links = [
        (path, target)
        for path in documents
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))
    ]
    assert links
    assert not [(str(path), target) for path, target in links if not (path.parent / target).exists()]


def test_no_registry_is_named_in_the_lock() -> None:
    assert not re.search(r"https?://|--index-url", (ROOT / "requirements.lock").read_text(encoding="utf-8"))
