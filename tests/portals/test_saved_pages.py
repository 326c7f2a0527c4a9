"""Real answers of the platforms, where the shared data is at hand: their own family knows them and reads every row."""

import json
from datetime import date
from pathlib import Path

from crawler.answers import Answer, answer_of
from crawler.family import FoundItem, ListPage, Place, families, family_of
from tests.shared_data import shared_path


def first_page(path: Path, url: str, family: str) -> ListPage:
    answer = answer_of(url, path.read_bytes())
    known = family_of("auto", answer)
    assert known is not None and known.name == family
    return known.listed(answer, Place(url, "column", url, context={"beside": True}))


def test_a_column_of_jiangxi_is_read_from_its_script() -> None:
    path = shared_path("data/pages/ucap/jiangxi_sthjt_col42150.html")
    page = first_page(path, "http://sthjt.jiangxi.gov.cn/jxssthjt/col/col42150/index.html", "jiangxi")
    assert (len(page.items), page.claimed, page.ended, page.problem) == (45, 444, False, None)
    assert page.items[0].published == date(2025, 7, 29)
    assert all("/jxssthjt/col/col42150/content/content_" in item.url for item in page.items)
    assert page.next is not None and page.next.method == "POST" and page.next.body.startswith("current=4&")
    assert [name for name, _ in page.crumbs] == ["政务公开", "政策法规解读· 以案释法"]


def test_the_tree_of_jiangxi_leaves_hidden_columns_out() -> None:
    text = shared_path("data/pages/ucap/jiangxi_sthjt_col42150.html").read_text(encoding="utf-8")
    column, parent = (f"http://sthjt.jiangxi.gov.cn/jxssthjt/col/col{number}/index.html" for number in (42150, 42062))
    answer = answer_of(column, text.encode())
    led = Answer(parent, column, 200, "text/html", answer.payload)
    found = families()["jiangxi"].columns(led, Place(parent, "column", column))
    names = {one.name for one in found}
    assert {"机构信息", "权责清单", "公示公告", "规范性文件"} <= names
    assert "政府信息公开" not in names
    assert {one.kind for one in found} <= {"list", "link_out"}


def test_rows_in_a_comment_of_gansu_are_read() -> None:
    path = shared_path("data/pages/ucap/gansu_jyt_wjtz_list.html")
    page = first_page(path, "http://jyt.gansu.gov.cn/jyt/c110634/zwgklist.shtml", "ucap")
    assert (len(page.items), page.claimed, page.pages) == (20, 200, 10)
    assert page.items[0].published == date(2025, 11, 17)
    assert page.next is not None and page.next.url.endswith("/jyt/c110634/zwgklist_2.shtml")


def test_the_list_of_changchun_is_read() -> None:
    path = shared_path("data/pages/_excerpts/infogate/changchun_zf_list.jsonp")
    url = "http://infogate.changchun.gov.cn/govsearch/jsonp/gkml/zf_list.jsp?page=1&lb=58855&callback=result"
    page = first_page(path, url, "infogate")
    assert page.claimed == 62
    assert [(item.title, item.published) for item in page.items] == [("农安县教育局机关简介", date(2026, 6, 11))]
    assert page.next is not None and "?page=2&lb=58855" in page.next.url


def test_posts_of_guangdong_are_articles_of_gkmlpt() -> None:
    said = json.loads(shared_path("data/pages/gkmlpt/gd_posts.json").read_text(encoding="utf-8"))
    posts = said["data"]["list"]
    url = "http://czt.gd.gov.cn/gkmlpt/api/all/1?page=1&sid=2"
    body = json.dumps({"classify": {"post_count": len(posts)}, "articles": posts}).encode()
    answer = answer_of(url, body, content_type="application/json")
    gkmlpt = families()["gkmlpt"]
    page = gkmlpt.listed(answer, Place("http://czt.gd.gov.cn/gkmlpt/index", "column", url))
    assert len(page.items) == len(posts) == page.claimed
    assert all(isinstance(item, FoundItem) and item.published and "&" not in item.title for item in page.items)
    fields = gkmlpt.details(answer_of(page.items[0].url, b"<html></html>"), page.items[0].row)
    assert fields is not None
    assert (fields.doc_number, fields.index_number) == ("粤财社〔2021〕218号", "006939991/2021-00707")
    assert fields.written == date(2021, 11, 12)
