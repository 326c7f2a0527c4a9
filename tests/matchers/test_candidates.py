"""The index against comparing every entry: the same first answers, whatever the page."""

import random
from collections.abc import Iterator

import pytest

from directories.baseline import baseline_entries
from inspection.types.directory import Entry
from matchers.candidates import CandidateIndex
from matchers.decide import Candidate, compare, ordered, ranked
from matchers.folding import grams
from matchers.index_entries import EntryIndex
from matchers.index_groups import FarGroups
from matchers.index_names import MUCH
from matchers.index_scores import BY_DOMAIN, NEEDS, PUBLISHER, READS, scorer_functions
from matchers.scorers.elements import MET
from matchers.settings import match_settings
from matchers.subject import Subject
from matchers.target import Targets

SETTINGS = match_settings()
_TOWNS = ("青柳镇", "白鹭街道", "双溪乡")
_HEADS = (
    "",
    "关于",
    "临江区",
    "望湖区2025年",
    "临江区民政局关于",
    "临江区人民政府办公室关于印发",
    "2024年第二季度",
    "石桥镇",
)
_TAILS = (
    "",
    "公示",
    "名单",
    "的通知",
    "实施方案",
    "行政处罚决定书",
    "办事指南",
    "采购公告",
    "（第三批）",
    "的答复",
    "一览表",
)
_PUBLISHERS = (None, "临江区民政局", "青柳镇人民政府", "临江区应急管理局", "市公安局", "临江融媒", "自然资源主管部门")
_COLUMNS = ("首页", "政务公开", "通知公告", "重点领域信息公开", "临江区民政局", "行政处罚", "政策文件")
_WORDS = (
    "标准", "资金", "申请", "条件", "名单", "公示", "低保", "危房", "养老", "处罚",
    "规划", "预算", "征地", "水质", "监督", "电话", "补贴", "学校", "许可", "安全",
)  # fmt: skip


def _entries() -> list[Entry]:
    """The guides, and two towns that repeat some of them: equal names, equal scores, longer names around shorter."""
    drawn = random.Random(5)
    guides = list(baseline_entries())
    made = {entry.key: entry for entry in guides}
    for town in _TOWNS:
        for entry in drawn.sample(guides, 60):
            before, after = drawn.choice(("", "", "农村", "本级")), drawn.choice(("", "", "结果"))
            level2 = f"{before}{entry.level2 or entry.domain}{after}"
            again = Entry(
                None, "x.csv", None, None, None, entry.domain, f"{town}{entry.level1 or ''}", level2, None,
                elements=entry.elements[:2], publisher=(f"{town}人民政府",), level=("township",),
            )  # fmt: skip
            made.setdefault(again.key, again)
    return list(made.values())


TARGETS = Targets(_entries(), SETTINGS)
INDEX = CandidateIndex(TARGETS)


