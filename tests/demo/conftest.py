"""The simulated city, opened once for all tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.run import City, build_city


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """Both portals served, and the workspace that names them."""
    with build_city(Path(tmp_path_factory.mktemp("city"))) as opened:
        yield opened
