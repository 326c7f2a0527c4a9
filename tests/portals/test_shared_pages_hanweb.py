"""The three families of 大汉 on saved answers of real portals."""

from datetime import date

from crawler.answers import Answer, answer_of
from crawler.family import FoundColumn, ListPage, Place, families, family_of
from crawler.structure.datastore import rows_of, store_of
from tests.shared_data import shared_path

JIANGSU = "https://fzggw.jiangsu.gov.cn/col/col284/index.html"
ZHEJIANG = "https://fzggw.zj.gov.cn/col/col1229565788/index.html"
COLUMN = "https://gxt.jiangsu.gov.cn/col/col80179/index.html"
PROXY = "https://gxt.jiangsu.gov.cn/module/web/jpage/dataproxy.jsp?columnid=80179&unitid=1"


def page_of(url: str, relative: str) -> Answer:
    return answer_of(url, shared_path(relative).read_bytes())


def asked(family: str, answer: Answer, portal: str, number: int = 1, **context: object) -> ListPage:
    return families()[family].listed(answer, Place(portal, "column", answer.final_url, (), number, context))


def windows() -> list[Answer]:
    return [
        answer_of(PROXY, shared_path(f"data/pages/hanweb_jcms/gxt_jiangsu_dataproxy_{n}.xml").read_bytes())
        for n in range(1, 6)
    ]


def test_windows_that_overlap_give_each_row_once() -> None:
    stores = [store_of(answer.text) for answer in windows()]
    rows = [row for store in stores if store for row in rows_of(store.records, COLUMN).items]
    assert len(rows) == 5 * 76
    assert {store.total for store in stores if store} == {756}
    assert len({row.url for row in rows}) == 176
    assert all(row.published and row.title for row in rows)
    assert not [row.title for row in rows if row.title.endswith(("...", "…"))]
    assert rows[0].published == date(2025, 10, 29)


def test_the_next_window_begins_behind_the_rows_received() -> None:
    first, *others = windows()
    context: dict[str, object] = {
        "at": PROXY, "have": 0, "most": 25, "total": 756, "page": COLUMN, "before": (), "per_page": None
    }  # fmt: skip
    seen = 0
    for number, answer in enumerate([first, *others], 1):
        page = asked("jcms", answer, COLUMN, number, **context)
        assert page.next is not None and page.claimed == 756 and not page.problem
        seen += len(page.items)
        context = dict(page.next.context)
        assert context["have"] == seen
    assert seen == 176


def test_rows_in_the_script_of_a_column_page() -> None:
    answer = page_of(JIANGSU, "data/pages/_excerpts/hanweb_jcms/js_fzggw_col284.html")
    family = family_of("auto", answer)
    assert family is not None and family.name == "jcms"
    page = asked("jcms", answer, "https://fzggw.jiangsu.gov.cn/col/col275/index.html", beside=True)
    assert [item.published for item in page.items] == [
        date(2026, 8, 28), date(2026, 8, 14), date(2026, 4, 13), date(2025, 11, 11)
    ]  # fmt: skip
    assert (page.claimed, page.name, [name for name, _ in page.crumbs]) == (
        138, "通知公告", ["首页", "要闻动态", "通知公告"]
    )  # fmt: skip
    assert page.next is not None and page.next.interface == "jcms"
    # The doubled parameter and the twice encoded name stay as the page has them.
    assert "appid=1&appid=1&" in page.next.url and "webname=%25E6%25B1%259F" in page.next.url


def test_a_unit_behind_an_interface_and_its_menu() -> None:
    answer = page_of(ZHEJIANG, "data/pages/_excerpts/hanweb_jpaas/zj_fzggw_col1229565788.html")
    portal = "https://fzggw.zj.gov.cn/col/col1599521/index.html"
    family = family_of("auto", answer)
    assert family is not None and family.name == "jpaas"
    page = asked("jpaas", answer, portal, beside=True)
    assert page.instead is not None
    unit = page_of(page.instead.url, "data/pages/_excerpts/hanweb_jpaas/zj_unit_api.json")
    rows = asked("jpaas", unit, portal, **page.instead.context)
    assert (len(rows.items), rows.claimed) == (7, 388)
    assert rows.items[0].title.endswith("评价实施办法》的通知") and rows.items[0].published == date(2026, 6, 5)
    assert rows.items[4].url == "https://fzggw.zj.gov.cn/art/2025/11/4/art_1229123351_2578716.html"
    assert rows.next is not None and "%22pageNo%22%3A2" in rows.next.url
    found = {column.name: column for column in every(family.columns(answer, Place(portal, "c", ZHEJIANG)))}
    assert {"政策文件", "省政府规章", "政策解读", "部门预决算", "要素争取"} <= set(found)
    assert found["浙江省政策文件库"].kind == "link_out"


def test_details_are_not_taken_for_lists() -> None:
    detail = "https://fzggw.zj.gov.cn/col/col1229123351/art/2026/art_937add6719f140bdac86d5b97c525d28.html"
    answer = page_of(detail, "data/pages/_excerpts/hanweb_jpaas/zj_fzggw_art_937add67.html")
    page = asked("jpaas", answer, "https://fzggw.zj.gov.cn/col/col1229116363/index.html", beside=True)
    assert page.instead is None and page.problem is None


def every(columns: tuple[FoundColumn, ...]) -> list[FoundColumn]:
    return [one for column in columns for one in (column, *every(column.children))]
