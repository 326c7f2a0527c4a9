"""半年、全年总结: what a period of rounds came to, for the office's leader and those it reports to; paper and workbook.

Every figure says what it rests on (统计口径).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from inspection.types.period import KindCount
from reports.documents import Paper
from reports.period_rows import (
    ACCOUNT_HEADS,
    ANNEXES,
    HEADS,
    KIND_HEADS,
    LEFT_HEADS,
    PRIVATE,
    ROUND_HEADS,
    WORK_HEADS,
    PeriodView,
    account_rows,
    coverage_counts,
    district_score,
    groups,
    is_private,
    kind_rows,
    left_rows,
    not_fit,
    points_of,
    points_words,
    range_words,
    round_rows,
    score_rows,
    sum_of,
    work_rows,
)
from reports.sheets import Cell, Table, book_of
from reports.words import day, round_words, told, writable


def title_of(view: PeriodView) -> str:
    """What the paper is called."""
    return f"{view.name}政务公开网上巡查情况总结"


def summary_paper(view: PeriodView) -> Paper:
    """The paper; reports/documents.py writes it."""
    tables = {
        "rounds": round_rows(view), "work": work_rows(view), "kinds": kind_rows(view), "scores": score_rows(view),
        "account": account_rows(view), "left": left_rows(view),
    }  # fmt: skip
    held = [(name, key) for name, key in zip(ANNEXES, tables, strict=True) if tables[key]]
    contact = [("联系人", view.office.contact), ("电话", view.office.phone)]
    values: dict[str, Any] = {
        "office": told(view.office.name),
        "title": title_of(view),
        "sections": _sections(view),
        "annexes": [f"{number}.{name}" for number, (name, _) in enumerate(held, start=1)],
        "annex_numbers": {key: next((n for n, (_, one) in enumerate(held, 1) if one == key), 0) for key in tables},
        "heads": dict(zip(tables, HEADS, strict=True)),
        "date": day(view.filled_on),
        "contact": "，".join(f"{word}：{writable(value)}" for word, value in contact if value),
    }
    for key, rows in tables.items():
        values[key] = [{f"c{place}": str(cell) for place, cell in enumerate(row)} for row in rows]
    return Paper("summary", values, title_of(view), told(view.office.name), view.filled_on)


def summary_book(view: PeriodView) -> bytes:
    """The workbook: the paper's tables, points round by round, and what every figure rests on."""
    made = datetime.combine(view.filled_on, time())
    name = title_of(view)
    tables = [
        _table("批次", ANNEXES[0], view, ROUND_HEADS, round_rows(view), {"说明": 60, "批次": 18, "数据截止": 16}),
        _table("各区", ANNEXES[1], view, WORK_HEADS, work_rows(view), {"区": 16, "下发文件": 26}),
        _table("问题类别", ANNEXES[2], view, KIND_HEADS, kind_rows(view, by_rule=True), {"问题类别": 46}),
        _points(view),
        *(
            [_table("年度指标", ANNEXES[4], view, ACCOUNT_HEADS, account_rows(view),
                    {"指标": 30, "扣分/加分说明": 50, "依据": 40})]
            if view.accounts else []
        ),
        _table("尚未到位", ANNEXES[5], view, LEFT_HEADS, left_rows(view),
               {"责任单位": 20, "领域、事项": 26, "栏目/标题": 30, "问题描述": 44, "原通知": 20, "下发日期": 16,
                "整改期限": 16, "情况": 26}),
        Table("统计口径", name, (("序号", 6), ("口径", 110)), list(enumerate(_basis(view), start=1)), _until(view)),
    ]  # fmt: skip
    return book_of(tables, title=name, author=told(view.office.name), made=made)


def _table(
    sheet: str, title: str, view: PeriodView, heads: Sequence[str], rows: Sequence[Sequence[Cell]],
    widths: Mapping[str, int],
) -> Table:  # fmt: skip
    columns = [(head, widths.get(head, 12)) for head in heads]
    return Table(sheet, f"{view.name}{title}", columns, rows, f"{_until(view)}统计口径见“统计口径”表。")


