"""Memory of a crawl: what is held of a page must be little, since a district may have a hundred thousand."""

from pathlib import Path

import pytest

from benchmarks.crawl import peaks

FEW, MANY = 2_000, 8_000
# What the walk and the archive hold of a page: about 3 KB. A page itself has 6 KB here, parsed many times as much.
MOST_A_PAGE = 6_000


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peaks of memory are read from Linux")
def test_memory_hardly_grows_with_the_pages() -> None:
    few, many = peaks(FEW), peaks(MANY)
    assert few["read"] == FEW and many["read"] == MANY
    for process in ("crawl_mb", "rows_mb"):
        grown = (many[process] - few[process]) * 1024 * 1024 / (MANY - FEW)
        assert grown < MOST_A_PAGE, f"{process}: {grown:.0f} bytes a page, {few[process]:.0f} MB at {FEW}"
