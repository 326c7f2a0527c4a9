"""The letter that asks a platform to permit the collection: only where the round shows a refusal, and what it names."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from inspection.types.office import CrawlSettings
from inspection.types.portal import Column, Incident, Listing, Snapshot
from reports.platform_refusals import asked_of
from reports.templates.builders.platform_letter import make
from reports.templates.make_templates import FOLDER
from reports.view import DistrictView, RoundView
from reports.writers.platform_letter import write
from tests.reports.dashboard_round import HOSTILE
from tests.reports.small_round import small_round

_AGENT = "Mozilla/5.0 (compatible; Xuncha/0.1)"
_NAME = "临江区商请支持采集的函（草稿）"


def _round(*incidents: Incident, **changed: Any) -> RoundView:
    view = small_round(crawl=CrawlSettings(delay=0.5, window="22:00-06:00"), user_agent=_AGENT)
    first = replace(view.districts[0], incidents=incidents, **changed)
    return replace(view, districts=(first, view.districts[1]))


def _incident(kind: str, what: Any = "page", status: int | None = None, url: str = "", **changed: Any) -> Incident:
    return Incident(url or f"https://www.linjiang.example/{kind}.html", what, kind, "", status=status, **changed)


def _snapshot(url: str, at: str, status: int) -> Snapshot:
    return Snapshot(url, url, url, url, status, at, "aa", "a.warc.gz", 0, 1, None)


def _text(view: RoundView, folder: Path, name: str = _NAME) -> str:
    write(view, folder)
    document = Document(str(folder / f"{name}.docx"))
    lines = [paragraph.text for paragraph in document.paragraphs]
    # of a link python-docx knows the text only here
    lines += ["".join(cell._tc.itertext()) for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def test_without_a_refusal_there_is_no_letter(tmp_path: Path) -> None:
    """A site that did not answer, or an hour of our own, refused nothing."""
    refused = _round(_incident("protected", status=412))
    assert len(write(refused, tmp_path)) == 2
    harmless = _round(
        _incident("timeout"), _incident("dns", "portal"), _incident("window"), _incident("budget"),
        _incident("failed", status=500), _incident("timeout", "robots"), _incident("gone", status=404),
        _incident("login"),
    )  # fmt: skip
    assert write(harmless, tmp_path) == []
    assert list(tmp_path.iterdir()) == [], "letters of an earlier run are removed"


@pytest.mark.parametrize(
    ("incident", "said", "asked"),
    [
        (_incident("robots", "portal"), "robots.txt 不允许采集，1处", "在 robots.txt 中允许“Xuncha”访问"),
        (_incident("failed", "robots", 503), "robots.txt 返回错误，采集规则不明，1处", "修复 robots.txt"),
        (_incident("protected", status=412), "访问防护（验证、跳转、限速）拦截，1处", "列入访问防护白名单"),
        (_incident("loop"), "访问防护（验证、跳转、限速）拦截，1处", "列入访问防护白名单"),
        (_incident("failed", status=403), "拒绝访问（401、403），1处", "开放政务公开（政府信息公开）栏目的访问权限"),
        (_incident("script_only", "list"), "列表只由脚本生成，页面中没有可读内容，1处", "数据接口说明"),
    ],
)
def test_what_was_refused_is_named_and_asked_for(incident: Incident, said: str, asked: str, tmp_path: Path) -> None:
    text = _text(_round(incident), tmp_path)
    assert f"www.linjiang.example：{said}。" in text
    assert asked in text


def test_it_names_when_how_and_why(tmp_path: Path) -> None:
    url = "https://www.linjiang.example/b/2.html"
    view = _round(
        _incident("protected", "list", 412, url, column="c2"),
        _incident("protected", days=(date(2026, 11, 14), date(2026, 11, 15))),
        snapshots=(_snapshot(url, "2026-11-16T09:12:33+08:00", 412),),
    )
    text = _text(view, tmp_path)
    for said in (
        "关于商请支持政务公开网上巡查采集的函", "临江区政府门户网站主办（承办）单位：",
        "2026年11月15日至2026年11月16日",
        "《中华人民共和国政府信息公开条例》第四十七条", f"请求头 User-Agent 为：{_AGENT}。", "至少间隔 0.5 秒",
        "只在每日 22:00-06:00 之间进行", "遵守 robots.txt", "请于2026年11月23日18时前函复", "陈工，电话：0700-1234567",
        "首页 > 政务公开 > 养老服务", url, "2026-11-16 09:12", "412",
    ):  # fmt: skip
        assert said in text


def test_a_shared_platform_gets_one_letter(tmp_path: Path) -> None:
    view = _round()
    shared = "https://zwgk.jiangzhou.example:8443/"
    districts = tuple(
        replace(one, incidents=(_incident("protected", status=429, url=f"{shared}{one.district.id}"),))
        for one in view.districts
    )
    own = replace(
        districts[1], incidents=(*districts[1].incidents, _incident("robots", url="https://www.wanghu.example/"))
    )
    view = replace(view, districts=(districts[0], own))
    letters = asked_of(view)
    assert [letter.addressee for letter in letters] == [
        "zwgk.jiangzhou.example:8443 平台主办（承办）单位", "望湖区政府门户网站主办（承办）单位",
    ]  # fmt: skip
    assert [len(letter.districts) for letter in letters] == [2, 1]
    text = _text(view, tmp_path, "zwgk.jiangzhou.example_8443商请支持采集的函（草稿）")
    assert "对临江区、望湖区网上政务公开情况进行采集核对" in text
    assert "www.wanghu.example" not in text


def test_a_challenge_is_not_told_as_a_list_of_scripts() -> None:
    listing = Listing("l9", "c1", "https://www.linjiang.example/a/", "script_only", None, None, 0, None)
    view = _round(_incident("protected", status=412), listings=(listing,))
    assert [one.way for letter in asked_of(view) for one in letter.refusals] == ["challenge"]
    alone = _round(listings=(listing,))
    assert [one.way for letter in asked_of(alone) for one in letter.refusals] == ["script"]


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    columns = tuple(
        Column(f"h{number}", "p", "static", "https://www.linjiang.example/", (hostile,), None, 1, True, "list")
        for number, hostile in enumerate(HOSTILE[:3])
    )
    met = [_incident("protected", url=f"https://www.linjiang.example/{one.id}", column=one.id) for one in columns]
    text = _text(_round(*met, columns=columns), tmp_path)
    for hostile in HOSTILE[:3]:
        assert hostile in text


def test_odd_addresses_break_nothing(tmp_path: Path) -> None:
    view = _round(
        _incident("protected", url="javascript:alert(1)"),
        _incident("protected", url="https://a.example/\u202e{{ 1 }}#panic()]" + "x" * 3000),
    )
    assert len(write(view, tmp_path)) == 2
    assert [letter.hosts for letter in asked_of(view)] == [("a.example",)]


def test_written_twice_it_is_the_same(tmp_path: Path) -> None:
    view = _round(_incident("protected", status=412))
    first = [path.read_bytes() for path in write(view, tmp_path)]
    assert len(first) == 2
    assert [path.read_bytes() for path in write(view, tmp_path)] == first


def test_what_is_not_known_of_the_collection_is_not_said(tmp_path: Path) -> None:
    view = replace(_round(_incident("robots")), crawl=None, user_agent="")
    text = _text(view, tmp_path)
    assert "User-Agent" not in text
    assert "间隔" not in text
    assert "在 robots.txt 中允许本巡查程序访问" in text


def test_the_shipped_template_is_what_its_builder_makes(tmp_path: Path) -> None:
    for path in make(tmp_path):
        assert path.read_bytes() == (FOLDER / path.name).read_bytes()


def test_a_district_without_anything_is_left_out() -> None:
    view = _round()
    assert asked_of(replace(view, districts=(DistrictView(view.districts[0].district),))) == []
