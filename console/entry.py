"""Where the command `xuncha` begins: a Ctrl-C that comes while the program still loads ends it cleanly, too."""

import os
import sys


def main() -> None:
    """Loads the command line and runs it; ends the process with its exit status."""
    try:
        from console.cli import run

        status = run()
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write("已停止，再运行同一条命令即可继续。\n")
        status = 1
    except BrokenPipeError:
        # Whoever read our output has enough; Python would complain once more when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    sys.exit(status)


if __name__ == "__main__":
    main()
