"""What somebody has filled in is put aside, also where it can no longer be read."""

from pathlib import Path

import openpyxl
import pytest

from inspection.reply_forms import ASKED
from reports.filled_lists import put_list, remove_list

HEADS = list(next(iter(ASKED.values())))


def _list(path: Path, *answers: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["序号", *HEADS])
    sheet.append([1, *answers])
    book.save(path)
    return path.read_bytes()


def test_an_empty_list_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "问题清单.xlsx"
    _list(path)
    put_list(path, b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["问题清单.xlsx"] and path.read_bytes() == b"new"


@pytest.mark.parametrize("readable", [True, False])
def test_a_filled_one_is_put_aside(tmp_path: Path, readable: bool) -> None:
    path = tmp_path / "问题清单.xlsx"
    given = _list(path, "已整改")
    if not readable:
        given = b"encrypted by another program"
        path.write_bytes(given)
    put_list(path, b"new")
    assert (tmp_path / "问题清单（已填写）.xlsx").read_bytes() == given and path.read_bytes() == b"new"
    (tmp_path / "问题清单（已填写）.xlsx").rename(path)
    remove_list(path)
    assert path.read_bytes() == given
