"""看板: the round as a folder of pages that opens without a server and without a network, for the office alone.

`index.html` shows all figures as tables, which scripts turn into charts; every district has a page with each of its
findings. It is internal: what nobody has confirmed stands apart as 待核实, personal data is only counted, pages with a
classification mark are not even that.
"""

from collections import Counter
from pathlib import Path
from typing import Any

from reports.dashboard import coverage, history, ranking
from reports.dashboard.page import Pages, copied, data_script
from reports.dashboard.problems import (
    GROUPS,
    Problem,
    by_district,
    by_kind,
    by_unit,
    district_page,
    personal,
    problems_of,
    shown_name,
)
from reports.dashboard.tables import between, percent
from reports.output import put, remove
from reports.view import DistrictView, RoundView
from reports.words import SEVERITIES, day, round_words, told

# Ranks need all districts: a part of the round is no dashboard.
OF_ROUND = True
FOLDER = "看板"


def write(view: RoundView, folder: Path) -> list[Path]:
    """Writes the folder anew, without what an earlier run left in it, and returns the page to open."""
    problems = {district.district.id: problems_of(view, district) for district in view.districts}
    pages = Pages(view.templates)
    every = [one for found in problems.values() for one in found]
    files = {"index.html": pages.page("index.html", _index(view, every))}
    for district in view.districts:
        values = _district(view, district, problems[district.district.id])
        files[district_page(district)] = pages.page("district.html", values)
    files |= {"assets/dashboard.css": pages.style(), "data/findings.js": data_script(every), **dict(copied())}
    return [_put_all(folder / FOLDER, files)]


def _put_all(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in sorted(files.items()):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        put(folder / name, data)
    for path in sorted((folder / "districts").glob("*.html")):
        if f"districts/{path.name}" not in files:
            remove(path)
    return folder / "index.html"


def _common(view: RoundView, root: str) -> dict[str, Any]:
    return {
        "root": root,
        "office": told(view.office.name),
        "round": round_words(view.round),
        "as_of": day(view.as_of),
        "groups": GROUPS,
        "districts": [{"name": shown_name(view, one), "page": district_page(one)} for one in view.districts],
    }


def _index(view: RoundView, problems: list[Problem]) -> dict[str, Any]:
    return _common(view, "") | {
        "tiles": _tiles(view, problems),
        "rankings": ranking.by_class(view),
        "unfit": ranking.unfit(view),
        "by_district": by_district(view, problems),
        "heat": coverage.heat_map(view),
        "states": coverage.by_state(view),
        "kinds": by_kind(problems),
        "units": by_unit(problems),
        "trends": history.trends(view),
        "outcomes": history.outcomes(view),
        "waiting": sum(one.group == "waiting" for one in problems),
        "confirmed": sum(one.group != "waiting" for one in problems),
        "personal": sum(map(personal, view.districts)),
    }


def _tiles(view: RoundView, problems: list[Problem]) -> list[dict[str, str]]:
    """The figures at the head of the page: a name, a figure, and what it is made of."""
    states = coverage.all_standings(view.districts)
    low, high, due = coverage.published(states)
    groups = Counter(one.group for one in problems)
    sure = [one for one in problems if one.group != "waiting"]
    levels = Counter(one.severity for one in sure)
    by_level = "，".join(f"{words}{levels[level]}" for level, words in SEVERITIES.items() if levels[level])
    mended, standing = history.mended(view)
    return [
        {
            "name": "公开率", "figure": between(low, high, due, 0), "tone": "",
            "words": f"应公开{due}个，已公开{low}个，未公开{due - high}个，待定{high - low}个",
        },
        {
            "name": "无法核验占比", "figure": percent(states["unverifiable"], due), "tone": "open",
            "words": f"{states['unverifiable']}个事项采集不完整，不作问题认定",
        },
        {"name": "属实问题", "figure": str(len(sure)), "tone": "bad", "words": by_level or "没有属实的问题"},
        {
            "name": "待整改", "figure": str(groups["open"]), "tone": "bad",
            "words": f"已整改、已销号{groups['ended']}，已逾期{sum(one.overdue for one in sure)}",
        },
        {"name": "待核实", "figure": str(groups["waiting"]), "tone": "open", "words": "尚未经人工核实，不作问题认定"},
        {
            "name": "往期下发整改率", "figure": percent(mended, standing), "tone": "",
            "words": f"往期下发{standing}个，已整改、已销号{mended}个" if standing else "没有往期下发的问题",
        },
    ]  # fmt: skip


def _district(view: RoundView, district: DistrictView, problems: list[Problem]) -> dict[str, Any]:
    return _common(view, "../") | {
        "name": shown_name(view, district),
        "kind": told(district.district.kind),
        "unfit": [told(one) for one in district.unfit],
        "confirmed": [one for one in problems if one.group != "waiting"],
        "waiting": [one for one in problems if one.group == "waiting"],
        "personal": personal(district),
        "gaps": coverage.gaps(view, district),
        "unread": coverage.unread(district),
    }
