"""呈批材料: the one page on which the leader decides: how the round went, what is serious, what is unfinished, what is
asked, and which papers are ready."""

from pathlib import Path
from typing import Any

from reports.bulletin_facts import facts_of
from reports.bulletin_ranking import ranking_of
from reports.documents import Paper, write_paper
from reports.leader_page import parts_of
from reports.platform_refusals import asked_of
from reports.view import RoundView
from reports.words import day, round_words, told, writable

OF_ROUND = True
NAME = "呈批材料（内部）"


def write(view: RoundView, folder: Path) -> list[Path]:
    """Writes the page as Word and PDF. Raises UserError naming the office's template where that cannot be filled."""
    values = approval_values(view)
    paper = Paper("approval", values, values["title"], told(view.office.name), view.as_of)
    return write_paper(paper, folder, NAME, view.templates, pdf=view.settings.pdf)


def approval_values(view: RoundView) -> dict[str, Any]:
    """What a template can use (docs/templates.md)."""
    parts = parts_of(view, facts_of(view), ranking_of(view), asked_of(view))
    contact = [("承办人", view.office.contact), ("电话", view.office.phone)]
    by = "，".join(f"{word}：{writable(value)}" for word, value in contact if value)
    return {
        "office": told(view.office.name),
        "title": f"{round_words(view.round)}情况呈批",
        "parts": [{"heading": one.heading, "lines": list(one.lines)} for one in parts],
        "by": f"{told(view.office.name)}{f'（{by}）' if by else ''}",
        "date": day(view.notice_date) or "　　　　年　　月　　日",
    }
