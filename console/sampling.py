"""Draws of a round: units, domains, columns by class; passes for people to look at again."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil
from pathlib import Path
from typing import Literal

from audits.label_sample import sample_labels
from audits.ledger import Memory
from audits.ledger_draws import Kind, Look, Verdict
from audits.round import gather
from audits.rule import all_rules
from audits.sampling import Lot, Pass, draw, passes, shares
from console.inspection_run import Run, frozen_district
from console.scoring_facts import DRAWN
from inspection.errors import UserError
from inspection.round_store import RoundStore
from inspection.rule_pack import from_json
from inspection.types.directory import Entry
from inspection.types.judgement import Unit
from inspection.types.portal import Column
from reports import sample_sheet

What = Literal["units", "domains", "columns", "passes", "labels"]
WORDS: dict[What, str] = {
    "units": "单位",
    "domains": "领域",
    "columns": "栏目",
    "passes": "通过项",
    "labels": "公文标注",
}
_ONE_CLASS: dict[What, str] = {"domains": "领域", "columns": "栏目"}


@dataclass(frozen=True)
class Wish:
    """How many are to be drawn: of each class by its name, else so many in all (None: the usual)."""

    by_class: dict[str, int]
    in_all: int | None


def draw_lots(run: Run, memory: Memory, kind: Kind, wish: Wish, seed: str | None, on: date) -> list[str]:
    """Draws units, domains or columns of every district of the run and records them. Returns what came out."""
    told = []
    for district in run.districts:
        with run.store(district) as store:
            lots = _lots(store, kind)
            if not lots:
                told.append(f"{district.name}：没有可抽取的{WORDS[kind]}{_why_none(kind)}。")
                continue
            sizes = Counter(lot.stratum for lot in lots)
            counts = _counts(kind, wish, sizes)
            sown = seed or f"{run.round}-{district.id}-{kind}"
            recent = memory.draws.recently(run.round, district.id, kind, _threshold(store, "recently_drawn") or 0)
            drawn = draw(lots, counts, sown, recent)
            memory.draws.record(run.round, district.id, kind, drawn, sown, on)
            said = _said(drawn, sizes, sown)
            if kind == "units":
                store.set_fact(DRAWN, {"units": [lot.name for lot in drawn], "seed": sown, "said": said})
        told += [f"{district.name}：{said}", *(f"  {lot.stratum}  {lot.name}" for lot in drawn)]
        if kind == "units" and len(drawn) < len(lots):
            told.append(f"  {district.name}本批次得分自此只按抽到的单位计；要按全部单位计，请把 --count 写足再抽一次。")
    return told


def draw_passes(run: Run, memory: Memory, wish: Wish, seed: str | None, on: date) -> tuple[list[str], Path]:
    """Draws what rules found in order, by rule, and writes the sheet that people fill in."""
    told, rows = [], []
    for district in run.districts:
        with run.store(district) as store:
            found = passes(gather(store), all_rules())
            name, percent = frozen_district(store).name, _threshold(store, "passes_sample")
        by_rule: dict[str, dict[str, Pass]] = defaultdict(dict)
        for one in found:
            by_rule[one.rule][one.id] = one
        sizes = {rule: len(given) for rule, given in by_rule.items()}
        if not wish.by_class and wish.in_all is None and percent is None:
            raise UserError("检查口径没有规定抽看的比例（thresholds.passes_sample），请加 --count，如 --count 40。")
        counts = wish.by_class or shares(sizes, wish.in_all or ceil(sum(sizes.values()) * (percent or 0) / 100))
        sown = seed or f"{run.round}-{district.id}-passes"
        drawn = draw([Lot(rule, id_) for rule, given in by_rule.items() for id_ in given], counts, sown)
        memory.draws.record_passes(run.round, [by_rule[lot.stratum][lot.name] for lot in drawn], sown, on)
        told.append(f"{name}：从 {sum(sizes.values())} 个通过项中抽出 {len(drawn)} 个（种子 {sown}）。")
        rows += [_row(name, look) for look in memory.draws.looks(run.round, district.id)]
    path = run.workspace.round_folder(run.round) / "reports" / f"{run.round}通过项抽看清单.xlsx"
    sample_sheet.write(path, run.round, run.workspace.office.name, rows)
    return told, path


def draw_labels(run: Run, seed: str | None) -> list[str]:
    """The sample of documents by which the labelling of openness is measured, unit by unit: a figure, never a
    finding."""
    told = []
    for district in run.districts:
        sown = seed or f"{run.round}-{district.id}-labels"
        with run.store(district) as store:
            found = sample_labels(gather(store), sown)
        if not found:
            told.append(f"{district.name}：检查口径没有规定公文标注的抽查，或没有应当标注的公文。")
        for one in found:
            told.append(f"{whose(district.name, one.unit)}：{one.said}（共{one.documents}件，种子 {sown}）")
            told += [f"  {'未见标注' if url in one.unlabelled else '已标注'}  {url}" for url in one.drawn]
    return told


def record_looks(run: Run, memory: Memory, verdict: Verdict, ids: Iterable[str], reason: str, on: date) -> list[str]:
    """Records what people saw of drawn passes; returns how the machine did."""
    memory.draws.look(ids, verdict, reason, on, run.round)
    told = (measured_line(memory, run.round, district.id, district.name) for district in run.districts)
    return [line for line in told if line]


def measured_line(memory: Memory, round_: str, district: str, name: str) -> str | None:
    """How the machine did on the passes that people looked at; None where none was drawn."""
    found = memory.draws.measured(round_, district)
    if not found.drawn:
        return None
    share = f"，漏判率 {found.missed / found.looked:.1%}" if found.looked else ""
    return f"{name}：抽出 {found.drawn} 个，已看 {found.looked} 个，漏判 {found.missed} 个{share}"


def whose(district: str, unit: str | None) -> str:
    """A unit with its district, which most units name themselves."""
    if unit is None:
        return f"{district}未明确责任单位"
    return unit if unit.startswith(district) else f"{district}{unit}"


def _lots(store: RoundStore, kind: Kind) -> list[Lot]:
    if kind == "units":
        on = date.fromisoformat(store.fact("as_of"))
        units = [one for one in store.read(Unit) if (one.since or on) <= on <= (one.until or on)]
        return [Lot(unit.kind, unit.name) for unit in units]
    if kind == "domains":
        return [Lot(_ONE_CLASS["domains"], name) for name in dict.fromkeys(e.domain for e in store.read(Entry))]
    leaves = [column for column in store.read(Column) if column.leaf and column.kind == "list"]
    return [Lot(_ONE_CLASS["columns"], " > ".join(column.path)) for column in leaves]


def _counts(kind: Kind, wish: Wish, sizes: Counter[str]) -> dict[str, int]:
    if wish.by_class:
        if strange := [name for name in wish.by_class if name not in sizes]:
            known = "、".join(sorted(sizes))
            raise UserError(f"没有“{'、'.join(strange)}”这一类{WORDS[kind]}，现有 {known}，请核对 --count。")
        return wish.by_class
    if wish.in_all is None:
        raise UserError("没有写明抽几个，请加 --count，如 --count 5，或按类别 --count 镇街=3 --count 区属=5。")
    return shares(sizes, wish.in_all)


def _threshold(store: RoundStore, key: str) -> int | None:
    """A number of the round's pack: how many earlier rounds' draws are avoided, what share of passes is drawn."""
    value = from_json(store.fact("rule_pack")).thresholds.get(key)
    return value.n if value else None


def _said(drawn: list[Lot], sizes: Counter[str], seed: str) -> str:
    counted = Counter(lot.stratum for lot in drawn)
    parts = [f"{name} {counted[name]}/{sizes[name]}" for name in sorted(counted)]
    others = [name for name in sorted(sizes) if not counted[name]]
    left = f"（{'、'.join(others)}没有抽）" if others else ""
    return f"按类别抽取 {'、'.join(parts)}{left}，种子 {seed}"


def _why_none(kind: Kind) -> str:
    return "（units.csv 中没有本区单位）" if kind == "units" else ""


def _row(district: str, look: Look) -> tuple[str, ...]:
    one = look.drawn
    return (
        one.id, district, one.rule_name, one.requirement, one.unit or "", one.title, one.url, look.verdict or "",
        look.reason or "",
    )  # fmt: skip
