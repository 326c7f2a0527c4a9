"""Lists that only scripts fill, as a real Chromium shows them.

The browser has no network of its own: every request that a page makes is handed back and fetched like all others of
the round, politely, within the office's limits and on permitted hosts only. So what it saw can be proven as well.
"""

import asyncio
import hashlib
import os
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from crawler.answers import Answer, answer_of, decompressed
from crawler.evidence import Received
from crawler.manners import Refusal
from crawler.requests import Wanted, authority, normalised
from crawler.structure.look import look

Fetch = Callable[[Wanted], Awaitable[Received | Refusal]]

PAST_END = Refusal("past_end", "没有下一页")
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_USUAL_PLACES = (
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    "C:/Program Files/Microsoft/Edge/Application/msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
_FLAGS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions", "--disable-dev-shm-usage",
    # Whatever slips past the requests that are handed back finds no host to connect to.
    "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9", "--proxy-bypass-list=<-loopback>",
)  # fmt: skip
# What a reader looks at and a list does not need.
_NEEDLESS = frozenset({"image", "media", "font", "texttrack", "manifest", "other", "ping"})
# What can bring a list's rows.
_NEEDED = frozenset({"xhr", "fetch", "document", "script"})
_HTML = "text/html; charset=utf-8"
_HOP_BY_HOP = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive"})
_QUIET = 0.6
_MOST_REQUESTS = 60

_FIND_NEXT = """() => {
  const wanted = /^[\\s>›»]*(?:下一?页|后一页|下页|next)[\\s>›»]*$|^[>›»]$/i;
  const off = /disabled|unable|gray|grey|noclick|no-drop/i;
  for (const one of document.querySelectorAll("a, button, li, span, div, i, input")) {
    const text = (one.innerText || one.value || one.title || one.getAttribute("aria-label") || "").trim();
    const called = /\\b(?:btn-)?next(?:-page)?\\b/i.test(one.className || "");
    const named = wanted.test(text) || (text.length < 3 && called);
    if (!named || [...one.children].some(child => wanted.test((child.innerText || "").trim()))) continue;
    const box = one.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    const around = [one, one.parentElement].filter(Boolean);
    if (around.some(el => off.test(el.className || "") || el.disabled || el.getAttribute("aria-disabled") === "true"))
      return null;
    one.setAttribute("data-xuncha-next", "1");
    return "[data-xuncha-next]";
  }
  return null;
}"""
_FORGET_NEXT = (
    '() => document.querySelectorAll("[data-xuncha-next]").forEach(e => e.removeAttribute("data-xuncha-next"))'
)


def unavailable() -> str:
    """In Chinese why no browser can be used; '' where one can."""
    if find_spec("playwright") is None:
        return "没有安装浏览器组件（pip install 'xuncha[browser]'）"
    return "" if browser_path() else "没有找到 Chromium、Chrome 或 Edge 浏览器"


def browser_path() -> str | None:
    """The browser on this machine: the one that XUNCHA_BROWSER names, else one of the usual ones."""
    given = os.environ.get("XUNCHA_BROWSER")
    if given:
        return given if Path(given).exists() else None
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return found or next((place for place in _USUAL_PLACES if Path(place).exists()), None)


@dataclass(frozen=True)
class Shown:
    """A page as the browser showed it: its address in the end, and its document as HTML."""

    url: str
    html: bytes


@dataclass
class _Opened:
    """The page that is open: which request it answers, how often its next control was used, what runs. `failed` says
    what makes it unreadable, `lacking` what it asked for and did not get: with it a page without rows proves nothing.
    """

    url: str
    page: Any
    number: int = 1
    running: int = 0
    asked: int = 0
    last_change: float = 0.0
    failed: list[str] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)


