"""What `directory check` says of a directory."""

from directories.checking import check, place_of
from directories.reading import DirectoryReading
from directories.time_limit import parse_limits
from inspection.types.directory import Entry


def entry(level2: str, limit: str | None, cells: str = "A3:L3", **given: tuple[str, ...]) -> Entry:
    publisher, elements = given.get("publisher", ("区民政局",)), given.get("elements", ("名称",))
    return Entry(
        None, "目录.xlsx", "救灾", cells, "1", "救灾", "灾后救助", level2, None, elements=elements, time_limit=limit,
        limits=parse_limits(limit), publisher=publisher,
    )  # fmt: skip


def kinds(*entries: Entry, problems: tuple[str, ...] = ()) -> list[str]:
    return [problem.kind for problem in check(DirectoryReading(entries, (), problems))]


def test_a_sound_directory_has_no_problem() -> None:
    assert kinds(entry("甲", "每月更新"), entry("乙", "及时公开")) == []


def test_unreadable_limit_is_told_with_place_and_cure() -> None:
    problem = check(DirectoryReading((entry("甲", "适时公开"),)))[0]
    assert problem.kind == "unreadable_limit"
    assert problem.place == "目录.xlsx 工作表“救灾” A3:L3"
    assert "救灾领域“灾后救助—甲”：公开时限“适时公开”无法判读" in problem.message
    assert "请改为" in problem.message


def test_blank_limit_only_where_others_have_one() -> None:
    assert kinds(entry("甲", "每月更新"), entry("乙", None)) == ["no_limit"]
    assert kinds(entry("甲", None), entry("乙", None)) == []


def test_ditto_with_nothing_above() -> None:
    assert kinds(entry("甲", "同上")) == ["dangling_reference"]


def test_blank_publisher_and_content() -> None:
    assert kinds(entry("甲", "长期"), entry("乙", "长期", publisher=(), elements=())) == ["no_publisher", "blank"]


def test_duplicate_names_the_first_place() -> None:
    first, again = entry("甲", "长期"), entry("甲", "每月更新", cells="A9:L9")
    problem = check(DirectoryReading((first, again)))[0]
    assert (problem.kind, problem.place) == ("duplicate", place_of(again))
    assert "A3:L3" in problem.message


def test_rows_not_read_come_first_with_their_place() -> None:
    problems = ("目录.xlsx 工作表“救灾” A5:L5：该行只有序号，未作为事项读入，请补填事项名称。",)
    found = check(DirectoryReading((entry("甲", "适时公开"),), (), problems))
    assert [problem.kind for problem in found] == ["unread_row", "unreadable_limit"]
    assert found[0].place == "目录.xlsx 工作表“救灾” A5:L5"
    assert found[0].message.startswith("该行只有序号")
