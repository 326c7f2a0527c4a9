"""triggers.csv: what the office says of the trigger of entries."""

from pathlib import Path

import pytest

from inspection.errors import UserError
from inspection.trigger_notes import NAME, TRIGGERS, notes_of, read_trigger_fact, read_trigger_notes, trigger_fact
from inspection.types.judged_before import TriggerNote
from inspection.types.office import District

DISTRICTS = (District("linjiang", "临江区", "区", [], []), District("wanghu", "望湖区", "区", [], []))
HEAD = "区,领域,一级事项,二级事项,公开情形,理由"


def _read(folder: Path, *rows: str, head: str = HEAD) -> list[TriggerNote]:
    path = folder / NAME
    path.write_text("\n".join([head, *rows]), encoding="utf-8-sig")
    return read_trigger_notes(path, DISTRICTS)


def test_rows_are_read_with_what_is_left_blank(tmp_path: Path) -> None:
    notes = _read(
        tmp_path,
        ",水利,,,发生时公开,没有水库",
        "望湖区,水利,移民管理,,线下公开,在安置点公示",
        "linjiang,水利,移民管理,补偿,on_request,涉及个人",
    )
    assert notes == [
        TriggerNote(None, "水利", None, None, "event", "没有水库"),
        TriggerNote("wanghu", "水利", "移民管理", None, "offline", "在安置点公示"),
        TriggerNote("linjiang", "水利", "移民管理", "补偿", "on_request", "涉及个人"),
    ]


def test_the_district_may_be_left_out_of_the_head(tmp_path: Path) -> None:
    assert _read(tmp_path, "水利,常年公开,本级要求", head="领域,公开情形,理由") == [
        TriggerNote(None, "水利", None, None, "standing", "本级要求")
    ]


def test_an_absent_table_says_nothing(tmp_path: Path) -> None:
    assert read_trigger_notes(tmp_path / NAME, DISTRICTS) == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",水利,,,经常,理由", f"“公开情形”应为{'、'.join(TRIGGERS)}之一，现在是“经常”"),
        (",水利,,,,理由", "“公开情形”不能空"),
        (",,,,常年公开,理由", "“领域”不能空"),
        (",水利,,,常年公开,", "“理由”不能空"),
        ("山阳区,水利,,,常年公开,理由", "没有“山阳区”这个区"),
    ],
)
def test_a_bad_row_is_named_with_its_cure(row: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        _read(tmp_path, ",统计,,,常年公开,理由", row)
    assert "第 3 行" in str(caught.value) and said in str(caught.value)


def test_two_words_on_one_entry_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="前面已写作“常年公开”"):
        _read(tmp_path, ",水利,,,常年公开,甲", ",水利,,,线下公开,乙")
    assert len(_read(tmp_path, ",水利,,,常年公开,甲", ",水利,,,常年公开,乙")) == 2


def test_the_narrowest_note_comes_first_and_outlasts_the_store(tmp_path: Path) -> None:
    notes = _read(
        tmp_path,
        ",水利,,,发生时公开,甲",
        ",水利,移民管理,,线下公开,乙",
        "临江区,水利,移民管理,,常年公开,丙",
        ",水利,移民管理,补偿,依申请公开,丁",
        "望湖区,水利,移民管理,补偿,常年公开,戊",
    )
    own = notes_of(notes, "linjiang")
    assert [note.reason for note in own] == ["丁", "丙", "乙", "甲"]
    assert list(read_trigger_fact(trigger_fact(own))) == own
    assert read_trigger_fact(None) == ()
