"""What `directory check` says beside the rules: rows that could not be read, matters that stand twice."""

from directories.checking import check
from directories.reading import DirectoryReading
from inspection.types.directory import DirectoryFile, Entry

FILE = DirectoryFile(None, "临江区/救灾目录.xlsx", "0" * 64, 2)


def entry(level2: str | None, cells: str = "A3:L3", sheet: str = "救灾", publisher: str = "区民政局") -> Entry:
    return Entry(
        None, FILE.file, sheet, cells, "1", "救灾", "灾后救助", level2, None, publisher=(publisher,), level=("county",)
    )


def kinds(*entries: Entry, problems: tuple[str, ...] = ()) -> list[str]:
    return [problem.kind for problem in check(DirectoryReading(entries, (), problems, (FILE,)))]


def test_a_sound_directory_has_no_problem() -> None:
    assert kinds(entry("甲"), entry("乙", "A4:L4")) == []


def test_duplicate_names_the_first_place() -> None:
    first, again = entry("甲"), entry("甲", "A9:L9")
    problem = check(DirectoryReading((first, again), files=(FILE,)))[0]
    assert (problem.kind, problem.sheet, problem.cells, problem.level2) == ("duplicate", "救灾", "A9:L9", "甲")
    assert problem.message == "救灾领域“灾后救助—甲”与本表 A3:L3 的事项重复"
    assert problem.demand.startswith("请合并")


def test_a_towns_list_repeats_the_districts_rightly() -> None:
    assert kinds(entry("甲"), entry("甲", sheet="双槐镇")) == []


def test_one_matter_may_have_a_row_for_each_publisher() -> None:
    assert kinds(entry("甲"), entry("甲", "A4:L4", publisher="各镇人民政府")) == []


def test_rows_not_read_come_first_with_their_place_and_cure() -> None:
    problems = (f"{FILE.file} 工作表“救灾” A5:L5：该行只有序号，未作为事项读入，请补填事项名称。",)
    entries = (entry("甲"), entry("甲", "A9:L9"))
    first, second = check(DirectoryReading(entries, (), problems, (FILE,)))
    assert (first.kind, first.file, first.sheet, first.cells) == ("unread_row", FILE.file, "救灾", "A5:L5")
    assert (first.message, first.demand) == ("该行只有序号，未作为事项读入", "请补填事项名称")
    assert second.kind == "duplicate"


def test_pages_are_places_too() -> None:
    problem = check(DirectoryReading((), (), (f"{FILE.file} 第3页 A2:C2：该行无法判读。",), (FILE,)))[0]
    assert (problem.sheet, problem.cells, problem.message, problem.demand) == ("第3页", "A2:C2", "该行无法判读", "")


def test_a_place_of_another_kind_stays_in_the_sentence() -> None:
    problem = check(DirectoryReading((), (), (f"{FILE.file} 尾页附注：没有表头。",), (FILE,)))[0]
    assert (problem.file, problem.cells) == (FILE.file, None)
    assert "尾页附注" in problem.message
