"""The dashboard in a real Chromium, opened as a file: charts, filters, keyboard, hostile texts, phone, paper."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from crawler.browser import browser_path, unavailable
from reports.writers.dashboard import write
from tests.reports.dashboard_round import HOSTILE, city_round

pytestmark = pytest.mark.skipif(bool(unavailable()), reason=f"no browser: {unavailable()}")

OFFICE, PHONE = {"width": 1366, "height": 768}, {"width": 360, "height": 740}
_SCROLL_THROUGH = """
async () => {
  const wait = () => new Promise(done => setTimeout(done, 40));
  for (let y = 0; y < document.body.scrollHeight; y += 500) { scrollTo(0, y); await wait(); }
  scrollTo(0, 0);
}"""
# Of each text the contrast of its colour with what lies behind it; images behind texts are left out.
_CONTRASTS = """
() => {
  const parse = c => c.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = el => {
    for (let one = el; one; one = one.parentElement) {
      const style = getComputedStyle(one), back = parse(style.backgroundColor);
      if (style.backgroundImage.startsWith("linear-gradient")) return null;
      if (back.length < 4 || back[3] > 0.99) return back;
    }
    return [255, 255, 255];
  };
  const low = [];
  for (const el of document.querySelectorAll("body *")) {
    const own = [...el.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!own || !el.offsetWidth || el.closest(".unseen, :disabled")) continue;
    const back = behind(el);
    if (!back) continue;
    const [a, b] = [light(parse(getComputedStyle(el).color)), light(back)].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) low.push(el.tagName + "." + el.className + " " + el.textContent.slice(0, 20));
  }
  return low;
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    (index,) = write(city_round(1100), tmp_path_factory.mktemp("reports"))
    return index.parent


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    assert find_spec("playwright") is not None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """A page that notes what goes wrong in it; nothing may."""
    context = chromium.new_context(viewport=OFFICE)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda one: wrong.append(one.text) if one.type in ("error", "warning") else None)
    opened.on("pageerror", lambda one: wrong.append(str(one)))
    opened.on("dialog", lambda one: wrong.append(one.message))
    opened.on("request", lambda one: wrong.append(one.url) if not one.url.startswith("file:") else None)
    yield opened
    context.close()
    assert not wrong


def _open(page: Any, folder: Path, place: str = "index.html") -> None:
    page.goto((folder / "index.html").as_uri().removesuffix("index.html") + place)


def _shown(page: Any) -> list[str]:
    found: list[str] = page.locator("#rows tbody tr").all_inner_texts()
    return found


def test_charts_are_drawn_from_their_tables(page: Any, folder: Path, tmp_path: Path) -> None:
    _open(page, folder)
    page.evaluate(_SCROLL_THROUGH)
    shown = page.locator("figure.chart:visible")
    assert shown.count() == 9
    assert shown.locator("canvas").count() == 9
    assert all(page.evaluate("[...document.querySelectorAll('figure.chart')].map(f => f.getAttribute('aria-label'))"))
    # Tables that have a chart are folded; that of the ranking and the heat map stay.
    assert page.locator("#districts").is_hidden() and page.locator("#heat").is_visible()
    page.screenshot(path=tmp_path / "office.png", full_page=True)
    assert (tmp_path / "office.png").stat().st_size > 100_000


def test_trends_are_chosen(page: Any, folder: Path) -> None:
    _open(page, folder)
    page.get_by_role("button", name="无法核验占比（%）").click()
    assert page.locator(".trend:visible h3").all_inner_texts() == ["无法核验占比（%）"]
    page.wait_for_selector("[data-table='trend-unread'] canvas")


def test_filters_and_search(page: Any, folder: Path) -> None:
    _open(page, folder)
    assert len(_shown(page)) == 50
    page.select_option("[name=district]", "望湖区")
    page.select_option("[name=severity_words]", "重要")
    assert _shown(page) and all("望湖区" in row and "重要" in row for row in _shown(page))
    page.select_option("[name=state]", "已逾期")
    assert all("已逾期" in row for row in _shown(page))
    page.reload()
    assert all("望湖区" in row and "已逾期" in row for row in _shown(page)), "the address keeps the filters"
    page.get_by_role("button", name="清除筛选").click()
    page.fill("[name=text]", "f00000001 SCRIPT")
    page.get_by_text("找到1个属实问题。").wait_for()
    assert len(_shown(page)) == 1 and "链接失效" in _shown(page)[0]


