"""What is personal is masked, and nothing else."""

from pathlib import Path

import pytest
import yaml

from inspection.masking import mask

CASES = yaml.safe_load((Path(__file__).parent / "masking.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_mask(name: str) -> None:
    given, expected = CASES[name]
    assert mask(given) == expected


@pytest.mark.parametrize("name", CASES)
def test_masking_twice_is_masking_once(name: str) -> None:
    once = mask(CASES[name][0])
    assert mask(once) == once
