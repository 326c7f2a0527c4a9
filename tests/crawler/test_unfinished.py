"""What the user is told to do about what could not be seen."""

import pytest

from crawler.unfinished import missing, notes
from inspection.types.office import District, Portal
from inspection.types.portal import Column, Incident, Listing

PORTAL = "http://www.linjiang.example/gkmlpt/index"
HERE = District("linjiang", "临江区", "区", portals=[Portal(PORTAL)])
COLUMNS = [
    Column(name, PORTAL, "gkmlpt", f"{PORTAL}#{name}", (name,), None, place, True, "list")
    for place, name in enumerate(("甲", "乙"))
]


def listing(column: str, reason: str) -> Listing:
    return Listing(column, column, PORTAL, "cut_short", reason, None, 0, None, None, ("k.0",))


def told(*incidents: Incident, listings: tuple[Listing, ...] = ()) -> list[str]:
    return list(missing(HERE, list(listings), COLUMNS, list(incidents)))


@pytest.mark.parametrize(
    ("kind", "cure"),
    [
        ("robots", "robots = false"),
        ("private", "allow_private = true"),
        ("window", "时段内"),
        ("budget", "requests_per_host"),
        ("protected", "主办单位"),
        ("timeout", "稍后重新运行"),
        ("failed", "稍后重新运行"),
    ],
)
def test_each_cause_has_its_cure(kind: str, cure: str) -> None:
    page = Incident("http://www.linjiang.example/a.html", "page", kind, "未能采集的原因")
    (sentence,) = told(page)
    assert cure in sentence and "未能采集的原因" in sentence and page.url in sentence


def test_pages_are_told_apart_by_cure() -> None:
    pages = [
        Incident(f"http://www.linjiang.example/{n}.html", "page", kind, kind)
        for n, kind in enumerate(("robots", "timeout", "robots", "gone"))
    ]
    sentences = told(*pages)
    assert [sentence[:6] for sentence in sentences] == ["有 2 个页", "有 1 个页"]


@pytest.mark.parametrize(("kind", "detail"), [("refused", "拒绝连接"), ("dns", "域名无法解析")])
def test_portal_that_is_not_there_is_no_matter_of_its_rules(kind: str, detail: str) -> None:
    rules = Incident("http://www.linjiang.example/robots.txt", "robots", kind, f"robots.txt：{detail}")
    (sentence,) = told(rules, Incident(PORTAL, "portal", kind, detail))
    assert f"{PORTAL} 无法采集：{detail}。" in sentence and "robots" not in sentence and "核对网址" in sentence


def test_list_is_either_to_be_fetched_again_or_noted() -> None:
    lists = (listing("甲", "第 2 页未能读取：服务器返回 500"), listing("乙", "列表称共 9 条，仅读到 2 条"))
    failed = Incident(PORTAL, "list", "failed", "服务器返回 500", "甲", 500)
    (sentence,) = told(failed, listings=lists)
    assert "甲（第 2 页未能读取" in sentence and "乙" not in sentence
    assert list(notes(list(lists), COLUMNS, [failed])) == ["栏目“乙”无法核验：列表称共 9 条，仅读到 2 条。"]
