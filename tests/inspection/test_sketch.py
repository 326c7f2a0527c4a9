"""Sketches say how alike texts are, the same in every process."""

import random

import pytest

from inspection.sketch import BINS, SHINGLE, bands, likeness, sketch_of

SIGNS = "".join(chr(0x4E00 + place) for place in range(2_000))


def _text(seed: int, signs: int) -> str:
    return "".join(random.Random(seed).choices(SIGNS, k=signs))


def _shared(left: str, right: str) -> float:
    one, other = ({text[at : at + SHINGLE] for at in range(len(text) - SHINGLE + 1)} for text in (left, right))
    return len(one & other) / len(one | other)


def test_it_is_the_same_in_every_process() -> None:
    assert sketch_of("临江区民政局关于印发养老服务办法的通知各有关单位")[:4] == (3234, 28267, 53300, 12797)


def test_short_texts_have_none() -> None:
    assert sketch_of("临江区民政局关于印发办法的通知") == ()
    assert likeness((), sketch_of(_text(1, 100))) is None


@pytest.mark.parametrize("signs", [25, 200, 3_000])
def test_equal_texts_are_alike_and_others_are_not(signs: int) -> None:
    text = _text(1, signs)
    assert len(sketch_of(text)) == BINS
    assert likeness(sketch_of(text), sketch_of(text)) == 1
    assert (likeness(sketch_of(text), sketch_of(_text(2, signs))) or 0) < 0.1


def test_the_estimate_is_near_the_share_of_shingles() -> None:
    faults = []
    for seed in range(40):
        text = _text(seed, 2_000)
        changed = list(text)
        for at in random.Random(seed).sample(range(len(text)), 4 * (seed % 8 + 1)):
            changed[at] = "改"
        other = "".join(changed)
        faults.append((likeness(sketch_of(text), sketch_of(other)) or 0) - _shared(text, other))
    assert abs(sum(faults) / len(faults)) < 0.02
    assert max(map(abs, faults)) < 0.2


def test_near_duplicates_share_a_band() -> None:
    for seed in range(50):
        text = _text(seed, 1_000)
        other = text[:500] + "改" * 4 + text[500:]
        assert set(bands(sketch_of(text))) & set(bands(sketch_of(other)))
