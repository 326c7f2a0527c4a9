"""Rounds that can be shown, but neither judged again nor gone on with."""

from pathlib import Path

from crawler.purging import purged_on
from inspection.errors import UserError
from inspection.round_store import RoundStore, read_round
from inspection.types.office import District


def must_be_whole(path: Path, district: District) -> None:
    """Refuses a round whose answers were purged: pages without their texts would be found empty."""
    if path.exists():
        with read_round(path) as store:
            _must_not_be_purged(store, district)


def must_be_crawled(store: RoundStore, district: District) -> None:
    """Refuses a round of which nothing was fetched yet, too."""
    _must_not_be_purged(store, district)
    if store.fact("as_of") is None:
        raise UserError(f"{district.name}在本批次还没有采集，请先运行 xuncha crawl。")


def _must_not_be_purged(store: RoundStore, district: District) -> None:
    if on := purged_on(store):
        raise UserError(f"{district.name}在本批次的网页留痕已于 {on} 清除，不能再采集或判断；已有的问题仍可导出。")
