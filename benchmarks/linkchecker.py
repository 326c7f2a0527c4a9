"""LinkChecker in an environment of its own: it is asked on a command line, never imported."""

import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar

VENV = Path(__file__).resolve().parents[1] / ".venv-peers"
_VERSION = "10.6.0"
_CHECKED = re.compile(r"(\d+) URLs? checked")


@dataclass(frozen=True)
class LinkChecker:
    """The program; its settings come from a file that is made for each run."""

    AS_IT_COMES: ClassVar[int] = 10
    UNLIMITED: ClassVar[int] = 1_000_000

    program: Path

    def command(self, address: str, a_second: int) -> list[str]:
        """Checks a portal with at most so many requests a second."""
        settings = Path(tempfile.mkdtemp(prefix="linkchecker-")) / "linkcheckerrc"
        settings.write_text(f"[checking]\nmaxrequestspersecond={a_second}\n", encoding="utf-8")
        settings.parent.chmod(0o755)  # started as root it goes on as nobody
        return [str(self.program), "--no-status", "--no-warnings", "-f", str(settings), address]

    def checked(self, said: str) -> int:
        """How many addresses it asked, out of what it printed."""
        found = _CHECKED.search(said)
        if found is None:
            raise RuntimeError(f"LinkChecker did not say what it checked: {said[-500:]}")
        return int(found[1])


@cache
def installed() -> LinkChecker | None:
    """The program, installed where it is not there yet; None, said aloud, where it cannot be had."""
    program = VENV / "bin" / "linkchecker"
    if not program.exists():
        try:
            subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
            pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
            subprocess.run([*pip, f"LinkChecker=={_VERSION}"], check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"!!! 未能安装 LinkChecker（{error}）：没有与它比较。", file=sys.stderr)
            return None
    return LinkChecker(program)
