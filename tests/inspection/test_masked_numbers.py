"""Masking of personal data; numbers here are made up and only satisfy the check digits."""

import pytest

from inspection.masking import is_bank_card, is_id_number, mask

ID = "11010519491231002X"
CARD = "6222020000000000000"


def _card() -> str:
    return next(CARD[:-1] + str(digit) for digit in range(10) if is_bank_card(CARD[:-1] + str(digit)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("联系电话：13800001234", "联系电话：138****1234"),
        ("电话138-0000-1234。", "电话138****1234。"),
        (f"身份证号：{ID}，", "身份证号：11*************02X，"),
        (f"身份证号：{ID.lower()}", "身份证号：11*************02x"),
        ("办公电话：0700-1234567", "办公电话：0700-1234567"),
        ("统一社会信用代码11440900MB2C9227XN", "统一社会信用代码11440900MB2C9227XN"),
        ("索引号11330000002482031M/2026-1010578183", "索引号11330000002482031M/2026-1010578183"),
        ("流水号110105194912310021", "流水号110105194912310021"),
        ("138****1234", "138****1234"),
    ],
)
def test_mask(text: str, expected: str) -> None:
    assert mask(text) == expected
    assert mask(mask(text)) == expected


def test_bank_cards_need_the_check_digit() -> None:
    card = _card()
    assert mask(f"账号：{card}") == f"账号：{card[:4]}{'*' * 11}{card[-4:]}"
    wrong = card[:-1] + str((int(card[-1]) + 1) % 10)
    assert mask(f"账号：{wrong}") == f"账号：{wrong}"


def test_check_digit_of_id_numbers() -> None:
    assert is_id_number(ID)
    assert not is_id_number("110105194912310021")
