"""Where an entry that was not found may still be: what a person should look at before anybody is accused.

Nothing here changes a state. It is gathered from what matching has weighed anyway, and from names; not from all pairs.
"""

from collections import defaultdict
from collections.abc import Sequence, Set
from datetime import date
from typing import Literal
from urllib.parse import urlsplit

from rapidfuzz import fuzz, process

from inspection.types.judged_before import EarlierAnswer
from inspection.types.judgement import NearMiss
from inspection.types.portal import Column
from matchers.columns import ColumnAnswer
from matchers.round_pages import PageAnswer
from matchers.seen import Seen
from matchers.taken_down import THERE, Fate
from matchers.target import Target, Targets

NearKind = Literal["renamed_column", "other_column", "own_site", "withdrawn", "likely_page"]
SHOWN = 5
# Confidence (0..1) from which a page that was not accepted is worth a look, and what is left of it where the page
# answers another entry already.
_WORTH = 0.2
_PLACED = 0.6
# Scorers of what a page itself says, and the score (0..1) from which it speaks for an entry.
_OWN_WORDS = ("title", "wording", "attachments")
_OWN = 0.5
# rapidfuzz ratio (0..100) from which two names may be one name changed, and what is left of it (0..1) where the path
# does not name the domain or names another one.
_ALIKE = 60
_NO_DOMAIN, _OTHER_DOMAIN = 0.75, 0.4
_LEAST = 0.45
# What a page that answered the entry before tells, whatever became of it.
_BEFORE = 0.9


class NearMisses:
    """Gathers near misses for the entries of one round."""

    def __init__(
        self, seen: Seen, targets: Targets, columns: Sequence[ColumnAnswer], pages: Sequence[PageAnswer]
    ) -> None:
        self._seen = seen
        self._targets = targets
        self._pages: dict[int, list[PageAnswer]] = defaultdict(list)
        self._placed: dict[str, list[Target]] = defaultdict(list)
        for page in pages:
            if page.page.state not in (*THERE, "external"):
                continue
            if page.decision == "accept":
                self._placed[page.page.url].append(page.target)
            elif page.decided_by == "machine" and page.confidence >= _WORTH and _speaks(page):
                self._pages[page.target.index].append(page)
        self._answers: dict[int, list[ColumnAnswer]] = defaultdict(list)
        owned = {answer.column.id for answer in columns if answer.decision == "accept"}
        self._refused = {
            (a.column.id, a.target.index) for a in columns if a.decision == "reject" and a.decided_by != "machine"
        }
        for answer in columns:
            if answer.decision != "accept" and answer.decided_by == "machine":
                self._answers[answer.target.index].append(answer)
        self._by_name: dict[str, list[Column]] = defaultdict(list)
        for column in seen.columns:
            if column.path and column.id not in owned and (column.leaf or column.kind != "node"):
                self._by_name[targets.folder.name(column.path[-1])].append(column)
        self._names = list(self._by_name)
        # what leads to a column of this portal is no other site's: that column is looked at itself
        self._own = {column.url for column in seen.columns if column.kind != "link_out"}
        self._paths = {column.id: column.path for column in seen.columns}

    def of(self, target: Target, fate: Fate) -> tuple[NearMiss, ...]:
        """At most five, the likeliest first; each page and column once."""
        found: dict[str, NearMiss] = {}
        columns = self._columns(target)
        named = {near.subject for near in columns}
        for near in (*self._before(fate), *columns, *self._near_pages(target, named)):
            known = found.get(near.subject)
            if known is None or known.confidence < near.confidence:
                found[near.subject] = near
        ordered = sorted(found.values(), key=lambda near: (-near.confidence, near.kind, near.subject))
        return tuple(ordered[:SHOWN])

    def _before(self, fate: Fate) -> list[NearMiss]:
        said = [(one, "已无法打开") for one in fate.dead] + [(one, "已不在栏目列表中") for one in fate.unlisted]
        near = [
            NearMiss("withdrawn", one.url, one.title, one.url, _BEFORE, f"{_was_there(one)}，现{what}")
            for one, what in said
        ]
        near += [
            NearMiss("likely_page", page.url, page.title or one.title, page.url, _BEFORE,
                     f"{_was_there(one)}，页面仍在，请核对是否仍属本事项")
            for one, page in fate.there
        ]  # fmt: skip
        return near

    def _columns(self, target: Target) -> list[NearMiss]:
        """Columns that names or scores hint at, and those that are called much like the entry and nobody's."""
        graded: dict[str, tuple[float, Column]] = {
            answer.column.id: (answer.confidence, answer.column)
            for answer in self._answers[target.index]
            if answer.confidence >= _LEAST
        }
        alike = process.extract(target.name, self._names, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=SHOWN)
        for name, ratio, _ in alike:
            if self._targets.folder.is_general(name):
                continue
            for column in self._by_name[name]:
                grade = round(ratio / 100 * self._place(column, target), 4)
                if grade >= _LEAST and grade > graded.get(column.id, (0.0, column))[0]:
                    graded[column.id] = (grade, column)
        near = []
        for grade, column in graded.values():
            fitting = sum(column.id in answer.page.columns for answer in self._pages[target.index])
            like = fuzz.ratio(self._targets.folder.name(column.path[-1]), target.name) >= _ALIKE
            # of a column that is called otherwise and has a single page that fits, the page is named
            if (column.id, target.index) not in self._refused and (like or fitting > 1):
                sure = min(grade + 0.05 * min(fitting, 3), _BEFORE)
                near.append(_near_column(column, sure, fitting, called_alike=like, within=column.url in self._own))
        return near

    def _place(self, column: Column, target: Target) -> float:
        above = [self._targets.folder.name(part) for part in column.path[:-1]]
        if any(self._targets.is_domain(name, target.domain) for name in above):
            return 1.0
        others = (domain for domain in self._targets.domains if domain != target.domain)
        if any(self._targets.is_domain(name, domain) for domain in others for name in above):
            return _OTHER_DOMAIN
        return 1.0 if target.level1 and target.level1 in above else _NO_DOMAIN

    def _near_pages(self, target: Target, named: Set[str]) -> list[NearMiss]:
        """Pages that nearly answer, the surest of each column; but for those in columns that are named themselves."""
        alike: dict[tuple[NearKind, tuple[str, ...]], list[PageAnswer]] = defaultdict(list)
        for answer in self._pages[target.index]:
            page = answer.page
            if named.isdisjoint(page.columns):
                where = self._paths.get(page.columns[0], page.column) if page.columns else page.column
                alike[self._kind(answer), where].append(answer)
        near = []
        for (kind, where), answers in sorted(alike.items()):
            best = min(answers, key=lambda answer: (-answer.confidence, answer.page.url))
            sure = round(best.confidence * (_PLACED if kind == "other_column" else 1.0), 4)
            more = f"等{len(answers)}条信息" if len(answers) > 1 else ""
            reason = self._page_reason(best, kind, _shown(where), more)
            near.append(NearMiss(kind, best.page.url, best.page.title or "", best.page.url, sure, reason))
        return near

    def _kind(self, answer: PageAnswer) -> NearKind:
        if answer.page.state == "external":
            return "own_site"
        return "other_column" if self._others(answer) else "likely_page"

    def _others(self, answer: PageAnswer) -> list[Target]:
        """The other entries that the page answers."""
        return [one for one in self._placed.get(answer.page.url, ()) if one.index != answer.target.index]

    def _page_reason(self, answer: PageAnswer, kind: NearKind, where: str, more: str) -> str:
        title = f"《{answer.page.title or ''}》"
        if kind == "own_site":
            return f"{title}{more}链接至{_host(answer.page.url)}，公开内容未核验"
        if kind == "likely_page":
            return f"栏目“{where}”中的{title}{more}可能就是本事项信息"
        other = self._others(answer)[0].entry
        name = other.level2 or other.level1 or other.domain
        return f"{title}{more}在栏目“{where}”中，已对应“{name}”，请核对是否归错栏目"


