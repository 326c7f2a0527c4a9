"""A table takes the form that the file's name promises."""

from pathlib import Path

import pytest

from console.table_forms import form_of, table_form
from inspection.errors import UserError


@pytest.mark.parametrize(
    ("form", "out", "meant"),
    [
        (None, None, "csv"),
        (None, "t.xlsx", "xlsx"),
        (None, "T.XLSX", "xlsx"),
        (None, "t.txt", "csv"),
        ("jsonl", "t.jsonl", "jsonl"),
        ("jsonl", "t.txt", "jsonl"),
        ("xlsx", "t", "xlsx"),
    ],
)
def test_the_form_is_as_asked_else_as_the_name_ends(form: str | None, out: str | None, meant: str) -> None:
    assert table_form(form, Path(out) if out else None) == meant


def test_a_name_that_promises_another_form_is_refused() -> None:
    with pytest.raises(UserError, match="与 --format csv 不一致"):
        table_form("csv", Path("得分.xlsx"))
    with pytest.raises(UserError, match="与 --format text 不一致"):
        form_of("text", Path("得分.xlsx"), "text")


def test_what_goes_to_the_screen_is_text() -> None:
    assert form_of(None, None, "text") == "text"
    with pytest.raises(UserError, match="--out"):
        table_form("xlsx", None)
