"""看板: figures as tables, every finding on a page, nothing told that may not be, nothing run that is only text."""

import hashlib
import json
import re
from dataclasses import replace
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from lxml import html

import reports.dashboard
from inspection.china_time import CHINA
from inspection.errors import UserError
from inspection.types.judgement import Evidence
from inspection.types.paperwork import EarlierDistrict, EarlierRound, Outcome
from reports.dashboard import coverage, history, ranking
from reports.dashboard.tables import between, percent
from reports.view import DistrictView, RoundView
from reports.words import writable
from reports.writers.dashboard import write
from tests.reports.dashboard_round import HOSTILE, city_round, only
from tests.reports.small_round import small_round

VENDOR = Path(reports.dashboard.__file__).parent / "vendor"
SCRIPTS = Path(reports.dashboard.__file__).parent / "scripts"


@pytest.fixture(scope="module")
def city() -> RoundView:
    return city_round(600)


@pytest.fixture(scope="module")
def written(city: RoundView, tmp_path_factory: pytest.TempPathFactory) -> Path:
    (index,) = write(city, tmp_path_factory.mktemp("reports"))
    return index.parent


def _tree(path: Path) -> Any:
    return html.document_fromstring(path.read_text(encoding="utf-8"))


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _data(folder: Path) -> dict[str, Any]:
    text = (folder / "data" / "findings.js").read_text(encoding="utf-8")
    match = re.fullmatch(r"window\.xunchaData = (.*);\n", text)
    assert match is not None
    found: dict[str, Any] = json.loads(match[1])
    return found


def _rows(table: Any) -> list[list[str]]:
    """Texts of a table's cells, small lines and hints for the ear left out."""
    return [
        [" ".join(cell.xpath("./bdi//text() | ./a/text()")).strip() for cell in row.xpath("./td | ./th")]
        for row in table.xpath("./tbody/tr | ./tfoot/tr")
    ]


def test_the_same_round_gives_the_same_bytes(city: RoundView, written: Path, tmp_path: Path) -> None:
    (index,) = write(city, tmp_path)
    assert _files(index.parent) == _files(written)


def test_it_is_whole_and_needs_no_network(written: Path) -> None:
    files = _files(written)
    for page in (name for name in files if name.endswith(".html")):
        for wanted in _tree(written / page).xpath("//script/@src | //link/@href"):
            assert (written / page).parent.joinpath(wanted).resolve().is_relative_to(written.resolve())
            assert (written / page).parent.joinpath(wanted).is_file()
    assert not re.search(rb"https?://", files["assets/charts.js"] + files["assets/dashboard.css"])
    assert {"assets/LICENSE-echarts.txt", "assets/NOTICE-echarts.txt", "assets/LICENSE-d3.txt"} <= set(files)


def test_links_between_its_pages_lead_somewhere(written: Path) -> None:
    places = {page.relative_to(written).as_posix(): set(_tree(page).xpath("//@id")) for page in written.rglob("*.html")}
    index = _tree(written / "index.html")
    inner = [one for one in index.xpath("//a/@href") if not one.startswith("#")]
    inner += [one["page"] for one in _findings(written)]
    assert len(inner) > 500
    for link in inner:
        page, _, place = link.partition("#")
        assert page in places and (not place or place in places[page]), link


def _findings(folder: Path) -> list[dict[str, Any]]:
    data = _data(folder)
    named = []
    for row in data["rows"]:
        one = dict(zip(data["fields"], row, strict=True))
        for field in data["fields"][:-5]:
            one[field] = data["texts"][one[field]]
        one["units"] = [data["texts"][unit] for unit in one["units"]]
        named.append(one)
    return named


def test_every_finding_is_in_the_data_and_on_its_districts_page(city: RoundView, written: Path) -> None:
    told = {one.id for district in city.districts for one in (*district.confirmed, *district.waiting)}
    assert {one["id"] for one in _findings(written)} == told
    articles = [one for page in (written / "districts").glob("*.html") for one in _tree(page).xpath("//article/@id")]
    assert sorted(articles) == sorted(told)


def test_what_may_not_be_told_is_nowhere(tmp_path: Path) -> None:
    view = small_round()
    first = view.districts[0]
    private = replace(first.findings[0], id="FP2B3C4D5", rule="B13", message="某人的病历在网上。", title="病历名单")
    view = replace(view, districts=(replace(first, findings=(*first.findings, private), sealed=3), view.districts[1]))
    (index,) = write(view, tmp_path)
    everything = b"".join(data for name, data in _files(index.parent).items() if not name.startswith("assets/"))
    for secret in ("病历", "FP2B3C4D5", "密件", "绝不能写进清单", "FM2B3C4D5", "密级", "已驳回的问题", "13812341234"):
        assert secret.encode() not in everything, secret
    assert "另有1个属实问题涉及个人信息" in index.read_text(encoding="utf-8")
    assert b"B02" not in everything and b"0.9312" not in everything


