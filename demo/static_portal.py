"""A district on static pages: columns as folders, lists of dated links with numbered pages, articles as files."""

from collections.abc import Mapping
from html import escape

from demo.city import Doc, Place, Site
from demo.page_frame import (
    OUTSIDE,
    attachment,
    breadcrumb,
    clock_of,
    document_page,
    html_answer,
    index_number,
    metadata_table,
    moved,
    not_found,
    picture,
    robots_txt,
    server_error,
    soft_not_found,
)
from demo.page_text import body_html, related_html
from demo.server import Answer

PER_PAGE = 20
OPENNESS = "/zwgk/"
SERVICES = "http://zwfw.jiangzhou.example/"
_FIRST_ARTICLE = 618200
_CUT = 30


class StaticPortal:
    """Answers every address of one site; `root` is the address it stands at, without a slash."""

    def __init__(self, site: Site, root: str) -> None:
        self.site, self.root = site, root
        self.columns: dict[str, tuple[Place, ...]] = {}
        for above, place in site.walk():
            path = (*above, place)
            self.columns[OPENNESS + "".join(f"{step.slug}/" for step in path)] = path
        self._column_of = {id(path[-1]): url for url, path in self.columns.items()}
        self.articles: dict[str, tuple[tuple[Place, ...], Doc]] = {}
        self._paths: dict[str, str] = {}
        for order, (places, doc) in enumerate(site.docs()):
            if places[-1].single:
                address = self._column_of[id(places[-1])] + "index.html"
            else:
                name = f"{doc.published:%Y%m}/t{doc.published:%Y%m%d}_{_FIRST_ARTICLE + order}.html"
                address = self._column_of[id(places[-1])] + name
            self.articles[address] = (places, doc)
            self._paths[doc.title] = address

    def page_path(self, doc: Doc) -> str:
        """The path of a page's address."""
        return self._paths[doc.title]

    def answer(self, path: str, _query: Mapping[str, str]) -> Answer:
        """What the server says to one request."""
        if path == "/robots.txt":
            return robots_txt(*(url for url, places in self.columns.items() if places[-1].barred))
        if path in ("/", "/index.html"):
            return html_answer(self._home())
        if path.startswith("/moved/"):
            return moved(path.removeprefix("/moved"))
        if path in self.articles:
            return self._article(path)
        if path.startswith("/images/"):
            return picture()
        if path.startswith("/attachment/"):
            return attachment()
        folder, _, name = path.rpartition("/")
        if path.rstrip("/") == OPENNESS.rstrip("/") and not name.endswith(".html"):
            return moved(f"{OPENNESS}index.html")
        if f"{folder}/" == OPENNESS and name == "index.html":
            return html_answer(self._node(()))
        places = self.columns.get(f"{folder}/")
        return self._column(places, name) if places else not_found()

    def _column(self, places: tuple[Place, ...], name: str) -> Answer:
        place = places[-1]
        if name == "":
            return moved(f"{self._column_of[id(place)]}index.html")
        pages = max(-(-len(place.docs) // PER_PAGE), 1)
        numbers = {"index.html": 1} | {f"index_{page - 1}.html": page for page in range(2, pages + 1)}
        page = numbers.get(name)
        if page is None:
            return not_found()
        if place.fails_from and page >= place.fails_from:
            return server_error()
        if place.children:
            return html_answer(self._node(places))
        newest = max((doc.published for doc in place.docs), default=None)
        return html_answer(self._list(places, page, pages), newest)

    def _home(self) -> str:
        """The front page: navigation and one box a column, without a list of its own."""
        boxes = "".join(
            f'<li><a href="{self._entrance(place)}">{place.name}</a></li>' for place in self.site.places
        )  # fmt: skip
        body = f'{_navigation()}<div class="entrances"><h2>政务公开</h2><ul>{boxes}</ul></div>'
        return document_page(self.site.site_name, "", body, self.site)

    def _node(self, places: tuple[Place, ...]) -> str:
        """A column that only leads to its children."""
        children = places[-1].children if places else self.site.places
        name = places[-1].name if places else "政务公开"
        links = "".join(f'<li><a href="{self._entrance(child)}">{child.name}</a></li>' for child in children)
        main = f'<div class="sub-columns"><h2>{name}</h2><ul>{links}</ul></div>'
        return self._framed(name, places, _column_head(name, "政府信息公开"), main)

    def _list(self, places: tuple[Place, ...], page: int, pages: int) -> str:
        place = places[-1]
        docs = place.docs[(page - 1) * PER_PAGE : page * PER_PAGE]
        rows = "".join(self._row(doc) for doc in docs)
        main = f'<h2 class="column-name">{place.name}</h2><ul class="news-list">{rows}</ul>'
        if place.note:
            main += f'<div class="column-note"><p>\u3000\u3000{place.note}</p></div>'
        elif not docs:
            main += '<p class="empty">暂无内容</p>'
        else:
            main += _pager(page, pages, numbered=place.slug != "tzgg")
        kind = "工作动态" if place.slug == "dtyw" else "政府信息公开"
        return self._framed(place.name, places, _column_head(place.name, kind), main)

    def _row(self, doc: Doc) -> str:
        path = self._paths[doc.title]
        address = {"elsewhere": f"{OUTSIDE}{path}", "moved": f"/moved{path}"}.get(doc.served, path)
        shown = doc.title if len(doc.title) <= _CUT else doc.title[: _CUT - 2] + "…"
        return (
            f'<li><a href="{address}" title="{escape(doc.title)}" target="_blank">{escape(shown)}</a>'
            f'<span class="date">{doc.published}</span></li>\n'
        )

    def _article(self, path: str) -> Answer:
        places, doc = self.articles[path]
        if doc.served in ("gone", "elsewhere"):
            return not_found()
        if doc.served == "soft_404":
            return soft_not_found()
        stamp = f"{doc.published} {clock_of(doc):%H:%M}"
        metas = {
            "ArticleTitle": doc.title, "PubDate": stamp, "ContentSource": doc.publisher, "ColumnName": places[-1].name,
            "ColumnType": "政府信息公开", "Keywords": "", "Author": doc.publisher, "Description": "",
            "Url": f"{self.root}{path}",
        }  # fmt: skip
        head = "".join(f'<meta name="{name}" content="{escape(value)}">\n' for name, value in metas.items())
        block = metadata_table(self._rows(doc, places[-1])) if doc.kind == "document" else ""
        main = (
            f'{block}<div class="article"><h1 class="article-title">{escape(doc.title)}</h1>'
            f'<div class="article-info">发布时间：{stamp}　来源：{doc.publisher}　'
            '浏览次数：<span id="hits"></span></div>'
            f'<div class="TRS_Editor">{body_html(doc, self.site.name)}</div></div>{related_html(doc, self._paths)}'
        )
        text = self._framed(f"{doc.title}_{self.site.site_name}", places, head, main)
        return html_answer(text, doc.published, "gb18030" if doc.served == "gb18030" else "utf-8")

    def _rows(self, doc: Doc, place: Place) -> list[tuple[str, str]]:
        return [
            ("索引号", index_number(self.site, doc)), ("信息分类", place.name), ("发文机关", doc.publisher),
            ("成文日期", str(doc.signed)), ("标题", doc.title), ("发文字号", doc.number or ""),
            ("发布日期", str(doc.published)), ("有效性", "有效"),
        ]  # fmt: skip

    def _framed(self, title: str, places: tuple[Place, ...], head: str, main: str) -> str:
        links = [("首页", "/index.html"), ("政务公开", f"{OPENNESS}index.html")]
        links += [(place.name, f"{self._column_of[id(place)]}index.html") for place in places]
        menu = f'<div class="side-menu"><ul>{self._menu(self.site.places)}</ul></div>'
        body = f'{_navigation()}{breadcrumb(links)}{menu}<div class="main">{main}</div>'
        return document_page(title, head, body, self.site)

    def _menu(self, places: tuple[Place, ...]) -> str:
        items = []
        for place in places:
            below = f"<ul>{self._menu(place.children)}</ul>" if place.children else ""
            items.append(f'<li><a href="{self._entrance(place)}">{place.name}</a>{below}</li>')
        return "\n".join(items)

    def _entrance(self, place: Place) -> str:
        return place.jump or f"{self._column_of[id(place)]}index.html"


def _navigation() -> str:
    names = (
        ("首页", "/index.html"), ("政务公开", f"{OPENNESS}index.html"), ("政务服务", SERVICES),
        ("互动交流", f"{SERVICES}letters/"),
    )  # fmt: skip
    return (
        '<div class="nav"><ul>' + "".join(f'<li><a href="{url}">{name}</a></li>' for name, url in names) + "</ul></div>"
    )


def _column_head(name: str, kind: str) -> str:
    return f'<meta name="ColumnName" content="{name}">\n<meta name="ColumnType" content="{kind}">\n'


def _pager(page: int, pages: int, *, numbered: bool) -> str:
    """The pager by script, as the publishing system writes it, or as plain links."""
    if numbered:
        return f'<div class="page"><script>createPageHTML({pages}, {page - 1}, "index", "html");</script></div>'
    names = ["index.html", *(f"index_{number}.html" for number in range(1, pages))]
    links = [("首页", names[0]), ("上一页", names[max(page - 2, 0)])]
    links += [(str(number), name) for number, name in enumerate(names, start=1)]
    links += [("下一页", names[min(page, pages - 1)]), ("尾页", names[-1])]
    return (
        '<div class="page">'
        + "".join(f'<a href="{url}">{text}</a>' for text, url in links)
        + f"<span>共{pages}页</span></div>"
    )
