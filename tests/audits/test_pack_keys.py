"""Rules ask packs for values by name: a misspelt name would be a rule that never judges."""

import re
from datetime import date
from pathlib import Path

from inspection.rule_pack import load_pack, pack_names

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 21)
# Without a source: only an office's own pack gives them.
OFF = {"consultation_result", "response_column", "message_workdays", "minimum_items"}
_ASKED = re.compile(r"\b(thresholds|part_lists|site_documents|set_columns|submitted_reports)(?:\.get\(|\[)\s*\"(\w+)\"")


def test_what_rules_ask_for_is_in_a_shipped_pack_or_known_to_be_off() -> None:
    packs = [load_pack(name, TODAY) for name in pack_names()]
    sources = [path for folder in ("audits", "console") for path in sorted((ROOT / folder).rglob("*.py"))]
    asked = {found for path in sources for found in _ASKED.findall(path.read_text(encoding="utf-8"))}
    assert len(asked) > 5
    strange = [f"{group}.{key}" for group, key in asked if not any(key in getattr(pack, group) for pack in packs)]
    assert sorted(strange) == sorted(f"{group}.{key}" for group, key in asked if key in OFF)
