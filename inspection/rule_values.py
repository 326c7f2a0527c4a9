"""What a rule pack settles: each value names its clause, how sure it is, and from when to when it holds."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from inspection.label_values import DocumentKind, LabelDuty, LabelForms, LabelKind, LabelSet, plain_label
from inspection.openness_values import (
    Deduction,
    FirstRound,
    Grade,
    Hosts,
    InterpretationDuty,
    NoteScore,
    PartList,
    RecurringTask,
    ScoreWeight,
    SetColumn,
    SiteDocument,
    SubmittedReport,
    Threshold,
    ValidityDuty,
    VetoLine,
    YearScore,
)
from inspection.pack_source import Source

_BLANKS = re.compile(r"[\s\u200b\u3000]+")


@dataclass(frozen=True)
class ItemLimit:
    """Within how long of its formation an item must be published."""

    source: Source
    n: int
    unit: Literal["workday", "day", "month"]


@dataclass(frozen=True)
class SpecialLimit:
    """A limit set by another law (C10, in place of C01), for entries of some domains or with some words in names."""

    source: Source
    name: str
    n: int
    unit: Literal["workday", "day", "month"]
    anchor: Literal["approved", "decided", "issued"]
    domains: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    suspected: bool = False


@dataclass(frozen=True)
class ColumnClock:
    """How long a column of a class may stay without anything new, and the names by which the class is recognised.

    Columns below one whose name holds a word of `not_below` are left out, and so are those with a word of `never`.
    """

    source: Source
    name: str
    n: int
    unit: Literal["day", "month"]
    names: tuple[str, ...]
    endings: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    not_below: tuple[str, ...] = ()

    def covers(self, path: tuple[str, ...]) -> bool:
        """Whether the column at a path (names from the top) is of this class."""
        names = [_BLANKS.sub("", name) for name in path]
        if not names or any(word in name for name in names[:-1] for word in self.not_below):
            return False
        leaf = names[-1]
        if any(word in leaf for word in self.never):
            return False
        return leaf in self.names or leaf.endswith(self.endings)


@dataclass(frozen=True)
class PeriodClock:
    """How far back from the as-of date something must have been published for a periodic limit to be kept."""

    source: Source
    n: int
    unit: Literal["workday", "day", "month"]


@dataclass(frozen=True)
class Deadline:
    """By when a finding must be put right: n units after the notice, printed with the hour (`before`).

    It is for the rules whose code begins with one of `rules`, else for `severities`; the ordinary one names neither.
    """

    source: Source
    n: int
    unit: Literal["workday", "day", "hour"]
    before: str | None = None
    rules: tuple[str, ...] = ()
    severities: tuple[int, ...] = ()


@dataclass(frozen=True)
class Recheck:
    """How long after a deadline the office looks again."""

    source: Source
    n: int
    unit: Literal["workday", "day"]


@dataclass(frozen=True)
class Migration:
    """How many items of one column published on one date are a suspected migration and not late (C01)."""

    source: Source
    same_day_pages: int


@dataclass(frozen=True)
class BodyText:
    """The characters from which on a page has a body in words (B10)."""

    source: Source
    min_chars: int


@dataclass(frozen=True)
class DeadLink:
    """On how many different days a request must fail before the failure is held against the portal (B04)."""

    source: Source
    days: int


@dataclass(frozen=True)
class NoticeText:
    """What a rectification notice is called and which clause it stands on."""

    source: Source
    title: str
    legal_basis: str


@dataclass(frozen=True)
class CalendarValue:
    """The holiday that the region adds to the national schedule: a file of config/holidays."""

    source: Source
    region: str


@dataclass(frozen=True)
class DirectoryForm:
    """What a standard directory must hold: `fields` are the elements every table needs a column for (A06), a content
    cell longer than `max_content_chars` pastes its material in full (A13), and one that was not changed for
    `review_months` is asked about when there was cause (A19). Where it need not be `published` itself, A01 to A03 and
    A24 do not ask."""

    source: Source
    fields: tuple[str, ...]
    max_content_chars: int
    review_months: int
    published: bool = True


@dataclass(frozen=True)
class DomainTerms:
    """What the guide of a domain allows: to leave the whole domain out where there is no task (`optional`), or items
    whose business is not carried out (`may_omit`)."""

    source: Source
    domain: str
    optional: bool = False
    may_omit: bool = False


@dataclass(frozen=True)
class LaterGuide:
    """A domain beyond the 26 pilot ones for which a ministry issued a guide, and the day of it."""

    source: Source
    domain: str
    since: date


@dataclass(frozen=True)
class Masking:
    """How much of what is personal stays readable (去标识化处理): the first and last signs of a mobile number, an ID
    number and a bank card, and the first signs of a name."""

    source: Source
    mobile: tuple[int, int]
    id_number: tuple[int, int]
    bank_card: tuple[int, int]
    name: int


@dataclass(frozen=True)
class VagueBodies:
    """Words in a 公开主体 cell that name nobody (A15)."""

    source: Source
    words: tuple[str, ...]


@dataclass(frozen=True)
class AbolishedBody:
    """A body that no longer exists: how it was called (ends of names), since when, and who took over (A15)."""

    source: Source
    names: tuple[str, ...]
    since: date
    successor: str


@dataclass(frozen=True)
class RepealedText:
    """A law or document that was repealed or replaced: words by which it is cited, since when, and by what (A12)."""

    source: Source
    words: tuple[str, ...]
    since: date
    successor: str


@dataclass(frozen=True)
class SpecialPlatform:
    """A platform on which the items of some domains must be published beside the website (A16)."""

    source: Source
    domains: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class CatalogueDue:
    """The day by which districts had to publish their directories (A02)."""

    source: Source
    due: date


@dataclass(frozen=True)
class VillageMatter:
    """A key matter that every list of village affairs must cover (K08), and the words that speak of it."""

    source: Source
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class RulePack:
    """One office's rules as they hold on the day `on`. What is None is not judged.

    `extends` are the packs that it builds on, nearest first. A round freezes it with `rule_pack.to_json`.
    """

    name: str
    title: str
    on: date
    extends: tuple[str, ...]
    label_forms: LabelForms
    periods: dict[str, PeriodClock]
    deadlines: dict[str, Deadline]
    recheck: Recheck
    migration: Migration
    body_text: BodyText
    dead_link: DeadLink
    notice: NoticeText
    labels: LabelSet | None = None
    label_duty: LabelDuty | None = None
    item_limit: ItemLimit | None = None
    document_kinds: dict[str, DocumentKind] = field(default_factory=dict)
    calendar: CalendarValue | None = None
    special_limits: dict[str, SpecialLimit] = field(default_factory=dict)
    column_clocks: dict[str, ColumnClock] = field(default_factory=dict)
    directory_form: DirectoryForm | None = None
    vague_bodies: VagueBodies | None = None
    catalogue_due: CatalogueDue | None = None
    masking: Masking | None = None
    domain_terms: dict[str, DomainTerms] = field(default_factory=dict)
    later_guides: dict[str, LaterGuide] = field(default_factory=dict)
    abolished_bodies: dict[str, AbolishedBody] = field(default_factory=dict)
    repealed_texts: dict[str, RepealedText] = field(default_factory=dict)
    special_platforms: dict[str, SpecialPlatform] = field(default_factory=dict)
    village_matters: dict[str, VillageMatter] = field(default_factory=dict)
    interpretation: InterpretationDuty | None = None
    validity_duty: ValidityDuty | None = None
    link_hosts: Hosts | None = None
    first_round: FirstRound | None = None
    thresholds: dict[str, Threshold] = field(default_factory=dict)
    part_lists: dict[str, PartList] = field(default_factory=dict)
    site_documents: dict[str, SiteDocument] = field(default_factory=dict)
    submitted_reports: dict[str, SubmittedReport] = field(default_factory=dict)
    set_columns: dict[str, SetColumn] = field(default_factory=dict)
    note_scores: dict[str, NoteScore] = field(default_factory=dict)
    score_weights: dict[str, ScoreWeight] = field(default_factory=dict)
    deductions: dict[str, Deduction] = field(default_factory=dict)
    veto_lines: dict[str, VetoLine] = field(default_factory=dict)
    tasks: dict[str, RecurringTask] = field(default_factory=dict)
    year_score: YearScore | None = None
    grades: dict[str, Grade] = field(default_factory=dict)

    def label_kind(self, label: str) -> LabelKind | None:
        """The attribute that a label states; None where it states none that is known, or two at once."""
        wording = plain_label(label)
        kinds: tuple[LabelKind, ...] = ("not_public", "on_request", "public")
        found = [kind for kind in kinds if any(_states(wording, form) for form in self._forms(kind))]
        return found[0] if len(found) == 1 else None

    def label_allowed(self, label: str) -> bool | None:
        """Whether a label is worded as prescribed; None where the pack prescribes nothing."""
        if self.labels is None:
            return None
        allowed = (*self.labels.public, *self.labels.on_request, *self.labels.not_public, *self.labels.tolerated)
        return plain_label(label) in {plain_label(wording) for wording in allowed}

    def prescribed_label(self, kind: LabelKind) -> str | None:
        """The wording that the pack prescribes for an attribute."""
        wordings: tuple[str, ...] = getattr(self.labels, kind) if self.labels else ()
        return wordings[0] if wordings else None

    def special_limit(self, domain: str | None, *texts: str | None) -> SpecialLimit | None:
        """The limit that another law sets for an entry's domain, or for a word in its names or in a page's title."""
        for limit in self.special_limits.values():
            if domain in limit.domains or any(word in text for text in texts if text for word in limit.words):
                return limit
        return None

    def column_clock(self, path: tuple[str, ...]) -> ColumnClock | None:
        """The default clock of the column at a path; None for most columns."""
        return next((clock for clock in self.column_clocks.values() if clock.covers(path)), None)

    def deadline(self, rule: str, severity: int) -> Deadline:
        """The deadline for a finding: by its rule, else by its severity, else the ordinary one."""
        given = self.deadlines.values()
        by_rule = [deadline for deadline in given if deadline.rules and rule.startswith(deadline.rules)]
        by_severity = [deadline for deadline in given if severity in deadline.severities]
        return (by_rule or by_severity or [self.deadlines["ordinary"]])[0]

    def _forms(self, kind: LabelKind) -> tuple[str, ...]:
        prescribed: tuple[str, ...] = getattr(self.labels, kind) if self.labels else ()
        recognised: tuple[str, ...] = getattr(self.label_forms, kind)
        return (*prescribed, *recognised)


def _states(wording: str, form: str) -> bool:
    """Whether a wording holds a form that is not denied (不主动公开 does not state 主动公开)."""
    return re.search(f"(?<!不){re.escape(form)}", wording) is not None