def _speaks(answer: PageAnswer) -> bool:
    """Whether the page itself speaks for the entry, not only the place where it lies."""
    return max(answer.reasons.get(key, 0.0) for key in _OWN_WORDS) >= _OWN


def _near_column(column: Column, confidence: float, fitting: int, *, called_alike: bool, within: bool) -> NearMiss:
    path = _shown(column.path)
    if column.kind == "link_out" and not within:
        reason = f"栏目“{path}”名称与本事项相近，链接至{_host(column.url)}，公开内容未核验"
        return NearMiss("own_site", column.id, path, column.url, round(confidence, 4), reason)
    if not called_alike:
        reason = f"栏目“{path}”中有{fitting}条信息与本事项相近，可能由该栏目公开"
        return NearMiss("renamed_column", column.id, path, column.url, round(confidence, 4), reason)
    more = f"，其中{fitting}条信息与本事项相近" if fitting else ""
    reason = f"栏目“{path}”名称与本事项相近{more}，可能是同一栏目换了名称"
    return NearMiss("renamed_column", column.id, path, column.url, round(confidence, 4), reason)


def _was_there(one: EarlierAnswer) -> str:
    return f"《{one.title}》在{day_words(one.seen_on)}巡查时曾对应本事项"


def _shown(path: Sequence[str]) -> str:
    return " > ".join(path)


def _host(url: str) -> str:
    return urlsplit(url).hostname or "其他网站"


def day_words(day: date) -> str:
    """2026年3月6日."""
    return f"{day.year}年{day.month}月{day.day}日"
