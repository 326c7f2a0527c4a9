"""What people say of matches by `xuncha decide`, and what later rounds make of it."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from audits.ledger import Memory
from console.cli import run
from console.match_decisions import Named, sorted_out
from inspection.round_store import open_round
from inspection.types.judgement import Match, MatchWord
from tests.console.gkmlpt_city import AS_OF, City, node, workspace
from tests.crawler.portal_server import Reply, serve

LATER = "2026-12-10"
FILING = "养老服务/养老服务业务办理/养老机构备案"
POLICY = "养老服务/养老服务通用政策/养老服务政策文件"
WHY = ("--reason", "已核对原网页")


def rows(folder: Path, kind: str, round_: str = "2026-11") -> list[dict[str, Any]]:
    out = folder / f"{kind}-{round_}.jsonl"
    assert run(["export", str(folder), kind, "--round", round_, "--format", "jsonl", "--out", str(out)]) == 0
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def words(folder: Path, round_: str) -> list[MatchWord]:
    with open_round(folder / "rounds" / round_ / "wanghu" / "round.db") as store:
        return store.read(MatchWord)


def match(folder: Path, round_: str, ending: str, level2: str) -> Match:
    with open_round(folder / "rounds" / round_ / "wanghu" / "round.db") as store:
        (found,) = [one for one in store.read(Match) if one.subject.endswith(ending) and one.level2 == level2]
        return found


def explained(folder: Path, subject: str, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    capsys.readouterr()
    assert run(["explain", str(folder), subject, *more]) == 0
    return capsys.readouterr().out


@pytest.fixture(scope="module")
def city() -> Iterator[City]:
    with serve() as server:
        yield City(server)


@pytest.fixture(scope="module")
def untouched(city: City, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round that nobody has decided anything of."""
    folder = workspace(tmp_path_factory.mktemp("decided") / "江州", city.url)
    assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
    return folder


@pytest.fixture
def inspected(untouched: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(untouched, tmp_path / "江州"))


def address(city: City, number: int) -> str:
    return f"{city.server.url}{city._path(number)}"


def test_an_entry_may_follow_several_pages() -> None:
    """A word dropped because it was written before would make a page answer what it happens to be open for."""
    first, second = "https://www.wanghu.example/1.html", "https://www.wanghu.example/2.html"
    assert sorted_out(["FAAAAAAA2", first, FILING, "FAAAAAAA2", second, FILING, first, POLICY, first, FILING]) == (
        ["FAAAAAAA2"],
        [Named(first, FILING), Named(second, FILING), Named(first, POLICY)],
    )
    assert sorted_out([first, first, FILING, FILING]) == ([], [Named(first, FILING)])


