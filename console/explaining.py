"""Why a finding stands, and why a page answers this entry and not the next: in words, with the evidence."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from console.inspection_run import Run
from console.match_words import Questions, id_of
from inspection.china_time import moment_words
from inspection.errors import UserError
from inspection.masking import mask
from inspection.round_store import RoundStore
from inspection.telling import may_be_told
from inspection.types.directory import Entry
from inspection.types.judgement import Coverage, Finding, Match, NearMiss
from inspection.types.office import District
from inspection.types.portal import Attachment, Column, ListedItem, Listing, Page, Snapshot
from matchers.folding import NameFolder
from matchers.reasons import Reasons
from matchers.settings import match_settings
from reports.words import state_words

DECISIONS = {"accept": "已对应", "review": "待核", "reject": "未对应"}
DECIDED_BY = {"machine": "系统", "person": "人工核查", "mapping": "目录—栏目对照表"}
LISTING_STATES = {"complete": "已读到底", "cut_short": "未读到底", "unreadable": "读不出", "script_only": "须运行脚本"}
# Lists named one by one; of more only the number is told.
_SHOWN = 12


def _found_earlier(finding: Finding) -> bool:
    return finding.first_round not in (None, finding.round)


def explain_finding(run: Run, finding: Finding) -> str:
    """What is said, why, what was searched and what hid it, where else to look, and what has become of it."""
    lines = [
        f"{finding.id}　{mask(finding.message)}",
        f"  检查项：{finding.rule} {finding.rule_name}（{'系统提示' if finding.suspected_only else '系统判定'}）",
        f"  核查结论：{state_words(finding)}{'' if _found_earlier(finding) else '；首次发现于本批次'}",
        *([f"  整改期限：{moment_words(finding.due_at)}前"] if finding.due_at else []),
        f"  整改要求：{mask(finding.demand)}",
        f"  依据：{finding.basis}",
        *([f"  提示来自原文：“{mask(finding.span)}”"] if finding.span and may_be_told(finding, "own") else []),
        f"  地址：{finding.url}",
    ]
    district = next(d for d in run.districts if d.id == finding.district)
    with run.store(district) as store:
        for evidence in finding.evidence:
            if evidence.listing is None and finding.place:
                lines.append(f"  证据：报送文件 {finding.place or evidence.url}，SHA-256 {evidence.sha256}")
            elif evidence.listing is None:
                lines.append(f"  证据：{evidence.fetched_at} 取自 {evidence.url}，答复 {evidence.status}")
                lines.append(f"        SHA-256 {evidence.sha256}，留痕 {evidence.warc} 第 {evidence.offset} 字节起")
        key = (finding.domain or "", finding.level1 or "", finding.level2 or "")
        levels = bool(finding.level1 or finding.level2)
        coverage = next((one for one in store.each(Coverage) if levels and one.key == key), None)
        lines += listing_lines(store, [one.listing for one in finding.evidence if one.listing], "查过", coverage)
        if coverage is not None:
            lines.append(f"  公开情况：{mask(coverage.reason)}")
            lines += Questions(store).refused(key)
            lines += near_lines(coverage.near)
    return "\n".join(lines)


def explain_page(run: Run, url: str) -> str | None:
    """What is known of one page and which entries it was compared with, best first; None for an unknown page."""
    for district in run.districts:
        with run.store(district) as store:
            told = _page_told(store, district, url)
        if told is not None:
            return told
    return None


def _page_told(store: RoundStore, district: District, url: str) -> str | None:
    page = store.page(url)
    # What carries a classification mark is shown by `xuncha sealed` alone.
    if page is not None and page.state == "sealed":
        return None
    matches = [m for m in store.each(Match) if m.kind == "page" and m.subject == url]
    if page is None and not matches:
        return None
    lines = [] if page is None else _page_lines(store, district, page)
    if page is None:
        lines = [f"{mask(matches[0].title or '（无标题）')}", f"  {district.name}　只见于列表，页面没有采集：{url}"]
        page = Page(url, district.id, "", (), (), "unread", title=matches[0].title)
    reasons, asked = reasons_of(store, [url]), Questions(store)
    page = page if page.title or not matches else replace(page, title=matches[0].title)
    ordered = sorted(matches, key=lambda m: (_PLACES[m.decision], -m.confidence, m.key))
    best = ordered[0] if ordered and ordered[0].decision != "reject" else None
    for match in ordered:
        lines.append(
            f"  {decision_words(match, asked)}：{' / '.join(part for part in match.key if part)}　编号 {id_of(match)}"
        )
        lines += [f"    {question}" for question in asked.of(match)]
        for_it = match.decision != "reject"
        why = reasons.speaking_for(page, match) if for_it else reasons.speaking_against(page, match, best)
        lines.append(f"    {'为什么' if for_it else '为什么不是'}：{mask('；'.join(why)) or _without_words(match)}")
    if not matches:
        lines.append("  没有够得上的事项。")
    elif best is None:
        lines.append("  没有够得上的事项，以上是最接近的。")
    return "\n".join(lines)


_PLACES = {"accept": 0, "review": 1, "reject": 2}


def _page_lines(store: RoundStore, district: District, page: Page) -> list[str]:
    taken = any(snapshot.id == page.snapshot for snapshot in store.each(Snapshot))
    number = mask(page.doc_number or "无")
    return [
        mask(page.title or "（无标题）"),
        f"  {district.name}　栏目：{mask(' > '.join(page.column))}",
        f"  发布 {page.published or '读不出'}　成文 {page.written or '读不出'}　文号 {number}",
        f"  留痕：{page.fetched_at if taken else '无'}",
    ]


def reasons_of(store: RoundStore, urls: Iterable[str]) -> Reasons:
    """The words of scorers for some pages of a round."""
    wanted = set(urls)
    files: dict[str, tuple[str, ...]] = {}
    for one in store.each(Attachment):
        if one.page in wanted and one.state != "sealed":
            files[one.page] = (*files.get(one.page, ()), one.name)
    return Reasons(store.read(Entry), files)


def decision_words(match: Match, asked: Questions) -> str:
    """已对应（系统，把握程度高）; a person's word needs no degree."""
    if match.decided_by != "machine":
        by = "mapping" if asked.by_table(match) else match.decided_by
        return f"{DECISIONS[match.decision]}（{DECIDED_BY[by]}）"
    what = "可能性" if match.decision == "reject" else "把握程度"
    return f"{DECISIONS[match.decision]}（系统，{what}{match_settings().confidence.word(match.confidence)}）"