def test_what_nobody_confirmed_has_a_tab_of_its_own(page: Any, folder: Path) -> None:
    _open(page, folder)
    assert not any("待核实" in row for row in _shown(page)) and page.locator("#waiting-remark").is_hidden()
    page.check("[name=sure][value=waiting]")
    assert _shown(page) and all("待核实" in row for row in _shown(page))
    assert page.locator("#waiting-remark").is_visible()


def test_pages_of_the_list(page: Any, folder: Path) -> None:
    _open(page, folder)
    first = _shown(page)
    page.get_by_role("button", name="下一页").click()
    assert not set(first) & set(_shown(page)) and "第2页" in page.inner_text("#page-of")
    page.get_by_role("button", name="末页").click()
    assert page.get_by_role("button", name="下一页").is_disabled()


def test_a_finding_opens_by_keyboard_and_leads_to_its_page(page: Any, folder: Path) -> None:
    _open(page, folder)
    page.locator("#rows .open-detail").first.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    assert dialog.is_visible() and "整改要求" in dialog.inner_text()
    page.keyboard.press("Escape")
    assert dialog.is_hidden()
    assert page.evaluate("document.activeElement.className") == "open-detail"
    page.keyboard.press("Enter")
    number = dialog.locator("dd").last.inner_text()
    page.get_by_role("link", name="本地详情页").click()
    page.wait_for_url(f"**/districts/*.html#{number}")
    assert page.locator(f"article[id='{number}']").is_visible()


def test_kinds_and_units_lead_to_their_findings(page: Any, folder: Path) -> None:
    _open(page, folder)
    page.locator("details:has(#kinds) summary").click()
    page.locator("#kinds tbody .open-detail").first.click()
    kind = page.locator("#kinds tbody th").first.inner_text()
    assert page.locator("[name=kind]").input_value() == kind
    assert all(kind in row for row in _shown(page))


def test_hostile_texts_stay_texts(page: Any, folder: Path) -> None:
    _open(page, folder)
    for text in HOSTILE:
        wanted = text.replace("\x00", "").replace("\x07", "")[:40]
        page.evaluate("text => { document.querySelector('[name=text]').value = text }", wanted)
        page.evaluate("document.querySelector('[name=text]').dispatchEvent(new Event('input'))")
        page.wait_for_timeout(250)
        if not any(sign in wanted for sign in "\u2028\u2029 "):
            assert len(_shown(page)) == 1, wanted
    assert page.locator("#rows img, #rows b, #rows script").count() == 0


@pytest.mark.parametrize("place", ["index.html", "districts/linjiang.html"])
def test_a_phone_shows_it_without_moving_sideways(place: str, page: Any, folder: Path, tmp_path: Path) -> None:
    page.set_viewport_size(PHONE)
    _open(page, folder, place)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.screenshot(path=tmp_path / "phone.png", full_page=True)


@pytest.mark.parametrize("place", ["index.html", "districts/linjiang.html"])
def test_texts_can_be_read(place: str, page: Any, folder: Path) -> None:
    _open(page, folder, place)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert page.evaluate(_CONTRASTS) == []


def test_paper_shows_charts_and_tables(page: Any, folder: Path) -> None:
    _open(page, folder)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    widths = page.evaluate("[...document.querySelectorAll('figure.chart canvas')].map(c => c.style.width)")
    assert set(widths) == {"660px"} and len(widths) == 11
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("#districts").is_hidden()


def test_without_scripts_all_tables_are_there(chromium: Any, folder: Path) -> None:
    context = chromium.new_context(viewport=OFFICE, java_script_enabled=False)
    page = context.new_page()
    _open(page, folder)
    for table in page.locator("table").all():
        assert table.is_visible()
    assert page.locator("figure:visible, form:visible").count() == 0
    page.get_by_role("link", name="临江区").last.click()
    assert page.locator("article").count() > 50
    context.close()
