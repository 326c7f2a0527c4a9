"""What a document's page says, as HTML that the families put into their own frames."""

from html import escape

from demo.simulator.names import TITLE
from demo.simulator.site import Document, Site


def body_html(document: Document, files: list[tuple[str, str]]) -> str:
    """The text under the title, with the links to its `files` (name, address)."""
    attached = [f'<p>附件：<a href="{url}">{escape(name)}</a></p>' for name, url in files]
    if document.text is not None:
        return document.text + "".join(attached)
    column = document.column
    lines = [f"<p>{column.path[-2]}工作各相关单位：</p>"]
    lines.append(
        f"<p>\u3000\u3000现将{escape(document.title)}的有关内容公布如下，编号{document.index_number}，供公众查阅。</p>"
    )
    for number, measure in zip("一二三", document.measures, strict=True):
        lines.append(
            f"<p>\u3000\u3000{number}、{measure}。由{document.publisher}负责，各镇街指定一名联络员，于每月"
            f"{document.number % 20 + 5}日前梳理一次{column.path[-2]}工作的办理情况。</p>"
        )
    lines.append(f'<p style="text-align:right">{document.publisher}</p>')
    day = document.written or document.published
    # Editors paste from word processors, which cut a date into pieces.
    lines.append(
        f'<p style="text-align:right"><span>{day.year}</span><span>年{day.month}</span>月<span>{day.day}日</span></p>'
    )
    if document.label:
        lines.append(f"<p>\u3000\u3000{document.label}</p>")
    return "".join([*lines, *attached])


def note_html(column_name: str) -> str:
    """A note of explanation in place of an empty list."""
    return (
        f"<p>\u3000\u3000情况说明：截至目前，本单位未发生“{column_name}”相关业务，本栏目暂无应公开的信息。"
        "今后发生相关业务的，将及时在本栏目公开。特此说明。</p>"
    )


def metas(site: Site, document: Document) -> str:
    """The standard meta tags of an article."""
    rows = (
        ("ArticleTitle", document.title), ("PubDate", f"{document.published} {document.clock}"),
        ("ContentSource", document.publisher), ("ColumnName", document.column.name), ("Author", ""), ("Keywords", ""),
    )  # fmt: skip
    return "".join(f'<meta name="{name}" content="{escape(value)}">\n' for name, value in rows) + site_metas(site)


def site_metas(site: Site) -> str:
    """The standard meta tags of the site."""
    return (
        f'<meta name="SiteName" content="{site.name}门户网站">\n<meta name="SiteDomain" '
        f'content="www.linjiang.example">\n'
        f'<meta name="SiteIDCode" content="{site.code}">\n'
    )


def metadata(document: Document) -> list[tuple[str, str]]:
    """Labels and values of the block above a text, in the usual order."""
    return [
        ("索引号", document.index_number), ("分类", document.column.name), ("发布机构", document.publisher),
        ("成文日期", str(document.written or "")), ("名称", document.title), ("文号", document.doc_number or ""),
        ("发布日期", str(document.published)), ("主题词", ""),
        *document.header,
    ]  # fmt: skip


def metadata_table(rows: list[tuple[str, str]], pad: str = "&ensp;") -> str:
    """Two labels a row, padded with odd blanks."""
    cells = [f"<th>{_padded(name, pad)}：</th><td>{escape(value)}</td>" for name, value in rows]
    lines = "".join(f"<tr>{''.join(cells[at : at + 2])}</tr>" for at in range(0, len(cells), 2))
    return f'<table class="xxgk-info">{lines}</table>'


def footer() -> str:
    """What stands under every page."""
    return (
        f'<div class="footer"><p>主办：{TITLE}办公室　承办：临江区数据局　联系电话：0999-8801234</p>'
        '<p>网站标识码：9901060031　<a href="https://beian.example/icp">江ICP备2026000031号</a></p></div>'
    )


def frame(title: str, head: str, body: str) -> str:
    """A whole HTML page in UTF-8."""
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">\n<title>{escape(title)}'
        f"</title>\n{head}</head>\n"
        f"<body>\n{body}\n{footer()}\n</body></html>\n"
    )


def crumbs(links: list[tuple[str, str]]) -> str:
    """当前位置: names and addresses from the top."""
    way = " &gt; ".join(f'<a href="{url}">{escape(name)}</a>' for name, url in links)
    return f'<div class="position">当前位置：{way}</div>'


def _padded(label: str, pad: str) -> str:
    return pad.join(label) if len(label) < 4 else label
