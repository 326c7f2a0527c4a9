"""What is dear to make of a case is made once, and never of another case."""

from dataclasses import replace
from datetime import date

from audits.case import Case
from audits.once import once_a_case
from tests.audits.case_file import read_case


def test_made_once_for_each_case() -> None:
    asked: list[date] = []

    @once_a_case
    def day(case: Case) -> date:
        asked.append(case.as_of)
        return case.as_of

    first = read_case({})
    other = replace(first, as_of=date(2027, 1, 31))
    assert [day(first), day(first), day(other)] == [first.as_of, first.as_of, other.as_of]
    assert asked == [first.as_of, other.as_of]
