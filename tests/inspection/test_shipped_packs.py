"""What the shipped packs settle, against the texts that they rest on (spec rulings; the five policy texts)."""

from collections.abc import Iterator
from datetime import date

import pytest

from inspection.pack_table import pack_rows
from inspection.rule_pack import PACKS, load_pack, pack_names
from inspection.rule_values import RulePack

TODAY = date(2026, 11, 21)
PACK = {name: load_pack(name, TODAY) for name in pack_names()}
FAMILY = {
    "national": (),
    "guangdong": ("national",),
    "guangzhou": ("guangdong", "national"),
    "guangxi": ("national",),
    "anhui": ("national",),
    "wuhu": ("anhui", "national"),
    "qinghai": ("national",),
}
NAMED = {
    "guangdong": "广东",
    "guangzhou": "穗府办函〔2020〕53号",
    "guangxi": "桂政办发〔2020〕35号",
    "wuhu": "芜政办秘〔2020〕47号",
    "qinghai": "青政办〔2020〕43号",
}


def who_has(key: str, group: str = "part_lists") -> set[str]:
    return {name for name, pack in PACK.items() if key in getattr(pack, group)}


def test_the_packs_and_what_they_build_on() -> None:
    assert {name: pack.extends for name, pack in PACK.items()} == FAMILY


@pytest.mark.parametrize("name", sorted(NAMED))
def test_what_is_sure_names_the_text_it_stands_in(name: str) -> None:
    for row in pack_rows(PACKS / f"{name}.toml"):
        if row.source.certainty == "S":
            assert NAMED[name] in row.source.clause, row.place


@pytest.mark.parametrize("name", sorted(PACK))
def test_dates_that_came_once_are_off(name: str) -> None:
    pack = PACK[name]
    assert pack.catalogue_due is None
    assert [one.name for one in pack.site_documents.values() if one.due is not None] == []
    assert [one.name for one in pack.submitted_reports.values() if one.every == "once"] == []


def test_they_were_on_in_their_time() -> None:
    then = load_pack("guangzhou", date(2021, 3, 15))
    assert then.site_documents["participation_rule"].due == date(2021, 2, 28)
    due = {name: load_pack(name, date(2020, 12, 1)).catalogue_due for name in ("guangzhou", "guangxi", "qinghai")}
    assert {name: one.due for name, one in due.items() if one} == {
        "guangzhou": date(2020, 10, 31), "guangxi": date(2020, 11, 30), "qinghai": date(2020, 12, 31),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "label", "allowed"),
    [
        ("guangxi", "此件可依申请公开", True),
        ("guangxi", "此件依申请公开", False),
        ("wuhu", "（此件依申请公开）", True),
        ("wuhu", "此件可依申请公开", False),
        ("wuhu", "此件不予公开", True),
        ("wuhu", "此件主动公开", False),
        ("guangdong", "公开方式：主动公开", True),
        ("guangdong", "此件主动公开", True),
        ("guangzhou", "（此件公开发布）", True),
        ("guangzhou", "公开方式：依申请公开", True),
        ("guangzhou", "此件为普发性公文，作为主动公开信息。", True),
        ("guangzhou", "公开方式：免予公开", True),
        ("qinghai", "此件不公开", True),
        ("qinghai", "（主动公开）", True),
        ("anhui", "此件主动公开", None),
        ("national", "此件主动公开", None),
    ],
)
def test_wordings_of_labels(name: str, label: str, allowed: bool | None) -> None:
    assert PACK[name].label_allowed(label) is allowed


@pytest.mark.parametrize("name", ["guangdong", "guangzhou", "qinghai"])
def test_where_no_wording_is_prescribed_no_known_wording_is_at_fault(name: str) -> None:
    pack = PACK[name]
    forms = (*pack.label_forms.public, *pack.label_forms.on_request, *pack.label_forms.not_public)
    assert [form for form in forms if not pack.label_allowed(form)] == []


def test_wordings_that_are_proposed_instead() -> None:
    proposed = {name: PACK[name].prescribed_label("not_public") for name in PACK}
    assert proposed == {
        "guangxi": "此件不公开", "wuhu": "此件不予公开", "guangdong": "免予公开", "guangzhou": "免予公开",
        "qinghai": "不予公开", "anhui": None, "national": None,
    }  # fmt: skip


def test_labels_are_demanded_only_where_the_text_does_and_from_its_day() -> None:
    since = {name: pack.label_duty.labels_from for name, pack in PACK.items() if pack.label_duty}
    assert since == {"guangxi": date(2020, 6, 10), "guangzhou": date(2020, 10, 1), "wuhu": date(2020, 9, 1)}


def test_elements_are_asked_where_they_were_asked_for() -> None:
    assert who_has("interpretation_eight") == {"wuhu"}
    assert who_has("interpretation_six") == {"qinghai"}
    assert who_has("rule_set") == {"guangzhou", "guangxi", "wuhu", "qinghai"}
    assert who_has("meeting") == {"guangxi", "wuhu", "qinghai"}
    assert who_has("application_query") == {"wuhu"}
    assert {name for name, pack in PACK.items() if "工作流程图" in pack.part_lists["application"].parts} == {"guangxi"}
    eight = PACK["wuhu"].part_lists["interpretation_eight"].parts
    assert sorted({part[0] for part in eight}) == sorted("①②③④⑤⑥⑦⑧")
    assert len(PACK["national"].part_lists["service_guide"].parts) == 10
    assert len(PACK["national"].part_lists["annual_report"].parts) == 6
    assert len(PACK["national"].part_lists["openness_column"].parts) == 5
    assert len(PACK["qinghai"].part_lists["interpretation_six"].parts) == 6
    assert len(PACK["qinghai"].part_lists["rule_set"].parts) == 16
    assert {name: len(PACK[name].village_matters) for name in NAMED} == {
        "guangdong": 0, "guangzhou": 0, "guangxi": 7, "wuhu": 10, "qinghai": 6,
    }  # fmt: skip


