"""What an office and those who answer do with findings, read from a command; and what was done, in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from audits.case import frozen_calendar
from audits.ledger import Memory
from audits.ledger_life import Known
from audits.life import Chapter, acts_now, chapters, life_of
from audits.life_acts import ACTS, DONE, OF_UNITS, OPEN, STATES, act_words
from audits.names import resolve_unit
from inspection.china_time import moment_words, start_of
from inspection.deadline_hours import due_at
from inspection.errors import UserError
from inspection.masking import mask
from inspection.office_tables import read_units
from inspection.round_store import read_round
from inspection.rule_pack import from_json
from inspection.telling import may_be_told
from inspection.toml_text import nearest
from inspection.types.judgement import Finding
from inspection.types.life import Act, LifeEvent, Sighting, Speaker
from inspection.unit_names import joined_units, unit_names
from inspection.workdays import WorkCalendar
from inspection.workspace import Workspace

# What people write for an act: the officials' word, or one in small letters.
WORDS: dict[str, Act] = {
    "属实": "confirm", "confirm": "confirm", "部分属实": "confirm_in_part", "confirm-in-part": "confirm_in_part",
    "不予认定": "reject", "reject": "reject", "报备": "waive", "waive": "waive",
    "征求意见": "send_draft", "draft": "send_draft", "无异议": "agree", "agree": "agree",
    "异议": "object", "object": "object",
    "维持": "uphold", "不采纳": "uphold", "uphold": "uphold", "撤销": "withdraw", "采纳": "withdraw",
    "withdraw": "withdraw", "改派": "reassign", "reassign": "reassign", "下发": "notify", "notify": "notify",
    "签收": "receive", "receive": "receive", "延期": "extend", "extend": "extend", "反馈": "reply", "reply": "reply",
    "说明": "explain", "explain": "explain", "部分整改": "fix_in_part", "fix-in-part": "fix_in_part",
    "复查通过": "recheck_fixed", "fixed": "recheck_fixed", "复查不通过": "recheck_unfixed",
    "unfixed": "recheck_unfixed", "复查未定": "recheck_unclear", "unclear": "recheck_unclear",
    "退回": "return", "return": "return", "销号": "close", "close": "close", "重新核查": "reopen", "reopen": "reopen",
    "催办": "remind", "remind": "remind", "撤回": "undo", "undo": "undo",
}  # fmt: skip
# An act's name as we show it, without what stands in brackets, means the act too.
_SHOWN = {label.partition("（")[0]: act for act, label in ACTS.items() if act != "found"}
_DEADLINED: tuple[Act, ...] = ("notify", "return")
# Answers to an objection or explanation after which the unit goes on with what it was told to do.
_ANSWERS: tuple[Act, ...] = ("uphold", "confirm_in_part")


@dataclass(frozen=True)
class Given:
    """What a person wrote beside the ids and the act. `at` None means now; `due` None means as the pack has it."""

    reason: str = ""
    who: str | None = None
    at: datetime | None = None
    due: datetime | None = None
    until: date | None = None
    unit: str | None = None
    link: str | None = None
    choice: str | None = None
    notice: str | None = None


def act_of(word: str) -> Act:
    """The act that a person's word means. Raises UserError with the words that are known."""
    plain = word.strip().lower()
    if act := WORDS.get(plain) or _SHOWN.get(plain.partition("（")[0]):
        return act
    like = nearest(plain, list(WORDS))
    listed = "、".join(known for known in WORDS if not known.isascii())
    raise UserError(f"最后一个词应是怎样办理：{listed}；现在是“{word}”{f'，是不是“{like}”' if like else ''}。")


def handle(
    workspace: Workspace, memory: Memory, ids: Sequence[str], act: Act, given: Given, now: datetime
) -> list[str]:
    """Records one act on findings: on all of them or on none. Returns in Chinese what was recorded, and what to mind.

    Raises UserError where a finding cannot meet the act now, and for what the act lacks.
    """
    at = given.at or now.replace(second=0, microsecond=0)
    if at > now:
        raise UserError(f"办理时间 {moment_words(at)} 还没有到，请核对 --at。")
    known = memory.acts.all_known(ids)
    findings = findings_of(workspace, memory, known)
    told = _told(memory, known)
    if act in ("notify", "send_draft"):
        _must_be_told(findings)
    dues = _dues(workspace, findings, told, act, at) if given.due is None else {}
    unit = _unit_named(workspace, known, given.unit) if given.unit else None
    if act == "reassign" and unit:
        _must_be_another(unit, findings, told)
    events = []
    for one in known:
        speaker, who = _speaker(workspace, one, findings.get(one.id), act, given.who)
        events.append(
            LifeEvent(
                one.id, 0, act, at, speaker, who, given.reason.strip(), "", unit, given.due or dues.get(one.id),
                given.until, given.link, given.choice, given.notice,
            )
        )  # fmt: skip
    made = memory.acts.record(events)
    said = [f"已记下 {len(made)} 个问题：{ACTS[act]}（{moment_words(at)}）。"]
    said += _undone(memory, made)
    set_ = sorted({event.due for event in made if event.due})
    if set_:
        what = "意见反馈期限" if act == "send_draft" else "整改期限"
        said.append(f"{what}：{'、'.join(f'{moment_words(due)}前' for due in set_)}。")
    private = [
        id_ for id_, one in findings.items() if act in ("notify", "send_draft") and not may_be_told(one, "notice")
    ]
    if private:
        said.append(
            f"{'、'.join(private)} 涉及个人信息，只以单独的函告知责任单位，不写入征求意见稿、通知、清单和通报。"
        )
    return [*said, *_standing(memory, known, now.date())]


