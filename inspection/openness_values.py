"""What a rule pack settles of texts, reports, scores and the year: the values of the checks beyond the two clocks."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from inspection.pack_source import Source


@dataclass(frozen=True)
class Threshold:
    """A number that a check compares with; `unit` says of what."""

    source: Source
    n: int
    unit: Literal["workday", "day", "month", "columns", "pages", "characters", "percent", "items", "points"]


@dataclass(frozen=True)
class PartList:
    """The parts that a kind of page must hold (the eight elements of an interpretation, the ten of a service guide …).

    `parts` maps a part's name to the words of which one must be there; `least` of them must be found for none to be
    missing (0: all). `titles` are words of which a page's title holds one to be of this kind, `never` none of which.
    """

    source: Source
    name: str
    parts: dict[str, tuple[str, ...]]
    least: int = 0
    titles: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True)
class SiteDocument:
    """A document that must be found on the portal (a rule on participation, a list of valid documents …).

    `rule` is the check it belongs to. A page is it when its title holds one word of every group of `words` and none of
    `never`. `months`: it must be dated within so many months before the day of judgement; `yearly_by` (MM-DD): one of
    this year must be there after that day, until then one of the year before; `due`: a single date for publication.
    `who` publishes it (district, departments, towns, city); where `units` are named, only those whose name holds one of
    these words.
    """

    source: Source
    rule: str
    name: str
    words: tuple[tuple[str, ...], ...]
    never: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    months: int = 0
    yearly_by: str | None = None
    due: date | None = None
    who: Literal["district", "departments", "towns", "city"] | None = None
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class SubmittedReport:
    """What a district or bureau must hand in (mode C). Off where a pack does not name it.

    A file of `submitted/` is it when its name or title holds one word of every group of `words`. `every` says how
    often, `due` the last day: MM-DD, or DD in every month, in the last month of every quarter or half-year; `parts` are
    the headings it must hold.
    """

    source: Source
    rule: str
    name: str
    words: tuple[tuple[str, ...], ...]
    every: Literal["month", "quarter", "half_year", "year", "two_years", "once"]
    due: str | None = None
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    who: str | None = None


@dataclass(frozen=True)
class SetColumn:
    """A column that must exist under a set name (B01, G01). `near` names go to a person; at most `clicks` from the
    front page."""

    source: Source
    rule: str
    names: tuple[str, ...]
    near: tuple[str, ...] = ()
    clicks: int = 0


@dataclass(frozen=True)
class Hosts:
    """Hosts to which an outside link is no hint (G11): ends of host names."""

    source: Source
    ends: tuple[str, ...]


@dataclass(frozen=True)
class ValidityDuty:
    """Whether a document's page must show its validity (E01), and the fields that its page must show (E06)."""

    source: Source
    shown: bool
    fields: tuple[str, ...] = ()
    download: bool = False


@dataclass(frozen=True)
class InterpretationDuty:
    """Which documents must be interpreted (F01): by words in their titles or numbers, from when on; within how many
    working days after the document (F02; 0 the same day, None not asked)."""

    source: Source
    titles: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    documents_from: date | None = None
    within_workdays: int | None = None


@dataclass(frozen=True)
class NoteScore:
    """What part of an item's points an explanatory note is worth, in hundredths, for entries of some triggers or kinds
    (none named: all others)."""

    source: Source
    percent: int
    triggers: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()


@dataclass(frozen=True)
class ScoreWeight:
    """The share of a class of units in a district's score, in hundredths (本级, 部门, 镇街)."""

    source: Source
    percent: int
    classes: tuple[str, ...]


@dataclass(frozen=True)
class Deduction:
    """Points that a fault takes from a column or unit: by rule (its code begins with one of `rules`), else by severity;
    at most `cap` for one column."""

    source: Source
    points: int
    cap: int
    rules: tuple[str, ...] = ()
    severities: tuple[int, ...] = ()


@dataclass(frozen=True)
class VetoLine:
    """A line of 单项否决: so many faults of these rules (19号文口径; always for a person to settle). Only columns that
    stand at most so many `levels` below the front page count; where `clocks` are named, only columns of these
    column clocks."""

    source: Source
    name: str
    rules: tuple[str, ...]
    count: int
    levels: int = 1
    clocks: tuple[str, ...] = ()


@dataclass(frozen=True)
class FirstRound:
    """How a district's first round is told: at most so many findings in the notice, faults of one column and cause
    merged from so many on."""

    source: Source
    cap: int
    merge_from: int


@dataclass(frozen=True)
class RecurringTask:
    """A task of the year: who owns it and by when (`every` and `due` as in SubmittedReport)."""

    source: Source
    name: str
    owner: str
    every: Literal["month", "quarter", "half_year", "year", "two_years"]
    due: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class YearScore:
    """How a year's rounds count beside the office's own indicators: the latest round, their mean or the best one, as an
    indicator worth `full` points."""

    source: Source
    rounds: Literal["latest", "mean", "best"]
    full: int


@dataclass(frozen=True)
class Grade:
    """A grade that is proposed of a domain in one district from so many points (of 100) on (0: the
    lowest), up to the next one."""

    source: Source
    name: str
    from_points: int = 0
