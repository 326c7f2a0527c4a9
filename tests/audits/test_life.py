"""From acts to states: what is possible when, what comes back, what a decision is bound to."""

import pytest

from audits.life import acts_now, chapters, life_of, verdicts_now
from audits.life_acts import ACTS, CHOICES, STATES, lacking
from inspection.types.life import Act, Life
from tests.audits.lives import day, read_life

SENT = "10-31 | 11-02 confirm | 11-03 notify due=11-10"


def life(line: str, on: str = "11-30", round_: str | None = None) -> Life:
    return life_of("F1", chapters(*read_life(line)), day(on), round_)


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("10-31", "suspected"),
        ("10-31 state=confirmed by=machine", "confirmed"),
        ("10-31 state=waived", "waived"),
        ("10-31 | 11-02 confirm", "confirmed"),
        ("10-31 | 11-02 confirm_in_part", "confirmed"),
        ("10-31 | 11-02 reject", "rejected"),
        ("10-31 | 11-02 confirm | 11-03 send_draft", "confirmed"),
        (SENT, "notified"),
        (f"{SENT} | 11-04 receive", "received"),
        (f"{SENT} | 11-04 receive | 11-05 reply", "replied"),
        (f"{SENT} | 11-05 reply | 11-11 recheck_fixed", "fixed"),
        (f"{SENT} | 11-05 reply | 11-11 recheck_fixed | 11-12 close", "closed"),
        (f"{SENT} | 11-05 reply | 11-11 recheck_unfixed", "unfixed"),
        (f"{SENT} | 11-05 reply | 11-11 recheck_unclear", "replied"),
        (f"{SENT} | 11-06 recheck_unfixed", "notified"),  # before the deadline nothing is unfixed
        (f"{SENT} | 11-11 recheck_unfixed", "unfixed"),
        (f"{SENT} | 11-05 reply | 11-06 return", "unfixed"),
        (f"{SENT} | 11-05 object | 11-06 uphold", "notified"),
        (f"{SENT} | 11-05 object | 11-06 withdraw", "rejected"),
        (f"{SENT} | 11-05 explain | 11-06 close", "closed"),
        (f"{SENT} | 11-05 explain | 11-06 waive until=12-31", "waived"),
        (f"{SENT} | 11-05 reassign unit=教育局", "confirmed"),
        (f"{SENT} | 11-05 extend due=11-20", "notified"),
        (f"{SENT} | 11-05 fix_in_part", "replied"),
        ("10-31 | 11-02 reject | 11-05 reopen", "suspected"),
        (f"{SENT} | 11-05 receive | 11-05 undo undoes=3", "notified"),
        (f"{SENT} | 11-05 undo undoes=2", "confirmed"),
        ("10-31 | 11-02 send_draft | 11-03 object | 11-04 uphold", "confirmed"),
        # a round that was told of a decision does not keep it alive when it is taken back
        ("10-31 | 11-02 confirm | 11-30 state=confirmed by=person | 12-01 undo undoes=1", "suspected"),
        ("10-31 | 11-02 reject | 11-30 state=rejected | 12-01 undo undoes=1", "suspected"),
        ("10-31 | 11-02 confirm | 11-30 state=confirmed by=machine | 12-01 undo undoes=1", "confirmed"),
    ],
)
def test_acts_lead_to_states(line: str, state: str) -> None:
    assert life(line).state == state


@pytest.mark.parametrize(
    ("line", "possible", "impossible"),
    [
        ("10-31", {"confirm", "reject", "waive", "send_draft"}, {"notify", "object", "receive", "close", "undo"}),
        ("10-31 | 11-02 send_draft", {"object", "explain", "confirm", "undo"}, {"notify", "uphold"}),
        ("10-31 | 11-02 confirm", {"notify", "reject", "reassign"}, {"receive", "reply", "close", "object"}),
        (SENT, {"receive", "reply", "object", "explain", "extend", "remind"}, {"notify", "reject", "confirm", "close"}),
        (f"{SENT} | 11-04 receive", {"reply", "withdraw"}, {"receive", "uphold"}),
        (f"{SENT} | 11-04 object", {"uphold", "withdraw", "confirm_in_part"}, {"close"}),
        (f"{SENT} | 11-04 explain", {"close", "uphold", "waive"}, set()),
        (f"{SENT} | 11-05 reply", {"close", "return", "recheck_fixed", "recheck_unfixed"}, {"reply", "receive"}),
        (f"{SENT} | 11-05 reply | 11-11 recheck_fixed", {"close", "return", "reopen"}, {"extend", "object", "reply"}),
        (f"{SENT} | 11-05 reply | 11-11 recheck_unfixed", {"reply", "remind", "extend", "return"}, {"close", "notify"}),
        (f"{SENT} | 11-05 reply | 11-12 close", {"reopen", "undo"}, {"confirm", "reply", "close"}),
        ("10-31 | 11-02 confirm | 11-02 send_draft | 11-03 object", {"withdraw", "uphold"}, {"notify"}),
        ("10-31 | 11-02 reject", {"confirm", "reopen"}, {"notify", "object"}),
        # something else is said of what was notified: it is asked anew, and the notice goes on
        (f"{SENT} | 11-20 charge=missing", {"confirm", "reject", "reply", "recheck_fixed"}, {"notify"}),
    ],
)
def test_what_is_possible_when(line: str, possible: set[Act], impossible: set[Act]) -> None:
    _, acts = acts_now(chapters(*read_life(line)), day("11-30"))
    assert possible <= set(acts)
    assert not impossible & set(acts)


