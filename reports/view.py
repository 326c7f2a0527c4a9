"""What the reports are written from: a round's rows, read once and not changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from inspection.rule_values import RulePack
from inspection.telling import may_be_told
from inspection.types.directory import DomainDepartment
from inspection.types.judgement import Coverage, Finding, FindingState, Unit
from inspection.types.office import CrawlSettings, District, Office, ReportSettings
from inspection.types.page_facts import Reminder
from inspection.types.paperwork import EarlierRound, IssuedNotice, ItemChanges, Outcome, RuleText
from inspection.types.portal import Column, Incident, Listing, Page, Snapshot
from inspection.types.score import Score
from inspection.workdays import WorkCalendar
from reports.words import file_name

# States that a finding only reaches after somebody (or, where the office lets it, the machine) has confirmed it.
CONFIRMED: frozenset[FindingState] = frozenset(
    {"confirmed", "notified", "received", "replied", "fixed", "unfixed", "closed"}
)
# Confirmed and still to be answered: what a notice may hold.
OPEN: frozenset[FindingState] = CONFIRMED - {"fixed", "closed"}


@dataclass(frozen=True)
class DistrictView:
    """One district's round. The findings already carry what has become of them in the memory.

    `snapshots` give the time at which the lists behind an absence were read; without them that time is left blank.
    `first` says that the district was never inspected before; `reminders` are early warnings, which are no findings;
    `unfit` says why the round is not fit for scoring; `outcomes` are the findings that were notified before this round;
    `issued` are the notices of this round that went out; `sealed` counts pages with a classification mark, which are
    told by telephone alone; `changes` says how its matters differ from those of its round before (None: it had none).
    """

    district: District
    findings: tuple[Finding, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    columns: tuple[Column, ...] = ()
    listings: tuple[Listing, ...] = ()
    pages: tuple[Page, ...] = ()
    incidents: tuple[Incident, ...] = ()
    units: tuple[Unit, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()
    first: bool = False
    reminders: tuple[Reminder, ...] = ()
    unfit: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    issued: tuple[IssuedNotice, ...] = ()
    sealed: int = 0
    changes: ItemChanges | None = None

    @cached_property
    def listed(self) -> tuple[Finding, ...]:
        """The findings that lists may name, the most serious first."""
        shown = [finding for finding in self.findings if may_be_told(finding, "list")]
        return tuple(sorted(shown, key=_order))

    @property
    def confirmed(self) -> tuple[Finding, ...]:
        """Those that somebody confirmed, whatever has become of them since."""
        return tuple(finding for finding in self.listed if finding.state in CONFIRMED)

    @property
    def waiting(self) -> tuple[Finding, ...]:
        """Those that nobody has confirmed yet: 待核实."""
        return tuple(finding for finding in self.listed if finding.state == "suspected")

    @property
    def to_notify(self) -> tuple[Finding, ...]:
        """Those that a new notice may hold: confirmed, not notified yet, and no objection or explanation waiting."""
        return tuple(finding for finding in self.listed if finding.state == "confirmed" and not _disputed(finding))

    @cached_property
    def paths(self) -> dict[str, tuple[str, ...]]:
        """Paths of columns by id."""
        return {column.id: column.path for column in self.columns}

    def seen_at(self, finding: Finding) -> str | None:
        """When a finding's newest evidence was fetched (ISO, +08:00); for absence, when the lists searched were."""
        lists = {evidence.listing for evidence in finding.evidence if evidence.listing}
        times = [evidence.fetched_at for evidence in finding.evidence if evidence.fetched_at]
        times += [
            self._fetched[one] for listing in lists for one in self._read.get(listing, ()) if one in self._fetched
        ]
        return max(times, default=None)

    @cached_property
    def _fetched(self) -> dict[str, str]:
        return {snapshot.id: snapshot.fetched_at for snapshot in self.snapshots}

    @cached_property
    def _read(self) -> dict[str, tuple[str, ...]]:
        return {listing.id: listing.snapshots for listing in self.listings}


@dataclass(frozen=True)
class RoundView:
    """A round over its districts. Deadlines count from `notice_date` (the day on which the notices go out), else from
    `as_of`. `templates` is the office's own folder of templates; `settings` is what the office chose of its papers;
    `rules` are the rules in words, by code; `earlier` the rounds before, the oldest first; `departments` who answers
    for which domain in the city; `crawl` and `user_agent` are how portals were asked (None, '': not known).
    """

    office: Office
    round: str
    as_of: date
    pack: RulePack
    calendar: WorkCalendar
    districts: tuple[DistrictView, ...]
    templates: Path | None = None
    notice_date: date | None = None
    scores: tuple[Score, ...] = ()
    settings: ReportSettings = field(default_factory=ReportSettings)
    rules: Mapping[str, RuleText] = field(default_factory=dict)
    earlier: tuple[EarlierRound, ...] = ()
    departments: tuple[DomainDepartment, ...] = ()
    crawl: CrawlSettings | None = None
    user_agent: str = ""

    @property
    def counted_from(self) -> date:
        """The day from which deadlines count."""
        return self.notice_date or self.as_of

    def file_stem(self, district: DistrictView) -> str:
        """How the files of a district begin: its name, with its id where another district has the same name."""
        name, key = district.district.name, district.district.id
        namesakes = [one for one in self.districts if one.district.name == name]
        return file_name(name if len(namesakes) == 1 else f"{name}（{key}）")


def _disputed(finding: Finding) -> bool:
    """Whether the office owes its unit an answer first."""
    return any(mark.endswith("待答复") for mark in finding.marks)


def _order(finding: Finding) -> tuple[int | str, ...]:
    return (
        finding.severity,
        finding.unit or "",
        finding.domain or "",
        finding.level1 or "",
        finding.level2 or "",
        finding.rule,
        finding.id,
    )
