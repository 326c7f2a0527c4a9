"""What both families print around a text: head, navigation, breadcrumb, metadata block, footer; and plain answers."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timezone
from email.utils import format_datetime
from html import escape
from zlib import crc32

from demo.city import Doc, Place, Site
from demo.server import HTML, Answer

OUTSIDE = "http://news.jiangzhou.example"
PAD = "&ensp;"


def document_page(title: str, head: str, body: str, site: Site) -> str:
    """A whole page: the site's head, its body and its footer."""
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}</title>
<meta name="SiteName" content="{site.site_name}"><meta name="SiteDomain" content="www.{site.district}.example">
<meta name="SiteIDCode" content="{site.site_code}">
{head}</head>
<body>
{body}
<div class="footer"><p>主办单位：{site.name}人民政府办公室　承办单位：{site.name}数据局　联系电话：0999-8801234</p>
<p>网站标识码：{site.site_code}　<a href="https://beian.example/icp">江ICP备2026000{site.site_code[-4:]}号</a>
<a href="https://zfwzgl.example/find?site={site.site_code}">政府网站找错</a></p></div>
</body></html>
"""


def breadcrumb(links: Sequence[tuple[str, str]]) -> str:
    """您的位置: names and addresses from the top."""
    steps = " &gt; ".join(f'<a href="{url}">{escape(name)}</a>' for name, url in links)
    return f'<div class="position">您的位置：{steps}</div>'


def metadata_rows(site: Site, doc: Doc, place: Place) -> list[tuple[str, str]]:
    """The labels and values of the block above a text, empty where the page has no such value."""
    return [
        ("索引号", index_number(site, doc)), ("分类", place.name), ("发布机构", doc.publisher),
        ("成文日期", str(doc.signed) if doc.kind == "document" else ""), ("名称", doc.title),
        ("文号", doc.number or ""), ("发布日期", str(doc.published)), ("主题词", ""),
    ]  # fmt: skip


def metadata_table(rows: Sequence[tuple[str, str]]) -> str:
    """The block as most templates print it: two labels a row, padded with odd blanks."""
    cells = [f"<th>{_padded(label)}：</th><td>{escape(value)}</td>" for label, value in rows]
    lines = "".join(f"<tr>{''.join(cells[at : at + 2])}</tr>" for at in range(0, len(cells), 2))
    return f'<table class="xxgk-info">{lines}</table>'


def index_number(site: Site, doc: Doc) -> str:
    """Organisation code / year - serial."""
    return f"{site.organisation_code}/{doc.published.year}-{crc32(doc.title.encode()) % 100000:05d}"


def clock_of(doc: Doc) -> time:
    """The time of day at which a page went online."""
    seed = crc32(doc.title.encode())
    return time(9 + seed % 8, seed % 60)


def last_modified(day: date) -> Mapping[str, str]:
    """The header of a file that was written that day."""
    moment = datetime.combine(day, time(2, 0), tzinfo=timezone.utc)  # noqa: UP017  the word reads better than an alias
    return {"Last-Modified": format_datetime(moment, usegmt=True)}


def html_answer(text: str, day: date | None = None, encoding: str = "utf-8") -> Answer:
    """A page; one that is not UTF-8 is served without a charset in the header, as old servers do."""
    body = text if encoding == "utf-8" else text.replace('<meta charset="utf-8">', '<meta charset="gb2312">')
    kind = HTML if encoding == "utf-8" else "text/html"
    return Answer(200, body.encode(encoding), kind, last_modified(day) if day else {})


def moved(address: str) -> Answer:
    """A lasting redirect."""
    return Answer(301, headers={"Location": address})


def robots_txt(*closed: str) -> Answer:
    """robots.txt that closes these paths."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return Answer(200, ("\n".join(lines) + "\n").encode(), "text/plain")


def not_found() -> Answer:
    """What a web server says of an address that it does not know."""
    text = "<html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center></body></html>"
    return Answer(404, text.encode(), "text/html")


def server_error() -> Answer:
    """What a web server says when the system behind it fails."""
    text = "<html><head><title>500 Internal Server Error</title></head><body><h1>500</h1></body></html>"
    return Answer(500, text.encode(), "text/html")


def soft_not_found() -> Answer:
    """An error page that calls itself a success."""
    text = (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>您访问的页面不存在</title></head><body>'
        '<div class="error"><p>您访问的页面不存在或已被删除，5秒后返回首页。</p>'
        '<a href="/">返回首页</a></div></body></html>'
    )
    return Answer(200, text.encode())


def picture() -> Answer:
    """The smallest picture that is one."""
    gif = "47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b"
    return Answer(200, bytes.fromhex(gif), "image/gif")


def attachment() -> Answer:
    """A file; its bytes are not read by anybody yet."""
    return Answer(
        200, b"PK\x05\x06" + bytes(18), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )


def _padded(label: str) -> str:
    return PAD.join(label) if len(label) < 4 else label
