"""How well every rule that reads a portal finds what was planted, in every family: recall, precision, false findings.

    python -m benchmarks.rules [FAMILY ...]

Serves three districts a family (demo/simulator/rule_faults): one with every fault beside the look-alikes that can
stand there, one with the look-alikes alone, and that one again under faults of fetching. Each is inspected by two whole
rounds through the console and judged by every rule pack that a rule needs. Writes benchmarks/rules.md and the table of
benchmarks/README.md.
"""

import sys
import tempfile
import textwrap
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from audits.rule import all_rules
from benchmarks.rule_rounds import Measured, measured
from demo.simulator.opening import families
from demo.simulator.rule_faults.all_faults import faulty as with_faults
from demo.simulator.rule_faults.all_faults import rule_faults, sound
from demo.simulator.rule_faults.fetching import fetching_faults

PAGE = Path(__file__).with_suffix(".md")
README = PAGE.parent / "README.md"
_WORKERS = 2
_BEGIN, _END = "<!-- rules:begin -->", "<!-- rules:end -->"
_MADE = (
    "`python -m benchmarks.rules`: {n} families ({names}), three districts each, two rounds each through the console "
    "on loopback."
)
_READ = (
    "*Planted* counts families times faults; a family whose pages have no place for a fault has none (G01 and E01"
    " on the platform of Guangdong, which is the column of disclosure and says of every document whether it is "
    "expired). *Found*: the rule's own finding names the planted title, column or document. *False*: findings of "
    "the rule, by the pack named, that nobody planted, in the first two districts together. *Under fetching*: the"
    " same in the third one, where pages answer 5xx, challenges, captchas, half a page or two bytes, and in every"
    " second family lists fail, fall silent, are cut, come by scripts alone or are behind a challenge too: there "
    "a finding would be our own failure held against a unit."
)


@dataclass(frozen=True)
class Family:
    """What the three districts of one family came to: codes planted, found, false, false under faults of fetching."""

    name: str
    planted: Counter[str]
    found: Counter[str]
    false: Counter[str]
    fetching: Counter[str]
    wrong: tuple[str, ...]
    seconds: float


def main(names: Sequence[str]) -> None:
    """Measures the families and writes the page."""
    measured_ones: list[Family] = []
    with ProcessPoolExecutor(_WORKERS) as pool:
        for done in as_completed([pool.submit(of_family, name) for name in names]):
            one = done.result()
            measured_ones = sorted([*measured_ones, one], key=lambda family: family.name)
            # What was measured so far stays, should the rest be broken off.
            PAGE.write_text(_page(measured_ones), encoding="utf-8")
            table_into_readme()
            print(
                one.name, f"{one.seconds:.0f} s", sum(one.found.values()), "of", sum(one.planted.values()), flush=True
            )
            print(*(f"    {line}" for line in one.wrong), sep="\n", flush=True)


def table_into_readme() -> None:
    """Puts the table of the page, and what it comes to, between the marks of benchmarks/README.md."""
    lines = PAGE.read_text(encoding="utf-8").split("\n")
    kept = [line for line in lines if line.startswith(("|", "All "))]
    table = "\n".join([*kept[:-1], "", kept[-1]])
    head, mark, rest = README.read_text(encoding="utf-8").partition(_BEGIN)
    README.write_text(f"{head}{mark}\n{table}\n{_END}{rest.partition(_END)[2]}", encoding="utf-8")


def of_family(name: str) -> Family:
    """Two rounds of each of the three districts of a family."""
    start = time.monotonic()
    plain, calm = _district(name, faulty=True), _district(name, faulty=False)
    hard = _district(name, faulty=False, turn=sorted(families()).index(name))
    wrong = [f"{name}: not found {one.code} {one.about}" for m in (plain, calm) for one in m.missed]
    wrong += [f"{name}: false {one.rule} {one.message}" for m in (plain, calm) for one in m.false]
    wrong += [f"{name}: false under fetching {one.rule} {one.message}" for one in hard.false]
    found = Counter(one.code for m in (plain, calm) for one in m.found)
    return Family(
        name,
        found + Counter(one.code for m in (plain, calm) for one in m.missed),
        found,
        Counter(one.rule for m in (plain, calm) for one in m.false),
        Counter(one.rule for one in hard.false),
        tuple(wrong),
        time.monotonic() - start,
    )


def _district(name: str, *, faulty: bool, turn: int | None = None) -> Measured:
    ground = with_faults(name) if faulty else sound(name)
    troubles = None if turn is None else fetching_faults(name, ground, turn)
    with tempfile.TemporaryDirectory() as folder:
        return measured(name, ground, Path(folder) / "workspace", troubles)


def _page(measured_ones: Sequence[Family]) -> str:
    names = {rule.code: rule.name for rule in all_rules()}
    packs = {fault.code: fault.pack for fault in rule_faults()}
    says = {fault.code: fault.says for fault in rule_faults()}
    planted, found, false, fetching = (
        sum((getattr(one, what) for one in measured_ones), Counter[str]())
        for what in ("planted", "found", "false", "fetching")
    )
    lines = [
        "# Every rule that reads a portal, in every family",
        "",
        *textwrap.wrap(_MADE.format(n=len(measured_ones), names=", ".join(one.name for one in measured_ones)), 120),
        *textwrap.wrap(_READ, 120),
        "",
        "| rule | | planted fault; its look-alike | pack | found | recall | false | precision | false under fetching |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for code in sorted(packs):
        right, wrong = found[code], false[code]
        lines.append(
            f"| {code} | {names.get(code, '')} | {says[code]} | {packs[code]} | {right} of {planted[code]} | "
            f"{right / max(planted[code], 1):.3f} | {wrong} | {right / max(right + wrong, 1):.3f} | {fetching[code]} |"
        )
    total, bad = sum(planted.values()), sum(false.values())
    lines += [
        "",
        f"All {len(packs)} rules: {sum(found.values())} of {total} found, {bad} false, {sum(fetching.values())} false "
        "under faults of fetching.",
        "",
    ]
    wrong_ones = [line for one in measured_ones for line in one.wrong]
    if wrong_ones:
        lines += ["What was not found, and what was found falsely:", "", *(f"* {line}" for line in wrong_ones), ""]
    return "\n".join(lines)


if __name__ == "__main__":
    main(sys.argv[1:] or sorted(families()))
