"""Pages collected by any crawler, matched one by one (`xuncha match-pages`)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from inspection.types.directory import Entry
from matchers.candidates import CandidateIndex
from matchers.decide import ranked, verdict
from matchers.settings import MatchSettings, match_settings
from matchers.subject import Subject, split_breadcrumb
from matchers.target import Targets


def match_pages(
    rows: Iterable[Mapping[str, Any]], entries: Sequence[Entry], settings: MatchSettings | None = None
) -> Iterator[dict[str, Any]]:
    """One answer per row, in order: `id` (else the url), `candidates` best first (at most five), `decision`.

    Rows have any of id, url, title, breadcrumb, publisher, published, doc_number, body; a breadcrumb is a text or a
    list of names.
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
    crumb = row.get("breadcrumb") or ()
    return Subject(
        within=targets,
        title=row.get("title") or "",
        path=split_breadcrumb(crumb) if isinstance(crumb, str) else tuple(str(part) for part in crumb),
        publisher=row.get("publisher") or None,
        doc_number=row.get("doc_number") or None,
        text=(row.get("body") or "")[: targets.settings.decision.text],
    )
