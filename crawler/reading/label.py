"""The openness label (公开属性) that a document carries in the place of the note under its date, or in its colophon.

It may stand at the end of the covering note, far before the end of the page, with contact lines before or behind it.
A label that the text talks about is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Openness = Literal["public", "on_request", "not_public"]

_WORDS = r"(?:主动公开|公开发布|依申请公开|可依申请公开|不予公开|不公开|公开|免予公开|部分公开|删减后公开)"
_THIS = r"(?:此件|本件|此文|此文件|本文件)\s*(?:经\S{0,6}后)?\s*(?:可|可以|同意|予以|属于|为)?\s*"
_NOTE = re.compile(rf"{_THIS}{_WORDS}(?:发布)?")
_BRACKETED_NOTE = re.compile(rf"[（(\[【〔]\s*(?P<words>{_THIS}{_WORDS}(?:发布)?|{_WORDS})\s*[。.]?\s*[）)\]】〕]")
_ABRIDGED = re.compile(r"[（(]\s*(?:此件|本文|此文|本件)(?:略?有|已|经)?删减(?:后公开)?\s*[）)]")
_ATTRIBUTE = re.compile(
    rf"(?:信息)?公开(?:属性|方式|选项|类别|形式|类型)\s*[:：]\s*(?P<value>{_WORDS})(?=[\s，。；,;（(）)】\]]|$)"
)
_UNTICKED, _TICKED = "□☐", "■☑√"
_OPTIONS = re.compile(
    rf"(?P<name>(?:信息)?公开(?:属性|方式|选项|类别|形式|类型)\s*[:：])\s*(?P<options>(?:[{_UNTICKED}{_TICKED}]\s*{_WORDS}[\s、，,；;]*)+)"
)
_TICKED_WORD = re.compile(rf"[{_TICKED}]\s*({_WORDS})")
_WORD_ALONE = re.compile(r"主动公开|依申请公开|不予公开")
_WITH_CONTACT = re.compile(rf"[（(]\s*(?P<words>{_THIS}{_WORDS}(?:发布)?)\s*[，,；;][^（()）]{{2,80}}[）)]")
_QUOTES_BEFORE = ("“", "‘", "「", "『", '"', "'", "《")
_SPEAKS_OF = re.compile(r"(?:标注|注明|标明|标识|加注|写明|填写|确定为|分为|包括|如|即|为|选择|例如)[：:“‘\"'「]?\s*$")
_COLOPHON = re.compile(r"附件|抄送|主题词|[（(]?联系|.*印发$")
_PLACE_BEFORE = re.compile(r"(?:^|[日。：:）)】\]〕\s])\s*$")
_PLACE_AFTER = re.compile(r"^\s*(?:$|[（(【\[]|附件|抄送|联系|主题词|各|\s)")


@dataclass(frozen=True)
class FoundLabel:
    """`text` as it stands on the page, brackets included; `openness` what it means."""

    text: str
    openness: Openness


def find_labels(body: str) -> list[FoundLabel]:
    """All labels of a text in the order of their weight: notes in brackets or alone on a line, the colophon,
    abridgement.
    """
    rows = [row.strip() for row in body.split("\n") if row.strip()]
    found = [*_notes(rows), *_attributes(rows), *_abridged(rows)]
    return list(dict.fromkeys(found))


def openness_of(text: str) -> Openness:
    """What a wording means; 可依申请公开 is on request, 不公开 and 不予公开 are not public."""
    if "依申请" in text:
        return "on_request"
    return "not_public" if re.search(r"不予公开|不公开|免予公开", text) else "public"


def _notes(rows: list[str]) -> Iterator[FoundLabel]:
    for index, row in enumerate(rows):
        if _WORD_ALONE.fullmatch(row.strip("。. ")) and _under_the_date(rows, index):
            yield FoundLabel(row.strip("。. "), openness_of(row))
        beside = _WITH_CONTACT.fullmatch(row)
        if beside:
            yield FoundLabel(beside.group("words"), openness_of(beside.group("words")))
        for hit in _BRACKETED_NOTE.finditer(row):
            bare_word = not re.match(_THIS, hit.group("words"))
            alone = hit.group() == row
            if (alone or not bare_word) and _in_place(row, hit.start(), hit.end()):
                yield FoundLabel(hit.group(), openness_of(hit.group()))
        plain = _NOTE.match(row)
        if plain and row[plain.end() :].strip("。. ") == "":
            yield FoundLabel(row.rstrip("。. "), openness_of(row))
            continue
        for hit in _NOTE.finditer(row):
            bracketed = hit.start() > 0 and row[hit.start() - 1] in "（(【[〔"
            if (
                not bracketed
                and hit.start() > 0
                and re.search(r"日\s*$", row[: hit.start()])
                and _PLACE_AFTER.match(row[hit.end() :])
            ):
                yield FoundLabel(hit.group(), openness_of(hit.group()))


def _under_the_date(rows: list[str], index: int) -> bool:
    """Whether a row stands between the date of a signature and the end or the colophon."""
    following = rows[index + 1] if index + 1 < len(rows) else ""
    above = rows[index - 1] if index else ""
    return above.endswith(("日", "日）")) and (not following or _COLOPHON.match(following) is not None)


def _attributes(rows: list[str]) -> Iterator[FoundLabel]:
    for row in rows:
        for hit in _OPTIONS.finditer(row):
            ticked = _TICKED_WORD.findall(hit.group("options"))
            if len(ticked) == 1 and hit.start() == len(row) - len(row.lstrip("（([【 ")):
                yield FoundLabel(f"{hit.group('name')}{ticked[0]}", openness_of(ticked[0]))
        for hit in _ATTRIBUTE.finditer(row):
            before = row[: hit.start()]
            if (before.strip(" （(【[") == "" or before[-1:].isspace()) and not _SPEAKS_OF.search(before.rstrip()):
                yield FoundLabel(hit.group().strip(), openness_of(hit.group("value")))


def _abridged(rows: list[str]) -> Iterator[FoundLabel]:
    for row in rows:
        hit = _ABRIDGED.search(row)
        if hit and _in_place(row, hit.start(), hit.end()):
            yield FoundLabel(hit.group(), "public")


def _in_place(row: str, start: int, end: int) -> bool:
    before, after = row[:start], row[end:]
    if before.rstrip().endswith(_QUOTES_BEFORE) or _SPEAKS_OF.search(before):
        return False
    return _PLACE_BEFORE.search(before) is not None and _PLACE_AFTER.match(after) is not None
