"""Grids from texts and merged ranges, also those that are larger than what they hold."""

from directories.sheet import cell_name, cell_range, sheet_of


def test_text_of_a_merged_range_stands_in_all_its_places() -> None:
    rows = sheet_of(None, [["甲", "", "乙"], ["", "", "丙"]], [(0, 0, 1, 1)]).rows
    assert [[cell.text for cell in row] for row in rows] == [["甲", "甲", "乙"], ["甲", "甲", "丙"]]
    assert [(cell.carried_right, cell.carried_down) for cell in rows[1]] == [
        (False, True),
        (True, True),
        (False, False),
    ]


def test_places_behind_the_end_of_a_row_are_not_given() -> None:
    rows = sheet_of(None, [["甲", "乙"], ["丙"]]).rows
    assert [cell.given for cell in rows[1]] == [True, False]


def test_empty_rows_are_empty_and_keep_the_numbers_of_the_others() -> None:
    rows = sheet_of(None, [["甲"], *[["", ""]] * 1000, ["乙"], ["", ""]]).rows
    assert len(rows) == 1002
    assert rows[1] == ()
    assert rows[1001][0].row == 1001


def test_ranges_over_whole_rows_and_columns_count_as_far_as_the_table() -> None:
    rows = sheet_of(None, [["甲", "乙"], ["丙", "丁"]], [(0, 0, 0, 16383), (1, 1, 1048575, 1)]).rows
    assert len(rows) < 200
    assert rows[0][1].text == "甲"
    assert rows[1][1].text == "丁"


def test_range_that_begins_inside_another_is_left_out() -> None:
    rows = sheet_of(None, [["甲", "乙"], ["丙", "丁"]], [(0, 0, 0, 1), (0, 1, 1, 1)]).rows
    assert [cell.text for cell in rows[1]] == ["丙", "丁"]


def test_only_the_row_of_a_stray_cell_is_as_long_as_it() -> None:
    texts = [["甲", "乙"], ["丙", *[""] * 5000, "远"], ["丁", "戊"]]
    rows = sheet_of(None, texts).rows
    assert rows[1][-1].text == "远"
    assert len(rows[0]) == len(rows[2]) < 200


def test_names_of_places() -> None:
    assert (cell_name(4, 0), cell_name(0, 27), cell_range(4, 0, 6, 11)) == ("A5", "AB1", "A5:L7")
