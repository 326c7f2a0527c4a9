"""The sample of documents by which the labelling of openness is measured (D07): a figure, never a finding.

The same case and seed draw the same documents, whatever the order of the pages.
"""

import hashlib
from collections import defaultdict
from dataclasses import dataclass

from audits.case import Case
from audits.documents import number_key
from audits.labels import is_official, stated_labels
from audits.names import fold
from inspection.types.portal import Page


@dataclass(frozen=True)
class LabelSample:
    """What was drawn of one unit's documents (None: the unit is not known). `documents` is how many there were to draw
    from, `drawn` the addresses drawn in their order, `unlabelled` those of them whose web text shows no label."""

    unit: str | None
    documents: int
    drawn: tuple[str, ...]
    unlabelled: tuple[str, ...]

    @property
    def said(self) -> str:
        """The figure in Chinese, with the share of labelled documents in whole per cent, rounded down."""
        n, m = len(self.drawn), len(self.unlabelled)
        rate = f"，标注率{(n - m) * 100 // n}%" if n else ""
        return f"本次抽查{n}件，网上文本未见标注{m}件{rate}"


def sample_labels(case: Case, seed: str) -> tuple[LabelSample, ...]:
    """So many documents of each unit as the pack says, from those that had to carry a label; nothing where the pack
    knows no such duty or no size of a sample."""
    duty, size = case.pack.label_duty, case.pack.thresholds.get("label_sample")
    if duty is None or size is None:
        return ()
    units: dict[str | None, dict[object, Page]] = defaultdict(dict)
    for page in case.judged_pages():
        day = page.written or page.published
        if is_official(case, page) and case.is_own(page) and day is not None and day >= duty.labels_from:
            units[case.unit_of(page)].setdefault(number_key(page.doc_number) or page.url, page)
    return tuple(
        _drawn(case, unit, list(units[unit].values()), size.n, seed)
        for unit in sorted(units, key=lambda name: name or "")
    )


def _drawn(case: Case, unit: str | None, pages: list[Page], size: int, seed: str) -> LabelSample:
    drawn = sorted(pages, key=lambda page: (_lot(seed, page), page.url))[:size]
    bare = tuple(page.url for page in drawn if not stated_labels(case, page))
    return LabelSample(unit, len(pages), tuple(page.url for page in drawn), bare)


def _lot(seed: str, page: Page) -> str:
    """A document's lot: of its number or address, so that it stays when other documents come or go."""
    return hashlib.sha256(f"{seed}|{fold(page.doc_number) or page.url}".encode()).hexdigest()
