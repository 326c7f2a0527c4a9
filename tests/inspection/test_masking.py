"""What is personal is masked, and nothing else."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from inspection.masked_words import MaskForms, masked_as
from inspection.masking import mask
from inspection.rule_pack import from_json, load_pack, mask_forms, to_json

CASES = yaml.safe_load((Path(__file__).parent / "masking.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_mask(name: str) -> None:
    given, expected = CASES[name]
    assert mask(given) == expected


@pytest.mark.parametrize("name", CASES)
def test_masking_twice_is_masking_once(name: str) -> None:
    once = mask(CASES[name][0])
    assert mask(once) == once


def test_forms_are_the_offices_but_never_show_all() -> None:
    text = "当事人：赵小河，身份证号450102199003074551，电话13812341234"
    with masked_as(MaskForms(mobile=(3, 2), id_number=(6, 0), name=0)):
        assert mask(text) == "当事人：***，身份证号450102************，电话138******34"
    with masked_as(MaskForms(mobile=(11, 11), id_number=(18, 18), name=9)):
        assert mask(text) == "当事人：赵小*，身份证号45010219900307****，电话1381234****"
        assert mask(mask(text)) == mask(text)
    assert mask(text) == "当事人：赵**，身份证号45*************551，电话138****1234"


def test_forms_are_values_of_the_pack() -> None:
    pack = load_pack("guangxi", date(2026, 11, 20))
    assert mask_forms(pack) == MaskForms() and mask_forms(replace(pack, masking=None)) == MaskForms()
    assert mask_forms(from_json(to_json(pack))) == MaskForms()
