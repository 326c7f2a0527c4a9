"""Pictures of pages of ours, by an installed Chromium (extra `browser`) that runs no script and has no network."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from crawler.browser import browser_path, unavailable
from inspection.errors import UserError

# Whatever a page might still ask for finds neither a host nor a way out.
_FLAGS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions", "--disable-dev-shm-usage",
    "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
)  # fmt: skip
WIDTH = 1100
# Chromium draws no picture that is longer.
LONGEST = 12_000
_PATIENCE = 20_000.0


def why_none() -> str:
    """In Chinese why no pictures can be taken; '' where they can."""
    return unavailable()


def pictures(documents: Mapping[str, str]) -> Iterator[tuple[str, bytes, bool]]:
    """A PNG of each document under its name, and whether it is all of it. Raises UserError where the browser fails."""
    from playwright.sync_api import Error, Route, sync_playwright

    with TemporaryDirectory(prefix="xuncha-") as folder:
        page_file = Path(folder) / "page.html"
        only = page_file.as_uri()

        def guard(route: Route) -> None:
            if route.request.url == only:
                route.continue_()
            else:
                route.abort()

        try:
            with sync_playwright() as playwright:
                flags = [*_FLAGS, *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])]
                browser = playwright.chromium.launch(executable_path=browser_path(), headless=True, args=flags)
                context = browser.new_context(
                    java_script_enabled=False, offline=True, accept_downloads=False, service_workers="block",
                    locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": WIDTH, "height": 800},
                )  # fmt: skip
                context.route("**/*", guard)
                page = context.new_page()
                for name, text in documents.items():
                    page_file.write_text(text, encoding="utf-8")
                    page.goto(only, wait_until="load", timeout=_PATIENCE)
                    height = int(page.evaluate("() => document.documentElement.scrollHeight"))
                    clip = {"x": 0, "y": 0, "width": WIDTH, "height": min(height, LONGEST)}
                    picture = page.screenshot(full_page=True, clip=clip, animations="disabled", timeout=_PATIENCE)  # type: ignore[arg-type]  # a mapping of its own type
                    yield name, picture, height <= LONGEST
                browser.close()
        except Error as error:
            raise UserError(
                f"浏览器未能截图（{str(error).splitlines()[0][:120]}），请加 --no-pictures 再运行。"
            ) from error
