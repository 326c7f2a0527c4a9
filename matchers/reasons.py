"""Why a page answers an entry and why it does not answer the next, in the scorers' own words, the weightiest first."""

from collections.abc import Mapping, Sequence
from types import ModuleType

from inspection.plugins import modules_in
from inspection.types.directory import Entry
from inspection.types.judgement import Match
from inspection.types.portal import Page
from matchers.settings import match_settings
from matchers.subject import Subject
from matchers.target import Target, Targets

# What a scorer that has no words of its own is said to have found, from which score (0..1) on.
_DEGREES = ((0.75, "相符"), (0.4, "部分相符"), (0.0, "不符"))


class Reasons:
    """Says why for the pages of one directory's round; `files` are the names of attachments by page."""

    def __init__(self, entries: Sequence[Entry], files: Mapping[str, tuple[str, ...]]) -> None:
        self._targets = Targets(entries, match_settings())
        self._files = files
        self._scorers = {module.__name__.rpartition(".")[2]: module for module in modules_in("matchers.scorers")}

    def speaking_for(self, page: Page, match: Match, most: int = 4) -> list[str]:
        """Why a page answers, or may answer, the entry of a match: at most so many clauses."""
        inherited = ["所在栏目已对应该事项"] if "column" in match.reasons else []
        pushes = self._pushes(match)
        chosen = [key for key in sorted(pushes, key=lambda key: (-pushes[key], key)) if pushes[key] > 0]
        return (inherited + self._words(page, match, chosen))[:most]

    def speaking_against(self, page: Page, match: Match, best: Match | None, most: int = 3) -> list[str]:
        """Why a page does not answer the entry of a match, beside the entry that it answers best."""
        inherited = best is not None and "column" in best.reasons and "column" not in match.reasons
        own, others = self._pushes(match), self._pushes(best) if best is not None else {}
        behind = {key: others.get(key, 0.0) - push for key, push in own.items()}
        chosen = [key for key in sorted(own, key=lambda key: (-behind[key], key)) if own[key] < 0 or behind[key] > 0.5]
        return ((["所在栏目对应的是另一事项"] if inherited else []) + self._words(page, match, chosen))[:most]

    def _pushes(self, match: Match) -> dict[str, float]:
        """How far each scorer moved the confidence, in log odds: above 0 for the entry, below against it."""
        weights = self._targets.settings.scorers
        return {
            key: weights[key].weight * (score - weights[key].neutral)
            for key, score in match.reasons.items()
            if key in weights
        }

    def _subject(self, page: Page, *, by_path: bool) -> Subject:
        return Subject(
            within=self._targets,
            title=page.title or "",
            path=(page.column or page.breadcrumb) if by_path else (),
            publisher=page.publisher,
            doc_number=page.doc_number,
            text=page.body[: self._targets.settings.decision.text] if page.state == "ok" else "",
            attachments=self._files.get(page.url, ()),
            published=page.published,
        )

    def _words(self, page: Page, match: Match, keys: Sequence[str]) -> list[str]:
        target = self._targets.by_key.get(match.key)
        if target is None:
            return []
        subject = self._subject(page, by_path="path" in match.reasons)
        return [_said(self._scorers[key], subject, target, match.reasons[key]) for key in keys if key in self._scorers]


def _said(scorer: ModuleType, subject: Subject, target: Target, score: float) -> str:
    reason = getattr(scorer, "reason", None)
    if reason is not None:
        return str(reason(subject, target))
    return f"{scorer.NAME}{next(word for least, word in _DEGREES if score >= least)}"
