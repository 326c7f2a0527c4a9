"""What a rule pack's file may hold: its sections, their types, and how a value is read."""

import json
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from inspection.openness_values import (
    Deduction,
    FirstRound,
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
from inspection.rule_values import (
    AbolishedBody,
    BodyText,
    CalendarValue,
    CatalogueDue,
    ColumnClock,
    Deadline,
    DeadLink,
    DirectoryForm,
    DomainTerms,
    ItemLimit,
    LabelDuty,
    LabelForms,
    LabelSet,
    LaterGuide,
    Masking,
    Migration,
    NoticeText,
    PeriodClock,
    Recheck,
    RepealedText,
    SpecialLimit,
    SpecialPlatform,
    VagueBodies,
    VillageMatter,
)
from inspection.toml_text import KeyPath

Place = tuple[str, ...]

# Sections that hold one value, and sections that hold many, each under a name of its own.
SINGLE: dict[str, type] = {
    "labels": LabelSet,
    "label_forms": LabelForms,
    "label_duty": LabelDuty,
    "item_limit": ItemLimit,
    "recheck": Recheck,
    "migration": Migration,
    "body_text": BodyText,
    "dead_link": DeadLink,
    "notice": NoticeText,
    "calendar": CalendarValue,
    "directory_form": DirectoryForm,
    "vague_bodies": VagueBodies,
    "catalogue_due": CatalogueDue,
    "masking": Masking,
    "interpretation": InterpretationDuty,
    "validity_duty": ValidityDuty,
    "link_hosts": Hosts,
    "first_round": FirstRound,
    "year_score": YearScore,
}
GROUPS: dict[str, type] = {
    "special_limits": SpecialLimit,
    "column_clocks": ColumnClock,
    "periods": PeriodClock,
    "deadlines": Deadline,
    "domain_terms": DomainTerms,
    "later_guides": LaterGuide,
    "abolished_bodies": AbolishedBody,
    "repealed_texts": RepealedText,
    "special_platforms": SpecialPlatform,
    "village_matters": VillageMatter,
    "thresholds": Threshold,
    "part_lists": PartList,
    "site_documents": SiteDocument,
    "submitted_reports": SubmittedReport,
    "set_columns": SetColumn,
    "note_scores": NoteScore,
    "score_weights": ScoreWeight,
    "deductions": Deduction,
    "veto_lines": VetoLine,
    "tasks": RecurringTask,
}
# The keys of a group that every pack must end up with; the other groups name their values freely.
FIXED: dict[str, tuple[str, ...]] = {
    "periods": ("day", "week", "month", "quarter", "half_year", "year"),
    "deadlines": ("ordinary", "veto", "directory", "leak", "objection"),
}
HEAD = ("title", "extends", "off")
SOURCE_KEYS = tuple(f.name for f in fields(Source))


def leaves(table: dict[str, Any]) -> Iterator[tuple[Place, type, list[tuple[KeyPath, dict[str, Any]]]]]:
    """Every value of a pack file: its place, its type, and its versions, each with where it stands."""
    for key, value in table.items():
        if key in SINGLE:
            yield (key,), SINGLE[key], _versions((key,), value)
        elif key in GROUPS and isinstance(value, dict):
            for name, member in value.items():
                yield (key, name), GROUPS[key], _versions((key, name), member)


def read_value(kind: type, given: dict[str, Any]) -> Any:
    """One typed value; pydantic's ValidationError where it is none.

    JSON is the mode in which strict types still let tables and lists become values.
    """
    source = {key: given[key] for key in SOURCE_KEYS if key in given}
    rest = {key: item for key, item in given.items() if key not in SOURCE_KEYS}
    text = json.dumps({**rest, "source": source}, default=str, ensure_ascii=False)
    return _adapter(kind).validate_json(text, strict=True)


def _versions(place: Place, value: Any) -> list[tuple[KeyPath, dict[str, Any]]]:
    if isinstance(value, list):
        return [((*place, number), version) for number, version in enumerate(value)]
    return [(place, value)]


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
