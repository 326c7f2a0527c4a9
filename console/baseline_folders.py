"""Where imported guides lie: in the workspace, else in the user's own data folder."""

import os
import sys
from pathlib import Path

from inspection.workspace import SETTINGS

BASELINE = "baseline"


def baseline_folders(start: Path) -> tuple[Path, ...]:
    """The folders that are asked for imported guides, first the workspace's that `start` lies in. They need not be
    there yet."""
    root = workspace_around(start)
    return (*((root / BASELINE,) if root else ()), user_baseline())


def workspace_around(start: Path) -> Path | None:
    """The workspace that a folder is or lies in: the nearest folder upwards with xuncha.toml."""
    here = start.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / SETTINGS).is_file()), None)


def user_baseline() -> Path:
    """The user's own folder for imported guides, by the custom of the system."""
    if sys.platform == "win32":
        given = os.environ.get("APPDATA")
        return (Path(given) if given else Path.home() / "AppData" / "Roaming") / "xuncha" / BASELINE
    named = Path(os.environ.get("XDG_DATA_HOME", ""))
    # the XDG specification: a relative path is to be taken for none
    return (named if named.is_absolute() else Path.home() / ".local" / "share") / "xuncha" / BASELINE
