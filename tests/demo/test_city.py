"""The city is what the demo says it is: large enough, consistent, and only as wrong as planned."""

from collections import Counter
from datetime import date

import chinese_calendar
import pytest

from demo.city import AS_OF, Doc, Site
from demo.contents import linjiang, sites, wanghu
from demo.duties import directories
from demo.planted import ENTRY_RULES, PLANTED, Planted


def doc_of(site: Site, title: str) -> Doc:
    return next(doc for _, doc in site.docs() if doc.title == title)


def working_days(start: date, end: date) -> int:
    """Working days after the first day, the last one included."""
    days = chinese_calendar.get_workdays(start, end)
    return len([day for day in days if day > start])


@pytest.mark.parametrize("site", sites(), ids=lambda site: site.district)
def test_titles_are_unique_and_pages_many(site: Site) -> None:
    titles = Counter(doc.title for _, doc in site.docs())
    assert len(titles) >= 120
    assert [title for title, times in titles.items() if times > 1] == []


@pytest.mark.parametrize("fault", PLANTED, ids=lambda fault: f"{fault.district}-{fault.rule}-{str(fault.what)[-30:]}")
def test_what_is_planted_is_there(fault: Planted) -> None:
    site = linjiang() if fault.district == "linjiang" else wanghu()
    if isinstance(fault.what, str):
        assert doc_of(site, fault.what)
    elif fault.rule in ENTRY_RULES:
        known = [(d.domain, u.level1, u.level2) for d in directories(fault.district) for u in d.duties]
        assert fault.what in known
    else:
        paths = [tuple(place.name for place in (*above, place)) for above, place in site.walk()]
        assert fault.what in paths


@pytest.mark.parametrize("district", ["linjiang", "wanghu"])
def test_each_district_has_every_fault(district: str) -> None:
    rules = {fault.rule for fault in PLANTED if fault.district == district}
    alone = {"A11", "A14", "A15", "B13", "F01"}
    assert rules - alone == {"B02", "B03", "B04", "B10", "C01", "C03", "C07", "D01", "D02", "D03"}


@pytest.mark.parametrize(
    ("site", "title", "days"),
    [
        (linjiang(), "临江区应急管理局关于印发《临江区烟花爆竹零售点安全管理工作方案》的通知", 20),
        (wanghu(), "望湖区教育局关于做好春季学期义务教育学校作息时间管理的通知", 20),
        (linjiang(), "临江区应急管理局关于印发《临江区工贸企业粉尘防爆专项整治工作方案》的通知", 33),
        (wanghu(), "望湖区教育局关于规范中小学课后服务收费管理的通知", 31),
    ],
)
def test_working_days_between_signing_and_publication(site: Site, title: str, days: int) -> None:
    doc = doc_of(site, title)
    assert working_days(doc.signed, doc.published) == days


def test_only_planted_pages_lie_after_the_day_of_inspection() -> None:
    planted = {fault.what for fault in PLANTED if fault.rule == "C07"}
    late = {doc.title for site in sites() for _, doc in site.docs() if doc.published > AS_OF}
    assert late and late < planted


def test_ordinary_documents_go_online_within_ten_working_days() -> None:
    """Whatever is slower is either planted or one of the things that only look wrong."""
    slow = Counter(
        site.district for site in sites() for _, doc in site.docs() if working_days_or_zero(doc) > 10
    )  # fmt: skip
    assert slow == {"linjiang": 3, "wanghu": 26}


def working_days_or_zero(doc: Doc) -> int:
    return working_days(doc.signed, doc.published) if doc.published > doc.signed else 0


def test_numbers_of_documents_name_the_year_of_signing() -> None:
    for site in sites():
        for _, doc in site.docs():
            assert doc.number is None or f"〔{doc.signed.year}〕" in doc.number, doc.title


def test_no_number_is_given_twice() -> None:
    numbers = Counter(doc.number for site in sites() for _, doc in site.docs() if doc.number)
    assert [number for number, times in numbers.items() if times > 1] == []
