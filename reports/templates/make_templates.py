"""Makes the Word templates that ship with the program: `python -m reports.templates.make_templates`."""

from pathlib import Path

from inspection.plugins import modules_in

FOLDER = Path(__file__).resolve().parent


def make(folder: Path = FOLDER) -> list[Path]:
    """Writes all templates into a folder and returns them."""
    return [path for module in modules_in("reports.templates.builders") for path in module.make(folder)]


if __name__ == "__main__":
    for made in make():
        print(made)
