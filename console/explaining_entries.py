"""What is known of one entry or one column, found by its path or its name: its answer and the evidence for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from console.explaining import decision_words, listing_line, listing_lines, near_lines
from console.inspection_run import Run
from console.match_words import Questions, id_of
from inspection.earlier_answers import FACT, read_earlier_fact
from inspection.masking import mask
from inspection.round_store import RoundStore
from inspection.telling import may_be_told
from inspection.trigger_notes import TRIGGER_WORDS, read_trigger_fact
from inspection.types.directory import Entry
from inspection.types.judgement import Coverage, Finding, Match
from inspection.types.office import District
from inspection.types.portal import Column, Listing, Page
from matchers.folding import NameFolder, fold
from matchers.settings import match_settings
from matchers.trigger import due_as_told
from reports.words import coverage_words, day, state_words

_SEPARATORS = re.compile(r"\s*[/／>＞›»]\s*")
# Subjects explained at once, and pages or columns named of one.
_AT_ONCE, _SHOWN = 2, 8


@dataclass(frozen=True)
class _Place:
    """An entry (its coverage) or a column of one district that a name may mean."""

    district: District
    found: Coverage | Column

    @property
    def path(self) -> tuple[str, ...]:
        names = self.found.path if isinstance(self.found, Column) else self.found.key
        return tuple(name for name in names if name)


def explain_named(run: Run, subject: str, findings: Sequence[Finding]) -> str | None:
    """What is known of the entries, else of the columns, that a path (领域/一级/二级, 首页 > …), an id or a name means;
    of more than a few only their paths. None where nothing is called so."""
    entries, columns = _places(run, subject)
    places = columns if columns and (">" in subject or "＞" in subject) else entries or columns
    if not places:
        return None
    if len(places) > _AT_ONCE:
        what = "栏目" if isinstance(places[0].found, Column) else "事项"
        listed = [f"  {place.district.name}　{mask(' / '.join(place.path))}" for place in places[:50]]
        more = [f"  另有 {len(places) - 50} 个"] if len(places) > 50 else []
        head = f"有 {len(places)} 个{what}可以这样称呼，请写出全称（各级之间用 / 或 > 隔开）："
        return "\n".join([head, *listed, *more])
    told = []
    for place in places:
        with run.store(place.district) as store:
            if isinstance(place.found, Column):
                told.append(_column_told(store, place.district, place.found))
            else:
                told.append(_entry_told(store, place.district, place.found, findings))
    return "\n\n".join(told)


def _places(run: Run, subject: str) -> tuple[list[_Place], list[_Place]]:
    folder = NameFolder(match_settings().names)
    wanted = [folder.name(part) for part in _SEPARATORS.split(subject.strip()) if part]
    entries: list[_Place] = []
    columns: list[_Place] = []
    for district in run.districts:
        with run.store(district) as store:
            entries += [
                _Place(district, coverage)
                for coverage in store.each(Coverage)
                if _means(wanted, [folder.name(name) for name in coverage.key if name])
            ]
            for column in store.each(Column):
                path = [folder.name(name) for name in column.path]
                if subject.strip() in (column.id, column.url) or (wanted and path[-len(wanted) :] == wanted):
                    columns.append(_Place(district, column))
    written = fold("/".join(_SEPARATORS.split(subject.strip())))
    whole = [one for one in entries if fold("/".join(one.path)) == written]
    own = [one for one in entries if fold(one.path[-1]) == written]
    by_id = [one for one in columns if isinstance(one.found, Column) and one.found.id == subject.strip()]
    return whole or own or entries, by_id or columns


def _means(wanted: list[str], names: list[str]) -> bool:
    """Whether what was written names an entry: its own name last, names above it in their order before it. A first
    level or a domain alone names all of its entries only where it is written alone."""
    if not wanted:
        return False
    if wanted == names[: len(wanted)]:
        return True
    if wanted[-1] != names[-1]:
        return False
    above = iter(names[:-1])
    return all(name in above for name in wanted[:-1])


def _entry_told(store: RoundStore, district: District, coverage: Coverage, findings: Sequence[Finding]) -> str:
    as_of = store.fact("as_of")
    entry = next((one for one in store.each(Entry) if one.key == coverage.key), None)
    lines = [f"{mask(' / '.join(name for name in coverage.key if name))}（{district.name}，以 {as_of} 为准）"]
    state = "" if coverage.state == "missing" else f"{coverage_words(coverage, date.fromisoformat(as_of))}。"
    lines.append(f"  公开情况：{state}{mask(coverage.reason)}")
    lines.append(f"  公开情形：{TRIGGER_WORDS[coverage.trigger]}{_trigger_reason(store, entry)}")
    if coverage.unit:
        lines.append(f"  责任单位：{mask(coverage.unit)}")
    matches = [match for match in store.each(Match) if match.key == coverage.key]
    columns = {column.id: column for column in store.each(Column)}
    pages = {page.url: page for page in store.each(Page)} if matches else {}
    asked = Questions(store)
    lines += _answer_lines([one for one in matches if one.kind == "column"], columns, pages, asked)
    lines += _answer_lines([one for one in matches if one.kind == "page"], columns, pages, asked)
    lines += asked.refused(coverage.key)
    before = [one for one in read_earlier_fact(store.fact(FACT)) if one.key == coverage.key]
    if before and coverage.state != "content":
        lines += [f"  此前对应：{day(one.seen_on)} 《{mask(one.title)}》 {one.url}" for one in before[:3]]
    what = "因此无法核验" if coverage.state == "unverifiable" else "查过"
    lines += listing_lines(store, coverage.listings, what, coverage)
    lines += near_lines(coverage.near)
    for finding in findings:
        key = (finding.domain or "", finding.level1 or "", finding.level2 or "")
        if finding.district == district.id and key == coverage.key and may_be_told(finding, "list"):
            lines.append(f"  问题：{finding.id}　{mask(finding.message)}（{state_words(finding)}）")
    return "\n".join(lines)


def _trigger_reason(store: RoundStore, entry: Entry | None) -> str:
    if entry is None:
        return ""
    due = due_as_told(entry, read_trigger_fact(store.fact("triggers")), match_settings())
    return f"（{mask(due.reason)}）"


def _answer_lines(
    matches: Sequence[Match], columns: dict[str, Column], pages: dict[str, Page], asked: Questions
) -> list[str]:
    """The columns or pages that answer an entry or are in doubt; those that do not are left out."""
    told = sorted(
        (match for match in matches if match.decision != "reject"),
        key=lambda match: (match.decision != "accept", -match.confidence, match.subject),
    )
    lines = []
    for match in told[:_SHOWN]:
        if match.kind == "column":
            url = columns[match.subject].url if match.subject in columns else ""
            lines.append(f"  栏目 {mask(match.title)}：{decision_words(match, asked)} {url}")
        else:
            page = pages.get(match.subject)
            shown = f"，{page.published}" if page is not None and page.published else ""
            lines.append(f"  页面《{mask(match.title)}》{shown}：{decision_words(match, asked)} {match.subject}")
        lines[-1] += f"　编号 {id_of(match)}"
        lines += [f"    {question}" for question in asked.of(match)]
    if len(told) > _SHOWN:
        lines.append(f"  另有 {len(told) - _SHOWN} 个{'栏目' if told[0].kind == 'column' else '页面'}")
    return lines


def _column_told(store: RoundStore, district: District, column: Column) -> str:
    lines = [f"{mask(' > '.join(column.path))}（{district.name}）", f"  地址：{column.url}"]
    listings = [listing for listing in store.each(Listing) if listing.column == column.id]
    lines += [f"  列表：{listing_line(listing, {column.id: column})}" for listing in listings]
    if not listings:
        kinds = {"node": "只有下级栏目，没有列表", "page": "本身就是一个页面", "link_out": "链接至其他栏目或网站"}
        lines.append(f"  列表：{kinds.get(column.kind, '没有读到')}")
    every = list(store.each(Match))
    own = sorted(
        (one for one in every if one.kind == "column" and one.subject == column.id), key=lambda one: -one.confidence
    )
    asked = Questions(store)
    for one in own[:_SHOWN]:
        entry = " / ".join(name for name in one.key if name)
        lines.append(f"  {decision_words(one, asked)}：{entry}　编号 {id_of(one)}")
        lines += [f"    {question}" for question in asked.of(one)]
    if not own:
        lines.append("  没有与任何事项对应。")
    # a page with a classification mark is in nobody's list
    inside = {page.url for page in store.each(Page) if column.id in page.columns and page.state != "sealed"}
    answered: dict[str, int] = {}
    for one in every:
        if one.kind == "page" and one.subject in inside and one.decision == "accept":
            name = " / ".join(name for name in one.key if name)
            answered[name] = answered.get(name, 0) + 1
    lines.append(f"  页面：{len(inside)} 个")
    most = sorted(answered.items(), key=lambda pair: (-pair[1], pair[0]))[:_SHOWN]
    lines += [f"    {count} 个对应 {name}" for name, count in most]
    return "\n".join(lines)
