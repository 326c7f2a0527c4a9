"""Issuing notices: numbered, written, and recorded in one act; what was issued, said again.

A notice goes out with what somebody confirmed and nobody has put right; what its unit still may object to waits, unless
its ids are given. The paper is written before the memory is closed over it: where it cannot be, nothing is recorded.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from audits.ledger import Memory
from console.inspection_run import Run
from console.report_view import round_view
from inspection.china_time import moment_words
from inspection.deadline_hours import due_at
from inspection.errors import UserError
from inspection.types.judgement import Finding
from inspection.types.life import LifeEvent
from inspection.types.paperwork import IssuedNotice
from inspection.unit_names import unit_names
from reports.addressing import district_office, written_to
from reports.notice_drafts import Draft, drafts, title_of
from reports.view import DistrictView, RoundView
from reports.writers.notice import write_draft

_FOLDER = "通知"


@dataclass(frozen=True)
class Wish:
    """What is to be issued: of which units and findings (none: all), under which title (empty: the office's), with
    which 发文字号. `at` is when it goes out; `dues` given by hand replace the pack's."""

    at: datetime
    units: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    title: str = ""
    official: str = ""
    due: datetime | None = None


@dataclass(frozen=True)
class Issued:
    """A notice that went out, with its files."""

    notice: IssuedNotice
    files: tuple[Path, ...]


def planned(run: Run, memory: Memory, wish: Wish) -> tuple[RoundView, list[Draft], list[str]]:
    """What a round would send out now, and in Chinese what is held back and why.

    Raises UserError for ids that the round does not hold or that cannot be notified now.
    """
    view = replace(round_view(run), notice_date=wish.at.date())
    held: list[str] = []
    districts = []
    for district in view.districts:
        kept, said = _ready(memory, district, wish)
        districts.append(replace(district, findings=tuple(kept)))
        held += said
    _all_there(view, wish.findings)
    view = replace(view, districts=tuple(districts))
    # what earlier notices told of goes along with something new; alone it is reminded of, not issued again
    found = [one for one in drafts(view, unit_notices=True if wish.units else None) if one.findings]
    if wish.units:
        found = _to_units(view, found, wish.units)
    _none_too_early(view, found, wish.findings)
    return view, found, held


def _to_units(view: RoundView, found: Sequence[Draft], names: Sequence[str]) -> list[Draft]:
    """The papers that go to units, named as units.csv or a paper names them.

    Raises UserError for the first unit that nothing can be sent to.
    """
    meant: set[tuple[str, str]] = set()
    for name in names:
        of_it = {
            (one.district.district.id, one.addressee)
            for one in found
            if one.addressee in written_to(one.district, view.counted_from, name)
        }
        if not of_it:
            raise UserError(_nothing_for(view, name))
        meant |= of_it
    return [one for one in found if (one.district.district.id, one.addressee) in meant]


def _nothing_for(view: RoundView, name: str) -> str:
    for district in view.districts:
        if any(name in unit_names(one.unit) for one in district.to_notify):
            return (
                f"{name}不单独发通知（units.csv 中没有登记，或者由主管部门转办），它的问题写在发给"
                f"{district_office(district.district)}的通知里，下发时请去掉 --unit。"
            )
    return f"没有可以发给{name}的问题，请核对 --unit。"


def issue(run: Run, memory: Memory, wish: Wish) -> tuple[list[Issued], list[str]]:
    """Issues the notices of a round: gives each its number, writes it, and records that its findings were notified.

    Returns them with what was held back. Raises UserError where there is nothing to issue, or where a paper cannot be
    written: then no number was given and nothing recorded.
    """
    view, found, held = planned(run, memory, wish)
    if not found:
        raise UserError("".join(["没有可以下发的问题：属实而未下发的才能下发。", *held]))
    with _staged(run) as folder, memory.together():
        made = []
        told: dict[str, LifeEvent] = {}
        for draft in found:
            notice = memory.notices.issue(_notice(run, view, draft, wish), run.workspace.office.document_prefix)
            files = _written(run, view, draft, folder, notice)
            told = {one.finding: one for one in _notified(run, draft, notice)} | told
            made.append(Issued(notice, files))
        memory.acts.record(told.values())
        _put_down(folder, made)
    return made, held


def reissue(run: Run, memory: Memory, number: str, wish: Wish, reason: str) -> Issued:
    """Issues a notice again under a number of its own, with what is still open of it and its deadlines; the paper says
    which one it replaces. Raises UserError for a number that was never given, where nothing of it is open any more, and
    where other deadlines are wished."""
    if wish.due is not None:
        raise UserError("重发不改整改期限，不能写 --due；要延期的，用 xuncha handle 记“延期”后再重发。")
    old = memory.notices.known(number)
    view = replace(round_view(run), notice_date=wish.at.date())
    for draft in drafts(view, again=old):
        with _staged(run) as folder, memory.together():
            fresh = replace(_notice(run, view, draft, wish), reissue_of=old.number, reason=reason)
            notice = memory.notices.issue(fresh, run.workspace.office.document_prefix)
            made = Issued(notice, _written(run, view, draft, folder, notice))
            _put_down(folder, [made])
        return made
    raise UserError(f"{old.number} 所列问题都已整改或撤销，不必重发。")


def folder_of(run: Run) -> Path:
    """Where the issued papers of a round lie: drafts come and go beside them, these stay."""
    return run.workspace.round_folder(run.round) / "reports" / _FOLDER


def plan_lines(view: RoundView, found: Sequence[Draft]) -> list[str]:
    """What would be issued, one line a paper."""
    return [
        f"{draft.district.district.name}　{title_of(view, draft)}　致{draft.addressee}　问题{len(draft.findings)}个"
        for draft in found
    ]


def notice_line(notice: IssuedNotice, name: str) -> str:
    """One issued notice in Chinese."""
    official = f"　发文字号：{notice.official}" if notice.official else ""
    again = f"　重发（原 {notice.reissue_of}）" if notice.reissue_of else ""
    return (
        f"{notice.number}　{moment_words(notice.issued_at)}　{name}　{notice.title}　致{notice.addressee}"
        f"　问题{len(notice.findings)}个{official}{again}"
    )


def _ready(memory: Memory, district: DistrictView, wish: Wish) -> tuple[list[Finding], list[str]]:
    """The findings of a district that may go out now, and in Chinese how many wait for what."""
    wanted = set(wish.findings)
    waiting = {"object": 0, "comment": 0}
    kept = []
    ids = [one.id for one in district.findings if one.state == "confirmed"]
    done = memory.acts.events(ids) if ids else {}
    for one in district.findings:
        if wanted and one.id not in wanted:
            continue
        if one.state == "confirmed" and any(mark.endswith("待答复") for mark in one.marks):
            waiting["object"] += 1
        elif one.state == "confirmed" and not wanted and _may_still_object(one, done.get(one.id, ()), wish.at):
            waiting["comment"] += 1
        else:
            kept.append(one)
    name = district.district.name
    said = [f"{name}有{waiting['object']}个问题的异议或说明待答复，未列入。"] if waiting["object"] else []
    if waiting["comment"]:
        said.append(f"{name}有{waiting['comment']}个问题征求意见期限未到，未列入；确要先行下发的，用 --only 写明编号。")
    return kept, said


def _may_still_object(finding: Finding, done: Sequence[LifeEvent], at: datetime) -> bool:
    """Whether its draft was sent for comment and the time for an answer has not passed."""
    if "征求意见中" not in finding.marks:
        return False
    asked = [event.due for event in done if event.act == "send_draft" and event.due is not None]
    return bool(asked) and at < asked[-1]


def _all_there(view: RoundView, wanted: Sequence[str]) -> None:
    states = {one.id: one.state for district in view.districts for one in district.findings}
    if missing := [id_ for id_ in wanted if id_ not in states]:
        raise UserError(f"批次“{view.round}”没有编号为{'、'.join(missing)}的问题，请核对 --only。")


def _none_too_early(view: RoundView, found: Sequence[Draft], wanted: Sequence[str]) -> None:
    """Raises UserError for ids that are not confirmed and that no paper still tells anybody of."""
    states = {one.id: one.state for district in view.districts for one in district.findings}
    going = {one.id for draft in found for one in draft.findings}
    if early := [id_ for id_ in wanted if states[id_] != "confirmed" and id_ not in going]:
        raise UserError(f"{'、'.join(early)} 不是属实而未下发的问题，不能下发，现在可以怎样办理见 xuncha history。")


def _notice(run: Run, view: RoundView, draft: Draft, wish: Wish) -> IssuedNotice:
    at = wish.at
    pack = view.pack
    # what was notified before keeps the deadline that runs: the one by which the memory tells who is late
    dues: Mapping[str, datetime] = {
        one.id: (one.due_at if one.state != "confirmed" else None)
        or wish.due
        or due_at(pack.deadline(one.rule, one.severity), at, view.calendar)
        for one in draft.findings
    }
    return IssuedNotice(
        "", draft.kind, wish.title or title_of(view, draft), run.round, draft.district.district.id, draft.addressee,
        draft.unit, draft.copy_to, at, tuple(one.id for one in draft.findings), dues, wish.official or None,
    )  # fmt: skip


def _notified(run: Run, draft: Draft, notice: IssuedNotice) -> list[LifeEvent]:
    """That the findings of a paper were notified; those that another paper told of before were so already."""
    return [
        LifeEvent(
            one.id, 0, "notify", notice.issued_at, "office", run.workspace.office.name, "", "",
            due=notice.dues.get(one.id), notice=notice.number,
        )
        for one in draft.findings
        if one.state == "confirmed"
    ]  # fmt: skip


@contextmanager
def _staged(run: Run) -> Iterator[Path]:
    """A folder in which papers are written before anything is recorded; what is still in it at the end is gone."""
    folder = folder_of(run)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".") as staging:
        yield Path(staging)


def _written(run: Run, view: RoundView, draft: Draft, staging: Path, notice: IssuedNotice) -> tuple[Path, ...]:
    """Writes a paper into the staging folder; the files as they will lie."""
    return tuple(folder_of(run) / path.name for path in write_draft(view, draft, staging, notice))


def _put_down(staging: Path, made: Sequence[Issued]) -> None:
    """Moves the papers to where they stay. Raises UserError where one lies there already."""
    files = [path for one in made for path in one.files]
    if there := [path for path in files if path.exists()]:
        raise UserError(f"{there[0]} 已经存在，请移走后再下发，本次没有记录任何内容。")
    for path in files:
        (staging / path.name).rename(path)
