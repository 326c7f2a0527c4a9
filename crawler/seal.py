"""Whether an answer must not be kept: 秘密★、机密★、绝密★ or 内部资料 stands in the place of a classification mark."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from crawler.answers import Answer
from crawler.family import families
from crawler.reading.nature import is_classified
from crawler.reading.page import read_page
from crawler.reading.text import body_text
from crawler.requests import Wanted

_READABLE = ("text", "html", "json", "xml", "javascript")
# A sign as references and escapes write it: decimal, hexadecimal, UTF-8 in per cent.
_DENSE = re.compile(r"密|23494|5bc6|%e5%af%86", re.I)
_DENSE_ESCAPED = re.compile(r"23494|5bc6|%e5%af%86", re.I)
# The signs stand together, or markup, a reference, an escape or a placeholder follows the first: it may vanish.
_GRADE = re.compile(
    r"[秘机绝](?:\W*密|[^\w<&{$\\%]*[<&{$\\%])|31192|26426|32477|79d8|673a|7edd|%e7%a7%98|%e6%9c%ba|%e7%bb%9d", re.I
)
_INTERNAL = re.compile(r"内(?:\W*部|[^\w<&{$\\%]*[<&{$\\%])|20869|5185|%e5%86%85", re.I)
_NAMED = re.compile(r"(?P<grade>[绝机秘])\s*密|(?P<internal>内部(?:资料|文件|材料|参考))")
_DETAIL = "按涉密标志处理，未留存内容"
_ALONE = re.compile(r"[【\[（(]?(?:秘\s*密|机\s*密|绝\s*密)\s*[】\])）]?\s*[★☆]\s*(?:\d{1,2}\s*(?:年|个月)|长期)?")
_OF_FILE = re.compile(r"（([^（）]+)）$")
_TOLD = re.compile(rf"{_DETAIL}（(?P<kind>[^，（）]+)，(?P<place>[^，（）]+)）")


@dataclass(frozen=True)
class Mark:
    """A classification mark: its `kind` (绝密、机密、秘密、内部资料, 未辨明) and the `place` in which it stood."""

    kind: str
    place: str

    @property
    def detail(self) -> str:
        """How a failure tells it: nothing of what the paper is called or says."""
        return f"{_DETAIL}（{self.kind}，{self.place}）"


def mark_told(detail: str) -> Mark:
    """The mark that a failure's words tell of."""
    told = _TOLD.fullmatch(detail)
    return Mark(told["kind"], told["place"]) if told else Mark("未辨明", "未记录")


def must_be_sealed(answer: Answer, context: Mapping[str, Any]) -> bool:
    """Whether an answer carries a mark, as `mark_in`."""
    return mark_in(answer, context) is not None


def mark_in(answer: Answer, context: Mapping[str, Any]) -> Mark | None:
    """Looks at the page as it will be read (family and listed title are in the request's context), and at every line of
    it for a mark with its star: printed marks stand above the title, outside what is read as the text."""
    kind = (answer.content_type or "text").lower()
    title = str(context.get("title") or "")
    if not 200 <= answer.status < 300:
        return None
    if found := mark_in_title(title):
        return found
    if not any(name in kind for name in _READABLE) or not may_carry_mark(answer.text):
        return None
    family = families().get(str(context.get("family")))
    reading = read_page(
        answer.body,
        url=answer.url,
        content_type=answer.content_type,
        family_fields=family.details(answer, {}) if family else None,
        list_title=title or None,
    )
    lines = body_text(answer.tree).split("\n")
    starred = [line for line in lines if ("★" in line or "☆" in line) and is_classified(None, line)]
    if reading.state != "sealed" and not starred:
        return None
    return _mark(reading.title or "", starred or [line for line in lines if is_classified(None, line)])


def mark_in_list(answer: Answer) -> Mark | None:
    """The mark in a column's page, which may be a single paper: a line that is a mark with its star and nothing else.
    What lists merely name is no mark of theirs."""
    if not may_carry_mark(answer.text):
        return None
    lines = (line.strip() for line in body_text(answer.tree).split("\n") if "★" in line or "☆" in line)
    marked = next((line for line in lines if _ALONE.fullmatch(line)), None)
    return Mark(_kind(marked), "栏目页面") if marked else None


def mark_in_title(listed: str) -> Mark | None:
    """The mark in the title under which a list shows a page."""
    return Mark(_kind(listed), "列表标题") if is_classified(listed, "") else None


def mark_of_file(name: str, reason: str | None) -> Mark:
    """The mark of a file that was read as sealed: in its name, else where the reason for it tells the kind."""
    if is_classified(name, ""):
        return Mark(_kind(name), "附件名称")
    told = _OF_FILE.search(reason or "")
    return Mark(told[1] if told else "未辨明", "附件内")


def _mark(title: str, lines: Iterable[str]) -> Mark:
    if is_classified(title, ""):
        return Mark(_kind(title), "标题")
    return Mark(_kind(next(iter(lines), "")), "正文首部")


def _kind(text: str) -> str:
    found = _NAMED.search(text)
    if found is None:
        return "未辨明"
    return f"{found['grade']}密" if found["grade"] else found["internal"]


def is_file(answer: Answer, wanted: Wanted) -> bool:
    """Whether an answer is to be read as a file: some lists name a file where others name a page."""
    kind = (answer.content_type or "text").lower()
    return wanted.role == "attachment" or not any(name in kind for name in _READABLE)


def may_carry_mark(source: str) -> bool:
    """False for a source, markup and all, in which no words of a classification mark can be: most pages need not be
    read to know that. True promises nothing.
    """
    if _INTERNAL.search(source):
        return True
    if not _DENSE.search(source):
        return False
    return _GRADE.search(source) is not None or _DENSE_ESCAPED.search(source) is not None
