"""巡查通报: what a round came to, for the districts (内部) and for the public (公开), each as Word and PDF.

Only what somebody confirmed is told. The bulletin for the districts names units; the one for the public names districts
and columns, and is not written where nothing is confirmed. Personal data and classification marks stand in neither.
"""

from pathlib import Path
from typing import Any

from reports.bulletin_annexes import form_rows, only_serious, problem_rows, public_rows, unfinished_rows
from reports.bulletin_facts import Facts, facts_of
from reports.bulletin_ranking import Ranking, rank_rows, ranking_of
from reports.bulletin_text import Annexes, computed_from, opening, sections, title_of
from reports.bulletin_words import addressees
from reports.documents import Paper, write_paper
from reports.output import remove
from reports.view import RoundView
from reports.words import day, told, writable

# A part of the round is no bulletin.
OF_ROUND = True
INTERNAL, PUBLIC = "巡查通报（内部）", "巡查通报（公开）"
_NO_DATE = "　　　　年　　月　　日"
_PUBLIC_REMARK = "此件公开发布"


def write(view: RoundView, folder: Path) -> list[Path]:
    """Writes both bulletins and returns their files; one of an earlier run that no longer holds is removed.

    Raises UserError naming the office's template where that cannot be filled.
    """
    facts, ranking = facts_of(view), ranking_of(view)
    written = []
    for public in (False, True):
        if not public or facts.told:
            values = bulletin_values(view, facts, ranking, public=public)
            paper = Paper("bulletin", values, values["title"].replace("\n", ""), told(view.office.name), view.as_of)
            name = PUBLIC if public else INTERNAL
            written += write_paper(paper, folder, name, view.templates, pdf=view.settings.pdf)
    for ending in ("docx", "pdf"):
        path = folder / f"{PUBLIC}.{ending}"
        if path not in written and path.exists():
            remove(path)
    return written


def bulletin_values(view: RoundView, facts: Facts, ranking: Ranking, *, public: bool) -> dict[str, Any]:
    """What a template can use (docs/templates.md)."""
    ranks = rank_rows(view, ranking, public=public)
    problems = [] if public else problem_rows(view, facts)
    counted = public_rows(view, facts) if public else []
    late = [] if public else unfinished_rows(facts)
    form = [] if public or not (facts.told or late) else form_rows()
    listed = "重大问题清单" if only_serious(facts) else "问题清单"
    known = {
        "ranking": ("得分排名表", ranks),
        "problems": ("各地问题情况表" if public else listed, counted or problems),
        "reply": ("整改反馈表", form),
        "unfinished": ("上次通报问题未销号清单", late),
    }
    numbers = dict.fromkeys(known, 0)
    numbers |= {key: number for number, key in enumerate((key for key, (_, rows) in known.items() if rows), start=1)}
    draft = computed_from(view, facts)
    contact = [("联系人", view.office.contact), ("电话", view.office.phone)]
    return {
        "office": told(view.office.name),
        "title": title_of(view),
        "draft": f"（草稿，期限按{draft}印发推算，印发时请核改）" if draft else "",
        "number": "",
        "addressee": addressees(view),
        "opening": opening(view, facts),
        "sections": [
            {
                "heading": one.heading,
                "lines": list(one.lines),
                "parts": [{"heading": part.heading, "lines": list(part.lines)} for part in one.parts],
            }
            for one in sections(
                view, facts, ranking, Annexes(**numbers, districts_lists=only_serious(facts)), public=public
            )
        ],
        "annexes": [f"{numbers[key]}.{name}" for key, (name, _) in known.items() if numbers[key]],
        "annex_numbers": numbers,
        "ranks": ranks,
        "rows": problems,
        "rows_name": listed,
        "counted": counted,
        "form": form,
        "unfinished": late,
        "public": public,
        "date": day(view.notice_date) or _NO_DATE,
        "contact": "" if public else "，".join(f"{word}：{writable(value)}" for word, value in contact if value),
        "remark": (view.pack.prescribed_label("public") or _PUBLIC_REMARK) if public else "",
    }