class Browser:
    """One browser for one crawl, started with the first page that needs it. `fetch` makes its requests, `permits` says
    which addresses may be asked at all; `patience` is the longest time in seconds that a page may take to fill."""

    def __init__(self, fetch: Fetch, permits: Callable[[str], bool], user_agent: str, patience: float) -> None:
        self._fetch = fetch
        self._permits = permits
        self._user_agent = user_agent
        self._patience = patience
        self._playwright: Any = None
        self._browser: Any = None
        self._opened: _Opened | None = None
        self._one_at_a_time = asyncio.Lock()

    async def show(self, wanted: Wanted) -> Shown | Refusal:
        """The page, after its control for the next page was used `wanted.rendered` - 1 times.

        A refusal of kind `past_end` says that there is no such page, one of kind `browser` that it cannot be shown.
        """
        from playwright.async_api import Error

        missing = unavailable()
        if missing:
            return Refusal("browser", missing)
        try:
            await self._start()
            opened = await self._at(wanted)
            if isinstance(opened, Refusal):
                return opened
            there = True
            while there and opened.number < wanted.rendered:
                there = await self._go_on(opened)
            if opened.failed:
                await self._leave()
                return Refusal("browser", f"页面的数据没有取到（{opened.failed[0]}）")
            if not there:
                return PAST_END
            made = Shown(normalised(opened.page.url), (await opened.page.content()).encode("utf-8", "replace"))
            if opened.lacking and look(answer_of(made.url, made.html, content_type=_HTML)).main is None:
                await self._leave()
                return Refusal("browser", f"页面没有条目，其数据没有取到（{opened.lacking[0]}）")
            return made
        except (Error, ValueError) as error:
            await self._leave()
            return Refusal("browser", f"浏览器未能显示页面（{str(error).splitlines()[0][:120]}）")

    async def close(self) -> None:
        """Ends the browser, where it was started."""
        await self._leave()
        if self._browser is not None:
            await self._browser.close()
            await self._playwright.stop()
            self._browser = self._playwright = None

    async def _start(self) -> None:
        from playwright.async_api import async_playwright

        if self._browser is None:
            self._playwright = await async_playwright().start()
            flags = [*_FLAGS, *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])]
            self._browser = await self._playwright.chromium.launch(
                executable_path=browser_path(), headless=True, args=flags, handle_sigint=False, handle_sigterm=False
            )

    async def _at(self, wanted: Wanted) -> _Opened | Refusal:
        """The page that is open already where it stands before the one that is wanted, else opened anew."""
        there = self._opened
        if there is not None and there.url == wanted.url and there.number <= wanted.rendered:
            return there
        return await self._open(wanted)

    async def _open(self, wanted: Wanted) -> _Opened | Refusal:
        await self._leave()
        context = await self._browser.new_context(
            user_agent=self._user_agent, locale="zh-CN", timezone_id="Asia/Shanghai", accept_downloads=False,
            service_workers="block", viewport={"width": 1366, "height": 4000},
        )  # fmt: skip
        page = await context.new_page()
        opened = _Opened(wanted.url, page)
        page.on("dialog", lambda dialog: asyncio.ensure_future(dialog.dismiss()))
        page.on("popup", lambda popup: asyncio.ensure_future(popup.close()))
        await context.route("**/*", lambda route: self._hand_back(route, opened))
        await context.route_web_socket("**/*", lambda socket: socket.close())
        self._opened = opened
        came = await page.goto(wanted.url, wait_until="domcontentloaded", timeout=self._patience * 1000)
        if came is None or came.status >= 400:
            await self._leave()
            return Refusal("browser", f"页面返回 {came.status if came else '空白'}")
        await self._settle(opened)
        return opened

    async def _hand_back(self, route: Any, opened: _Opened) -> None:
        """Answers one request of a page through the crawl's own fetching."""
        from playwright.async_api import Error

        request = route.request
        known = request.resource_type not in _NEEDLESS and request.url.startswith(("http://", "https://"))
        opened.asked += 1
        if not known or not self._permits(request.url) or opened.asked > _MOST_REQUESTS:
            if request.resource_type in _NEEDED and known:
                there = "请求过多" if self._permits(request.url) else f"{authority(request.url)} 不在采集范围内"
                opened.lacking.append(there)
            await route.abort()
            return
        opened.running += 1
        opened.last_change = asyncio.get_running_loop().time()
        try:
            await self._answer(route, request, opened)
        except Error:
            opened.failed.append("页面已关闭")
        finally:
            opened.running -= 1
            opened.last_change = asyncio.get_running_loop().time()

    async def _answer(self, route: Any, request: Any, opened: _Opened) -> None:
        data = request.resource_type in ("xhr", "fetch", "document")
        sent = {name: value for name, value in request.headers.items() if name in ("content-type", "x-requested-with")}
        wanted = Wanted(
            normalised(request.url),
            "list",
            request.method,
            request.post_data or "",
            (*sent.items(), ("Referer", opened.url)),
        )
        async with self._one_at_a_time:
            came = await self._fetch(wanted)
        if isinstance(came, Refusal):
            if data:
                opened.failed.append(came.detail)
            await route.abort()
            return
        # What is not there was no part of the list; a list that could not be had leaves its page without rows.
        if data and came.status not in (404, 410) and came.status >= 400:
            opened.failed.append(f"{came.url} 返回 {came.status}")
        headers = {name: value for name, value in came.headers if name.lower() not in _HOP_BY_HOP}
        encoding = came.header("Content-Encoding")
        told = Answer(came.url, came.url, came.status, came.header("Content-Type"), lambda: (came.body, encoding))
        if data and 200 <= came.status < 300 and told.verdict in ("failed", "protected", "login"):
            opened.lacking.append(f"{came.url} {told.trouble}")
        body = decompressed(came.body, encoding)
        await route.fulfill(status=came.status, headers=headers, body=body)

    async def _settle(self, opened: _Opened) -> None:
        """Waits until nothing has been under way for a moment and the document stays as it is, or patience ends."""
        loop = asyncio.get_running_loop()
        end = loop.time() + self._patience
        shape = ""
        while loop.time() < end:
            await asyncio.sleep(_QUIET / 2)
            found = await _shape(opened.page)
            quiet = opened.running == 0 and loop.time() - opened.last_change >= _QUIET
            if quiet and found == shape:
                return
            shape = found
        if opened.running:
            opened.failed.append("页面迟迟没有加载完")

    async def _go_on(self, opened: _Opened) -> bool:
        """Uses the page's own control for the next page; False where there is none or nothing changed by it."""
        target = await opened.page.evaluate(_FIND_NEXT)
        if target is None:
            return False
        before, opened.asked = await _shape(opened.page), 0
        await opened.page.click(target, timeout=self._patience * 1000, force=True)
        await self._settle(opened)
        await opened.page.evaluate(_FORGET_NEXT)
        if await _shape(opened.page) == before:
            return False
        opened.number += 1
        return True

    async def _leave(self) -> None:
        if self._opened is not None:
            opened, self._opened = self._opened, None
            await opened.page.context.close()


async def _shape(page: Any) -> str:
    text = await page.evaluate("() => document.body ? document.body.innerText : ''")
    return hashlib.sha256(str(text).encode()).hexdigest()
