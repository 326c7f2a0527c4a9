"""What all tests share."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import partial

import pytest
import yaml

from tests.warm_crawls import WarmCrawls

# Case files are many and long: read by libyaml they take a tenth of the time.
yaml.safe_load = partial(yaml.load, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))

CRAWLING = tuple(f"tests/{room}/" for room in ("console", "crawler", "demo", "matchers"))


@pytest.fixture(scope="session", autouse=True)
def no_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An empty data folder in place of the user's own: guides imported there must not reach a test."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "APPDATA"):
            patch.setenv(name, str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session", autouse=True)
def warm_crawls(request: pytest.FixtureRequest) -> Iterator[None]:
    """In the fast run on Linux crawls are forked from a process that is warm; where CI=true each is started anew."""
    may_crawl = any(item.nodeid.startswith(CRAWLING) for item in request.session.items)
    if os.environ.get("CI") == "true" or sys.platform != "linux" or not may_crawl:
        yield
        return
    import crawler.crawl

    with pytest.MonkeyPatch.context() as patch, closing(WarmCrawls()) as crawls:
        patch.setattr(crawler.crawl, "subprocess", crawls)
        yield


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Three workers for two cores: a third of the time of the tests is waiting for servers that answer late."""
    cores = os.cpu_count() or 1
    return cores + cores // 2


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skips the slow tests unless CI=true or they were asked for, and says so.

    Tests that may crawl come first: whoever has one of them last would be waited for by all.
    """
    items.sort(key=lambda item: not item.nodeid.startswith(CRAWLING))
    if os.environ.get("CI") == "true" or config.getoption("-m"):
        return
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="slow: runs when CI=true or with -m slow"))
