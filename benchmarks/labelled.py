"""Labelled pages: rows with the entries that each may be answered by, and the figures that an answer to them earns.

A row is what `match-pages` reads plus `gold` (acceptable entries; an empty level stops the comparison there; none: no
entry is answered) and `confidence` of the label (`low`: doubtful, reported apart). A gold entry is an object with the
keys domain, level1, level2 or a list of the three.
"""

import csv
import hashlib
import json
import math
import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from inspection.types.directory import Entry

Row = dict[str, Any]
Answers = Mapping[str, Row]
Names = tuple[str, str, str]
SHARED = Path(os.environ.get("XUNCHA_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def read_rows(path: Path) -> list[Row]:
    """The rows of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_entries(path: Path) -> list[Entry]:
    """Entries of a CSV with the columns domain, level1, level2, elements, time_limit, publisher; lists by ；or ;."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [_entry(row) for row in csv.DictReader(file)]


def sure(rows: Iterable[Row]) -> list[Row]:
    """The rows whose labels are no guess."""
    return [row for row in rows if row.get("confidence") != "low"]


def fingerprint(*paths: Path) -> str:
    """SHA-256 over files, one after the other."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def golds(row: Row) -> list[Names]:
    """The acceptable entries of a row, folded."""
    return [_gold(gold) for gold in row["gold"]]


def answers_one_of(names: Names, gold: Iterable[Names]) -> bool:
    """Whether an entry (folded names) is one of the gold ones; an empty gold level stops the comparison there."""
    return any(
        names[0] == domain and level1 in ("", names[1]) and level2 in ("", names[2]) for domain, level1, level2 in gold
    )


def names_of(given: Entry | Mapping[str, Any]) -> Names:
    """Domain and levels of an entry or of a candidate, folded as the scoring does it."""
    if isinstance(given, Entry):
        return _fold(given.domain), _fold(given.level1), _fold(given.level2)
    return _fold(given["domain"]), _fold(given["level1"]), _fold(given["level2"])


def figures(rows: Sequence[Row], answers: Answers) -> dict[str, float]:
    """What answers are worth on labelled rows, as shares: `entry_top1` and `entry_top3` of the rows with an entry, the
    precision of what was accepted (with and without an entry together), and how much was accepted of either kind.
    NaN where a share has nothing below the line."""
    with_entry = [row for row in rows if row["gold"]]
    accepted = [row for row in rows if answers.get(row["id"], {}).get("decision") == "accept"]
    counts = counted(rows, answers)
    return {
        "pages": len(rows),
        "with_entry": len(with_entry),
        "answered": sum(row["id"] in answers for row in rows),
        "accepted": len(accepted),
        **{name: part / whole if whole else math.nan for name, (part, whole) in counts.items()},
    }


def counted(rows: Sequence[Row], answers: Answers) -> dict[str, tuple[int, int]]:
    """Every share of `figures` as (part, whole)."""
    with_entry = [row for row in rows if row["gold"]]
    without = [row for row in rows if not row["gold"]]
    accepted = [row for row in rows if answers.get(row["id"], {}).get("decision") == "accept"]
    taken = [row for row in accepted if row["gold"]]
    domains = [row for row in with_entry if _domain_right(row, answers)]
    return {
        "domain_top1": (len(domains), len(with_entry)),
        "entry_top1": (sum(_right(row, answers, 1) for row in with_entry), len(with_entry)),
        "entry_top3": (sum(_right(row, answers, 3) for row in with_entry), len(with_entry)),
        "precision_of_accepted": (sum(_right(row, answers, 1) for row in accepted), len(accepted)),
        "accepted_of_with_entry": (len(taken), len(with_entry)),
        "accepted_of_without": (len(accepted) - len(taken), len(without)),
    }


def wilson(part: int, whole: int, z: float = 1.96) -> tuple[float, float]:
    """The interval of Wilson (1927) around a share, 95 % unless told; (0, 1) of nothing."""
    if not whole:
        return 0.0, 1.0
    share, spread = part / whole, z * z / whole
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / whole + spread / whole / 4) / (1 + spread)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _right(row: Row, answers: Answers, first: int) -> bool:
    candidates = answers.get(row["id"], {}).get("candidates") or []
    gold = golds(row)
    return any(answers_one_of(names_of(candidate), gold) for candidate in candidates[:first])


def _domain_right(row: Row, answers: Answers) -> bool:
    candidates = answers.get(row["id"], {}).get("candidates") or []
    domains = {gold[0] for gold in golds(row)}
    return any(names_of(candidate)[0] in domains for candidate in candidates[:1])


def _gold(gold: Mapping[str, Any] | Sequence[str]) -> Names:
    if isinstance(gold, Mapping):
        return names_of(gold)
    domain, level1, level2 = gold
    return _fold(domain), _fold(level1), _fold(level2)


def _fold(text: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def _entry(row: Mapping[str, str]) -> Entry:
    def parts(name: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in (row.get(name) or "").replace("；", ";").split(";") if part.strip())

    return Entry(
        None, "entries.csv", None, None, None, row["domain"], row["level1"] or None, row["level2"] or None, None,
        elements=parts("elements"), time_limit=row.get("time_limit") or None, publisher=parts("publisher"),
    )  # fmt: skip
