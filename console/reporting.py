"""From a judged round to what people see: the short table, the files, the exported rows."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from audits.ledger import Memory
from audits.rule import all_rules
from console.inspection_run import Run
from console.report_view import living_findings, round_view
from console.sampling import measured_line
from console.scoring_facts import scores_of
from console.snapshot_pages import write_snapshots
from console.task_facts import soon_lines
from inspection.plugins import modules_in
from inspection.round_store import RoundStore
from inspection.rows import (
    column_row,
    coverage_row,
    entry_row,
    finding_row,
    match_row,
    page_row,
    reminder_row,
    score_row,
)
from inspection.types.directory import Entry
from inspection.types.judgement import Coverage, Finding, FindingState, Match
from inspection.types.office import District
from inspection.types.page_facts import Reminder
from inspection.types.portal import Column, Incident, Listing, Page
from reports.snapshot_links import FOLDER as SNAPSHOTS

STATES = {
    "content": "已公开", "note": "情况说明", "blank": "空白栏目", "missing": "未查找到", "withdrawn": "已撤下",
    "unverifiable": "无法核验", "waived": "已报备", "not_due": "未到期", "not_applicable": "不适用",
}  # fmt: skip

# States of a finding in which it counts as no problem of the round, and how they are told.
_NO_PROBLEM: dict[FindingState, str] = {
    "waived": "已报备", "rejected": "不予认定", "fixed": "已整改", "closed": "已销号",
}  # fmt: skip


def judged(run: Run, on: date | None = None) -> list[Finding]:
    """The findings of all districts of the run, with what has become of them; deadlines are asked of the day `on`, else
    of the last one of which the memory knows anything."""
    with Memory(run.workspace.memory_path) as memory:
        return [finding for district in run.districts for finding in living_findings(run, memory, district.id, on)]


def summary(run: Run) -> str:
    """A short table in Chinese: what was seen in each district, and what was found by rule."""
    lines = []
    names = {rule.code: rule.name for rule in all_rules()}
    for district in run.districts:
        with run.store(district) as store:
            states = Counter(coverage.state for coverage in store.read(Coverage))
            soon = store.count(Reminder)
            lines.append(f"{district.name}（以 {store.fact('as_of')} 为准）")
            lines.append(
                f"  栏目 {store.count(Column)} 个，页面 {store.count(Page)} 个，未能采集 {store.count(Incident)} 处"
            )
        shown = "，".join(f"{STATES[state]} {states[state]}" for state in STATES if states[state])  # type: ignore[index]  # states of the same set
        lines.append(f"  事项 {sum(states.values())} 个：{shown or '无'}")
        with Memory(run.workspace.memory_path) as memory:
            lines += _by_rule(living_findings(run, memory, district.id), names)
            if soon:
                lines.append(f"  即将超过更新期限的栏目 {soon} 个，见栏目更新提醒单（提醒，不是问题）")
            if measured := measured_line(memory, run.round, district.id, "  通过项抽看"):
                lines.append(measured)
    lines += soon_lines(run.workspace, _as_of(run))
    return "\n".join(lines)


def _by_rule(findings: Iterable[Finding], names: Mapping[str, str]) -> list[str]:
    """What was found, rule by rule; what an agreed exception, a decision or a recheck took out is told apart."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    apart: Counter[str] = Counter()
    for finding in findings:
        if finding.state in _NO_PROBLEM:
            apart[_NO_PROBLEM[finding.state]] += 1
        else:
            counted[finding.rule]["提示" if finding.suspected_only else ""] += 1
    lines = []
    for code, name in names.items():
        sure, hinted = counted[code][""], counted[code]["提示"]
        parts = [f"{sure} 个"] if sure else []
        parts += [f"{'另有' if sure else ''}提示 {hinted} 个"] if hinted else []
        lines += [f"  {code} {name}：{'，'.join(parts)}"] if parts else []
    lines = lines or ["  没有发现问题"]
    if apart:
        said = "，".join(f"{words} {apart[words]} 个" for words in dict.fromkeys(_NO_PROBLEM.values()) if apart[words])
        lines.append(f"  不计入以上问题的：{said}")
    return lines


