"""Seals of rounds kept outside the rounds: one JSON line each in `seals.jsonl` of the workspace, only ever added to.

Print it, mail it, keep it on another machine: whoever alters a round afterwards would have to alter that copy too.
"""

import json
from dataclasses import asdict
from pathlib import Path

from crawler.digest_chain import Seal, seal_of, sealed
from inspection.errors import UserError
from inspection.round_store import RoundStore

SEALS = "seals.jsonl"


def seal_round(root: Path, round_: str, district: str, store: RoundStore, folder: Path, at: str) -> Seal:
    """Seals what a district's round holds now, in its own store and in the workspace's copy."""
    seal = sealed(store, folder, at)
    if seal not in copied_seals(root, round_, district):
        line = json.dumps({"round": round_, "district": district, **asdict(seal)}, ensure_ascii=False)
        with (root / SEALS).open("a", encoding="utf-8", newline="\n") as file:
            file.write(line + "\n")
    return seal


def copied_seals(root: Path, round_: str, district: str) -> list[Seal]:
    """The copies that a workspace holds of a round's seals, oldest first. Raises UserError for a damaged copy."""
    path = root / SEALS
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines() if path.exists() else (), start=1):
        try:
            value = json.loads(line)
            if (value["round"], value["district"]) == (round_, district):
                found.append(seal_of(value))
        except (ValueError, KeyError, TypeError) as error:
            raise UserError(f"{path} 第 {number} 行读不出来，请从备份恢复该文件。") from error
    return found
