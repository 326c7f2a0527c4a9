"""Real data that lies beside the project on a developer's machine; tests that need it skip loudly where it is not."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("XUNCHA_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def shared_path(relative: str) -> Path:
    """A file or folder of the shared data; skips the calling test where it is absent."""
    path = SHARED / relative
    if not path.exists():
        pytest.skip(f"shared data not here: {relative} (set XUNCHA_SHARED to the folder that holds it)")
    return path