def _as_of(run: Run) -> date:
    """The last day as of which the run's districts were judged."""
    found = []
    for district in run.districts:
        with run.store(district) as store:
            found.append(date.fromisoformat(store.fact("as_of")))
    return max(found)


def write_reports(run: Run, say: Callable[[str], None], doing: Callable[[str], None] = lambda _: None) -> list[Path]:
    """Writes every report of the run's districts, and those that concern the round over all that it holds; names the
    districts for which there is nothing to notify yet. `doing` hears which paper is being written."""
    doing("正在读取本批次的核查结果…")
    view = round_view(run)
    whole_run = _whole_round(run, say)
    whole = view if whole_run.districts == run.districts else round_view(whole_run)
    folder = run.workspace.round_folder(run.round) / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    doing("正在写网页留痕…")
    if kept := write_snapshots(whole_run, folder):
        say(f"属实问题的网页留痕 {kept} 份（已去标识化）在 {folder / SNAPSHOTS} 中，清单和看板的链接指向这里。")
    writers = modules_in("reports.writers")
    for place, module in enumerate(writers, start=1):
        doing(f"正在写 {place}/{len(writers)}：{_title(module)}")
        # a part of the round must not stand in the round's own file as if it were all
        written += module.write(whole if getattr(module, "OF_ROUND", False) else view, folder)
    for district in view.districts:
        waiting = sum(finding.state == "suspected" for finding in district.findings)
        if waiting:
            say(f"{district.district.name}：{waiting} 个问题待核实，用 xuncha decide 记下结论后才写进通知。")
        elif not district.to_notify:
            say(f"{district.district.name}：没有属实而未整改的问题，不写通知。")
    return written


def _title(module: ModuleType) -> str:
    """What a writer writes, in Chinese: the first words of its docstring."""
    return (module.__doc__ or "").partition(":")[0].partition(",")[0]


def _whole_round(run: Run, say: Callable[[str], None]) -> Run:
    """The run over every district that the round has judged; says which ones it has not judged yet."""
    judged_: list[District] = []
    waiting: list[District] = []
    for district in run.workspace.districts:
        if not run.workspace.store_path(run.round, district.id).exists():
            continue
        with run.store(district) as store:
            (waiting if store.fact("verdicts") is None else judged_).append(district)
    if late := [one.name for one in waiting if one not in run.districts]:
        say(f"{'、'.join(late)}在本批次中还没有判断，得分表等全批次的材料暂不包括，判断后请重新运行 xuncha report。")
    return replace(run, districts=tuple(one for one in run.workspace.districts if one in (*judged_, *run.districts)))


def exported_rows(run: Run, kind: str, on: date | None = None) -> list[dict[str, Any]]:
    """The rows of one table over the run's districts, as the contract has them; `on` as in `judged`."""
    if kind == "findings":
        return [finding_row(finding) for finding in judged(run, on)]
    if kind == "scores":
        return [score_row(score) for score in scores_of(run)]
    rows: list[dict[str, Any]] = []
    for district in run.districts:
        with run.store(district) as store:
            rows += _rows_of(store, district.id, kind)
    return rows


def _rows_of(store: RoundStore, district: str, kind: str) -> list[dict[str, Any]]:
    if kind == "coverage":
        paths = {column.id: column.path for column in store.read(Column)}
        return [coverage_row(coverage, paths) for coverage in store.read(Coverage)]
    if kind == "matches":
        return [match_row(match) for match in store.read(Match) if match.kind == "page"]
    if kind == "pages":
        # A page with a classification mark is in nobody's list.
        return [page_row(page) for page in store.read(Page) if page.state != "sealed"]
    if kind == "columns":
        listings = {listing.column: listing for listing in store.read(Listing)}
        return [column_row(column, district, listings.get(column.id)) for column in store.read(Column)]
    if kind == "reminders":
        return [reminder_row(reminder) for reminder in store.read(Reminder)]
    return [entry_row(entry) for entry in store.read(Entry)]
