import subprocess
import sys
from pathlib import Path

import pytest

from inspection.errors import UserError
from inspection.round_lock import round_lock

HOLDER = """
import sys
from pathlib import Path
from inspection.round_lock import round_lock
with round_lock(Path(sys.argv[1]), "临江区"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_command_is_refused_and_a_killed_one_leaves_nothing(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(UserError, match="临江区的这个批次正由另一个"), round_lock(tmp_path, "临江区"):
            pass
        holder.kill()
    with round_lock(tmp_path, "临江区"):
        pass


def test_the_same_process_may_take_it_again_after_letting_go(tmp_path: Path) -> None:
    for _ in range(2):
        with round_lock(tmp_path / "new", "临江区"):
            assert (tmp_path / "new" / "round.lock").exists()