def _undone(memory: Memory, made: Sequence[LifeEvent]) -> list[str]:
    """Which acts an undo took back."""
    lines = []
    for event in made:
        if event.undoes is not None:
            one = next(one for one in memory.acts.events([event.finding])[event.finding] if one.seq == event.undoes)
            lines.append(f"{event.finding} 撤回的是：{ACTS[one.act]}（{moment_words(one.at)}）。")
    return lines


def _told(memory: Memory, known: Sequence[Known]) -> dict[str, list[Chapter]]:
    """The lives of findings, by id."""
    seen, done = memory.acts.sightings(one.id for one in known), memory.acts.events(one.id for one in known)
    return {one.id: chapters(seen.get(one.id, ()), done.get(one.id, ())) for one in known}


def _standing(memory: Memory, known: Sequence[Known], on: date) -> list[str]:
    """Where findings stand now and what can be done next; of many only how many stand where."""
    now = {id_: acts_now(told, on) for id_, told in _told(memory, known).items()}
    if len({(state, acts) for state, acts in now.values()}) == 1:
        state, acts = now[known[0].id]
        return [f"现为：{STATES[state]}；现在可以：{act_words(acts)}。"]
    counts = Counter(STATES[state] for state, _ in now.values())
    return [f"现为：{'，'.join(f'{state} {count} 个' for state, count in counts.items())}。"]


def findings_of(workspace: Workspace, memory: Memory, known: Sequence[Known]) -> dict[str, Finding]:
    """The findings as the latest round that found each holds them, by id; without those whose round is gone."""
    wanted: dict[tuple[str, str], set[str]] = {}
    for id_, seen in memory.acts.sightings(one.id for one in known).items():
        last = max(seen, key=lambda one: (one.as_of, one.round))
        district = next(one.district for one in known if one.id == id_)
        wanted.setdefault((last.round, district), set()).add(id_)
    found: dict[str, Finding] = {}
    for (round_, district), ids in sorted(wanted.items()):
        path = workspace.store_path(round_, district)
        if path.exists():
            with read_round(path) as store:
                found |= {one.id: one for one in store.each(Finding) if one.id in ids}
    return found


def history_lines(memory: Memory, known: Known, finding: Finding | None, on: date) -> list[str]:
    """One finding's life in Chinese, oldest first: when, who, what, why; where it stands, and what can be done now."""
    seen = memory.acts.sightings([known.id]).get(known.id, [])
    history = memory.history(known.id)
    events = [event for event, _ in history]
    told = chapters(seen, events)
    state, acts = acts_now(told, on)
    life = life_of(known.id, told, on)
    lines = [f"{known.id}　{mask(finding.message) if finding else known.identity}"]
    dated = [((start_of(one.as_of), 0, n), _seen_line(one, seen, events)) for n, one in enumerate(seen)]
    dated += [((event.at, 1, n), _act_line(event, back)) for n, (event, back) in enumerate(history)]
    lines += [f"  {line}" for _, line in sorted(dated, key=lambda pair: (pair[0][0].date(), *pair[0][1:]))]
    unit = joined_units(unit_names(life.unit or (finding.unit if finding else None)))
    told_only = ["仅需说明，不作复查"] if finding and finding.kind == "explain" and state in OPEN else []
    marks = "；".join([STATES[state], *life.marks, *told_only])
    lines.append(f"  现为：{marks}{f'　责任单位：{unit}' if unit else ''}")
    if life.due is not None and state not in ("waived", "rejected", *DONE):
        lines.append(f"  整改期限：{moment_words(life.due)}前")
    lines.append(f"  现在可以：{act_words(acts) or '（无）'}")
    return lines


def _seen_line(one: Sighting, seen: Sequence[Sighting], events: Sequence[LifeEvent]) -> str:
    """That a round found it, and where it stood when that round was judged: by what had been done before its day."""
    until = [other for other in seen if (other.as_of, other.round) <= (one.as_of, one.round)]
    told = chapters(until, [event for event in events if event.at.date() < one.as_of])
    state = life_of(one.finding, told, one.as_of, one.round).state
    return f"{moment_words(start_of(one.as_of))}　批次“{one.round}”发现（{STATES[state]}）"


