"""Pages collected by any crawler, matched one by one (`xuncha match-pages`)."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from inspection.types.directory import Entry
from matchers.candidates import CandidateIndex
from matchers.decide import ranked, verdict
from matchers.settings import MatchSettings, match_settings
from matchers.subject import Subject, split_breadcrumb
from matchers.target import Targets

# a tag, not the “<” of a comparison, nor a whole title in angle brackets (<办法>)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,400}>|<!--.*?-->", re.DOTALL)


def match_pages(
    rows: Iterable[Mapping[str, Any]], entries: Sequence[Entry], settings: MatchSettings | None = None
) -> Iterator[dict[str, Any]]:
    """One answer per row, in order: `id` (else the url), `candidates` best first (at most five), `decision`.

    Rows have any of id, url, title, breadcrumb, publisher, published, doc_number, body; a breadcrumb is a text or a
    list of names. Other crawlers leave tags and character references in their fields, lists where a text is meant:
    both are read as text.
    """
    known = settings or match_settings()
    targets = Targets(entries, known)
    index = CandidateIndex(targets)
    for row in rows:
        subject = _subject(row, targets)
        candidates = ranked(subject, index)
        shown = candidates[: known.decision.shown]
        yield {
            "id": row.get("id", row.get("url")),
            "candidates": [
                {
                    "domain": candidate.target.entry.domain,
                    "level1": candidate.target.entry.level1,
                    "level2": candidate.target.entry.level2,
                    "confidence": candidate.confidence,
                    "reasons": candidate.reasons,
                }
                for candidate in shown
            ],
            "decision": verdict(subject, candidates),
        }


def _subject(row: Mapping[str, Any], targets: Targets) -> Subject:
    crumb = row.get("breadcrumb")
    named = crumb if isinstance(crumb, list | tuple) else split_breadcrumb(_text(crumb))
    return Subject(
        within=targets,
        title=_text(row.get("title")),
        path=tuple(part for part in map(_text, named) if part),
        publisher=_text(row.get("publisher")) or None,
        doc_number=_text(row.get("doc_number")) or None,
        text=_text(row.get("body"), 20 * targets.settings.decision.text)[: targets.settings.decision.text],
    )


def _text(given: object, most: int = 2000) -> str:
    """A field as text without tags; of a long one at most `most` characters are looked at."""
    joined = " ".join(map(str, given)) if isinstance(given, list | tuple) else "" if given is None else str(given)
    cut = joined[:most]
    plain = html.unescape(_TAG.sub(" ", cut)) if "<" in cut or "&" in cut else cut
    return plain.strip()