def near_lines(near: Sequence[NearMiss]) -> list[str]:
    """Where an entry may still be, one line each."""
    lines = ["  可再核对："] if near else []
    for number, one in enumerate(near, start=1):
        known = one.kind == "withdrawn"
        sure = "" if known else f"（可能性{match_settings().confidence.word(one.confidence)}）"
        lines.append(f"    {number}. {mask(one.reason)}{sure}")
        lines.append(f"       {one.url}")
    return lines


def listing_lines(store: RoundStore, ids: Iterable[str], what: str, coverage: Coverage | None = None) -> list[str]:
    """Lists of columns: of an entry (`coverage`) those that could be its own, the nearest first, the others only
    counted; else those that were not read to their end first. Of many only the number is told."""
    wanted = set(ids)
    listings = [listing for listing in store.each(Listing) if listing.id in wanted]
    columns = {column.id: column for column in store.each(Column)} if listings else {}
    place = _Nearness(store, coverage, columns) if coverage and listings else None
    ranked = [(place.of(one.column) if place else 0, one.state == "complete", one) for one in listings]
    ranked.sort(key=lambda ranks: (*ranks[:2], columns[ranks[2].column].order if ranks[2].column in columns else 0))
    # what hides an entry is told, wherever it stands
    near = [one for rank, _, one in ranked if rank < _Nearness.FAR or what != "查过"]
    shown = near[:_SHOWN]
    lines = [f"  {what}：{listing_line(listing, columns)}" for listing in shown]
    if left := [one for _, _, one in ranked if one not in shown]:
        read = sum(listing.state == "complete" for listing in left)
        more = "另有 " if shown else ""
        whole = "都已读到底" if read == len(left) else f"其中 {read} 个已读到底"
        lines.append(f"  {what}：{more}{len(left)} 个栏目的列表，{whole}")
    return lines


class _Nearness:
    """How near columns stand to an entry: those that answer it, those that may be its own, those beside them or below
    its first level, those in its domain; all others are far."""

    ACCEPTED, NEAR, BESIDE, DOMAIN, FAR = range(5)

    def __init__(self, store: RoundStore, coverage: Coverage, columns: Mapping[str, Column]) -> None:
        self._columns = columns
        self._accepted = set(coverage.columns)
        near = {one.subject for one in coverage.near}
        self._near = {one.column for one in store.each(ListedItem) if one.url in near} if near else set()
        self._near |= near
        folder = NameFolder(match_settings().names)
        self._name = folder.name
        # a general name (办事指南) stands in every branch
        told = [folder.name(name) for name in coverage.key if name]
        self._own = {name for name in told[1:] if not folder.is_general(name)}
        self._domain = told[0]
        children = Counter(column.parent for column in columns.values())
        above = {columns[one].parent for one in self._accepted | self._near if one in columns}
        self._above = {parent for parent in above if parent and children[parent] <= _SHOWN}

    def of(self, id_: str) -> int:
        """How near the column of an id stands."""
        column = self._columns.get(id_)
        if id_ in self._accepted:
            return self.ACCEPTED
        if id_ in self._near:
            return self.NEAR
        if column is None:
            return self.FAR
        names = {self._name(part) for part in column.path}
        if column.parent in self._above or not self._own.isdisjoint(names):
            return self.BESIDE
        return self.DOMAIN if self._domain in names else self.FAR


def listing_line(listing: Listing, columns: dict[str, Column]) -> str:
    """One list: its column, how far it was read, how much it showed."""
    column = columns.get(listing.column)
    path = mask(" > ".join(column.path)) if column else listing.url
    state = LISTING_STATES[listing.state]
    why = f"：{mask(listing.reason.rstrip('。'))}" if listing.reason else ""
    return f"{path}（{state}{why}，{listing.seen} 条，{len(listing.snapshots)} 页留痕）{listing.url}"


def unknown_page(run: Run, url: str) -> UserError:
    """The error for an address that is none of the round's."""
    return UserError(f"批次“{run.round}”中没有页面 {url}，请从 xuncha export {run.workspace.root} pages 中抄取。")


def _without_words(match: Match) -> str:
    if match.decided_by == "person":
        return "以人工核查结论为准"
    return "以目录—栏目对照表为准" if match.decided_by == "mapping" else "沿用栏目的对应"
