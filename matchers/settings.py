"""What config/matching.toml and config/matching/*.toml say, typed and read once."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from inspection.shipped import CONFIG


@dataclass(frozen=True)
class Weight:
    """How much a scorer counts; at `neutral` it speaks neither for nor against."""

    weight: float
    neutral: float


@dataclass(frozen=True)
class DecisionLimits:
    """Confidences (0..1) from which a page is accepted or shown to a person, and how many entries are compared;
    `spoken` is how far an accepted page must speak of the entry's domain (0..1), `ground` the score from which a scorer
    is a ground to accept, `lone` the title's score that a single ground needs beside it."""

    accept: float
    margin: float
    review: float
    spoken: float
    ground: float
    lone: float
    candidates: int
    shown: int
    text: int


@dataclass(frozen=True)
class ColumnLimits:
    """Confidences of a column by what its path names; `alike` is a rapidfuzz ratio of 0..100."""

    exact: float
    domain: float
    level1: float
    unique: float
    alike: float
    below: float
    accept: float
    review: float
    elsewhere: float
    specific: int


@dataclass(frozen=True)
class DomainWords:
    """One domain of the standard directories: its names, its departments, its words."""

    name: str
    also: tuple[str, ...]
    departments: re.Pattern[str]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """A sort of paper. Without `entry` it answers no entry at all; `weak` counts only when no other is met; where
    `decisive` is met in a title, other sorts there are only what the paper is about; with `made_by` the body that made
    it tells the domain; an entry whose own name `insists` wants that sort only; pages that `ask` are never accepted by
    the machine alone."""

    name: str
    page: re.Pattern[str]
    path: re.Pattern[str]
    entry: re.Pattern[str] | None
    weak: bool
    decisive: re.Pattern[str]
    insists: re.Pattern[str]
    made_by: bool
    ask: bool


@dataclass(frozen=True)
class Wording:
    """How titles speak of what an entry names otherwise; `domain` is one of domains.toml or `*` for every domain."""

    domain: str
    entry: re.Pattern[str]
    title: re.Pattern[str]
    unless: re.Pattern[str] | None
    strength: float


@dataclass(frozen=True)
class NameRules:
    """How names are folded: endings that say nothing, frame columns, groups of the same word, words that say nothing
    between two names (`empty`), words that stand for two (`both`)."""

    endings: tuple[str, ...]
    frames: frozenset[str]
    general_items: frozenset[str]
    general_elements: frozenset[str]
    same: tuple[tuple[str, ...], ...]
    empty: tuple[str, ...]
    both: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class TriggerRules:
    """What makes an entry due (RULINGS 1)."""

    offline_channels: tuple[str, ...]
    web_channels: tuple[str, ...]
    offline_limit: re.Pattern[str]
    periodic: re.Pattern[str]
    event: re.Pattern[str]
    standing: re.Pattern[str]
    standing_elements: re.Pattern[str]


@dataclass(frozen=True)
class MatchSettings:
    """Everything about matching that is data."""

    bias: float
    scorers: Mapping[str, Weight]
    decision: DecisionLimits
    column: ColumnLimits
    domains: tuple[DomainWords, ...]
    elsewhere: re.Pattern[str]
    everybody: frozenset[str]
    kinds: tuple[Kind, ...]
    wordings: tuple[Wording, ...]
    names: NameRules
    triggers: TriggerRules


@cache
def match_settings() -> MatchSettings:
    """The shipped settings."""
    return read_match_settings(CONFIG)


def read_match_settings(config: Path) -> MatchSettings:
    """The settings below a config folder. Raises KeyError or TypeError for a file that lacks or adds a key."""
    main = _toml(config / "matching.toml")
    part = {name: _toml(config / "matching" / f"{name}.toml") for name in _PARTS}
    names, triggers = part["names"], part["triggers"]
    return MatchSettings(
        bias=main["bias"],
        scorers={name: Weight(**given) for name, given in main["scorers"].items()},
        decision=DecisionLimits(**main["decision"]),
        column=ColumnLimits(**main["column"]),
        domains=tuple(_domain(given) for given in part["domains"]["domain"]),
        elsewhere=re.compile(part["domains"]["elsewhere"]),
        everybody=frozenset(part["domains"]["everybody"]),
        kinds=tuple(_kind(given) for given in part["kinds"]["kind"]),
        wordings=tuple(_wording(given) for given in part["wordings"]["wording"]),
        names=NameRules(
            endings=tuple(sorted(names["endings"], key=len, reverse=True)),
            frames=frozenset(names["frames"]),
            general_items=frozenset(names["general_items"]),
            general_elements=frozenset(names["general_elements"]),
            same=tuple(tuple(group["words"]) for group in names["same"]),
            empty=tuple(names["empty"]),
            both=tuple((group["word"], tuple(group["parts"])) for group in names["both"]),
        ),
        triggers=TriggerRules(
            offline_channels=tuple(triggers["offline"]["channels"]),
            web_channels=tuple(triggers["offline"]["web"]),
            offline_limit=re.compile(triggers["offline"]["limit"]),
            periodic=re.compile(triggers["names"]["periodic"]),
            event=re.compile(triggers["names"]["event"]),
            standing=re.compile(triggers["names"]["standing"]),
            standing_elements=re.compile(triggers["elements"]["standing"]),
        ),
    )


_PARTS = ("domains", "kinds", "wordings", "names", "triggers")
_NEVER = re.compile(r"(?!)")


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _domain(given: dict[str, Any]) -> DomainWords:
    return DomainWords(
        given["name"], tuple(given["also"]), re.compile(given["departments"]), tuple(dict.fromkeys(given["words"]))
    )


def _kind(given: dict[str, Any]) -> Kind:
    return Kind(
        name=given["name"],
        page=re.compile(given["page"]),
        path=re.compile(given["path"]) if "path" in given else _NEVER,
        entry=re.compile(given["entry"]) if "entry" in given else None,
        weak=given.get("weak", False),
        decisive=re.compile(given["decisive"]) if "decisive" in given else _NEVER,
        insists=re.compile(given["insists"]) if "insists" in given else _NEVER,
        made_by=given.get("made_by", False),
        ask=given.get("ask", False),
    )


def _wording(given: dict[str, Any]) -> Wording:
    return Wording(
        domain=given["domain"],
        entry=re.compile(given["entry"]),
        title=re.compile(given["title"]),
        unless=re.compile(given["unless"]) if "unless" in given else None,
        strength=given.get("strength", 1.0),
    )