def _until(view: PeriodView) -> str:
    return f"统计时段{day(view.first)}至{day(min(view.last, view.filled_on))}，{day(view.filled_on)}编写。"


def _sections(view: PeriodView) -> list[dict[str, Any]]:
    parts = (
        ("巡查开展情况", _held_lines(view)), ("问题及整改情况", _work_lines(view)), ("得分情况", _score_lines(view)),
        ("尚未完成的事项", _left_lines(view)), ("统计口径", _basis(view)),
    )  # fmt: skip
    numbers = "一二三四五"
    return [
        {"heading": f"{number}、{heading}", "lines": list(lines)}
        for number, (heading, lines) in zip(numbers, parts, strict=True)
    ]


def _held_lines(view: PeriodView) -> list[str]:
    if not view.rounds:
        return [f"{view.name}没有开展网上巡查的记录。"]
    names = "、".join(f"{round_words(name)}（{day(on)}）" for on, name in view.rounds)
    seen = [one for one in view.districts if one.rounds]
    lines = [f"{view.name}共开展网上巡查{len(view.rounds)}次，巡查{len(seen)}个区：{told(names)}。"]
    never = [told(one.district.name) for one in view.districts if not one.rounds]
    if never:
        lines.append(f"没有巡查记录的：{'、'.join(never)}。")
    last = [one.rounds[-1].stood for one in seen]
    counts = [one for one in last if one is not None]
    if counts:
        due, public, note, unknown, rest = (sum(each) for each in zip(*map(coverage_counts, counts), strict=True))
        lines.append(
            f"各区最近一次巡查时，应公开事项合计{due}个：已公开{public}个，有情况说明{note}个，"
            f"无法核验{unknown}个，其余{rest}个（未查找到、空白、撤下，以核查结论为准）。"
        )
    unfit = [
        f"{told(one.district.name)}{round_words(each.name)}"
        for one in view.districts for each in one.rounds if each.stood and each.stood.unfit
    ]  # fmt: skip
    if unfit:
        lines.append(f"以下批次因采集不完整不宜用于评分，得分不列：{told('、'.join(unfit))}。")
    return lines


def _work_lines(view: PeriodView) -> list[str]:
    kinds = view.kinds
    whole = sum_of(kinds.values())
    sent = (sum(one.work.notices for one in view.districts), sum(one.work.letters for one in view.districts))
    if whole == KindCount():
        return [f"{view.name}没有核实属实的问题，也没有下发的问题。"]
    lines = [
        f"核实属实的问题{whole.found}个，期初结转{whole.brought}个；下发问题{whole.notified}个，"
        f"下发通知{sent[0]}份、函{sent[1]}份。"
        f"整改到位{whole.put_right}个，期末尚未到位{whole.unfinished}个，其中逾期{whole.overdue}个；屡查屡犯{whole.repeat}个。"
    ]
    most = sorted(groups(view).items(), key=lambda one: (-one[1].found, one[0]))
    named = [f"{name}{count.found}个" for name, count in most if count.found]
    if named:
        lines.append(f"按类别分：{told('、'.join(named))}。")
    private = sum_of(count for rule, count in kinds.items() if is_private(rule))
    if private.found or private.brought:
        lines.append(
            f"以上含{PRIVATE}{private.found}个（期初结转{private.brought}个），已单独函告有关单位，不列入清单，"
            f"整改到位{private.put_right}个。"
        )
    return lines