def test_what_nobody_confirmed_stands_apart(tmp_path: Path) -> None:
    (index,) = write(small_round(), tmp_path)
    page = _tree(index.parent / "districts" / "linjiang.html")
    assert page.xpath("//section[@id='waiting']//article/@id") == ["FH2B3C4D5"]
    assert "FH2B3C4D5" not in page.xpath("//section[@id='confirmed']//article/@id")
    assert "不作为问题认定" in page.xpath("string(//section[@id='waiting'])")
    (table,) = _tree(index).xpath("//table[@id='districts']")
    assert _rows(table) == [
        ["临江区", "1", "2", "4", "0", "7", "6", "1", "0", "1", "1", "0"],
        ["望湖区", "0", "0", "0", "0", "0", "0", "0", "0", "0", "1", "0"],
        ["合计", "1", "2", "4", "0", "7", "6", "1", "0", "1", "2", "0"],
    ]


def test_units_are_named_as_a_list_names_them(tmp_path: Path) -> None:
    (index,) = write(small_round(), tmp_path)
    (table,) = _tree(index).xpath("//table[@id='units']")
    assert ["临江区住房和城乡建设局（督促临江自来水公司）", "临江区", "1", "0", "0"] in _rows(table)
    assert ["未明确责任单位", "临江区", "1", "1", "1"] in _rows(table)


