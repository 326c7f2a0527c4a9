"""问题清单, matrix style (矩阵式): every domain against every district, whether it is in order, with the rates of those
that are. What cannot be verified or nobody has decided yet has a mark of its own and counts neither way.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from inspection.types.judgement import Coverage, Finding
from reports.output import put, remove
from reports.sheets import Cell, Table, book_of
from reports.view import OPEN, DistrictView, RoundView
from reports.words import day, round_words, told

# A domain is compared over all districts: a part of the round is no matrix.
OF_ROUND = True
FILE = "问题清单（矩阵式）.xlsx"
IN_ORDER, WRONG, DOUBTFUL, NOTHING_DUE = "√", "○", "△", "—"
LEGEND = (
    (IN_ORDER, "合格：应公开的事项均已公开，没有属实而未整改的问题"),
    (f"{WRONG}（n）", "不合格：有 n 个属实而未整改的问题"),
    (
        DOUBTFUL,
        "待定：没有属实的问题，但有待核实的问题，或有未查找到、无法核验等尚无结论的事项；不算合格，也不算不合格",
    ),
    (NOTHING_DUE, "没有应公开的事项（未到期、不适用、已报备，或目录中没有）"),
    ("合格率", f"{IN_ORDER} ÷（{IN_ORDER} + {WRONG}）；待定的和没有应公开事项的不计"),
)
_NO_DOMAIN = "（不属于具体领域）"
_PUBLIC = ("content", "note")
_NOT_DUE = ("not_due", "not_applicable", "waived")
# Whose decision, or which putting right, settles that an entry was not there or its column blank.
_SAID_OF = {"missing": "B02", "blank": "B03"}
_SETTLED = ("rejected", "waived", "fixed", "closed")
_NAMED = 3


@dataclass(frozen=True)
class Mark:
    """One domain in one district: its mark and the confirmed faults that are not put right."""

    mark: str
    faults: tuple[Finding, ...] = ()

    @property
    def text(self) -> str:
        """As it stands in the matrix."""
        return f"{self.mark}（{len(self.faults)}）" if self.faults else self.mark


def write(view: RoundView, folder: Path) -> list[Path]:
    """Writes one matrix for the round; none where the office wants other styles or no district has a directory."""
    path = folder / FILE
    districts = sorted(view.districts, key=lambda one: (one.district.kind, one.district.id))
    marks = {one.district.id: marks_of(one) for one in districts}
    if "matrix" not in view.settings.list_styles or not any(marks.values()):
        if path.exists():
            remove(path)
        return []
    title = f"{told(view.office.name)}{round_words(view.round)}问题清单（矩阵式）"
    tables = [_matrix(view, districts, marks), _legend(view)]
    made = datetime.combine(view.as_of, time())
    put(path, book_of(tables, title=title, author=told(view.office.name), made=made))
    return [path]


def marks_of(district: DistrictView) -> dict[str, Mark]:
    """The mark of every domain of a district; '' stands for faults that are of no domain."""
    covered: dict[str, list[Coverage]] = {}
    for coverage in district.coverage:
        covered.setdefault(coverage.domain, []).append(coverage)
    faults: dict[str, list[Finding]] = {}
    for finding in district.confirmed:
        if finding.state in OPEN:
            faults.setdefault(finding.domain or "", []).append(finding)
    waiting = {finding.domain or "" for finding in district.waiting}
    settled = {
        (one.rule, one.domain or "", one.level1 or "", one.level2 or "")
        for one in district.findings
        if one.state in _SETTLED
    }
    return {
        domain: _mark(covered.get(domain, ()), faults.get(domain, ()), domain in waiting, settled)
        for domain in sorted({*covered, *faults, *waiting})
    }


def _mark(
    covered: Sequence[Coverage], faults: Sequence[Finding], waiting: bool, settled: set[tuple[str, str, str, str]]
) -> Mark:
    if faults:
        return Mark(WRONG, tuple(faults))
    due = [one for one in covered if one.state not in _NOT_DUE]
    open_ = [one for one in due if one.state not in _PUBLIC and (_SAID_OF.get(one.state, ""), *one.key) not in settled]
    if waiting or open_:
        return Mark(DOUBTFUL)
    return Mark(IN_ORDER if due else NOTHING_DUE)


def _matrix(view: RoundView, districts: Sequence[DistrictView], marks: dict[str, dict[str, Mark]]) -> Table:
    domains = sorted({domain for found in marks.values() for domain in found}, key=lambda one: (one == "", one))
    names = _heads(districts)
    columns = (
        ("序号", 6), ("领域", 22), *((name, 12) for name in names), ("合格", 7), ("不合格", 8), ("待定", 7),
        ("合格率", 9), ("存在的主要问题", 60),
    )  # fmt: skip
    rows: list[Sequence[Cell]] = []
    for number, domain in enumerate(domains, start=1):
        found = [marks[one.district.id].get(domain, Mark(NOTHING_DUE)) for one in districts]
        rows.append((number, told(domain) or _NO_DOMAIN, *(one.text for one in found), *_counted(found),
                     _told_of(names, found)))  # fmt: skip
    for head, counted in zip(("合格", "不合格", "待定", "合格率"), _by_district(districts, marks), strict=True):
        rows.append(("", head, *counted, "", "", "", "", ""))
    unfit = [told(one.district.name) for one in districts if one.unfit]
    said = f"{'、'.join(unfit)}本批次不宜用于评分，仅供参考。" if unfit else ""
    remark = (
        f"数据截止{day(view.as_of)}。{IN_ORDER}合格　{WRONG}（n）不合格，有n个属实而未整改的问题　"
        f"{DOUBTFUL}待定　{NOTHING_DUE}没有应公开的事项；详见“图例”表。{said}"
    )
    centred = (*names, "合格", "不合格", "待定", "合格率")
    title = f"{round_words(view.round)}各领域公开情况"
    return Table("矩阵", title, columns, rows, remark, kept=2, centred=centred)


def _heads(districts: Sequence[DistrictView]) -> list[str]:
    """What each district's column is called; namesakes with their ids."""
    names = [told(one.district.name) for one in districts]
    return [
        name if names.count(name) == 1 else f"{name}（{one.district.id}）"
        for name, one in zip(names, districts, strict=True)
    ]


