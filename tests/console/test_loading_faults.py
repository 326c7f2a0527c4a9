"""Faults of loading and of time, planted on a portal, are found on it; sound pages beside them are not accused."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from console.cli import run
from tests.console.gkmlpt_city import AS_OF, City, workspace
from tests.crawler.portal_server import PortalServer, Reply, serve

ALLOWANCE = "<p>现将春节慰问金发放有关事项通知如下，请各街道办事处认真组织实施，确保按时足额发放到位。</p>"
PERSON = "<p>经审核，拟对下列对象给予临时救助，现予公示。姓名：张三，身份证号：11010519491231002X。</p>"
MASKED = (
    "<p>经审核，拟对下列对象给予临时救助，现予公示。"
    "姓名：李*，身份证号：110***********002X，咨询电话：0700-1234567。</p>"
)
FORMS = (
    "<p>养老机构备案申请表请下载填写后提交至区民政局养老服务科办理。</p>"
    '<p><a href="/files/gone.docx">申请表.docx</a></p>'
)
CHANGED = "<p>经研究，决定：任命李四为望湖区民政局局长；免去张三的望湖区民政局局长职务。</p>"
LEADER = "<p>局长：{0}</p><p>主持望湖区民政局全面工作，负责养老服务、社会救助。</p>"
REACHED = "<p>望湖区民政局</p><p>办公电话：{0}</p><p>办公地址：望湖区解放路5号</p><p>负责养老服务工作。</p>"
PENALTY = "<p>当事人违法占用养老服务设施，依法予以行政处罚，责令限期改正，并处罚款二千元。</p>"
# Number, title, written, shown, text.
PAGES = (
    (960101, "关于发放慰问金的通知", "2026-06-08", "2026-06-10", ALLOWANCE),
    (960102, "关于发放慰问金的通知", "2026-06-08", "2026-06-12", ALLOWANCE),
    (960103, "六月临时救助对象公示", "2026-06-08", "2026-06-12", PERSON),
    (960113, "七月临时救助对象公示", "2026-07-08", "2026-07-12", MASKED),
    (960104, "关于养老设施改造的通知", "2026-06-08", "2026-06-12", None),
    (960105, "养老机构申请表下载", "2026-06-08", "2026-06-12", FORMS),
    (960106, "关于张三等同志职务任免的通知", "2026-03-02", "2026-03-03", CHANGED),
    (960107, "领导信息", "2026-01-05", "2026-01-05", LEADER.format("张三")),
    (960108, "机构概况", "2026-01-06", "2026-01-06", REACHED.format("0700-1234567")),
    (960109, "机构职能", "2026-05-06", "2026-05-06", REACHED.format("0700-7654321")),
    (960110, "望湖区民政局行政处罚决定书", "2026-06-01", "2026-08-11", PENALTY),
    (960111, "望湖区民政局关于停业的行政处罚决定书", "2026-06-01", "2026-06-03", PENALTY.replace("二千", "三千")),
)  # fmt: skip
PLANTED = {
    ("B05", "关于养老设施改造的通知"),
    ("B11", "养老机构申请表下载"),
    ("B12", "关于发放慰问金的通知"),
    ("B13", "六月临时救助对象公示"),
    ("C10", "望湖区民政局行政处罚决定书"),
    ("C11", "机构概况"),
    ("C12", "领导信息"),
}


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[dict[str, Any]]]:
    with serve() as server:
        city = City(server)
        city._list(11, *(city._article(*page) for page in PAGES))
        _plant(server, city)
        folder = workspace(tmp_path_factory.mktemp("loading") / "江州", city.url)
        assert run(["inspect", str(folder), "--as-of", AS_OF]) in (0, 1)
        out = folder / "findings.jsonl"
        assert run(["export", str(folder), "findings", "--format", "jsonl", "--out", str(out)]) == 0
        yield [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def _plant(server: PortalServer, city: City) -> None:
    server.pages[city._path(960104)] = Reply(b"", 302, headers={"Location": "/"})
    server.pages["/files/gone.docx"] = Reply(b"", 404)
    server.put("/", "<title>望湖区人民政府</title><a href='/mzj/gkmlpt/index'>政府信息公开</a><a href='/x/'>便民</a>")


def test_every_planted_fault_is_found_and_nothing_beside_it(findings: list[dict[str, Any]]) -> None:
    titles = {page[1] for page in PAGES}
    told = {(row["rule"], row["title"]) for row in findings if row["title"] in titles and row["rule"][0] in "BC"}
    assert told == PLANTED


def test_nothing_personal_is_told(findings: list[dict[str, Any]]) -> None:
    assert "11010519491231002X" not in json.dumps(findings, ensure_ascii=False)


def test_what_only_a_person_can_call_a_fault_is_suspected(findings: list[dict[str, Any]]) -> None:
    asked = {row["rule"]: row["state"] for row in findings if row["mode"] == "B"}
    assert {asked[rule] for rule in ("B13", "C11", "C12")} == {"suspected"}
