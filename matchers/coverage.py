"""What is known of every entry in a round: content, note, blank, missing and the rest (PRODUCT.md, RULINGS 1–2).

Absence is only claimed where every list that could have held the entry was read to its end; our own failures are
`unverifiable`, never `missing` or `blank`.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inspection.types.directory import Entry, Trigger
from inspection.types.judgement import ColumnNote, Coverage, CoverageState, Unit
from inspection.types.portal import Column, Listing, Page
from matchers.columns import ColumnAnswer, of_every_portal, path_end, same_path
from matchers.folding import fold
from matchers.near_misses import NearMisses, day_words
from matchers.round_pages import PageAnswer
from matchers.seen import Seen
from matchers.shields import Hiding, Shields
from matchers.taken_down import GONE, EarlierPages, Fate
from matchers.target import Target, Targets
from matchers.trigger import due_ahead, due_as_told

# A page that may not be named is there all the same.
_THERE = ("ok", "unread", "sealed")
# Confidence (0..1) from which a page rather answers an entry than not: then nobody may say that it is missing.
_EVEN = 0.5
# Score (0..1) of title or wording from which a page's own words name an entry.
_NAMES = 0.6
# States in which a person is told where else to look.
_NOT_FOUND = ("missing", "blank", "withdrawn", "unverifiable")


@dataclass(frozen=True)
class _Said:
    """A state with its Chinese reason and the listings behind it."""

    state: CoverageState
    reason: str
    listings: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Held:
    """What was matched to one entry."""

    columns: tuple[ColumnAnswer, ...]
    pages: tuple[PageAnswer, ...]
    in_doubt: int

    @property
    def accepted(self) -> tuple[Page, ...]:
        """Pages accepted for the entry."""
        return tuple(answer.page for answer in self.pages)


class CoverageJudge:
    """Judges entry after entry of one round."""

    def __init__(
        self, seen: Seen, targets: Targets, columns: Sequence[ColumnAnswer], pages: Sequence[PageAnswer]
    ) -> None:
        self._seen = seen
        self._targets = targets
        self._shields = Shields(seen, targets, columns)
        self._before = EarlierPages(seen, self._shields.was_read)
        self._near = NearMisses(seen, targets, columns, pages)
        self._columns: dict[int, list[ColumnAnswer]] = defaultdict(list)
        self._pages: dict[int, list[PageAnswer]] = defaultdict(list)
        self._doubts: dict[int, int] = defaultdict(int)
        self._claimed: dict[int, list[PageAnswer]] = defaultdict(list)
        self._placed: dict[str, list[PageAnswer]] = {}
        for column in columns:
            if column.decision == "accept":
                self._columns[column.target.index].append(column)
            self._doubts[column.target.index] += column.decision == "review"
        for page in pages:
            if page.decision == "accept":
                self._placed.setdefault(page.page.url, []).append(page)
        for page in pages:
            if page.decision == "accept":
                self._pages[page.target.index].append(page)
            elif self._says_so_itself(page):
                self._claimed[page.target.index].append(page)
            self._doubts[page.target.index] += page.decision == "review"
        self._kept: dict[str, list[ColumnNote]] = defaultdict(list)
        for note in seen.notes:
            if note.unit:
                self._kept[path_end(targets, note.column)].append(note)
        self._pages_of: dict[str, list[Page]] = defaultdict(list)
        for seen_page in seen.pages:
            for column_id in seen_page.columns:
                self._pages_of[column_id].append(seen_page)

    def coverage(self, target: Target) -> Coverage:
        """The row of one entry."""
        index = target.index
        held = _Held(tuple(self._columns[index]), tuple(self._pages[index]), self._doubts[index])
        trigger = due_as_told(target.entry, self._seen.triggers, self._targets.settings, self._targets.folder).trigger
        said, fate = self._judged(target, held, trigger)
        own = [answer for answer in held.columns if not answer.shared]
        pages = [page for page in held.accepted if page.state in _THERE and not page.note]
        sure = [column.confidence for column in held.columns] + [page.confidence for page in held.pages]
        return Coverage(
            round=self._seen.round,
            district=self._seen.district,
            domain=target.entry.domain,
            level1=target.entry.level1,
            level2=target.entry.level2,
            unit=self._unit(target.entry, held.columns),
            trigger=trigger,
            state=said.state,
            pages=len(pages),
            newest=self._newest(own, held.accepted),
            confidence=max(sure) if sure else None,
            columns=tuple(dict.fromkeys(answer.column.id for answer in held.columns)),
            reason=said.reason,
            listings=said.listings,
            near=self._near.of(target, fate) if said.state in _NOT_FOUND else (),
        )

    def _judged(self, target: Target, held: _Held, trigger: Trigger) -> tuple[_Said, Fate]:
        """What is said of an entry; and what became of its earlier pages, which only an absence asks."""
        said = (
            self._waived(target.entry)
            or self._content(held)
            or self._note(held)
            or self._on_its_own_site(target.entry, held)
            or _not_asked(target.entry, trigger, self._seen.as_of)
            or self._hidden(held)
        )
        if said:
            return said, Fate()
        hiding = self._shields.hiding(target)
        fate = self._before.of(target, all_read=not hiding.reason)
        absent = (
            self._taken_down(target, held, hiding, fate)
            or self._blank(held)
            or self._in_doubt(held)
            or self._dead(held)
            or self._elsewhere(target)
            or self._missing(target, hiding)
        )
        return absent, fate

    def _waived(self, entry: Entry) -> _Said | None:
        as_of = self._seen.as_of
        for waiver in self._seen.waivers:
            if waiver.column is not None or waiver.rule is not None:
                continue
            valid = (waiver.since is None or waiver.since <= as_of) and as_of <= waiver.until
            if valid and _named(self._targets, (waiver.domain, waiver.level1, waiver.level2), entry):
                what = "不涉及本项业务" if waiver.kind == "不涉及" else "已报备"
                return _Said("waived", f"{what}：{waiver.reason}（有效期至{day_words(waiver.until)}）。")
        return None

    def _content(self, held: _Held) -> _Said | None:
        found = [page for page in held.accepted if page.state in _THERE and not page.note]
        if not found:
            return None
        names = _names([answer.column for answer in held.columns])
        return _Said("content", f"{f'栏目{names}中' if names else ''}已公开相关信息{len(found)}条。")

    def _note(self, held: _Held) -> _Said | None:
        by_page = any(page.state in _THERE and page.note for page in held.accepted)
        noted = [a.column for a in held.columns if (listing := self._listing(a.column)) and listing.note]
        if not by_page and not noted:
            return None
        names = _names(noted or [answer.column for answer in held.columns])
        return _Said("note", f"{f'栏目{names}' if names else ''}仅公开了情况说明，未见相关信息。")

    def _on_its_own_site(self, entry: Entry, held: _Held) -> _Said | None:
        """A body of the vertical line publishes on the site of its own system: a link there is its publication."""
        unit = self._unit(entry, held.columns)
        if not any(
            unit in (u.name, u.short) and u.kind == "垂直" and _in_force(u, self._seen.as_of) for u in self._seen.units
        ):
            return None
        external, links = self._led_away(held)
        if not external and not links:
            return None
        names = _names(links or [answer.column for answer in held.columns])
        return _Said("content", f"{f'栏目{names}' if names else '相关信息'}链接至{unit}所在系统的网站公开。")

    def _led_away(self, held: _Held) -> tuple[list[Page], list[Column]]:
        """The pages and columns of an entry that lead to another site; what leads to a column of this one is that."""
        external = [page for page in held.accepted if page.state == "external"]
        outs = [a.column for a in held.columns if a.column.kind == "link_out" and self._listing(a.column) is None]
        return external, [column for column in outs if not self._shields.leads_within(column)]

    def _taken_down(self, target: Target, held: _Held, hiding: Hiding, fate: Fate) -> _Said | None:
        """Pages that answered the entry before soften its absence: taken down they are asked about, still there they
        are doubtful, and where they could not be looked for nothing can be said."""
        if fate.there:
            one, page = fate.there[0]
            shown = page.title or one.title
            reason = f"{day_words(one.seen_on)}巡查时对应该事项的《{shown}》仍在，现未能确认其对应关系，有待核对应。"
            return _Said("unverifiable", reason)
        if fate.hidden:
            one = fate.hidden[0]
            why = hiding.reason or "现未能读到，无法核验是否仍公开。"
            return _Said(
                "unverifiable", f"《{one.title}》在{day_words(one.seen_on)}巡查时曾公开；{why}", hiding.listings
            )
        if hiding.reason:
            return None
        doubt = self._in_doubt(held) or self._unplaced(held) or self._elsewhere(target)
        if doubt:
            # what was taken down may stand here under another title
            return doubt if fate.gone else None
        if fate.gone:
            one, more = fate.gone[0], f"等{len(fate.gone)}条信息" if len(fate.gone) > 1 else ""
            how = "已无法打开" if one in fate.dead else "已不在栏目列表中"
            return self._asked(f"《{one.title}》{more}", one.seen_on, how)
        return self._first_seen(held)

    def _first_seen(self, held: _Held) -> _Said | None:
        """For rounds that were frozen before earlier answers were: all that answers is gone and was met before."""
        if self._seen.earlier is not None or not held.pages or any(page.state not in GONE for page in held.accepted):
            return None
        before = [p.first_seen for p in held.accepted if p.first_seen and p.first_seen < self._seen.as_of]
        return self._asked("相关信息", min(before), "已无法打开") if before else None

    def _asked(self, what: str, seen_on: date, how: str) -> _Said:
        return _Said(
            "withdrawn",
            f"{what}在{day_words(seen_on)}巡查时曾公开，截至{day_words(self._seen.as_of)}{how}，未见其他相关信息，"
            "请说明撤下原因。",
            self._shields.searched(),
        )

    def _hidden(self, held: _Held) -> _Said | None:
        """Something answers the entry, but what is behind it could not be seen."""
        external, links = self._led_away(held)
        if external or links:
            names = _names(links or [answer.column for answer in held.columns])
            return _Said("unverifiable", f"{f'栏目{names}' if names else '相关信息'}链接至其他网站，公开内容无法核验。")
        unread = [answer.column for answer in held.columns if not self._read(answer.column)]
        if unread:
            ids = tuple(dict.fromkeys(heard.id for column in unread if (heard := self._listing(column))))
            return _Said("unverifiable", f"栏目{_names(unread)}采集不完整，公开内容无法核验{self._why(unread)}。", ids)
        if any(page.state not in GONE for page in held.accepted):
            return _Said("unverifiable", "所列相关信息页面未能读取，公开内容无法核验。")
        return None

    def _dead(self, held: _Held) -> _Said | None:
        return _Said("unverifiable", "所列相关信息链接失效，公开内容无法核验。") if held.accepted else None

    def _blank(self, held: _Held) -> _Said | None:
        """The columns that answer the entry are empty to the end, or (shared ones) hold only what is placed."""
        if not held.columns:
            return None
        if self._full(held):
            return self._unplaced(held)
        columns = [answer.column for answer in held.columns]
        ids = tuple(dict.fromkeys(heard.id for column in columns if (heard := self._listing(column))))
        columns = [column for column in columns if not self._shields.leads_within(column)] or columns
        return _Said(
            "blank", f"截至{day_words(self._seen.as_of)}，栏目{_names(columns)}为空白栏目，且无情况说明。", ids
        )

    def _full(self, held: _Held) -> list[Column]:
        """The entry's columns that hold something."""
        return [answer.column for answer in held.columns if self._pages_of[answer.column.id]]

    def _unplaced(self, held: _Held) -> _Said | None:
        """Pages in the entry's columns of which nobody knows what they answer."""
        full = self._full(held)
        if not any(page.url not in self._placed for column in full for page in self._pages_of[column.id]):
            return None
        return _Said("unverifiable", f"栏目{_names(full)}中有信息待核对应，暂无法判断是否已公开。")

    def _in_doubt(self, held: _Held) -> _Said | None:
        if not held.in_doubt:
            return None
        return _Said("unverifiable", f"有{held.in_doubt}处疑似对应的栏目或信息有待核对应，暂无法判断是否已公开。")

    def _says_so_itself(self, answer: PageAnswer) -> bool:
        """Whether a page that answers another entry of the domain, by its column mostly, rather answers this one than
        not: its own words name it, and no less than the other. What lies in another domain's column is that one's."""
        if answer.confidence < _EVEN or answer.decision != "reject" or answer.decided_by != "machine":
            return False
        said = answer.reasons.get("title", 0.0)
        if answer.page.state not in _THERE or max(said, answer.reasons.get("wording", 0.0)) < _NAMES:
            return False
        sisters = [one for one in self._placed.get(answer.page.url, ()) if one.target.domain == answer.target.domain]
        name = answer.target.written
        # a name inside a longer one that the title has as well is not named by it
        whole = fold(name) in fold(answer.page.title or "") and all(
            len(one.target.written) < len(name) for one in sisters
        )
        return bool(sisters) and (whole or said >= max(one.reasons.get("title", 0.0) for one in sisters))

    def _elsewhere(self, target: Target) -> _Said | None:
        claimed = self._claimed[target.index]
        if not claimed:
            return None
        best = min(claimed, key=lambda answer: (-answer.confidence, answer.page.url)).page
        more = f"等{len(claimed)}条信息" if len(claimed) > 1 else ""
        where = f"栏目“{' > '.join(best.column)}”中的" if best.column else ""
        reason = f"{where}《{best.title or ''}》{more}已对应其他事项，也可能对应该事项，有待核对应。"
        return _Said("unverifiable", reason)

    def _missing(self, target: Target, hiding: Hiding) -> _Said:
        if hiding.reason:
            return _Said("unverifiable", hiding.reason, hiding.listings)
        own = "，区里填报尚无对应栏目" if target.entry.key in self._seen.recalled.without_column else ""
        reason = f"截至{day_words(self._seen.as_of)}未查找到相关栏目和信息{own}。"
        return _Said("missing", reason, self._shields.searched())

    def _listing(self, column: Column) -> Listing | None:
        return self._seen.listings.get(column.id)

    def _read(self, column: Column) -> bool:
        listed = self._listing(column) is not None or column.kind != "node"
        return listed and self._shields.was_read(column)

    def _why(self, columns: Sequence[Column]) -> str:
        reasons = (heard.reason for column in columns if (heard := self._listing(column)) and heard.reason)
        first = next(reasons, None)
        return f"（{first.rstrip('。')}）" if first else ""

    def _newest(self, columns: Sequence[ColumnAnswer], pages: Sequence[Page]) -> date | None:
        days = [page.published for page in pages if page.published]
        for answer in columns:
            days += [item.published for item in self._seen.items.get(answer.column.id, ()) if item.published]
            listing = self._listing(answer.column)
            if listing and listing.newest:
                days.append(listing.newest)
        return max(days, default=None)

    def _unit(self, entry: Entry, columns: Sequence[ColumnAnswer]) -> str | None:
        """Who must publish an entry: the keeper of its column, but in one that every portal has (通知公告) its own
        publisher before that."""
        found = [answer.column for answer in columns]
        own = [column for column in found if not of_every_portal(self._targets, column.path[-1])]
        return self._keeper(own) or _unit_of(entry, self._seen.units, self._seen.as_of) or self._keeper(found)

    def _keeper(self, columns: Sequence[Column]) -> str | None:
        for column in columns:
            for note in self._kept.get(path_end(self._targets, column.path), ()):
                if same_path(self._targets, note.column, column.path):
                    return note.unit
        return None


