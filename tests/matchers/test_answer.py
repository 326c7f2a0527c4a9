"""The trained answer: every trait speaks for an entry, and no page is accepted that a person must see."""

from dataclasses import replace

import pytest

from inspection.types.directory import Entry
from matchers.answer import probability, traits
from matchers.candidates import CandidateIndex
from matchers.decide import compare, ranked, verdict
from matchers.settings import match_settings
from matchers.subject import Subject
from matchers.target import Targets

SETTINGS = match_settings()
NAMES = [
    ("社会救助", "临时救助", "审核审批信息"),
    ("社会救助", "最低生活保障", "审批信息"),
    ("养老服务", "养老服务业务办理", "老年人补贴"),
    ("生态环境", "公共服务事项", "生态环境质量信息"),
]
TARGETS = Targets([Entry(None, "made", None, None, None, *names, None) for names in NAMES], SETTINGS)


def page(title: str, *path: str) -> Subject:
    return Subject(TARGETS, title, path, None, None, "")


def test_every_trait_has_a_weight_that_speaks_for_the_entry() -> None:
    found = traits(page("高龄津贴发放公示"), TARGETS.items[2], 0.0, 0.0)
    assert set(found) == set(SETTINGS.answer.traits)
    assert all(weight >= 0 for weight in SETTINGS.answer.traits.values())
    assert all(weight.weight >= 0 for weight in SETTINGS.scorers.values())


@pytest.mark.parametrize("trait", sorted(SETTINGS.answer.traits))
def test_more_of_a_trait_is_never_less_sure(trait: str) -> None:
    found = dict.fromkeys(SETTINGS.answer.traits, 0.5)
    assert probability(found | {trait: 1.0}, SETTINGS) >= probability(found, SETTINGS)


def test_a_trait_without_a_weight_is_refused() -> None:
    with pytest.raises(KeyError):
        probability({"luck": 1.0}, SETTINGS)


def test_what_is_far_off_is_cut() -> None:
    target, subject = TARGETS.items[0], page("临时救助审批公示")
    assert traits(subject, target, 1e9, float("inf")) == traits(subject, target, 8.0, 3.0)


def test_the_title_tells_of_another_domain_than_its_column() -> None:
    subject = page("农村低保资金发放公示", "养老服务", "老年人补贴")
    own, other = (traits(subject, TARGETS.items[at], 0.0, 0.0)["titled"] for at in (1, 2))
    assert own > other


def test_none_is_surer_than_one_before_it() -> None:
    subject = page("临时救助审核审批信息公示", "社会救助", "临时救助")
    found = ranked(subject, CandidateIndex(TARGETS))
    assert [one.confidence for one in found] == sorted((one.confidence for one in found), reverse=True)
    assert found[0].target.entry.level1 == "临时救助"


def test_alone_an_entry_is_told_without_the_others() -> None:
    subject = page("临时救助审核审批信息公示", "社会救助", "临时救助")
    first = ranked(subject, CandidateIndex(TARGETS))[0]
    assert compare(subject, first.target, SETTINGS).reasons == first.reasons
    assert compare(subject, first.target, SETTINGS).confidence < first.confidence


def test_verdicts_follow_the_limits() -> None:
    subject = page("临时救助审核审批信息公示", "社会救助", "临时救助")
    found = ranked(subject, CandidateIndex(TARGETS))
    limits = SETTINGS.decision
    for sure, decision in ((limits.accept, "accept"), (limits.review, "review"), (limits.review - 0.01, "none")):
        assert verdict(subject, [replace(found[0], confidence=sure)]) == decision
    assert verdict(subject, []) == "none"


def test_news_is_never_accepted() -> None:
    subject = page("县民政局召开临时救助审核审批工作会议", "社会救助", "临时救助")
    found = [replace(one, confidence=1.0) for one in ranked(subject, CandidateIndex(TARGETS))]
    assert subject.needs_person and verdict(subject, found) == "review"