def _act_line(event: LifeEvent, taken_back: bool) -> str:
    more = [f"原因：{event.choice}"] if event.choice else []
    more += [f"链接：{event.link}"] if event.link else []
    more += [f"改由：{event.unit}"] if event.unit else []
    more += [f"期限：{moment_words(event.due)}前"] if event.due else []
    more += [f"报备至{moment_words(start_of(event.until))}"] if event.until else []
    more += [f"文号：{event.notice}"] if event.notice else []
    more += [f"留痕：{'、'.join(digest[:12] for digest in event.after)}"] if event.after else []
    words = f"{moment_words(event.at)}　{ACTS[event.act]}　{event.who}"
    reason = f"：{mask(event.reason)}" if event.reason else ""
    details = f"（{mask('；'.join(more))}）" if more else ""
    return f"{words}{reason}{details}{'　［已撤回］' if taken_back else ''}"


def _must_be_told(findings: Mapping[str, Finding]) -> None:
    sealed = [id_ for id_, one in findings.items() if not may_be_told(one, "letter")]
    if sealed:
        raise UserError(f"{'、'.join(sealed)} 疑似涉密，只以电话处置（见 xuncha sealed），不发征求意见稿和通知。")


def _dues(
    workspace: Workspace,
    findings: Mapping[str, Finding],
    told: Mapping[str, Sequence[Chapter]],
    act: Act,
    at: datetime,
) -> dict[str, datetime]:
    """The deadlines that an act sets where a person names none: of the pack that each finding's round was judged with,
    a return never an earlier one than that in force; an answer puts that off by the days that it took."""
    if act not in (*_DEADLINED, "send_draft", *_ANSWERS):
        return {}
    found: dict[str, datetime] = {}
    by_round: dict[tuple[str, str], list[Finding]] = {}
    for one in findings.values():
        by_round.setdefault((one.round, one.district), []).append(one)
    for (round_, district), given in sorted(by_round.items()):
        with read_round(workspace.store_path(round_, district)) as store:
            pack = from_json(store.fact("rule_pack"))
            calendar = frozen_calendar(store.fact("calendar"), pack)
        for one in given:
            chapter = told[one.id][-1]
            if act in _ANSWERS:
                if later := put_off(chapter, at, calendar):
                    found[one.id] = later
                continue
            asked = pack.deadlines["objection"] if act == "send_draft" else pack.deadline(one.rule, one.severity)
            due = due_at(asked, at, calendar)
            found[one.id] = max(due, chapter.due) if act == "return" and chapter.due else due
    return found


def put_off(chapter: Chapter, at: datetime, calendar: WorkCalendar) -> datetime | None:
    """The deadline in force, later by the days for which something that was said in time waited for its answer, and on
    no day off; None where nothing waited."""
    said, due = chapter.pending, chapter.due
    if said is None or due is None or chapter.state not in OPEN or said.at > due:
        return None
    waited = (at.date() - said.at.date()).days
    day = due.date() + timedelta(waited)
    if calendar.is_workday(day) is False:
        day = calendar.after(day, 1)
    return datetime.combine(day, due.time(), due.tzinfo) if waited > 0 else None


def _must_be_another(unit: str, findings: Mapping[str, Finding], told: Mapping[str, Sequence[Chapter]]) -> None:
    """Raises UserError where a finding is that unit's already."""
    own = [id_ for id_, one in findings.items() if unit_names(told[id_][-1].unit or one.unit) == (unit,)]
    if own:
        raise UserError(f"{'、'.join(own)} 的责任单位已是{unit}，不用改派，请核对 --unit。")


def _unit_named(workspace: Workspace, known: Sequence[Known], written: str) -> str:
    """The unit of units.csv that a person means; as written where the office keeps no such table."""
    units = read_units(workspace.root / "units.csv", workspace.districts)
    for district in sorted({one.district for one in known}):
        own = tuple(unit for unit in units if unit.district == district)
        name = next(one.name for one in workspace.districts if one.id == district)
        today = date.max
        unit = resolve_unit(written, own, name, today) if own else None
        if own and unit is None:
            like = nearest(written, [one.name for one in own])
            hint = f"，是不是“{like}”" if like else ""
            raise UserError(f"units.csv 中{name}没有“{written}”这个单位{hint}，请核对 --unit。")
        written = unit.name if unit else written
    return written


def _speaker(
    workspace: Workspace, known: Known, finding: Finding | None, act: Act, who: str | None
) -> tuple[Speaker, str]:
    """Who speaks, and by which name: those who answer for what only they do, else the office."""
    if act not in OF_UNITS:
        return "office", who or workspace.office.name
    district = next((one.name for one in workspace.districts if one.id == known.district), known.district)
    unit = finding.unit if finding else None
    named = who or unit or district
    return ("unit" if unit and named == unit else "district" if district in named else "unit"), named
