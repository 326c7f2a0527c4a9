"""领域情况: one domain across the districts, for the city's department that answers for it, to judge and to grade.

A file a domain, so that each department is sent its own alone, and one over all domains for the office. Sheets of a
domain: 各区情况 (with the proposed grade, and columns for the department's own grade and opinion), 填写说明,
事项公开情况, 问题清单 (confirmed ones), 待核实 (apart: nobody has confirmed them), 无法核验 (what is not known of
whom). No rule codes and no confidence figures; personal data masked; the same round gives the same bytes.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from pathlib import Path

from inspection.types.judgement import Coverage, EntryKey, Finding
from reports.addressing import responsible, units_in_force
from reports.domain_grades import DomainOfDistrict, departments_of, domains_of
from reports.output import put, remove
from reports.problem_rows import address, place_words
from reports.sheets import Ask, Cell, Table, book_of
from reports.view import DistrictView, RoundView
from reports.words import coverage_words, day, file_name, moment, round_words, state_words, told

# A domain is told across all districts: a part of the round is no such view.
OF_ROUND = True
FOLDER, WHOLE = "领域情况", "领域情况汇总.xlsx"
_ENDING = "领域情况.xlsx"
GRADE, OPINION = "主管部门评定等级", "分析评议意见"
_COUNTS = (
    ("事项", 7), ("已公开", 7), ("有情况说明", 8), ("未查找到、空白", 9), ("已撤下", 7), ("无法核验", 7), ("不计入", 7),
    ("属实问题", 8), ("其中已整改", 8), ("待核实", 7), ("计分事项", 7), ("得分最低", 8), ("得分最高", 8),
    ("建议等级", 11),
)  # fmt: skip
DISTRICT_COLUMNS = (("区", 13), ("类别", 8), *_COUNTS, (GRADE, 12), (OPINION, 34), ("说明", 34))
WHOLE_COLUMNS = (("领域", 18), ("主管部门", 24), ("区", 13), ("类别", 8), *_COUNTS, ("说明", 34))
PROBLEM_COLUMNS = (
    ("序号", 5), ("区", 12), ("责任单位", 18), ("一级事项", 14), ("二级事项", 18), ("栏目/标题", 26), ("问题类型", 12),
    ("问题描述", 38), ("依据", 22), ("页面地址", 26), ("取证时间", 12), ("核查结论/状态", 14),
)  # fmt: skip
UNKNOWN_COLUMNS = (("序号", 5), ("区", 12), ("一级事项", 20), ("二级事项", 26), ("无法核验的原因", 70))
_NOT_KNOWN = "未登记（可在 departments.csv 中填写）"
_NO_ENTRY = "目录无此事项"


def write(view: RoundView, folder: Path) -> list[Path]:
    """Writes a file for every domain of the round and one over all of them; files of domains that the round no longer
    has are removed. Nothing where the round has no domains."""
    domains = domains_of(view)
    kept: list[Path] = []
    if domains:
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        kept.append(folder / WHOLE)
        put(kept[0], _whole(view, domains))
    taken: set[str] = set()
    for name, each in domains.items():
        path = folder / FOLDER / f"{_free_name(name, taken)}{_ENDING}"
        put(path, _book(view, name, each))
        kept.append(path)
    old = {folder / WHOLE, *(folder / FOLDER).glob(f"*{_ENDING}")}
    for path in sorted(old - set(kept)):
        if path.exists():
            remove(path)
    return kept


def _free_name(domain: str, taken: set[str]) -> str:
    """A part of a file's name that no other domain of the round has, whatever its letters."""
    stem = name = file_name(told(domain))[:60]
    number = 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}（{number}）"
    taken.add(name.casefold())
    return name


def _book(view: RoundView, domain: str, each: Sequence[DomainOfDistrict]) -> bytes:
    title = f"{told(domain)}领域{round_words(view.round)}情况"
    tables = (
        _districts(view, domain, each, title),
        _guide(view, title),
        _entries(view, each, title),
        _problems(view, each, title),
        _waiting(view, each, title),
        _unknown(view, each, title),
    )
    made = datetime.combine(view.as_of, time())
    return book_of(tables, title=title, author=told(view.office.name), made=made)


