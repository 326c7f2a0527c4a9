"""A district on the provincial openness platform: an inline configuration, a JSON list interface, detail pages."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone
from html import escape
from typing import Any

from demo.city import Doc, Place, Site
from demo.page_frame import (
    OUTSIDE,
    attachment,
    breadcrumb,
    clock_of,
    document_page,
    html_answer,
    index_number,
    metadata_rows,
    metadata_table,
    moved,
    not_found,
    picture,
    robots_txt,
    soft_not_found,
)
from demo.page_text import attachment_path, body_html, related_html
from demo.server import Answer

PER_PAGE = 100
SID = "796103"
FIRST_POST = 1204301
FIRST_CATEGORY = 7201
OPENED = date(2026, 1, 5)
_CHINA = timezone(timedelta(hours=8))


class GkmlptPortal:
    """Answers every address of the platform for one site; `root` is the address it stands at, without a slash."""

    def __init__(self, site: Site, root: str) -> None:
        self.site, self.root = site, root
        self.categories = {FIRST_CATEGORY + order: place for order, (_, place) in enumerate(site.walk())}
        self.posts = {FIRST_POST + order: found for order, found in enumerate(site.docs())}
        self._category_of = {id(place): number for number, place in self.categories.items()}
        self._paths = {doc.title: _path(post) for post, (_, doc) in self.posts.items()}
        self._details = {_path(post): post for post in self.posts}

    def page_path(self, doc: Doc) -> str:
        """The path of a page's address."""
        return self._paths[doc.title]

    def answer(self, path: str, query: Mapping[str, str]) -> Answer:
        """What the platform says to one request."""
        if path in ("/", "/gkmlpt", "/gkmlpt/"):
            return Answer(302, headers={"Location": "/gkmlpt/index"})
        if path == "/robots.txt":
            barred = [number for number, place in self.categories.items() if place.barred]
            return robots_txt(*(f"/gkmlpt/api/all/{number}" for number in barred))
        if path == "/gkmlpt/index":
            return html_answer(self._index(), OPENED)
        if path.startswith("/gkmlpt/api/all/"):
            return self._list(path.rsplit("/", 1)[1], query)
        if path.startswith("/moved/"):
            return moved(path.removeprefix("/moved"))
        if path in self._details:
            return self._detail(self._details[path])
        if path.startswith("/images/"):
            return picture()
        return attachment() if path.startswith("/attachment/") else not_found()

    def _index(self) -> str:
        body = (
            '<div id="app"><div class="loading">正在加载……</div></div>'
            '<script src="/gkmlpt/gkml/pc/js/chunk-common.js"></script>'
        )
        return document_page(self.site.site_name, self._config(None), body, self.site)

    def _config(self, detail: dict[str, Any] | None) -> str:
        """The inline script: a JavaScript object whose TREE and DETAIL alone are JSON."""
        tree = json.dumps([self._node(place) for place in self.site.places], ensure_ascii=False)
        shown = f"DETAIL: {json.dumps(detail, ensure_ascii=False)},\n  " if detail else ""
        return (
            f"<script>\nwindow._CONFIG = {{\n  SITE_NAME: '{self.site.site_name}',\n  SID: '{SID}',\n"
            f"  SERVICE_AREA_ID: 61,\n  BASE_URL: '',\n  {shown}TREE: {tree},\n  IS_MOBILE: false\n}};\n</script>\n"
        )

    def _node(self, place: Place) -> dict[str, Any]:
        return {
            "id": self._category_of[id(place)], "name": place.name,
            "children": [self._node(child) for child in place.children], "jump_url": place.jump or "",
            "post_count": place.total,
        }  # fmt: skip

    def _list(self, category: str, query: Mapping[str, str]) -> Answer:
        """One page of a category; past the end an empty array, past what this deployment hands out a 404."""
        if query.get("sid") != SID:
            return _json({"errcode": 1, "errmessage": "sid 错误"})
        place = self.categories.get(int(category)) if category.isdigit() else None
        if place is None and category != "0":
            return not_found()
        docs = place.docs if place else tuple(doc for _, (_, doc) in self.posts.items())
        page = max(int(query.get("page", "1")), 1)
        if place and place.fails_from and page >= place.fails_from:
            return not_found()
        shown = docs[(page - 1) * PER_PAGE : page * PER_PAGE]
        total = place.total if place else len(docs)
        name = place.name if place else "全部"
        return _json({
            "classify": {"id": int(category), "name": name, "post_count": total}, "total": total,
            "articles": [self._article(post, path[-1], doc) for post, path, doc in self._posts_of(shown)],
        })  # fmt: skip

    def _posts_of(self, docs: tuple[Doc, ...]) -> list[tuple[int, tuple[Place, ...], Doc]]:
        numbers = {doc.title: (post, path) for post, (path, doc) in self.posts.items()}
        return [(numbers[doc.title][0], numbers[doc.title][1], doc) for doc in docs]

    def _article(self, post: int, place: Place, doc: Doc) -> dict[str, Any]:
        shown = _epoch(doc.published, clock_of(doc))
        address = self.root + (_path(post) if doc.served != "moved" else f"/moved{_path(post)}")
        outside = f"{OUTSIDE}/content/post_{post}.html"
        return {
            "id": post, "site": 6103, "service_area_id": 61, "category": self._category_of[id(place)], "isgkml": 1,
            "type": "file" if doc.number else "article", "post_type": "normal", "title": doc.title,
            "url": outside if doc.served == "elsewhere" else address,
            "post_url": outside if doc.served == "elsewhere" else address,
            "identifier": index_number(self.site, doc), "document_number": doc.number or "",
            "publisher": doc.publisher, "publisher_src": doc.publisher, "source": "本网",
            "date": _epoch(doc.signed, time(0)), "pub_time": str(doc.published), "create_time": shown - 600,
            "first_publish_time": shown, "publish_time": shown + 2, "display_publish_time": shown,
            "visible_publish_time": shown, "autopub_time": 0, "classify_main": 86, "classify_main_name": place.name,
            "classify_theme": 141, "classify_theme_name": "", "classify_genre": 149, "classify_genre_name": "",
            "abstract": "", "keywords": "", "json_ext": "[]", "cover": 0, "pub_pdf_url": "", "full_url": "",
            "related_posts": "", "created_at": f"{doc.published} {clock_of(doc):%H:%M:%S}", "is_expired": 0,
            "is_abolished": 0, "relation": "[]", "attachment": self._attached(post, doc),
        }  # fmt: skip

    def _attached(self, post: int, doc: Doc) -> list[dict[str, Any]]:
        if doc.kind != "attached":
            return []
        url = f"{self.root}{attachment_path(doc)}"
        return [{"id": post, "type": "docx", "mime": "application/msword", "size": "26624", "url": url}]

    def _detail(self, post: int) -> Answer:
        path, doc = self.posts[post]
        if doc.served in ("gone", "elsewhere"):
            return not_found()
        if doc.served == "soft_404":
            return soft_not_found()
        detail = self._article(post, path[-1], doc) | {
            "content": escape(body_html(doc, self.site.name) + related_html(doc, self._paths))
        }
        links = [("首页", "/"), (self.site.site_name, "/gkmlpt/index")]
        links += [(place.name, f"/gkmlpt/index#{self._category_of[id(place)]}") for place in path]
        body = (
            breadcrumb(links)
            + metadata_table(metadata_rows(self.site, doc, path[-1]))
            + f'<h1 class="title">{escape(doc.title)}</h1><div id="app"></div>'
        )
        return html_answer(document_page(f"{doc.title}-{self.site.site_name}", self._config(detail), body, self.site),
                           doc.published)  # fmt: skip


def _path(post: int) -> str:
    return f"/gkmlpt/content/{post // 1000000}/{post // 1000}/post_{post}.html"


def _epoch(day: date, at: time) -> int:
    return int(datetime.combine(day, at, tzinfo=_CHINA).timestamp())


def _json(value: dict[str, Any]) -> Answer:
    return Answer(200, json.dumps(value, ensure_ascii=False).encode(), "application/json; charset=utf-8")
