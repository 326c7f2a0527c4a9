"""One document as an interface tells it: a JSON or JSONP answer that is one record and no list."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from html import unescape
from typing import Any

from crawler.reading.body import count_signs
from crawler.reading.dates import from_epoch, read_date
from crawler.reading.fields import PageFields
from crawler.reading.text import clean

_JSONP = re.compile(r"^\s*(?:/\*.*?\*/)?\s*[\w.$]{1,60}\s*\(\s*(?P<data>[\[{].*[\]}])\s*\)\s*;?\s*$", re.S)
_MARKUP = re.compile(r"<[^<>]*>")
# Addresses and keys of the database: members of that name do not always hold what a reader is shown.
_KEY = re.compile(r"(?:https?:)?/.*|[\w.-]*|[0-9a-f-]{32,36}", re.A | re.S)
_IDENTIFIER = re.compile(r"[0-9a-f-]{32,36}|\d+", re.I)
_VALIDITY = re.compile(r"有效|失效|无效|废止|修改|修订|过期|执行|终止|停止|尚未")
_DIGITS = re.compile(r"\d{10}(?:\d{3})?")
_FEWEST_SIGNS = 60
_DEEPEST = 4
# Field → names of members as the interfaces met write them, in lower case and without _ and -; the earlier one counts.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": (
        "title", "doctitle", "articletitle", "infotitle", "maintitle", "realtitle", "vctitle", "normaltitle", "bt",
    ),
    "published": (
        "publishedtimestr", "publishedtime", "publishtime", "publishdate", "pubdate", "pubtime", "releasetime",
        "releasedate", "docreltime", "displaypublishtime", "fbrq", "fbsj", "infodate",
    ),
    "written": ("writedate", "writtendate", "cwrq", "cwsj", "signdate"),
    "doc_number": (
        "documentnumber", "documentno", "docnumber", "docno", "fwzh", "wjbh", "wh", "refno", "filenumber", "filenum",
        "fileno", "pcode",
    ),
    "index_number": ("indexnumber", "indexno", "idxid", "syh", "identifier"),
    "publisher": (
        "publisher", "publishdept", "publishdepartment", "publishorg", "fbjg", "contentsource", "docsource",
        "docsourcename", "source",
    ),
    "validity": ("validity", "yxx", "shixiao", "filestatus"),
    "body_html": (
        "contenthtml", "htmlcontent", "bodyhtml", "content", "doccontent", "docclob", "docdata", "infocontent", "body",
        "html", "text", "zw",
    ),
}  # fmt: skip


def json_in(text: str) -> object | None:
    """What a JSON or JSONP answer holds; None for anything else."""
    stripped = text.strip().lstrip("\ufeff")
    called = _JSONP.match(stripped)
    source = called.group("data") if called else stripped
    if not source.startswith(("{", "[")):
        return None
    try:
        held: object = json.loads(source, strict=False)
    except (ValueError, RecursionError):  # also a number of thousands of digits
        return None
    return held


def record_in(data: object) -> Mapping[str, Any] | None:
    """The one document of an answer: an object, or one inside it, that has a title and a text."""
    return next((one for one in _objects(data, 0) if _title(one) and _text(one)), None)


def read_record(text: str) -> PageFields | None:
    """The fields of an answer that is one document, None for any other."""
    record = record_in(json_in(text))
    if record is None:
        return None
    named = (one for one in _shown(record, "publisher") if not _KEY.fullmatch(one))
    valid = (one for one in _shown(record, "validity") if _VALIDITY.search(one))
    index = (one for one in _shown(record, "index_number") if not _IDENTIFIER.fullmatch(one) and len(one) <= 60)
    return PageFields(
        title=_title(record),
        published=_day(record, "published"),
        written=_day(record, "written"),
        doc_number=next(_shown(record, "doc_number"), None),
        index_number=next(index, None),
        publisher=next(named, None),
        validity=next(valid, None),
        body_html=_text(record),
    )


def _objects(data: object, depth: int) -> Iterator[Mapping[str, Any]]:
    """The object itself, then those that it holds by name; what lists hold are rows."""
    if not isinstance(data, dict) or depth > _DEEPEST:
        return
    yield data
    for value in data.values():
        yield from _objects(value, depth + 1)


def _members(record: Mapping[str, Any], field: str) -> Iterator[str]:
    """The filled members that a field may be told by, as text."""
    told = {re.sub(r"[_-]", "", str(name)).lower(): value for name, value in record.items()}
    for name in _NAMES[field]:
        value = told.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip() not in ("", "null"):
            yield str(value).strip()


def _shown(record: Mapping[str, Any], field: str) -> Iterator[str]:
    """The members without markup."""
    plain = (clean(unescape(_MARKUP.sub("", value))) for value in _members(record, field))
    return (value for value in plain if value)


def _title(record: Mapping[str, Any]) -> str | None:
    return next(_shown(record, "title"), None)


def _text(record: Mapping[str, Any]) -> str | None:
    """The longest of the members that hold a text."""
    longest = max(_members(record, "body_html"), key=len, default="")
    longest = unescape(longest) if "<" not in longest and "&lt;" in longest else longest
    return longest if count_signs(_MARKUP.sub("", longest)) >= _FEWEST_SIGNS else None


def _day(record: Mapping[str, Any], field: str) -> date | None:
    days = (from_epoch(value) if _DIGITS.fullmatch(value) else read_date(value) for value in _members(record, field))
    return next((day for day in days if day is not None), None)