def _districts(view: RoundView, domain: str, each: Sequence[DomainOfDistrict], title: str) -> Table:
    names = tuple(one.name for one in sorted(view.pack.grades.values(), key=lambda one: -one.from_points))
    asks = {
        GRADE: Ask("请评定等级；建议等级只供参考。", names),
        OPINION: Ask("对该区本领域公开工作的分析评议。请勿写公民个人信息。"),
    }
    rows: list[Sequence[Cell]] = [
        (_name(view, one.district), told(one.district.district.kind), *_counts(one), "", "", told(_note(one)))
        for one in each
    ]
    bodies = told("、".join(departments_of(view, domain))) or _NOT_KNOWN
    remark = f"主管部门：{bodies}。数据截止{day(view.as_of)}。黄色两栏由主管部门填写，其余各栏的含义见“填写说明”。"
    return Table("各区情况", title, DISTRICT_COLUMNS, rows, remark, asks=asks, kept=1)


def _guide(view: RoundView, title: str) -> Table:
    """What is asked of the department, and what every figure rests on."""
    rows = (
        (GRADE, "由主管部门从下拉中选择；建议等级只供参考，可以不同。"),
        (OPINION, "对该区对口部门本领域公开工作的分析评议。填好后退回市政务公开办。"),
        (
            "事项及公开情况",
            "该区标准目录中本领域的事项，逐项见“事项公开情况”。“不计入”是未到公开时间、不适用和已报备的。",
        ),
        ("无法核验", "采集不完整，不知道是否公开：不是未公开，见“无法核验”。"),
        ("属实问题", "已核实的问题，含已整改的，见“问题清单”；“待核实”的尚未核实，不作为评价依据。"),
        ("得分", "本领域计分事项得分的平均，满分100。无法核验、待核实的，最低按不利的算，最高按有利的算。"),
        ("建议等级", f"{_grade_remark(view)}得分是区间的，等级也是区间；本批次不宜用于评分的区不提出等级。"),
    )
    remark = f"{told(view.office.name)}。数据截止{day(view.as_of)}。"
    return Table("填写说明", title, (("项目", 18), ("说明", 104)), rows, remark)


def _whole(view: RoundView, domains: dict[str, tuple[DomainOfDistrict, ...]]) -> bytes:
    """All domains, for the office."""
    rows: list[Sequence[Cell]] = [
        (
            told(domain), told("、".join(departments_of(view, domain))) or _NOT_KNOWN, _name(view, one.district),
            told(one.district.district.kind), *_counts(one), told(_note(one)),
        )
        for domain, each in domains.items()
        for one in each
    ]  # fmt: skip
    title = f"{round_words(view.round)}各领域情况汇总"
    remark = (
        f"内部掌握。数据截止{day(view.as_of)}。各领域另有文件（“{FOLDER}”文件夹），分别送主管部门评定；"
        f"{_grade_remark(view)}不宜评分的区不提出等级。"
    )
    table = Table("领域情况汇总", title, WHOLE_COLUMNS, rows, remark, kept=3)
    made = datetime.combine(view.as_of, time())
    return book_of([table], title=title, author=told(view.office.name), made=made)


def _grade_remark(view: RoundView) -> str:
    """From how many points on which grade is proposed, and by which clause."""
    grades = sorted(view.pack.grades.values(), key=lambda one: -one.from_points)
    if not grades:
        return "检查口径没有规定等级，不提出建议。"
    lines = "、".join(f"{one.name}{one.from_points}分起" for one in grades if one.from_points)
    return (
        f"建议等级按检查口径：{lines}，以下为{grades[-1].name}（{grades[0].source.clause}；分数线由政务公开办确定）。"
    )