def test_every_state_and_act_has_its_word() -> None:
    assert set(STATES) == {
        "suspected", "confirmed", "rejected", "waived", "notified", "received", "replied", "fixed", "unfixed", "closed"
    }  # fmt: skip
    assert len(set(ACTS.values())) == len(ACTS) == 25
    assert len(CHOICES) == 9


@pytest.mark.parametrize(
    ("line", "on", "overdue", "mark"),
    [
        (SENT, "11-10", False, None),
        (SENT, "11-11", True, "逾期"),
        (f"{SENT} | 11-04 receive", "11-11", True, "逾期"),
        (f"{SENT} | 11-05 extend due=11-20", "11-15", False, "已延期"),
        (f"{SENT} | 11-05 extend due=11-20", "11-21", True, "逾期"),
        (f"{SENT} | 11-09 reply", "11-30", False, None),
        (f"{SENT} | 11-10T17:59 reply", "11-30", False, None),
        (f"{SENT} | 11-10T18:01 reply", "11-30", False, "逾期反馈"),
        # while the office owes an answer to what came in time
        (f"{SENT} | 11-09 object", "11-30", False, "有异议，待答复"),
        (f"{SENT} | 11-12 object", "11-30", True, "有异议，待答复"),
        (f"{SENT} | 11-09 object | 11-12 uphold", "11-30", True, "异议未采纳"),
        (f"{SENT} | 11-09 reply | 11-11 recheck_fixed", "11-30", False, None),
        (f"{SENT} | 11-09 reply | 11-11 return due=11-18", "11-15", False, "退回1次"),
        (f"{SENT} | 11-09 reply | 11-11 return due=11-18", "11-19", True, "退回1次"),
        (f"{SENT} | 11-05 reassign unit=教育局", "11-30", False, "已改派"),
        # the days that an answer took are given back
        (f"{SENT} | 11-09 object | 11-12 uphold due=11-13", "11-13", False, "异议未采纳"),
        (f"{SENT} | 11-09 object | 11-12 confirm_in_part due=11-13", "11-14", True, "部分属实"),
        # what the unit before it was late with is not the new one's
        (f"{SENT} | 11-11 reply | 11-12 reassign unit=教育局 | 11-12 notify due=11-19", "11-19", False, "已改派"),
    ],
)
def test_deadlines_run_while_it_is_the_units_turn(line: str, on: str, overdue: bool, mark: str | None) -> None:
    found = life(line, on)
    assert found.overdue is overdue
    assert ("逾期" in found.marks) is overdue
    assert mark is None or mark in found.marks


