"""Every statement of openness (公开属性) of a page: in its text, in its files, in its header."""

import re
from collections.abc import Iterator, Sequence

from crawler.facts.seen import SeenFile
from crawler.reading.label import find_labels, openness_of
from inspection.types.page_facts import LabelHit, Openness

_SPEAKS = "公开"
_NOTE = re.compile(r"^\s*[（(\[【〔]|此件|本件|此文|本文")
_STATED = re.compile(r"主动公开|依申请公开|不予公开|不公开|免予公开|公开发布|^公开$")
_LONGEST_STATED = 20


def labels_of(text: str, files: Sequence[SeenFile], stated: str | None) -> tuple[LabelHit, ...]:
    """Those of the text first, then of the files, then the header's (`stated`), each once."""
    found = [*_labels(text, ""), *(hit for file in files for hit in _labels(file.text, file.name))]
    if stated and len(stated) <= _LONGEST_STATED and _STATED.search(stated):
        openness: Openness = openness_of(stated)
        found.append(LabelHit(stated, openness, "metadata"))
    return tuple(dict.fromkeys(found))


def _labels(text: str, where: str) -> Iterator[LabelHit]:
    if _SPEAKS not in text and "删减" not in text:
        return
    for one in find_labels(text):
        yield LabelHit(one.text, one.openness, "note" if _NOTE.search(one.text) else "colophon", where)