def _subjects(seed: int, count: int) -> Iterator[Subject]:
    """Pages from every degree of likeness: names as they are, halved, joined, shuffled, and words about nothing."""
    drawn = random.Random(seed)
    for _ in range(count):
        entry, other = (drawn.choice(TARGETS.items).entry for _ in range(2))
        name, second = entry.level2 or entry.domain, other.level2 or other.domain
        said = drawn.choice([
            name, name[: max(3, len(name) // 2)], name[len(name) // 3 :], name + second, f"{entry.domain}{second}",
            "".join(drawn.sample(name, len(name))), drawn.choice(entry.elements or ("",)), "天气预报", "",
            f"{name[:3]}({second}){name[3:]}",
        ])  # fmt: skip
        below = [entry.domain, entry.level1 or "", name][: drawn.randint(0, 3)]
        path = [*drawn.sample(_COLUMNS, drawn.randint(0, 2)), *(part for part in below if part)]
        words = [*drawn.sample(_WORDS, drawn.randint(0, 12)), *entry.elements[: drawn.randint(0, 3)]]
        yield Subject(
            TARGETS,
            f"{drawn.choice(_HEADS)}{said}{drawn.choice(_TAILS)}",
            tuple(path) if drawn.random() < 0.6 else (),
            drawn.choice(_PUBLISHERS),
            drawn.choice((None, None, "江民发〔2025〕3号")),
            " ".join(words) if drawn.random() < 0.7 else "",
            attachments=(f"附件1：{name}.xlsx",) if drawn.random() < 0.2 else (),
        )


def _all_compared(subject: Subject) -> list[Candidate]:
    compared = [compare(subject, target, SETTINGS) for target in TARGETS.items]
    return sorted(compared, key=lambda one: (-one.evidence, one.target.index))


@pytest.mark.parametrize("seed", range(4))
def test_first_answers_are_those_of_comparing_every_entry(seed: int) -> None:
    behind = 0
    for subject in _subjects(seed, 25):
        if not (subject.folded_title or subject.segments or subject.text):
            continue
        everything = _all_compared(subject)
        # a name inside a longer one falls behind, so that entries are ordered beside all others that may stand first
        named = [one for one in everything if subject.names(one.target) == 1.0]
        whole = ordered(subject, list({one.target.index: one for one in everything[:40] + named}.values()), SETTINGS)
        found = ranked(subject, INDEX, 5)
        assert [one.target.index for one in found[:5]] == [one.target.index for one in whole[:5]], subject
        assert found[:2] == whole[:2]
        behind += whole[0].target.index != everything[0].target.index
    assert behind < 25


def test_a_name_inside_a_longer_one_is_behind_it_and_not_before_the_rest() -> None:
    entries = [
        Entry(None, "x.csv", None, None, None, "户籍管理", "出生登记", level2, None)
        for level2 in ("出生登记", "港澳台地区出生登记", "收养入户登记", "大中专院校录取学生户口迁移")
    ]
    targets = Targets(entries, SETTINGS)
    subject = Subject(targets, "港澳台地区出生登记", ("户籍管理", "出生登记"), None, None, "")
    assert compare(subject, targets.items[0], SETTINGS).evidence > compare(subject, targets.items[2], SETTINGS).evidence
    assert [one.target.index for one in ranked(subject, CandidateIndex(targets), 2)][:2] == [1, 0]


def test_as_many_as_there_are_and_none_twice() -> None:
    for subject in _subjects(9, 5):
        found = INDEX.candidates(subject, 10_000)
        assert sorted(target.index for target in found) == list(range(len(TARGETS.items)))


def test_equal_entries_come_in_the_directorys_order() -> None:
    twins = [Entry(None, "x.csv", None, None, None, "户籍管理", town, "死亡注销", None) for town in _TOWNS]
    targets = Targets(twins, SETTINGS)
    subject = Subject(targets, "死亡注销", (), None, None, "")
    assert [target.index for target in CandidateIndex(targets).candidates(subject, 2)][:2] == [0, 1]


def test_a_page_that_says_nothing_has_no_candidates() -> None:
    assert INDEX.candidates(Subject(TARGETS, "", ("首页", "政务公开"), "临江区民政局", None, ""), 5) == []


def test_what_is_remembered_of_earlier_pages_changes_nothing() -> None:
    subjects = list(_subjects(3, 12))
    fresh = [CandidateIndex(TARGETS).candidates(subject, 5) for subject in subjects[-2:]]
    again = CandidateIndex(TARGETS)
    for subject in subjects:
        again.candidates(subject, 5)
    assert [again.candidates(subject, 5) for subject in subjects[-2:]] == fresh


def test_what_columns_and_publishers_add_is_known_of_every_entry() -> None:
    index = EntryIndex(TARGETS)
    domain = {name: number for number, name in enumerate(TARGETS.domains)}
    more = 0
    for subject in _subjects(17, 20):
        # as if the page said nothing else: a title may contradict its columns
        bare = Subject(TARGETS, "", subject.path, None, None, "")
        by_path, by_publisher = index.paths.evidence(bare), index.publishers.evidence(subject)
        for target in TARGETS.items:
            number, place = domain[target.domain], target.index
            by_columns = by_path.apart[number] + by_path.more.get(place, 0.0)
            assert by_columns >= index.scores.added("path", bare, target) - 1e-9
            by_body = by_publisher.least[number] + by_publisher.more.get(place, 0.0)
            assert by_body == pytest.approx(index.scores.added("publisher", subject, target))
        more += len(by_path.more) + len(by_publisher.more)
    assert more > 100


def test_scorers_read_no_more_than_the_index_believes() -> None:
    known = scorer_functions()
    said: dict[object, float | None] = {}
    for subject in _subjects(11, 60):
        for target in TARGETS.items[::7]:
            for key, reads in {**READS, "publisher": PUBLISHER}.items():
                read = (key, reads.subject(subject), reads.target(target))
                assert said.setdefault(read, known[key](subject, target)) == known[key](subject, target), key
            for key, told in BY_DOMAIN.items():
                read = (key, id(subject), told(subject, target))
                assert said.setdefault(read, known[key](subject, target)) == known[key](subject, target), key
            for key, needs in NEEDS.items():
                assert needs(subject) or known[key](subject, target) is None, key
        said = {read: value for read, value in said.items() if read[0] not in BY_DOMAIN}  # type: ignore[index]  # a tuple


def test_what_scorers_said_on_the_way_is_what_they_say() -> None:
    known = scorer_functions()
    told = 0
    for subject in _subjects(23, 15):
        for target, said in INDEX.asked(subject, 5):
            for key, score in said.items():
                again = known[key](subject, target)
                assert score == (None if again is None else round(again, 4)), key
                told += score is not None
    assert told > 100


def test_names_and_elements_of_which_a_text_has_much_are_found() -> None:
    index = EntryIndex(TARGETS)
    found = 0
    for subject in _subjects(29, 20):
        pairs = subject.title_grams | subject.text_grams
        shared = index.names.own.masses(pairs)
        much = {
            number
            for number, name in enumerate(index.names.own.written)
            if TARGETS.mass(grams(name) & pairs) >= MUCH * TARGETS.mass(grams(name))
        }
        assert much <= shared.much()
        met = [
            target.index
            for target in TARGETS.items
            for element in target.element_grams
            if len(element & pairs) >= MET * len(element)
        ]
        assert sorted(index.names.elements_met(pairs)) == met
        found += len(much) + len(met)
    assert found > 100


def test_far_groups_come_from_the_likeliest_on_each_once_and_none_below_what_is_asked() -> None:
    subject = next(_subjects(31, 1))
    index = EntryIndex(TARGETS)
    evidence = index.groups.evidence(subject)
    most_of = [float(number % 3) for number in range(len(index.firsts))]
    most = {
        group: most_of[index.domain_of[members[0]]] + evidence.of_group[group]
        for group, members in enumerate(index.groups.members)
    }
    least = sorted(most.values())[len(most) // 2]
    far = FarGroups(most_of, evidence)
    found: list[int] = []
    while groups := far.next(least):
        found += groups
    reached = [most[group] for group in found]
    assert reached == sorted(reached, reverse=True)
    assert sorted(found) == [group for group in sorted(most) if most[group] >= least]
    assert len(found) < len(most)
    assert far.most() < least