def test_a_recheck_that_fails_and_a_return_count_once() -> None:
    twice = f"{SENT} | 11-05 reply | 11-11 recheck_unfixed | 11-12 return due=11-18 | 11-15 reply | 11-19 return"
    assert life(twice).returned == 2


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("10-31 | 11-02 send_draft", ("征求意见中",)),
        ("10-31 | 11-02 confirm | 11-02 send_draft | 11-03 notify due=11-10", ()),
        ("10-31 | 11-02 confirm_in_part", ("部分属实",)),
        (f"{SENT} | 11-04 object | 11-05 confirm_in_part", ("异议部分采纳", "部分属实")),
        (f"{SENT} | 11-04 explain | 11-05 extend due=11-20", ("说明已采纳", "已延期")),
        (f"{SENT} | 11-04 explain | 11-05 waive until=12-31", ("说明已采纳",)),
        (f"{SENT} | 11-04 explain | 11-05 close", ("说明已采纳",)),
        # sent back all the same, or put right meanwhile: nobody took the explanation
        (f"{SENT} | 11-05 reply | 11-06 explain | 11-11 return due=11-18", ("说明未采纳", "退回1次")),
        (f"{SENT} | 11-05 reply | 11-06 object | 11-11 recheck_fixed | 11-12 close", ()),
        (f"{SENT} | 11-04 explain | 11-05 close | 11-06 reopen", ("说明已采纳", "屡查屡犯")),
        (f"{SENT} | 11-04 fix_in_part", ("部分整改",)),
        (f"{SENT} | 11-04 remind | 11-05 remind", ("催办2次",)),
        (f"{SENT} | 11-05 reply | 11-11 recheck_unclear", ("复查未能判定",)),
        (f"{SENT} | 11-05 reply | 11-11 recheck_unclear | 11-12 recheck_fixed", ()),
        # an extension answers an explanation; whether the office was right is another question
        (f"{SENT} | 11-04 object | 11-05 extend due=11-20", ("已延期", "有异议，待答复")),
        (f"{SENT} | 11-04 fix_in_part | 11-05 return", ("部分整改", "退回1次")),
        (f"{SENT} | 11-04 fix_in_part | 11-05 return | 11-06 reply", ("退回1次",)),
        (f"{SENT} | 11-04 fix_in_part | 11-06 recheck_fixed", ()),
        (f"{SENT} | 11-04 reply | 11-04 recheck_unclear | 11-05 return", ("退回1次",)),
        # of another unit everything begins anew
        (
            f"{SENT} | 11-03 remind | 11-04 extend due=11-20 | 11-04 fix_in_part | 11-05 return | 11-05 object"
            " | 11-06 reassign unit=教育局",
            ("异议已采纳", "已改派"),
        ),
        ("10-31 | 11-02 send_draft | 11-03 object | 11-04 reassign unit=教育局", ("异议已采纳", "已改派")),
    ],
)
def test_negotiation_leaves_its_marks(line: str, marks: tuple[str, ...]) -> None:
    assert life(line, "11-06").marks == marks


def test_what_happened_once_has_not_come_back_when_it_is_seen_again() -> None:
    explained = "10-31 lasting=1 | 11-02 confirm | 11-02 notify due=11-10 | 11-04 explain | 11-05 close"
    again = life(f"{explained} | 11-30 lasting=1", "12-01")
    assert (again.state, again.repeat) == ("closed", 0)
    # another date is another charge, and what can be put right comes back
    for other in (f"{explained} | 11-30 lasting=1 charge=missing", f"{explained} | 11-30"):
        assert (life(other, "12-01").state, life(other, "12-01").repeat) == ("suspected", 1)


def test_closed_by_mistake_is_no_repeat() -> None:
    closed = f"{SENT} | 11-05 reply | 11-12 close"
    assert life(f"{closed} | 11-12 reopen").repeat == 0
    assert life(f"{closed} | 11-20 reopen").repeat == 1


def test_reassigned_is_whose_it_is_from_then_on() -> None:
    assert life(f"{SENT} | 11-05 reassign unit=教育局").unit == "教育局"
    assert life(SENT).unit is None


FIXED = f"{SENT} | 11-05 reply | 11-11 recheck_fixed"


@pytest.mark.parametrize(
    ("line", "state", "repeat"),
    [
        (f"{SENT} | 11-30", "notified", 0),  # never put right: it keeps its state and has not come back
        (f"{FIXED} | 11-30", "suspected", 1),
        (f"{FIXED} | 11-12 close | 11-30", "suspected", 1),
        (f"{FIXED} | 11-12 close | 11-30 state=confirmed by=machine", "confirmed", 1),
        (f"{FIXED} | 11-11", "fixed", 0),  # of the day on which it was put right nothing is known
        (f"{FIXED} | 11-30 state=waived", "fixed", 0),
        (f"{FIXED} | 11-30 | 12-01 confirm | 12-02 notify due=12-09 | 12-10 recheck_fixed | 12-31", "suspected", 2),
        (f"{FIXED} | 11-12 reopen", "suspected", 1),
        (f"{FIXED} | 11-12 undo undoes=4", "replied", 0),
    ],
)
def test_what_comes_back_is_a_repeat(line: str, state: str, repeat: int) -> None:
    found = life(line, "12-31")
    assert (found.state, found.repeat) == (state, repeat)
    assert ("屡查屡犯" in found.marks) is bool(repeat)
    assert found.first_round == "2026-10"


