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
    """How much a scorer counts; at `neutral` it speaks neither for nor against. `prior` is the weight from which
    fitting starts, where it is not this one."""

    weight: float
    neutral: float
    prior: float | None = None


@dataclass(frozen=True)
class AnswerModel:
    """The fitted numbers that turn the traits of matchers/answer.py into the probability that an entry is right."""

    bias: float
    traits: Mapping[str, float]


@dataclass(frozen=True)
class DecisionLimits:
    """Confidences (0..1) from which a page is accepted or shown to a person; `margin`, in log odds, is how close to the
    first other entries are worth showing with it, and how far a name inside a longer one stays behind that; how many
    entries are compared and handed out, and how many characters of a text are read."""

    accept: float
    margin: float
    review: float
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
class ConfidenceLimits:
    """From which confidence (0..1) on the office is told 高 and 中 (把握程度); below it is 低."""

    high: float
    middle: float

    def word(self, confidence: float) -> str:
        """How sure a match is, as the office reads it."""
        return "高" if confidence >= self.high else "中" if confidence >= self.middle else "低"


@dataclass(frozen=True)
class DomainWords:
    """One domain of the standard directories: its names, its departments, the codes of their document numbers, its
    words."""

    name: str
    also: tuple[str, ...]
    departments: re.Pattern[str]
    codes: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """A sort of paper. Without `entry` it answers no entry at all; `weak` counts only when no other is met; where
    `decisive` is met in a title, other sorts there are only what the paper is about; with `made_by` the body that made
    it tells the domain; an entry whose own name `insists` wants that sort only, and one whose `elements` name it wants
    it as well; pages that `ask` are never accepted by the machine alone."""

    name: str
    page: re.Pattern[str]
    path: re.Pattern[str]
    entry: re.Pattern[str] | None
    weak: bool
    decisive: re.Pattern[str]
    insists: re.Pattern[str]
    elements: re.Pattern[str]
    made_by: bool
    ask: bool


@dataclass(frozen=True)
class LevelWords:
    """What tells of a level of government: `maker` on the publisher's name, `place` on the places at a title's head,
    `title` on the whole title, `entry` on an entry's own name. Levels stand from the lowest to the highest."""

    name: str
    maker: re.Pattern[str]
    place: re.Pattern[str]
    title: re.Pattern[str]
    entry: re.Pattern[str]


@dataclass(frozen=True)
class PeriodWords:
    """What tells of a stretch of time that a page covers (`title`) or an entry asks for (`entry`, its own name);
    `limits` are the periods of time limits that mean the same. Several years stand first, then from the shortest."""

    name: str
    title: re.Pattern[str]
    entry: re.Pattern[str]
    limits: frozenset[str]


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
    levels: tuple[LevelWords, ...]
    periods: tuple[PeriodWords, ...]


@dataclass(frozen=True)
class TriggerRules:
    """What makes an entry due (RULINGS 1)."""

    offline_channels: tuple[str, ...]
    web_channels: tuple[str, ...]
    offline_limit: re.Pattern[str]
    periodic_limit: re.Pattern[str]
    periodic: re.Pattern[str]
    event: re.Pattern[str]
    standing: re.Pattern[str]
    service: re.Pattern[str]
    standing_elements: re.Pattern[str]
    event_elements: re.Pattern[str]
    contact_elements: re.Pattern[str]


@dataclass(frozen=True)
class MatchSettings:
    """Everything about matching that is data."""

    bias: float
    scorers: Mapping[str, Weight]
    answer: AnswerModel
    decision: DecisionLimits
    column: ColumnLimits
    confidence: ConfidenceLimits
    domains: tuple[DomainWords, ...]
    elsewhere: re.Pattern[str]
    everybody: frozenset[str]
    code_endings: tuple[str, ...]
    code_none: frozenset[str]
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
        answer=AnswerModel(**main["answer"]),
        decision=DecisionLimits(**main["decision"]),
        column=ColumnLimits(**main["column"]),
        confidence=ConfidenceLimits(**main["confidence"]),
        domains=tuple(_domain(given) for given in part["domains"]["domain"]),
        elsewhere=re.compile(part["domains"]["elsewhere"]),
        everybody=frozenset(part["domains"]["everybody"]),
        code_endings=tuple(sorted(part["domains"]["code_endings"], key=len, reverse=True)),
        code_none=frozenset(part["domains"]["code_none"]),
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
            levels=tuple(_level(given) for given in names["level"]),
            periods=tuple(_period(given) for given in names["period"]),
        ),
        triggers=TriggerRules(
            offline_channels=tuple(triggers["offline"]["channels"]),
            web_channels=tuple(triggers["offline"]["web"]),
            offline_limit=re.compile(triggers["offline"]["limit"]),
            periodic_limit=re.compile(triggers["limit"]["periodic"]),
            periodic=re.compile(triggers["names"]["periodic"]),
            event=re.compile(triggers["names"]["event"]),
            standing=re.compile(triggers["names"]["standing"]),
            service=re.compile(triggers["names"]["service"]),
            standing_elements=re.compile(triggers["elements"]["standing"]),
            event_elements=re.compile(triggers["elements"]["event"]),
            contact_elements=re.compile(triggers["elements"]["contact"]),
        ),
    )


_PARTS = ("domains", "kinds", "wordings", "names", "triggers")
_NEVER = re.compile(r"(?!)")


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _domain(given: dict[str, Any]) -> DomainWords:
    return DomainWords(
        name=given["name"],
        also=tuple(given["also"]),
        departments=re.compile(given["departments"]),
        codes=tuple(given["codes"]),
        words=tuple(dict.fromkeys(given["words"])),
    )


def _kind(given: dict[str, Any]) -> Kind:
    return Kind(
        name=given["name"],
        page=re.compile(given["page"]),
        path=_pattern(given, "path"),
        entry=re.compile(given["entry"]) if "entry" in given else None,
        weak=given.get("weak", False),
        decisive=_pattern(given, "decisive"),
        insists=_pattern(given, "insists"),
        elements=_pattern(given, "elements"),
        made_by=given.get("made_by", False),
        ask=given.get("ask", False),
    )


def _level(given: dict[str, Any]) -> LevelWords:
    return LevelWords(
        name=given["name"],
        maker=_pattern(given, "maker"),
        place=_pattern(given, "place"),
        title=_pattern(given, "title"),
        entry=_pattern(given, "entry"),
    )


def _period(given: dict[str, Any]) -> PeriodWords:
    return PeriodWords(
        given["name"], _pattern(given, "title"), _pattern(given, "entry"), frozenset(given.get("limits", ()))
    )


def _pattern(given: dict[str, Any], name: str) -> re.Pattern[str]:
    return re.compile(given[name]) if name in given else _NEVER


def _wording(given: dict[str, Any]) -> Wording:
    return Wording(
        domain=given["domain"],
        entry=re.compile(given["entry"]),
        title=re.compile(given["title"]),
        unless=re.compile(given["unless"]) if "unless" in given else None,
        strength=given.get("strength", 1.0),
    )
