"""Families on the real pages beside the project: who recognises them, what their lists show, where they lead on."""

import pytest

from crawler.answers import Answer, answer_of
from crawler.family import Place, families, family_of
from crawler.portals import static
from crawler.structure.pagers import read_call
from tests.shared_data import shared_path

PAGES = "data/pages/"
TRS = "_excerpts/trs/ndrc_tz_list.html"


def real(file: str, url: str) -> Answer:
    body = shared_path(PAGES + file).read_bytes()
    return Answer(url, url, 200, "text/html", answer_of(url, body).payload)


@pytest.mark.parametrize(
    ("file", "url", "family"),
    [
        ("trs/gdzbtb_zhaobiao12_index_117.htm", "http://www.gdzbtb.gov.cn/zhaobiao12/index_117.htm", "trs"),
        (TRS, "https://www.ndrc.gov.cn/xxgk/zcfb/tz/", "trs"),
        ("trs/bynr_gov.html", "https://www.bynr.gov.cn/zwgk/t20221207_1.html", "trs"),
        ("trs/shanxi_gov_news.html", "http://www.shanxi.gov.cn/yw/sxyw/201909/t20190918_1.shtml", "trs"),
        ("_excerpts/trs_fujian/pingtan_gzjzqk_list_head.html", "https://www.pingtan.gov.cn/zwgk/a/", "fujian"),
        ("_excerpts/trs_fujian/pingtan_t20240606_90731.html", "https://www.pingtan.gov.cn/a/t20240606_1.htm", "fujian"),
        ("boda_vsb/sxmu_jijian_vsb.html", "https://jijian.sxmu.edu.cn/info/1008/1011.htm", "vsb"),
        ("central_gov/sousuo_gov_list.html", "http://sousuo.gov.cn/s.htm?p=1", "static"),
    ],
)  # fmt: skip
def test_recognised(file: str, url: str, family: str) -> None:
    found = family_of("auto", real(file, url))
    assert found is not None and found.name == family


@pytest.mark.parametrize(
    ("file", "url", "number", "rows", "claimed", "pages", "following"),
    [
        (
            "trs/gdzbtb_zhaobiao12_index_117.htm", "http://www.gdzbtb.gov.cn/zhaobiao12/index_117.htm",
            118, 20, None, 500, "http://www.gdzbtb.gov.cn/zhaobiao12/index_118.htm",
        ),
        (TRS, "https://www.ndrc.gov.cn/xxgk/zcfb/tz/", 1, 4, None, None, None),
        (
            "trs/chinacdc_was5_list.html", "http://www.chinacdc.cn/was5/web/search?channelid=233877&page=2",
            2, 10, 4484, None, "http://www.chinacdc.cn/was5/web/search?page=3&channelid=233877",
        ),
    ],
)  # fmt: skip
def test_lists(
    file: str, url: str, number: int, rows: int, claimed: int | None, pages: int | None, following: str | None
) -> None:
    answer = real(file, url)
    family = family_of("auto", answer) or families()["static"]
    found = family.listed(answer, Place("/".join(url.split("/")[:3]) + "/", "c", url, number=number))
    assert (len(found.items), found.claimed, found.pages) == (rows, claimed, pages)
    assert all(item.published for item in found.items)
    assert (found.next.url if found.next else None) == following or (
        found.next and found.next.url.startswith(f"{following}&")
    )


def test_article_pager_is_no_list_pager() -> None:
    url = "http://www.cjn.cn/sz/202009/t3714581.htm"
    assert read_call(real("trs/cjn_t3714581.html", url).text, url, 1) is None


def test_list_without_its_rows_is_never_blank() -> None:
    url = "https://www.pingtan.gov.cn/zwgk/ghxx/gzjzqk/"
    answer = real("_excerpts/trs_fujian/pingtan_gzjzqk_list_head.html", url)
    for read in (static.listed, families()["fujian"].listed):
        found = read(answer, Place("https://www.pingtan.gov.cn/zwgk/", "c", url, ("规划信息", "工作进展情况")))
        assert found.problem is not None or found.doubt is not None
