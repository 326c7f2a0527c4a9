"""Which rounds have been kept long enough, and taking what portals answered out of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from audits.ledger import Memory
from crawler.purging import purge_round, purged_on
from inspection.errors import UserError
from inspection.round_lock import round_lock
from inspection.round_store import open_round, read_round
from inspection.types.judgement import Finding
from inspection.types.office import District
from inspection.workspace import Workspace
from reports.output import remove
from reports.snapshot_links import snapshot_link
from reports.view import OPEN

REASON = "超过保存期限"


@dataclass(frozen=True)
class Kept:
    """One district's round whose answers are still there. `waiting` is the number of its findings that somebody
    confirmed and nobody has put right yet: their evidence is needed."""

    round: str
    district: District
    store: Path
    as_of: date
    waiting: int


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - date(year, month + 1, 1)).days
    return date(year, month + 1, min(day.day, last))


def limit_of(workspace: Workspace, today: date) -> date:
    """The day before which rounds are no longer kept. Raises UserError where the office has set no limit."""
    months = workspace.office.retention_months
    if months == 0:
        raise UserError("没有设定保存期限（retention_months = 0），请写明 --before 日期 或 --round 批次。")
    return months_before(today, months)


def kept_rounds(workspace: Workspace, districts: tuple[District, ...], only: str | None = None) -> Iterator[Kept]:
    """The rounds of these districts that are whole, oldest name first. Raises UserError for a name that is none."""
    if only is not None and only not in workspace.rounds():
        raise UserError(f"没有批次“{only}”，现有 {'、'.join(workspace.rounds()) or '（无）'}，请核对 --round。")
    with Memory(workspace.memory_path) as memory:
        for name in [only] if only else workspace.rounds():
            for district in districts:
                path = workspace.store_path(name, district.id)
                if not path.exists():
                    continue
                with read_round(path) as store:
                    as_of = store.fact("as_of")
                    if purged_on(store) and only is None:
                        continue
                    living = memory.lives(store.read(Finding))
                # a round that was never frozen holds nothing that was judged
                when = date.fromisoformat(as_of) if as_of else date.min
                yield Kept(name, district, path, when, sum(one.state in OPEN for one in living))


def purge_kept(kept: Kept, on: date) -> int:
    """Takes the answers out of one district's round, and the local pages that were made of them. Returns how many.
    Raises UserError where another command works on it."""
    with round_lock(kept.store.parent, kept.district.name), open_round(kept.store) as store:
        count = purge_round(store, kept.store.parent, on, REASON)
        reports = kept.store.parent.parent / "reports"
        for finding in store.each(Finding):
            if (page := reports / snapshot_link(finding)).exists():
                remove(page)
        return count