def test_documents_are_asked_where_the_text_demands_them_in_public() -> None:
    documents = {
        key: who_has(key, "site_documents")
        for key in ("village_rule", "push_rule", "attendance_rule", "attribute_review", "village_list", "progress")
    }
    assert documents == {
        "village_rule": {"guangzhou"}, "push_rule": {"guangzhou"}, "attendance_rule": {"qinghai"},
        "attribute_review": {"guangzhou"}, "village_list": {"guangxi", "wuhu"}, "progress": {"wuhu"},
    }  # fmt: skip
    assert who_has("participation_rule", "site_documents") == set(PACK) - {"guangxi"}
    assert who_has("participation_list", "site_documents") == {"guangxi"}
    assert who_has("service_book", "site_documents") == {"guangzhou", "guangxi", "wuhu"}
    assert who_has("cleanup_result", "site_documents") == {"anhui", "wuhu"}
    assert len(PACK["guangzhou"].site_documents["push_rule"].units) >= 9
    assert who_has("standard_column", "set_columns") == {"guangzhou"}
    assert who_has("openness_column", "set_columns") == set(PACK)


def test_validity_must_be_shown_only_in_anhui() -> None:
    shown = {name for name, pack in PACK.items() if pack.validity_duty and pack.validity_duty.shown}
    assert shown == {"anhui", "wuhu"}
    form = PACK["wuhu"].directory_form
    assert form is not None
    assert not form.published


def test_an_interpretation_must_be_there_the_same_day_only_where_the_text_says_published_together() -> None:
    within = {name: pack.interpretation.within_workdays for name, pack in PACK.items() if pack.interpretation}
    assert {name: days for name, days in within.items() if days is not None} == {"qinghai": 0}


def test_reports_are_chased_only_where_they_recur() -> None:
    assert {name: sorted(pack.submitted_reports) for name, pack in PACK.items() if pack.submitted_reports} == {
        "guangzhou": ["self_report", "service_complaints", "service_sampling"]
    }
    tasks = {key: task.due for key, task in PACK["guangzhou"].tasks.items()}
    assert tasks["attribute_review"] == "07-31"
    assert tasks["self_report"] == "01-05"
    assert tasks["service_complaints"] == "01-15"
    assert (tasks["interpretation_cases_july"], tasks["interpretation_cases_january"]) == ("07-31", "01-31")
    assert PACK["guangxi"].tasks["attribute_review"].every == "two_years"
    assert PACK["qinghai"].tasks["attribute_review"].every == "year"


def test_what_has_no_source_is_off() -> None:
    for pack in PACK.values():
        assert not {"consultation_result", "response_column", "message_workdays", "minimum_items"} & set(
            pack.thresholds
        )


def test_numbers_of_the_law() -> None:
    numbers = {key: (one.n, one.unit) for key, one in PACK["national"].thresholds.items()}
    assert numbers["consultation_days"] == (30, "day")
    assert numbers["consultation_days_other"] == (7, "workday")
    assert numbers["application_answer"] == (20, "workday")
    assert numbers["home_page"] == (14, "day")
    assert numbers["early_warning"] == (5, "workday")
    lines = {key: (line.rules, line.count, line.clocks) for key, line in PACK["national"].veto_lines.items()}
    assert lines == {
        "blank": (("B03",), 5, ()),
        "overdue": (("C03",), 10, ()),
        "overdue_news": (("C03",), 5, ("news", "notices", "policy")),
    }
    scores = {key: one.percent for key, one in PACK["anhui"].note_scores.items()}
    assert scores == {"ordinary": 80, "set_place": 100}
    assert [one.percent for one in PACK["national"].score_weights.values()] == [60, 20, 20]


def words_of(pack: RulePack) -> Iterator[tuple[str, tuple[str, ...]]]:
    for key, document in pack.site_documents.items():
        yield key, (*(word for group in document.words for word in group), *document.never, *document.units)
    for key, parts in pack.part_lists.items():
        yield key, (*(word for words in parts.parts.values() for word in words), *parts.titles, *parts.never)


@pytest.mark.parametrize("name", sorted(PACK))
def test_words_are_whole_and_stand_once(name: str) -> None:
    for key, words in words_of(PACK[name]):
        assert all(word == "".join(word.split()) for word in words), key
    for key, document in PACK[name].site_documents.items():
        # A name that is also a reason to pass it over could never be found.
        assert not any(word in document.name for word in document.never), key


def test_hosts_have_no_dot_before_them() -> None:
    hosts = PACK["national"].link_hosts
    assert hosts is not None
    assert [end for end in hosts.ends if end.startswith(".") or "/" in end] == []
    assert len(set(hosts.ends)) == len(hosts.ends)