class _Scripts(HTMLParser):
    """What a browser would take for markup in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "script" and "src" not in dict(attrs):
            self.inline.append(tag)
        self.inline += [name for name, _ in attrs if name.startswith("on") or name == "style"]


def test_hostile_texts_are_only_texts(written: Path) -> None:
    for path in written.rglob("*.html"):
        seen = _Scripts()
        seen.feed(path.read_text(encoding="utf-8"))
        assert not seen.inline and not seen.tags & {"img", "b", "iframe"}, path
    titles = [one["title"] for one in _findings(written)]
    for text in HOSTILE:
        assert any(writable(text) in title for title in titles), text[:40]
    raw = (written / "data" / "findings.js").read_text(encoding="utf-8")
    assert not re.search("[<>&\u2028\u2029\u202e]", raw)
    page = (written / "districts" / "linjiang.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "{{ office }} {% raw %}" in page


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://www.a.example/"]
)
def test_only_the_webs_addresses_become_links(url: str, tmp_path: Path) -> None:
    view = small_round()
    first = view.districts[0]
    changed = replace(first, findings=(replace(first.findings[0], url=url),))
    (index,) = write(replace(view, districts=(changed,)), tmp_path)
    page = _tree(index.parent / "districts" / "linjiang.html")
    assert not [one for one in page.xpath("//a/@href") if one.startswith(url[:5])]
    assert url in page.text_content()
    (finding,) = _findings(index.parent)
    assert finding["link"] == 0


def test_pages_forbid_scripts_of_their_own(written: Path) -> None:
    for path in written.rglob("*.html"):
        (policy,) = _tree(path).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy and "unsafe" not in policy


def test_figures_can_be_read_by_ear(written: Path) -> None:
    for path in written.rglob("*.html"):
        tree = _tree(path)
        assert tree.xpath("/html/@lang") == ["zh-CN"] and tree.xpath("//main") and tree.xpath("count(//h1)") == 1
        for table in tree.xpath("//table"):
            assert table.xpath("./thead//th[@scope='col']")
            assert all(row.xpath("./th[@scope='row']") for row in table.xpath("./tbody/tr | ./tfoot/tr"))
        assert len(tree.xpath("//@id")) == len(set(tree.xpath("//@id")))
    charts = _tree(written / "index.html").xpath("//figure")
    assert len(charts) >= 8
    for chart in charts:
        assert chart.get("data-label") and _tree(written / "index.html").xpath(
            f"//table[@id='{chart.get('data-table')}']"
        )


def test_ranks_are_within_a_class_and_unfit_districts_apart(city: RoundView, written: Path) -> None:
    tables = ranking.by_class(city)
    assert [table.caption for table in tables] == ["区得分和名次", "县得分和名次", "功能区得分和名次"]
    ranked = {row[1].text for table in tables for row in table.rows}
    assert "石桥县" not in ranked and len(ranked) == 10
    (table,) = _tree(written / "index.html").xpath("//table[@id='unfit']")
    assert [row[0] for row in _rows(table)] == ["石桥县"] and "40个栏目列表中有20个未能读全" in table.text_content()


def _covered(*states: tuple[Any, Any, Any]) -> DistrictView:
    """A district with an entry for each: its state, its trigger, and the state of the finding that says the same."""
    first = small_round().districts[0]
    entry, fault = first.coverage[0], first.findings[0]
    rows, faults = [], []
    for number, (state, trigger, found) in enumerate(states):
        rows.append(replace(entry, state=state, trigger=trigger, level2=str(number)))
        if found:
            rule = "B02" if state == "missing" else "B03"
            faults.append(
                replace(fault, rule=rule, state=found, domain=entry.domain, level1=entry.level1, level2=str(number))
            )
    return replace(first, coverage=tuple(rows), findings=tuple(faults))


@pytest.mark.parametrize(
    ("states", "text", "small"),
    [
        ([("content", "standing", None), ("missing", "standing", "confirmed")], "50%", "1/2"),
        ([("content", "standing", None), ("missing", "standing", "suspected")], "50–100%", "1/2，1待定"),
        ([("content", "standing", None), ("missing", "standing", "rejected")], "100%", "2/2"),
        ([("content", "standing", None), ("missing", "standing", "fixed")], "100%", "2/2"),
        ([("content", "standing", None), ("missing", "standing", "waived")], "100%", "1/1"),
        ([("content", "standing", None), ("note", "standing", None)], "100%", "2/2"),
        ([("content", "standing", None), ("missing", "event", None)], "50–100%", "1/2，1待定"),
        ([("unverifiable", "standing", None), ("withdrawn", "standing", None)], "待定", "0/2，2待定"),
        ([("not_due", "standing", None), ("waived", "standing", None)], "–", ""),
        ([("blank", "standing", "notified")], "0%", "0/1"),
        ([("blank", "standing", "suspected"), ("blank", "standing", "unfixed")], "0–50%", "0/2，1待定"),
    ],
)
def test_what_is_not_sure_makes_a_range(states: list[tuple[Any, Any, Any]], text: str, small: str) -> None:
    (row,) = coverage.heat_map(replace(small_round(), districts=(_covered(*states),))).rows
    assert (row[1].text, row[1].small) == (text, small)
    assert ("unsure" in row[1].tone) == ("待定" in small)


def test_entries_that_are_not_published_are_named(tmp_path: Path) -> None:
    district = _covered(
        ("missing", "standing", "suspected"), ("missing", "standing", "confirmed"), ("content", "", None)
    )
    view = replace(small_round(), districts=(district,))
    ((domain, entries),) = coverage.gaps(view, district)
    assert domain == "社会救助"
    assert [one.state for one in entries] == ["截至2026年11月16日未查找到，待核实", "截至2026年11月16日未查找到"]
    (index,) = write(view, tmp_path)
    assert _tree(index.parent / "districts" / "linjiang.html").xpath("//h3[@id='domain-1']")


def test_nearly_all_is_not_all() -> None:
    assert percent(2999, 3000) == "99.9%" and percent(1, 3000) == "0.1%"
    assert percent(3000, 3000) == "100%" and percent(0, 3) == "0%" and percent(0, 0) == "–"
    assert between(1, 2999, 3000, 0) == "1–99%" and between(3, 3, 4) == "75%"


def test_trends_leave_out_what_may_not_be_counted() -> None:
    view = small_round()
    then = EarlierDistrict(
        "linjiang", date(2026, 10, 16), {"B02": 4, "B13": 2, "D09": 5}, {"content": 3, "missing": 1, "not_due": 9},
        unfit=("未读全",),
    )  # fmt: skip
    view = replace(view, earlier=(EarlierRound("2026-10", date(2026, 10, 16), (then,)),))
    confirmed, published, unread, points = history.trends(view)
    assert [cell.text for cell in confirmed.rows[0]] == ["临江区", "4*", "7"]
    assert [cell.text for cell in confirmed.rows[1]] == ["望湖区", "–", "0"]
    assert [cell.text for cell in published.rows[0]] == ["临江区", "75%*", "33.3%"]
    assert [cell.text for cell in unread.rows[0]] == ["临江区", "0%*", "33.3%"]
    assert points.rows[0][1].text == "–*"


def test_a_first_round_has_no_trend(tmp_path: Path) -> None:
    (index,) = write(small_round(), tmp_path)
    text = index.read_text(encoding="utf-8")
    assert "没有以前的批次" in text and "没有往期下发的问题" in text and "没有可以排名的得分" in text


def test_outcomes_count_what_stands() -> None:
    view = small_round()
    first = view.districts[0]
    at = datetime(2026, 10, 1, tzinfo=CHINA)
    states: list[Any] = ["fixed", "closed", "unfixed", "replied", "received", "waived"]
    told = [
        Outcome(replace(first.findings[0], state=state, overdue=state == "received"), at, None, state == "unfixed")
        for state in states
    ]
    secret = Outcome(replace(first.findings[0], rule="D09", state="fixed"), at, None, False)
    view = replace(view, districts=(replace(first, outcomes=(*told, secret)),))
    (row,) = history.outcomes(view).rows
    assert [cell.text for cell in row] == ["临江区", "6", "1", "1", "1", "1", "1", "1", "1", "1", "40%"]
    assert history.mended(view) == (2, 5)


def test_lists_that_were_searched_are_counted_and_a_few_named(tmp_path: Path) -> None:
    view = small_round()
    first = view.districts[0]
    lists = tuple(replace(first.listings[0], id=f"x{number}") for number in range(40))
    absent = replace(first.findings[0], evidence=tuple(Evidence(listing=one.id) for one in lists))
    (index,) = write(
        replace(view, districts=(replace(first, findings=(absent,), listings=(*lists, first.listings[1])),)), tmp_path
    )
    (proofs,) = _tree(index.parent / "districts" / "linjiang.html").xpath("//article//ul")
    assert "查找过的栏目列表共40个，其中已读完40个" in proofs.text_content()
    assert proofs.text_content().count("已读完的栏目列表（首页 > 政务公开 > 社会救助）") == 5


def test_an_earlier_runs_pages_go(city: RoundView, tmp_path: Path) -> None:
    (index,) = write(only(city, "linjiang", "wanghu"), tmp_path)
    write(only(city, "linjiang"), tmp_path)
    assert [path.name for path in (index.parent / "districts").iterdir()] == ["linjiang.html"]


def test_namesakes_are_told_apart(tmp_path: Path) -> None:
    view = small_round()
    twin = replace(view.districts[1], district=replace(view.districts[1].district, name="临江区"))
    (index,) = write(replace(view, districts=(view.districts[0], twin)), tmp_path)
    assert {one["district"] for one in _findings(index.parent)} == {"临江区（linjiang）", "临江区（wanghu）"}


def test_an_offices_own_templates_are_used(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "dashboard"
    own.mkdir(parents=True)
    (own / "index.html").write_text(
        '{% extends "base.html" %}{% block main %}<p>本办自用 {{ office }}</p>{% endblock %}'
    )
    (own / "dashboard.css").write_text("body { color: green }")
    (index,) = write(small_round(tmp_path / "templates"), tmp_path)
    assert "本办自用 江州市政务公开办公室" in index.read_text(encoding="utf-8")
    assert (index.parent / "assets" / "dashboard.css").read_text() == "body { color: green }"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("index.html", "一\n二 {{ nothing }}", "index.html 第2行无法套用（用到了没有的项）"),
        ("index.html", "一\n\n{% for %}", "index.html 第3行无法套用（标记"),
        ("district.html", "一\n{{ office\n", "district.html 第2行无法套用（标记"),
        ("index.html", "\n{% include 'other.html' %}", "index.html 第2行无法套用（引用了没有的模板文件"),
        ("base.html", "{{ office.__class__.__mro__ }}", "base.html 第1行无法套用"),
        ("index.html", "x\n{{ 1 / 0 }}", "index.html 第2行无法套用（标记不能执行"),
    ],
)
def test_a_broken_template_gives_its_file_and_line(name: str, text: str, said: str, tmp_path: Path) -> None:
    own = tmp_path / "dashboard"
    own.mkdir()
    (own / name).write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        write(small_round(tmp_path), tmp_path)
    assert said in str(caught.value)


def test_a_template_of_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "dashboard").mkdir()
    (tmp_path / "dashboard" / "index.html").write_bytes("江州".encode("gbk"))
    with pytest.raises(UserError, match="UTF-8"):
        write(small_round(tmp_path), tmp_path)


def test_the_library_is_the_one_that_is_written_down() -> None:
    listed = re.findall(r"^([0-9a-f]{64})  (\S+)$", (VENDOR / "README.md").read_text(encoding="utf-8"), re.M)
    sums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDOR.iterdir()}
    sums.pop("README.md")
    assert {name: value for value, name in listed} == sums
    assert b'"6.1.0"' in (VENDOR / "echarts.common.min.js").read_bytes()


@pytest.mark.parametrize("path", sorted(SCRIPTS.glob("*.js")), ids=lambda path: path.name)
def test_scripts_are_short_and_write_no_markup(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", text)
