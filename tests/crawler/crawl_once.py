"""A crawl in a process of its own, to be interrupted: FOLDER URL."""

import signal
import sys
from pathlib import Path

from tests.crawler.rounds import Round, district, settings

if __name__ == "__main__":
    # A shell that runs the tests in the background has its children ignore Ctrl-C; here it must be heard.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        Round(Path(sys.argv[1]), district(sys.argv[2]), settings()).crawl()
    except KeyboardInterrupt:
        sys.exit(130)
