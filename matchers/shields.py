"""Which lists could have held an entry, and which of them were not read to their end."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from inspection.types.portal import Column
from matchers.columns import ColumnAnswer
from matchers.seen import Seen
from matchers.target import Target, Targets


@dataclass(frozen=True)
class Hiding:
    """Why absence cannot be claimed (Chinese, empty when it can) and the listings that hide the entry."""

    reason: str
    listings: tuple[str, ...] = ()


class Shields:
    """Judges lists for one round. A list shields an entry when it was not read to its end and could have held it:
    it is the entry's domain's or first level's, one of their ancestors, or not accepted for another entry. A list whose
    own address is decisively gone (404, 410) holds nothing for entries of other places."""

    def __init__(self, seen: Seen, targets: Targets, columns: Sequence[ColumnAnswer]) -> None:
        self._seen = seen
        self._targets = targets
        self._by_id = {column.id: column for column in seen.columns}
        self._lists_at = {c.url for c in seen.columns if c.kind != "link_out"}
        self._pages = {page.url: page for page in seen.pages}
        self._owners: dict[str, set[int]] = defaultdict(set)
        for answer in columns:
            if answer.decision == "accept":
                self._owners[answer.column.id].add(answer.target.index)
        self._folded = {c.id: tuple(targets.folder.name(part) for part in c.path) for c in seen.columns}
        own_address = {column.id: column.url for column in seen.columns}
        self._gone = {
            one.column
            for one in seen.incidents
            if one.what == "list" and one.kind == "gone" and one.column and own_address.get(one.column) == one.url
        }
        # What such a page is called is not kept, so it may be what is looked for.
        self._nameless = {id_ for page in seen.pages if page.state == "sealed" for id_ in page.columns}
        heard = [seen.listings.get(column.id) for column in seen.columns]
        self._searched = tuple(one.id for one in heard if one and one.state in ("complete", "cut_short"))
        self._unread = tuple(column for column in seen.columns if not self.was_read(column))
        self._of_names: dict[tuple[str, str], frozenset[str]] = {}

    def was_read(self, column: Column) -> bool:
        """Whether nothing can hide in a column: its list was read to the end, its page was read, it only has
        children, or it leads to a column that is asked itself; and no page in it was sealed."""
        if column.id in self._nameless:
            return False
        listing = self._seen.listings.get(column.id)
        if listing is not None:
            return listing.state == "complete"
        match column.kind:
            case "node":
                return True
            case "page":
                page = self._pages.get(column.url)
                return page is not None and page.state in ("ok", "gone", "soft_404")
            case "link_out":
                page = self._pages.get(column.url)
                return self.leads_within(column) or (page is not None and page.state == "ok")
            case _:
                return False

    def leads_within(self, column: Column) -> bool:
        """Whether a column only leads to another one of this portal, which is asked itself."""
        return column.kind == "link_out" and column.url in self._lists_at

    def hiding(self, target: Target) -> Hiding:
        """What stands against calling an entry missing."""
        failed = next((one for one in self._seen.incidents if one.what in ("portal", "tree")), None)
        if not self._seen.columns:
            why = f"（{failed.detail.rstrip('。')}）" if failed else ""
            return Hiding(f"未能读取到任何栏目{why}，无法核验。")
        if failed:
            return Hiding(f"网站栏目未能全部读取（{failed.detail.rstrip('。')}），无法核验。")
        near = self._near(target)
        hiding = [column for column in self._unread if self._could_hold(column, target, near)]
        if not hiding:
            return Hiding("")
        paths = list(dict.fromkeys(column.path for column in hiding))
        names = "、".join(f"“{' > '.join(path)}”" for path in paths[:3])
        more = f"等{len(paths)}个栏目" if len(paths) > 3 else ""
        ids = tuple(dict.fromkeys(heard.id for c in hiding if (heard := self._seen.listings.get(c.id))))
        return Hiding(f"栏目{names}{more}采集不完整，无法核验是否已公开。", ids)

    def searched(self) -> tuple[str, ...]:
        """The ids of all listings that were read, in the order of the columns; together they prove absence. What was
        not read at all was not searched and proves nothing. One tuple for all entries."""
        return self._searched

    def _could_hold(self, column: Column, target: Target, near: frozenset[str]) -> bool:
        if column.id in near:
            return True
        if column.kind == "link_out":
            return False
        if column.id in self._gone:
            return False
        owners = self._owners.get(column.id)
        return not owners or target.index in owners

    def _near(self, target: Target) -> frozenset[str]:
        """Columns of the entry's first level and domain, and everything above them."""
        key = (target.domain, target.level1)
        if key not in self._of_names:
            found: set[str] = set()
            for column in self._seen.columns:
                if self._place(column, target) == "own":
                    above: Column | None = column
                    while above is not None and above.id not in found:
                        found.add(above.id)
                        above = self._by_id.get(above.parent) if above.parent else None
            self._of_names[key] = frozenset(found)
        return self._of_names[key]

    def _place(self, column: Column, target: Target) -> Literal["own", "other"]:
        folded = self._folded[column.id]
        if not folded:
            return "other"
        if self._targets.is_domain(folded[-1], target.domain):
            return "own"
        in_domain = any(self._targets.is_domain(name, target.domain) for name in folded[:-1])
        return "own" if in_domain and folded[-1] == target.level1 else "other"
