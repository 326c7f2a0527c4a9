"""A small round in which everything that somebody else wrote is hostile: for what must stay text whatever it says."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from inspection.china_time import CHINA
from inspection.types.judgement import Coverage, Finding
from inspection.types.page_facts import Reminder
from inspection.types.paperwork import IssuedNotice, Outcome
from inspection.types.portal import Incident
from inspection.types.score import Score
from reports.view import DistrictView, RoundView
from tests.reports.dashboard_round import city_round
from tests.reports.small_round import small_round

# In front of every text: a formula where a cell begins, then what templates, pages and typesetters run, what turns
# writing round, what no XML may hold, what ends a CDATA section or a line of JavaScript.
HOSTILE = (
    "=cmd|' /C calc'!A0<script>alert(1)</script>{{ 7*7 }}{% raw %}#panic(\"x\")]]>\\u2028"
    "\u202e反写\u202c零\u200b宽控\x00\x07\x1b制半\ud800个😀分\u2028行&amp;"
)
# What of it must be read, blanks and signs without a shape apart.
SIGNS = (
    "=cmd|'/Ccalc'!A0", "<script>alert(1)</script>", "{{7*7}}", "{%raw%}", '#panic("x")', "]]>", "\\u2028", "反写",
    "零宽", "控制", "半个", "分行", "&amp;",
)  # fmt: skip
LONG = "长" * 5_000
URLS = (
    "javascript:alert(document.domain)", "file:///etc/passwd", 'https://www.linjiang.example/"><script>alert(1)</script>',
    "https://www.linjiang.example/a?x=1&y={{7*7}}#panic()", "data:text/html,<script>alert(1)</script>",
    "https://www.linjiang.example/\u202egpj.exe", "https://www.linjiang.example/ a\tb\nc",
)  # fmt: skip
# Names of files are made of these.
_SHORT = "=1<b>{{7*7}}#p()\u202e\x07/..\\"
_NAMES = {("District", "name"), ("Unit", "name"), ("Unit", "superior"), ("IssuedNotice", "addressee")}
# What the product itself set: ids, codes, words of closed sets, addresses, times.
_OWN = frozenset((
    "id", "identity", "round", "district", "rule", "mode", "state", "url", "kind", "trigger", "portal", "family",
    "parent", "key", "final_url", "fetched_at", "sha256", "warc", "content_type", "snapshot", "snapshots", "listing",
    "listings", "columns", "first_round", "charge", "confirmed_by", "level", "code", "group", "version", "pack",
    "directories", "rule_pack", "voice", "ranking", "list_styles", "unit_class", "what", "landed", "modified",
    "retention", "region", "entries",
))  # fmt: skip


def hostile_round(templates: Path | None = None) -> RoundView:
    """The round; everything in it that is not the product's own begins with `HOSTILE`."""
    made = _hostile(_plain_round())
    assert isinstance(made, RoundView)
    first, *others = made.districts
    found = [
        replace(one, url=URLS[place % len(URLS)], message=one.message + (LONG if place == 0 else ""))
        for place, one in enumerate(first.findings)
    ]
    long = replace(found[1], title=f"{HOSTILE}{LONG}")
    first = replace(first, findings=(found[0], long, *found[2:]))
    return replace(made, districts=(first, *others), templates=templates)


def _plain_round() -> RoundView:
    """The round of round.yml with what else a view can hold."""
    city, small = city_round(440), small_round()
    districts = tuple(_whole(district, place) for place, district in enumerate(small.districts))
    ids = {one.district.id for one in districts}
    scores = [one for one in city.scores if one.district in ids]
    scores += [_item(scores[0], one) for district in districts for one in district.coverage]
    return replace(
        small, districts=districts, rules=city.rules, scores=tuple(scores),
        earlier=tuple(
            replace(one, districts=tuple(part for part in one.districts if part.district in ids))
            for one in city.earlier
        ),
    )  # fmt: skip


def _item(score: Score, entry: Coverage) -> Score:
    return replace(
        score, level="item", district=entry.district, unit_class="区属", unit="临江区民政局", domain=entry.domain,
        level1=entry.level1, level2=entry.level2, items=1, points=70.0, low=70.0, high=70.0, deducted=30.0,
        vetoes=("19号文口径提示",), reason="栏目没有内容",
    )  # fmt: skip


def _whole(view: DistrictView, place: int) -> DistrictView:
    key, at = view.district.id, datetime(2026, 10, 20, 16, tzinfo=CHINA)
    told = [_earlier(view.findings[0], place, "unfixed"), _earlier(view.findings[0], place, "fixed")]
    number = f"江政公开办〔2026〕{place + 1}号"
    notice = IssuedNotice(
        number, "notice", "整改通知书", "2026-11", key, f"{view.district.name}人民政府办公室", None, "江州市司法局", at,
        tuple(one.id for one in told), {one.id: at for one in told}, f"江办函〔2026〕{place + 1}号", None, "更正",
    )  # fmt: skip
    reminder = Reminder(
        "2026-11", key, f"{view.district.name}民政局", ("首页", "政务公开", "动态"), f"https://www.{key}.example/d/",
        date(2026, 11, 1), date(2026, 11, 20), "栏目即将超过更新期限",
    )  # fmt: skip
    refused = Incident(
        f"https://www.{key}.example/c/", "list", "challenge", "要求验证后访问", None, 403, (date(2026, 11, 10),)
    )  # fmt: skip
    return replace(
        view, first=True, incidents=(*view.incidents, refused), reminders=(reminder,), issued=(notice,), sealed=1,
        unfit=("40个列表中有20个未能读全",),
        outcomes=tuple(Outcome(one, at, number, one.state == "unfixed") for one in told),
    )  # fmt: skip


def _earlier(finding: Finding, place: int, state: Any) -> Finding:
    return replace(finding, id=f"FZ{place}{state[:5].upper()}", state=state, round="2026-10", rule="B03")


def _hostile(value: Any, name: str = "", owner: str = "") -> Any:
    """The same with every text that may be a stranger's made hostile; equal texts stay equal."""
    if isinstance(value, str):
        return (_SHORT if (owner, name) in _NAMES else HOSTILE) + value if name not in _OWN and value else value
    if is_dataclass(value) and not isinstance(value, type):
        kind = type(value).__name__
        if kind in ("RulePack", "WorkCalendar", "Evidence"):
            return value
        changed = {
            one.name: _hostile(getattr(value, one.name), _field(value, one.name), kind)
            for one in fields(value)
            if one.init and one.name not in ("calendar", "templates")
        }
        return replace(value, **changed)
    if isinstance(value, tuple | list):
        return type(value)(_hostile(one, name, owner) for one in value)
    if isinstance(value, Mapping):
        return {key: _hostile(one, name, owner) for key, one in value.items()}
    return value


def _field(value: Any, name: str) -> str:
    """The name of a field; of the ids of columns, which are called as paths are, one that is the product's own."""
    return "id" if name == "column" and isinstance(getattr(value, name), str) else name
