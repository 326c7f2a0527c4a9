"""triggers.csv: where the office corrects what the machine took for the trigger of an entry, and says why."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from inspection.office_tables import CellError, TableRow, read_table
from inspection.types.directory import Trigger
from inspection.types.judged_before import TriggerNote
from inspection.types.office import District

NAME = "triggers.csv"
# How the office writes a trigger, and how screens and papers name it.
TRIGGERS: dict[str, Trigger] = {
    "常年公开": "standing", "定期公开": "periodic", "发生时公开": "event", "依申请公开": "on_request",
    "面向特定群体": "group", "线下公开": "offline",
}  # fmt: skip
TRIGGER_WORDS: dict[Trigger, str] = {trigger: word for word, trigger in TRIGGERS.items()}


def read_trigger_notes(path: Path, districts: tuple[District, ...]) -> list[TriggerNote]:
    """All rows; an absent file gives none. Raises UserError naming every bad row."""
    said: dict[tuple[str | None, ...], Trigger] = {}

    def note(row: TableRow) -> TriggerNote:
        given = row.must("trigger")
        trigger = TRIGGERS.get(given) or next((one for one in TRIGGERS.values() if one == given), None)
        if trigger is None:
            raise CellError(f"“公开情形”应为{'、'.join(TRIGGERS)}之一，现在是“{given}”")
        district = row.district() if row.text("district") else None
        level1, level2 = row.text("level1"), row.text("level2")
        key = (district, row.must("domain"), level1, level2)
        if said.setdefault(key, trigger) != trigger:
            before = TRIGGER_WORDS[said[key]]
            raise CellError(f"同一事项前面已写作“{before}”，这里又是“{given}”，请只留一行")
        return TriggerNote(district, row.must("domain"), level1, level2, trigger, row.must("reason"))

    return read_table(path, districts, note, ("domain", "trigger", "reason"))


def notes_of(notes: Iterable[TriggerNote], district: str) -> list[TriggerNote]:
    """The notes that speak of a district, the narrowest first and otherwise as they were written."""
    own = [note for note in notes if note.district in (None, district)]
    return sorted(own, key=lambda note: -note.narrowness)


def trigger_fact(notes: Iterable[TriggerNote]) -> list[dict[str, Any]]:
    """Notes as a fact that a round's store can freeze."""
    return [asdict(note) for note in notes]


def read_trigger_fact(fact: Any) -> tuple[TriggerNote, ...]:
    """What such a fact says; nothing for a round that froze none."""
    return tuple(TriggerNote(**one) for one in fact or ())
