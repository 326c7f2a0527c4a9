"""Pages collected by any crawler, matched one by one (`xuncha match-pages`)."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
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
    """One answer per row, in order: `id` (else the url), `candidates` best first (at most five), `decision`. Each row
    is answered before the next is taken, and none is kept.

    Rows have any of id, url, title, breadcrumb, publisher, published, doc_number, body, attachments; a breadcrumb is a
    text or a list of names. Other crawlers leave tags and character references in their fields, lists where a text is
    meant: both are read as text.
    """
    known = settings or match_settings()
    targets = Targets(entries, known)
    index = CandidateIndex(targets)
    for row in rows:
        subject = page_subject(row, targets)
        candidates = ranked(subject, index, known.decision.shown)
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


def page_subject(row: Mapping[str, Any], targets: Targets) -> Subject:
    """A row as it is seen against entries."""
    crumb = row.get("breadcrumb")
    named = crumb if isinstance(crumb, list | tuple) else split_breadcrumb(_text(crumb))
    return Subject(
        within=targets,
        title=_text(row.get("title")),
        path=tuple(part for part in map(_text, named) if part),
        publisher=_text(row.get("publisher")) or None,
        doc_number=_text(row.get("doc_number")) or None,
        text=_text(row.get("body"), 20 * targets.settings.decision.text)[: targets.settings.decision.text],
        attachments=_names(row.get("attachments")),
        published=_day(row.get("published")),
    )


def _names(given: object) -> tuple[str, ...]:
    """The names of attachments, given as texts or as rows with a `name`."""
    files = given if isinstance(given, list | tuple) else [given] if given else []
    names = (_text(file.get("name") if isinstance(file, Mapping) else file) for file in files)
    return tuple(name for name in names if name)


def _day(given: object) -> date | None:
    """The day that a text begins with; None where it is none."""
    try:
        return date.fromisoformat(_text(given)[:10])
    except ValueError:
        return None


def _text(given: object, most: int = 2000) -> str:
    """A field as text without tags; of a long one at most `most` characters are looked at."""
    joined = " ".join(map(str, given)) if isinstance(given, list | tuple) else "" if given is None else str(given)
    cut = joined[:most]
    plain = html.unescape(_TAG.sub(" ", cut)) if "<" in cut or "&" in cut else cut
    return plain.strip()