def _not_asked(entry: Entry, trigger: Trigger, as_of: date) -> _Said | None:
    reasons = {
        "on_request": "该事项为依申请公开，不要求主动公开。",
        "group": "该事项仅面向特定群体公开，不要求向社会公开。",
        "offline": "该事项通过公示栏、入户等线下渠道公开，不在网站核查范围。",
    }
    if trigger in reasons:
        return _Said("not_applicable", reasons[trigger])
    ahead = due_ahead(entry, as_of)
    return _Said("not_due", f"公开时限为每年{ahead.month}月{ahead.day}日前，尚未到期。") if ahead else None


def _named(targets: Targets, given: tuple[str | None, ...], entry: Entry) -> bool:
    folder = targets.folder
    own = (entry.domain, entry.level1, entry.level2)
    return all(
        name is None or folder.name(name) == folder.name(mine or "") for name, mine in zip(given, own, strict=True)
    )


def _in_force(unit: Unit, as_of: date) -> bool:
    return (unit.since is None or unit.since <= as_of) and (unit.until is None or as_of <= unit.until)


def _unit_of(entry: Entry, units: Sequence[Unit], as_of: date) -> str | None:
    """The first publisher of the entry that is one of the district's units: by name, short name, or as its end."""
    now = [unit for unit in units if _in_force(unit, as_of)]
    for publisher in entry.publisher:
        exact = [unit.name for unit in now if publisher in (unit.name, unit.short)]
        ends = [
            u.name for u in now if len(publisher) >= 3 and (u.name.endswith(publisher) or publisher.endswith(u.name))
        ]
        found = exact or ends
        if len(set(found)) == 1:
            return found[0]
    return None


def _names(columns: Sequence[Column]) -> str:
    """At most three columns in quotation marks."""
    paths = list(dict.fromkeys(column.path for column in columns))
    shown = "、".join(f"“{' > '.join(path)}”" for path in paths[:3])
    return f"{shown}等{len(paths)}个栏目" if len(paths) > 3 else shown
