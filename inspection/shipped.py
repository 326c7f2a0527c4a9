"""Where the data that ships with the program lies."""

from pathlib import Path

CONFIG = Path(__file__).resolve().parent.parent / "config"
