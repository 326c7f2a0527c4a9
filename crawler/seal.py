"""Whether an answer must not be kept: 秘密★、机密★、绝密★ or 内部资料 stands in the place of a classification mark."""

from collections.abc import Mapping
from typing import Any

from crawler.answers import Answer
from crawler.family import families
from crawler.reading.nature import is_classified
from crawler.reading.page import read_page
from crawler.reading.text import body_text


def must_be_sealed(answer: Answer, context: Mapping[str, Any]) -> bool:
    """Looks at the page as it will be read (family and listed title are in the request's context), and at every line of
    it for a mark with its star: printed marks stand above the title, outside what is read as the text."""
    if not 200 <= answer.status < 300 or "text" not in (answer.content_type or "text"):
        return False
    family = families().get(str(context.get("family")))
    reading = read_page(
        answer.body,
        url=answer.url,
        content_type=answer.content_type,
        family_fields=family.details(answer, {}) if family else None,
        list_title=context.get("title") or None,
    )
    if reading.state == "sealed":
        return True
    starred = (line for line in body_text(answer.tree).split("\n") if "★" in line or "☆" in line)
    return any(is_classified(None, line) for line in starred)