def _counted(found: Sequence[Mark]) -> tuple[Cell, ...]:
    counts = Counter(one.mark for one in found)
    return (counts[IN_ORDER], counts[WRONG], counts[DOUBTFUL], _rate(counts))


def _by_district(districts: Sequence[DistrictView], marks: dict[str, dict[str, Mark]]) -> list[list[Cell]]:
    """How many domains of each district are in order, wrong, doubtful, and the rate; what is of no domain is none."""
    per = [_counted([mark for domain, mark in marks[one.district.id].items() if domain]) for one in districts]
    return [list(line) for line in zip(*per, strict=True)]


def _rate(counts: Counter[str]) -> str:
    """The share of what is in order, to a tenth of a percent; — where nothing was decided."""
    decided = counts[IN_ORDER] + counts[WRONG]
    return f"{100 * counts[IN_ORDER] / decided:.1f}%" if decided else NOTHING_DUE


def _told_of(names: Sequence[str], found: Sequence[Mark]) -> str:
    """What is wrong in each district, the most frequent kinds first."""
    lines = []
    for name, one in zip(names, found, strict=True):
        kinds = Counter(told(finding.rule_name) for finding in one.faults)
        ordered = sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
        said = [f"{kind}{count}个" for kind, count in ordered[:_NAMED]] + (["等"] if len(ordered) > _NAMED else [])
        if said:
            lines.append(f"{name}：{'，'.join(said)}".replace("，等", "等"))
    return "\n".join(lines)


def _legend(view: RoundView) -> Table:
    remark = "“属实”指经核查确认；待核实的问题不作认定。"
    return Table("图例", f"{round_words(view.round)}图例", (("标记", 14), ("含义", 100)), LEGEND, remark)
