"""The two models behind matching and how they are fitted: an order of entries (conditional logistic over the entries
compared with a page) and the trained answer (logistic over the traits of the entry that comes first).

Weights stay near a prior, no scorer and no trait ever counts against an entry, and what a later stage learns from is
what the earlier one says of pages it was not fitted on.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import minimize

from benchmarks.matching_cases import Case, First, Numbers, entry_removed, firsts, words_hidden
from matchers.settings import AnswerModel, MatchSettings, Weight

# how much a copy of a page counts in fitting: without the words that were written in its view, without its entry
HIDDEN = 0.5
REMOVED = 0.1
STRENGTHS = (0.3, 1.0, 3.0, 10.0)
RIDGES = (0.3, 1.0, 3.0)
# of what is accepted in folds left out, so much must be right, and with copies among them so much, and so little may
# answer no entry; nothing is accepted below the last
PRECISION = 0.985
WITH_COPIES = 0.95
WITHOUT = 0.02
LEAST = 0.9
# (numbers of the cases to learn from, numbers of the cases left out), fold after fold
Split = list[tuple[list[int], list[int]]]
Folds = Callable[[Sequence[Case]], Split]


@dataclass(frozen=True)
class Fitted:
    """Numbers that turn a page's scores into an order, a probability and a decision."""

    weights: Numbers
    traits: Numbers
    bias: float
    accept: float
    review: float

    def said(self, first: First, settings: MatchSettings) -> tuple[float, str]:
        """The probability that the first entry is right and the machine's decision, as `matchers.decide.verdict`."""
        if not first.places:
            return 0.0, "none"
        sure = float(_sigmoid(first.traits @ self.traits + self.bias))
        if first.traits[list(settings.answer.traits).index("clear")] < 0:
            return sure, "none"
        if sure >= self.accept and may_be_accepted(first, settings):
            return sure, "accept"
        return sure, "review" if sure >= self.review else "none"


def prior_of(settings: MatchSettings, *, flat: bool = False) -> Numbers:
    """Where fitting starts, in the order of the settings' scorers: the weights chosen by hand; `flat`: 2 for every
    scorer, as if nobody had ever weighed them."""
    return np.array([2.0 if flat else w.weight if w.prior is None else w.prior for w in settings.scorers.values()])


def fit_order(cases: Sequence[Case], prior: Numbers, strength: float) -> Numbers:
    """The weights (none below 0) that make acceptable entries likeliest among those compared with their page, pulled
    towards the prior by `strength`."""
    used = [case for case in cases if case.right.any()]
    if not used:
        return prior
    most = max(len(case.right) for case in used)
    scores = np.zeros((len(used), most, len(prior)))
    there: Numbers = np.zeros((len(used), most), bool)
    right: Numbers = there.copy()
    for number, case in enumerate(used):
        size = len(case.right)
        scores[number, :size], there[number, :size], right[number, :size] = case.scores, True, case.right
    counts = np.array([case.weight for case in used])

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        told = np.where(there, scores @ weights, -1e9)
        odds = np.exp(told - told.max(axis=1, keepdims=True))
        share = odds / odds.sum(axis=1, keepdims=True)
        hit = np.where(right, share, 0.0)
        whole = np.maximum(hit.sum(axis=1, keepdims=True), 1e-12)
        slope = np.einsum("ne,nek,n->k", share - hit / whole, scores, counts)
        off = weights - prior
        value = -(counts * np.log(whole[:, 0])).sum() + strength * (off @ off)
        return float(value), slope + 2 * strength * off

    bounds = [(0.0, None)] * len(prior)
    return minimize(loss, prior, jac=True, bounds=bounds, method="L-BFGS-B").x


