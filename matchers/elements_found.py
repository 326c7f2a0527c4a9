"""Which content elements (公开内容（要素）) of an entry the pages that answer it speak of (B06).

Whatever speaks for an element counts as met: its words in the page, its files or their names, nearly all of its pairs
of characters, or words by which pages usually say it (config/matching/elements.toml).
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from inspection.round_store import RoundStore
from inspection.shipped import CONFIG
from inspection.types.directory import Entry
from inspection.types.page_facts import ElementsFound
from inspection.types.portal import Attachment, Page
from matchers.folding import NameFolder, fold, grams
from matchers.round_pages import PageAnswer
from matchers.settings import match_settings

_NUMBERING = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*)+")
_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
_AND = re.compile(r"[、/]|(?<=.{2})[及和与](?=.{2})")
# No content of a page: what points to another row, kinds of texts of which each page is one, and what every page has
# in its head or as its text.
_NOT_ASKED = re.compile(
    r"同上|内容同|法律|法规|规章|规范性文件|政策文件|[《》]|等$|^文号$|^文件名称$|^发文|"
    r"^(?:标题|正文|具体内容|公告名称|索引号|关键词|主题(?:分类|词)?|文件分类|信息(?:来源|类别)|有效性|附件|"
    r"(?:发布|生成|成文|公开|印发|实施|施行|公布)(?:日期|时间|机构|部门|单位|机关))$"
)
_LONGEST = 16
# The share of an element's pairs of characters from which it is met.
_MET = 0.8
_READ, _READ_AGAIN = 200_000, 20_000
# A text of so few signs that sends its reader elsewhere holds the elements there.
_SHORT = 200
_ELSEWHERE = re.compile(r"附件|附表|附后|详见|点击|链接|扫码|二维码|视频|https?://|www\.")
_READABLE = ("ok", "mislabelled")


def elements_found(store: RoundStore, answers: Iterable[PageAnswer]) -> Iterator[ElementsFound]:
    """One row for every accepted page and entry with elements that can be looked for; notes and pages that were not
    read have none."""
    folder = NameFolder(match_settings().names)
    files: dict[str, list[Attachment]] = defaultdict(list)
    for file in store.read(Attachment, without=("text",)):
        files[file.page].append(file)
    of_page: dict[str, list[PageAnswer]] = defaultdict(list)
    for answer in answers:
        if answer.decision == "accept" and answer.page.state == "ok" and not answer.page.note:
            of_page[answer.page.url].append(answer)
    asked: dict[int, tuple[str, ...]] = {}
    for url in sorted(of_page):
        page, own = of_page[url][0].page, files.get(url, [])
        text = ""
        for answer in sorted(of_page[url], key=lambda one: one.target.index):
            entry = answer.target.entry
            names = asked.setdefault(answer.target.index, asked_elements(entry))
            if len(names) < 2:
                continue
            text = text or _text(store, page, own)
            missing = _missing(names, text, folder)
            found = tuple(name for name in names if name not in missing)
            yield ElementsFound(url, *entry.key, found, missing, _is_read(page, own))


def asked_elements(entry: Entry) -> tuple[str, ...]:
    """The elements of an entry that can be looked for in a text, as printed but for numbering and brackets."""
    names = (_BRACKETS.sub("", _NUMBERING.sub("", element)).strip(" ;；。") for element in entry.elements)
    kept = (name for name in names if 2 <= len(fold(name)) <= _LONGEST and not _NOT_ASKED.search(name))
    return tuple(dict.fromkeys(kept))


def is_met(name: str, text: str, folder: NameFolder) -> bool:
    """Whether a folded text speaks of an element; of one that joins several (咨询、监督投诉方式) any will do."""
    if any(word in text for word in _usual_words().get(fold(name), ())):
        return True
    parts = [name, *(part for part in _AND.split(name) if len(part) >= 2)]
    return any(_is_said(own, text) for part in parts for own in (fold(part), folder.same(fold(part))))


def _is_said(own: str, text: str) -> bool:
    if own in text:
        return True
    pairs = grams(own)
    return bool(pairs) and sum(pair in text for pair in pairs) >= _MET * len(pairs)


def _missing(names: tuple[str, ...], text: str, folder: NameFolder) -> tuple[str, ...]:
    """The elements that a text does not speak of, nor where all synonyms in it are read as one word."""
    missing = tuple(name for name in names if not is_met(name, text, folder))
    if not missing:
        return ()
    same = folder.same(text[:_READ_AGAIN])
    return tuple(name for name in missing if not is_met(name, same, folder))


def _text(store: RoundStore, page: Page, files: list[Attachment]) -> str:
    """Title, text, names and texts of the files, folded."""
    told = [page.title or "", page.body, *(file.name for file in files)]
    told += [store.file_text(file.page, file.position) for file in files if file.state in _READABLE]
    # the folding of whole texts is not to be remembered
    plain: str = fold.__wrapped__("\n".join(told)[:_READ])
    return plain


def _is_read(page: Page, files: list[Attachment]) -> bool:
    """Whether all of a page could be read: no pictures, every file, and no short text that sends elsewhere."""
    whole = all(file.state == "ok" and not file.reason for file in files)
    sent = page.body_chars < _SHORT and not files and _ELSEWHERE.search(page.body) is not None
    return whole and not page.images and len(files) >= page.attachments and not sent


@cache
def _usual_words() -> dict[str, tuple[str, ...]]:
    """The words by which pages say an element, by its folded name."""
    given = tomllib.loads((CONFIG / "matching" / "elements.toml").read_text(encoding="utf-8"))
    found: dict[str, tuple[str, ...]] = {}
    for group in given["met"]:
        for element in group["elements"]:
            known = found.get(fold(element), ())
            found[fold(element)] = tuple(dict.fromkeys((*known, *(fold(word) for word in group["words"]))))
    return found
