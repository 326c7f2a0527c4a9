"""Hostile pages made harmless, in a real Chromium with scripts on: nothing runs, nothing is asked for."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.browser import browser_path, unavailable
from reports.safe_page import document, safe_page
from tests.reports.hostile_pages import HOSTILE

_POKE = """() => [...document.querySelectorAll("*")].slice(0, 300).forEach(one =>
  ["click", "mouseover", "focus", "toggle", "submit"].forEach(name => one.dispatchEvent(new Event(name))))"""
pytestmark = pytest.mark.skipif(bool(unavailable()), reason=f"no browser: {unavailable()}")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def context(chromium: Any) -> Iterator[Any]:
    opened = chromium.new_context(viewport={"width": 1100, "height": 800})
    yield opened
    opened.close()


def _look(context: Any, path: Path, text: str, *, poke: bool = True) -> tuple[list[str], Any, str]:
    """What a page asked for beside itself, what ran in it, what is seen of it."""
    path.write_text(text, encoding="utf-8", errors="replace")
    from playwright.sync_api import Error

    asked: list[str] = []
    page = context.new_page()
    page.on("request", lambda one: asked.append(one.url))
    page.on("dialog", lambda one: asked.append(f"dialog {one.message}"))
    page.on("popup", lambda one: asked.append(f"popup {one.url}"))
    page.goto(path.as_uri(), wait_until="load")
    if poke:
        page.evaluate(_POKE)
    page.wait_for_timeout(20)
    try:
        ran, seen = page.evaluate("() => [window.ran, document.body.innerText]")
    except Error as error:  # it went elsewhere meanwhile
        ran, seen = str(error), ""
    page.close()
    return [url for url in asked if url != path.as_uri()], ran, "".join(str(seen).split())


@pytest.mark.parametrize("name", ["script", "picture", "svg", "style that breaks out", "frames", "data block"])
def test_the_corpus_bites_where_it_is_not_made_harmless(context: Any, tmp_path: Path, name: str) -> None:
    """A corpus of which nothing would run proves nothing. What scripts alone would show is the one that does not."""
    asked, ran, _ = _look(context, tmp_path / "raw.html", f"<meta charset=utf-8>{HOSTILE[name]}", poke=False)
    assert bool(asked or ran) == (name != "data block")


@pytest.mark.parametrize("policy", [True, False], ids=["with policy", "without policy"])
def test_nothing_runs_and_nothing_is_asked_for(context: Any, tmp_path: Path, policy: bool) -> None:
    pages = [safe_page(html, base="http://probe.example/") for html in HOSTILE.values()]
    text = document("留痕", "".join(f"<div>{page.html}</div>\n" for page in pages))
    if not policy:  # the policy is a second wall: the first must hold without it
        text = text.replace('http-equiv="Content-Security-Policy"', 'name="none"')
    asked, ran, seen = _look(context, tmp_path / "safe.html", text)
    assert not asked
    assert ran is None
    assert seen.count("正文") >= sum(not page.cut for page in pages)