def fit_answer(told: Sequence[First], ridge: float) -> tuple[Numbers, float]:
    """Weights (none below 0) and bias of the logistic model that says whether the first entry is right."""
    used = [first for first in told if first.places]
    traits = np.array([first.traits for first in used])
    right = np.array([first.right for first in used], dtype=float)
    counts = np.array([first.case.weight for first in used])
    middle, spread = traits.mean(axis=0), np.maximum(traits.std(axis=0), 1e-6)
    scaled = (traits - middle) / spread

    def loss(given: Numbers) -> tuple[float, Numbers]:
        weights, bias = given[:-1], given[-1]
        log_odds = scaled @ weights + bias
        value = (counts * (np.logaddexp(0.0, log_odds) - right * log_odds)).sum() + ridge * (weights @ weights)
        off = counts * (_sigmoid(log_odds) - right)
        return float(value), np.append(scaled.T @ off + 2 * ridge * weights, off.sum())

    bounds = [(0.0, None)] * traits.shape[1] + [(None, None)]
    found = minimize(loss, np.zeros(traits.shape[1] + 1), jac=True, bounds=bounds, method="L-BFGS-B").x
    weights = found[:-1] / spread
    return weights, float(found[-1] - weights @ middle)


def fit_scale(log_odds: Numbers, right: Numbers, counts: Numbers) -> tuple[float, float]:
    """Platt's two numbers (1999): the slope (at least 0) and shift that make log odds into probabilities; pulled a
    little towards changing nothing."""

    def loss(given: Numbers) -> tuple[float, Numbers]:
        told = log_odds * given[0] + given[1]
        off = counts * (_sigmoid(told) - right)
        value = (counts * (np.logaddexp(0.0, told) - right * told)).sum()
        pull = given - np.array([1.0, 0.0])
        return float(value + pull @ pull), np.array([off @ log_odds, off.sum()]) + 2 * pull

    bounds = [(0.0, None), (None, None)]
    slope, shift = minimize(loss, np.array([1.0, 0.0]), jac=True, bounds=bounds, method="L-BFGS-B").x
    return float(slope), float(shift)


def may_be_accepted(first: First, settings: MatchSettings) -> bool:
    """Whether the page is no news, no question, no paper that answers nothing and none of a sort the entry does not
    want."""
    keys = list(settings.answer.traits)
    return bool(first.traits[keys.index("paper")]) and bool(first.traits[keys.index("head")])


def fit(cases: Sequence[Case], prior: Numbers, settings: MatchSettings, folds: Folds) -> Fitted:
    """Order, answer, calibration and thresholds, each stage fitted and chosen on what the stages before it say of the
    folds left out."""
    split = folds(cases)
    strength = max(STRENGTHS, key=lambda one: _order_value(cases, prior, one, split))
    told = _left_out(cases, prior, strength, settings, split)
    ridge = max(RIDGES, key=lambda one: _answer_value(told, one, split))
    left, log_odds = _answers_left_out(told, ridge, split)
    right = np.array([first.right for first in left], dtype=float)
    slope, shift = fit_scale(log_odds, right, np.array([first.case.weight for first in left]))
    traits, bias = fit_answer([first for part in told for first in part], ridge)
    accept, review = thresholds(left, _sigmoid(log_odds * slope + shift), settings)
    weights = fit_order(_with_copies(cases, settings), prior, strength)
    return Fitted(weights, traits * slope, bias * slope + shift, accept, review)


def thresholds(told: Sequence[First], sure: Numbers, settings: MatchSettings) -> tuple[float, float]:
    """The lowest probability from which what is accepted is right often enough (`PRECISION` of the cases themselves,
    `WITH_COPIES`, `WITHOUT`), never below `LEAST`; and the probability below which hardly any right answer falls (one
    in thirty), for a person to look at."""
    may = np.array([may_be_accepted(first, settings) for first in told])
    right = np.array([first.right for first in told])
    without = np.array([not first.case.has_entry and not first.case.copied for first in told])
    counts = np.array([first.case.weight for first in told])
    own = np.array([not first.case.copied for first in told])
    accept = 1.0
    for percent in range(99, round(100 * LEAST) - 1, -1):
        taken = may & (sure >= percent / 100)
        wrong, whole = counts * (taken & ~right), counts * taken
        often = wrong[own].sum() <= (1 - PRECISION) * whole[own].sum()
        often = often and wrong.sum() <= (1 - WITH_COPIES) * whole.sum()
        if often and (counts * (taken & without)).sum() <= WITHOUT * (counts * without).sum():
            accept = percent / 100
    order = np.argsort(sure[right], kind="stable")
    below = np.cumsum(counts[right][order]) <= counts[right].sum() / 30
    review = min(float(sure[right][order][below][-1]), 0.5) if below.any() else 0.2
    return accept, max(math.floor(100 * review) / 100, 0.05)