def _score_lines(view: PeriodView) -> list[str]:
    fit = sum(bool(points_of(one)) for one in view.districts)
    if not fit:
        return ["没有宜于评分的批次，不列得分。"]
    lines = [
        f"有宜于评分批次的区{fit}个，各批次得分见附件。得分是区间的，是因为有无法核验、待核实的事项；不同类别的区不作比较。"
    ]
    vetoes = [
        f"{told(one.district.name)}{round_words(each.name)}：{told('；'.join(score.vetoes))}"
        for one in view.districts for each in one.rounds if (score := district_score(each.stood)) and score.vetoes
    ]  # fmt: skip
    if vetoes:
        lines.append(f"按19号文口径提示、待人工核定的单项否决：{'。'.join(vetoes)}。")
    for account in view.accounts:
        name = next((one.district.name for one in view.districts if one.district.id == account.district), "")
        if any(one.counted for one in account.lines):
            points = range_words(account.low, account.high)
            lines.append(f"{told(name)}年度指标（{view.name}）得分{points}分，满分{account.full:g}分，各项见附件。")
    return lines


def _left_lines(view: PeriodView) -> list[str]:
    lines = []
    for one in view.districts:
        whole = sum_of(one.work.kinds.values())
        if whole.unfinished:
            serious = sum(each.finding.severity == 1 for each in one.left)
            more = f"，其中重大问题{serious}个" if serious else ""
            lines.append(
                f"{told(one.district.name)}：尚未整改到位{whole.unfinished}个，其中逾期{whole.overdue}个{more}。"
            )
    waiting = sum(one.work.waiting for one in view.districts)
    if waiting:
        lines.append(f"另有{waiting}个系统提示尚未核实，不计入以上各数。")
    lost = sum(one.lost for one in view.districts)
    if lost:
        lines.append(f"其中{lost}个问题所在的批次文件夹已不在，清单中不列内容。")
    whole = sum_of(view.kinds.values())
    done = "下发的问题均已整改到位。" if whole.notified or whole.brought else "没有已下发而未完成的问题。"
    return lines if whole.unfinished else [done, *lines]


def _basis(view: PeriodView) -> list[str]:
    """What every figure rests on."""
    return [
        f"{_until(view)}问题和整改情况以时段末日（未到末日的，以编写之日）的记录为准，此后办理的不计。",
        "属实问题：时段内的巡查发现、时段末日核查结论为属实的，不论是否已整改；同一问题在几次巡查中发现的计一个。待核实、不予认定、已报备的不计。",
        "期初结转：时段开始前已下发、开始时尚未整改到位的。下发：时段内下发过的。整改到位：时段内复查通过或销号、末日仍然如此的。",
        "尚未到位：已下发、末日尚未复查通过也未销号的；逾期：其中过了整改期限而未反馈的。屡查屡犯：整改到位后再次发现的。",
        "公开情况：按每个区在时段内最近一次（附件中为各批次）的标准目录逐项统计；未到公开时间、不适用、已报备的不计入应公开事项。",
        "得分：各批次宜于评分的区的得分，按编写之日已掌握的核查、复查情况计算，检查口径随批次固定。",
        "涉及个人信息的问题只计数；带涉密标志的页面另行处理，不在任何数字之内。",
    ]


def _points(view: PeriodView) -> Table:
    """Points round by round, as numbers: at least and at most."""
    names = [name for _, name in view.rounds]
    columns = [("区", 16), ("类别", 10)] + [(f"{told(name)}{end}", 12) for name in names for end in ("最低", "最高")]
    rows: list[Sequence[Cell]] = []
    for one in view.districts:
        held = {each.name: each for each in one.rounds}
        cells: list[Cell] = []
        for name in names:
            score = district_score(held[name].stood) if name in held and not not_fit(held[name]) else None
            cells += ["" if score is None or score.low is None else score.low]
            cells += ["" if score is None or score.high is None else score.high]
        notes = "；".join(f"{round_words(each.name)}{note}" for each in one.rounds if (note := points_words(each)[1]))
        rows.append((told(one.district.name), told(one.district.kind), *cells, told(notes)))
    remark = f"{_until(view)}空格是没有巡查或不宜用于评分的批次；最低与最高不同的，是因为有无法核验、待核实的事项。"
    return Table("得分", f"{view.name}各区得分", [*columns, ("说明", 50)], rows, remark)
