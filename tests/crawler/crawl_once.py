"""A crawl in a process of its own, to be interrupted: FOLDER URL."""

import sys
from pathlib import Path

from tests.crawler.rounds import Round, district, settings

if __name__ == "__main__":
    try:
        Round(Path(sys.argv[1]), district(sys.argv[2]), settings()).crawl()
    except KeyboardInterrupt:
        sys.exit(130)