def as_settings(settings: MatchSettings, fitted: Fitted, digits: int = 2) -> MatchSettings:
    """The settings with fitted numbers in place of theirs, rounded as they are written."""
    scorers = {
        name: Weight(round(float(weight), digits), old.neutral, old.weight if old.prior is None else old.prior)
        for (name, old), weight in zip(settings.scorers.items(), fitted.weights, strict=True)
    }
    traits = {
        name: round(float(weight), digits) for name, weight in zip(settings.answer.traits, fitted.traits, strict=True)
    }
    decision = replace(settings.decision, accept=fitted.accept, review=fitted.review)
    return replace(settings, scorers=scorers, answer=AnswerModel(round(fitted.bias, digits), traits), decision=decision)


def _with_copies(cases: Sequence[Case], settings: MatchSettings) -> list[Case]:
    """The cases, and a copy of each with an entry as if nobody had written its words down."""
    wording = list(settings.scorers).index("wording")
    hidden = [replace(words_hidden(case, wording), weight=case.weight * HIDDEN) for case in cases if case.right.any()]
    return [*cases, *hidden]


def _left_out(
    cases: Sequence[Case], prior: Numbers, strength: float, settings: MatchSettings, split: Split
) -> list[list[First]]:
    """For every case what an order fitted without its fold says of it, then of its copies."""
    wording = list(settings.scorers).index("wording")
    found: list[list[First]] = [[] for _ in cases]
    for learned, part in split:
        weights = fit_order(_with_copies([cases[number] for number in learned], settings), prior, strength)
        for number in part:
            case = cases[number]
            copies = [case]
            if case.right.any():
                copies.append(replace(words_hidden(case, wording), weight=case.weight * HIDDEN))
                copies.append(replace(entry_removed(case), weight=case.weight * REMOVED))
            found[number] = firsts(copies, weights, settings)
    return found


def _answers_left_out(told: Sequence[list[First]], ridge: float, split: Split) -> tuple[list[First], Numbers]:
    """The cases and their copies, and the log odds that an answer fitted without their fold gives them."""
    found: list[First] = []
    log_odds: list[float] = []
    for learned, part in split:
        weights, bias = fit_answer([first for number in learned for first in told[number]], ridge)
        for first in (first for number in part for first in told[number] if first.places):
            found.append(first)
            log_odds.append(float(first.traits @ weights + bias))
    return found, np.array(log_odds)


def _order_value(cases: Sequence[Case], prior: Numbers, strength: float, split: Split) -> float:
    """The log likelihood of acceptable entries in the folds left out."""
    value = 0.0
    for learned, part in split:
        weights = fit_order([cases[number] for number in learned], prior, strength)
        for number in part:
            case = cases[number]
            if case.right.any():
                told = case.scores @ weights
                share = np.exp(told - told.max())
                value += case.weight * math.log(max(float(share[case.right].sum() / share.sum()), 1e-9))
    return value


def _answer_value(told: Sequence[list[First]], ridge: float, split: Split) -> float:
    own, log_odds = _answers_left_out(told, ridge, split)
    right = np.array([first.right for first in own], dtype=float)
    counts = np.array([first.case.weight for first in own])
    return float(-(counts * (np.logaddexp(0.0, log_odds) - right * log_odds)).sum())


def _sigmoid(log_odds: Numbers) -> Numbers:
    return 1 / (1 + np.exp(-np.clip(log_odds, -30, 30)))