def test_by_id_in_one_command_with_findings(city: City, inspected: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = explained(inspected, address(city, 960004), capsys)
    id_ = re.search(r"已对应.*养老机构备案　编号 (M\w+)", told)[1]  # type: ignore[index]  # it is there
    finding = next(row["id"] for row in rows(inspected, "findings") if row["rule"] == "B04")
    before = rows(inspected, "matches")
    assert run(["decide", str(inspected), id_.lower(), finding, "reject", *WHY]) == 0
    said = capsys.readouterr().err
    assert "已记下 1 条核查结论：不予认定" in said
    assert f"不对应 {FILING}" in said
    assert "不加 --offline" in said
    # nothing changes before the round is judged with it
    assert run(["inspect", str(inspected), "--round", "2026-11", "--offline"]) == 0
    assert rows(inspected, "matches") == before
    assert run(["inspect", str(inspected), "--as-of", AS_OF]) == 0
    now = match(inspected, "2026-11", "post_960004.html", "养老机构备案")
    assert (now.decision, now.decided_by) == ("reject", "person")
    assert "未对应（人工核查）" in explained(inspected, id_, capsys)
    after = rows(inspected, "matches")
    assert run(["inspect", str(inspected), "--round", "2026-11", "--offline"]) == 0
    assert rows(inspected, "matches") == after


def test_the_wrong_entry_is_put_right_in_one_act(city: City, inspected: Path) -> None:
    url = address(city, 960004)
    assert run(["decide", str(inspected), url, "reject", "--entry", POLICY, *WHY]) == 0
    assert run(["inspect", str(inspected), "--as-of", AS_OF]) == 0
    found = {row["level2"]: row["decision"] for row in rows(inspected, "matches") if row["page"] == url}
    assert found["养老服务政策文件"] == "accept"
    assert found["养老机构备案"] == "reject"


def test_a_page_or_a_column_and_an_entry(city: City, inspected: Path) -> None:
    url = address(city, 960009)
    column = "养老服务通用政策 > 养老服务扶持政策措施清单"
    assert run(["decide", str(inspected), url, "养老机构评估信息", "confirm", *WHY]) == 2
    assert run(["decide", str(inspected), url, "养老服务行业管理信息/养老机构评估信息", "confirm", *WHY]) == 0
    assert run(["decide", str(inspected), column, "reject", *WHY]) == 0
    assert run(["inspect", str(inspected), "--as-of", AS_OF]) == 0
    states = {row["level2"]: row["state"] for row in rows(inspected, "coverage")}
    assert states["养老机构评估信息"] == "content"
    assert states["养老服务扶持政策措施清单"] != "blank"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("M22222222A", "confirm", *WHY), "没有编号为 M22222222A 的对应"),
        (("https://www.linjiang.example/1", "confirm", *WHY), "没有网页或栏目“https://www.linjiang.example/1”"),
        (("首页 > 街道办", "confirm", *WHY), "没有网页或栏目“首页 > 街道办”"),
        (("养老服务/备案", "confirm", *WHY), "前面没有写明是哪个网页或栏目"),
        (("通知公告", FILING, "confirm", *WHY), "栏目写成"),
        (("{page}", "养老服务/新事项", "confirm", *WHY), "目录中没有事项“养老服务/新事项”"),
        (("{page}", "reject", "--entry", FILING, *WHY), "正是要否定的事项"),
        (("{page}", "confirm", "--entry", FILING, *WHY), "--entry 只用于"),
        (("{page}", "waive", "--until", "2027-01-01", *WHY), "目录对应只有 confirm"),
        (("{page}", "waive"), "目录对应只有 confirm"),
        (("{page}", "confirm", "--until", "2027-01-01"), "--until 只用于 waive"),
        (("F22222222", "reject", "--entry", FILING, *WHY), "--entry 只用于"),
        (("{page}", "F22222222", "confirm", *WHY), "没有编号为 F22222222"),
    ],
    ids=lambda given: given if isinstance(given, str) else " ".join(given)[:40],
)
def test_wrong_use_records_nothing(
    city: City, untouched: Path, given: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["decide", str(untouched), *(address(city, 960004) if one == "{page}" else one for one in given)]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert len(err.strip().splitlines()) == 1
    with Memory(untouched / "xuncha.db") as memory:
        assert memory.matches.words("2026-12", date(2026, 12, 31)) == []


LONG = "<p>" + "；".join(f"第{n}项材料由经办机构核对原件后退还申请人" for n in range(30)) + "</p>"


def redesigned(city: City) -> None:
    """The portal with another tree, a new address and another title for the one page, and the old ones gone."""
    city._list(41, city._article(970004, "怎样办理备案", "2026-08-03", "2026-09-14", LONG))
    tree = [node(5, "法定主动公开内容", node(40, "银发服务", node(41, "办事说明", count=1)))]
    shown = json.dumps(tree, ensure_ascii=False)
    before = city.server.pages["/mzj/gkmlpt/index"]
    assert isinstance(before, Reply)
    city.server.pages["/mzj/gkmlpt/index"] = replace(
        before, body=f"<script>window._CONFIG = {{ SID: '755099', TREE: {shown}, }};</script>".encode()
    )


@pytest.mark.slow
def test_a_word_outlives_a_redesign_and_the_next_round_begins_there(tmp_path: Path) -> None:
    with serve() as server:
        _redesign(City(server), tmp_path)


def _redesign(city: City, tmp_path: Path) -> None:
    late = city._article(960004, "望湖区养老机构备案办事流程", "2026-08-03", "2026-09-14", LONG)
    city._list(21, late)
    folder = workspace(tmp_path / "江州", city.url)
    assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
    old = address(city, 960004)
    assert run(["decide", str(folder), old, FILING, "confirm", *WHY]) == 0
    redesigned(city)
    assert run(["inspect", str(folder), "--as-of", LATER]) == 0
    now = match(folder, "2026-12", "post_970004.html", "养老机构备案")
    assert (now.decision, now.decided_by) == ("accept", "person")
    # the round that is judged again begins where it began, the next one where this one found it
    assert [one.subject for one in words(folder, "2026-12")] == [old]
    before = rows(folder, "matches", "2026-12")
    assert run(["inspect", str(folder), "--as-of", LATER]) == 0
    assert rows(folder, "matches", "2026-12") == before
    assert [one.subject for one in words(folder, "2026-12")] == [old]
    assert run(["inspect", str(folder), "--as-of", "2027-01-08"]) == 0
    assert [one.subject.rpartition("/")[2] for one in words(folder, "2027-01")] == ["post_970004.html"]
    # saying the contrary of it there takes the old word's place
    assert run(["decide", str(folder), address(city, 970004), FILING, "reject", *WHY]) == 0
    assert run(["inspect", str(folder), "--as-of", "2027-01-08"]) == 0
    assert [one.word for one in words(folder, "2027-01")] == ["reject"]
