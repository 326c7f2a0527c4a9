"""portals.csv: read, refused row by row, added to without a change to what is there."""

from pathlib import Path

import pytest

from inspection.errors import UserError
from inspection.portal_notes import (
    PortalNote,
    add_questions,
    labels_at,
    read_portal_notes,
    settled_meanings,
    stray_notes,
)
from inspection.types.office import District, Portal

DISTRICTS = (
    District("linjiang", "临江区", "区", portals=[Portal("https://www.linjiang.example/zwgk/")]),
    District("wanghu", "望湖区", "区"),
)
HEAD = "区,门户,页面所写,含义,说明\n"
ASKED = PortalNote("linjiang", "linjiang.example", "生成日期", None, "12 个页面")


def _table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "portals.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_no_table_settles_nothing(tmp_path: Path) -> None:
    assert read_portal_notes(tmp_path / "portals.csv", DISTRICTS) == []


def test_hosts_and_labels_are_read_as_people_write_them(tmp_path: Path) -> None:
    rows = (
        "临江区,https://www.Linjiang.example/zwgk/,发文日期：,成文日期,看过三个页面\n"
        "linjiang,www.linjiang.example, 更 新 时 间 ,不采用,\n"
        "望湖区,wanghu.example:8080,时间,发布日期,\n"
        "临江区,linjiang.example,生成日期,,\n"
    )
    notes = read_portal_notes(_table(tmp_path, HEAD + rows, "gb18030"), DISTRICTS)
    assert settled_meanings(notes, "linjiang") == {"linjiang.example": {"发文日期": "written", "更新时间": ""}}
    assert settled_meanings(notes, "wanghu") == {"wanghu.example:8080": {"时间": "published"}}


@pytest.mark.parametrize(
    ("row", "place", "said"),
    [
        ("临江区,linjiang.example,时间,发布,\n", "第 2 行", "含义”应为发布日期、成文日期、印发日期、不采用之一"),
        ("临江,linjiang.example,时间,发布日期,\n", "第 2 行", "没有“临江”这个区，是不是“临江区”"),
        ("临江区,,时间,发布日期,\n", "第 2 行", "“门户”不能空"),
        ("临江区,http://[::1/,时间,发布日期,\n", "第 2 行", "“门户”应写网址或其中的主机名"),
        ("临江区,linjiang.example,：,发布日期,\n", "第 2 行", "“页面所写”不能空"),
        (
            "临江区,linjiang.example,时间,发布日期,\n临江区,www.linjiang.example,时间：,不采用,\n",
            "第 3 行",
            "已写作“发布日期”，这里又是“不采用”",
        ),
    ],
)
def test_bad_rows_are_refused_with_place_and_cure(tmp_path: Path, row: str, place: str, said: str) -> None:
    with pytest.raises(UserError) as refused:
        read_portal_notes(_table(tmp_path, HEAD + row), DISTRICTS)
    assert place in str(refused.value)
    assert said in str(refused.value)


def test_a_table_without_its_head_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="缺少表头“含义”"):
        read_portal_notes(_table(tmp_path, "区,门户,页面所写\n"), DISTRICTS)


def test_questions_are_added_once_and_nothing_else_changes(tmp_path: Path) -> None:
    before = "说明,含义,区,门户,页面所写\n“看过”,不采用,临江区,www.linjiang.example,更新时间"
    path = _table(tmp_path, before, "gb18030")
    settled = PortalNote("linjiang", "linjiang.example", "更新时间", None, "")
    assert add_questions(path, [settled, ASKED], DISTRICTS) == [ASKED]
    assert path.read_bytes().decode("gb18030") == before + "\r\n12 个页面,,临江区,linjiang.example,生成日期\r\n"
    assert add_questions(path, [settled, ASKED], DISTRICTS) == []


def test_a_new_table_opens_in_spreadsheet_programs(tmp_path: Path) -> None:
    path = tmp_path / "portals.csv"
    add_questions(path, [ASKED], DISTRICTS)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert read_portal_notes(path, DISTRICTS) == [ASKED]
    assert [one.name for one in tmp_path.iterdir()] == ["portals.csv"]


def test_no_question_leaves_no_table(tmp_path: Path) -> None:
    assert add_questions(tmp_path / "portals.csv", [], DISTRICTS) == []
    assert not list(tmp_path.iterdir())


def test_rows_that_would_do_nothing_are_told() -> None:
    notes = [ASKED, PortalNote("linjiang", "linjang.example", "时间", "发布日期", "")]
    (told,) = stray_notes(notes, DISTRICTS[0], ["city.example"])
    assert "linjang.example" in told
    assert not stray_notes([PortalNote("linjiang", "city.example", "时间", None, "")], DISTRICTS[0], ["city.example"])


def test_labels_hold_for_their_host_alone() -> None:
    settled = {"linjiang.example": {"时间": "published"}}
    assert labels_at(settled, "http://www.linjiang.example/a.html") == {"时间": "published"}
    assert labels_at(settled, "http://linjiang.example:8080/a.html") == {}
