"""The few entries worth comparing with a page, so that work grows with pages and not with pages × entries."""

from collections import defaultdict

from matchers.subject import Subject
from matchers.target import Target, Targets


class CandidateIndex:
    """An index from character pairs, wordings and domains to entries."""

    def __init__(self, targets: Targets) -> None:
        self._targets = targets
        self._of_pair: dict[str, list[int]] = defaultdict(list)
        self._of_wording: dict[int, list[int]] = defaultdict(list)
        self._norm = [1.0] * len(targets.items)
        for target in targets.items:
            for pair in sorted(target.name_grams):
                self._of_pair[pair].append(target.index)
            for pair in sorted(target.level1_grams - target.name_grams):
                self._of_pair[pair].append(target.index)
            for wording in target.wordings:
                # what every domain says brings no entry up by itself: its domain does
                if targets.settings.wordings[wording].domain != "*":
                    self._of_wording[wording].append(target.index)
            mass = targets.mass(target.name_grams) + 0.5 * targets.mass(target.level1_grams - target.name_grams)
            self._norm[target.index] = max(mass, 1e-9)

    def candidates(self, subject: Subject, limit: int) -> list[Target]:
        """At most `limit` entries, the likeliest first; equal ones in the directory's order.

        Likeness is the rarity of shared character pairs by the entry's own, more where a wording names it and where
        its domain is spoken of.
        """
        shared: dict[int, float] = defaultdict(float)
        for pair in sorted(subject.title_grams | subject.path_grams):
            rarity = self._targets.rarity(pair)
            for index in self._of_pair.get(pair, ()):
                shared[index] += rarity
        rank = {index: min(mass / self._norm[index], 1.0) for index, mass in shared.items()}
        for wording, strength in subject.wordings.items():
            for index in self._of_wording.get(wording, ()):
                rank[index] = max(rank.get(index, 0.0), 0.0) + strength
        evidence = subject.domain_evidence
        strongest = max(evidence.values(), default=0.0)
        if strongest:
            for domain in self._targets.domains:
                told = evidence.get(self._targets.domain_words(domain) or "", 0.0) / strongest
                if told >= 0.5:
                    for target in self._targets.of_domain[domain]:
                        match_kind = 0.4 if target.kinds & subject.kinds else 0.0
                        rank[target.index] = rank.get(target.index, 0.0) + told * (0.5 + match_kind)
        best = sorted(rank, key=lambda index: (-round(rank[index], 9), index))[:limit]
        return [self._targets.items[index] for index in best]