def test_each_round_shows_its_own_time_of_the_fault() -> None:
    line = f"{FIXED} | 11-12 close | 11-30 | 12-01 confirm"
    assert life(line, round_="2026-10").state == "closed"
    assert life(line, round_="2026-11").state == "confirmed"


def test_what_was_put_right_is_asked_anew_and_what_is_no_fault_is_not() -> None:
    assert verdicts_now(chapters(*read_life(f"{FIXED} | 11-12 close"))) == []
    refused = chapters(*read_life("10-31 | 11-02 reject"))
    assert [event.act for event in verdicts_now(refused)] == ["reject"]
    both = "10-31 charge=other | 11-01 reject charge=other | 11-02 | 11-03 confirm | 11-04 recheck_fixed"
    assert [event.act for event in verdicts_now(chapters(*read_life(both)))] == ["reject"]
    # the charge that was no fault does not bring back the one that was put right
    assert life(f"{both} | 11-30 charge=other").repeat == 0
    assert life(f"{both} | 11-30").repeat == 1


CHANGED = "11-30 charge=missing"


@pytest.mark.parametrize(
    ("line", "state", "mark"),
    [
        (f"10-31 | 11-02 confirm | {CHANGED}", "suspected", True),
        (f"10-31 | 11-02 reject | {CHANGED}", "suspected", True),
        (f"10-31 | 11-02 reject | {CHANGED} state=confirmed by=machine", "confirmed", True),
        (f"{SENT} | {CHANGED}", "suspected", True),
        (f"{SENT} | {CHANGED} | 12-01 confirm charge=missing", "notified", False),  # the same notice
        (f"{SENT} | {CHANGED} | 12-01 reject charge=missing", "rejected", False),
        (f"10-31 | 11-02 waive until=12-31 | {CHANGED}", "waived", False),  # agreed of the matter
        ("10-31 charge= | 11-02 confirm | 11-30", "confirmed", False),
    ],
)
def test_a_decision_on_one_charge_is_none_on_another(line: str, state: str, mark: bool) -> None:
    found = life(line, "12-05")
    assert found.state == state
    assert ("情形有变，须重新核查" in found.marks) is mark


def test_the_round_in_which_it_was_decided_keeps_its_decision() -> None:
    line = f"10-31 | 11-02 confirm | {CHANGED} | 12-01 reject charge=missing"
    assert life(line, round_="2026-10").state == "confirmed"
    assert life(line, round_="2026-11").state == "rejected"


@pytest.mark.parametrize(
    ("line", "on", "state"),
    [
        ("10-31 | 11-02 waive until=11-30", "11-30", "waived"),
        ("10-31 | 11-02 waive until=11-30", "12-01", "suspected"),
        ("10-31 | 11-02 waive until=11-30 | 12-31", "12-31", "suspected"),
        (f"{SENT} | 11-30 state=waived", "12-31", "waived"),  # by waivers.csv
        (f"{SENT} | 11-30 state=waived | 12-31", "12-31", "notified"),
        ("10-31 | 11-02 waive until=12-31 | 11-30 state=waived | 12-01 confirm", "12-05", "confirmed"),
    ],
)
def test_waivers_hold_until_they_end(line: str, on: str, state: str) -> None:
    assert life(line, on).state == state


def test_that_a_waiver_ended_is_said() -> None:
    assert life("10-31 | 11-02 waive until=11-30", "12-01").marks == ("报备已于2026-11-30到期",)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("11-02 notify", "--due"),
        ("11-02 notify due=11-01", "早于办理日期"),
        ("11-02 extend", "--due"),
        ("11-02 extend due=11-09", "晚于原期限"),
        ("11-02 waive", "--until"),
        ("11-02 waive until=11-01", "已经过去"),
        ("11-02 confirm until=12-01", "去掉 --until"),
        ("11-02 reply", "--link"),
        ("11-02 fix_in_part", "--link"),
        ("11-02 reassign", "--unit"),
        ("11-02 close unit=教育局", "去掉 --unit"),
        ("11-02 close due=12-01", "去掉 --due"),
    ],
)
def test_acts_need_what_they_need(act: str, told: str) -> None:
    _, (event,) = read_life(act)
    due = read_life("11-01 notify due=11-10")[1][0].due
    assert told in (lacking(event, due) or "")
