"""问题清单, website-check style: one workbook a district, with what was found and what could not be read. Units answer
in it; `xuncha reply import` reads it back. What nobody has confirmed yet is in a workbook of its own, for the office.

Sheets: 问题清单 (confirmed, with the notice that told of each), 填写说明, 往期未整改问题 (where earlier notices told of
such that this round did not see and nobody has put right yet), 公开情况 (every entry), 采集说明 (what was not judged
because it could not be read); and in 待核实事项（内部） what is still to be confirmed. No rule codes and no confidence
figures; personal data masked; the same round gives the same files to the byte.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time
from pathlib import Path

from inspection.reply_forms import CODE, MESSAGE, NUMBER, row_code
from inspection.telling import may_be_told
from inspection.types.judgement import Coverage, Finding
from reports.addressing import responsible, told_elsewhere, units_in_force
from reports.deadlines import due_of
from reports.filled_lists import put_list, remove_list
from reports.output import put, remove
from reports.problem_rows import SNAPSHOT, address, kept_pages, notified_words, place_words
from reports.reply_columns import ASKS, guide_sheet, may_answer, reply_columns
from reports.sheets import Cell, Link, Table, book_of
from reports.view import OPEN, DistrictView, RoundView
from reports.words import (
    coverage_words,
    day,
    incident_words,
    listing_words,
    moment,
    path_words,
    round_words,
    state_words,
    told,
)

_FOUND_COLUMNS = (
    ("序号", 5), ("责任单位", 11), ("领域", 9), ("一级事项", 10), ("二级事项", 11), ("栏目/标题", 18),
    ("问题类型", 9), (MESSAGE, 27), ("依据", 15), ("页面地址", 19), ("取证时间", 11), ("整改要求", 20),
    ("整改时限", 12), ("核查结论/状态", 11),
)  # fmt: skip
_NOTICE = ("下发文号", 13)
PROBLEM_COLUMNS = (*_FOUND_COLUMNS, _NOTICE, SNAPSHOT, *reply_columns("list"))
# Of what is still to be confirmed the words of the page that raised it.
WAITING_COLUMNS = (*_FOUND_COLUMNS, ("提示来自原文", 18), (NUMBER, 11))
COVERAGE_COLUMNS = (
    ("序号", 5), ("领域", 14), ("一级事项", 18), ("二级事项", 24), ("责任单位", 16), ("公开情况", 20), ("页面数", 8),
    ("最新日期", 12), ("对应栏目", 44), ("说明", 44),
)  # fmt: skip
# Of the places where an entry may still be, those that a list names.
_NEAR = 3
NOTE_COLUMNS = (("序号", 5), ("类别", 22), ("栏目", 36), ("地址", 44), ("采集情况", 26), ("原因", 44))
EARLIER_SHEET = "往期未整改问题"
_INNER = "待核实事项（内部）"


def write(view: RoundView, folder: Path) -> list[Path]:
    """Writes a problem list for every district of the round and returns the files; none where the office wants other
    styles."""
    written = []
    for district in view.districts:
        path = folder / f"{view.file_stem(district)}问题清单.xlsx"
        if "website" in view.settings.list_styles:
            put_list(path, _book(view, district, folder))
            written.append(path)
        else:
            remove_list(path)
        inner = folder / f"{view.file_stem(district)}{_INNER}.xlsx"
        if district.waiting:
            put(inner, _inner_book(view, district))
            written.append(inner)
        elif inner.exists():
            remove(inner)
    return written


def _inner_book(view: RoundView, district: DistrictView) -> bytes:
    """What nobody has confirmed yet: it does not leave the office."""
    name = f"{told(district.district.name)}{round_words(view.round)}"
    made = datetime.combine(view.as_of, time())
    tables = (_waiting(view, district, name),)
    return book_of(tables, title=f"{name}待核实事项", author=told(view.office.name), made=made)


def _book(view: RoundView, district: DistrictView, folder: Path) -> bytes:
    name = f"{told(district.district.name)}{round_words(view.round)}"
    earlier = _unanswered_before(district)
    tables = (
        _problems(view, district, name, folder),
        guide_sheet(view, district, "list", "见各行“整改时限”"),
        *([_earlier(view, district, name, earlier)] if earlier else []),
        _coverage(view, district, name),
        _reading(view, district, name),
    )
    made = datetime.combine(view.as_of, time())
    return book_of(tables, title=f"{name}问题清单", author=told(view.office.name), made=made)


def _problems(view: RoundView, district: DistrictView, name: str, folder: Path) -> Table:
    confirmed = district.confirmed
    told_of = sum(one.state != "confirmed" for one in confirmed)
    counts = f"已确认的问题{len(confirmed)}个，其中已下发{told_of}个、尚未下发{len(confirmed) - told_of}个"
    counts += "（下发后再反馈）。" if told_of < len(confirmed) else "。"
    pages = kept_pages(folder, confirmed)
    rows = [_asked(view, district, number, finding, pages) for number, finding in enumerate(confirmed, start=1)]
    remark = f"数据截止{day(view.as_of)}。{counts}"
    return _asking("问题清单", f"{name}问题清单", rows, remark, confirmed)


def _unanswered_before(district: DistrictView) -> tuple[Finding, ...]:
    """What earlier notices told of, that this round did not see and that is not put right."""
    seen = {one.id for one in district.findings}
    late = [one.finding for one in district.outcomes if one.finding.id not in seen and one.finding.state in OPEN]
    return tuple(one for one in late if one.state != "confirmed" and may_be_told(one, "list"))


def _earlier(view: RoundView, district: DistrictView, name: str, findings: Sequence[Finding]) -> Table:
    rows = [_asked(view, district, number, one, {}) for number, one in enumerate(findings, start=1)]
    remark = f"以下{len(rows)}个问题在以前的批次中下发，尚未整改或销号；本批次没有再次看到，不等于已经整改，仍请反馈。"
    return _asking(EARLIER_SHEET, f"{name}往期未整改问题清单", rows, remark, findings)


def _asking(sheet: str, title: str, rows: Sequence[Sequence[Cell]], remark: str, findings: Sequence[Finding]) -> Table:
    asked = [may_answer(one) for one in findings]
    return Table(sheet, title, PROBLEM_COLUMNS, rows, remark, ASKS["list"], asked, hidden=(CODE,), kept=2)


def _waiting(view: RoundView, district: DistrictView, name: str) -> Table:
    remark = f"以下{len(district.waiting)}条尚未经人工核实，不作为问题认定；供本办核查，不外送。"
    rows = [
        (*_problem(view, district, number, finding), told(finding.span), finding.id)
        for number, finding in enumerate(district.waiting, start=1)
    ]
    return Table("待核实", f"{name}待核实事项", WAITING_COLUMNS, rows, remark)


def _problem(view: RoundView, district: DistrictView, number: int, finding: Finding) -> Sequence[Cell]:
    units = units_in_force(district.units, view.as_of)
    due = "核实后确定" if finding.state == "suspected" else due_of(finding, view).text
    elsewhere = told_elsewhere(finding, units) if finding.state in OPEN else ""
    return (
        number,
        told(responsible(finding, units)),
        told(finding.domain),
        told(finding.level1),
        told(finding.level2),
        place_words(finding),
        told(finding.rule_name),
        told(finding.message),
        told(finding.basis),
        address(finding),
        moment(district.seen_at(finding)),
        told(finding.demand),
        "" if finding.state in ("fixed", "closed") else due,
        told("；".join(filter(None, (state_words(finding), elsewhere)))),
    )


def _asked(
    view: RoundView, district: DistrictView, number: int, finding: Finding, pages: Mapping[str, Cell]
) -> Sequence[Cell]:
    """A row that is to be answered: the cells to be filled in, and by what it is known again."""
    return (
        *_problem(view, district, number, finding),
        notified_words(district, finding),
        pages.get(finding.id, ""),
        *[""] * len(ASKS["list"]),
        finding.id,
        row_code("list", finding, view.office.name, told(finding.message)),
    )


def _coverage(view: RoundView, district: DistrictView, name: str) -> Table:
    rows = [
        (
            number,
            told(coverage.domain),
            told(coverage.level1),
            told(coverage.level2),
            told(coverage.unit),
            coverage_words(coverage, view.as_of),
            coverage.pages,
            coverage.newest.isoformat() if coverage.newest else "",
            told("\n".join(path_words(district.paths.get(column, (column,))) for column in coverage.columns)),
            told(_explained(coverage)),
        )
        for number, coverage in enumerate(district.coverage, start=1)
    ]
    counted = Counter(coverage_words(coverage, view.as_of) for coverage in district.coverage)
    shown = "，".join(f"{words}{count}个" for words, count in counted.items())
    remark = f"目录事项{len(rows)}个：{shown}。数据截止{day(view.as_of)}。" if rows else "没有读到目录事项。"
    return Table("公开情况", f"{name}目录事项公开情况", COVERAGE_COLUMNS, rows, remark)


def _explained(coverage: Coverage) -> str:
    """The reason of a state, and where an entry that was not found may still be."""
    if not coverage.near:
        return coverage.reason
    places = "；".join(f"{number}. {near.reason}" for number, near in enumerate(coverage.near[:_NEAR], start=1))
    return f"{coverage.reason}\n可再核对：{places}"


def _reading(view: RoundView, district: DistrictView, name: str) -> Table:
    """What could not be read, so that a reader sees what was not judged."""
    rows = [(number, *cells) for number, cells in enumerate(_unread(district), start=1)]
    hidden = sum(coverage.state == "unverifiable" for coverage in district.coverage)
    pages = sum(page.state == "ok" for page in district.pages)
    seen = f"共采集栏目{len(district.columns)}个、页面{pages}个，数据截止{day(view.as_of)}。"
    if not district.columns and not rows:
        seen = "没有采集到任何栏目和页面，未对公开情况作判断。"
        return Table("采集说明", f"{name}采集说明", NOTE_COLUMNS, rows, seen)
    remark = (
        f"{seen}以下{len(rows)}处未能读到或未读完，涉及的{hidden}个事项列为“无法核验（采集不完整）”，不作问题认定。"
        if rows
        else f"{seen}所列栏目和页面均已读到。"
    )
    return Table("采集说明", f"{name}采集说明", NOTE_COLUMNS, rows, remark)


def _unread(district: DistrictView) -> Iterator[tuple[Cell, ...]]:
    for listing in district.listings:
        if listing.state != "complete":
            what, read = listing_words(listing)
            path = path_words(district.paths.get(listing.column))
            yield what, told(path), Link(listing.url), read, told(listing.reason)
    for incident in district.incidents:
        path = path_words(district.paths.get(incident.column or ""))
        answer = f"网站返回状态码{incident.status}" if incident.status else ""
        yield incident_words(incident), told(path), Link(incident.url), answer, told(incident.detail)
    yield from _unread_pages(district, {incident.url for incident in district.incidents})


def _unread_pages(district: DistrictView, told_already: Iterable[str]) -> Iterator[tuple[Cell, ...]]:
    known = {"failed": "页面未能采集", "protected": "页面设有访问限制", "unread": "页面尚未读取"}
    skip = set(told_already)
    for page in district.pages:
        if page.state in known and page.url not in skip:
            yield known[page.state], told(path_words(page.column)), Link(page.url), "", "未据此作任何判断"
