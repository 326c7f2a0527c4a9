"""Which parts of a pack's list a text speaks of, in a page and its files together."""

from collections.abc import Mapping

from audits.case import Case
from audits.titles import even, even_text
from inspection.openness_values import PartList
from inspection.types.portal import Page


def missing_parts(parts: PartList, *texts: str) -> list[str]:
    """The parts of which no word stands in the texts, in the pack's order; none where enough of them are there."""
    lacking = missing_words(parts.parts, *texts)
    enough = parts.least and len(parts.parts) - len(lacking) >= parts.least
    return [] if enough else lacking


def missing_words(parts: Mapping[str, tuple[str, ...]], *texts: str) -> list[str]:
    """The parts of which no word stands in the texts; blanks, width and case do not count."""
    plain = "\n".join(even_text(text).lower() for text in texts)
    return [name for name, words in parts.items() if not any(even(word).lower() in plain for word in words)]


def is_of(parts: PartList, title: str) -> bool:
    """Whether a title makes a page one of the kind that a list of parts is for."""
    plain = even(title)
    wanted = not parts.titles or any(even(word) in plain for word in parts.titles)
    return wanted and not any(even(word) in plain for word in parts.never)


def whole_text(case: Case, page: Page) -> str:
    """What a page and its files say, with the names of the files."""
    files = case.attachments_of.get(page.url, ())
    texts = [case.text_of_file(file) for file in files if file.state == "ok"]
    return "\n".join([case.text_of(page), *(file.name for file in files), *texts])


def unread_beside(case: Case, page: Page) -> str | None:
    """Why more may stand on a page than could be read: files that were not read, pictures and films. None where all
    was."""
    files = case.attachments_of.get(page.url, ())
    if any(file.state != "ok" for file in files) or (page.attachments and not files):
        return "附件没有全部读到文字，不能认定缺少要素"
    facts = case.facts_of(page)
    if page.images or (facts and facts.media):
        return "页面有图片或者音视频，其中的内容没有读取"
    return None if facts else "页面内容没有全部读取，不能认定缺少要素"
