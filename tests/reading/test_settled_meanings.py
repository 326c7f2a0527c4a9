"""What a person settled of a portal's labels counts before every habit of ours, on that portal alone."""

from collections.abc import Mapping
from datetime import date

import pytest

from crawler.reading.fields import PageFields
from crawler.reading.page import read_page
from crawler.reading.reading import PageReading
from crawler.reading.shown_dates import dates_on
from inspection.portal_notes import BARE_DATE

HEAD = "发布时间：2026-05-08　生成日期：2026-05-02　更新时间：2026-06-01　上网留存日：2026-07-07　来源：临江区民政局"
PAGE = """<html><head><title>关于开展低保年度复核的通知</title><meta name="PubDate" content="2026-05-07"></head><body>
<h1>关于开展低保年度复核的通知</h1><div>{head}</div><div class="TRS_Editor">
<p>各镇人民政府：现就低保年度复核有关事项通知如下，请遵照执行。</p><p>有关要求另行通知，请各单位做好准备。</p>
<p>临江区民政局</p><p>2026年5月1日</p></div></body></html>"""


def _read(meanings: Mapping[str, str], head: str = HEAD, fields: PageFields | None = None) -> PageReading:
    body = PAGE.format(head=head).encode()
    return read_page(body, url="http://www.linjiang.example/a.html", family_fields=fields, meanings=meanings)


def test_nothing_settled_changes_nothing() -> None:
    read = _read({})
    assert (read.published, read.written) == (date(2026, 5, 8), date(2026, 5, 2))
    assert read == _read({"没有这个标签": "published"})


@pytest.mark.parametrize(
    ("meanings", "published", "written", "issued"),
    [
        ({"更新时间": "published"}, date(2026, 6, 1), date(2026, 5, 2), None),
        ({"发布时间": "written"}, date(2026, 5, 7), date(2026, 5, 8), None),
        ({"发布时间": ""}, date(2026, 5, 7), date(2026, 5, 2), None),
        ({"生成日期": ""}, date(2026, 5, 8), date(2026, 5, 1), None),
        ({"生成日期": "published"}, date(2026, 5, 2), date(2026, 5, 1), None),
        ({"更新时间": "issued"}, date(2026, 5, 8), date(2026, 5, 2), date(2026, 6, 1)),
        ({"上网留存日": "published"}, date(2026, 7, 7), date(2026, 5, 2), None),
    ],
)
def test_labels_become_what_was_settled(
    meanings: dict[str, str], published: date, written: date, issued: date | None
) -> None:
    read = _read(meanings)
    assert (read.published, read.written, read.issued) == (published, written, issued)


def test_a_label_that_only_the_person_knows_may_stand_in_a_cell_of_its_own() -> None:
    head = "<table><tr><td>上网留存日</td><td>2026年7月7日</td><td>来源</td><td>临江区民政局</td></tr></table>"
    assert _read({"上网留存日": "written"}, head).written == date(2026, 7, 7)
    assert _read({"留存日": "written"}, head).written == date(2026, 5, 1)


def test_the_other_dates_are_kept_as_conflicts() -> None:
    read = _read({"更新时间": "published"})
    assert read.sources["published"] == "header"
    assert "2026-05-08" in read.conflicts["published"] or "2026-05-07" in read.conflicts["published"]


def test_a_settled_date_counts_before_the_platforms_own() -> None:
    own = PageFields(published=date(2026, 5, 3), written=date(2026, 5, 3))
    assert _read({}, fields=own).published == date(2026, 5, 3)
    read = _read({"发布时间": "published", "生成日期": "written"}, fields=own)
    assert (read.published, read.written) == (date(2026, 5, 8), date(2026, 5, 2))
    assert "2026-05-03" in read.conflicts["published"]
    assert "2026-05-03" in read.conflicts["written"]


def test_the_copied_day_of_signing_stands_where_a_person_says_so() -> None:
    head = "发布时间：2026-05-08　成文日期：2026-05-08"
    assert _read({}, head).written == date(2026, 5, 1)
    assert _read({"成文日期": "written"}, head).written == date(2026, 5, 8)


@pytest.mark.parametrize(
    ("meaning", "published", "written"),
    [
        ("published", date(2026, 5, 9), date(2026, 5, 1)),
        ("written", date(2026, 5, 7), date(2026, 5, 9)),
        ("", date(2026, 5, 7), date(2026, 5, 1)),
    ],
)
def test_a_date_without_a_label_can_be_settled(meaning: str, published: date, written: date) -> None:
    head = "2026-05-09 10:20　来源：临江区民政局"
    assert _read({}, head).published == date(2026, 5, 9)
    read = _read({BARE_DATE: meaning}, head)
    assert (read.published, read.written) == (published, written)


def test_all_shown_dates_are_told_with_their_labels() -> None:
    found = dates_on(PAGE.format(head=HEAD).encode(), None, None, None)
    assert dict(found.shown) == {
        "发布时间": date(2026, 5, 8),
        "生成日期": date(2026, 5, 2),
        "更新时间": date(2026, 6, 1),
        "上网留存日": date(2026, 7, 7),
    }
    assert (found.meta, found.signed) == (date(2026, 5, 7), date(2026, 5, 1))
