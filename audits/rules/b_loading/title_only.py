"""B10: a page without a text that can be read, copied and searched."""

import re
from collections.abc import Iterator

from audits.case import Case
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from inspection.types.portal import Page

# A short text that sends the reader on: its target may hold the text, so the page is not said to have none.
# A list shows at least so many links; beside a text without words there are fewer.
_LIST_LINKS = 10
_ELSEWHERE = re.compile(r"附件|附表|附后|下载|点击|链接|视频|音频|原文|扫码|二维码|https?://|www\.")


@rule(
    "B10",
    name="只有标题或以图代文",
    severity=3,
    mode="A",
    subject="page",
    yields_to=("B04", "B05"),
    wordings={
        "title_only": Wording("《{title}》只有标题无正文", "请补充可复制、可检索的文字内容"),
        "picture": Wording("《{title}》以图片代替文字", "请补充可复制、可检索的文字内容"),
        "scan": Wording("《{title}》正文在附件中，附件为扫描件，没有文字版", "请补充可复制、可检索的文字内容"),
    },
)
def title_only(case: Case) -> Iterator[Answer]:
    """公开的信息有正文，正文是可复制、可检索的文字。

    为什么: 只有标题或图片，群众查不到、读不了、用不了。
    怎样整改: 补充文字正文；图片、扫描件另附文字版。
    依据: 中华人民共和国政府信息公开条例第二十四条；国办发〔2017〕47号。
    """
    for page in case.judged_pages():
        if page.note or not _has_data_of_its_own(page):
            continue
        if page.body_chars >= case.pack.body_text.min_chars:
            yield passed(page)
        elif page.attachments:
            yield _by_files(case, page)
        elif _ELSEWHERE.search(case.text_of(page)):
            yield unknown(page, "正文指向附件或者其他页面，未能读出")
        elif _may_be_column(case, page):
            yield unknown(page, "页面没有正文和发布日期，另列有多个链接，可能是栏目页")
        else:
            yield fail(page, "picture" if page.images else "title_only", title=case.title_of(page))


def _by_files(case: Case, page: Page) -> Answer:
    """A page whose text is in its files: they hold words, or all are pictures of paper."""
    files = case.attachments_of.get(page.url, ())
    if any(file.state == "ok" for file in files):
        return passed(page)
    if files and len(files) >= page.attachments and all(file.state == "scanned" for file in files):
        # what we read no words of may hold some under another encoding
        return fail(page, "scan", suspected=True, title=case.title_of(page))
    return unknown(page, "正文在附件中，附件文字尚未核验")


def _may_be_column(case: Case, page: Page) -> bool:
    """Whether a page without a word and a date of its own may be the list of another column that a row leads to."""
    facts = case.facts_of(page)
    stated = page.published is not None and page.sources.get("published") != "list"
    shown = [link for link in facts.links if not link.hidden] if facts else []
    return not page.body_chars and not stated and len(shown) >= _LIST_LINKS


def _has_data_of_its_own(page: Page) -> bool:
    """A title that stands on the page itself: one known only from the list may belong to an error page."""
    return bool(page.title) and page.sources.get("title") != "list"
