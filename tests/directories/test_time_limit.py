"""公开时限 wordings: our own cases, the real ones where they are at hand, and what must hold for any wording."""

import json
import random
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from directories.time_limit import UNREADABLE, parse_limits, printed
from directories.time_limits.wording import number
from inspection.types.directory import Limit
from tests.directories.limit_wordings import wordings
from tests.shared_data import shared_path

CASES = yaml.safe_load((Path(__file__).parent / "time_limits.yml").read_text(encoding="utf-8"))


def without_empty(limits: tuple[Limit, ...]) -> list[dict[str, Any]]:
    return [{key: value for key, value in asdict(limit).items() if value is not None} for limit in limits]


@pytest.mark.parametrize("name", CASES)
def test_own_wording(name: str) -> None:
    read = without_empty(parse_limits(CASES[name]["wording"]))
    if CASES[name].get("still_unread"):
        assert read == [{"kind": "unreadable"}], "read by now: take still_unread away"
    else:
        assert read == CASES[name]["limits"]


@pytest.mark.parametrize("name", CASES)
def test_full_width_and_blanks_change_nothing(name: str) -> None:
    wording = CASES[name]["wording"]
    spread = "\u3000".join(wording.replace("，", ",").replace("；", ";").replace("：", ":"))
    assert parse_limits(spread) == parse_limits(wording)


def test_enough_cases_of_our_own() -> None:
    assert len(CASES) >= 60


def test_real_wordings() -> None:
    lines = shared_path("data/time_limits.jsonl").read_text(encoding="utf-8").splitlines()
    wrong = []
    for row in map(json.loads, lines):
        wanted = [{"kind": "unreadable"}] if row["limits"] is None else row["limits"]
        wanted = [{key: value for key, value in limit.items() if value is not None} for limit in wanted]
        if without_empty(parse_limits(row["wording"])) != wanted:
            wrong.append(row["wording"])
    assert len(lines) >= 86
    assert wrong == []


@pytest.mark.parametrize("wording", [None, "", "  \n "])
def test_an_empty_cell_states_no_limit(wording: str | None) -> None:
    assert parse_limits(wording) == ()


def test_made_up_wordings() -> None:
    """Nearly all right, hardly one misread: an unread wording costs a look, a misread one a grievance."""
    made = list(wordings(2500, seed=20))
    read = [(wording, parse_limits(wording.text)) for wording in made]
    wrong = [wording.text for wording, limits in read if limits not in (wording.limits, UNREADABLE)]
    right = sum(limits == wording.limits for wording, limits in read)
    assert len({wording.family for wording in made}) >= 19
    assert right >= 0.98 * len(made)
    assert len(wrong) <= 0.005 * len(made), wrong


def test_made_up_wordings_are_distinct_and_the_same_each_time() -> None:
    made = [wording.text for wording in wordings(300, seed=4)]
    assert len(set(made)) == 300
    assert made == [wording.text for wording in wordings(300, seed=4)]


_PIECES = (
    "自信息形成或者变更之日起", "20个工作日内", "在网站", "公开", "，", "；", "1.", "①", "长期", "每季度", "公示期",
    "不少于", "其他信息", "：", "(", ")", "\n", " ", "经", "部门", "30日", "*", "征求意见", "提前", "决定", "作出",
    "除", "外", "法律、", "另有规定", "应当", "之日起", "每年", "1月31日前", "及时", "同上", "½", "\x00", "a", "9" * 30,
    "\N{MATHEMATICAL DOUBLE-STRUCK DIGIT TWO}",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_any_text_is_read_to_an_end(seed: int) -> None:
    chance = random.Random(seed)
    for size in (1, 2, 3, 5, 8, 13, 40, 300):
        for _ in range(12):
            limits = parse_limits("".join(chance.choices(_PIECES, k=size)))
            assert limits == () or all(limit.kind for limit in limits)


@pytest.mark.parametrize(
    "block",
    [
        *_PIECES,
        "在网站经部门",
        "应当自从在于",
        "法律、法规",
        "形成、",
        "(a)",
        "20个工作日内公开，",
        "公示，",
        "政策文件、",
        "除",
        "(一)",
        "每月公布1次",
    ],
)
@pytest.mark.parametrize("size", [980, 10_000])
def test_many_characters_of_one_block_end(size: int, block: str) -> None:
    text = block * (size // len(block))
    for wording in (text, text + "某", "自信息形成" + text, "20个工作日内" + text):
        assert isinstance(parse_limits(wording), tuple)


def test_lines_of_one_broken_limit_are_joined() -> None:
    broken = parse_limits("信息形成\n或者变更之\n日起20个工\n作日内")
    assert broken == (Limit("deadline", n=20, unit="workday", anchor="created_or_changed"),)


def test_lines_with_limits_of_their_own_are_told_apart() -> None:
    assert [limit.kind for limit in parse_limits("信息形成之日起20个工作日内\n长期公开")] == ["deadline", "permanent"]


@pytest.mark.parametrize("clause", ["某某事项见附件", "视情况而定", "每遇变动3次"])
@pytest.mark.parametrize("readable", ["信息形成或者变更之日起20个工作日内", "每季度更新", "长期公开"])
def test_one_clause_not_understood_leaves_all_unreadable(readable: str, clause: str) -> None:
    assert parse_limits(f"{readable}；{clause}") == UNREADABLE


@pytest.mark.parametrize("denial", ["不", "未", "非", "无需", "暂不", "并非"])
@pytest.mark.parametrize("readable", ["实时公开", "及时公开", "长期公开", "每季度公开"])
def test_a_denied_limit_is_not_read_as_the_limit(readable: str, denial: str) -> None:
    assert parse_limits(denial + readable) == UNREADABLE
    assert parse_limits(f"名单{denial}{readable}") == UNREADABLE


@pytest.mark.parametrize("unsure", ["可以", "左右", "大约", "不早于", "不晚于", "第一时间", "逾期", "暂停", "小时"])
def test_a_word_that_changes_the_limit_is_no_name_of_a_part(unsure: str) -> None:
    assert parse_limits(f"信息{unsure}20个工作日内公开") == UNREADABLE
    assert parse_limits(f"名单形成后{unsure}5个工作日内") == UNREADABLE
    assert parse_limits(f"名单{unsure}长期公开") == UNREADABLE


@pytest.mark.parametrize("name", CASES)
def test_what_is_printed_is_read_as_the_same_limits(name: str) -> None:
    limits = parse_limits(CASES[name]["wording"])
    wording = printed(limits)
    assert wording is None or parse_limits(wording) == limits


def test_long_odd_wordings_end() -> None:
    odd = "20个工作日内" + "在网站经部门通过栏目" * 9
    assert parse_limits(odd) == UNREADABLE
    assert parse_limits("在网站公开，" * 40 + "某某") == UNREADABLE


@pytest.mark.parametrize(
    ("word", "value"),
    [("十", 10), ("十五", 15), ("二十", 20), ("三十一", 31), ("一百二十", 120), ("一百零五", 105), ("三〇", 30)],
)
def test_number_words(word: str, value: int) -> None:
    assert number(word) == value
