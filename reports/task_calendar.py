"""The year's tasks as a calendar file (iCalendar, RFC 5545) that any calendar program takes."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256

from inspection.recurring_tasks import TaskDue
from reports.words import writable

# Bytes of a line, its end not counted.
_LINE = 75


def calendar_file(tasks: Sequence[TaskDue], office: str, on: date, ahead: int) -> bytes:
    """A whole-day event for every task, with an alarm so many days ahead. The same tasks give the same bytes; an event
    keeps its id, so that taking a newer file in changes it and adds none."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Xuncha//Tasks//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(f'{office}每年的工作')}",
    ]  # fmt: skip
    for one in tasks:
        lines += _event(one, on, ahead)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(one: TaskDue, on: date, ahead: int) -> Iterable[str]:
    source = one.task.source
    told = [f"责任单位：{one.task.owner}", f"依据：{source.clause}", *([source.note] if source.note else [])]
    uid = sha256(f"{one.key}|{one.task.name}|{one.due}".encode()).hexdigest()[:20]
    alarm = [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"TRIGGER:-P{ahead}D",
        f"DESCRIPTION:{_text(one.task.name)}",
        "END:VALARM",
    ]
    return [
        "BEGIN:VEVENT", f"UID:{uid}@xuncha", f"DTSTAMP:{on:%Y%m%d}T000000Z", f"DTSTART;VALUE=DATE:{one.due:%Y%m%d}",
        f"DTEND;VALUE=DATE:{one.due + timedelta(1):%Y%m%d}", f"SUMMARY:{_text(one.task.name)}",
        f"DESCRIPTION:{_text(chr(10).join(told))}", "TRANSP:TRANSPARENT", *(alarm if ahead else []), "END:VEVENT",
    ]  # fmt: skip


def _text(text: str) -> str:
    plain = writable(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 bytes that cut no sign in two; those after the first begin with a blank."""
    part, size = "", 0
    for sign in line:
        length = len(sign.encode())
        if size + length > _LINE:
            yield part
            part, size = " ", 1
        part, size = part + sign, size + length
    yield part