def _counts(one: DomainOfDistrict) -> tuple[Cell, ...]:
    return (
        len(one.coverage), one.count("content"), one.count("note"), one.count("missing", "blank"),
        one.count("withdrawn"), one.count("unverifiable"), one.count("waived", "not_due", "not_applicable"),
        len(one.confirmed), one.put_right, len(one.waiting), one.due, _number(one.low), _number(one.high),
        one.grade or "不提出",
    )  # fmt: skip


def _note(one: DomainOfDistrict) -> str:
    said = [one.reason] if one.reason else []
    if one.grade and one.low != one.high:
        said.append("有无法核验、待核实的事项，等级为区间")
    if not one.coverage:
        said.append("本区标准目录没有本领域的事项")
    return "；".join(said)


def _entries(view: RoundView, each: Sequence[DomainOfDistrict], title: str) -> Table:
    """Every entry of the domain, with what is known of it in each district."""
    known: list[dict[EntryKey, str]] = [_states(view, one.coverage) for one in each]
    keys = sorted({key for states in known for key in states})
    rows: list[Sequence[Cell]] = [
        (number, told(key[1]), told(key[2]), *(states.get(key, _NO_ENTRY) for states in known))
        for number, key in enumerate(keys, start=1)
    ]
    columns = (
        ("序号", 5), ("一级事项", 20), ("二级事项", 26), *((_name(view, one.district), 16) for one in each)
    )  # fmt: skip
    remark = "各区标准目录中本领域的事项。“无法核验”是采集不完整，不是未公开；“截至某日未查找到”的请先与区里核对。"
    return Table("事项公开情况", title, columns, rows, remark, kept=3)


def _states(view: RoundView, coverage: Iterable[Coverage]) -> dict[EntryKey, str]:
    return {one.key: told(coverage_words(one, view.as_of)) for one in coverage}


def _problems(view: RoundView, each: Sequence[DomainOfDistrict], title: str) -> Table:
    rows = [row for one in each for row in _rows(view, one.district, one.confirmed)]
    remark = "已核实的问题，含已整改的。个人信息已去标识化处理；涉及个人信息的另行处理，不列入。"
    return Table("问题清单", title, PROBLEM_COLUMNS, _numbered(rows), remark, kept=2)


def _waiting(view: RoundView, each: Sequence[DomainOfDistrict], title: str) -> Table:
    rows = [row for one in each for row in _rows(view, one.district, one.waiting)]
    remark = "系统提示、尚未核实的事项，只供核对，不作为评价依据，请勿转发。"
    return Table("待核实", title, PROBLEM_COLUMNS, _numbered(rows), remark, kept=2)


def _unknown(view: RoundView, each: Sequence[DomainOfDistrict], title: str) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (_name(view, one.district), told(entry.level1), told(entry.level2), told(entry.reason))
        for one in each
        for entry in one.unverifiable
    ]
    remark = "采集不完整、无法核验的事项：不是未公开，不扣分，也不算公开；得分按最低、最高分别计。"
    return Table("无法核验", title, UNKNOWN_COLUMNS, _numbered(rows), remark, kept=2)


def _rows(view: RoundView, district: DistrictView, findings: Iterable[Finding]) -> Iterable[tuple[Cell, ...]]:
    units = units_in_force(district.units, view.as_of)
    for one in findings:
        yield (
            _name(view, district), told(responsible(one, units)), told(one.level1), told(one.level2),
            place_words(one), told(one.rule_name), told(one.message), told(one.basis), address(one),
            moment(district.seen_at(one)), told(state_words(one)),
        )  # fmt: skip


def _numbered(rows: Iterable[tuple[Cell, ...]]) -> list[Sequence[Cell]]:
    return [(number, *row) for number, row in enumerate(rows, start=1)]


def _name(view: RoundView, district: DistrictView) -> str:
    """A district's name, with its id where another one has the same."""
    name, id_ = district.district.name, district.district.id
    same = sum(one.district.name == name for one in view.districts) > 1
    return told(f"{name}（{id_}）" if same else name)


def _number(value: float | None) -> Cell:
    return "" if value is None else value
