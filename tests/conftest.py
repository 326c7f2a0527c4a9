"""What all tests share."""

import os

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skips the slow tests unless CI=true or they were asked for, and says so."""
    if os.environ.get("CI") == "true" or config.getoption("-m"):
        return
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="slow: runs when CI=true or with -m slow"))
