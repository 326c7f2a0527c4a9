"""Whether an answer must not be kept: 秘密★、机密★、绝密★ or 内部资料 stands in the place of a classification mark."""

import re
from collections.abc import Mapping
from typing import Any

from crawler.answers import Answer
from crawler.family import families
from crawler.reading.nature import is_classified
from crawler.reading.page import read_page
from crawler.reading.text import body_text

_READABLE = ("text", "html", "json", "xml", "javascript")
# A sign as references and escapes write it: decimal, hexadecimal, UTF-8 in per cent.
_DENSE = re.compile(r"密|23494|5bc6|%e5%af%86", re.I)
_DENSE_ESCAPED = re.compile(r"23494|5bc6|%e5%af%86", re.I)
# The signs stand together, or markup, a reference, an escape or a placeholder follows the first: it may vanish.
_GRADE = re.compile(
    r"[秘机绝](?:\W*密|[^\w<&{$\\%]*[<&{$\\%])|31192|26426|32477|79d8|673a|7edd|%e7%a7%98|%e6%9c%ba|%e7%bb%9d", re.I
)
_INTERNAL = re.compile(r"内(?:\W*部|[^\w<&{$\\%]*[<&{$\\%])|20869|5185|%e5%86%85", re.I)


def must_be_sealed(answer: Answer, context: Mapping[str, Any]) -> bool:
    """Looks at the page as it will be read (family and listed title are in the request's context), and at every line of
    it for a mark with its star: printed marks stand above the title, outside what is read as the text."""
    kind = (answer.content_type or "text").lower()
    if not 200 <= answer.status < 300 or not any(name in kind for name in _READABLE):
        return False
    title = str(context.get("title") or "")
    if not may_carry_mark(answer.text) and not may_carry_mark(title):
        return False
    family = families().get(str(context.get("family")))
    reading = read_page(
        answer.body,
        url=answer.url,
        content_type=answer.content_type,
        family_fields=family.details(answer, {}) if family else None,
        list_title=title or None,
    )
    if reading.state == "sealed":
        return True
    starred = (line for line in body_text(answer.tree).split("\n") if "★" in line or "☆" in line)
    return any(is_classified(None, line) for line in starred)


def may_carry_mark(source: str) -> bool:
    """False for a source, markup and all, in which no words of a classification mark can be: most pages need not be
    read to know that. True promises nothing.
    """
    if _INTERNAL.search(source):
        return True
    if not _DENSE.search(source):
        return False
    return _GRADE.search(source) is not None or _DENSE_ESCAPED.search(source) is not None
