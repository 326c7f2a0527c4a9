"""Facts of a whole round: computed when pages are read, kept beside them, the same offline."""

from collections.abc import Iterator

import pytest

import crawler.replay
from crawler.replay import replay_round
from inspection.round_store import open_round
from inspection.types.page_facts import PageFacts
from inspection.types.portal import Incident, Page
from tests.crawler.portal_server import PortalServer, serve
from tests.crawler.portals_made import HOME, OPEN, put_static, static_page
from tests.crawler.rounds import Round, district, settings

ID = "990102199003070011"
WAY = [HOME, OPEN, ("重点领域", "/zwgk/zdly/"), ("财政预决算", "/zwgk/zdly/czyjs/")]
TEXT = (
    f"<p>临江区各有关单位：</p><p>根据《养老服务办法》（江政规〔2025〕3号），现将名单公布如下。当事人身份证号{ID}。</p>"
    "<p>本通知自2026年6月1日起执行，有效期三年。按步就班推进各项工作。</p><p><a href='t20260502_1002.html'>原文</a></p>"
    "<p>临江区民政局</p><p>2026年5月1日</p><p>（此件公开发布）</p>"
)


def _put(server: PortalServer) -> str:
    url = put_static(server)
    head = "<h1>关于第1号事项的通知</h1><div>发布时间：2026-05-01 来源：临江区民政局</div>"
    body = f"{head}<div class='TRS_Editor'>{TEXT}</div>"
    server.put("/zwgk/zdly/czyjs/202605/t20260501_1001.html", static_page("关于第1号事项的通知", WAY, body))
    secret = body.replace("<p>临江区各有关单位：", "<p>秘密★1年</p><p>临江区各有关单位：")
    server.put("/zwgk/zdly/czyjs/202605/t20260503_1003.html", static_page("关于第3号事项的通知", WAY, secret))
    return url


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Round]:
    with serve() as server:
        one = Round(tmp_path_factory.mktemp("round"), district(_put(server), family="static"), settings())
        with open_round(one.path) as store:
            store.set_fact("lexicon", [{"wrong": "按步就班", "right": "按部就班", "serious": False, "note": None}])
        one.crawl()
    yield one


def _again(one: Round) -> None:
    with open_round(one.path) as store:
        replay_round(store, one.folder, one.district, one.settings)


def test_every_page_that_may_be_judged_has_its_facts_and_no_other(crawled: Round) -> None:
    judged = {page.url for page in crawled.rows(Page) if page.state == "ok"}
    assert judged and {one.url for one in crawled.rows(PageFacts)} == judged
    assert any(page.state == "sealed" for page in crawled.rows(Page))


def test_facts_of_a_page(crawled: Round) -> None:
    facts = next(one for one in crawled.rows(PageFacts) if one.url.endswith("_1001.html"))
    assert [(hit.kind, hit.shown, hit.place) for hit in facts.personal] == [("id_number", "99*************011", "body")]
    assert facts.cited == ("江政规〔2025〕3号",) and facts.titles == ("养老服务办法",)
    assert [(term.years, str(term.ends)) for term in facts.terms] == [(3, "2029-05-31")]
    assert [label.text for label in facts.labels] == ["（此件公开发布）"]
    assert [hit.right for hit in facts.wrong_words] == ["按部就班"]
    assert [link.url.rpartition("/")[2] for link in facts.links if not link.around] == ["t20260502_1002.html"]
    assert facts.addressees and facts.signed and len(facts.text_hash) == 32 and facts.sketch and facts.sentences


def test_no_personal_number_is_kept_among_the_facts(crawled: Round) -> None:
    assert ID not in repr(crawled.rows(PageFacts))


def test_offline_gives_the_same_to_the_byte(crawled: Round) -> None:
    before = crawled.rows(PageFacts)
    _again(crawled)
    assert crawled.rows(PageFacts) == before


def test_what_breaks_the_facts_costs_the_facts_of_that_page_alone(
    crawled: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = crawler.replay.facts_of_page

    def broken(page: Page, *given: object) -> PageFacts:
        if page.url.endswith("_1002.html"):
            raise RecursionError("too deep")
        return sound(page, *given)  # type: ignore[arg-type]  # handed through

    pages, facts = crawled.rows(Page), crawled.rows(PageFacts)
    monkeypatch.setattr(crawler.replay, "facts_of_page", broken)
    _again(crawled)
    assert crawled.rows(Page) == pages
    assert [one for one in facts if not one.url.endswith("_1002.html")] == crawled.rows(PageFacts)
    told = [(one.kind, one.detail) for one in crawled.rows(Incident) if one.url.endswith("_1002.html")]
    assert told == [("facts", "页面结构异常，程序未能判读（RecursionError）")]
    monkeypatch.undo()
    _again(crawled)
    assert crawled.rows(PageFacts) == facts
